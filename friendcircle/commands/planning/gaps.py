"""``gaps``: show what the network lacks, with evidence and a next step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from friendcircle.answers.output import OutputTable
from friendcircle.errors import CommandError, one_line
from friendcircle.options import Command, FilePath, NonEmptyText, out_option
from friendcircle.own_rules import faulty_targets, run, usable
from friendcircle.relations import WorldInputs, read_day
from friendcircle.session import Session

if TYPE_CHECKING:
    from graph.errors import ConfigurationError
    from graph.planning.findings import Finding
    from graph.store import GraphStore

HEADS = (
    "rule",
    "rule_title",
    "partner",
    "name_en",
    "name_zh",
    "says",
    "severity",
    "certainty",
    "next_step",
    "due",
    "facts",
    "sources",
    "as_of",
    "known_as_of",
)


@click.command(cls=Command, writes=False, help="gaps.help")
@click.option("--rule", "wanted", multiple=True, metavar="G5,…", help="gaps.rule_option")
@click.option("--partner", type=NonEmptyText(), metavar="ID", help="gaps.partner_option")
@click.option("--as-of", metavar="D", help="strength.as_of_option")
@click.option("--known-as-of", metavar="D", help="strength.known_as_of_option")
@click.option(
    "--rules-from",
    type=FilePath(exists=True, file_okay=False),
    metavar="FOLDER",
    help="gaps.rules_from_option",
)
@click.option("--list", "listing", is_flag=True, help="gaps.list_option")
@out_option
@click.pass_obj
def gaps(
    session: Session,
    wanted: tuple[str, ...],
    partner: str | None,
    as_of: str | None,
    known_as_of: str | None,
    rules_from: Path | None,
    listing: bool,
    out: Path | None,
) -> int:
    """Print the findings, for people by next step; exit status 1 if a rule of the office could not run."""
    day = read_day(as_of, "--as-of") or session.today
    known = read_day(known_as_of, "--known-as-of")
    with session.open_store() as store:
        asked = _GapInputs(session, store, known)
        asked.take(store, rules_from)
        if listing:
            asked.listing(out)
            return asked.status
        if partner is not None:
            asked.check_partner(partner)
        found = (
            []
            if asked.nothing_yet(day)
            else asked.findings(
                store,
                day,
                [name for entry in wanted for name in entry.replace(",", " ").split()] if wanted else None,
            )
        )
    asked.answer([entry for entry in found if partner is None or entry.partner == partner], day, out)
    return asked.status


class _GapInputs(WorldInputs):
    """Findings of the built-in rules and of the office's own."""

    status = 0
    faulty: set[str]

    def take(self, store: GraphStore, folder: Path | None) -> None:
        """Read the rules of the office, or of a given folder; unusable rules are reported and skipped.

        :raises CommandError: if the folder contains no rules
        """
        from queries.own_rules.rule_files import named_in, own_files_of, rules_of

        files = own_files_of(store, self.office.home)
        unreadable: list[ConfigurationError] = []
        if folder is not None:
            from ingest.read.office_folder import GAPS_FILE, read_own_rules, read_settings

            text = read_settings(folder / GAPS_FILE)
            self.rules = rules_of(
                store, self.office.home, *([(text, str(folder / GAPS_FILE))] if text else [])
            )
            read, unreadable = read_own_rules(folder)
            files = {str(folder / name): text for name, text in read.items()}
            if not text and not files and not unreadable:
                raise CommandError("no_rules_there", where=str(folder))
        for error in unreadable:
            self.session.complain(one_line(error, self.session.texts))
        self.own, faulty = usable(self.session, files, self.rules)
        self.faulty = named_in(files.values()) - {entry.rule.id for entry in self.own}
        faulty += len(unreadable)
        faulty += faulty_targets(self.session, self.world, self.rules)
        self.status = 1 if faulty else 0
        self.rules = self.rules.beside(entry.rule for entry in self.own)

    def findings(self, store: GraphStore, day: dt.date, wanted: list[str] | None) -> list[Finding]:
        """Return the findings, most urgent first."""
        from graph.planning.gaps import find_gaps

        if wanted is not None and not wanted:
            raise CommandError("no_rule", where="--rule")
        # Unusable rules were reported before; calling them unknown would mislead.
        usable_ones = [name for name in wanted or () if name not in self.faulty]
        if wanted and not usable_ones:
            return []
        only = self.rules.choose(usable_ones)
        for name in only:
            if not self.rules[name].on:
                self.session.remark("gaps.off", rule=name)
        on_date = self.on_date(day)
        found = list(find_gaps(on_date, self.rules, only))
        chosen = [entry for entry in self.own if not only or entry.rule.id in only]
        own, failed = run(self.session, store, chosen, on_date)
        self.status = 1 if failed else self.status
        found += own
        return sorted(found, key=lambda entry: entry.order)

    def answer(self, found: list[Finding], day: dt.date, out: Path | None) -> None:
        """Print the findings."""
        from friendcircle.answers.gaps import finding, flat
        from graph.planning.next_steps import next_steps

        on_date, teller = self.on_date(day), self.teller
        documents = [finding(entry, teller, on_date) for entry in found]
        heads = ("severity", "certainty", "rule", "name", "says", "next_step", "due")
        # For people, findings of one rule that ask for the same step are one line.
        rows = [
            (
                self.words.word("severity", step.first.severity),
                self.words.word("certainty", step.certainty.value),
                f"{step.rule} {teller.rule(step.first)}",
                [teller.name(partner) for partner in step.partners] or "–",
                teller.step_says(step),
                teller.next_step(step.first),
                step.due or "",
            )
            for step in next_steps(on_date, found)
        ]
        sure = sum(entry.certainty.value == "gap" for entry in found)
        title = self.title(
            "gaps.heading",
            day,
            count=len(found),
            gaps=sure,
            unknown=len(found) - sure,
            hash=f"{self.config.hash} {self.rules.hash}",
        )
        csv = OutputTable(HEADS, [flat(document, HEADS) for document in documents])
        self.session.answer(documents, self.session.sheet("gaps", heads, rows, title), csv=csv, out=out)

    def listing(self, out: Path | None) -> None:
        """Print the rules in force."""
        lang = self.session.texts.lang
        documents = [
            {
                "rule": rule.id,
                "title": rule.title.text(lang),
                "meaning": rule.meaning.text(lang),
                "ends": rule.ends.text(lang),
                "on": rule.on,
                "severity": rule.severity,
                "silence": list(rule.silence),
                "limits": {
                    name: dict(value) if isinstance(value, Mapping) else value
                    for name, value in rule.limits.items()
                },
            }
            for rule in self.rules.rules.values()
        ]
        heads = ("rule", "title", "meaning", "ends", "on", "limits")
        rows = [
            (
                entry["rule"],
                entry["title"],
                entry["meaning"],
                entry["ends"],
                self.session.texts("gaps.yes" if entry["on"] else "gaps.no"),
                entry["limits"],
            )
            for entry in documents
        ]
        self.session.answer(documents, self.session.sheet("gaps", heads, rows), out=out)
