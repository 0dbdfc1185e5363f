"""The names that a cell of a register gives a place, and the country that stands with them. Pure."""

from __future__ import annotations

import re

from ingest.read.written_areas import read_area
from ingest.registers.places.place_book import Script, script_of
from ingest.registers.row_draft import without_number

_BRACKETED = re.compile(r"^(?P<name>[^()（）]+)[(（](?P<inside>[^()（）]+)[)）]$")
_SEVERAL = re.compile(r"\s*[\n/]\s*|\s{2,}")
_AFTER_ANOTHER = re.compile(r"[;；、]")
_BETWEEN = re.compile(r"\s*[;；,，、/\n]\s*")
_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
#: Characters of the longest Chinese name of a country that may stand before that of its city.
_LONGEST_COUNTRY = 8


def names_in(cell: str) -> tuple[list[str], str]:
    """Return the names in a cell, the most telling first, and the code of a country that stands with them.

    Read are "Cardiff (加的夫)", "Nantes (France)", "Nantes, France", 英国加的夫市, and two names with a
    stroke or a line break between them.
    """
    text, country = without_number(cell), ""
    names = [text]
    if match := _BRACKETED.match(text):
        inside, names = match["inside"].strip(), [match["name"].strip()]
        country = read_area(inside) or ""
        if not country and script_of(inside) is not script_of(names[0]):
            names.append(inside)
    elif "," in text or "，" in text:
        first, _, rest = text.replace("，", ",").partition(",")
        if code := read_area(rest.rpartition(",")[2].strip()):
            names, country = [first.strip()], code
    if not country and script_of(names[0]) is Script.HAN:
        for length in range(min(_LONGEST_COUNTRY, len(names[0]) - 1), 1, -1):
            if code := read_area(names[0][:length]):
                return [names[0][length:].strip("·• "), *names[1:]], code
    parts = _SEVERAL.split(names[0])
    if len(parts) == 2 and script_of(parts[0]) is not script_of(parts[1]):
        names = [*parts, *names[1:]]
    return names, country


def places_in(cell: str) -> list[str]:
    """Return the places that a cell names one after another, such as 下关；大邱; else the cell alone."""
    parts = [part for text in _AFTER_ANOTHER.split(cell) if (part := text.strip())]
    return parts if len({script_of(part) for part in parts}) == 1 else [cell] if cell else []


def former_names(cell: str) -> list[str]:
    """Return the former names in a cell, without what stands in brackets behind them, such as years."""
    parts = (_REMARK.sub("", part).strip() for part in _BETWEEN.split(cell))
    return list(dict.fromkeys(part for part in parts if part))
