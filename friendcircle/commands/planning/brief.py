"""``brief``: write the planning pack as DOCX, XLSX or HTML."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from friendcircle.answers.output import replace_output
from friendcircle.errors import CommandError
from friendcircle.options import Command, FilePath
from friendcircle.relations import WorldInputs, read_day, today
from friendcircle.session import Session

if TYPE_CHECKING:
    from graph.figures import FigureInput
    from graph.planning.findings import Finding
    from graph.store import GraphStore
    from graph.world_on_date import WorldOnDate
    from queries.links.gathering import HomeLinks

SUFFIXES = (".docx", ".xlsx", ".html")
#: Maximum distance of the period from the day, in years, without a remark.
NEAR = 5
AUDIENCES = ("internal", "public")


@click.command(cls=Command, writes=False, help="brief.help")
@click.option("--out", required=True, type=FilePath(dir_okay=False), metavar="FILE", help="brief.out_option")
@click.option("--as-of", metavar="D", help="strength.as_of_option")
@click.option("--known-as-of", metavar="D", help="strength.known_as_of_option")
@click.option("--period", type=click.IntRange(1900, 2999), metavar="Y", help="brief.period_option")
@click.option("--audience", type=click.Choice(AUDIENCES), default="internal", help="brief.audience_option")
@click.pass_obj
def brief(
    session: Session, out: Path, as_of: str | None, known_as_of: str | None, period: int | None, audience: str
) -> int:
    """Write the planning pack; exit status 1 if a rule of the office could not run."""
    if out.suffix.casefold() not in SUFFIXES:
        raise CommandError("brief_suffix", where=str(out))
    if not out.parent.is_dir():
        raise CommandError("brief_folder", where=str(out.parent))
    day = read_day(as_of, "--as-of") or today()
    known = read_day(known_as_of, "--known-as-of")
    if period and abs(period - day.year) > NEAR:
        session.remark("brief.far", period=period, day=day)
    with session.open_store() as store:
        asked = _PackInputs(session, store, known, public=audience == "public")
        content = asked.content(store, day, period or day.year, audience)
    data = _written(out.suffix.casefold(), content, day)
    replace_output(out, data)
    session.remark("brief.done", file=out, size=f"{len(data) / 1024:.0f}")
    return asked.status


def _written(suffix: str, content: object, day: dt.date) -> bytes:
    from reports.document import Document

    assert isinstance(content, Document)
    if suffix == ".docx":
        from reports.writers.docx import write_docx

        return write_docx(content, day)
    if suffix == ".xlsx":
        from reports.writers.xlsx import write_xlsx

        return write_xlsx(content, day)
    from reports.writers.html import write_html

    return write_html(content)


class _PackInputs(WorldInputs):
    """The world, for internal or public use.

    :ivar status: 1 if a rule of the office could not run
    """

    status = 0

    def __init__(self, session: Session, store: GraphStore, known: dt.date | None, *, public: bool) -> None:
        self.public = public
        super().__init__(session, store, known)

    def fetch(self, store: GraphStore) -> HomeLinks:
        """Read the facts; for public use only those from public sources."""
        from queries.facts import world_of
        from queries.links.gathering import Gathering
        from queries.networks import networks
        from queries.own_rules.rule_files import rules_of

        self.rules = rules_of(store, self.office.home)
        gathering = Gathering(store, self.office.home, self.naming, self.office.country, public=self.public)
        self.world = world_of(store, gathering)
        self.networks = (
            None
            if self.public
            else networks(store, self.office.home, self.naming, self.office.country, gathering=gathering)
        )
        return gathering.links

    def content(self, store: GraphStore, day: dt.date, period: int, audience: str) -> object:
        """Build the document."""
        from graph.facts.as_of import AsOf
        from queries.catalogue.parameters import ProfileValues
        from queries.pack_input import question_rows, sources
        from reports.planning_pack.material import (
            Audience,
            PackInput,
            SourceLine,
            before_period,
        )
        from reports.planning_pack.pack import pack
        from reports.planning_pack.questions import QUERIES

        on_date = self.on_date(day)
        own = self._own_findings(store, on_date) if not self.public else ()
        listed = {
            name: SourceLine.of(row)
            for name, row in sources(store).items()
            if not self.public or row["disclosure"] == "public"
        }
        rows = (
            {}
            if self.public
            else question_rows(
                store,
                self.office.home,
                QUERIES.values(),
                AsOf(day, self.known),
                period,
                profile=ProfileValues.of(self.naming, self.office.country),
            )
        )
        material = PackInput(
            on_date=on_date,
            before=before_period(on_date, period),
            rules=self.rules,
            teller=self.teller,
            words=self.words,
            period=period,
            audience=Audience(audience),
            sources=listed,
            own_findings=own,
            figures={year: self._figures(store, on_date, year) for year in (period - 1, period - 2)},
            asked=rows,
            network=self.networks.on(day, self.known) if self.networks else None,
            stamp=self.session.settings.map_approval_no or "",
        )
        return pack(material)

    def _figures(self, store: GraphStore, on_date: WorldOnDate, year: int) -> FigureInput:
        """Return what the figures of a year are worked out from."""
        from graph.figures import FigureInput
        from queries.facts import visits

        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        seen = visits(store, self.world, first, last, public=self.public)
        return FigureInput(on_date=on_date, naming=self.naming, visits=seen, first=first, last=last)

    def _own_findings(self, store: GraphStore, on_date: WorldOnDate) -> tuple[Finding, ...]:
        from friendcircle.own_rules import faulty_targets, findings_of_own

        own, found, failed = findings_of_own(self.session, store, self.office.home, self.rules, on_date)
        failed += faulty_targets(self.session, self.world, self.rules)
        self.status = 1 if failed else 0
        self.rules = self.rules.beside(entry.rule for entry in own)
        return tuple(found)
