"""Clean text on entry, and make it safe for a page, a file or a terminal. Pure.

On entry (:func:`clean`) text gets one form and loses what cannot be seen. On the way out it is never markup,
a formula or an escape sequence. Every reader and every writer uses this module, so that all of them guard
against the same things.
"""

from __future__ import annotations

import csv
import html
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

#: Default maximum length of one line; a longer text ends with an ellipsis.
LONGEST = 400
#: Marks that change the direction of writing, or end such a change.
DIRECTION_MARKS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
#: What XML 1.0 cannot hold: control characters but tab and line feed, surrogates, two non-characters.
_NOT_XML = (
    *(code for code in range(0x20) if code not in (0x09, 0x0A)),
    *range(0xD800, 0xE000),
    0xFFFE,
    0xFFFF,
)
_UNPRINTABLE = dict.fromkeys((*DIRECTION_MARKS, *_NOT_XML))
#: What takes no place on a line: control characters but tab and line feed, soft hyphen, zero-width space and
#: joiners, byte order mark, fillers, marks of annotations, surrogates, tags.
_ZERO_WIDTH = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ud800-\udfff"
    "\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
_INVISIBLE = "".join(map(chr, DIRECTION_MARKS)) + _ZERO_WIDTH
# These patterns are compiled when they are first used, since every command imports this module.
_IS_INVISIBLE = f"[{_INVISIBLE}]"
#: Joiners, which shape letters of some scripts and build emoji; elsewhere they are only invisible.
_JOINERS = frozenset("\u200c\u200d")
_JOINED = "[\u0600-\u07bf\u0900-\u109f\u1780-\u18af\ufe0f\u2600-\u27bf\U0001f000-\U0001faff]"
#: A flag of a region: a black flag followed by tags.
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
_WHITE_CONTROLS = "\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]"
#: Letters that look like Latin ones: Cyrillic, then Greek.
_LOOK_ALIKE = frozenset("АВЕЅІЈКМНОРСТУХаеорсухіјѕһԁԛԝҮЁёЇїΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρικυα")
_WORD = r"[^\W\d_]+"
#: What a text may hold that :func:`clean` has to look at: anything else passes unchanged if it is NFC.
_SUSPECT = f"[{_INVISIBLE}\u0370-\u052f\u2028\u2029]"
#: A spreadsheet takes a cell that begins with one of these for a formula, in half width and in full width.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NEGATIVE_NUMBER = re.compile(r"-\d{1,15}(\.\d{1,15})?")
#: Escape sequences of terminals: CSI, OSC and the other string sequences, and those of two characters.
_ESCAPE_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|"
    r"\x9c)?|\x1b.?",
    re.DOTALL,
)


class CleanText(NamedTuple):
    """A text as it is taken from a person or a file.

    :param removed: code points that were taken out, such as ``U+200B``, each once
    :param alike: words that mix Latin letters with letters of another script that look like them
    """

    text: str
    removed: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


def clean(text: str, *, lines: bool = False) -> CleanText:
    """Return a text in normal form NFC without control, zero-width and direction marks.

    Joiners stay where they shape letters or emoji. Full-width forms and letters that only look like others
    stay as they are.

    :param lines: whether line breaks and tabs are meant; otherwise they become single spaces, and white space
        at both ends is stripped
    """
    if is_clean(text):
        return CleanText(text if lines else text.strip())
    text = re.sub(_WHITE_CONTROLS, "\n", text)
    flags = {place for found in re.finditer(_FLAG, text) for place in range(*found.span())}
    kept: list[str] = []
    removed: list[str] = []
    for place, char in enumerate(text):
        stays = place in flags or (char in _JOINERS and _joins(text, place))
        (removed if re.match(_IS_INVISIBLE, char) and not stays else kept).append(char)
    found = unicodedata.normalize("NFC", "".join(kept))
    if not lines:
        found = re.sub(r" *[\t\n][\t\n ]*", " ", found).strip()
    return CleanText(found, tuple(map(_code_point, dict.fromkeys(removed))), _mixed_words(found))


def is_clean(text: str) -> bool:
    """Whether :func:`clean` would leave a text as it is, apart from white space at its ends."""
    if text.isascii():
        return text.isprintable()
    return _is_clean(text) if len(text) > _SHORT else _short_is_clean(text)


def _is_clean(text: str) -> bool:
    return text.isprintable() and not _suspect().search(text) and unicodedata.is_normalized("NFC", text)


#: Characters; what is known of shorter texts is kept, since cells recur.
_SHORT = 100
_short_is_clean = lru_cache(maxsize=20_000)(_is_clean)


@cache
def _suspect() -> re.Pattern[str]:
    return re.compile(_SUSPECT)


def clean_document(text: str) -> tuple[str, dict[int, CleanText]]:
    """Return a text of many lines in clean form, and by line number what there is to say of a line."""
    lines = [clean(line, lines=True) for line in text.replace("\r\n", "\n").split("\n")]
    found = "\n".join(line.text.replace("\n", " ") for line in lines)
    return found, {number: line for number, line in enumerate(lines, start=1) if line.removed or line.alike}


def _joins(text: str, place: int) -> bool:
    """Whether a joiner stands between two signs that it can join."""
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    return len(around) == 2 and all(re.match(_JOINED, char) for char in around)


def _mixed_words(text: str) -> tuple[str, ...]:
    """Return the words that mix Latin letters with others that look like them, each with those letters."""
    found = {}
    for word in dict.fromkeys(re.findall(_WORD, text)):
        alike = [char for char in word if char in _LOOK_ALIKE]
        latin = [char for char in word if unicodedata.name(char, "").startswith("LATIN ")]
        if alike and latin:
            fewer = dict.fromkeys(alike if len(alike) <= len(latin) else latin)
            found[word] = f"{word} ({', '.join(map(_code_point, fewer))})"
    return tuple(found.values())


def _code_point(char: str) -> str:
    return f"U+{ord(char):04X}"


def printable(text: str) -> str:
    """``text`` with its line breaks, without direction marks and without what XML cannot hold."""
    return text.translate(_UNPRINTABLE)


def one_line(text: str | None, longest: int = LONGEST) -> str:
    """Return ``text`` on one line, at most ``longest`` characters, without control and direction marks."""
    kept = "".join(
        " " if char.isspace() else char
        for char in (text or "")[: 4 * longest]
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs")
    )
    line = " ".join(kept.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def html_text(text: str | None, longest: int = LONGEST) -> str:
    """:func:`one_line`, escaped for HTML."""
    return html.escape(one_line(text, longest), quote=True)


def terminal_line(text: str) -> str:
    """``text`` on one line, without escape sequences, control characters and direction marks."""
    without = _ESCAPE_SEQUENCE.sub("", text).translate(dict.fromkeys(DIRECTION_MARKS))
    spaced = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in without)
    return " ".join(spaced.split())


def safe_url(url: str | None) -> str:
    """``url`` if it is an address of the web, else empty."""
    address = (url or "").strip()
    is_web = address.lower().startswith(("http://", "https://"))
    return address if is_web and not any(char.isspace() for char in address) else ""


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take a cell for a formula; a negative number is none."""
    return text.lstrip(" ").startswith(_FORMULA) and not _NEGATIVE_NUMBER.fullmatch(text)


def csv_cell(text: str) -> str:
    """A cell of CSV; one that looks like a formula gets an apostrophe in front."""
    return f"'{text}" if looks_like_formula(text) else text


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV in UTF-8 with a byte order mark, which spreadsheets need."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([csv_cell(cell) for cell in head])
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def file_stem(name: str, otherwise: str = "file") -> str:
    """Return ``name`` as a portable file name; ``otherwise`` if no character of it can be kept."""
    return re.sub(r"[^\w-]+", "-", name).strip("-") or otherwise
