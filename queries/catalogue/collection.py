"""The catalogue: all queries that are run by name, and their answers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import ConfigurationError, UnknownName
from graph.facts.as_of import AsOf
from graph.store import GraphStore, Result
from queries.catalogue.header import parse
from queries.catalogue.parameters import NO_PROFILE, ProfileValues, bind, near_hint
from queries.catalogue.query import AnswerColumn, ColumnType, Query

FOLDER = Path(__file__).resolve().parent.parent / "cypher"
#: Parameter of a query with the day by which what it shows had to be known.
KNOWN = "known_as_of"
#: Folders of statements that only the program runs (:mod:`queries.statements`); not part of the catalogue.
NOT_ASKED = frozenset({"canvas", "links", "load", "lookup", "map", "parts", "store", "world"})
#: A line that stands for a part that several queries share.
_INCLUDE = re.compile(r"^[ \t]*// include: (?P<part>[a-z_]+)$", re.MULTILINE)


def load_catalogue(folder: Path = FOLDER) -> dict[str, Query]:
    """Return all queries below ``folder`` by name, ordered by name.

    :raises ConfigurationError: for an invalid header, with file and line, or a name that is used twice
    """
    found: dict[str, Query] = {}
    for path in sorted(folder.glob("*/**/*.cypher")):
        relative = path.relative_to(folder)
        if relative.parts[0] in NOT_ASKED:
            continue
        query = parse(_with_parts(path.read_text(encoding="utf-8"), relative, folder), relative)
        if query.name in found:
            raise ConfigurationError(
                "two statements are called {name}",
                name=query.name,
                where=f"{found[query.name].path}, {query.path}",
                hint="rename one of them",
            )
        found[query.name] = query
    return dict(sorted(found.items()))


def _with_parts(content: str, path: Path, folder: Path) -> str:
    """Return the text of a query with each line ``// include: PART`` replaced by ``parts/PART.cypher``.

    :raises ConfigurationError: if there is no such part
    """

    def part(match: re.Match[str]) -> str:
        file = folder / "parts" / f"{match['part']}.cypher"
        if not file.is_file():
            raise ConfigurationError(
                "there is no part {name}",
                name=match["part"],
                where=path.as_posix(),
                hint="see {file}",
                file=file,
            )
        text = file.read_text(encoding="utf-8").replace("// purpose: ", "// ", 1).strip()
        return _INCLUDE.sub(part, text)

    return _INCLUDE.sub(part, content)


def find(catalogue: Mapping[str, Query], name: str) -> Query:
    """Return the query with this name.

    :raises UnknownName: if there is none; similar names are proposed
    """
    if name in catalogue:
        return catalogue[name]
    raise UnknownName(
        "there is no query {name}",
        name=name,
        hint=near_hint(name, catalogue) or "'friendcircle queries' lists them",
    )


@cache
def catalogue() -> dict[str, Query]:
    """Return the catalogue by name; it is loaded once."""
    return load_catalogue()


def run_by_name(
    store: GraphStore,
    name: str,
    home_id: str,
    today: dt.date,
    most: int | None = None,
    given: Mapping[str, str] | None = None,
    profile: ProfileValues = NO_PROFILE,
) -> tuple[Query, Result]:
    """Run a query of the catalogue; return the query and its result.

    :param most: maximum number of rows; the result says whether there are more
    :param given: parameters by name; all others have their defaults
    :param profile: what the naming profile of the office gives
    """
    query = find(catalogue(), name)
    return query, run(store, query, bind(query, given or {}, home_id, today, profile), limit=most)


def both_clocks(query: Query, as_of: AsOf) -> dict[str, str]:
    """Return the parameters by which a query shows what was so on a day and known by another.

    ``as_of`` and ``year`` have the day as their default; ``known_as_of`` is given if the query has it.
    """
    if as_of.known_on and any(parameter.name == KNOWN for parameter in query.parameters):
        return {KNOWN: as_of.known_on.isoformat()}
    return {}


def run(
    store: GraphStore,
    query: Query,
    bound: Mapping[str, object],
    *,
    timeout: float | None = None,
    limit: int | None = None,
) -> Result:
    """Run a query; the result has the columns of the header even if it is empty.

    :param bound: parameters from :func:`bind`
    :param timeout: seconds
    :param limit: maximum number of rows; ``truncated`` says whether there were more
    :raises ConfigurationError: if the columns of the result are not those of the header
    """
    answer = store.read(query.text, bound, timeout=timeout, limit=limit)
    columns = [column.name for column in query.columns]
    if answer.rows and answer.columns != columns:
        raise ConfigurationError(
            "the columns of the answer are not those of the header",
            where=query.path,
            hint="header: {declared}; answer: {found}",
            declared=columns,
            found=answer.columns,
        )
    return Result(columns, answer.rows, answer.truncated)


def in_language(
    columns: Sequence[AnswerColumn], rows: Iterable[Sequence[Any]], lang: str
) -> tuple[list[AnswerColumn], list[list[Any]]]:
    """Return columns and rows for one language.

    Two text columns ``NAME`` and ``NAME_zh`` become one, that of the language; if its cell is empty, the cell
    of the other is used. All other columns are kept.
    """
    places = {column.name: place for place, column in enumerate(columns) if column.type is ColumnType.TEXT}
    pairs = {places[name]: places[f"{name}_zh"] for name in places if f"{name}_zh" in places}
    chosen = [
        (place, place) for place in range(len(columns)) if place not in pairs and place not in pairs.values()
    ]
    chosen += [pair[::-1] if columns[pair[1]].name.endswith(f"_{lang}") else pair for pair in pairs.items()]
    chosen.sort()
    return [columns[place] for place, _ in chosen], [
        [row[place] if row[place] not in (None, "") else row[other] for place, other in chosen]
        for row in rows
    ]
