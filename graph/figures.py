"""Every figure that is shown anywhere, defined once: what it counts and what it leaves out.

A figure returns the ids of the facts it counts, so that a page can open them; its number is how many there
are. Pages, commands, packs and exports take their numbers from here. Pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.facts.contact_pack import events
from graph.facts.happenings import happenings
from graph.facts.register import Visit, VisitGroup, begins_within, visit_groups
from graph.facts.tie_progress import TieProgress
from graph.facts.world import AnnouncedTotal, Party
from graph.i18n import Bilingual
from graph.model.vocabulary import TIE_FAMILIES
from graph.naming.profile import Naming
from graph.world_on_date import PartnerOnDate, WorldOnDate

#: Stages before a signature that a plan or a party has named.
ON_THEIR_WAY = ("target", "intent", "application", "approval")
#: Figures of ties in force, and the kinds they count; all other kinds of relation are "other ties".
TIE_FIGURES: Mapping[str, tuple[str, ...]] = {
    "sister_cities": ("sister_city",),
    "exchange_cities": ("friendly_exchange_city",),
    "sister_ports": ("sister_port",),
}
#: Labels of parties whose ties are a home's own; those of ports and organisations have lanes of their own.
_PLACES = ("City", "Region", "CountryOrArea")
#: Kinds that are no tie in force, even when signed.
_MERE = ("friendly_contact", "contact")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureInput:
    """What a figure is worked out from.

    :param naming: tells which countries and areas are foreign, within the remit, and counted
    :param visits: visits of the period, from :func:`queries.facts.visits`; empty for figures without a period
    :param first: first day of the period; ``last`` likewise
    """

    on_date: WorldOnDate
    naming: Naming
    visits: tuple[Visit, ...] = ()
    first: dt.date = dt.date.min
    last: dt.date = dt.date.max

    def in_circle(self, party: Party) -> bool:
        """Return whether a party is foreign and within the remit."""
        return self.naming.abroad(party.country, self.on_date.world.home.country)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure with its meaning.

    :param unit: what is counted
    :param facts: returns the ids of the facts counted
    :param leaves_out: what it leaves out
    :param amount: returns the number, where it is a sum over the facts and not how many there are
    :param indicator: name of the announced total with the same meaning, or empty
    :param period: whether it belongs to a period
    """

    id: str
    title: Bilingual
    meaning: Bilingual
    leaves_out: Bilingual
    unit: Bilingual
    facts: Callable[[FigureInput], tuple[str, ...]]
    amount: Callable[[FigureInput], int] | None = None
    indicator: str = ""
    period: bool = False

    def count(self, given: FigureInput) -> FigureCount:
        """Return the figure on the day, with the announced total that was known, if there is one.

        Of totals without a period, the newest that speaks of the day's year or an earlier one counts.
        """
        as_of, year = given.on_date.as_of, (given.last if self.period else given.on_date.day).year
        whole = given.first == dt.date(year, 1, 1) and given.last == dt.date(year, 12, 31)
        stated = [
            entry
            for entry in given.on_date.world.announced
            if self.indicator
            and entry.name == self.indicator
            and as_of.known(entry.statements)
            and (entry.year == year if self.period else entry.year <= year)
            and (whole or not self.period)
        ]
        announced = max(stated, key=lambda entry: (entry.year, entry.id), default=None)
        facts = self.facts(given)
        number = self.amount(given) if self.amount else len(facts)
        return FigureCount(figure=self, facts=facts, number=number, announced=announced)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCount:
    """A figure on a day.

    :param facts: ids of the facts counted
    :param number: what is recorded
    :param announced: the total that the home states of the same thing; None without one
    """

    figure: Figure
    facts: tuple[str, ...]
    number: int
    announced: AnnouncedTotal | None

    @property
    def unrecorded(self) -> bool:
        """Whether it is a sum and no fact tells a number: unknown, and not nil."""
        return self.figure.amount is not None and not self.facts

    @property
    def share(self) -> float | None:
        """Share of the announced total that is recorded; None without one."""
        return self.number / self.announced.value if self.announced and self.announced.value else None


# --- ties ---------------------------------------------------------------------------------------------------


def tie_states(given: FigureInput) -> Iterator[tuple[Party, TieProgress]]:
    """Yield the ties of the home's side on the day, of the family ``relation``, each with the other party.

    Ties with parties that are not foreign or are out of remit are left out.
    """
    on_date = given.on_date
    for identifier, ties in on_date.world.ties.items():
        party = on_date.world.party(identifier)
        if party is None or not given.in_circle(party):
            continue
        for tie in ties:
            if tie.family == "relation" and (progress := on_date.progress(tie)):
                yield party, progress


def in_force_kind(progress: TieProgress) -> str:
    """Return the kind under which a tie is in force on the day; empty if it is not.

    A tie counts once, under the strongest kind signed.
    """
    if progress.signed is None or not progress.in_force or progress.signed.kind in _MERE:
        return ""
    return progress.signed.kind


def _in_force(*kinds: str) -> Callable[[FigureInput], tuple[str, ...]]:
    def facts(given: FigureInput) -> tuple[str, ...]:
        return tuple(progress.tie.id for _, progress in tie_states(given) if in_force_kind(progress) in kinds)

    return facts


def _other_ties(given: FigureInput) -> tuple[str, ...]:
    named = {kind for kinds in TIE_FIGURES.values() for kind in kinds}
    return tuple(
        progress.tie.id
        for _, progress in tie_states(given)
        if (kind := in_force_kind(progress)) and kind not in named and kind not in TIE_FAMILIES
    )


def _on_their_way(given: FigureInput) -> tuple[str, ...]:
    return tuple(
        progress.tie.id
        for party, progress in tie_states(given)
        if party.label in _PLACES
        and progress.signed is None
        and progress.stage in ON_THEIR_WAY
        and progress.open
    )


# --- partners -----------------------------------------------------------------------------------------------


def _is_partner(given: FigureInput, view: PartnerOnDate) -> bool:
    """Return whether a party is a partner: a city or region with a tie at any stage, or a contact."""
    if not view.party.is_place or not view.party.country or not given.in_circle(view.party):
        return False
    return view.has_happenings or bool(view.ties)


def _partners(given: FigureInput) -> tuple[str, ...]:
    return tuple(view.id for view in given.on_date.partners.values() if _is_partner(given, view))


def _countries(given: FigureInput) -> tuple[str, ...]:
    codes = {
        view.party.country
        for view in given.on_date.partners.values()
        if _is_partner(given, view) and given.naming.counts_as_country(view.party.country)
    }
    countries = given.on_date.world.countries
    return tuple(sorted(countries[code].id if code in countries else code for code in codes))


# --- groups -------------------------------------------------------------------------------------------------


def groups(given: FigureInput, direction: str) -> tuple[VisitGroup, ...]:
    """Return the visits of the period in one direction to or from the home itself, within the remit."""
    home = given.on_date.world.home.country
    return tuple(
        group
        for group in visit_groups(given.visits, given.on_date.as_of, given.first, given.last)
        if group.rows[0].direction == direction
        and any(row.own for row in group.rows)
        and _within_remit(group, given.naming, home)
    )


def _within_remit(group: VisitGroup, naming: Naming, home: str) -> bool:
    """Return whether any country of the other side is within the remit, or none is recorded."""
    foreign = [code for code in group.countries if code != home]
    return not foreign or any(naming.abroad(code, home) for code in foreign)


def is_ours(group: VisitGroup, receivers: Iterable[str]) -> bool:
    """Return whether a group counts as received by the home.

    It does if its receiver is one of the office's list, or is not recorded, or the office has no list.
    """
    received, ours = group.told("received_by"), frozenset(receivers)
    return not ours or not received or received in ours


def _received(given: FigureInput) -> tuple[str, ...]:
    receivers = given.on_date.world.receivers
    return tuple(group.id for group in groups(given, "inbound") if is_ours(group, receivers))


def _received_assigned(given: FigureInput) -> tuple[str, ...]:
    """Return the groups received whose reception was assigned, or that somebody else had invited."""
    receivers = given.on_date.world.receivers
    return tuple(
        group.id
        for group in groups(given, "inbound")
        if is_ours(group, receivers)
        and (
            group.told("assigned_by")
            or (group.told("invited_by") and group.told("invited_by") not in receivers)
        )
    )


def _received_by_others(given: FigureInput) -> tuple[str, ...]:
    receivers = given.on_date.world.receivers
    return tuple(group.id for group in groups(given, "inbound") if not is_ours(group, receivers))


def _high_level(given: FigureInput) -> tuple[str, ...]:
    receivers = given.on_date.world.receivers
    return tuple(
        group.id
        for group in groups(given, "inbound")
        if is_ours(group, receivers) and group.told("level") in given.naming.high_levels
    )


def _with_persons(given: FigureInput) -> list[VisitGroup]:
    receivers = given.on_date.world.receivers
    return [
        group for group in groups(given, "inbound") if is_ours(group, receivers) and group.persons is not None
    ]


def _persons(given: FigureInput) -> int:
    return sum(group.persons or 0 for group in _with_persons(given))


def _sent(given: FigureInput) -> tuple[str, ...]:
    return tuple(group.id for group in groups(given, "outbound"))


def _joint_events(given: FigureInput) -> tuple[str, ...]:
    """Return the events of the period that any party abroad took part in, each happening once."""
    world = given.on_date.world
    rows = {
        contact.id: contact
        for identifier in (*world.partners, *world.contacts)
        if (party := world.party(identifier)) and given.in_circle(party)
        for contact in events(world.contacts_with(identifier))
    }
    held = happenings(rows.values(), given.on_date.as_of)
    return tuple(sorted(one.id for one in held if begins_within(one.start, given.first, given.last)))


# --- the figures --------------------------------------------------------------------------------------------

_TIES = Bilingual("ties", "对")
_GROUPS = Bilingual("groups", "批")
_NOT_IN_FORCE = Bilingual(
    "ties that have ended or are suspended, also where since when is not recorded; ties of which no source "
    "gives any day, which are shown apart; refuted ties; claims that a list declared complete does not hold",
    "已终止或中止的（含起始时间未登记的）；出处均未载任何日期的（另行列出）；经核定不成立的；完整名单所无的说法",
)
_NOT_HELD = Bilingual(
    "planned and cancelled ones; guests from areas outside the remit; groups received by other bodies",
    "计划中及已取消的；不在职责范围内地区的；由其他单位接待的",
)

FIGURES: Mapping[str, Figure] = {
    figure.id: figure
    for figure in (
        Figure(
            id="sister_cities",
            title=Bilingual("Sister cities in force", "友好城市（有效）"),
            meaning=Bilingual(
                "ties of the home, with its districts, that are a sister city on the day: signed by then "
                "and not ended",
                "本地（含所辖区）截至该日已签署且未终止的友好城市关系",
            ),
            leaves_out=_NOT_IN_FORCE,
            unit=_TIES,
            facts=_in_force("sister_city"),
            indicator="sister_cities",
        ),
        Figure(
            id="exchange_cities",
            title=Bilingual("Friendly exchange cities in force", "友好交流城市（有效）"),
            meaning=Bilingual(
                "ties that are a friendly exchange city on the day; one that has become a sister city is "
                "counted there",
                "截至该日为友好交流城市的关系；已升格为友好城市的计入友好城市",
            ),
            leaves_out=_NOT_IN_FORCE,
            unit=_TIES,
            facts=_in_force("friendly_exchange_city"),
            indicator="exchange_cities",
        ),
        Figure(
            id="sister_ports",
            title=Bilingual("Sister ports in force", "友好港口（有效）"),
            meaning=Bilingual(
                "ties of the home's ports that are a sister port on the day", "截至该日有效的友好港口关系"
            ),
            leaves_out=_NOT_IN_FORCE,
            unit=_TIES,
            facts=_in_force("sister_port"),
            indicator="friendly_ports",
        ),
        Figure(
            id="other_ties",
            title=Bilingual("Other ties in force", "其他有效关系"),
            meaning=Bilingual(
                "ties in force on the day of any other kind: districts, zones, associations, universities",
                "截至该日有效的其他关系：区级、园区、协会、高校等",
            ),
            leaves_out=_NOT_IN_FORCE,
            unit=_TIES,
            facts=_other_ties,
        ),
        Figure(
            id="ties_on_their_way",
            title=Bilingual("Ties on their way", "推进中的结好"),
            meaning=Bilingual(
                "ties with places at a stage before the signature on the day: target, intent, application or "
                "approval",
                "截至该日处于签署之前阶段、对方为城市或地区的关系：目标、意向、报批、批复",
            ),
            leaves_out=Bilingual(
                "mere contacts; what is signed by the day; ties of ports and organisations",
                "仅有联系的；截至该日已签署的；港口和机构的关系",
            ),
            unit=_TIES,
            facts=_on_their_way,
        ),
        Figure(
            id="partners",
            title=Bilingual("Partners", "往来对象"),
            meaning=Bilingual(
                "cities and regions with a tie at any stage, or a contact, by the day",
                "截至该日有关系（含意向）或往来的城市和地区",
            ),
            leaves_out=Bilingual(
                "countries; continents and groups of countries; places outside the remit; places with only a "
                "tie of which no source gives any day",
                "国家；大洲及多国区域；不在职责范围内的地方；仅有一项未载日期关系的地方",
            ),
            unit=Bilingual("places", "个"),
            facts=_partners,
        ),
        Figure(
            id="countries",
            title=Bilingual("Countries or areas of the partners", "往来对象所在国家（地区）"),
            meaning=Bilingual(
                "countries or areas in which the partners lie, as the naming profile counts them",
                "往来对象所在的国家（地区），按名称规范计数",
            ),
            leaves_out=Bilingual(
                "areas that the naming profile does not count", "名称规范不计为国家（地区）的"
            ),
            unit=Bilingual("countries or areas", "个"),
            facts=_countries,
        ),
        Figure(
            id="groups_received",
            title=Bilingual("Groups received", "接待团组"),
            meaning=Bilingual(
                "visits to the home held in the period and received by its office, its leadership or a body "
                "of the office's list, whoever invited or assigned them; several rows of one visit count "
                "once; those whose receiver is not recorded are included",
                "期内来访且由本市外办、市领导或名单所列单位接待的团组，不论由谁邀请或交办；同一团组多行计一次；"
                "接待单位未登记的计入",
            ),
            leaves_out=_NOT_HELD,
            unit=_GROUPS,
            facts=_received,
            indicator="inbound_groups",
            period=True,
        ),
        Figure(
            id="groups_received_assigned",
            title=Bilingual(
                "Groups received that others assigned or invited", "接待团组中由上级交办或他方邀请的"
            ),
            meaning=Bilingual(
                "of the groups received, those whose reception was assigned or that another body invited",
                "接待团组中，由上级交办或由其他单位邀请的",
            ),
            leaves_out=_NOT_HELD,
            unit=_GROUPS,
            facts=_received_assigned,
            period=True,
        ),
        Figure(
            id="groups_received_by_others",
            title=Bilingual("Groups received by other bodies", "其他单位接待的团组"),
            meaning=Bilingual(
                "visits to the home held in the period and received by bodies outside the office's list",
                "期内来访、由名单以外单位接待的团组",
            ),
            leaves_out=Bilingual("planned and cancelled ones", "计划中及已取消的"),
            unit=_GROUPS,
            facts=_received_by_others,
            period=True,
        ),
        Figure(
            id="high_level_groups",
            title=Bilingual("High-level groups received", "高级别团组"),
            meaning=Bilingual(
                "of the groups received, those led by a vice minister, an ambassador or a higher rank, or by "
                "the lowest rank that the naming profile sets instead",
                "接待团组中，由副部级、大使级及以上人员率领的；名称规范另定最低级别的从其规定",
            ),
            leaves_out=_NOT_HELD,
            unit=_GROUPS,
            facts=_high_level,
            indicator="high_level_groups",
            period=True,
        ),
        Figure(
            id="persons_received",
            title=Bilingual("Persons received", "接待人次"),
            meaning=Bilingual(
                "persons of the groups received, as far as their number is recorded",
                "接待团组的人次，以已登记者为限",
            ),
            leaves_out=Bilingual(
                "groups whose number of persons is not recorded; what the groups received leave out",
                "人次未登记的团组；接待团组所不含的",
            ),
            unit=Bilingual("persons", "人次"),
            facts=lambda given: tuple(group.id for group in _with_persons(given)),
            amount=_persons,
            indicator="inbound_persons",
            period=True,
        ),
        Figure(
            id="groups_sent",
            title=Bilingual("Groups sent", "出访团组"),
            meaning=Bilingual(
                "visits from the home held in the period; several rows of one visit count once",
                "期内由本地派出的团组；同一团组多行计一次",
            ),
            leaves_out=Bilingual("planned and cancelled ones", "计划中及已取消的"),
            unit=_GROUPS,
            facts=_sent,
            indicator="outbound_groups",
            period=True,
        ),
        Figure(
            id="joint_events",
            title=Bilingual("Joint events", "共同活动"),
            meaning=Bilingual(
                "events held in the period that the home held or joined together with a party abroad; "
                "several rows of one event count once",
                "期内本地与境外一方共同举办或参加的活动；同一活动多行计一次",
            ),
            leaves_out=Bilingual(
                "planned and cancelled ones; events without a party abroad, or only with areas outside the "
                "remit",
                "计划中及已取消的；无境外一方参加或仅有不在职责范围内地区参加的",
            ),
            unit=Bilingual("events", "项"),
            facts=_joint_events,
            period=True,
        ),
    )
}
