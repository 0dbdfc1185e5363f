"""A Cypher tokenizer that finds keywords, parameters, labels and relationship types outside of strings.

It is not a parser and does not check the syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

#: Optional prefixes that return the plan, PROFILE with the actual cost.
PLANNING = ("EXPLAIN", "PROFILE")


class TokenKind(StrEnum):
    """Kind of a token."""

    WORD = "word"  # an unquoted keyword, variable, function, label ...
    QUOTED = "quoted"  # a name in backticks; its text is the name
    STRING = "string"
    NUMBER = "number"
    PARAMETER = "parameter"  # its text is the name, without the dollar sign
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Token:
    """A token; ``start`` is its offset in characters, from 0."""

    kind: TokenKind
    text: str
    start: int

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these upper-case keywords, compared case-insensitively."""
        return self.kind is TokenKind.WORD and self.text.upper() in words

    def is_symbol(self, *symbols: str) -> bool:
        """Whether it is one of these symbols."""
        return self.kind is TokenKind.SYMBOL and self.text in symbols


_TOKEN = re.compile(
    r"""
      (?P<blank>\s+)
    | (?P<comment>//[^\n\r]*|/\*.*?\*/)
    | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<quoted>`(?:[^`]|``)*`)
    | (?P<parameter>\$(?:\w+|`(?:[^`]|``)*`))
    | (?P<number>\d\w*(?:\.\d\w*)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<symbol>\.\.|<=|>=|<>|=~|\+=|->|<-|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENING = ("'", '"', "`")


class NotClosed(ValueError):
    """An unterminated string, quoted name or comment.

    :param sign: the opening characters
    :param start: their offset in characters, from 0
    """

    def __init__(self, sign: str, start: int) -> None:
        super().__init__(f"{sign} is opened and not closed")
        self.sign, self.start = sign, start


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of ``text`` in order, without whitespace and comments.

    :raises NotClosed: if a string, quoted name or comment is unterminated
    """
    for match in _TOKEN.finditer(text):
        name, found = str(match.lastgroup), match.group()
        if name in ("blank", "comment"):
            continue
        if name == "symbol" and (found in _OPENING or text.startswith("/*", match.start())):
            raise NotClosed("/*" if found == "/" else found, match.start())
        if name == "quoted":
            found = found[1:-1].replace("``", "`")
        elif name == "parameter":
            found = found[1:].strip("`")
        yield Token(TokenKind(name), found, match.start())


def parameters(text: str) -> set[str]:
    """Return the names of the parameters in ``text``."""
    return {token.text for token in tokens(text) if token.kind is TokenKind.PARAMETER}


def schema_names(text: str) -> tuple[set[str], set[str]]:
    """Return the labels and relationship types in patterns and in conditions such as ``n:Visit``.

    A name after a colon is a type within the square brackets of a relationship, neither after the key of a
    map, and a label elsewhere.
    """
    found = list(tokens(text))
    labels: set[str] = set()
    types: set[str] = set()
    enclosing: list[str] = []
    for index, token in enumerate(found):
        if token.is_symbol("(", "{", "["):
            # Only a bracket after a dash opens a relationship; others are lists, indexes or comprehensions.
            relation = token.text == "[" and index > 0 and found[index - 1].is_symbol("-", "<-")
            enclosing.append("relation" if relation else token.text)
        elif token.is_symbol(")", "}", "]") and enclosing:
            enclosing.pop()
        elif token.is_symbol(":") and not (enclosing and enclosing[-1] == "{" and _is_map_key(found, index)):
            target = types if enclosing and enclosing[-1] == "relation" else labels
            target.update(_alternatives(found, index + 1))
    return labels, types


def _is_map_key(found: list[Token], colon: int) -> bool:
    """Whether the colon follows the key of a map: ``{id: …`` or ``, id: …``."""
    return (
        colon >= 2
        and found[colon - 1].kind in (TokenKind.WORD, TokenKind.QUOTED)
        and found[colon - 2].is_symbol("{", ",")
    )


def _alternatives(found: list[Token], start: int) -> Iterator[str]:
    """Yield the names of ``A|B|C`` (or ``A&!B``) from token ``start`` on."""
    wants_name = True
    for token in found[start:]:
        if wants_name and token.kind in (TokenKind.WORD, TokenKind.QUOTED):
            yield token.text
            wants_name = False
        elif token.is_symbol("|", "&", "!", ":"):
            wants_name = True
        else:
            return
