"""A query of the catalogue with its parameters and columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graph.i18n import Bilingual

HOME, TODAY, NULL = "@home", "@today", "null"
#: Defaults whose values the naming profile gives (:class:`queries.catalogue.parameters.ProfileValues`).
OUTSIDE, HIGH_LEVEL, COUNTRY = "@outside", "@high_level", "@country"
PROFILE = (OUTSIDE, HIGH_LEVEL, COUNTRY)


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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerColumn:
    """A column of the result.

    :param vocabulary: name of the word list that contains its values, or empty
    """

    name: str
    type: ColumnType
    meaning: Bilingual
    vocabulary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
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
