"""The page "Compare": up to four partners side by side, and the homes of the store side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.components.frame import tell_problems
from dashboard.components.payloads.ledger_data import RecordedLineData
from dashboard.core import snapshot
from dashboard.core.page import Page
from dashboard.core.page_state import Problem
from dashboard.shared import document_page, home_facts, place_names, score_breakdown
from dashboard.shared import figures as counted_figures
from dashboard.shared.circle_items import country_of, name_of
from dashboard.shared.controls import FIGURES as SHOWN_IN
from dashboard.shared.document_page import THINGS, TIMELINE
from dashboard.shared.score_breakdown import FactNames
from dashboard.views.compare.state import MOST_COMPARED, CompareState
from graph.facts.world import Partner
from graph.figures import FIGURES
from graph.model.vocabulary import TIE_KINDS
from graph.sanitize import one_line
from graph.strength.bands import StrengthBand
from graph.strength.config import COMPONENTS, StrengthConfig
from graph.strength.counting import CountedFacts
from graph.strength.score import Score, score
from graph.suggest import nearest
from graph.world_on_date import PartnerOnDate, WorldOnDate
from reports.document import Cell, PageReference, PageReferences, Paragraph, Picture, Section, Table
from reports.drawing.charts import Series, stacks

#: Colours of the components, as on the partner page.
COLOURS = dict(
    zip(
        COMPONENTS, ("#3d4550", "#0072b2", "#56b4e9", "#009e73", "#e69f00", "#cc79a7", "#a3a7ae"), strict=True
    )
)
#: Number of partners shown initially.
_AT_FIRST = 3
#: Maximum number of lines per cell.
_LINES = 6
#: Figures by which homes are compared.
_FIGURES = (
    "sister_cities",
    "exchange_cities",
    "sister_ports",
    "other_ties",
    "ties_on_their_way",
    "partners",
    "countries",
)
#: Directions of a contact.
WAYS = ("in", "out", "both")
#: Words for the share of a component in its maximum, each with its lower limit.
SHARES = (("much", 2 / 3), ("some", 1 / 3), ("little", 1e-9), ("none", 0.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A partner with the data shown about it."""

    link: Partner
    name: str
    score: Score
    settled: CountedFacts
    called: FactNames


def show(page: Page[CompareState]) -> None:
    """Draw the page."""
    t, state, now = page.t, page.state, page.now
    every = home_facts.world(now).partners
    unknown = [
        Problem("with", name, nearest(name, every, alike=0.5)) for name in state.compared if name not in every
    ]
    tell_problems([*state.problems, *unknown], t)
    as_of = page.day
    chosen = [every[name] for name in state.compared if name in every] or _strongest(page)
    sections = _partners(page, [_column(page, link) for link in chosen]) + _homes(page)
    content = document_page.document(
        page,
        t("compare.title"),
        t("compare.subtitle", date=as_of.isoformat()),
        sections,
        [Paragraph(t("compare.lead"), note=True)],
    )
    ids = [link.names.id for link in chosen] + [""] * MOST_COMPARED
    choosers = [
        document_page.chooser(page, place, ids[place], t("compare.place", n=place + 1), t("compare.nobody"))
        for place in range(MOST_COMPARED)
    ]
    document_page.show_document(
        page,
        content,
        key="compare",
        controls=lambda: document_page.figures_control(page),
        more={"choosers": choosers},
        on_choose=_chosen,
    )


def _strongest(page: Page[CompareState]) -> list[Partner]:
    """Return the partners shown initially: the strongest links with a tie of their own."""
    every = home_facts.world(page.now).partners
    scores = home_facts.levels(page.now, page.as_of)
    return [
        every[name] for name in scores if every[name].tied and every[name].names.label != "CountryOrArea"
    ][:_AT_FIRST]


def _chosen() -> None:
    asked = st.session_state["compare"].get("choose") or {}
    page = Page.current()
    every = home_facts.world(page.now).partners
    names = [name for name in page.state.compared if name in every] or [
        link.names.id for link in _strongest(page)
    ]
    names += [""] * (MOST_COMPARED - len(names))
    place = int(asked.get("place") or 0)
    if 0 <= place < MOST_COMPARED:
        names[place] = str(asked.get("id") or "")
    page.set(compared=tuple(dict.fromkeys(name for name in names if name)))


def _column(page: Page[CompareState], link: Partner) -> _Column:
    now = page.now
    as_of, config = page.as_of, home_facts.numbers(now)
    called = FactNames(
        now.naming,
        {contact.id: contact.title for contact in link.facts.contacts if contact.title},
        place_names.called(now),
        link.names.id,
    )
    return _Column(
        link=link,
        name=name_of(link.names, now.naming, page.t.lang),
        score=score(link.facts, config, as_of.valid_on, as_of.known_on),
        settled=score_breakdown.settled_on(link.facts, config, as_of),
        called=called,
    )


# --- partners -----------------------------------------------------------------------------------------------


def _partners(page: Page[CompareState], columns: Sequence[_Column]) -> list[Section]:
    t = page.t
    config, figures = home_facts.numbers(page.now), page.state.show == SHOWN_IN[1]
    heads = ("", *(column.name for column in columns))

    def row(head: str, tell: Callable[[_Column], Cell]) -> tuple[Cell, ...]:
        return _row(head, map(tell, columns))

    glance = Table(
        name=t("compare.glance"),
        heads=heads,
        rows=(
            row(t("compare.file"), lambda column: PageReference(column.name, column.link.names.id)),
            row(
                page.now.naming.area_header(t.lang),
                lambda column: country_of(column.link.names, page.now.naming, t.lang) or None,
            ),
            row(t("table.continent"), lambda column: t.word("continent", column.link.continent or "none")),
            row(
                t("table.since"),
                lambda column: (
                    score_breakdown.since_text(column.score, column.settled, t, column.called)
                    or t("partner.not_signed")
                ),
            ),
            row(
                t("strength.name"),
                lambda column: PageReference(
                    _strength(column.score, config, page, figures=figures), column.link.names.id
                ),
            ),
            row(
                t("card.evidence"),
                lambda column: t.word("evidence", score_breakdown.evidence_word(column.score.evidence)),
            ),
            row(t("table.activity"), lambda column: score_breakdown.activity_text(column.score, t)),
        ),
    )
    there = Table(
        name=t("compare.there"),
        heads=heads,
        rows=(
            row(
                t("partner.instruments"),
                lambda column: _things(
                    page,
                    score_breakdown.tie_lines(
                        column.link.facts.ties, column.settled, page.as_of, t, column.called
                    ),
                ),
            ),
            row(
                t("partner.channels"),
                lambda column: _things(page, score_breakdown.channels(column.settled, t, column.called)),
            ),
            row(
                t("partner.projects"),
                lambda column: _things(page, score_breakdown.projects(column.settled, t, column.called)),
            ),
            *(
                _row(
                    t("compare.contacts", way=t.word("lane_of_time", way)),
                    (_contacts(column, way) for column in columns),
                )
                for way in WAYS
            ),
        ),
    )
    return [
        Section(t("compare.glance"), (glance,)),
        Section(t("compare.points"), _points(page, columns, config, figures=figures)),
        Section(t("compare.there"), (there, Paragraph(t("compare.there_note"), note=True))),
    ]


def _row(head: str, cells: Iterable[Cell]) -> tuple[Cell, ...]:
    return (head, *cells)


def _strength(found: Score, config: StrengthConfig, page: Page[CompareState], *, figures: bool) -> str:
    band = score_breakdown.band_of(found, page.t)["text"]
    return f"{band} {score_breakdown.points_text(found.strength)}" if figures else band


def _things(page: Page[CompareState], entries: Sequence[RecordedLineData]) -> Cell:
    """Return the recorded items, each linking to its facts."""
    t = page.t
    if not entries:
        return t("sheet.nothing")
    told = [
        PageReference(
            " ".join(part for part in (entry["date"], entry["text"], entry["tags"], entry["title"]) if part),
            _facts(entry),
        )
        for entry in entries[:_LINES]
    ]
    left = len(entries) - len(told)
    return PageReferences(tuple(told), t.number("compare.more", left) if left else "")


def _facts(entry: RecordedLineData) -> str:
    return THINGS + ",".join(entry["facts"])


def _contacts(column: _Column, way: str) -> Cell:
    """Return the number of recorded contacts, linking to the time line of the partner."""
    number = column.score.record.ways.get(way, 0)
    return PageReference(str(number), TIMELINE + column.link.names.id, number) if number else 0


def _points(
    page: Page[CompareState], columns: Sequence[_Column], config: StrengthConfig, *, figures: bool
) -> tuple[Picture | Table, ...]:
    t = page.t
    found = [column.score for column in columns]
    series = [
        Series(
            t.word("component", code),
            COLOURS[code],
            tuple(config["weights"][code] * entry.components[code] for entry in found),
        )
        for code in COMPONENTS
    ]
    most = max([entry.strength for entry in found], default=0.0)
    chart = stacks(
        [one_line(column.name, 60) for column in columns],
        series,
        alt=t("compare.chart"),
        most=max(most * 1.02, 20.0),
        figures=figures,
    )

    def cell(entry: Score, code: str, partner: str) -> Cell:
        if not figures:
            return PageReference(t.word("share_of", share_word(entry.components[code])), partner)
        points = config["weights"][code] * entry.components[code]
        return PageReference(score_breakdown.points_text(points), partner, round(points, 1))

    heads = ("", *(column.name for column in columns), *([t("compare.most")] if figures else []))
    rows: list[tuple[Cell, ...]] = [
        (
            t.word("component", code),
            *(cell(column.score, code, column.link.names.id) for column in columns),
            *([float(config["weights"][code])] if figures else []),
        )
        for code in COMPONENTS
    ]
    return Picture(chart, t("compare.chart"), t("compare.chart_caption")), Table(
        name=t("compare.points"), heads=heads, rows=tuple(rows)
    )


def share_word(share: float) -> str:
    """Return the word for a share of the maximum.

    :param share: 0 to 1
    """
    return next(word for word, least in SHARES if share >= least)


# --- homes --------------------------------------------------------------------------------------------------


def _homes(page: Page[CompareState]) -> list[Section]:
    """Compare the homes of the store; empty if there is only one."""
    t, naming = page.t, page.now.naming
    every = snapshot.at_homes(page.now)
    if len(every) < 2:
        return []
    shown = every[:MOST_COMPARED]
    found = [home_facts.on_day(one, page.as_of) for one in shown]
    heads = ("", *(name_of(one.home.names, naming, t.lang) if one.home else one.wanted for one in shown))
    signed = [_signed(one) for one in found]
    both = list(zip(found, signed, strict=True))
    rows = [
        *(
            _row(
                FIGURES[name].title.text(t.lang),
                (counted_figures.cell(counted_figures.count(one, name, page.as_of)) for one in shown),
            )
            for name in _FIGURES
        ),
        *(
            _row(
                t("compare.band", band=t.word("band", band.value)),
                (_in_band(views, band) for views in signed),
            )
            for band in StrengthBand
        ),
        *(
            _row(t("compare.contacts", way=t.word("lane_of_time", way)), (_held(one, way) for one in found))
            for way in WAYS
        ),
        _row(
            t("compare.posts"),
            (sum(post.here and post.is_open(one.as_of) for post in one.world.consulates) for one in found),
        ),
        _row(
            t("compare.shared"),
            (_shared(page, views, [other for one, other in both if other is not views]) for _, views in both),
        ),
    ]
    note = (
        [Paragraph(t("compare.homes_cut", n=len(shown), total=len(every)), note=True)]
        if len(shown) < len(every)
        else []
    )
    return [
        Section(
            t("compare.homes"),
            (
                Paragraph(t("compare.homes_lead"), note=True),
                *note,
                Table(name=t("compare.homes"), heads=heads, rows=tuple(rows)),
            ),
        )
    ]


def _signed(on_date: WorldOnDate) -> list[PartnerOnDate]:
    """Return the places with a tie in force."""
    return [view for view in on_date.tied if view.party.is_place and view.in_force(TIE_KINDS)]


def _in_band(views: Sequence[PartnerOnDate], band: StrengthBand) -> int:
    return sum(view.band is band for view in views)


def _held(on_date: WorldOnDate, way: str) -> int:
    """Count the contacts of a direction, each once regardless of the number of partners."""
    return len(
        {held.id for view in on_date.partners.values() for held in view.meetings if held.direction == way}
    )


def _shared(
    page: Page[CompareState], views: Sequence[PartnerOnDate], theirs: Sequence[Sequence[PartnerOnDate]]
) -> Cell:
    """Return the partners that another home has too."""
    others = {view.id for other in theirs for view in other}
    names = place_names.called_places(page.now, page.t.lang)
    shared = sorted(view.id for view in views if view.id in others)
    told = tuple(PageReference(one_line(names.get(name, name), 80), name) for name in shared[:_LINES])
    left = len(shared) - len(told)
    return (
        PageReferences(told, page.t.number("compare.more", left) if left else "")
        if told
        else page.t("compare.none_shared")
    )
