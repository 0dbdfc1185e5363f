"""The ten questions of a planning meeting. Pure.

Each has a query of the catalogue, and a line that answers it or names the column that would.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph.facts.statement import Statement
from graph.figures import FIGURES, FigureInput
from graph.i18n import Texts
from graph.model.partial_date import PartialDate
from graph.planning.anniversaries import Anniversary
from graph.planning.commitments import CommitmentOutcome
from graph.planning.findings import Finding
from graph.planning.gap_rules import GapConfig
from graph.world_on_date import WorldOnDate
from reports.wording.figures import figure_text

Rows = Sequence[Mapping[str, Any]]
#: Question -> query of the catalogue that returns its rows.
QUERIES: Mapping[str, str] = {
    "promised": "commitments",
    "waiting": "pending_ties",
    "anniversaries": "anniversaries_of_ties",
    "coming": "coming_visits",
    "owed": "return_visits",
    "groups": "groups_received",
    "quota": "quotas",
    "projects": "projects_of_ties",
    "silent": "last_contacts",
    "blank": "channels_without_tie",
}
#: Queries whose rows the answers read; the others are answered from the world on the day.
_READ = ("pending_ties", "coming_visits", "return_visits", "quotas", "projects_of_ties")
#: Rule of gaps that answers the question on channels without a tie; its query is read where it is off.
CHANNEL_RULE = "G8"
#: Years without contact after which a partner counts as silent.
SILENT_YEARS = 3
#: Maximum number of names in a line.
_NAMES = 6


def queries_read(rules: GapConfig) -> tuple[str, ...]:
    """Return the queries whose rows the answers read."""
    return _READ if rules[CHANNEL_RULE].on else (*_READ, QUERIES["blank"])


def on_day(
    asked: Mapping[str, Rows],
    on_date: WorldOnDate,
    answers: Sequence[CommitmentOutcome],
    marked: Sequence[Anniversary],
    channels: Sequence[Finding] | None,
) -> dict[str, Rows]:
    """Return the rows as of the day, so that the answers agree with the other parts of the pack.

    :param asked: query -> rows, which may include later facts
    :param answers: commitments made by the day, with their outcomes
    :param marked: anniversaries of the period
    :param channels: findings on countries and areas with a channel but no tie; None if the office has
        switched the rule off
    """
    day, found = on_date.day, dict(asked)
    found["commitments"] = [
        {
            "commitment": answer.commitment.id,
            "verdict": answer.verdict if answer.outcomes else None,
            "date": None,
        }
        for answer in answers
        if answer.commitment
    ]
    found["anniversaries_of_ties"] = [
        {"place": entry.partner, "years": entry.years}
        for entry in marked
        if entry.main and entry.stage == "signed"
    ]
    found["quotas"] = [
        row for row in asked.get("quotas", ()) if row["year"] is None or int(row["year"]) <= day.year
    ]
    running = {
        project.id
        for partner in on_date.world.partners.values()
        for project in partner.facts.projects
        if _begun(project.start, project.statements, on_date)
    }
    found["projects_of_ties"] = [
        row for row in asked.get("projects_of_ties", ()) if row["project"] in running
    ]
    found["last_contacts"] = [
        {"place": view.id, "recent": view.record.recent}
        for view in on_date.tied
        if view.party.is_place and any(way.in_force for way in view.ties)
    ]
    if channels is not None:
        found["channels_without_tie"] = [
            {"country": party.country}
            for finding in channels
            if (party := on_date.world.party(finding.partner))
        ]
    return found


def _begun(start: str, words: Sequence[Statement], on_date: WorldOnDate) -> bool:
    """Return whether a project existed by the day: it had begun, or it has no start date and a source that
    had appeared mentions it.
    """
    return PartialDate.parse(start).first <= on_date.day if start else on_date.told_on(words) is not None


def lines(
    asked: Mapping[str, Rows],
    period: int,
    as_of: dt.date,
    words: Texts,
    name: Callable[[str], str],
    area: Callable[[str], str],
    figures: Mapping[int, FigureInput],
) -> list[tuple[str, str, str]]:
    """Return text, answer and query of each question.

    :param asked: query -> rows
    :param name: returns the name of a place id
    :param area: returns the name of a country or area code
    :param figures: what the figures of the last two years are worked out from, by year
    """
    teller = _Answers(period, as_of, words, name, area, figures)
    return [
        (words(f"question.{key}"), getattr(teller, key)(asked.get(query, ())), query)
        for key, query in QUERIES.items()
    ]


class _Answers:
    """Builds one sentence per question."""

    def __init__(
        self,
        period: int,
        as_of: dt.date,
        words: Texts,
        name: Callable[[str], str],
        area: Callable[[str], str],
        figures: Mapping[int, FigureInput],
    ) -> None:
        self.period, self.as_of, self.words, self.name, self.area = period, as_of, words, name, area
        self.figures = figures

    def _joined(self, names: Sequence[str]) -> str:
        text = self.words("list.tags").join(names[:_NAMES])
        return text + (self.words("question.more", n=len(names) - _NAMES) if len(names) > _NAMES else "")

    def promised(self, rows: Rows) -> str:
        """Number of commitments, answered and open."""
        best: dict[str, str] = {}
        for row in rows:
            verdict = str(row["verdict"] or "")
            best.setdefault(str(row["commitment"]), "")
            if row["date"] is None or PartialDate(str(row["date"])).last <= self.as_of:
                best[str(row["commitment"])] = (
                    verdict if verdict and verdict != "not_found" else best[str(row["commitment"])]
                )
        done = Counter(bool(verdict) for verdict in best.values())
        if not best:
            return self.words("question.no_plan")
        return self.words("question.promised_line", n=len(best), answered=done[True], open=done[False])

    def waiting(self, rows: Rows) -> str:
        """Ties in progress with their stage."""
        names = [
            self.name(str(row["place"]))
            + self.words("pack.aside", text=self.words.word("stage", str(row["stage"])))
            for row in rows
        ]
        return (
            self.words("question.waiting_line", n=len(names), names=self._joined(names))
            if names
            else self.words("question.none")
        )

    def anniversaries(self, rows: Rows) -> str:
        """Anniversaries of the period."""
        names = [f"{self.name(str(row['place']))} {row['years']}" for row in rows]
        return (
            self.words(
                "question.anniversaries_line", period=self.period, n=len(names), names=self._joined(names)
            )
            if names
            else self.words("question.none")
        )

    def coming(self, rows: Rows) -> str:
        """Coming visits, and how many of them have no host."""
        if not rows:
            return self.words("question.no_coming")
        alone = sum(not row["host"] for row in rows)
        return self.words("question.coming_line", n=len(rows), alone=alone)

    def owed(self, rows: Rows) -> str:
        """Partners who are owed a return visit."""
        names = [self.name(str(row["place"])) for row in rows]
        return (
            self.words("question.owed_line", n=len(names), names=self._joined(names))
            if names
            else self.words("question.none")
        )

    def groups(self, rows: Rows) -> str:
        """Groups received in the last year, beside the announced total, and in the year before."""
        del rows  # the figure is defined in graph.figures
        last, before = self.figures.get(self.period - 1), self.figures.get(self.period - 2)
        received = FIGURES["groups_received"].count(last) if last else None
        if last is None or received is None or not received.number:
            return self.words("question.no_groups", year=self.period - 1)
        earlier = FIGURES["groups_received"].count(before) if before else None
        text = self.words(
            "question.groups_line",
            year=self.period - 1,
            text=figure_text(received, self.words),
            before=figure_text(earlier, self.words) if earlier else "–",
        )
        persons = FIGURES["persons_received"].count(last)
        return text + ("" if persons.facts else self.words("question.no_persons"))

    def quota(self, rows: Rows) -> str:
        """Recorded quotas; their use is unknown without the approval numbers of outbound visits."""
        named = [
            row for row in rows if row["year"] in (self.period, self.period - 1) or row["share"] is not None
        ]
        return self.words("question.quota_line", n=len(named)) if named else self.words("question.no_quota")

    def projects(self, rows: Rows) -> str:
        """Projects with partners, and how many have an amount."""
        if not rows:
            return self.words("question.none")
        ids = {str(row["project"]) for row in rows}
        worth = {str(row["project"]) for row in rows if row["amount"] is not None}
        return self.words("question.projects_line", n=len(ids), worth=len(worth))

    def silent(self, rows: Rows) -> str:
        """Partners with a signed tie but no recorded contact for :data:`SILENT_YEARS` years."""
        names = [self.name(str(row["place"])) for row in rows if not row["recent"]]
        return (
            self.words("question.silent_line", years=SILENT_YEARS, n=len(names), names=self._joined(names))
            if names
            else self.words("question.none")
        )

    def blank(self, rows: Rows) -> str:
        """Countries and areas with a channel but no tie."""
        names = [self.area(str(row["country"])) for row in rows]
        return (
            self.words("question.blank_line", n=len(names), names=self._joined(names))
            if names
            else self.words("question.none")
        )
