"""What the schema is made of: properties, labels and relationship types."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field
from enum import StrEnum


class ValueType(StrEnum):
    """Type of a property's value."""

    TEXT = "text"
    TEXTS = "texts"  # a list of texts
    INTEGER = "integer"
    NUMBER = "number"
    TRUTH = "truth"
    DATE = "date"  # a partial date; the graph holds NAME as text, NAME_from and NAME_to as dates
    DAY = "day"  # a full calendar day
    MOMENT = "moment"  # date and time, ISO 8601 text in UTC
    JSON = "json"  # text holding a JSON document
    BYTES = "bytes"  # compact form of a derived value


class LabelGroup(StrEnum):
    """Purpose of a label: facts about relations, their provenance, or the store's own book-keeping."""

    FACT = "fact"
    PROVENANCE = "provenance"
    BOOKKEEPING = "bookkeeping"


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a node or relationship type.

    :param exclusive: whether two sources that give different values for it contradict each other
    """

    name: str
    kind: ValueType
    meaning: str
    _: KW_ONLY
    vocabulary: str = ""
    exclusive: bool = False

    @property
    def stored_names(self) -> tuple[str, ...]:
        """The names under which the graph stores it."""
        if self.kind is ValueType.DATE:
            return (self.name, f"{self.name}_from", f"{self.name}_to")
        return (self.name,)


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label with its meaning and properties; every node also has an ``id``, unique across all labels."""

    label: str
    meaning: str
    group: LabelGroup
    properties: tuple[Property, ...]

    def property(self, name: str) -> Property:
        """Return the property with this name.

        :raises KeyError: if the label has no such property
        """
        for entry in self.properties:
            if entry.name == name:
                return entry
        raise KeyError(f"{self.label} has no property {name}")


@dataclass(frozen=True, slots=True)
class RelationType:
    """A relationship type and the labels it joins.

    The start node owns the relationship, which changes when that node's facts change.
    """

    name: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    _: KW_ONLY
    meaning: str
    properties: tuple[Property, ...] = field(default=())
    derived: bool = False


def text_property(name: str, meaning: str, vocabulary: str = "", *, exclusive: bool = False) -> Property:
    """Declare a property that holds a text."""
    return Property(name, ValueType.TEXT, meaning, vocabulary=vocabulary, exclusive=exclusive)


def date_property(name: str, meaning: str, *, exclusive: bool = False) -> Property:
    """Declare a property that holds a partial date."""
    return Property(name, ValueType.DATE, meaning, exclusive=exclusive)


def number_property(name: str, meaning: str) -> Property:
    """Declare a property that holds a number."""
    return Property(name, ValueType.NUMBER, meaning)


def integer_property(name: str, meaning: str) -> Property:
    """Declare a property that holds a whole number."""
    return Property(name, ValueType.INTEGER, meaning)


NAME_PROPERTIES = (
    text_property("name_en", "name in English"),
    text_property("name_zh", "name in Chinese"),
    text_property("name_local", "name in the place's own language"),
)

NOTE = (
    text_property("note", "remark of the source's compiler, in English"),
    text_property("note_zh", "remark of the source's compiler, in Chinese"),
)
