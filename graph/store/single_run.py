"""One statement, run once: in an explicit reading transaction that bears an id, so that the server can be
asked about it and told to end it.

Nothing is run again here: an error of the server, also a transient one, comes back as it is. The answer says
what the managed transactions leave out: the type of the statement, its plan, and the notifications of the
server.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, LiteralString, cast

import neo4j

#: Key of the metadata by which transactions of this program are known, its value for a console statement, and
#: the key of the statement's limit in seconds; the watchdog of a local store reads them.
PROGRAM = "friendcircle"
CONSOLE = "console"
LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class PlanNode:
    """An operator of a plan with those that feed it.

    :param operator: its name, as the server gives it
    :param details: what it works on, in one line
    :param estimated_rows: rows that the planner expects
    :param rows: rows that it gave; ``None`` without PROFILE
    :param db_hits: accesses of the store; ``None`` without PROFILE
    """

    operator: str
    details: str
    estimated_rows: float
    rows: int | None
    db_hits: int | None
    children: tuple[PlanNode, ...]

    @property
    def is_profile(self) -> bool:
        """Whether the statement was run, so that there are figures of it."""
        return self.db_hits is not None

    def document(self) -> dict[str, Any]:
        """The plan as JSON has it; the keys are always the same."""
        return {
            "operator": self.operator,
            "details": self.details,
            "estimated_rows": self.estimated_rows,
            "rows": self.rows,
            "db_hits": self.db_hits,
            "children": [child.document() for child in self.children],
        }

    def walk(self, depth: int = 0) -> Iterator[tuple[int, PlanNode]]:
        """The operator and all below it, with their depth; the result of the statement comes first."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


@dataclass(frozen=True, slots=True)
class ServerNotice:
    """A notification of the server, as it says it.

    :param code: GQL status, such as ``01N50``
    :param text: what it says, in English
    :param line: line of the statement from 1; ``None`` where it names no place
    :param column: column in that line from 1; ``None`` where it names no place
    """

    code: str
    text: str
    line: int | None
    column: int | None


@dataclass(frozen=True, slots=True)
class SingleRun:
    """What a statement answered.

    :param rows: values as the driver gives them
    :param truncated: whether there were more rows than were asked for
    :param query_type: ``r`` for one that only reads
    :param plan: of EXPLAIN and PROFILE
    """

    columns: list[str]
    rows: list[list[Any]]
    truncated: bool
    query_type: str
    plan: PlanNode | None
    notices: tuple[ServerNotice, ...]


def new_id() -> str:
    """An id by which a running statement is found again on its server."""
    return uuid.uuid4().hex


@contextmanager
def reading_once(
    driver: neo4j.Driver, database: str, *, metadata: Mapping[str, Any], timeout: float
) -> Iterator[neo4j.Transaction]:
    """An explicit reading transaction, rolled back at its end.

    :param metadata: what ``SHOW TRANSACTIONS`` tells of it
    :param timeout: seconds after which the server ends it
    """
    severity = neo4j.NotificationMinimumSeverity.INFORMATION
    with (
        driver.session(
            database=database, default_access_mode=neo4j.READ_ACCESS, notifications_min_severity=severity
        ) as session,
        session.begin_transaction(metadata=dict(metadata), timeout=timeout) as transaction,
    ):
        yield transaction
        transaction.rollback()


def answer_of(
    transaction: neo4j.Transaction,
    text: str,
    parameters: Mapping[str, object],
    *,
    limit: int,
    whole: bool = False,
) -> SingleRun:
    """Run a statement to its end.

    :param limit: at most this many rows are kept
    :param whole: read all rows, as PROFILE needs it; without it the server is told to leave out what is
        beyond the limit
    """
    result = transaction.run(cast(LiteralString, text), dict(parameters))
    rows: list[list[Any]] = []
    truncated = False
    for record in result:
        if len(rows) < limit:
            rows.append(list(record.values()))
            continue
        truncated = True
        if not whole:
            break
    summary = result.consume()
    plan = summary.profile or summary.plan
    notices = tuple(_notice(status) for status in summary.gql_status_objects if status.is_notification)
    return SingleRun(
        list(result.keys()), rows, truncated, summary.query_type or "", _node(plan) if plan else None, notices
    )


def _notice(status: neo4j.GqlStatusObject) -> ServerNotice:
    place = status.position
    return ServerNotice(
        status.gql_status,
        status.status_description,
        place.line if place else None,
        place.column if place else None,
    )


def _node(plan: Mapping[str, Any]) -> PlanNode:
    """An operator as the driver gives it; its own figures stand both beside ``args`` and in it."""
    arguments = plan.get("args") or {}
    return PlanNode(
        operator=str(plan.get("operatorType") or "").partition("@")[0],
        details=" ".join(str(arguments.get("Details") or "").split()),
        estimated_rows=round(float(arguments.get("EstimatedRows") or 0), 2),
        rows=plan.get("rows"),
        db_hits=plan.get("dbHits"),
        children=tuple(_node(child) for child in plan.get("children") or ()),
    )
