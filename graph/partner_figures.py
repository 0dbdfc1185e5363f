"""The figures of each partner, defined once: what each tells, and what it leaves out.

Their values rest on :mod:`graph.strength.meetings`, as do the words for how alive a link is. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.i18n import Bilingual
from graph.world_on_date import PartnerOnDate


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFigure:
    """A figure of a partner with its meaning.

    :param value: returns a number, or a partial date as its source gives it; empty without one
    :param facts: returns the ids of the facts behind it
    :param kind: returns of what kind that is: direction of a visit or kind of an event; empty for a number
    """

    id: str
    title: Bilingual
    meaning: Bilingual
    leaves_out: Bilingual
    value: Callable[[PartnerOnDate], int | str]
    facts: Callable[[PartnerOnDate], tuple[str, ...]]
    kind: Callable[[PartnerOnDate], str] = lambda _: ""


def _last(view: PartnerOnDate) -> str:
    return view.record.last.date if view.record.last else ""


def _last_facts(view: PartnerOnDate) -> tuple[str, ...]:
    return view.newest.facts if view.newest else ()


_NO_CONTACT = Bilingual(
    "signatures and other steps of a tie; letters; planned and cancelled ones; guests of the province or the "
    "nation",
    "签署等结好步骤；信函；计划中及已取消的；省级、国家的团组",
)

PARTNER_FIGURES: Mapping[str, PartnerFigure] = {
    figure.id: figure
    for figure in (
        PartnerFigure(
            id="last_contact",
            title=Bilingual("Last contact", "最近往来"),
            meaning=Bilingual(
                "beginning of the newest visit or event with the partner held by the day, as its source "
                "dates it; of two dates the one that began later for certain",
                "截至该日已举行的最近一次团组或活动的开始日期，按出处所载；日期精度不同时取确定较晚开始者",
            ),
            leaves_out=_NO_CONTACT,
            value=_last,
            facts=_last_facts,
            kind=lambda view: view.record.last.data_kind if view.record.last else "",
        ),
        PartnerFigure(
            id="contacts_lately",
            title=Bilingual("Contacts in three years", "近三年往来次数"),
            meaning=Bilingual(
                "visits and events with the partner that can have lasted into the months after which silence "
                "is said (36 unless the office sets others); one told by several rows, and an event that is "
                "one with a visit, count once",
                "与该对象的团组和活动中，可能延续到视为无往来的时限（默认36个月）之内的；"
                "多行记载的同一次往来、与团组同时的活动只计一次",
            ),
            leaves_out=_NO_CONTACT,
            value=lambda view: view.record.recent,
            facts=lambda view: tuple(sorted(entry.id for entry in view.lately)),
        ),
        PartnerFigure(
            id="contacts",
            title=Bilingual("Contacts in all", "往来总次数"),
            meaning=Bilingual(
                "all visits and events with the partner held by the day, each counted once",
                "截至该日与该对象的全部团组和活动，同一次往来只计一次",
            ),
            leaves_out=_NO_CONTACT,
            value=lambda view: view.record.total,
            facts=lambda view: tuple(sorted(entry.id for entry in view.meetings)),
        ),
    )
}
