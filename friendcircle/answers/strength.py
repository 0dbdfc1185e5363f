"""The strength of links as documents for programs and rows for people. Pure.

The words are those of the pages (``reports/wording/locale``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.facts.names import Names
from graph.i18n import Bilingual, Texts
from graph.naming.profile import Naming
from graph.strength.comparison import ChangedLine
from graph.strength.config import COMPONENTS
from graph.strength.ledger import LedgerLine
from graph.strength.score import Score
from queries.links.gathering import PartnerLink

#: Decimals of figures in documents, to which results agree between machines.
DECIMALS = 9
#: Columns of the ranking in CSV, besides the components.
RANKING = (
    "partner",
    "name_en",
    "name_zh",
    "as_of",
    "known_as_of",
    "config_hash",
    "strength",
    "date_low",
    "date_high",
    "evidence_low",
    "evidence_high",
    "evidence",
)


def rounded(value: float) -> float:
    """Round a figure for documents; never returns negative zero."""
    return round(value, DECIMALS) + 0.0


def names(given: Names, naming: Naming) -> Bilingual:
    """Return the English and Chinese names of a partner; those of a country or area follow the profile."""
    if given.label == "CountryOrArea":
        return (
            Bilingual(naming.area_name(given.country, "en"), naming.area_name(given.country, "zh"))
            if given.country
            else Bilingual(given.id, given.id)
        )
    return Bilingual(
        given.en or given.local or given.zh or given.id, given.zh or given.en or given.local or given.id
    )


def document(score: Score, link: PartnerLink, naming: Naming) -> dict[str, Any]:
    """Return one partner of the ranking as a document."""
    name_en, name_zh = names(link.names, naming)
    return {
        "partner": score.partner,
        "name_en": name_en,
        "name_zh": name_zh,
        "label": link.names.label,
        "country": link.names.country,
        "as_of": score.as_of.isoformat(),
        "known_as_of": score.known_as_of.isoformat() if score.known_as_of else None,
        "config_hash": score.config_hash,
        "strength": rounded(score.strength),
        "band": score.band.value,
        "liveliness": rounded(score.liveliness),
        "signed": {
            "form": score.signed.form.value,
            "kind": score.signed.kind,
            "since": score.signed.since,
            "status": score.signed.status,
        },
        "contacts_in_three_years": score.record.recent,
        "highest_rank": score.record.top,
        "last_contact": score.record.last.date if score.record.last else "",
        "last_contact_kind": score.record.last.data_kind if score.record.last else "",
        "date_low": rounded(score.date_low),
        "date_high": rounded(score.date_high),
        "evidence_low": rounded(score.evidence_low),
        "evidence_high": rounded(score.evidence_high),
        "evidence": rounded(score.evidence),
        "activity_known": score.activity_known,
        "components": {name: rounded(score.components[name]) for name in COMPONENTS},
        "received": rounded(score.received),
        "sent": rounded(score.sent),
        "context": [fact for entry in score.context for fact in entry.facts],
    }


def ledger(lines: Sequence[LedgerLine], words: Texts) -> list[dict[str, Any]]:
    """Return the lines of a ledger as documents."""
    return [_line(line, words) | {"points": rounded(line.points)} | _behind(line) for line in lines]


def changes(found: Sequence[ChangedLine], words: Texts) -> list[dict[str, Any]]:
    """Return the changed lines of a ledger as documents."""
    return [
        _line(entry.line, words)
        | {
            "change": entry.change.value,
            "points": rounded(entry.points),
            "points_before": rounded(entry.before),
            "points_after": rounded(entry.after),
        }
        | _behind(entry.line)
        for entry in found
    ]


def _line(line: LedgerLine, words: Texts) -> dict[str, Any]:
    return {"component": line.component, "what": what(line, words), "code": line.code}


def _behind(line: LedgerLine) -> dict[str, Any]:
    return {"facts": list(line.facts), "sources": list(line.sources), "confidence": rounded(line.confidence)}


def what(line: LedgerLine, words: Texts) -> str:
    """Return a short description of a ledger line."""
    given: Mapping[str, str] = line.values
    match line.code:
        case "instrument":
            parts = [
                words.word("tie_kind", given["kind"]),
                words.word("stage", given["stage"]),
                given["date"],
            ]
            if given["status"] != "active":
                parts.append(words.word("tie_status", given["status"]))
        case "contact":
            vocabulary = {"visit": "direction", "event": "event_kind", "step": "tie_kind"}[given["what"]]
            parts = [
                given["date"],
                words.word(vocabulary, given["word"]),
                words.word("contact_kind", given["kind"]),
                words("contact.concerned") if given.get("concerned") else "",
            ]
        case "sector":
            parts = [words.word("sector", given["sector"])]
        case "channel":
            parts = [words.word("channel", given["channel"])]
        case "project":
            parts = [words.word("project_stage", given["stage"])]
        case "length":
            parts = [given["since"] or "?", given["last"]]
        case _:
            parts = [words.word("way", line.code)]
    return " · ".join(part for part in dict.fromkeys(parts) if part)
