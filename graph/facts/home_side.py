"""The home side of a visit: whether it is the home, or the province or the nation above it. Pure.

Who invited and who met decide (``office.md``: four fields). Where nobody is said to have met a group, whoever
received it stands in, and then its host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

#: Words of a body or office of a nation or a province, in lower case.
ABOVE = (
    "ambassador",
    "central committee",
    "central government",
    "embassy",
    "federal",
    "governor",
    "head of state",
    "ministry",
    "national",
    "prime minister",
    "province",
    "provincial",
    "state",
    "state council",
    "中央",
    "全国",
    "国务院",
    "国家",
    "外交部",
    "商务部",
    "大使馆",
    "省",
    "总统",
    "总理",
    "部长",
)
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_BETWEEN = re.compile(r"[;；、]")


def is_above(
    *,
    invited: str,
    met: str,
    received: str,
    host: str,
    own: Sequence[str],
    above: Sequence[str],
) -> bool:
    """Return whether the nation, the province or a ministry invited a group and met it, but not the home.

    :param own: names of the home and what is part of it, in lower case
    :param above: names of the places it lies in, in lower case
    """
    sides = [
        all(_is_body_above(body, own, above) for body in bodies)
        for field in (invited, met or received or host)
        if (bodies := [body for part in _BETWEEN.split(field) if (body := part.strip())])
    ]
    return bool(sides) and all(sides)


def is_sent_from_above(sender: str, own: Sequence[str], above: Sequence[str]) -> bool:
    """Return whether the nation, the province or a ministry sent a group."""
    return is_above(invited=sender, met="", received="", host="", own=own, above=above)


def _is_body_above(body: str, own: Iterable[str], above: Iterable[str]) -> bool:
    name = _BRACKETS.sub(" ", body).casefold()
    if any(_names(word, name) for word in own):
        return False
    return any(_names(word, name) for word in (*ABOVE, *above))


def _names(word: str, text: str) -> bool:
    """Return whether ``word`` occurs in ``text``; one in Latin letters only as a whole word."""
    if not word.isascii():
        return word in text
    return re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text) is not None
