"""What tells places of one name apart, and the former and other names of places, ports and bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from graph.facts.names import OtherName
from graph.i18n import Bilingual
from graph.naming.profile import Naming
from queries.statements import Reader, ask

#: Disclosure of a source that everyone may see.
_PUBLIC = "public"


def homonyms(store: Reader, naming: Naming, only: str | None = None) -> dict[str, Bilingual]:
    """Return what tells apart each place and port that shares a name: its region, else country, else id.

    :param only: look only for those that share a name with this one
    """
    alike: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for found_row in ask(store, "lookup/homonyms", **{"with": only}):
        alike[found_row["name"]].append(found_row)
    found: dict[str, Bilingual] = {}
    for rows in alike.values():
        for row in rows:
            others = [other for other in rows if other["id"] != row["id"]]
            found.setdefault(row["id"], _apart(row, others, naming))
    return found


def _apart(row: Mapping[str, Any], others: list[Mapping[str, Any]], naming: Naming) -> Bilingual:
    if row["region"] and all(row["region"] != other["region"] for other in others):
        name_en, name_zh = row["region_en"] or "", row["region_zh"] or ""
        return Bilingual(name_en or name_zh, name_zh or name_en)
    if row["country"] and all(row["country"] != other["country"] for other in others):
        return Bilingual(naming.area_name(row["country"], "en"), naming.area_name(row["country"], "zh"))
    return Bilingual(row["id"], row["id"])


def other_names(store: Reader, *, public: bool = False) -> dict[str, tuple[OtherName, ...]]:
    """Return the former and other names by the id of what they name, oldest first.

    :param public: only those that a public source gives
    """
    found: dict[str, list[OtherName]] = defaultdict(list)
    for row in ask(store, "lookup/other_names"):
        known = [day for day, disclosure in row["told"] if day and (not public or disclosure == _PUBLIC)]
        if known:
            found[row["bearer"]].append(
                OtherName(
                    text=row["text"],
                    kind=row["kind"],
                    lang=row["lang"] or "",
                    first=row["first"] or "",
                    last=row["last"] or "",
                    known_on=min(known),
                )
            )
    return {bearer: tuple(names) for bearer, names in found.items()}
