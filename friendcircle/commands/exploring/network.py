"""``network``: measures of the circle and of the wider network."""

from __future__ import annotations

from pathlib import Path

import click

from friendcircle.answers.output import OutputTable
from friendcircle.options import Command, out_option
from friendcircle.relations import NetworkInputs, read_day
from friendcircle.session import Session

HEADS = (
    "party",
    "name_en",
    "name_zh",
    "label",
    "country",
    "home",
    "degree",
    "weight",
    "betweenness",
    "constraint",
    "component",
    "community",
    "broker",
)
#: Maximum number of go-betweens in the table of structural holes; JSON contains them all.
_MOST_HOLES = 10


@click.command(cls=Command, writes=False, help="network.help")
@click.option("--wider", is_flag=True, help="network.wider_option")
@click.option("--as-of", metavar="D", help="strength.as_of_option")
@click.option("--known-as-of", metavar="D", help="strength.known_as_of_option")
@out_option
@click.pass_obj
def network(
    session: Session, wider: bool, as_of: str | None, known_as_of: str | None, out: Path | None
) -> None:
    """Print a row per party, the home first, the go-betweens, and the meaning of the measures."""
    from friendcircle.answers.network import measured
    from queries.links.link_scores import scores
    from reports.wording.introductions import IntroductionWording, meanings

    day = read_day(as_of, "--as-of") or session.today
    known = read_day(known_as_of, "--known-as-of")
    with session.open_store() as store:
        asked = NetworkInputs(session, store, known)
    asked.check(day)
    measured_links = scores(asked.found, asked.config, day, known, ranges=False)
    strengths = {entry.partner: entry.strength for entry in measured_links}
    found = asked.networks.measures("wider" if wider else "circle", day, known, strengths)
    teller = IntroductionWording(asked.networks.recorded, asked.naming, asked.words)
    document = measured(found, teller, day, known)
    heads = ("name", "degree", "weight", "betweenness", "constraint", "component", "community", "broker")
    rows = [
        (
            teller.name(row.party),
            row.degree,
            f"{row.weight:.2f}",
            f"{row.betweenness:.4f}",
            "–" if row.constraint is None else f"{row.constraint:.3f}",
            row.component or "–",
            row.community or "–",
            [teller.name(place) for place in row.broker],
        )
        for row in found.rows
    ]
    title = asked.title(
        "network.wider_title" if wider else "network.circle_title",
        day,
        nodes=len(found.rows),
        links=found.links,
    )
    sheets = [session.sheet("network", heads, rows, title)]
    shown = found.holes[:_MOST_HOLES]
    holes = [
        (
            teller.name(row.party),
            "–" if row.constraint is None else f"{row.constraint:.3f}",
            f"{row.betweenness:.4f}",
            [teller.name(place) for place in row.broker],
        )
        for row in shown
    ]
    title = session.texts("network.holes_title", count=len(found.holes), shown=len(shown))
    if found.alone:
        title += session.texts("network.alone", alone=len(found.alone))
    sheets.append(session.sheet("network", ("name", "constraint", "betweenness", "broker"), holes, title))
    explained = [(text.partition(asked.words("list.colon"))[::2]) for text in meanings(asked.words).values()]
    sheets.append(session.sheet("network", ("measure", "meaning"), explained))
    session.answer(
        document,
        *sheets,
        csv=OutputTable(HEADS, [[row[head] for head in HEADS] for row in document["rows"]]),
        out=out,
    )
