"""Runs a statement once, in an explicit reading transaction with an id by which it can be found and stopped.

Nothing is retried: every server error, also a transient one, is raised as it is. Besides the rows, the result
contains the type of the statement, its plan, and the server's notifications.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, LiteralString, cast

import neo4j

#: Transaction metadata that the watchdog of a local store reads: the key that marks transactions of this
#: program, its value for a console statement, and the key of the statement's time limit in seconds.
PROGRAM = "friendcircle"
CONSOLE = "console"
LIMIT = "limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNode:
    """An operator of a query plan; its children provide its input.

    :param operator: name as given by the server
    :param details: arguments of the operator, in one line
    :param estimated_rows: rows that the planner expects
    :param rows: rows produced; ``None`` without PROFILE
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
        """Whether the statement was run with PROFILE, so that actual figures exist."""
        return self.db_hits is not None

    def document(self) -> dict[str, Any]:
        """Return the plan as JSON-compatible dictionaries; the keys are always the same."""
        return {
            "operator": self.operator,
            "details": self.details,
            "estimated_rows": self.estimated_rows,
            "rows": self.rows,
            "db_hits": self.db_hits,
            "children": [child.document() for child in self.children],
        }

    def walk(self, depth: int = 0) -> Iterator[tuple[int, PlanNode]]:
        """Yield this operator and all below it with their depth, the one that gives the result first."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


@dataclass(frozen=True, slots=True)
class ServerNotice:
    """A notification of the server.

    :param code: GQL status, such as ``01N50``
    :param text: the server's text, in English
    :param line: line of the statement, from 1; ``None`` without a position
    :param column: column in that line, from 1; ``None`` without a position
    """

    code: str
    text: str
    line: int | None
    column: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleRun:
    """The result of a statement.

    :param rows: values of the driver's types
    :param truncated: whether there were more rows than the limit
    :param query_type: ``r`` for a statement that only reads
    :param plan: only for EXPLAIN and PROFILE
    """

    columns: list[str]
    rows: list[list[Any]]
    truncated: bool
    query_type: str
    plan: PlanNode | None
    notices: tuple[ServerNotice, ...]


def new_id() -> str:
    """Return a new id by which a running statement can be found on its server."""
    return uuid.uuid4().hex


@contextmanager
def reading_once(
    driver: neo4j.Driver, database: str, *, metadata: Mapping[str, Any], timeout: float
) -> Iterator[neo4j.Transaction]:
    """Open an explicit reading transaction and roll it back at the end.

    :param metadata: transaction metadata, visible in ``SHOW TRANSACTIONS``
    :param timeout: seconds after which the server terminates it
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
    """Run a statement and return its result.

    :param limit: maximum number of rows kept
    :param whole: read all rows, which PROFILE needs; otherwise the server discards rows beyond the limit
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
        columns=list(result.keys()),
        rows=rows,
        truncated=truncated,
        query_type=summary.query_type or "",
        plan=_node(plan) if plan else None,
        notices=notices,
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
    """Convert a plan operator of the driver."""
    arguments = plan.get("args") or {}
    return PlanNode(
        operator=str(plan.get("operatorType") or "").partition("@")[0],
        details=" ".join(str(arguments.get("Details") or "").split()),
        estimated_rows=round(float(arguments.get("EstimatedRows") or 0), 2),
        rows=plan.get("rows"),
        db_hits=plan.get("dbHits"),
        children=tuple(_node(child) for child in plan.get("children") or ()),
    )
