"""Compute the column widths of a table from its content, so that no word, number or date is broken. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.drawing.text_metrics import text_width

_HAN = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
#: Unbreakable pieces: a source reference; a run of non-Chinese characters; a short Chinese word between
#: spaces; a single character.
_UNBROKEN = re.compile(rf"\[\d+\]|[^\s\[{_HAN}]+|(?<!\S)[{_HAN}]{{1,5}}(?!\S)|\S")
#: Maximum width in em reserved for one word; longer ones, such as URLs, are broken.
_LONGEST = 11.0
#: Maximum width in em that a text asks for, since long lines are hard to read.
_FULL = 60.0
#: Minimum width of a column in em, so that a Chinese head is not broken into single characters.
_HEAD = 2.0
#: Factor for heads, which are bold.
_BOLD = 1.12


def least_width(text: str) -> float:
    """Return the width in em below which a word of the text would be broken."""
    return max((min(text_width(part, 1.0), _LONGEST) for part in _UNBROKEN.findall(text)), default=0.0)


def wished_width(text: str) -> float:
    """Return the width in em at which every line of the text fits, at most :data:`_FULL`."""
    return min(max((text_width(line, 1.0) for line in text.split("\n")), default=0.0), _FULL)


def upright(heads: Sequence[str], rows: Sequence[Sequence[str]], room: float, *, around: float) -> bool:
    """Return whether the heads do not fit side by side, so that all but the first must be set vertically.

    Parameters as in :func:`shares`.
    """
    return (
        sum(
            max(_BOLD * least_width(head), *(least_width(text) for text in texts), 0.0) + around
            for head, *texts in zip(heads, *rows, strict=True)
        )
        > room
    )


def shares(heads: Sequence[str], rows: Sequence[Sequence[str]], room: float, *, around: float) -> list[float]:
    """Return the width of each column.

    Every column gets the width of its longest word; the rest is shared in proportion by columns with longer
    text. If even the words do not fit, all columns shrink alike.

    :param heads: one text per column
    :param rows: texts of the cells
    :param room: width of the table in em
    :param around: padding of a cell in em
    :returns: widths in em that sum to ``room``
    """
    columns = list(zip(heads, *rows, strict=True))
    least = [
        max(_BOLD * least_width(head), _HEAD, *(least_width(text) for text in texts), 0.0) + around
        for head, *texts in columns
    ]
    wished = [
        max(low, *(wished_width(text) + around for text in texts), wished_width(head) * 0.6)
        for low, (head, *texts) in zip(least, columns, strict=True)
    ]
    needed, wanted = sum(least), sum(wished)
    if needed >= room:
        return [room * low / needed for low in least]
    if wanted <= room:
        return [room * wish / wanted for wish in wished]
    part = (room - needed) / (wanted - needed)
    return [low + part * (wish - low) for low, wish in zip(least, wished, strict=True)]
