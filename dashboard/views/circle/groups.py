"""Where there are more marks than can be drawn singly: groups by country or area, then by region of the
world, opened one at a time. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from dashboard.core.texts import Texts
from dashboard.shared.circle_items import CircleItem
from graph.naming.profile import Naming
from queries.answers import Names

#: Stands before the code of a region, since some countries have the same.
REGION = "region-"
_ID = "group:"


@dataclass(frozen=True, slots=True)
class GroupedMarks:
    """What is drawn.

    :param items: single ones and groups, nearest first; what can be drawn nowhere comes along
    :param groups: how many of them are groups
    :param members: how many these stand for
    :param left_out: how many are neither drawn nor in a group
    :param opened: codes of the groups that could be closed again
    """

    items: tuple[CircleItem, ...]
    groups: int = 0
    members: int = 0
    left_out: int = 0
    opened: tuple[str, ...] = ()


def grouped(
    visible: Sequence[CircleItem],
    t: Texts,
    naming: Naming,
    *,
    opened: Collection[str],
    keep: Collection[str],
    most: int,
) -> GroupedMarks:
    """Draw all of ``visible`` singly if there are at most so many, else in groups by country or area; by
    region of the world where these are too many still.

    :param opened: codes of groups whose members stand singly
    :param keep: ids of what always stands singly
    """
    if sum(item.placeable for item in visible) <= most:
        return GroupedMarks(tuple(visible))
    placeless = [item for item in visible if not item.placeable]
    alone = [item for item in visible if item.placeable and (item.id in keep or not item.names.country)]
    rest: dict[str, list[CircleItem]] = {}
    for item in visible:
        if item.placeable and item.id not in keep and item.names.country:
            rest.setdefault(item.names.country, []).append(item)
    used = {code for code in rest if code in opened}
    entries = _by_country(rest, opened, t, naming)
    if len(alone) + len(entries) > most:
        entries, regions = _by_region(rest, opened, t, naming)
        used |= regions
        alone, entries = (
            [item for item in alone if item.id in keep],
            entries + [item for item in alone if item.id not in keep],
        )
    groups = [item for item in entries if item.form == "group"]
    singles = [*alone, *(item for item in entries if item.form != "group")]
    room = max(most - len(groups), 0)
    drawn = [*groups, *singles[:room]]
    return GroupedMarks(
        (*sorted(drawn, key=lambda item: -item.strength), *placeless),
        len(groups),
        sum(item.count for item in groups),
        len(singles[room:]),
        tuple(sorted(used)),
    )


def known(code: str, every: Sequence[CircleItem]) -> bool:
    """Whether a code can stand for a group of those."""
    return any(code in (item.names.country, REGION + item.continent) for item in every)


def _by_country(
    rest: Mapping[str, Sequence[CircleItem]], opened: Collection[str], t: Texts, naming: Naming
) -> list[CircleItem]:
    found: list[CircleItem] = []
    for code, members in rest.items():
        found += (
            members
            if len(members) == 1 or code in opened
            else [_group(code, naming.area_name(code, t.lang), members, t)]
        )
    return found


def _by_region(
    rest: Mapping[str, Sequence[CircleItem]], opened: Collection[str], t: Texts, naming: Naming
) -> tuple[list[CircleItem], set[str]]:
    regions: dict[str, dict[str, list[CircleItem]]] = {}
    found: list[CircleItem] = []
    for code, members in rest.items():
        if code in opened:
            found += members
            continue
        for item in members:
            regions.setdefault(item.continent, {}).setdefault(code, []).append(item)
    used: set[str] = set()
    for continent, countries in regions.items():
        code, members = REGION + continent, [item for entries in countries.values() for item in entries]
        if code in opened:
            used.add(code)
            found += _by_country(countries, opened, t, naming)
        else:
            found += (
                members
                if len(members) == 1
                else [_group(code, t.word("continent", continent or "none"), members, t)]
            )
    return found, used


def _group(code: str, name: str, members: Sequence[CircleItem], t: Texts) -> CircleItem:
    """It stands where its strongest partner does."""
    count = len(members)
    partners = [item for item in members if item.main] or list(members)
    kinds = Counter(item.kind for item in members)
    told = t("list.tags").join(f"{t.word('kind', kind)} {number}" for kind, number in kinds.most_common(4))
    return CircleItem(
        id=_ID + code,
        kind="",
        form="group",
        ring="group",
        continent=Counter(item.continent for item in members).most_common(1)[0][0],
        order=sum(item.order for item in partners) / len(partners),
        names=Names(code, "CountryOrArea"),
        name=name,
        others=(),
        country="",
        what=t.number("circle.group", count),
        activity=told,
        state="",
        line="",
        size=round(min(8.0 + 1.1 * sqrt(count), 20.0), 1),
        strength=max(item.strength for item in members),
        count=count,
    )
