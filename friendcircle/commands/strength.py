"""``strength``: show how strong each link is, why, and what changed."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from friendcircle.answers.output import OutputTable
from friendcircle.errors import CommandError
from friendcircle.options import Command, FilePath, out_option
from friendcircle.relations import read_day
from friendcircle.session import Session
from friendcircle.strength_analysis import StrengthAnalysis

if TYPE_CHECKING:
    from graph.strength.score import Score
    from ingest.derived.links import Derived

DRAWS = 1_000
SEED = 20_200_122
#: Most facts that a remark names; the answer in JSON has all of them.
_MOST_NAMED = 10
#: Columns of the record of contacts in CSV.
_RECORD = ("contacts_in_three_years", "highest_rank", "last_contact", "last_contact_kind")


@click.command(cls=Command, writes="write", help="strength.help")
@click.argument("partner", required=False, metavar="[PARTNER]")
@click.option("--as-of", metavar="D", help="strength.as_of_option")
@click.option("--known-as-of", metavar="D", help="strength.known_as_of_option")
@click.option("--compare", nargs=2, metavar="D1 D2", help="strength.compare_option")
@click.option("--sensitivity", is_flag=True, help="strength.sensitivity_option")
@click.option(
    "--draws", type=click.IntRange(2, 100_000), default=DRAWS, metavar="N", help="strength.draws_option"
)
@click.option(
    "--seed", type=click.IntRange(0, 2**32 - 1), default=SEED, metavar="N", help="strength.seed_option"
)
@click.option("--calibrate", is_flag=True, help="strength.calibrate_option")
@click.option("--write", is_flag=True, help="strength.write_option")
@click.option("--countries", is_flag=True, help="strength.countries_option")
@click.option(
    "--numbers", type=FilePath(exists=True, dir_okay=False), metavar="FILE", help="strength.numbers_option"
)
@out_option
@click.pass_obj
def strength(
    session: Session,
    partner: str | None,
    as_of: str | None,
    known_as_of: str | None,
    compare: tuple[str, str] | None,
    sensitivity: bool,
    draws: int,
    seed: int,
    calibrate: bool,
    write: bool,
    countries: bool,
    numbers: Path | None,
    out: Path | None,
) -> None:
    """Print the ranking, one partner's ledger, the changes between two days, or the sensitivity."""
    if compare and as_of:
        raise CommandError("two_days", where="--compare, --as-of")
    if partner == "":
        raise CommandError("unknown_partner", where="PARTNER")
    if sensitivity and (compare or partner):
        raise CommandError("sensitivity_alone", where="--sensitivity")
    if calibrate and (compare or partner or sensitivity or write):
        raise CommandError("calibrate_alone", where="--calibrate")
    from queries.links.doubles import decided_apart

    day = read_day(as_of, "--as-of") or session.today
    known = read_day(known_as_of, "--known-as-of")
    days = (_sure(compare[0]), _sure(compare[1])) if compare else (day,)
    with session.open_store() as store:
        asked = _StrengthInputs(session, store, known, numbers, read=not write, only=partner)
        if not write:
            asked.check_days(store, days)
        if partner:
            asked.check_partner(partner)
            asked.apart = decided_apart(store)
    if write:
        if partner or compare or sensitivity or known:
            raise CommandError("write_alone", where="--write")
        asked.write(day)
    if calibrate:
        asked.calibrate(day, out)
    elif sensitivity:
        asked.sensitivity(day, draws, seed, countries=countries, out=out)
    elif compare and partner:
        asked.compare_one(partner, days, out)
    elif compare:
        asked.compare_all(days, countries=countries, out=out)
    elif partner:
        asked.ledger(partner, day, out)
    else:
        asked.ranking(day, countries=countries, out=out)


def _sure(text: str) -> dt.date:
    day = read_day(text, "--compare")
    if day is None:
        raise CommandError("no_day", where="--compare", value=text)
    return day


class _StrengthInputs(StrengthAnalysis):
    """Inputs of all answers.

    :ivar apart: pairs that were decided not to be one happening
    """

    apart: frozenset[tuple[str, str]] = frozenset()

    def write(self, day: dt.date) -> None:
        """Store the strengths of a day in the graph, for Cypher statements."""
        from ingest.derived import links as derive

        with self.session.open_store("write") as store:
            office = self.session.office(store)
            work_out = partial(
                derive.work_out, store, office.home, office.country, self.naming, self.config, day
            )
            derived = work_out()
            self._use(derived, day)
            with self.session.writing(store):
                if not derive.is_current(store, derived):
                    derived = work_out()
                    self._use(derived, day)
                derive.write(store, derived)

    def _use(self, derived: Derived, day: dt.date) -> None:
        """Answer from the facts that the links were computed from, without reading them again."""
        if derived.gathering is None:
            raise CommandError("no_links", where=self.office.home)
        self.found = derived.gathering.links
        self.check(day)

    def ranking(self, day: dt.date, *, countries: bool, out: Path | None) -> None:
        """Print every partner, strongest first."""
        from friendcircle.answers.strength import RANKING
        from graph.strength.config import COMPONENTS
        from reports.wording.link_words import band_text, record_text, signed_text

        measured = self._scores(day, countries=countries)
        documents = [self._document(entry) for entry in measured]
        rows = [
            (
                self._name(entry.partner),
                signed_text(entry.signed, self.words),
                band_text(entry.band, entry.record, self.words),
                record_text(entry.record, self.words),
                f"{entry.strength:.1f}",
                *(f"{self.config['weights'][name] * entry.components[name]:.1f}" for name in COMPONENTS),
                f"{entry.evidence_low:.0f}–{entry.evidence_high:.0f}",
                f"{entry.evidence:.2f}",
            )
            for entry in measured
        ]
        title = self._title("strength.title", day, count=len(rows))
        heads = [
            *(
                self.session.texts(f"strength.{name}")
                for name in ("name", "signed", "band", "record", "strength")
            ),
            *COMPONENTS,
            *(self.session.texts(f"strength.{name}") for name in ("evidence_range", "evidence")),
        ]
        csv = OutputTable(
            (*RANKING, "activity_known", "band", "liveliness", *_RECORD, *COMPONENTS),
            [
                [
                    *(entry[name] for name in RANKING),
                    *(entry[name] for name in ("activity_known", "band", "liveliness", *_RECORD)),
                    *(entry["components"][name] for name in COMPONENTS),
                ]
                for entry in documents
            ],
        )
        self.session.answer(documents, OutputTable(heads, rows, title), csv=csv, out=out)
        self._remark(measured)

    def ledger(self, partner: str, day: dt.date, out: Path | None) -> None:
        """Print one partner with the lines that add up to its score."""
        from friendcircle.answers.strength import ledger
        from graph.strength.score import score
        from reports.wording.link_words import contact_text, signed_text

        measured = score(self.found.partners[partner].facts, self.config, day, self.known)
        lines = ledger(measured.lines, self.words)
        doubles = self._doubles(partner, day)
        document = self._document(measured) | {
            "ledger": lines,
            "equal_rows": [list(entry) for entry in measured.equal],
            "likely_doubles": [list(pair) for pair in doubles],
        }
        texts = self.session.texts
        title = self._title(
            "strength.title_one",
            day,
            name=self._name(partner),
            strength=f"{measured.strength:.1f}",
            signed=signed_text(measured.signed, self.words),
            contact=contact_text(measured.band, measured.record, self.words),
        )
        if not measured.activity_known:
            title += " " + texts("strength.activity_unknown")
        rows = [
            (
                entry["component"],
                entry["what"],
                f"{entry['points']:.2f}",
                "; ".join(entry["facts"]),
                "; ".join(entry["sources"]),
            )
            for entry in lines
        ]
        heads = ("component", "what", "points", "facts", "sources")
        sheet = self.session.sheet("strength", heads, rows, title)
        self.session.answer(
            document,
            sheet,
            csv=OutputTable(heads, [[entry[head] for head in heads] for entry in lines]),
            out=out,
        )
        self._remark([measured])
        if doubles:
            pairs = [" = ".join(pair) for pair in doubles[:_MOST_NAMED]]
            self.session.remark("strength.doubles", pairs="; ".join(pairs), count=len(doubles))
        if measured.context:
            facts = [fact for entry in measured.context for fact in entry.facts]
            self.session.remark("strength.context", facts="; ".join(facts))

    def _doubles(self, partner: str, day: dt.date) -> list[tuple[str, str]]:
        """Return the happenings of a partner that are probably one, told by different sources."""
        from graph.facts.as_of import AsOf
        from graph.strength.contacts import likely_doubles
        from graph.strength.counting import count_facts

        facts = self.found.partners[partner].facts
        found = likely_doubles(count_facts(facts, self.config, AsOf(day, self.known)).contacts, self.config)
        return [pair for pair in found if pair not in self.apart]

    def _remark(self, measured: list[Score]) -> None:
        """Remark on rows that were entered more than once, and on words that the numbers do not contain."""
        equal = sorted({" = ".join(entry) for score in measured for entry in score.equal})
        if equal:
            self.session.remark("strength.equal_rows", rows="; ".join(equal[:_MOST_NAMED]), count=len(equal))
        unknown = {(entry.map, entry.word) for score in measured for entry in score.unread}
        if len(measured) > 1:
            unknown |= self.found.contact_tables.by(self.config).unknown
        words = sorted(f"{name}: {word}" for name, word in unknown)
        if words:
            self.session.remark("strength.unread", words="; ".join(words[:_MOST_NAMED]), count=len(words))
