"""Notifications of the server in the user's language, with proposals for unknown names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.i18n import Message
from graph.model.schema import NODE_TYPES, RELATION_TYPES, NodeType, RelationType
from graph.store.single_run import ServerNotice
from graph.suggest import near_matches


@dataclass(frozen=True, slots=True)
class Notice:
    """A translatable notification of the server.

    :param code: GQL status, such as ``01N50``
    :param title: kind of notification
    :param text: explanation and advice
    :param line: line of the statement, from 1; ``None`` if it applies to the whole statement
    :param column: column in that line, from 1
    """

    code: str
    title: Message
    text: Message
    line: int | None
    column: int | None

    def __hash__(self) -> int:
        return hash((self.code, str(self.text), self.line, self.column))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Notice) and self._key() == other._key()

    def _key(self) -> tuple[object, ...]:
        return self.code, str(self.text), self.line, self.column

    def document(self, lang: str) -> dict[str, Any]:
        """Return the notice in a language as a JSON-compatible dictionary."""
        return {
            "code": self.code,
            "title": self.title.text(lang),
            "text": self.text.text(lang),
            "line": self.line,
            "column": self.column,
        }

    def sentence(self, lang: str) -> str:
        """Return the notice in a language as one line, with its position."""
        if self.line is None:
            return self.text.text(lang)
        return Message(
            "line {line}, column {column}: {text}", line=self.line, column=self.column, text=self.text
        ).text(lang)


_NAME = re.compile(r"`(?P<name>(?:[^`]|``)*)`")
#: The heading that the server puts before each text.
_HEADING = re.compile(r"^(?:warn|info|note): [^.]*\. ")


def notice_of(notice: ServerNotice) -> Notice:
    """Translate a notification of the server; an unknown one keeps the server's text."""
    said = _HEADING.sub("", notice.text)
    name = _NAME.search(said)
    unknown = _unknown(notice.code, name["name"].replace("``", "`")) if name else None
    title, text = unknown or _known(notice.code, said)
    return Notice(notice.code, title, text, notice.line, notice.column)


def _known(code: str, said: str) -> tuple[Message, Message]:
    """Return title and text for a GQL status; an unknown one keeps the server's text."""
    match code:
        case "01N00" | "01N01" | "01N02" | "01N03":
            return Message("deprecated"), Message("this form is deprecated: {said}", said=said)
        case "01N61":
            return Message("cannot match"), Message("no relationship can have all of these types at once")
        case "01N63":
            return Message("repeated relationship"), Message(
                "the same relationship stands twice in a pattern, which then matches nothing"
            )
        case "03N60":
            return Message("shadowed variable"), Message(
                "a variable of the subquery has the name of one outside it and is another one"
            )
        case "03N61" | "03N62":
            return Message("needless OPTIONAL"), Message("OPTIONAL changes nothing here")
        case "03N90":
            return Message("cartesian product"), Message(
                "the parts of the pattern are not joined, so every match of one meets every match of the "
                "others: join them, or take them one after another"
            )
        case "03N91":
            return Message("path without a limit"), Message(
                "the path has no upper limit and can take very long: write one, such as [*..5]"
            )
        case "03N92":
            return Message("all paths are tried"), Message(
                "the condition makes the server try all paths: put it after a WITH"
            )
        case "03N95":
            return Message("computed property name"), Message(
                "the name of a property is computed, so no index can be used"
            )
        case "01G11":
            return Message("values left out"), Message("an aggregate has left out values that are null")
        case _:
            return Message("remark of the server"), Message("the server remarks: {said}", said=said)


def _unknown(code: str, name: str) -> tuple[Message, Message] | None:
    """Return title and text for a name that is not in the store: unused so far, or perhaps misspelt.

    ``None`` if the status is not about an unknown name.
    """
    match code:
        case "01N50":
            near = _near(name, NODE_TYPES)
            return Message("unknown label"), (
                Message("the store has no node with the label {name} yet", name=name)
                if name in NODE_TYPES
                else Message("no label {name}; did you mean {near}?", name=name, near=near)
                if near
                else Message("no label {name}; the schema lists what there is", name=name)
            )
        case "01N51":
            near = _near(name, RELATION_TYPES)
            return Message("unknown relationship type"), (
                Message("the store has no relationship of the type {name} yet", name=name)
                if name in RELATION_TYPES
                else Message("no relationship type {name}; did you mean {near}?", name=name, near=near)
                if near
                else Message("no relationship type {name}; the schema lists what there is", name=name)
            )
        case "01N52":
            near = _near(name, PROPERTIES)
            return Message("unknown property"), (
                Message("the store has no value of the property {name} yet", name=name)
                if name in PROPERTIES
                else Message("no property {name}; did you mean {near}?", name=name, near=near)
                if near
                else Message("no property {name}; the schema lists what there is", name=name)
            )
    return None


#: Names of all properties of nodes and relationships.
_OWNERS: tuple[NodeType | RelationType, ...] = (*NODE_TYPES.values(), *RELATION_TYPES.values())
PROPERTIES = frozenset(
    {"id", *(name for owner in _OWNERS for one in owner.properties for name in one.stored_names)}
)


def _near(name: str, known: Iterable[str]) -> str:
    """Return the known name most similar to ``name``, ignoring case, or empty."""
    by_small = {entry.lower(): entry for entry in sorted(known)}
    found = near_matches(name.lower(), by_small, most=1)
    return by_small[found[0]] if found else ""
