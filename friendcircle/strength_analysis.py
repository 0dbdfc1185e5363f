"""Analysis of the strength of links: what changed, how far it depends on the numbers, what they might be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from friendcircle.answers.output import OutputTable
from friendcircle.relations import RelationInputs

if TYPE_CHECKING:
    from graph.facts.link_facts import LinkFacts
    from graph.strength.score import Score


class StrengthAnalysis(RelationInputs):
    """Answers about all links at once, and changes between two days."""

    def _scores(self, day: dt.date, *, countries: bool) -> list[Score]:
        from queries.links.link_scores import scores

        measured = scores(self.found, self.config, day, self.known)
        return [entry for entry in measured if self._listed(entry.partner, countries=countries)]

    def _listed(self, partner: str, *, countries: bool) -> bool:
        link = self.found.partners[partner]
        whole = link.names.label == "CountryOrArea"
        return whole if countries else not whole or link.tied

    def _name(self, partner: str) -> str:
        from friendcircle.answers.strength import names
        from graph.facts.names import name_told_apart
        from graph.i18n import Bilingual

        called, lang = self.found.partners[partner].names, self.session.texts.lang
        apart = Bilingual(called.apart_en, called.apart_zh)
        return name_told_apart(names(called, self.naming).text(lang), apart, lang)

    def _document(self, score: Score) -> dict[str, Any]:
        from friendcircle.answers.strength import document

        return document(score, self.found.partners[score.partner], self.naming)

    def compare_one(self, partner: str, days: tuple[dt.date, ...], out: Path | None) -> None:
        """Print what changed for one partner, line by line."""
        from friendcircle.answers.strength import changes, rounded
        from graph.strength.comparison import compare
        from graph.strength.score import score

        facts = self.found.partners[partner].facts
        before, after = (score(facts, self.config, day, self.known) for day in days)
        kept, aside = self._first_named(partner, days)
        grown = score(kept, self.config, days[1], self.known) if aside else after
        lines = changes(compare(before, grown), self.words)
        document = {
            "partner": partner,
            "before": self._document(before),
            "after": self._document(after),
            "difference": rounded(grown.strength - before.strength),
            "first_named": {"points": rounded(after.strength - grown.strength), "facts": list(aside)},
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

        if aside:
            self.session.remark(
                "strength.first_named",
                facts="; ".join(aside),
                points=f"{after.strength - grown.strength:.1f}",
            )

    def _first_named(self, partner: str, days: tuple[dt.date, ...]) -> tuple[LinkFacts, tuple[str, ...]]:
        """Return the facts of a partner without what was only first named between the days, and its ids."""
        from graph.facts.as_of import AsOf
        from graph.strength.comparison import set_aside_first_named

        before, after = (AsOf(day, self.known) for day in days)
        return set_aside_first_named(self.found.partners[partner].facts, before, after)

    def compare_all(self, days: tuple[dt.date, ...], *, countries: bool, out: Path | None) -> None:
        """Print the rankings of two days side by side, largest change first."""
        from friendcircle.answers.strength import names, rounded
        from graph.strength.score import score

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
            kept, aside = self._first_named(partner, days)
            named = (
                after - score(kept, self.config, days[1], self.known, ranges=False).strength if aside else 0.0
            )
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
                    "difference": rounded(after - named - before),
                    "first_named": rounded(named),
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
        twinned = {
            entry.partner
            for entry in self._scores(day, countries=countries)
            if entry.signed.kind == "sister_city"
            and entry.components["F"] > 0.0
            and self.found.partners[entry.partner].tied
        }
        sisters = sensitivity(
            [
                facts
                for facts in chosen
                if facts.partner in twinned and self.found.partners[facts.partner].tied
            ],
            self.config,
            day,
            self.known,
            draws=draws,
            seed=seed,
        )
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
            "sister_cities": {
                "count": len(sisters.partners),
                "spearman_median": rounded(sisters.median),
                "spearman_p5": rounded(sisters.low),
            },
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
            sisters=len(sisters.partners),
            sister_median=f"{sisters.median:.3f}",
            sister_low=f"{sisters.low:.3f}",
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

    def calibrate(self, day: dt.date, out: Path | None) -> None:
        """Print the k and the limits that the office's own record proposes, and what they would change."""
        from friendcircle.answers.strength import rounded
        from graph.strength.calibration import calibrate

        found = calibrate([link.facts for link in self.found.partners.values()], self.config, day, self.known)
        changed = [entry for entry in found.results if entry.changes_word]
        document: dict[str, Any] = {
            "as_of": day.isoformat(),
            "known_as_of": self.known.isoformat() if self.known else None,
            "config_hash": self.config.hash,
            "partners": found.partners,
            "quartiles": [rounded(value) for value in found.quartiles],
            "now": found.now,
            "proposed": found.proposed,
            "changes": [
                {
                    "partner": entry.partner,
                    "band_before": entry.before.band.value,
                    "band_after": entry.after.band.value,
                    "strength_before": rounded(entry.before.strength),
                    "strength_after": rounded(entry.after.strength),
                }
                for entry in changed
            ],
        }
        texts = self.session.texts
        if not found.quartiles:
            self.session.remark("strength.too_few", count=found.partners)
        title = self._title(
            "strength.title_calibrate",
            day,
            count=found.partners,
            quartiles=" · ".join(f"{value:.3f}" for value in found.quartiles) or "–",
            now=_limits(found.now),
            proposed=_limits(found.proposed),
        )
        rows = [
            (
                self._name(entry.partner),
                self.words.word("band", entry.before.band.value),
                self.words.word("band", entry.after.band.value),
                f"{entry.before.strength:.1f}",
                f"{entry.after.strength:.1f}",
            )
            for entry in changed
        ]
        keys = ("partner", "band_before", "band_after", "strength_before", "strength_after")
        heads = [texts(f"strength.{name}") for name in ("name", *keys[1:])]
        csv = OutputTable(keys, [[entry[key] for key in keys] for entry in document["changes"]])
        self.session.answer(document, OutputTable(heads, rows, title), csv=csv, out=out)

    def _title(self, key: str, day: dt.date, **values: object) -> str:
        return self.title(key, day, hash=self.config.hash, **values)


def _limits(numbers: Mapping[str, float]) -> str:
    return ", ".join(f"{name} = {value:g}" for name, value in numbers.items())
