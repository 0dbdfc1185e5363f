"""Build the planning pack of a home on a day as a document for Word, Excel and the browser. Pure.

The internal pack contains everything. The public pack uses public statements only (its world contains no
others) and omits strength, ranking, findings and candidates.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from graph.facts.as_of import AsOf
from graph.i18n import Bilingual, Texts
from graph.network.links import Network
from graph.planning.anniversaries import Anniversary, EventRecorded, anniversaries
from graph.planning.board import BoardCard, Lane, board
from graph.planning.candidates import candidates
from graph.planning.commitments import CommitmentOutcome, answers
from graph.planning.distribution import CoverageCell as Known
from graph.planning.distribution import CoverageMatrix, continents_by_sector, distribution, partners_by_year
from graph.planning.findings import Certainty, Finding
from graph.planning.gap_rules import SEVERITIES, GapConfig
from graph.planning.gaps import find_gaps
from graph.planning.reach_rules import formal_ties
from graph.strength.config import COMPONENTS
from graph.strength.ledger import band_of
from graph.world_on_date import PartnerOnDate, WorldOnDate
from reports.document import Block, Cell, Document, Listing, PageReference, Paragraph, Picture, Section, Table
from reports.drawing import pictures
from reports.planning_pack import questions
from reports.planning_pack.introductions import IntroductionSection
from reports.wording.candidates import reasons
from reports.wording.introductions import IntroductionWording
from reports.wording.sentences import Wording

#: Findings that say the same of at least this many partners share one row in DOCX and HTML.
_MANY = 4
#: Maximum number of candidates shown, and of candidates for whom introductions are looked up.
_CANDIDATES, _SOUGHT = 10, 5
#: Verdicts that count as done.
_DONE = ("done", "done_late", "partly")
#: Kinds of tie that are counted, in display order.
KINDS = ("sister_city", "friendly_exchange_city", "district_level_tie", "sister_port")


class Audience(StrEnum):
    """Audience of a pack."""

    INTERNAL = "internal"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as shown in the list of sources."""

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    date: str = ""
    grade: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Build from a row of the sources; a source without a title is shown by its id."""
        return cls(
            row["id"],
            row["title"] or row["id"],
            *(row[key] or "" for key in ("publisher", "url", "date", "grade")),
        )


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure that the home states about itself."""

    id: str
    name: str
    value: float | None
    unit: str
    year: int | None
    meaning: str
    sources: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Build from a row of the figures."""
        return cls(
            row["id"],
            row["name"] or "",
            row["value"],
            row["unit"] or "",
            row["year"],
            row["meaning"] or "",
            row["sources"],
        )


@dataclass(frozen=True)
class PackInput:
    """Input of a pack.

    :param before: the same world on the day before the previous period begins, as the base of the changes
    :param period: the year that is planned
    :param own_findings: findings of the office's own rules
    :param stamp: text on every picture; empty for the default text
    :param received: groups received in the year before the period: rows of the register, and distinct groups
        received by the home itself
    :param asked: rows of the queries behind the ten questions
    :param network: who is linked with whom on the day; None omits the introductions
    """

    on_date: WorldOnDate
    before: WorldOnDate
    rules: GapConfig
    teller: Wording
    words: Texts
    period: int
    audience: Audience
    sources: Mapping[str, SourceLine]
    stated: tuple[StatedFigure, ...] = ()
    own_findings: tuple[Finding, ...] = ()
    stamp: str = ""
    received: tuple[int, int] = (0, 0)
    asked: Mapping[str, questions.Rows] = field(default_factory=dict)
    network: Network | None = None


def pack(material: PackInput) -> Document:
    """Build the pack."""
    return _Pack(material).document()


def parts(material: PackInput, names: Sequence[str]) -> list[Section]:
    """Build some parts of the pack, and the list of the sources that they cite.

    :param names: any of ``changes``, ``ranking``, ``findings``, ``board``, ``anniversaries``,
        ``commitments``, ``coverage``, ``candidates`` and ``questions``
    """
    whole = _Pack(material)
    return [getattr(whole, f"_{name}")() for name in (*names, "sources")]


class _Pack:
    """Builds one pack and collects the sources that it cites."""

    def __init__(self, material: PackInput) -> None:
        self.material = material
        self.on_date, self.teller, self.words = material.on_date, material.teller, material.words
        self.internal = material.audience is Audience.INTERNAL
        self.stamp = material.stamp or (
            self.words("pictures.stamp") if self.internal else self.words("pictures.stamp_public")
        )
        self.cited: dict[str, int] = {}
        self.found: tuple[Finding, ...] = ()
        if self.internal:
            both = (*find_gaps(self.on_date, material.rules), *material.own_findings)
            self.found = tuple(sorted(both, key=lambda finding: finding.order))
        self.cards = board(self.on_date)
        rule = material.rules["G5"]
        self.marks = anniversaries(
            self.on_date, material.period, int(rule.number("every")), rule.number("months")
        )
        self.answers = answers(self.on_date)
        conflicts = [finding for finding in self.found if finding.rule == "G14"]
        self.candidates = candidates(self.on_date, conflicts)[:_CANDIDATES] if self.internal else []

    def document(self) -> Document:
        """Assemble all parts in order."""
        words, day = self.words, self.on_date.day
        home = self.teller.name(self.on_date.world.home.id)
        known = self.on_date.as_of.known_on
        sections = [self._state(), self._changes()]
        if self.internal:
            sections += [self._ranking(), self._findings()]
        sections += [self._board(), self._anniversaries(), self._commitments()]
        if self.internal:
            sections += [self._coverage(), self._candidates()]
            if network := self.material.network:
                sections.append(self._introductions(network))
            sections += [self._questions(), self._agenda()]
        sections.append(self._sources())
        period = self.material.period
        clocks = (
            words("pack.clocks", day=day, known=known.isoformat())
            if known
            else words("pack.clocks_all", day=day)
        )
        digest = (
            words("pack.digest", strength=self.on_date.config.hash, rules=self.material.rules.hash)
            if self.internal
            else ""
        )
        return Document(
            title=words("pack.title", home=home, period=period)
            if self.internal
            else words("pack.title_public", home=home, period=period),
            subtitle=clocks,
            lang=words.lang,
            header=words("pack.header_internal", home=home)
            if self.internal
            else words("pack.header_public", home=home),
            footer=" · ".join(part for part in (clocks, digest) if part),
            sections=tuple(sections),
            lead=tuple(self._lead()),
            overview=words("pack_sheet.overview"),
        )

    def _cite(self, sources: Iterable[str]) -> str:
        """Return the reference numbers of sources, assigned in the order of first citation."""
        numbers = sorted(
            self.cited.setdefault(source, len(self.cited) + 1) for source in dict.fromkeys(sorted(sources))
        )
        return "".join(f"[{number}]" for number in numbers)

    def _views(self) -> list[PartnerOnDate]:
        return [view for view in self.on_date.tied if view.party.label != "CountryOrArea"]

    def _table(self, key: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Table:
        names = tuple(self.words(f"pack_head.{head}") for head in heads)
        return Table(
            self.words(f"pack_sheet.{key}"),
            names,
            tuple(tuple(row) for row in rows),
            self.words("pack.nothing"),
        )

    def _lead(self) -> list[Block]:
        blocks: list[Block] = [
            Paragraph(
                self.words("pack.lead_internal") if self.internal else self.words("pack.lead_public"),
                note=True,
            )
        ]
        if not self.on_date.partners:
            blocks.append(Paragraph(self.words("pack.no_data", day=self.on_date.day)))
        return blocks

    def _state(self) -> Section:
        words, on_date = self.words, self.on_date
        points = []
        for kind in KINDS:
            ties = formal_ties(on_date, [kind])
            if ties:
                sources = {word.source for _, entry in ties for word in entry.statements}
                points.append(
                    words("pack.ties", n=len(ties), kind=words.word("tie_kind", kind))
                    + self._cite(sorted(sources)[:3])
                )
        targets = [card for card in self.cards if card.lane is Lane.TARGET and card.stage != "signed"]
        points.append(
            words("pack.targets", n=len(targets), names=self._names(card.partner for card in targets))
        )
        posts = [post for post in on_date.world.consulates if post.here and post.is_open(on_date.as_of)]
        if posts:
            names = [Bilingual(post.name_en, post.name_zh).text(words.lang) for post in posts]
            points.append(
                words(
                    "pack.posts",
                    n=len(posts),
                    names=self._joined(
                        sorted(name or post.id for name, post in zip(names, posts, strict=True))
                    ),
                )
            )
        points += self._register()
        alt = words("pictures.circle_alt", home=self.teller.name(on_date.world.home.id), day=on_date.day)
        svg = pictures.circle(on_date, self.teller, words, self.stamp, measured=self.internal)
        caption = (
            words("pack.circle_caption", day=on_date.day)
            if self.internal
            else words("pack.circle_caption_public", day=on_date.day)
        )
        return Section(words("pack_part.state"), (Listing(tuple(points)), Picture(svg, alt, caption)))

    def _register(self) -> list[str]:
        """Return the number of visits in the year before the planned one by direction, and the stated totals;
        internally also how much of them the register contains.
        """
        words, year = self.words, self.material.period - 1
        ways: Counter[str] = Counter()
        seen: set[str] = set()
        for view in self.on_date.partners.values():
            for held in view.contacts:
                if held.what == "visit" and held.id not in seen and held.date[:4] == str(year):
                    seen.add(held.id)
                    ways[held.data_kind] += 1
        points = [
            words(
                "pack.register",
                year=year,
                n=sum(ways.values()),
                received=ways["inbound"],
                sent=ways["outbound"],
                online=ways["online"],
            )
        ]
        rows, groups = self.material.received
        stated = [
            entry
            for entry in self.material.stated
            if entry.name == "inbound_groups" and entry.year == year and entry.value
        ]
        for entry in stated:
            # Only the office itself may see how much of the stated total is registered.
            value = f"{entry.value:g}"
            told = (
                words("pack.of_stated", year=year, stated=value, rows=rows, groups=groups)
                if self.internal
                else words("pack.stated", year=year, stated=value)
            )
            points.append(told + self._cite(entry.sources))
        return points

    def _ref(self, partner: str) -> Cell:
        """Return a reference to the page of a partner, shown by name; None for an empty id."""
        return PageReference(self.teller.name(partner), partner) if partner else None

    def _names(self, partners: Iterable[str]) -> str:
        return self._joined(self.teller.name(partner) for partner in partners) or self.words("pack.none")

    def _joined(self, parts: Iterable[str]) -> str:
        return self.words("list.tags").join(parts)

    def _changes(self) -> Section:
        """Build the section on changes since the previous period began."""
        words, before, now = self.words, self.material.before, self.on_date
        since = before.day
        signed = []
        for view in self._views():
            for entry in view.counted.instruments:
                if (
                    entry.stage in ("signed", "intent")
                    and entry.date
                    and since.toordinal() < entry.day <= now.day.toordinal()
                ):
                    stage = words.word("stage", entry.stage)
                    cite = self._cite({word.source for word in entry.statements})
                    signed.append(
                        (
                            entry.date,
                            (
                                f"{self.teller.name(view.id)}{self._between()}"
                                f"{words.word('tie_kind', entry.kind)}{self._between()}"
                                f"{stage} {entry.date}{cite}"
                            ),
                        )
                    )
        blocks: list[Block] = [Paragraph(words("pack.changes_since", since=since, day=now.day))]
        blocks.append(
            Listing(tuple(text for _, text in sorted(signed)))
            if signed
            else Paragraph(words("pack.no_signature"))
        )
        if self.internal:
            rows = []
            for view in self._views():
                earlier = before.partners.get(view.id)
                first = earlier.strength if earlier else 0.0
                if abs(view.strength - first) >= 1.0:
                    rows.append(
                        (
                            self._ref(view.id),
                            round(first, 1),
                            round(view.strength, 1),
                            round(view.strength - first, 1),
                        )
                    )
            rows.sort(key=lambda row: -abs(row[3]))
            blocks.append(Paragraph(words("pack.moved", shown=min(15, len(rows)), all=len(rows))))
            blocks.append(self._table("changes", ("partner", "before", "after", "difference"), rows[:15]))
        return Section(words("pack_part.changes"), tuple(blocks))

    def _between(self) -> str:
        return self.words("list.clauses")

    def _ranking(self) -> Section:
        words, config = self.words, self.on_date.config
        rows = []
        for view in sorted(self._views(), key=lambda view: (-view.strength, view.id)):
            if not view.counted.instruments:
                continue
            band = band_of(view.strength, config, activity_known=view.counted.active)
            contacts = [held for held in view.contacts if held.what != "step"]
            last = contacts[-1] if contacts else None
            sources = sorted(
                {word.source for entry in view.counted.instruments for word in entry.statements}
                | {word.source for word in (last.statements if last else ())}
            )
            rows.append(
                (
                    self._ref(view.id),
                    words.word("continent", view.party.continent or "none"),
                    words.word("band", band.value),
                    round(view.strength, 1),
                    " ".join(
                        f"{name}{config['weights'][name] * view.components[name]:.0f}"
                        for name in COMPONENTS
                        if view.components[name] > 0
                    ),
                    round(view.evidence, 2),
                    last.date if last else words("pack.not_recorded"),
                    self._cite(sources[:4]),
                )
            )
        heads = (
            "partner",
            "continent",
            "band",
            "strength",
            "components",
            "evidence",
            "last_contact",
            "sources",
        )
        note = Paragraph(words("pack.ranking_note"), note=True)
        return Section(words("pack_part.ranking"), (note, self._table("ranking", heads, rows)))

    def _findings(self) -> Section:
        words = self.words
        sections = []
        for severity in SEVERITIES:
            mine = [finding for finding in self.found if finding.severity == severity]
            rows = [self._finding(finding) for finding in mine]
            heads = ("rule", "partner", "finding", "certainty", "next_step", "sources")
            name = words.word("severity", severity).capitalize()
            table = replace(self._table(f"findings_{severity}", heads, rows), short=self._together(mine))
            sections.append(Section(words("pack.findings_of", name=name, n=len(mine)), (table,)))
        sure = sum(finding.certainty is Certainty.GAP for finding in self.found)
        lead = Paragraph(
            words("pack.findings_lead", n=len(self.found), sure=sure, unknown=len(self.found) - sure)
        )
        return Section(words("pack_part.findings"), (lead,), tuple(sections))

    def _together(self, findings: Sequence[Finding]) -> tuple[tuple[Cell, ...], ...]:
        """Return the rows for DOCX and HTML: equal findings of one rule about many partners share a row."""
        alike: dict[tuple[str, str, str, str], list[Finding]] = {}
        for finding in findings:
            alike.setdefault((finding.rule, finding.case, finding.certainty.value, finding.next), []).append(
                finding
            )
        rows: list[tuple[Cell, ...]] = []
        for group in alike.values():
            if len(group) < _MANY or not all(finding.partner for finding in group):
                rows += [self._finding(finding) for finding in group]
                continue
            first = group[0]
            partners = self._names(finding.partner for finding in group)
            cite = self._cite(sorted({source for finding in group for source in finding.sources})[:3])
            rows.append(
                (
                    f"{first.rule} {self.teller.rule(first)}",
                    partners,
                    self.words("pack.alike", n=len(group), says=self._said(group)),
                    *self._finding(first)[3:5],
                    cite,
                )
            )
        return tuple(rows)

    def _said(self, findings: Sequence[Finding]) -> str:
        """Return the sentences about several partners: one if it is the same for all, else one per group."""
        said: dict[str, list[str]] = {}
        for finding in findings:
            said.setdefault(self.teller.says(finding), []).append(finding.partner)
        if len(said) == 1:
            return next(iter(said))
        return self.words("list.and").join(
            self.words("pack.of_them", names=self._names(partners), says=says)
            for says, partners in said.items()
        )

    def _finding(self, finding: Finding) -> tuple[Cell, ...]:
        return (
            f"{finding.rule} {self.teller.rule(finding)}",
            self._ref(finding.partner),
            self.teller.says(finding),
            self.words.word("certainty", finding.certainty.value),
            self.teller.next_step(finding),
            self._cite(finding.sources[:3]),
        )

    def _board(self) -> Section:
        words = self.words
        cards = [card for card in self.cards if self.internal or card.commitments or card.stage == "signed"]
        if not cards:
            return Section(words("pack_part.board"), (Paragraph(words("pack.nothing")),))
        svg = pictures.board(cards, self.teller, words, self.on_date.day, self.stamp, plain=not self.internal)
        blocks: list[Block] = [
            Picture(
                svg,
                words("pictures.board_alt", day=self.on_date.day),
                words("pack.board_caption", day=self.on_date.day),
            )
        ]
        if self.internal:
            rows = [self._card(card) for card in cards if card.lane is not Lane.CONTACT]
            heads = (
                "partner",
                "lane",
                "kind",
                "stage",
                "since",
                "months",
                "waits_on",
                "last_movement",
                "next_step",
                "asked_for",
                "sources",
            )
            table = self._table("board", heads, rows)
            blocks.append(
                replace(table, aside=frozenset({heads.index("kind"), heads.index("last_movement")}))
            )
        return Section(words("pack_part.board"), tuple(blocks))

    def _card(self, card: BoardCard) -> tuple[Cell, ...]:
        words = self.words
        return (
            PageReference(self.teller.party_name(card.party), card.partner),
            words.word("lane", card.lane.value),
            words.word("tie_kind", card.kind),
            words.word("stage", card.stage),
            card.since,
            round(card.months),
            words.word("waits_on", card.waits_on) if card.waits_on else None,
            card.last_movement,
            self.teller.step(card.position.next) if card.position.next else None,
            self._joined(self.teller.promise(commitment) for commitment in card.commitments) or None,
            self._cite(card.sources[:3]),
        )

    def _anniversaries(self) -> Section:
        rows = [self._anniversary(entry) for entry in self.marks]
        heads: tuple[str, ...] = ("day", "partner", "years", "kind", "signed", "event", "proposal", "sources")
        lead = Paragraph(self.words("pack.anniversaries_lead", period=self.material.period, n=len(rows)))
        if not self.internal:
            kept = [place for place, head in enumerate(heads) if head != "proposal"]
            heads, rows = (
                tuple(heads[place] for place in kept),
                [tuple(row[place] for place in kept) for row in rows],
            )
        return Section(
            self.words("pack_part.anniversaries"), (lead, self._table("anniversaries", heads, rows))
        )

    def _anniversary(self, entry: Anniversary) -> tuple[Cell, ...]:
        words = self.words
        kind = words.word("tie_kind", entry.kind) + (
            "" if entry.stage == "signed" else words("pack.aside", text=words.word("stage", entry.stage))
        )
        told = words.word("marked", entry.marked.value) + (f" {entry.event_date}" if entry.event else "")
        rule = self.material.rules["G5"]
        code = "event" if entry.years % rule.number("event_every") == 0 else "letter"
        proposal = (
            rule.next[code].text(words.lang) if entry.marked is EventRecorded.NONE and self.internal else None
        )
        cite = self._cite(sorted({word.source for word in (*entry.statements, *entry.event_words)})[:3])
        return (entry.day, self._ref(entry.partner), entry.years, kind, entry.signed, told, proposal, cite)

    def _commitments(self) -> Section:
        words = self.words
        if not self.internal:
            return self._announced()
        rows = [self._answer(answer) for answer in self.answers if answer.commitment]
        beyond = [self._answer(answer) for answer in self.answers if not answer.commitment]
        heads = ("plan", "commitment", "verdict", "found", "sources")
        lead = Paragraph(words("pack.commitments_lead"), note=True)
        table = self._table("commitments", heads, rows)
        sections = (Section(words("pack.beyond"), (self._table("beyond", heads, beyond),)),) if beyond else ()
        return Section(words("pack_part.commitments"), (lead, table), sections)

    def _announced(self) -> Section:
        """Build the public section: what was announced and done, without verdicts or failed searches."""
        rows = []
        for answer in self.answers:
            if answer.commitment:
                done = replace(
                    answer, outcomes=tuple(outcome for outcome in answer.outcomes if outcome.verdict in _DONE)
                )
                _, text, _, found, cite = self._answer(done)
                rows.append((text, found, cite))
        return Section(
            self.words("pack_part.commitments"),
            (self._table("commitments", ("commitment", "found", "sources"), rows),),
        )

    def _answer(self, answer: CommitmentOutcome) -> tuple[Cell, ...]:
        commitment = answer.commitment
        targets = answer.outcomes[0].targets if answer.outcomes else ()
        text: Cell = (
            self.teller.promise(commitment)
            if commitment
            else self._ref(targets[0])
            if len(targets) == 1
            else self._names(targets)
        )
        found = " ".join(
            f"{outcome.date + ' ' if outcome.date else ''}{outcome.text}." for outcome in answer.outcomes
        )
        # An outcome "not found" has no source of its own; only the sources of the commitment are cited.
        told = [outcome for outcome in answer.outcomes if outcome.verdict != "not_found"]
        cite = self._cite(
            sorted({word.source for word in replace(answer, outcomes=tuple(told)).statements})[:4]
        )
        return (
            PageReference(commitment.id, commitment.id) if commitment else None,
            text,
            self.words.word("verdict", answer.verdict),
            found or None,
            cite,
        )

    def _coverage(self) -> Section:
        words, rule = self.words, self.material.rules["G11"]
        continents = distribution(self.on_date, "continent", rule.words("kinds"), rule.shares("targets"))
        rows = [
            (
                words.word("continent", row.group),
                row.ties,
                round(100 * row.share),
                round(100 * row.target) if row.target else None,
                row.contacts or words("pack.not_recorded"),
                self._names(row.partners) if row.partners else words("pack.none"),
            )
            for row in continents.groups
        ]
        lead = Paragraph(
            words(
                "pack.spread", herfindahl=f"{continents.herfindahl:.2f}", entropy=f"{continents.entropy:.2f}"
            )
        )
        first = self._table(
            "continents", ("continent", "ties", "share", "target", "contacts", "partners"), rows
        )
        sectors = continents_by_sector(self.on_date)
        used = [
            column
            for column in sectors.columns
            if any(sectors.values.get((row, column)) for row in sectors.rows)
        ]
        second = self._matrix("sectors", sectors, sectors.rows, used, "continent", "sector")
        top = [
            view.id
            for view in sorted(self._views(), key=lambda view: (-view.strength, view.id))
            if view.in_force(rule.words("kinds"))
        ]
        years = partners_by_year(self.on_date, top, years=8)
        third = self._matrix("years", years, years.rows, years.columns, "", "")
        note = Paragraph(words("pack.matrix_note"), note=True)
        return Section(
            words("pack_part.coverage"),
            (lead, first),
            (Section(words("pack.by_sector"), (note, second)), Section(words("pack.by_year"), (third,))),
        )

    def _matrix(
        self,
        key: str,
        matrix: CoverageMatrix,
        rows: Sequence[str],
        columns: Sequence[str],
        row_words: str,
        column_words: str,
    ) -> Table:
        words = self.words
        heads = (
            words(f"pack_head.{'continent' if row_words else 'partner'}"),
            *(words.word(column_words, name) if column_words else name for name in columns),
        )
        filled = []
        for row in rows:
            cells: list[Cell] = [words.word(row_words, row) if row_words else self._ref(row)]
            for column in columns:
                match matrix.cell(row, column):
                    case Known.SOME:
                        cells.append(int(matrix.values[row, column]))
                    case Known.NONE:
                        cells.append(words("pack.cell_none"))
                    case _:
                        cells.append(words("pack.cell_not_recorded"))
            filled.append(tuple(cells))
        return Table(
            words(f"pack_sheet.{key}"), heads, tuple(filled), words("pack.nothing"), centred=True, heat=True
        )

    def _candidates(self) -> Section:
        words = self.words
        rows = []
        for entry in self.candidates:
            speaks_for, against, missing = reasons(entry, self.teller, words)
            rows.append(
                (
                    self._ref(entry.party.id),
                    round(entry.score, 2),
                    f"{entry.known:.0%}",
                    words("list.and").join(speaks_for),
                    words("list.and").join([*against, *missing]),
                )
            )
        heads = ("partner", "score", "known", "for", "against")
        note = Paragraph(words("pack.candidates_note"), note=True)
        return Section(words("pack_part.candidates"), (note, self._table("candidates", heads, rows)))

    def _introductions(self, network: Network) -> Section:
        """Build the section on who can introduce the home to its open targets and to the best candidates."""
        targets = [card.partner for card in self.cards if card.lane is Lane.TARGET and card.stage != "signed"]
        sought = dict.fromkeys([*targets, *(entry.party.id for entry in self.candidates[:_SOUGHT])])
        teller = IntroductionWording(network.wiring, self.teller.naming, self.words)
        return IntroductionSection(network, teller, self.words, self._cite, self._table).section(list(sought))

    def _questions(self) -> Section:
        """Build the section with the ten questions, each with its answer and the query behind it."""
        material, naming = self.material, self.teller.naming
        asked = questions.on_day(material.asked, self.on_date, self.answers, self.marks, self._channels())
        found = questions.lines(
            asked,
            material.period,
            self.on_date.day,
            self.words,
            self.teller.name,
            lambda code: naming.area_name(code, self.words.lang),
        )
        table = self._table("questions", ("question", "answer", "query"), found)
        # The queries of the catalogue do not support known_on.
        note = (
            (Paragraph(self.words("pack.questions_known"), note=True),) if self.on_date.as_of.known_on else ()
        )
        return Section(self.words("pack_part.questions"), (*note, table))

    def _channels(self) -> list[Finding] | None:
        """Return the findings of rule G8; None if the office has switched it off."""
        return (
            [finding for finding in self.found if finding.rule == "G8"]
            if self.material.rules["G8"].on
            else None
        )

    def _agenda(self) -> Section:
        """Build the agenda from the results of the other parts."""
        words = self.words
        points = [
            words(
                "pack.agenda_board",
                n=len([card for card in self.cards if card.lane is Lane.TARGET and card.stage != "signed"]),
            )
        ]
        points += [
            words("pack.agenda_finding", text=self.teller.title(finding), step=self.teller.next_step(finding))
            for finding in self.found
            if finding.severity == "high"
        ][:8]
        unmarked = [entry for entry in self.marks if entry.marked is EventRecorded.NONE and entry.main]
        if unmarked:
            points.append(
                words("pack.agenda_anniversaries", names=self._names(entry.partner for entry in unmarked))
            )
        open_ones = [
            answer
            for answer in self.answers
            if answer.commitment and answer.verdict in ("open", "not_recorded", "not_found")
        ]
        points.append(words("pack.agenda_commitments", n=len(open_ones)))
        unknown = sum(finding.certainty is Certainty.UNKNOWN for finding in self.found)
        points.append(words("pack.agenda_records", n=unknown))
        return Section(words("pack_part.agenda"), (Listing(tuple(points)),))

    def _sources(self) -> Section:
        rows = []
        for source, number in self.cited.items():
            entry = self.material.sources.get(source) or SourceLine(source, source)
            rows.append(
                (
                    number,
                    entry.title,
                    entry.publisher or None,
                    entry.date or None,
                    entry.grade or None,
                    entry.url or None,
                )
            )
        heads = ("number", "source", "publisher", "date", "grade", "address")
        note = Paragraph(self.words("pack.sources_note"), note=True)
        return Section(
            self.words("pack_part.sources"), (note, replace(self._table("sources", heads, rows), lines=True))
        )


def before_period(on_date: WorldOnDate, period: int) -> WorldOnDate:
    """Return the same world, with the same known_on, on the day before the previous period begins."""
    day = dt.date(min(period - 1, on_date.day.year), 1, 1) - dt.timedelta(days=1)
    return WorldOnDate(on_date.world, on_date.config, AsOf(day, on_date.as_of.known_on))
