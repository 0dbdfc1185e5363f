"""``strength``: show how strong each link is, why, and what changed."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from friendcircle.answers.output import OutputTable
from friendcircle.errors import CommandError
from friendcircle.options import Command, FilePath, out_option
from friendcircle.relations import RelationInputs, read_day, today
from friendcircle.session import Session

if TYPE_CHECKING:
    from graph.strength.ledger import Score

DRAWS = 1_000
SEED = 20_200_122


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
    day = read_day(as_of, "--as-of") or today()
    known = read_day(known_as_of, "--known-as-of")
    days = (_sure(compare[0]), _sure(compare[1])) if compare else (day,)
    with session.open_store() as store:
        asked = _StrengthInputs(session, store, known, numbers)
        for one in days:
            asked.check(one)
        if partner:
            asked.check_partner(partner)
    if write:
        if partner or compare or sensitivity or known:
            raise CommandError("write_alone", where="--write")
        asked.write(day)
    if sensitivity:
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


class _StrengthInputs(RelationInputs):
    """Inputs of all answers."""

    def write(self, day: dt.date) -> None:
        """Store the strengths of a day in the graph, for Cypher statements."""
        from ingest.load import derive

        with self.session.open_store("write") as store:
            office = self.session.office(store)
            work_out = partial(
                derive.work_out, store, office.home, office.country, self.naming, self.config, day
            )
            found = work_out()
            with self.session.writing(store):
                derive.write(store, found if derive.is_current(store, found) else work_out())

    def _scores(self, day: dt.date, *, countries: bool) -> list[Score]:
        from queries.links import scores

        measured = scores(self.found, self.config, day, self.known)
        return [entry for entry in measured if self._listed(entry.partner, countries=countries)]

    def _listed(self, partner: str, *, countries: bool) -> bool:
        link = self.found.partners[partner]
        whole = link.names.label == "CountryOrArea"
        return whole if countries else not whole or link.tied

    def _name(self, partner: str) -> str:
        from friendcircle.answers.strength import names

        return names(self.found.partners[partner].names, self.naming).text(self.session.texts.lang)

    def _document(self, score: Score) -> dict[str, Any]:
        from friendcircle.answers.strength import document

        return document(score, self.found.partners[score.partner], self.config, self.naming)

    def ranking(self, day: dt.date, *, countries: bool, out: Path | None) -> None:
        """Print every partner, strongest first."""
        from friendcircle.answers.strength import RANKING
        from graph.strength.config import COMPONENTS

        measured = self._scores(day, countries=countries)
        documents = [self._document(entry) for entry in measured]
        rows = [
            (
                self._name(entry.partner),
                self.words.word("band", entry.band(self.config).value),
                f"{entry.strength:.1f}",
                *(f"{self.config['weights'][name] * entry.components[name]:.1f}" for name in COMPONENTS),
                f"{entry.evidence_low:.0f}–{entry.evidence_high:.0f}",
                f"{entry.evidence:.2f}",
            )
            for entry in measured
        ]
        title = self._title("strength.title", day, count=len(rows))
        heads = [
            *(self.session.texts(f"strength.{name}") for name in ("name", "band", "strength")),
            *COMPONENTS,
            *(self.session.texts(f"strength.{name}") for name in ("evidence_range", "evidence")),
        ]
        csv = OutputTable(
            (*RANKING, "activity_known", "band", *COMPONENTS),
            [
                [
                    *(entry[name] for name in RANKING),
                    entry["activity_known"],
                    entry["band"],
                    *(entry["components"][name] for name in COMPONENTS),
                ]
                for entry in documents
            ],
        )
        self.session.answer(documents, OutputTable(heads, rows, title), csv=csv, out=out)
        self._remark_unread(measured)

    def ledger(self, partner: str, day: dt.date, out: Path | None) -> None:
        """Print one partner with the lines that add up to its score."""
        from friendcircle.answers.strength import ledger
        from graph.strength.ledger import score

        measured = score(self.found.partners[partner].facts, self.config, day, self.known)
        lines = ledger(measured.lines, self.words)
        document = self._document(measured) | {"ledger": lines}
        texts = self.session.texts
        title = self._title(
            "strength.title_one",
            day,
            name=self._name(partner),
            strength=f"{measured.strength:.1f}",
            band=self.words.word("band", measured.band(self.config).value),
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
        self._remark_unread([measured])

    def compare_one(self, partner: str, days: tuple[dt.date, ...], out: Path | None) -> None:
        """Print what changed for one partner, line by line."""
        from friendcircle.answers.strength import changes, rounded
        from graph.strength.comparison import compare
        from graph.strength.ledger import score

        before, after = (
            score(self.found.partners[partner].facts, self.config, day, self.known) for day in days
        )
        lines = changes(compare(before, after), self.words)
        document = {
            "partner": partner,
            "before": self._document(before),
            "after": self._document(after),
            "difference": rounded(after.strength - before.strength),
            "ledger": lines,
        }
        title = self._title(
            "strength.title_change",
            days[1],
            name=self._name(partner),
            first=days[0],
            before=f"{before.strength:.1f}",
            after=f"{after.strength:.1f}",
        )
        heads = ("component", "what", "change", "points_before", "points_after", "points", "facts", "sources")
        rows = [
            (
                entry["component"],
                entry["what"],
                self.words.word("change", entry["change"]),
                f"{entry['points_before']:.2f}",
                f"{entry['points_after']:.2f}",
                f"{entry['points']:+.2f}",
                "; ".join(entry["facts"]),
                "; ".join(entry["sources"]),
            )
            for entry in lines
        ]
        sheet = self.session.sheet("strength", heads, rows, title)
        self.session.answer(
            document,
            sheet,
            csv=OutputTable(heads, [[entry[head] for head in heads] for entry in lines]),
            out=out,
        )

    def compare_all(self, days: tuple[dt.date, ...], *, countries: bool, out: Path | None) -> None:
        """Print the rankings of two days side by side, largest change first."""
        from friendcircle.answers.strength import names, rounded

        one, other = (
            {
                entry.partner: (rank, entry)
                for rank, entry in enumerate(self._scores(day, countries=countries), start=1)
            }
            for day in days
        )
        documents: list[dict[str, Any]] = []
        for partner in sorted({*one, *other}):
            first, second = one.get(partner), other.get(partner)
            name_en, name_zh = names(self.found.partners[partner].names, self.naming)
            before, after = first[1].strength if first else 0.0, second[1].strength if second else 0.0
            documents.append(
                {
                    "partner": partner,
                    "name_en": name_en,
                    "name_zh": name_zh,
                    "as_of_before": days[0].isoformat(),
                    "as_of_after": days[1].isoformat(),
                    "config_hash": self.config.hash,
                    "strength_before": rounded(before),
                    "strength_after": rounded(after),
                    "difference": rounded(after - before),
                    "rank_before": first[0] if first else None,
                    "rank_after": second[0] if second else None,
                }
            )
        documents.sort(key=lambda entry: (-abs(entry["difference"]), entry["partner"]))
        heads = ("name", "strength_before", "strength_after", "difference", "rank_before", "rank_after")
        rows = [
            (
                self._name(entry["partner"]),
                f"{entry['strength_before']:.1f}",
                f"{entry['strength_after']:.1f}",
                f"{entry['difference']:+.1f}",
                entry["rank_before"],
                entry["rank_after"],
            )
            for entry in documents
        ]
        keys = list(documents[0]) if documents else []
        sheet = self.session.sheet(
            "strength", heads, rows, self._title("strength.title_changes", days[1], first=days[0])
        )
        self.session.answer(
            documents,
            sheet,
            csv=OutputTable(keys, [[entry[key] for key in keys] for entry in documents]),
            out=out,
        )

    def sensitivity(self, day: dt.date, draws: int, seed: int, *, countries: bool, out: Path | None) -> None:
        """Print how far the ranking depends on the numbers."""
        from friendcircle.answers.strength import rounded
        from graph.strength.sensitivity import sensitivity

        chosen = [
            link.facts
            for partner, link in self.found.partners.items()
            if self._listed(partner, countries=countries)
        ]
        found = sensitivity(chosen, self.config, day, self.known, draws=draws, seed=seed)
        partners = [
            {
                "partner": entry.partner,
                "strength": rounded(entry.strength),
                "rank": entry.rank,
                "rank_low": entry.best,
                "rank_high": entry.worst,
                "rank_p5": entry.p5,
                "rank_p95": entry.p95,
            }
            for entry in found.partners
        ]
        document = {
            "as_of": day.isoformat(),
            "known_as_of": self.known.isoformat() if self.known else None,
            "config_hash": self.config.hash,
            "draws": draws,
            "seed": seed,
            "spearman_median": rounded(found.median),
            "spearman_p5": rounded(found.low),
            "partners": partners,
        }
        rows = [
            (
                self._name(entry.partner),
                f"{entry.strength:.1f}",
                entry.rank,
                f"{entry.best}–{entry.worst}",
                f"{entry.p5:g}–{entry.p95:g}",
            )
            for entry in found.partners
        ]
        title = self._title(
            "strength.title_sensitivity",
            day,
            draws=draws,
            median=f"{found.median:.3f}",
            low=f"{found.low:.3f}",
        )
        heads = ("partner", "strength", "rank", "rank_low", "rank_high", "rank_p5", "rank_p95")
        csv = OutputTable(heads, [[entry[head] for head in heads] for entry in partners])
        self.session.answer(
            document,
            self.session.sheet(
                "strength", ("name", "strength", "rank", "rank_range", "rank_mostly"), rows, title
            ),
            csv=csv,
            out=out,
        )

    def _title(self, key: str, day: dt.date, **values: object) -> str:
        texts = self.session.texts
        known = texts("strength.known", day=self.known) if self.known else ""
        return texts(key, day=day, known=known, hash=self.config.hash, **values)

    def _remark_unread(self, measured: list[Score]) -> None:
        """Remark on words in the data that have no weight because the numbers do not contain them."""
        words = sorted({f"{entry.map}: {entry.word}" for score in measured for entry in score.unread})
        if words:
            self.session.remark("strength.unread", words="; ".join(words[:10]), count=len(words))
