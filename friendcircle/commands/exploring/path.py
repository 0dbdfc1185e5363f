"""``path``: find who can introduce one party to another."""

from __future__ import annotations

from pathlib import Path

import click

from friendcircle.answers.output import OutputTable
from friendcircle.errors import CommandError
from friendcircle.options import Command, NonEmptyText, out_option
from friendcircle.relations import NetworkInputs, read_day
from friendcircle.session import Session

HEADS = (
    "way",
    "hop",
    "from",
    "to",
    "from_name_en",
    "from_name_zh",
    "to_name_en",
    "to_name_zh",
    "reason",
    "says",
    "since",
    "facts",
    "sources",
    "cost",
)


@click.command(cls=Command, writes=False, help="path.help")
@click.argument("start", type=NonEmptyText(), metavar="A")
@click.argument("goal", type=NonEmptyText(), metavar="B")
@click.option("--as-of", metavar="D", help="strength.as_of_option")
@click.option("--known-as-of", metavar="D", help="strength.known_as_of_option")
@click.option("--most", type=click.IntRange(1, 50), default=5, metavar="N", help="path.most_option")
@out_option
@click.pass_obj
def path(
    session: Session,
    start: str,
    goal: str,
    as_of: str | None,
    known_as_of: str | None,
    most: int,
    out: Path | None,
) -> None:
    """Print the ways, best first; there may be none."""
    from friendcircle.answers.network import introduction
    from graph.network.introductions import MOST_HOPS, introductions
    from reports.wording.introductions import IntroductionWording

    day = read_day(as_of, "--as-of") or session.today
    known = read_day(known_as_of, "--known-as-of")
    with session.open_store() as store:
        asked = NetworkInputs(session, store, known)
    asked.check(day)
    one, other = asked.party(start), asked.party(goal)
    if one == other:
        raise CommandError("same_party", where=f"{start} {goal}")
    teller = IntroductionWording(asked.networks.recorded, asked.naming, asked.words)
    found = introductions(asked.networks.on(day, known), one, other, most=most)
    documents = [introduction(way, teller) for way in found]
    arrow = " → "
    rows = [
        (
            number,
            len(way.hops),
            f"{way.cost:.1f}",
            arrow.join(teller.through(way)) or session.texts("path.direct"),
            [teller.says(hop.link, hop.start) for hop in way.hops],
        )
        for number, way in enumerate(found, 1)
    ]
    lines = [
        [{**hop, "way": number, "hop": place, "cost": document["cost"]}[head] for head in HEADS]
        for number, document in enumerate(documents, 1)
        for place, hop in enumerate(document["hops"], 1)
    ]
    title = asked.title("path.title", day, start=teller.name(one), goal=teller.name(other), count=len(found))
    sheet = session.sheet("path", ("way", "length", "cost", "through", "says"), rows, title)
    session.answer(documents, sheet, csv=OutputTable(HEADS, lines), out=out)
    if not found:
        session.remark("path.none", start=teller.name(one), goal=teller.name(other), hops=MOST_HOPS)
