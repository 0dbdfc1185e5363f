"""``cypher``: run any read-only statement."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from friendcircle.answers.output import OutputTable
from friendcircle.answers.rows import give_rows, pairs
from friendcircle.options import Command, out_option, parameter_option
from friendcircle.session import Session

if TYPE_CHECKING:
    from graph.store.single_run import PlanNode


@click.command(cls=Command, writes=False, help="cypher.help")
@click.argument("text")
@parameter_option
@click.option("--limit", type=click.IntRange(1), metavar="N", help="cypher.limit")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), metavar="S", help="cypher.timeout")
@out_option
@click.pass_obj
def cypher(
    session: Session,
    text: str,
    parameters: tuple[str, ...],
    limit: int | None,
    timeout: float | None,
    out: Path | None,
) -> None:
    """Run a read-only statement; writing, reading files and network access are refused. EXPLAIN and PROFILE
    return its plan.
    """
    from queries.console.limits import DEFAULT_LIMIT, DEFAULT_TIMEOUT
    from queries.console.running_statement import run_console
    from queries.console.statement_check import check
    from queries.console.values import literal

    given = {name: literal(value) for name, value in pairs(parameters).items()}
    check(text)  # report a refused statement before starting a store
    with session.open_store() as store:
        result = run_console(
            store, text, given, limit=limit or DEFAULT_LIMIT, timeout=timeout or DEFAULT_TIMEOUT
        )
        lang = session.texts.lang
        added: dict[str, object] = {"plan": result.plan.document()} if result.plan else {}
        if result.notices:
            added["notifications"] = [notice.document(lang) for notice in result.notices]
        plan = _plan(session, result.plan) if result.plan else None
        give_rows(
            session,
            store,
            result,
            None,
            out=out,
            added=added,
            plan=plan,
            only_plan=result.plan is not None and not result.plan.is_profile,
        )
    if session.settings.format != "json":
        for notice in result.notices:
            session.remark("note.notice", text=notice.sentence(lang))


def _plan(session: Session, plan: PlanNode) -> OutputTable:
    """Return the operators of a plan as a table, each indented below the one that it feeds."""
    names: tuple[str, ...] = ("operator", "details", "estimated_rows", "rows", "db_hits")
    rows = [
        ["| " * depth + "+" + node.operator, node.details, node.estimated_rows, node.rows, node.db_hits]
        for depth, node in plan.walk()
    ]
    if not plan.is_profile:
        names, rows = names[:3], [row[:3] for row in rows]
    return session.sheet("plan", names, rows)
