"""``sources``: the statements behind a fact."""

from __future__ import annotations

import click

from friendcircle.options import Command
from friendcircle.output import Sheet, plain
from friendcircle.session import Session


@click.command(cls=Command, help="sources.help")
@click.argument("fact", metavar="FACT_ID")
@click.pass_obj
def sources(session: Session, fact: str) -> None:
    """What each source says of a fact, side by side."""
    from queries.sources import sources_of

    with session.open_store() as store:
        found = sources_of(store, fact)
    texts = session.texts
    statements = Sheet(
        [texts(f"sources.{head}") for head in ("agrees", "source", "title", "grade", "locator", "said_on", "values")],
        [
            (
                texts("sources.yes" if entry["agrees"] else "sources.no"),
                *(entry[key] for key in ("source", "title", "grade", "locator", "said_on")),
                "; ".join(f"{column}: {cell}" for column, cell in entry["values"].items()),
            )
            for entry in found["statements"]
        ],
        title=texts("sources.title_statements", count=len(found["statements"])),
    )
    held = Sheet(
        [texts("sources.property"), texts("sources.value")],
        [(name, plain(value)) for name, value in found["values"].items()],
        title=texts("sources.title_fact", fact=fact, label=found["label"]),
    )
    # CSV is the statements; people read first what the fact is.
    session.answer(found, *((statements,) if session.settings.format == "csv" else (held, statements)))
