"""Rows that tell of one happening twice under two ids, and the row that then represents it.

Two rows are equal if the same place in the same source tells the same in both: parties, dates, kind, level,
state and title. They count once, as rows that ``same_as`` joins do: the first of them by id represents the
happening, unless a row says which does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.load.staged_record import StagedRecord
from ingest.load.workbench import PackedLink, Workbench, to_text, unpack

HAPPENINGS = ("Visit", "Event")
#: Relationships to the parties of a happening.
_PARTIES = ("FROM_PLACE", "TO_PLACE", "HELD_IN", "JOINED_BY")
#: Properties in which equal rows agree.
_PROPERTIES = (
    "direction",
    "kind",
    "start",
    "end",
    "level",
    "status",
    "title",
    "title_zh",
    "name_en",
    "name_zh",
)
_SAME_AS = "SAME_AS"


def equal_key(
    staged: StagedRecord, label: str, values: Mapping[str, Any], links: Sequence[PackedLink]
) -> bytes | None:
    """Return what all rows equal to one on a visit or event share; None for a row that names no source."""
    source = staged.record.text("source")
    if not source:
        return None
    told = [
        label,
        source,
        staged.record.text("locator"),
        *(str(values.get(name) or "") for name in _PROPERTIES),
        *sorted({target for relation, _, target, _ in links if relation in _PARTIES}),
    ]
    return hashlib.blake2b(to_text(told).encode(errors="surrogatepass"), digest_size=16).digest()


def equals_of(bench: Workbench, node_id: str) -> list[str]:
    """Return the ids of the facts of which a row is equal to one of this fact, in order; it is among them."""
    return bench.column(
        "SELECT DISTINCT other.id FROM equal one JOIN equal other ON other.key = one.key WHERE one.id = ? "
        "ORDER BY other.id",
        (node_id,),
    )


def represented_by(bench: Workbench, node_id: str, *, names_another: bool) -> list[str]:
    """Return the facts with equal rows whose representative can change with this one; itself among them.

    :param names_another: whether it says that it is the same as another one, which then represents them
    """
    equals = equals_of(bench, node_id)
    return equals if equals[:1] == [node_id] or names_another else []


def followers_of(bench: Workbench, node_id: str) -> list[str]:
    """Return the ids of the facts of which a row or a decision says that they are the same as this one."""
    return bench.column(
        "SELECT id FROM pointer WHERE target = ?1 AND type = 'SAME_AS' "
        "UNION SELECT id FROM decision WHERE value = ?1 AND property = 'same_as'",
        (node_id,),
    )


def with_equal_rows(
    bench: Workbench, label: str, node_id: str, links: Sequence[PackedLink]
) -> list[PackedLink]:
    """Return the links of a fact, with one to the fact that represents it if a row of another one is equal.

    :param links: its links as its rows and decisions have them
    """
    if label not in HAPPENINGS:
        return list(links)
    said = sorted(target for relation, _, target, _ in links if relation == _SAME_AS)
    main = _represents(bench, said[0] if said else node_id)
    if main in (node_id, *said):
        return list(links)
    kept = [link for link in links if link[0] != _SAME_AS or link[2] != said[0]]
    return [*kept, (_SAME_AS, label, main, {})]


def _represents(bench: Workbench, node_id: str) -> str:
    """Return the fact that represents those with equal rows: one that a row names, else the first by id."""
    equals = equals_of(bench, node_id)
    if len(equals) < 2:
        return node_id
    named = sorted(target for one in equals for target in _said_same(bench, one))
    return named[0] if named else equals[0]


def _said_same(bench: Workbench, node_id: str) -> list[str]:
    """Return the facts that a decision, or else a row, says to be the same as this one."""
    decided = bench.column(
        "SELECT value FROM decision WHERE id = ? AND property = 'same_as' ORDER BY decided_on DESC, "
        "statement DESC LIMIT 1",
        (node_id,),
    )
    return decided or [
        target
        for content in bench.column("SELECT content FROM claim WHERE id = ?", (node_id,))
        for relation, _, target, _ in unpack(content)[1]
        if relation == _SAME_AS
    ]
