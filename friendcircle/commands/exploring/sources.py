"""``sources``: show the statements behind a fact."""

from __future__ import annotations

import click

from friendcircle.answers.output import OutputTable
from friendcircle.options import Command
from friendcircle.session import Session


@click.command(cls=Command, writes=False, help="sources.help")
@click.argument("fact", metavar="FACT_ID")
@click.pass_obj
def sources(session: Session, fact: str) -> None:
    """Print what each source says about a fact, side by side."""
    from queries.sources import sources_of

    with session.open_store() as store:
        found = sources_of(store, fact)
    texts, heads = session.texts, ("agrees", "source", "title", "grade", "locator", "said_on", "values")
    rows = [[entry[head] for head in heads] for entry in found["statements"]]
    shown = [
        (
            texts("sources.yes" if agrees else "sources.no"),
            *row,
            "; ".join(f"{column}: {cell}" for column, cell in values.items()),
        )
        for agrees, *row, values in rows
    ]
    session.answer(
        found,
        session.sheet(
            "sources",
            ("property", "value"),
            list(found["values"].items()),
            texts("sources.title_fact", fact=fact, label=found["label"]),
        ),
        session.sheet("sources", heads, shown, texts("sources.title_statements", count=len(rows))),
        csv=OutputTable(heads, rows),
    )
