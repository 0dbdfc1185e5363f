"""``cypher``: any reading statement."""

from __future__ import annotations

from pathlib import Path

import click

from friendcircle.answers import give_rows, pairs
from friendcircle.options import Command, out_option, parameter_option
from friendcircle.session import Session


@click.command(cls=Command, writes=False, help="cypher.help")
@click.argument("text")
@parameter_option
@click.option("--limit", type=click.IntRange(1), metavar="N", help="cypher.limit")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), metavar="S", help="cypher.timeout")
@out_option
@click.pass_obj
def cypher(session: Session, text: str, parameters: tuple[str, ...], limit: int | None, timeout: float | None, out: Path | None) -> None:
    """Run a reading statement; whatever would write, read files or leave the machine is refused."""
    from queries.console import DEFAULT_LIMIT, DEFAULT_TIMEOUT, check, literal, run_console

    given = {name: literal(value) for name, value in pairs(parameters).items()}
    check(text)  # what is refused is said before a store is started
    with session.open_store() as store:
        result = run_console(store, text, given, limit=limit or DEFAULT_LIMIT, timeout=timeout or DEFAULT_TIMEOUT)
        give_rows(session, store, result, None, out=out)
