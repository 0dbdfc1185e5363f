"""The partner page as tables for download: its content line by line, each line with its sources. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.i18n import Texts

_Table = tuple[str, list[str], list[list[str]]]


def tables(file: Mapping[str, Any], t: Texts) -> list[_Table]:
    """Return ledger, contacts, score by year, and lists as tables.

    :param file: the data that the page is drawn from
    """
    line = [t("table.date"), t("partner.column_what"), t("partner.column_more"), t("partner.column_quote")]
    sources = t("card.sources")
    ledger = [
        [row["name"], *_words(entry), entry["value"], _titles(entry, file)]
        for row in file["rows"]
        for entry in row["lines"] or ({"text": t("partner.nothing"), "value": "", "facts": (), "only": ()},)
    ]
    ledger.append([t("partner.total"), "", "", "", "", file["total"], ""])
    found: list[_Table] = [
        (t("partner.ledger"), [t("ranking.parts"), *line, t("partner.points"), sources], ledger)
    ]
    if file["timeline"]["entries"]:
        contacts = [
            [entry["way_text"], *_words(entry), entry["weight"]] for entry in file["timeline"]["entries"]
        ]
        found.append((t("partner.timeline"), [t("partner.way"), *line, t("partner.weight")], contacts))
    if file["history"]:
        found.append((file["history"]["title"], file["history"]["head"], file["history"]["rows"]))
    found += [
        (entry["title"], [*line, sources], [[*_words(item), _titles(item, file)] for item in entry["items"]])
        for entry in file["lists"]
        if entry["items"]
    ]
    return found


def _words(entry: Mapping[str, Any]) -> list[str]:
    return [str(entry.get(name, "")) for name in ("date", "text", "tags", "quote")]


def _titles(entry: Mapping[str, Any], file: Mapping[str, Any]) -> str:
    """Return the titles of a line's sources; limited to those that state it."""
    told: Sequence[Mapping[str, str]] = [
        one for fact in entry["facts"] for one in file["sources"].get(fact, ()) if one["id"] in entry["only"]
    ]
    return "; ".join(
        dict.fromkeys(f"{one['title']} ({one['meta']})" if one["meta"] else one["title"] for one in told)
    )
