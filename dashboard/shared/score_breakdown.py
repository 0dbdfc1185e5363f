"""Breakdown of the score of a link: components, ledger lines, changes, recorded facts. Pure.

All values are final texts, plus the numbers for drawing bars; the browser only places them.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard.components.payloads.ledger_data import (
    BandData,
    ChangeGroupData,
    ChangeLineData,
    CitedSourceData,
    ComponentKeyData,
    ComponentPointsData,
    EvidenceRangeData,
    FiveWordData,
    LedgerRowData,
    LineTextData,
    RecordedLineData,
    ScoreChangeData,
)
from dashboard.components.payloads.stage_data import DisagreementData, DisagreementsData, SideData
from dashboard.shared.circle_items import full_years, name_of
from dashboard.shared.partner_card import source
from graph.facts.as_of import AsOf
from graph.facts.link_facts import LinkFacts, Project, Tie
from graph.facts.names import Names
from graph.facts.statement import Statement
from graph.facts.tie_progress import dated_turns, tie_progress, undated_progress
from graph.i18n import Texts
from graph.model.partial_date import PartialDate
from graph.naming.profile import Naming
from graph.partner_figures import PARTNER_FIGURES
from graph.sanitize import one_line
from graph.strength.bands import SignedForm
from graph.strength.comparison import ChangedLine, LineChange
from graph.strength.config import COMPONENTS, StrengthConfig
from graph.strength.counting import CountedFacts, count_facts
from graph.strength.instruments import signatures_in_force, strongest_first
from graph.strength.ledger import TERM_COMPONENTS, LedgerLine
from graph.strength.score import Score
from queries.citations import Citation
from queries.partner_card import PartnerCard
from reports.wording import link_words
from reports.wording.figures import figure_help
from reports.wording.link_words import band_text, record_text

#: Words for the evidence, each with the lower limit of Q from which it applies.
EVIDENCE = (("solid", 0.7), ("fair", 0.4), ("thin", 0.0))
#: Maximum number of lines listed per kind of change.
MOST_CHANGES = 6
_TITLE_LENGTH = 160
#: Changes and points below this are not listed, since they would read 0.00.
_VISIBLE = 0.005


@dataclass(frozen=True, slots=True)
class FactNames:
    """Names of the facts behind the ledger lines.

    :param titles: fact id -> title of a visit or event, as in its source
    :param names: fact id -> other party of a tie, or name of a consulate, project or organisation
    :param own: id of the partner shown, which is not named in each line
    """

    naming: Naming
    titles: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Names] = field(default_factory=dict)
    own: str = ""

    def name(self, fact: str, t: Texts) -> str:
        """Return the name belonging to a fact; empty if unknown or the partner itself."""
        names = self.names.get(fact)
        return name_of(names, self.naming, t.lang) if names and names.id != self.own else ""


# --- score in words -----------------------------------------------------------------------------------------


def points_text(points: float, digits: int = 1) -> str:
    """Format points, never as negative zero."""
    return f"{round(points, digits) + 0.0:.{digits}f}"


def line_points(points: float) -> str:
    """Format the points of a ledger line; a small positive value is not shown as zero."""
    return "<0.01" if 0 < points < _VISIBLE else points_text(points, 2)


def signed_text(points: float, digits: int = 1) -> str:
    """Format a difference with its sign."""
    value = round(points, digits) + 0.0
    return f"{value:+.{digits}f}".replace("-", "−") if value else f"{0:.{digits}f}"


def evidence_word(quality: float) -> str:
    """Return the word for the evidence quality Q."""
    return next(word for word, least in EVIDENCE if quality >= least)


def parts(score: Score, config: StrengthConfig) -> list[ComponentPointsData]:
    """Return the seven components with their points, for a bar."""
    return [
        {"code": code, "points": round(config["weights"][code] * score.components[code], 4)}
        for code in COMPONENTS
    ]


def five(score: Score, config: StrengthConfig, t: Texts) -> list[FiveWordData]:
    """Return the five words, each with its share of the maximum."""
    answer: list[FiveWordData] = []
    for word, codes in TERM_COMPONENTS.items():
        most = math.fsum(config["weights"][code] for code in codes)
        share = (
            math.fsum(config["weights"][code] * score.components[code] for code in codes) / most
            if most
            else 0.0
        )
        answer.append({"word": word, "name": t.word("five", word), "share": round(share, 4)})
    return answer


def activity_text(score: Score, t: Texts) -> str:
    """Return the line of fact on the contacts; says so if the link is known from a list of ties alone."""
    if score.record.last is None and not score.activity_known:
        signed = score.signed.form is SignedForm.SIGNED
        return t("strength.formal_only") if signed else t("strength.unknown")
    return record_text(score.record, t)


def figures_help(t: Texts) -> str:
    """Return what the line of fact on the contacts tells."""
    told = (PARTNER_FIGURES[name] for name in ("contacts_lately", "last_contact"))
    return "\n".join(figure_help(figure, t) for figure in told)


def band_of(score: Score, t: Texts) -> BandData:
    """Return how alive the link is, in words."""
    return {"code": score.band.value, "text": band_text(score.band, score.record, t)}


def keys(t: Texts) -> list[ComponentKeyData]:
    """Return the legend of the components."""
    return [{"code": code, "text": t.word("component", code)} for code in COMPONENTS]


def evidence_range(score: Score, t: Texts) -> EvidenceRangeData:
    """Return the range of the score by evidence: from reliable sources alone to all sources."""
    low, high = points_text(score.evidence_low), points_text(score.evidence_high)
    word = t.word("evidence", evidence_word(score.evidence))
    return {
        "low": round(score.evidence_low, 4),
        "high": round(score.evidence_high, 4),
        "text": t("strength.evidence_range", low=low, high=high),
        "short": f"{low}–{high}",
        "word": word,
        "said": t("strength.evidence_said", word=word, value=f"{score.evidence:.2f}"),
    }


# --- lines --------------------------------------------------------------------------------------------------


def instrument_text(kind: str, stage: str, status: str, t: Texts) -> str:
    """Return kind and stage of a tie step, and its status unless it is active or planned."""
    text = t("card.step", kind=t.word("tie_kind", kind), stage=t.word("stage", stage))
    return (
        text
        if status in ("active", "planned")
        else t("ledger.with_status", text=text, status=t.word("instrument_status", status))
    )


def line_text(line: LedgerLine, t: Texts, called: FactNames) -> LineTextData:
    """Return a ledger line in words: date, description, further details, title as recorded."""
    return _TEXTS[line.code](line, t, called)


def _line(date: str = "", text: str = "", tags: str = "", title: str = "") -> LineTextData:
    return {"date": date, "text": text, "tags": tags, "title": title}


def _instrument(line: LedgerLine, t: Texts, called: FactNames) -> LineTextData:
    values = line.values
    return _line(
        date=values["date"] or t("card.undated"),
        text=instrument_text(values["kind"], values["stage"], values["status"], t),
        tags=_joined(called.name(line.facts[0], t), t.word("instrument", values["level"])),
    )


def _contact(line: LedgerLine, t: Texts, called: FactNames) -> LineTextData:
    return contact_text(line.values, line.facts, t, called)


def contact_text(
    values: Mapping[str, str], facts: Sequence[str], t: Texts, called: FactNames
) -> LineTextData:
    """Return a contact in words; ``values`` as in a ledger line."""
    kind = t.word("contact_kind", values["kind"])
    if values["what"] == "step":
        text = t("card.step", kind=t.word("tie_kind", values["word"]), stage=kind)
    else:
        text = t.word("direction" if values["what"] == "visit" else "event_kind", values["word"])
        if values["kind"] not in ("visit", "meet"):
            text = _joined(text, kind)
    level = t.word("contact_level", values["level"])
    mode = "" if values["mode"] == "in_person" else t.word("contact_mode", values["mode"])
    title = next((called.titles[fact] for fact in facts if called.titles.get(fact)), "")
    return _line(
        date=values["date"] or t("card.undated"),
        text=text,
        tags=_joined(
            t("ledger.level_assumed", level=level) if values.get("level_assumed") else level,
            mode,
            t("contact.concerned") if values.get("concerned") else "",
            t("ledger.half_life", n=values.get("months", "")),
        ),
        title=one_line(title, _TITLE_LENGTH),
    )


def _received(line: LedgerLine, t: Texts, called: FactNames) -> LineTextData:
    del called
    return _line(text=t("ledger.received"), tags=t.number("ledger.from_facts", len(line.facts)))


def _sent(line: LedgerLine, t: Texts, called: FactNames) -> LineTextData:
    del called
    return _line(text=t("ledger.sent"), tags=t.number("ledger.from_facts", len(line.facts)))


def _sector(line: LedgerLine, t: Texts, called: FactNames) -> LineTextData:
    del called
    return _line(
        text=t.word("sector", line.values["sector"]),
        tags=t.number("ledger.from_facts", len(line.facts)),
    )


def _channel(line: LedgerLine, t: Texts, called: FactNames) -> LineTextData:
    return _line(text=t.word("channel", line.values["channel"]), tags=called.name(line.facts[0], t))


def _project(line: LedgerLine, t: Texts, called: FactNames) -> LineTextData:
    name = called.name(line.facts[0], t)
    return _line(
        text=t.word("project_stage", line.values["stage"]),
        title=one_line(name, _TITLE_LENGTH),
    )


def _length(line: LedgerLine, t: Texts, called: FactNames) -> LineTextData:
    del called
    values = line.values
    since = values["since"] or t("card.undated")
    return _line(
        text=t("ledger.years", years=values["years"]),
        tags=t("ledger.span", since=since, last=values["last"] or t("card.undated")),
    )


_TEXTS: Mapping[str, Callable[[LedgerLine, Texts, FactNames], LineTextData]] = {
    "instrument": _instrument,
    "contact": _contact,
    "received": _received,
    "sent": _sent,
    "sector": _sector,
    "channel": _channel,
    "project": _project,
    "length": _length,
}


def _joined(*texts: str) -> str:
    return " · ".join(text for text in texts if text)


def with_months(line: LedgerLine, config: StrengthConfig) -> LedgerLine:
    """Add the half-life in months to the ledger line of a contact."""
    if line.code != "contact":
        return line
    months = f"{config['half_lives'][line.values['half_life']]:g}"
    return replace(line, values={**line.values, "months": months})


def waterfall(score: Score, config: StrengthConfig, t: Texts, called: FactNames) -> list[LedgerRowData]:
    """Return the seven components as a waterfall, each with its ledger lines."""
    rows: list[LedgerRowData] = []
    base = 0.0
    for code in COMPONENTS:
        most = config["weights"][code]
        points = most * score.components[code]
        lines = [with_months(line, config) for line in score.lines if line.component == code]
        rows.append(
            {
                "code": code,
                "name": t.word("component", code),
                "why": t.word("component_why", code),
                "word": t.word(
                    "five", next(word for word, codes in TERM_COMPONENTS.items() if code in codes)
                ),
                "base": round(base, 4),
                "points": round(points, 4),
                "most": most,
                "text": points_text(points),
                "of": t("ledger.of", most=f"{most:g}"),
                "count": t.number("ledger.lines", len(lines)),
                "lines": [
                    {
                        "key": line.key,
                        "points": round(line.points, 4),
                        "value": line_points(line.points),
                        "facts": list(line.facts),
                        "only": list(line.sources),
                        **line_text(line, t, called),
                    }
                    for line in lines
                ],
            }
        )
        base += points
    return rows


def sources(citations: Mapping[str, Iterable[Citation]], t: Texts) -> dict[str, list[CitedSourceData]]:
    """Return the sources of every fact by fact id."""
    return {
        fact: [{**source(entry, t), "id": entry.source} for entry in entries]
        for fact, entries in citations.items()
    }


# --- changes ------------------------------------------------------------------------------------------------


def year_before(day: dt.date) -> dt.date:
    """Return the same day one year before; 28 February for 29 February."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def changes(
    before: Score,
    after: Score,
    differences: Sequence[ChangedLine],
    config: StrengthConfig,
    t: Texts,
    called: FactNames,
) -> ScoreChangeData:
    """Return gains, losses, growth and decay between two days; they add up to the score difference."""
    groups: list[ChangeGroupData] = []
    for change in LineChange:
        found = [entry for entry in differences if entry.change is change]
        if all(abs(entry.points) < _VISIBLE for entry in found):
            continue
        told = [entry for entry in found if abs(entry.points) >= _VISIBLE][:MOST_CHANGES]
        rest = [entry for entry in found if entry not in told]
        lines = [_change(entry, config, t, called) for entry in told]
        if rest:
            lines.append(
                {
                    "text": t.number("ledger.rest", len(rest)),
                    "more": "",
                    "value": signed_text(math.fsum(entry.points for entry in rest), 2),
                }
            )
        groups.append(
            {
                "code": change.value,
                "name": t.word("change", change.value),
                "value": signed_text(math.fsum(e.points for e in found), 2),
                "lines": lines,
            }
        )
    return {
        "title": t("partner.change", date=before.as_of.isoformat()),
        "value": signed_text(after.strength - before.strength),
        "way": _way(after.strength - before.strength),
        "groups": groups,
        "sum": t(
            "partner.change_sum", before=points_text(before.strength, 2), after=points_text(after.strength, 2)
        ),
        "total": signed_text(after.strength - before.strength, 2),
        "none": t("partner.no_change"),
    }


def _way(points: float) -> str:
    return "same" if abs(points) < 0.05 else "up" if points > 0 else "down"


def _change(entry: ChangedLine, config: StrengthConfig, t: Texts, called: FactNames) -> ChangeLineData:
    words = line_text(with_months(entry.line, config), t, called)
    text = t(
        "card.differ",
        what=t.word("component", entry.line.component),
        property=_joined(words["date"], words["text"]),
    )
    return {"text": text, "more": words["title"], "value": signed_text(entry.points, 2)}


# --- recorded facts -----------------------------------------------------------------------------------------


def settled_on(facts: LinkFacts, config: StrengthConfig, as_of: AsOf) -> CountedFacts:
    """Return the facts of a link that count on a day."""
    return count_facts(facts, config, as_of)


def since_text(score: Score, settled: CountedFacts, t: Texts, called: FactNames) -> str:
    """Return what is signed and in force, since when, for how many years and, if not the partner, with whom.

    Several kinds are told by the strongest, as on the circle, with its first signature. Empty if no signature
    is in force.
    """
    found = next(iter(strongest_first(signatures_in_force(settled.instruments))), None)
    if found is None:
        return link_words.signed_text(score.signed, t) if score.signed.form is SignedForm.UNDATED else ""
    kind = t.word("tie_kind", found.kind)
    if not found.date:
        return _joined(t("partner.since_undated", kind=kind), called.name(found.tie, t))
    years = full_years(found.date, score.as_of)
    text = t("partner.since", date=found.date, kind=kind)
    return _joined(text, t.number("tie.years", years) if years > 0 else "", called.name(found.tie, t))


def tie_lines(
    ties: Iterable[Tie], settled: CountedFacts, as_of: AsOf, t: Texts, called: FactNames
) -> list[RecordedLineData]:
    """Return the steps, ends, pauses and resumptions of ties: those of an unknown time, then oldest first."""
    found: list[tuple[float, RecordedLineData]] = [
        (
            entry.day,
            _tie_line(
                entry.tie,
                entry.date,
                instrument_text(entry.kind, entry.stage, entry.status, t),
                entry.statements,
                t,
                called,
                done=entry.status != "planned",
            ),
        )
        for entry in settled.instruments
    ]
    for tie in ties:
        if tie.family == "relation":
            found += _turns(tie, as_of, t, called)
    return [line for _, line in sorted(found, key=lambda pair: (pair[0], pair[1]["facts"], pair[1]["text"]))]


def _turns(tie: Tie, as_of: AsOf, t: Texts, called: FactNames) -> Iterator[tuple[float, RecordedLineData]]:
    """Yield ends, pauses and resumptions of a tie, and its steps of an unknown time, each with its day."""

    def line(kind: str, what: str, date: str, statements: Iterable[Statement]) -> RecordedLineData:
        text = t("card.step", kind=t.word("tie_kind", kind), stage=what)
        return _tie_line(tie.id, date, text, statements, t, called)

    def told(status: str) -> tuple[Statement, ...]:
        return as_of.known(entry.statement for entry in tie.tie_statements if entry.status == status)

    for turn in dated_turns(tie, as_of):
        yield turn.day, line(turn.kind, t.word("tie_status", turn.status), turn.date, told(turn.status))
    progress, undated = tie_progress(tie, as_of), undated_progress(tie, as_of)
    if progress and (ending := progress.ending) and not ending.dated:
        what = t.word("tie_status", ending.status)
        if ending.since:
            what = t("tie.known_by", stage=what, date=ending.since)
            day = float(PartialDate(ending.since).last.toordinal())
        else:
            what, day = t("tie.since_unknown", stage=what), progress.last.day
        yield day, line(progress.reached.kind, what, "", told(ending.status))
    for step in undated.steps if undated else ():
        yield 0.0, line(step.kind, t.word("stage", step.stage), "", step.statements)


def _tie_line(
    tie: str,
    date: str,
    text: str,
    statements: Iterable[Statement],
    t: Texts,
    called: FactNames,
    *,
    done: bool = True,
) -> RecordedLineData:
    line = _recorded(tie, text, statements, date=date or t("card.undated"), tags=called.name(tie, t))
    return {**line, "done": done}


def _recorded(
    fact: str, text: str, statements: Iterable[Statement], *, date: str = "", tags: str = "", title: str = ""
) -> RecordedLineData:
    """Return the line of a recorded fact with its sources."""
    return {
        "date": date,
        "text": text,
        "tags": tags,
        "title": title,
        "done": True,
        "facts": [fact],
        "only": sorted({statement.source for statement in statements}),
    }


def channels(settled: CountedFacts, t: Texts, called: FactNames) -> list[RecordedLineData]:
    """Return the open channels."""
    return [
        _recorded(channel.id, t.word("channel", channel.code), words, tags=called.name(channel.id, t))
        for channel, words in settled.channels
    ]


def projects(settled: CountedFacts, t: Texts, called: FactNames) -> list[RecordedLineData]:
    """Return the projects with their stages, newest first."""
    found: list[RecordedLineData] = []
    for project, stage, words in sorted(
        settled.projects, key=lambda entry: (entry[0].start or entry[0].end, entry[0].id), reverse=True
    ):
        ended = project.id in settled.ended
        line = _recorded(
            project.id,
            t.word("project_stage", stage) if ended else t.word("project_status", project.status),
            words,
            date=_project_date(project, ended=ended) or t("card.undated"),
            title=one_line(called.name(project.id, t), _TITLE_LENGTH),
        )
        found.append({**line, "done": stage not in ("proposed", "negotiating", "cancelled")})
    return found


def _project_date(project: Project, *, ended: bool) -> str:
    """Return the date that belongs to the stage: that of the end if it has ended, else that of the start."""
    return (project.end or project.start) if ended else (project.start or project.end)


def disagreements(card: PartnerCard, t: Texts) -> DisagreementsData:
    """Return the disagreements between sources, each side as in its source."""
    items: list[DisagreementData] = []
    for entry in card.disagreements:
        about = (
            t("card.step", kind=t.word("tie_kind", entry.step_kind), stage=t.word("stage", entry.stage))
            if entry.stage
            else ""
        )
        words = {"kind": "tie_kind", "status": "tie_status"}.get(entry.property)
        sides: list[SideData] = [
            {
                "value": (t.word(words, value) if words else one_line(value, 60)) or "–",
                "sources": t("list.and").join(one_line(title, 100) for title in titles[:4] if title),
            }
            for value, titles in entry.sides
        ]
        items.append({"what": _joined(about, t.word("property", entry.property)), "sides": sides})
    items += [{"what": one_line(remark.text(t.lang)), "sides": []} for remark in card.remarks]
    return {"title": t("card.disagreements"), "aside": t("card.unsettled"), "items": items}
