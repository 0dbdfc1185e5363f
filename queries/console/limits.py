"""Limits of the console: rows, seconds, and the size of a statement, counted before it is sent.

The planner of Neo4j checks neither the time limit nor the memory limit, and after a stack overflow the client
gets no answer. The numbers were measured on Neo4j 5.26; see ``docs/decisions/0018-console-limits.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graph.i18n import Message
from queries.console.tokens import Token, TokenKind

Tokens = Sequence[Token]
#: Rows and seconds of a statement where nothing else is asked for.
DEFAULT_LIMIT, DEFAULT_TIMEOUT = 1_000, 30.0
#: Maximum number of rows, and of seconds, that can be asked for on the page.
MOST_ROWS, MOST_SECONDS = 10_000, 60
#: Maximum size of a statement in bytes of UTF-8.
MOST_BYTES = 50_000


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of the console.

    :param name: name in the documentation
    :param most: maximum number allowed
    :param what: message for a statement with more
    :param counted: yields the token positions that count, in order
    """

    name: str
    most: int
    what: Message
    counted: Callable[[Tokens], Iterator[int]]


def exceeded(found: Tokens) -> tuple[Limit, int] | None:
    """Return the first limit that a statement exceeds and the token position where it does, or ``None``."""
    for limit in LIMITS:
        for number, position in enumerate(limit.counted(found)):
            if number == limit.most:
                return limit, position
    return None


def _words(*words: str) -> Callable[[Tokens], Iterator[int]]:
    """Count keywords."""

    def counted(found: Tokens) -> Iterator[int]:
        return (
            position
            for position, token in enumerate(found)
            if token.is_word(*words) and not _is_property(found, position)
        )

    return counted


def _symbols(*symbols: str) -> Callable[[Tokens], Iterator[int]]:
    def counted(found: Tokens) -> Iterator[int]:
        return (position for position, token in enumerate(found) if token.is_symbol(*symbols))

    return counted


def _is_property(found: Tokens, position: int) -> bool:
    return position > 0 and found[position - 1].is_symbol(".", ":")


def _deeper(
    opens: Callable[[Tokens, int], bool], closes: Callable[[Tokens, int], bool]
) -> Callable[[Tokens], Iterator[int]]:
    """Count the depth of nesting: yield the position at which each depth is first reached."""

    def counted(found: Tokens) -> Iterator[int]:
        depth = deepest = 0
        for position in range(len(found)):
            if opens(found, position):
                depth += 1
                if depth > deepest:
                    deepest = depth
                    yield position
            elif depth and closes(found, position):
                depth -= 1

    return counted


def _subqueries(found: Tokens) -> Iterator[int]:
    """Yield the position of the brace at which each depth of subqueries is first reached."""
    kinds: list[bool] = []
    deepest = 0
    for position, token in enumerate(found):
        if token.is_symbol("{"):
            before = found[position - 1] if position > 0 else None
            kinds.append(
                before is not None
                and (before.is_word("CALL", "EXISTS", "COUNT", "COLLECT") or before.is_symbol(")"))
                and _begins(found, position)
            )
            depth = sum(kinds)
            if kinds[-1] and depth > deepest:
                deepest = depth
                yield position
        elif token.is_symbol("}") and kinds:
            kinds.pop()


def _begins(found: Tokens, position: int) -> bool:
    """Whether a statement or a pattern follows the brace, not the key of a map or a quantifier."""
    after = found[position + 1] if position + 1 < len(found) else None
    return after is not None and (
        after.is_word("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL") or after.is_symbol("(")
    )


def _chained(
    joins: Callable[[Tokens, int], bool], ends: Callable[[Tokens, int], bool]
) -> Callable[[Tokens], Iterator[int]]:
    """Count the length of a chain: yield the position at which each length is first reached.

    Brackets begin a separate chain.
    """

    def counted(found: Tokens) -> Iterator[int]:
        lengths = [0]
        longest = 0
        for position in range(len(found)):
            if joins(found, position):
                lengths[-1] += 1
                if lengths[-1] > longest:
                    longest = lengths[-1]
                    yield position
            elif ends(found, position):
                lengths[-1] = 0
            if _opens_bracket(found, position):
                lengths.append(0)
            elif _closes_bracket(found, position) and len(lengths) > 1:
                lengths.pop()

    return counted


def _is_arithmetic(found: Tokens, position: int) -> bool:
    """Whether a symbol is an arithmetic operator, not part of a pattern or the star in ``count(*)``."""
    token = found[position]
    before = found[position - 1] if position > 0 else None
    after = found[position + 1] if position + 1 < len(found) else None
    if (
        before is None
        or after is None
        or before.is_symbol("(", "[", ",", "-", "<-")
        or after.is_symbol("]", ")", "-", "->", ">")
    ):
        return False
    return token.is_symbol("+", "*", "/", "%", "^") or (
        token.is_symbol("-") and not after.is_symbol("[") and not before.is_symbol("]", "<")
    )


def _ends_expression(found: Tokens, position: int) -> bool:
    token = found[position]
    return token.is_symbol(",", ";", "|", ":") or (
        token.is_word(*_SEPARATORS) and not _is_property(found, position)
    )


_SEPARATORS = (
    "AND",
    "OR",
    "XOR",
    "WHERE",
    "RETURN",
    "WITH",
    "MATCH",
    "UNWIND",
    "CALL",
    "UNION",
    "WHEN",
    "THEN",
    "ELSE",
    "BY",
    "AS",
    "SKIP",
    "LIMIT",
    "IN",
)


def _is_access(found: Tokens, position: int) -> bool:
    """Whether the token is a dot or square bracket that accesses a part of the preceding value."""
    before = found[position - 1] if position > 0 else None
    if before is None or not found[position].is_symbol(".", "["):
        return False
    return before.kind in (TokenKind.WORD, TokenKind.QUOTED, TokenKind.PARAMETER) or before.is_symbol(
        "]", ")", "}"
    )


def _ends_access(found: Tokens, position: int) -> bool:
    return not found[position].is_symbol(".", "[", "]") and found[position].kind not in (
        TokenKind.WORD,
        TokenKind.QUOTED,
    )


def _is_not(found: Tokens, position: int) -> bool:
    return (found[position].is_word("NOT") and not _is_property(found, position)) or found[
        position
    ].is_symbol("!")


def _ends_not(found: Tokens, position: int) -> bool:
    return not found[position].is_symbol("(", ")")


#: Words that end what is planned together.
_ENDS_OF_PLAN = ("WITH", "UNWIND", "CALL", "UNION", "RETURN")
#: Words that open a subquery, which is planned on its own.
_OWN_PLAN = ("EXISTS", "COLLECT", "COUNT")


def _relationships(found: Tokens) -> Iterator[int]:
    """Yield the position of one dash for each relationship of the patterns that are planned together.

    Of the parts of the statement, the one with the most relationships counts.
    """
    parts: list[list[int]] = [[]]
    for position, token in enumerate(found[:-1]):
        if any(token.is_word(word) for word in _ENDS_OF_PLAN) or (
            found[position + 1].is_symbol("{") and any(token.is_word(word) for word in _OWN_PLAN)
        ):
            parts.append([])
        elif position and _is_relationship(found, position):
            parts[-1].append(position)
    yield from max(parts, key=len)


def _is_relationship(found: Tokens, position: int) -> bool:
    """Return whether the token is the first dash of a relationship."""
    token, before, after = found[position], found[position - 1], found[position + 1]
    bracketed = token.is_symbol("-", "<-") and after.is_symbol("[") and before.is_symbol(")", "}")
    plain = token.is_symbol("-", "->") and before.is_symbol("-", "<-") and after.is_symbol("(", ">")
    return bracketed or plain


def _opens_bracket(found: Tokens, position: int) -> bool:
    return found[position].is_symbol("(", "[", "{")


def _closes_bracket(found: Tokens, position: int) -> bool:
    return found[position].is_symbol(")", "]", "}")


def _opens_case(found: Tokens, position: int) -> bool:
    return found[position].is_word("CASE") and not _is_property(found, position)


def _closes_case(found: Tokens, position: int) -> bool:
    return found[position].is_word("END") and not _is_property(found, position)


#: All limits, in the order in which they are checked.
LIMITS: tuple[Limit, ...] = (
    Limit(
        "nesting",
        200,
        Message("brackets are nested more than {most} deep", most=200),
        _deeper(_opens_bracket, _closes_bracket),
    ),
    Limit(
        "case",
        50,
        Message("CASE is nested more than {most} deep", most=50),
        _deeper(_opens_case, _closes_case),
    ),
    Limit("subqueries", 8, Message("subqueries are nested more than {most} deep", most=8), _subqueries),
    Limit("operands", 499, Message("more than {most} AND, OR or XOR", most=499), _words("AND", "OR", "XOR")),
    Limit("xor", 10, Message("more than {most} XOR", most=10), _words("XOR")),
    Limit("not", 50, Message("more than {most} NOT in a row", most=50), _chained(_is_not, _ends_not)),
    Limit(
        "sums",
        100,
        Message("more than {most} calculations in one expression", most=100),
        _chained(_is_arithmetic, _ends_expression),
    ),
    Limit(
        "parts",
        100,
        Message("more than {most} dots or indexes in a row", most=100),
        _chained(_is_access, _ends_access),
    ),
    Limit(
        "relationships",
        20,
        Message("more than {most} relationships in the patterns", most=20),
        _relationships,
    ),
    Limit("unions", 30, Message("more than {most} UNION", most=30), _words("UNION")),
    Limit("matches", 40, Message("more than {most} MATCH", most=40), _words("MATCH")),
    Limit(
        "steps",
        100,
        Message("more than {most} WITH, UNWIND and CALL", most=100),
        _words("WITH", "UNWIND", "CALL"),
    ),
    Limit("whens", 200, Message("more than {most} WHEN", most=200), _words("WHEN")),
    Limit(
        "alternatives", 400, Message("more than {most} of the signs | and &", most=400), _symbols("|", "&")
    ),
    Limit("entries", 2_000, Message("more than {most} commas", most=2_000), _symbols(",")),
)
