"""Two records side by side as a table: what each says, and in what they differ. Every text is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

import streamlit as st

from graph.sanitize import html_text, safe_url

_TEXT, _ADDRESS = 600, 4000


@dataclass(frozen=True, slots=True)
class CellEntry:
    """One line in a cell.

    :param note: shown after the text, paler
    :param page: address of a page of the dashboard, or empty
    :param url: address of the web, or empty
    """

    text: str
    note: str = ""
    _: KW_ONLY
    page: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PairLine:
    """What both records say of one thing; an empty side says nothing of it.

    :param is_compared: whether a difference tells for or against it that they are one
    """

    label: str
    sides: tuple[tuple[CellEntry, ...], tuple[CellEntry, ...]]
    is_compared: bool = True

    @property
    def differs(self) -> bool:
        """Whether both say something that is compared, and not the same."""
        one, other = self.sides
        return self.is_compared and bool(one and other) and one != other


@dataclass(frozen=True, slots=True)
class RecordPair:
    """Two records.

    :param title: what both are
    :param note: what speaks for it that they are one, or empty
    :param heads: name of each, with its page
    :param differ: the word for a line in which they differ
    """

    title: str
    _: KW_ONLY
    note: str
    heads: tuple[CellEntry, CellEntry]
    differ: str
    lines: Sequence[PairLine]


def record_pair(pair: RecordPair) -> None:
    """Show two records side by side."""
    heads = "".join(f'<th scope="col">{_entry(head)}</th>' for head in pair.heads)
    note = f"<p>{html_text(pair.note, _TEXT)}</p>" if pair.note else ""
    st.html(
        f'<div class="record-pair"><h3>{html_text(pair.title, _TEXT)}</h3>{note}'
        f"<table><thead><tr><td></td>{heads}</tr></thead>"
        f"<tbody>{''.join(_line(line, pair.differ) for line in pair.lines)}</tbody></table></div>"
    )


def _line(line: PairLine, differ: str) -> str:
    mark = f"<em>{html_text(differ)}</em>" if line.differs else ""
    cells = "".join(f"<td>{'<br>'.join(map(_entry, side)) or '–'}</td>" for side in line.sides)
    kind = "differs" if line.differs else "agrees"
    return f'<tr class="{kind}"><th scope="row">{html_text(line.label)}{mark}</th>{cells}</tr>'


def _entry(entry: CellEntry) -> str:
    text = html_text(entry.text, _TEXT)
    if entry.page:
        text = f'<a href="{html_text(entry.page, _ADDRESS)}">{text}</a>'
    elif address := safe_url(entry.url):
        text = f'<a href="{html_text(address, _ADDRESS)}" target="_blank" rel="noopener">{text}</a>'
    return f"{text} <small>{html_text(entry.note, _TEXT)}</small>" if entry.note else text
