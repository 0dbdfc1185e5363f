"""Checks that a statement typed by a user only reads the graph, before it is sent."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import InputError, QueryRefused
from graph.i18n import Message
from queries.console.error_places import place_of
from queries.console.limits import MOST_BYTES, exceeded
from queries.console.tokens import PLANNING, NotClosed, Token, TokenKind, tokens

#: Procedures that may be called; they only return names.
PROCEDURES = frozenset({"db.labels", "db.relationshipTypes", "db.propertyKeys"})
#: Allowed namespaces of functions with a dot in their name, in lower case.
FUNCTION_SPACES = frozenset({"date", "datetime", "localdatetime", "localtime", "time", "duration", "point"})
#: A reading statement begins with one of these.
OPENINGS = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL")
WRITING = ("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "DROP")


def check(text: str) -> set[str]:
    """Check a statement before it is sent.

    :return: names of its parameters
    :raises QueryRefused: if it would do anything but read the graph, or exceeds a limit
    :raises InputError: if it is empty, or a string or comment is unterminated
    """
    if "\\u" in text:
        # Neo4j decodes these escapes before tokenizing, so they could hide strings and keywords.
        raise QueryRefused(r"a code of the form \uXXXX is not taken", hint="write the character itself")
    if (kept := len(_first_bytes(text, MOST_BYTES))) < len(text):
        raise QueryRefused(
            "the statement is longer than {most} bytes in UTF-8",
            most=MOST_BYTES,
            where=place_of(text, kept),
            hint="write it in smaller parts",
        )
    try:
        found = list(tokens(text))
    except NotClosed as error:
        raise InputError(
            "the statement cannot be read: {sign} is opened and not closed",
            sign=error.sign,
            where=place_of(text, error.start),
        ) from None
    while found and found[-1].is_symbol(";"):
        found.pop()
    if not found:
        raise InputError("the statement is empty")
    if len(found) == 1 and (word := found[0].text.upper()) in ("EXPLAIN", "PROFILE"):
        raise QueryRefused(
            "{word} comes before a statement, and there is none",
            word=word,
            where=place_of(text, found[0].start),
        )
    for position, token in enumerate(found):
        try:
            _check_token(found, position)
        except QueryRefused as error:
            raise QueryRefused(
                error.parts.what, where=place_of(text, token.start), hint=error.parts.hint
            ) from None
    if (over := exceeded(found)) is not None:
        limit, position = over
        raise _too_much(limit.what, place_of(text, found[position].start))
    return {token.text for token in found if token.kind is TokenKind.PARAMETER}


def _too_much(what: Message, where: Message) -> QueryRefused:
    return QueryRefused(
        what, where=where, hint="planning it could take the store too long: write it in smaller parts"
    )


def _first_bytes(text: str, most: int) -> str:
    """Return the longest beginning of a text that fits into ``most`` bytes of UTF-8."""
    return (
        text.encode("utf-8", errors="surrogatepass")[:most].decode("utf-8", errors="ignore")
        if len(text) * 4 > most
        else text
    )


def _check_token(found: Sequence[Token], position: int) -> None:
    token = found[position]
    planned = found[0].is_word(*PLANNING) and len(found) > 1
    if position == (1 if planned else 0) and not token.is_word(*OPENINGS):
        raise QueryRefused(
            "a statement that begins with {word} is not taken",
            word=token.text.upper(),
            hint="a reading one begins with {known}",
            known=OPENINGS,
        )
    if token.is_symbol(";"):
        raise QueryRefused(
            "only one statement is taken at a time", hint="leave out what follows the semicolon"
        )
    if token.kind is TokenKind.WORD and not _is_name(found, position):
        _check_word(found, position)
    if token.is_symbol("(") and position > 0:
        _check_function(found, position)


def _is_name(found: Sequence[Token], position: int) -> bool:
    """Whether a word is certainly no keyword but a property, a label or type, or a key of a map."""
    before = found[position - 1] if position > 0 else None
    if before is None:
        return False
    if before.is_symbol("."):
        return position > 1 and found[position - 2].kind is not TokenKind.NUMBER
    if before.is_symbol(":"):
        return True
    return before.is_symbol("{", ",") and position + 1 < len(found) and found[position + 1].is_symbol(":")


def _check_word(found: Sequence[Token], position: int) -> None:
    token = found[position]
    word = token.text.upper()
    before = found[position - 1] if position > 0 else None
    after = found[position + 1] if position + 1 < len(found) else None
    if word in WRITING or (word == "INSERT" and after is not None and after.is_symbol("(")):
        raise QueryRefused(
            "{word} would write, and only reading is possible here",
            word=word,
            hint="write `{name}` in backticks if it is a name",
            name=token.text,
        )
    if word == "LOAD" and after is not None and after.is_word("CSV"):
        raise QueryRefused("LOAD CSV would read a file, and only reading the graph is possible here")
    if word == "USE" and after is not None and after.kind in (TokenKind.WORD, TokenKind.QUOTED):
        raise QueryRefused(
            "USE would go to another database",
            hint="write `{name}` in backticks if it is a name",
            name=token.text,
        )
    if word == "TRANSACTIONS" and before is not None and before.is_word("IN", "CONCURRENT"):
        raise QueryRefused("IN TRANSACTIONS is for writing, and only reading is possible here")
    if word == "CALL" and after is not None and not after.is_symbol("(", "{"):
        name = _dotted(found, position + 1)
        if name not in PROCEDURES:
            raise QueryRefused(
                "the procedure {name} is not on the list",
                name=name,
                hint="allowed are {known}",
                known=sorted(PROCEDURES),
            )


def _check_function(found: Sequence[Token], opening: int) -> None:
    """Refuse ``namespace.name(`` unless the namespace is allowed; names without one are built-in functions.

    :raises QueryRefused: if it is not allowed
    """
    begin = opening - 1
    while (
        begin >= 2
        and found[begin].kind in (TokenKind.WORD, TokenKind.QUOTED)
        and found[begin - 1].is_symbol(".")
    ):
        begin -= 2
    if begin == opening - 1 or found[begin].kind not in (TokenKind.WORD, TokenKind.QUOTED):
        return
    if begin > 0 and found[begin - 1].is_word("CALL"):
        return  # procedures are checked in _check_word
    if found[begin].text.lower() not in FUNCTION_SPACES:
        raise QueryRefused(
            "the function {name} is not on the list",
            name=_dotted(found, begin),
            hint="with a dot, those of {known} are allowed",
            known=sorted(FUNCTION_SPACES),
        )


def _dotted(found: Sequence[Token], begin: int) -> str:
    """Return the dotted name, such as ``a.b.c``, that begins at a token position."""
    parts = [found[begin].text]
    position = begin + 1
    while position + 1 < len(found) and found[position].is_symbol("."):
        parts.append(found[position + 1].text)
        position += 2
    return ".".join(parts)
