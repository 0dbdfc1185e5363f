"""The catalogue: queries that are run by name, each with purpose, parameters, columns and an example.

A query is a file ``queries/cypher/GROUP/…/NAME.cypher`` that begins with a header::

    // name: sister_cities
    // purpose: Sister cities in force on a day, in the order of signature
    // purpose_zh: 某日有效的友好城市，按签署先后排列
    // param home: id = @home -- the home | 本地
    // param as_of: date = @today -- the day | 情况截至
    // param kind: text(tie_kind) = null -- only ties of this kind | 只看这一类别
    // column place: id -- the partner | 对方
    // column country: area -- its country or area | 所属国家（地区）
    // example: as_of=2015-08-11

followed by the Cypher text. A parameter without ``=`` is required; the defaults ``@home`` and ``@today`` mean
the user's home and the current day, ``null`` means no value. A word list of :mod:`graph.model.vocabulary` in
parentheses limits the values of a text parameter, and tells how the words of a column are translated. Columns
of type ``area`` (one) or ``areas`` (a list) contain ISO 3166-1 alpha-2 codes, which a naming profile turns
into names; a column of place names is empty if the place is a country or area, so that no name bypasses the
profile.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from graph.errors import ConfigurationError, InputError, UnknownName
from graph.i18n import Bilingual, Message
from graph.model.vocabulary import VOCABULARIES
from graph.store import GraphStore, Result
from graph.suggest import near_matches
from queries.console import tokens

FOLDER = Path(__file__).resolve().parent / "cypher"
#: Folders of statements that only the program runs (:mod:`queries.statements`); not part of the catalogue.
NOT_ASKED = frozenset({"canvas", "links", "load", "lookup", "map", "store", "world"})
HOME, TODAY, NULL = "@home", "@today", "null"


class ParameterType(StrEnum):
    """Type of a parameter."""

    ID = "id"
    TEXT = "text"
    INT = "int"
    NUMBER = "number"
    DATE = "date"
    YEAR = "year"
    TRUTH = "truth"


class ColumnType(StrEnum):
    """Type of a column; any cell may be empty."""

    ID = "id"
    TEXT = "text"
    TEXTS = "texts"
    INT = "int"
    NUMBER = "number"
    DATE = "date"  # ISO text in the precision its source gave: 2019, 2019-05 or 2019-05-28
    TRUTH = "truth"
    AREA = "area"
    AREAS = "areas"


@dataclass(frozen=True, slots=True)
class QueryParameter:
    """A parameter of a query.

    :param default: as written in the header; ``None`` if the parameter is required
    :param vocabulary: name of the word list that contains the allowed values, or empty
    """

    name: str
    type: ParameterType
    default: str | None
    meaning: Bilingual
    vocabulary: str = ""

    @property
    def required(self) -> bool:
        """Whether it has no default."""
        return self.default is None


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column of the result.

    :param vocabulary: name of the word list that contains its values, or empty
    """

    name: str
    type: ColumnType
    meaning: Bilingual
    vocabulary: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the catalogue.

    :param group: folder below ``queries/cypher``
    :param topic: folder below that, or empty
    :param text: the Cypher text, without the header
    :param example: parameters of the example; all others have their defaults
    :param path: file, relative to ``queries/cypher``
    """

    name: str
    group: str
    topic: str
    purpose: Bilingual
    parameters: tuple[QueryParameter, ...]
    columns: tuple[AnswerColumn, ...]
    text: str
    example: Mapping[str, str] = field(hash=False)
    path: str


@dataclass(slots=True)
class _Draft:
    """A header while it is being read."""

    single: dict[str, str] = field(default_factory=dict)
    parameters: list[QueryParameter] = field(default_factory=list)
    columns: list[AnswerColumn] = field(default_factory=list)


_ENTRY = re.compile(r"^//\s?(?P<key>[a-z_]+)(?:\s+(?P<name>\w+))?:\s*(?P<rest>.*)$")
_TYPED = re.compile(r"^(?P<type>\w+)(?:\((?P<vocabulary>\w+)\))?(?:\s*=\s*(?P<default>.*))?$")
_NAME = re.compile(r"^[a-z][a-z0-9_]*$")
_SINGLE = ("name", "purpose", "purpose_zh", "example")
_SEPARATOR = " -- "
_KNOWN_KEYS = (*_SINGLE, "param", "column")


def load_catalogue(folder: Path = FOLDER) -> dict[str, Query]:
    """Return all queries below ``folder`` by name, ordered by name.

    :raises ConfigurationError: for an invalid header, with file and line, or a name that is used twice
    """
    found: dict[str, Query] = {}
    for path in sorted(folder.glob("*/**/*.cypher")):
        relative = path.relative_to(folder)
        if relative.parts[0] in NOT_ASKED:
            continue
        query = parse(path.read_text(encoding="utf-8"), relative)
        if query.name in found:
            raise ConfigurationError(
                "two statements are called {name}",
                name=query.name,
                where=f"{found[query.name].path}, {query.path}",
                hint="rename one of them",
            )
        found[query.name] = query
    return dict(sorted(found.items()))


def find(catalogue: Mapping[str, Query], name: str) -> Query:
    """Return the query with this name.

    :raises UnknownName: if there is none; similar names are proposed
    """
    if name in catalogue:
        return catalogue[name]
    raise UnknownName(
        "there is no query {name}",
        name=name,
        hint=_near(name, catalogue) or "'friendcircle queries' lists them",
    )


def parse(content: str, path: Path) -> Query:
    """Parse one file of the catalogue.

    :param path: relative to the folder of the catalogue: group, optional topics, file
    :raises ConfigurationError: if the file is invalid, with file and line
    """
    lines = content.splitlines()
    length = next((number for number, line in enumerate(lines) if not line.startswith("//")), len(lines))
    draft = _Draft()
    for number, line in enumerate(lines[:length], start=1):
        _read_entry(line, Message("{file}, line {line}", file=path.as_posix(), line=number), draft)
    for key in _SINGLE:
        if key not in draft.single:
            raise ConfigurationError(
                "the header has no {key}", where=path.as_posix(), hint="add a line '// {key}: …'", key=key
            )
    text = "\n".join(lines[length:]).strip()
    query = Query(
        name=draft.single["name"],
        group=path.parts[0],
        topic="/".join(path.parts[1:-1]),
        purpose=Bilingual(draft.single["purpose"], draft.single["purpose_zh"]),
        parameters=tuple(draft.parameters),
        columns=tuple(draft.columns),
        text=text,
        example=_example(draft.single["example"], path),
        path=path.as_posix(),
    )
    _check(query, path)
    return query


def _read_entry(line: str, where: Message, draft: _Draft) -> None:
    match = _ENTRY.match(line)
    key = match["key"] if match else ""
    if match is None or key not in _KNOWN_KEYS:
        raise ConfigurationError(
            "unknown entry in the header: {entry!r}",
            entry=line[:60],
            where=where,
            hint="known are {known}; a remark comes after an empty line",
            known=_KNOWN_KEYS,
        )
    rest = match["rest"].strip()
    if key in _SINGLE:
        if match["name"]:
            raise ConfigurationError(
                "{key} takes no name of its own", where=where, hint="write '// {key}: …'", key=key
            )
        if key in draft.single:
            raise ConfigurationError("{key} is given twice", key=key, where=where)
        if not rest and key != "example":
            raise ConfigurationError("{key} is empty", key=key, where=where)
        draft.single[key] = rest
        return
    name = match["name"] or ""
    if not _NAME.match(name):
        raise ConfigurationError(
            "a {key} needs a name of small letters, digits and underscores",
            where=where,
            hint="write '// {key} NAME: TYPE -- meaning'",
            key=key,
        )
    if any(entry.name == name for entry in (draft.parameters if key == "param" else draft.columns)):
        raise ConfigurationError("{key} {name} is given twice", key=key, name=name, where=where)
    typed, separator, meanings = rest.partition(_SEPARATOR)
    english, _, chinese = (part.strip() for part in meanings.partition(" | "))
    meaning = Bilingual(english, chinese)
    parts = _TYPED.match(typed.strip())
    if not separator or not meaning.en or parts is None:
        raise ConfigurationError(
            "{key} {name} lacks a type or a meaning",
            where=where,
            hint="write '// {key} NAME: TYPE -- meaning | 含义'",
            key=key,
            name=name,
        )
    vocabulary = parts["vocabulary"] or ""
    if vocabulary and vocabulary not in VOCABULARIES:
        raise ConfigurationError(
            "there is no word list {name}",
            name=vocabulary,
            where=where,
            hint=_near(vocabulary, VOCABULARIES) or "see graph/model/vocabulary.py",
        )
    if key == "param":
        default = parts["default"].strip() if parts["default"] is not None else None
        draft.parameters.append(
            QueryParameter(name, _parameter_type(parts["type"], where), default, meaning, vocabulary)
        )
    elif parts["default"] is not None:
        raise ConfigurationError("column {name} cannot have a default", name=name, where=where)
    else:
        draft.columns.append(AnswerColumn(name, _column_type(parts["type"], where), meaning, vocabulary))


def _parameter_type(word: str, where: Message) -> ParameterType:
    try:
        return ParameterType(word)
    except ValueError:
        raise ConfigurationError(
            "unknown type of parameter: {word}",
            word=word,
            where=where,
            hint="known are {known}",
            known=ParameterType,
        ) from None


def _column_type(word: str, where: Message) -> ColumnType:
    try:
        return ColumnType(word)
    except ValueError:
        raise ConfigurationError(
            "unknown type of column: {word}",
            word=word,
            where=where,
            hint="known are {known}",
            known=ColumnType,
        ) from None


def _example(text: str, path: Path) -> dict[str, str]:
    try:
        parts = [entry.partition("=") for entry in shlex.split(text)]
    except ValueError as error:
        raise ConfigurationError(
            "the example cannot be read ({reason})",
            reason=error,
            where=path.as_posix(),
            hint="write name=value name=value, quotes around blanks",
        ) from None
    if not all(name and separator for name, separator, _ in parts):
        raise ConfigurationError(
            "the example cannot be read: {text!r}",
            text=text,
            where=path.as_posix(),
            hint="write name=value name=value, quotes around blanks",
        )
    return {name: value for name, _, value in parts}


def _check(query: Query, path: Path) -> None:
    """Check that the parts of a file are complete and consistent.

    :raises ConfigurationError: if they are not
    """
    where = query.path
    if query.name != path.stem:
        raise ConfigurationError(
            "the header says {name}, the file is called {file}",
            name=query.name,
            file=path.stem,
            where=where,
            hint="use one name",
        )
    if not query.columns:
        raise ConfigurationError(
            "the header names no column", where=where, hint="add a line '// column NAME: TYPE -- meaning'"
        )
    if not query.text:
        raise ConfigurationError("there is no statement below the header", where=where)
    declared = {parameter.name for parameter in query.parameters}
    try:
        used = tokens.parameters(query.text)
    except tokens.NotClosed as error:
        raise ConfigurationError(
            "the statement cannot be read: {sign} is opened and not closed", sign=error.sign, where=where
        ) from None
    for name in sorted(declared ^ used):
        raise ConfigurationError(
            "parameter {name} is declared, but the statement does not use it"
            if name in declared
            else "parameter {name} is used, but the header does not declare it",
            name=name,
            where=where,
        )
    for parameter in query.parameters:
        if parameter.default not in (None, NULL, HOME, TODAY):
            _typed(parameter, str(parameter.default), where)
    bind(query, query.example, home="home", today=dt.date(2000, 1, 1))


def bind(query: Query, given: Mapping[str, str], home: str | None, today: dt.date) -> dict[str, object]:
    """Convert the texts that a user gives to the typed parameters of ``query``, with defaults.

    :param given: texts by name; an empty text means no value if the default is ``null``
    :param home: id of the home for ``@home``, or ``None``
    :param today: day for ``@today``
    :raises UnknownName: for an unknown parameter or a word that is not in its list; similar ones are proposed
    :raises InputError: for a missing parameter or a value of another type
    """
    names = [parameter.name for parameter in query.parameters]
    for name in given:
        if name not in names:
            raise UnknownName(
                "{query} has no parameter {name}",
                query=query.name,
                name=name,
                hint=_near(name, names) or ("it has {known}" if names else "it has none"),
                known=names,
            )
    return {
        parameter.name: _value(query, parameter, given.get(parameter.name), home, today)
        for parameter in query.parameters
    }


def _value(
    query: Query, parameter: QueryParameter, given: str | None, home: str | None, today: dt.date
) -> object:
    where = Message("parameter {name} of {query}", name=parameter.name, query=query.name)
    if given is not None and not (given == "" and parameter.default == NULL):
        return _typed(parameter, given, where)
    if parameter.default is None:
        raise InputError(
            "{query} needs {name} ({meaning})",
            query=query.name,
            meaning=parameter.meaning,
            hint="give {name}=…",
            name=parameter.name,
        )
    if parameter.default == NULL:
        return None
    if parameter.default == HOME:
        if not home:
            raise InputError(
                "no home is configured",
                where=where,
                hint="give {name}=ID, or set the home in friendcircle.toml",
                name=parameter.name,
            )
        return home
    if parameter.default == TODAY:
        return today.year if parameter.type is ParameterType.YEAR else today
    return _typed(parameter, parameter.default, where)


_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_EXPECTED = {
    ParameterType.ID: Message("an id"),
    ParameterType.TEXT: Message("a text"),
    ParameterType.INT: Message("a whole number"),
    ParameterType.NUMBER: Message("a number"),
    ParameterType.DATE: Message("a day as YYYY-MM-DD"),
    ParameterType.YEAR: Message("a year as YYYY"),
    ParameterType.TRUTH: Message("true or false"),
}


def _typed(parameter: QueryParameter, text: str, where: str | Message) -> object:
    """Convert ``text`` to the parameter's type and check its vocabulary; errors mention ``where``."""
    text = text.strip()
    try:
        value = _convert(parameter.type, text)
    except ValueError:
        raise InputError(
            "{text!r} is not {expected}", text=text, expected=_EXPECTED[parameter.type], where=where
        ) from None
    if parameter.vocabulary:
        words = VOCABULARIES[parameter.vocabulary]
        if text not in words and not words.open:
            raise UnknownName(
                "{text!r} is no word of the list {vocabulary}",
                text=text,
                vocabulary=parameter.vocabulary,
                where=where,
                hint=_near(text, words.words) or "it takes {known}",
                known=words.words,
            )
    return value


def _convert(kind: ParameterType, text: str) -> object:
    """Convert ``text`` to a type.

    :raises ValueError: if the text is no value of that type
    """
    match kind:
        case ParameterType.ID | ParameterType.TEXT:
            if not text:
                raise ValueError(text)
            return text
        case ParameterType.INT:
            return int(text)
        case ParameterType.NUMBER:
            number = float(text)
            if not math.isfinite(number):
                raise ValueError(text)
            return number
        case ParameterType.DATE:
            if len(text) != len("2000-01-01"):
                raise ValueError(text)
            return dt.date.fromisoformat(text)
        case ParameterType.YEAR:
            return dt.date(int(text), 1, 1).year
        case ParameterType.TRUTH:
            if text.lower() not in _TRUTHS:
                raise ValueError(text)
            return _TRUTHS[text.lower()]


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


def _near(name: str, known: Iterable[str]) -> Message:
    """Return ``did you mean …`` with the names similar to ``name``, or an empty message."""
    close = near_matches(name, known)
    return Message("did you mean {near:or}?", near=close) if close else Message("")
