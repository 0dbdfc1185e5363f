"""Where in a statement an error lies."""

from __future__ import annotations

import re

from graph.errors import InputError
from graph.i18n import Message
from queries.console.tokens import PLANNING, tokens

#: Put before a statement on a separate line, so that columns are the same as in the statement.
EXPLAIN_LINE = "EXPLAIN\n"

#: Maximum number of characters of a faulty line shown in an error.
_SHOWN = 70


def place_of(text: str, start: int) -> Message:
    """Return the line and column of an offset, with the text of the line."""
    before = text[:start]
    return shown_place(text, before.count("\n") + 1, start - before.rfind("\n"))


def shown_place(text: str, line: int, column: int) -> Message:
    """Return line and column with the text of the line, or the part around the column if it is long."""
    lines = text.split("\n")
    whole = lines[line - 1] if line <= len(lines) else ""
    begin = max(0, min(column - 1 - _SHOWN // 2, len(whole) - _SHOWN))
    shown = " ".join(whole[begin : begin + _SHOWN].split())
    shown = ("…" if begin else "") + shown + ("…" if begin + _SHOWN < len(whole) else "")
    return Message("line {line}, column {column}: {text}", line=line, column=max(1, column), text=shown)


#: Position of an error, and unknown name, in messages of the server.
_SERVER_PLACE = re.compile(r"\s*\(?line (?P<line>\d+), column (?P<column>\d+)(?: \(offset: \d+\))?\)?")
_SERVER_NAME = re.compile(r"(?:Variable|Unknown function|function) ['`](?P<name>[^'`]+)['`]")


def located_error(error: InputError, text: str) -> InputError:
    """Return a server error with its position in the statement, if known, and only its first line.

    The server also counts the line with ``EXPLAIN`` that was put before the statement, unless the statement
    itself begins with EXPLAIN or PROFILE.
    """
    said = str(error.parts.hint.values.get("reason") or "")
    reason = next((line.strip() for line in said.splitlines() if line.strip()), "")
    where: Message | str = error.parts.where
    first = next(tokens(text), None)
    shift = 0 if first is not None and first.is_word(*PLANNING) else EXPLAIN_LINE.count("\n")
    if place := _SERVER_PLACE.search(said):
        where = shown_place(text, max(1, int(place["line"]) - shift), int(place["column"]))
        reason = _SERVER_PLACE.sub("", reason)
    elif name := _SERVER_NAME.search(said):
        start = next((token.start for token in tokens(text) if token.text == name["name"]), None)
        where = place_of(text, start) if start is not None else where
    return InputError(
        error.parts.what, where=where, hint=Message("{reason}", reason=reason) if reason else error.parts.hint
    )
