"""Group marks if there are too many to draw individually: by country or area, then by region. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from dashboard.shared.circle_items import CircleItem
from graph.facts.names import Names
from graph.i18n import Texts
from graph.naming.profile import Naming

#: Prefix of region codes, which may equal country codes.
REGION = "region-"
_ID = "group:"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedMarks:
    """The marks drawn.

    :param items: single marks and groups, nearest first; items that cannot be placed come last
    :param groups: number of groups
    :param members: number of members in the groups
    :param left_out: number of items neither drawn nor in a group
    :param opened: codes of the opened groups that can be closed again
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
    """Draw all of ``visible`` individually if there are at most ``most``, else grouped.

    Groups are formed by country or area, and by region of the world if those are still too many.

    :param opened: codes of groups whose members are drawn individually
    :param keep: ids that are never grouped
    """
    if sum(item.placeable for item in visible) <= most:
        return GroupedMarks(items=tuple(visible))
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
        items=(*sorted(drawn, key=lambda item: -item.strength), *placeless),
        groups=len(groups),
        members=sum(item.count for item in groups),
        left_out=len(singles[room:]),
        opened=tuple(sorted(used)),
    )


def known(code: str, every: Sequence[CircleItem]) -> bool:
    """Return whether a code can denote a group of these items."""
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
    """Return a group placed at its strongest member's distance."""
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
        names=Names(id=code, label="CountryOrArea"),
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
