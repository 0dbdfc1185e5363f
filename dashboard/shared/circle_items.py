"""Turn the facts of a circle into drawn and listed items: marks with texts, filters, counts, table. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from dashboard.shared.circle_filters import CLOCKWISE, CONTINENTS, FURTHER, FilteredState
from graph.circle import (
    Activity,
    Circle,
    CircleConsulate,
    CircleOrganisation,
    CirclePartner,
    CircleTieState,
    Ring,
)
from graph.facts.names import Names, name_told_apart
from graph.i18n import Bilingual, Texts
from graph.model.partial_date import PartialDate
from graph.naming.profile import Naming
from graph.naming.profile_file import LANGUAGES
from graph.partner_figures import PARTNER_FIGURES
from graph.sanitize import one_line
from graph.strength.bands import StrengthBand
from graph.strength.config import StrengthConfig
from graph.world_on_date import PartnerOnDate
from reports.drawing.circle_shapes import Mark, Zone
from reports.drawing.text_metrics import shorten, text_width
from reports.wording.figures import figure_help
from reports.wording.link_words import band_text
from reports.wording.other_names import other_name_text

#: Maximum number of marks drawn; above it they are grouped (:mod:`dashboard.views.circle.groups`), and the
#: page says how many are left out.
MOST_MARKS = 150
_SEATS = ("inner", "bead")
_PLACES = ("City", "Region", "CountryOrArea")
_KIND_OF_LABEL = {"Port": "port", "Organisation": "organisation", "Consulate": "consulate"}
#: Maximum length in characters of a name shown.
_NAME_LENGTH = 120
#: Share of the points at which a ring ends that a link in the next one has at most, so that it is seen there.
_BELOW = 0.9
_LABEL_WIDTH, _SMALL_LABEL_WIDTH = 205.0, 124.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleItem:
    """An item of the circle, ready to be drawn, listed and named.

    :param kind: the kind it is switched on and off with, one of :data:`dashboard.shared.circle_filters.KINDS`
    :param form: circle, port, consulate or organisation; ``group`` for several drawn as one
    :param ring: closeness by the kind of tie, or ``inner`` or ``bead``; empty if there was nothing yet on the
        day
    :param strength: how alive the link is, in points, which sets the distance; 0 if nothing measured is
        recorded
    :param band: a :class:`graph.strength.bands.StrengthBand`; empty if not measured or not graded
    :param partner: whether it has ties of its own with the home
    :param what: kind of tie, stage and date, in words
    :param activity: state of the contact, in words
    :param near: id of the mark it is preferably placed next to
    :param anchor: id of the mark where its line begins, if not the home
    :param count: number of members of a group
    """

    id: str
    kind: str
    form: str
    ring: str
    continent: str
    order: float
    names: Names
    name: str
    others: tuple[str, ...]
    country: str
    what: str
    activity: str
    state: str
    line: str
    size: float
    strength: float = 0.0
    band: str = ""
    band_text: str = ""
    partner: bool = False
    kind_text: str = ""
    status_text: str = ""
    since: str = ""
    last: str = ""
    late: int = 0
    near: str = ""
    anchor: str = ""
    count: int = 0

    @property
    def main(self) -> bool:
        """Whether it has a slot of its own: a partner or a group."""
        return self.form in ("circle", "group")

    @property
    def placeable(self) -> bool:
        """Whether it can be drawn.

        An item without a location would appear in a wrong sector, so it is only listed.
        """
        return self.main or bool(self.continent) or self.ring == "inner"

    @property
    def here(self) -> bool:
        """Whether it existed on the day."""
        return bool(self.ring)


def items(
    facts: Circle, views: Mapping[str, PartnerOnDate], numbers: StrengthConfig, t: Texts, naming: Naming
) -> list[CircleItem]:
    """Return all items of the circle: partners first, each form nearest first; later partners have no ring.

    :param views: partners on the day by id
    """
    found = [
        _partner_item(partner, facts.as_of, views.get(partner.names.id), numbers, t, naming)
        for partner in facts.partners
    ]
    found += [_consulate_item(consulate, t, naming) for consulate in facts.consulates]
    found += [_organisation_item(entry, t, naming) for entry in facts.organisations]
    rings = [*(ring.value for ring in Ring), "inner", "bead", ""]
    forms = ("circle", "port", "consulate", "organisation")
    return sorted(
        found,
        key=lambda item: (
            forms.index(item.form),
            not item.ring,
            -round(item.strength, 9),
            rings.index(item.ring),
            -item.late,
            item.id,
        ),
    )


def chosen_items(
    every: Iterable[CircleItem],
    state: FilteredState,
    *,
    kinds: bool = True,
) -> list[CircleItem]:
    """Return the items of the day that pass the filters, plus pinned and minus hidden ones.

    The filters by tie and contact apply to partners only.

    :param kinds: whether to apply the kind switches too
    """
    pinned, hidden = set(state.pinned), set(state.hidden)
    return [
        item
        for item in every
        if item.here and item.id not in hidden and (item.id in pinned or fits(item, state, kinds=kinds))
    ]


def fits(item: CircleItem, state: FilteredState, *, kinds: bool = True) -> bool:
    """Return whether an item passes the filters, ignoring pins."""
    return (
        (not kinds or item.kind in state.kinds)
        and (not state.continents or item.continent in state.continents)
        and (not state.lines or not item.line or bool(item.anchor) or item.line in state.lines)
        and (not state.activities or not item.main or item.state in state.activities)
    )


def marks(every: Sequence[CircleItem]) -> list[Mark]:
    """Return the marks for the layout; a partner that did not exist yet keeps its slot."""
    return [_mark(item) for item in every if item.main or (item.here and item.placeable)]


def _mark(item: CircleItem) -> Mark:
    seat = item.ring if item.ring in _SEATS else ""
    sector = "" if seat == "inner" and item.form == "organisation" else item.continent
    strength = item.strength if item.here and not seat else None
    return Mark(
        id=item.id,
        sector=sector,
        strength=strength,
        order=item.order,
        label=drawn_name(item),
        size=item.size,
        seat=seat,
        main=item.main,
        near=item.near,
    )


def zones(numbers: StrengthConfig, t: Texts) -> tuple[Zone, ...]:
    """Return the distance zones of the drawing, nearest first: how alive a link is, in words."""
    limits = numbers["bands"]
    return tuple(
        Zone(band.value, t.word("zone", band.value), limits.get(band.value, 0.0))
        for band in (StrengthBand.ACTIVE, StrengthBand.IN_TOUCH, StrengthBand.LITTLE)
    )


def drawn_name(item: CircleItem) -> str:
    """Return the name shortened for the drawing; a long name loses its part in brackets."""
    width = _LABEL_WIDTH if item.main else _SMALL_LABEL_WIDTH
    name = item.name
    if text_width(name) > 100:
        for opening in ("(", "（"):
            name = name.split(opening)[0].strip() or name
    return shorten(name, width)


def by_kind(every: Iterable[CircleItem]) -> Counter[str]:
    """Count the items of each kind."""
    return Counter(item.kind for item in every)


def sectors(every: Iterable[CircleItem], t: Texts) -> dict[str, tuple[str, int]]:
    """Return the continents clockwise, each with its name and the number of partners drawn."""
    counts = Counter(item.continent for item in every if item.main and item.here)
    present = {item.continent for item in every if item.main}
    return {
        code: (t.word("continent", code or "none"), counts[code])
        for code in (*CLOCKWISE, *(code for code in FURTHER if code in present))
    }


def table(
    every: Sequence[CircleItem], t: Texts, area_header: str
) -> tuple[list[tuple[str, str]], list[tuple[str, list[str]]]]:
    """Return columns (title, type) and rows (id, cells) of the list view."""
    columns = [
        (t("table.name"), "text"),
        (area_header, "text"),
        (t("table.continent"), "text"),
        (t("table.kind"), "text"),
        (t("table.status"), "text"),
        (t("table.since"), "date"),
        (t("table.last"), "date"),
        (t("table.activity"), "text"),
    ]
    rows = [
        (
            item.id,
            [
                item.name,
                item.country,
                t.word("continent", item.continent or "none"),
                item.kind_text,
                item.status_text,
                item.since,
                item.last,
                t.word("activity", item.state) if item.line and not item.anchor else "",
            ],
        )
        for item in every
    ]
    return columns, rows


def column_help(title: str, t: Texts) -> str:
    """Return what a column of the list view tells, if it shows a figure."""
    return figure_help(PARTNER_FIGURES["last_contact"], t) if title == t("table.last") else ""


def standing_text(entry: CircleTieState, as_of: dt.date, t: Texts) -> str:
    """Return kind, stage and date of a tie in words: ``Sister city · signed 1984-10-26 · 35 years``."""
    parts = [t.word("tie_kind", entry.kind)]
    if entry.undated:
        parts.append(t("tie.since_unknown", stage=t.word("stage", entry.stage)))
    elif entry.since:
        parts.append(t("tie.dated", stage=t.word("stage", entry.stage), date=entry.since))
    elif entry.known_by:
        parts.append(t("tie.known_by", stage=t.word("stage", entry.stage), date=entry.known_by.isoformat()))
    else:
        parts.append(t.word("stage", entry.stage))
    if entry.since and entry.in_force and (years := full_years(entry.since, as_of)) > 0:
        parts.append(t.number("tie.years", years))
    if entry.remark:
        parts.append(_remark_text(entry, t))
    if entry.off_list:
        parts.append(t("tie.off_list"))
    return " · ".join(parts)


def _remark_text(entry: CircleTieState, t: Texts) -> str:
    """Return how a tie ended or paused, and since when."""
    status = t.word("tie_status", entry.remark)
    if entry.remark_dated:
        return t("tie.dated", stage=status, date=entry.remark_since)
    if entry.remark_since:
        return t("tie.known_by", stage=status, date=entry.remark_since)
    return t("tie.since_unknown", stage=status)


def full_years(since: str, as_of: dt.date) -> int:
    """Return the full years since a partial date; calendar years if only the year is known."""
    start = PartialDate.parse(since)
    years = as_of.year - start.first.year
    return (
        years - 1
        if start.precision != "year" and (as_of.month, as_of.day) < (start.first.month, start.first.day)
        else years
    )


def name_of(names: Names, naming: Naming, lang: str) -> str:
    """Return the displayed name; for a country or area that of the naming profile."""
    if names.label == "CountryOrArea" and names.country:
        return naming.area_name(names.country, lang)
    name = one_line(naming.place_name(names.en, names.zh, names.local, lang), _NAME_LENGTH) or one_line(
        names.id, _NAME_LENGTH
    )
    return name_told_apart(name, Bilingual(names.apart_en, names.apart_zh), lang)


def other_names(names: Names, naming: Naming, lang: str) -> tuple[str, ...]:
    """Return the distinct names in the other languages."""
    shown = name_of(names, naming, lang)
    if names.label == "CountryOrArea" and names.country:
        candidates = [naming.area_name(names.country, other) for other in LANGUAGES if other != lang]
    else:
        candidates = [
            *(one_line(getattr(names, other), _NAME_LENGTH) for other in LANGUAGES if other != lang),
            one_line(names.local, _NAME_LENGTH),
        ]
    return tuple(name for name in dict.fromkeys(candidates) if name and name != shown)


def every_other_name(names: Names, naming: Naming, t: Texts) -> tuple[str, ...]:
    """Return the names in the other languages, then former and other names with their times."""
    return (
        *other_names(names, naming, t.lang),
        *(one_line(other_name_text(name, t), _NAME_LENGTH) for name in names.others),
    )


def country_of(names: Names, naming: Naming, lang: str) -> str:
    """Return the country or area in the naming profile's wording; empty for a country itself."""
    return naming.area_name(names.country, lang) if names.country and names.label != "CountryOrArea" else ""


def activity_text(partner: CirclePartner, t: Texts) -> str:
    """Return the state of the contact in words."""
    last = partner.last_contact.date if partner.last_contact else ""
    if partner.activity is Activity.RECENT:
        return t("activity.recent", date=last)
    if partner.activity is Activity.SILENT:
        return t("activity.silent", date=last) if last else t("activity.silent_ever")
    if partner.activity is Activity.INTENDED:
        return t("activity.intended")
    return t("activity.lapsed", date=last) if last else t("activity.none")


def _drawn_strength(view: PartnerOnDate, numbers: StrengthConfig) -> float:
    """Return how alive a link is, in points: at most those of the ring that its word belongs to.

    What was once a frequent contact still has points when nothing is recorded for three years.
    """
    if view.band in (StrengthBand.SILENT, StrengthBand.DORMANT, StrengthBand.NONE):
        return min(view.liveliness, _BELOW * numbers["bands"][StrengthBand.IN_TOUCH.value])
    return view.liveliness


def _partner_item(
    partner: CirclePartner,
    as_of: dt.date,
    view: PartnerOnDate | None,
    numbers: StrengthConfig,
    t: Texts,
    naming: Naming,
) -> CircleItem:
    names, found = partner.names, partner.standing
    form = "circle" if names.label in _PLACES else _KIND_OF_LABEL.get(names.label, "circle")
    ring = found.ring.value if found else ""
    measured = view if view and found and view.present else None
    band = measured.band if measured and measured.band is not StrengthBand.NOT_GRADED else None
    others = [
        standing_text(entry, as_of, t) for entry in partner.standings if found and entry.tie != found.tie
    ]
    return CircleItem(
        id=names.id,
        kind=ring or partner.final_ring if form == "circle" else form,
        form=form,
        ring=ring,
        continent=partner.continent if partner.continent in CONTINENTS else "",
        order=partner.longitude,
        names=names,
        name=name_of(names, naming, t.lang),
        others=every_other_name(names, naming, t),
        country=country_of(names, naming, t.lang),
        what=t("list.and").join([standing_text(found, as_of, t), *others]) if found else t("card.later"),
        activity=activity_text(partner, t) if found else "",
        state=partner.activity.value,
        line=found.line.value if found else "",
        size=round(min(5.2 + 1.25 * sqrt(partner.late), 9.5), 1) if form == "circle" else 4.2,
        strength=_drawn_strength(measured, numbers) if measured else 0.0,
        band=band.value if band else "",
        partner=True,
        band_text=band_text(band, measured.record, t) if band and measured else "",
        kind_text=t.word("tie_kind", found.kind) if found else "",
        status_text=t.word("tie_status", found.remark or found.stage) if found else "",
        since=(found.since or (found.known_by.isoformat() if found.known_by else "")) if found else "",
        last=partner.last_contact.date if partner.last_contact else "",
        late=partner.late,
        near=partner.seat,
    )


def _consulate_item(consulate: CircleConsulate, t: Texts, naming: Naming) -> CircleItem:
    kind = t.word("consulate_kind", consulate.kind)
    seat = t("post.here") if consulate.here else t("post.elsewhere")
    return CircleItem(
        id=consulate.names.id,
        kind="consulate",
        form="consulate",
        ring="inner" if consulate.here else "bead",
        continent=consulate.continent if consulate.continent in CONTINENTS else "",
        order=0.0,
        names=consulate.names,
        name=name_of(consulate.names, naming, t.lang),
        others=every_other_name(consulate.names, naming, t),
        country=country_of(consulate.names, naming, t.lang),
        what=" · ".join(
            part
            for part in (kind, seat, t("post.opened", date=consulate.opened) if consulate.opened else "")
            if part
        ),
        activity="",
        state="",
        line="",
        size=5.0,
        kind_text=kind,
        status_text=seat,
        since=consulate.opened,
    )


def _organisation_item(organisation: CircleOrganisation, t: Texts, naming: Naming) -> CircleItem:
    kind = t.word("organisation_kind", organisation.kind)
    return CircleItem(
        id=organisation.names.id,
        kind="organisation",
        form="organisation",
        ring="inner" if organisation.here else "bead",
        continent=organisation.continent if organisation.continent in CONTINENTS else "",
        order=0.0,
        names=organisation.names,
        name=name_of(organisation.names, naming, t.lang),
        others=every_other_name(organisation.names, naming, t),
        country=country_of(organisation.names, naming, t.lang),
        what=kind,
        activity="",
        state="",
        line="" if organisation.here else "signed",
        size=3.4,
        kind_text=kind,
        near="" if organisation.here else organisation.place,
        anchor="" if organisation.here else organisation.place,
    )


def cut(shown: Iterable[CircleItem]) -> Sequence[CircleItem]:
    """Return the first :data:`MOST_MARKS` items; nearest first."""
    return list(shown)[:MOST_MARKS]
