"""The partner page as tables for download: its content line by line, each line with its sources. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.components.payloads.ledger_data import LineTextData, PartnerFileData
from graph.i18n import Texts

_Table = tuple[str, list[str], list[list[str]]]


def tables(file: PartnerFileData, t: Texts) -> list[_Table]:
    """Return ledger, contacts, score by year, and lists as tables.

    :param file: the data that the page is drawn from
    """
    head = [t("table.date"), t("partner.column_what"), t("partner.column_more"), t("partner.column_title")]
    sources = t("card.sources")
    ledger = [
        line
        for row in file["rows"]
        for line in (
            [
                [row["name"], *_words(entry), entry["value"], _titles(entry["facts"], entry["only"], file)]
                for entry in row["lines"]
            ]
            or [[row["name"], "", t("partner.nothing"), "", "", "", ""]]
        )
    ]
    ledger.append([t("partner.total"), "", "", "", "", file["total"], ""])
    found: list[_Table] = [
        (t("partner.ledger"), [t("ranking.parts"), *head, t("partner.points"), sources], ledger)
    ]
    if file["timeline"]["entries"]:
        contacts = [
            [entry["way_text"], *_words(entry), entry["weight"]] for entry in file["timeline"]["entries"]
        ]
        found.append((t("partner.timeline"), [t("partner.way"), *head, t("partner.weight")], contacts))
    if file["history"]:
        found.append((file["history"]["title"], file["history"]["head"], file["history"]["rows"]))
    found += [
        (
            entry["title"],
            [*head, sources],
            [[*_words(item), _titles(item["facts"], item["only"], file)] for item in entry["items"]],
        )
        for entry in file["lists"]
        if entry["items"]
    ]
    return found


def _words(entry: LineTextData) -> list[str]:
    return [entry["date"], entry["text"], entry["tags"], entry["title"]]


def _titles(facts: Sequence[str], only: Sequence[str], file: PartnerFileData) -> str:
    """Return the titles of a line's sources; limited to those that state it."""
    told = [one for fact in facts for one in file["sources"].get(fact, ()) if one["id"] in only]
    return "; ".join(
        dict.fromkeys(f"{one['title']} ({one['meta']})" if one["meta"] else one["title"] for one in told)
    )
