"""Parameters of a query: texts that a user gives, converted to their types."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.errors import InputError, UnknownName
from graph.i18n import Message
from graph.model.vocabulary import VOCABULARIES
from graph.naming.profile import Naming
from graph.naming.profile_file import LANGUAGES
from graph.suggest import near_matches
from queries.catalogue.query import (
    COUNTRY,
    HIGH_LEVEL,
    HOME,
    NULL,
    OUTSIDE,
    PROFILE,
    TODAY,
    ParameterType,
    Query,
    QueryParameter,
)


@dataclass(frozen=True, slots=True)
class ProfileValues:
    """What the naming profile of an office gives for the defaults of queries.

    :param outside: alpha-2 codes of the countries and areas outside its remit, for ``@outside``
    :param high_level: ranks of heads that make a visit a high-level one, for ``@high_level``
    :param country: names of the home's country or area, for ``@country``
    """

    outside: tuple[str, ...] = ()
    high_level: tuple[str, ...] = ()
    country: tuple[str, ...] = ()

    @classmethod
    def of(cls, naming: Naming, country: str) -> ProfileValues:
        """Return the values of a profile.

        :param country: alpha-2 code of the home's country or area, or empty
        """
        names = {naming.area_name(country, lang) for lang in LANGUAGES} if country else ()
        return cls(tuple(sorted(naming.outside)), naming.high_levels, tuple(sorted(names)))

    def text(self, default: str) -> str:
        """Return the value of a default as the text of a parameter."""
        values = {OUTSIDE: self.outside, HIGH_LEVEL: self.high_level, COUNTRY: self.country}
        return ",".join(values[default])


NO_PROFILE = ProfileValues()


def bind(
    query: Query,
    given: Mapping[str, str],
    home: str | None,
    today: dt.date,
    profile: ProfileValues = NO_PROFILE,
) -> dict[str, object]:
    """Convert the texts that a user gives to the typed parameters of ``query``, with defaults.

    :param given: texts by name; an empty text means no value if the default is ``null``
    :param home: id of the home for ``@home``, or ``None``
    :param today: day for ``@today``; for a year that of ``as_of``, if the query has it
    :param profile: what the naming profile of the office gives
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
                hint=near_hint(name, names) or ("it has {known}" if names else "it has none"),
                known=names,
            )
    found = {
        parameter.name: _value(query, parameter, given.get(parameter.name), home, today, profile)
        for parameter in query.parameters
    }
    if isinstance(day := found.get("as_of"), dt.date):
        # The year of a question about a day is that of the day.
        found |= {
            parameter.name: day.year
            for parameter in query.parameters
            if parameter.type is ParameterType.YEAR
            and parameter.default == TODAY
            and parameter.name not in given
        }
    return found


def _value(
    query: Query,
    parameter: QueryParameter,
    given: str | None,
    home: str | None,
    today: dt.date,
    profile: ProfileValues,
) -> object:
    where = Message("parameter {name} of {query}", name=parameter.name, query=query.name)
    if given is not None and not (given == "" and parameter.default in (NULL, *PROFILE)):
        return typed_value(parameter, given, where)
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
    if parameter.default in PROFILE:
        return profile.text(parameter.default)
    if parameter.default == TODAY:
        return today.year if parameter.type is ParameterType.YEAR else today
    return typed_value(parameter, parameter.default, where)


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


def typed_value(parameter: QueryParameter, text: str, where: str | Message) -> object:
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
                hint=near_hint(text, words.words) or "it takes {known}",
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


def near_hint(name: str, known: Iterable[str]) -> Message:
    """Return ``did you mean …`` with the names similar to ``name``, or an empty message."""
    close = near_matches(name, known)
    return Message("did you mean {near:or}?", near=close) if close else Message("")
