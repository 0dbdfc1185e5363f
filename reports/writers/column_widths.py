"""How wide the columns of a table are: from what stands in them, so that no word, number or day is broken.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.drawing.circle_layout import text_width

_HAN = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
#: What is not broken: a reference to a source; a run of signs that are not Chinese; a short Chinese word that
#: stands alone; a sign.
_UNBROKEN = re.compile(rf"\[\d+\]|[^\s\[{_HAN}]+|(?<!\S)[{_HAN}]{{1,5}}(?!\S)|\S")
#: A word longer than this (an address, say) is broken rather than that it takes the place of the other
#: columns; in em.
_LONGEST = 11.0
#: Text is read in lines of some length: a wish beyond this counts no more; in em.
_FULL = 60.0
#: Heads in Chinese are broken between any two characters, but not into a column of single ones; in em.
_HEAD = 2.0
#: Heads are bold, so a little wider.
_BOLD = 1.12


def least_width(text: str) -> float:
    """The width in em below which a word of the text would be broken."""
    return max((min(text_width(part, 1.0), _LONGEST) for part in _UNBROKEN.findall(text)), default=0.0)


def wished_width(text: str) -> float:
    """The width in em in which each line of the text fits."""
    return min(max((text_width(line, 1.0) for line in text.split("\n")), default=0.0), _FULL)


def upright(heads: Sequence[str], rows: Sequence[Sequence[str]], room: float, *, around: float) -> bool:
    """Whether the heads have to be turned upwards, all but the first, since side by side they find no room;
    parameters as in :func:`shares`.
    """
    return (
        sum(
            max(_BOLD * least_width(head), *(least_width(text) for text in texts), 0.0) + around
            for head, *texts in zip(heads, *rows, strict=True)
        )
        > room
    )


def shares(heads: Sequence[str], rows: Sequence[Sequence[str]], room: float, *, around: float) -> list[float]:
    """What each column gets of the room.

    Every column has what its longest word needs; what is left goes to those whose text is longer, in
    proportion. Where not even the words have room, all give way alike.

    :param heads: one text a column
    :param rows: the texts of the cells
    :param room: width of the table in em of the text
    :param around: what a cell needs beside its text, in em
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
