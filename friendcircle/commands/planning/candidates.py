"""``candidates``: list possible next ties, with reasons for and against."""

from __future__ import annotations

from pathlib import Path

import click

from friendcircle.answers.output import OutputTable
from friendcircle.options import Command, out_option
from friendcircle.relations import WorldInputs, read_day
from friendcircle.session import Session

HEADS = (
    "place",
    "name_en",
    "name_zh",
    "country",
    "score",
    "score_low",
    "score_high",
    "known",
    "met",
    "contacts",
    "pending",
    "for",
    "against",
    "missing",
    "as_of",
    "known_as_of",
)


@click.command(cls=Command, writes=False, help="candidates.help")
@click.option("--as-of", metavar="D", help="strength.as_of_option")
@click.option("--known-as-of", metavar="D", help="strength.known_as_of_option")
@click.option("--most", type=click.IntRange(1), default=20, metavar="N", help="candidates.most_option")
@out_option
@click.pass_obj
def candidates(
    session: Session, as_of: str | None, known_as_of: str | None, most: int, out: Path | None
) -> None:
    """Print the candidates, best first."""
    from friendcircle.answers.gaps import clocks, flat
    from graph.planning.candidates.gazetteer import KNOWN_ON, TITLE, places_abroad
    from graph.planning.candidates.ranking import candidates as rank
    from graph.planning.gaps import find_gaps
    from queries.citations import citations
    from reports.wording.candidates import reasons

    day = read_day(as_of, "--as-of") or session.today
    known = read_day(known_as_of, "--known-as-of")
    with session.open_store() as store:
        asked = WorldInputs(session, store, known)
        on_date, teller, words = asked.on_date(day), asked.teller, asked.words
        places = places_abroad(asked.naming, asked.office.country)
        found = (
            ()
            if asked.nothing_yet(day)
            else rank(on_date, find_gaps(on_date, asked.rules, ["G14"]), gazetteer=places)
        )
        cited = citations(store, [entry.party.id for entry in found[:most]], ["City"])
    documents = []
    for entry in found[:most]:
        speaks_for, against, missing = reasons(entry, teller, words)
        documents.append(
            {
                "place": entry.party.id,
                "name_en": teller.party_name(entry.party, "en"),
                "name_zh": teller.party_name(entry.party, "zh"),
                "country": entry.party.country,
                "score": round(entry.score, 6),
                "score_low": round(entry.low, 6),
                "score_high": round(entry.high, 6),
                "known": round(entry.known, 6),
                "met": entry.met,
                "terms": {
                    term.name: None if term.value is None else round(term.value, 6) for term in entry.terms
                },
                "contacts": entry.contacts,
                "pending": None,
                "for": speaks_for,
                "against": against,
                "missing": missing,
                "distance_km": round(entry.distance_km) if entry.distance_km is not None else None,
                "facts": list(dict.fromkeys(fact for term in entry.terms for fact in term.facts)),
                "sources": sorted(
                    {
                        *(cite.source for cite in cited.get(entry.party.id, ())),
                        *(source for term in entry.terms for source in term.sources),
                    }
                ),
            }
            | clocks(on_date)
        )
    heads = ("name", "score", "known", "for", "against", "missing")
    rows = [
        (
            teller.party_name(party.party),
            f"{entry['score']:.2f} ({entry['score_low']:.2f}–{entry['score_high']:.2f})",
            f"{entry['known']:.0%}",
            entry["for"],
            entry["against"],
            entry["missing"],
        )
        for entry, party in zip(documents, found, strict=False)
    ]
    csv = OutputTable(HEADS, [flat(document, HEADS) for document in documents])
    title = asked.title(
        "candidates.title" if found else "candidates.none", day, count=len(documents), all=len(found)
    )
    session.answer(documents, session.sheet("candidates", heads, rows, title), csv=csv, out=out)
    if any(not entry.met for entry in found[:most]):
        session.remark("candidates.gazetteer", gazetteer=TITLE)
    elif known and known < KNOWN_ON:
        session.remark("candidates.gazetteer_later", gazetteer=TITLE, day=KNOWN_ON)
    if len(found) > most:
        session.remark("candidates.cut", count=most, all=len(found))
