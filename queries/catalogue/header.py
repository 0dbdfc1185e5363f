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

followed by the Cypher text. A parameter without ``=`` is required; the defaults ``@home`` and ``@today``
mean the user's home and the current day, for a year that of ``as_of``; ``@outside``, ``@high_level`` and
``@country`` what the naming profile gives: the countries and areas outside the remit of the office, the
ranks of heads that make a visit a high-level one, and the names of the home's country or area; ``null``
means no value. A word list of :mod:`graph.model.vocabulary` in parentheses limits the values of a text
parameter, and tells how the words of a column are translated. Columns of type ``area`` (one) or ``areas`` (a
list) contain ISO 3166-1 alpha-2 codes, which a naming profile turns into names; a column of place names is
empty if the place is a country or area, so that no name bypasses the profile.
"""

from __future__ import annotations

import datetime as dt
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import ConfigurationError
from graph.i18n import Bilingual, Message
from graph.model.vocabulary import VOCABULARIES
from queries.catalogue.parameters import bind, near_hint, typed_value
from queries.catalogue.query import (
    HOME,
    NULL,
    PROFILE,
    TODAY,
    AnswerColumn,
    ColumnType,
    ParameterType,
    Query,
    QueryParameter,
)
from queries.console import tokens


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
            hint=near_hint(vocabulary, VOCABULARIES) or "see graph/model/vocabulary.py",
        )
    if key == "param":
        default = parts["default"].strip() if parts["default"] is not None else None
        draft.parameters.append(
            QueryParameter(
                name=name,
                type=_parameter_type(parts["type"], where),
                default=default,
                meaning=meaning,
                vocabulary=vocabulary,
            )
        )
    elif parts["default"] is not None:
        raise ConfigurationError("column {name} cannot have a default", name=name, where=where)
    else:
        draft.columns.append(
            AnswerColumn(
                name=name,
                type=_column_type(parts["type"], where),
                meaning=meaning,
                vocabulary=vocabulary,
            )
        )


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
        if parameter.default not in (None, NULL, HOME, TODAY, *PROFILE):
            typed_value(parameter, str(parameter.default), where)
    bind(query, query.example, home="home", today=dt.date(2000, 1, 1))
