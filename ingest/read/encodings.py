"""Which encoding a text file is in, judged by what it yields.

Most encodings of East Asia decode one another's bytes without an error. So each candidate is rated by how
usual the characters are that it yields; if two are nearly as good, the file is refused with both readings
side by side, and ``--encoding`` settles it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from graph.errors import FileUnreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 20
#: Two readings whose ratings differ by less than this are both plausible.
_MARGIN = 0.12
_LEAST = 0.5
_LATIN_WORD = re.compile(r"[^\W\d_]+")
_ODD = re.compile("[\x80-\x9f\ufffd\ue000-\uf8ff]")


def find_encoding(path: Path) -> str:
    """Return the encoding of a text file.

    :raises FileUnreadable: if no encoding yields text, or two yield plausible text
    """
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
        for mark, name in _MARKS:
            if start.startswith(mark):
                return name
        if name := _utf16_without_mark(start):
            return name
        if _is_utf8(start):
            while part := file.read(_SAMPLE):
                if not _is_utf8(part, inside=True):
                    return _legacy(path, _foreign(part))
            return "utf-8-sig"
    return _legacy(path, _foreign(start))


def _is_utf8(data: bytes, *, inside: bool = False) -> bool:
    """Whether the bytes are UTF-8, apart from a character cut at the end, or ``inside`` at both ends."""
    if inside:
        data = data.lstrip(bytes(range(0x80, 0xC0)))
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(start: bytes) -> str:
    """Return UTF-16 of either order if every second byte of ASCII text is zero."""
    if len(start) < 4:
        return ""
    even, odd = start[::2], start[1::2]
    if odd.count(0) * 3 > len(odd) and even.count(0) * 20 < len(even):
        return "utf-16-le"
    if even.count(0) * 3 > len(even) and odd.count(0) * 20 < len(odd):
        return "utf-16-be"
    return ""


def _foreign(data: bytes) -> bytes:
    """Return the lines that are not ASCII, which alone tell encodings apart."""
    lines = [line for line in data.splitlines() if not line.isascii()]
    return b"\n".join(lines[:2_000])


def _legacy(path: Path, data: bytes) -> str:
    rated: list[tuple[float, str]] = []
    for name, rate in _CANDIDATES.items():
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        rated.append((rate(text), name))
    rated.sort(key=lambda entry: -entry[0])
    if not rated or rated[0][0] < _LEAST:
        raise FileUnreadable(
            "the text of the file is in no known encoding",
            where=str(path),
            hint="save it as UTF-8, or name it with --encoding",
        )
    if len(rated) > 1 and rated[0][0] - rated[1][0] < _MARGIN:
        readings = [f"{name}: {_excerpt(data.decode(name))}" for _, name in rated[:2]]
        raise FileUnreadable(
            "the text of the file can be read in two encodings: {readings}",
            readings=readings,
            where=str(path),
            hint="name the right one with --encoding, or save it as UTF-8",
        )
    return rated[0][1]


def _excerpt(text: str) -> str:
    return next((word for word in _LATIN_WORD.findall(text) if not word.isascii()), text[:12])[:20]


# --- how usual the characters are ---------------------------------------------------------------------------


def _share(text: str, usual: Callable[[str], bool]) -> float:
    """Return the share of the characters outside ASCII that are usual."""
    foreign = [sign for sign in text if sign > "\x7f"]
    if not foreign or _ODD.search(text):
        return 0.0
    return sum(map(usual, foreign)) / len(foreign)


def _level_one(encoding: str, first: int, last: int) -> Callable[[str], bool]:
    """Return whether a character stands among the frequent ones of a double-byte encoding."""

    def is_usual(sign: str) -> bool:
        try:
            code = sign.encode(encoding)
        except UnicodeEncodeError:
            return False
        return len(code) == 2 and first <= int.from_bytes(code) <= last

    return is_usual


def _is_kana(sign: str) -> bool:
    return "\u3041" <= sign <= "\u30fe"


def _is_sign(sign: str) -> bool:
    """Whether it is punctuation or a digit that all these encodings share."""
    return sign in "　、。，．·：；？！（）《》〈〉「」『』【】―—…～“”‘’／＊" or "０" <= sign <= "ｚ"


_gb = _level_one("gb2312", 0xB0A1, 0xD7F9)
_big5 = _level_one("big5", 0xA440, 0xC67E)
_jis = _level_one("shift_jis", 0x889F, 0x9872)
_hangul = _level_one("euc_kr", 0xB0A1, 0xC8FE)


def _western(text: str) -> float:
    """Rate text in Latin letters: letters with accents stand within words of ASCII letters."""
    if _ODD.search(text):
        return 0.0
    foreign = [sign for sign in text if sign > "\x7f"]
    letters = sum(
        sum(sign > "\x7f" for sign in word)
        for word in _LATIN_WORD.findall(text)
        if sum(sign > "\x7f" for sign in word) * 2 <= len(word)
        and word[1:] == word[1:].lower()  # no capital in the middle of a word
    )
    signs = sum(sign in "«»„“”’–—°ºª…€£§·¿¡" for sign in foreign)
    return (letters + signs) / len(foreign) if foreign else 0.0


def _cyrillic(text: str) -> float:
    """Rate text in Cyrillic letters: they do not stand in one word with Latin ones."""
    foreign = [sign for sign in text if sign > "\x7f"]
    letters = sum(
        len(word)
        for word in _LATIN_WORD.findall(text)
        if all("\u0401" <= sign <= "\u0451" for sign in word)
        and word[1:] in (word[1:].lower(), word[1:].upper())
    )
    signs = sum(sign in "«»№–—…" for sign in foreign)
    return (letters + signs) / len(foreign) if foreign and not _ODD.search(text) else 0.0


def _spread(text: str) -> float:
    """Return less than one if all Han characters come from the part of GB 2312 that EUC-KR has for Hangul.

    That part holds the readings from A to R: four in ten characters of Chinese text lie beyond it.
    """
    han = [sign for sign in text if _gb(sign)]
    return 0.8 if len(han) >= 6 and not any(sign.encode("gb2312")[0] > 0xC8 for sign in han) else 1.0


_CANDIDATES: dict[str, Callable[[str], float]] = {
    "gb18030": lambda text: _share(text, lambda sign: _gb(sign) or _is_sign(sign)) * _spread(text),
    "big5": lambda text: _share(text, lambda sign: _big5(sign) or _is_sign(sign)),
    "cp932": lambda text: min(
        _share(text, lambda sign: _jis(sign) or _is_kana(sign) or _is_sign(sign)),
        # Half-width kana come out of almost any bytes.
        1.0 if not re.search("[\uff61-\uff9f]", text) else 0.3,
    ),
    "cp949": lambda text: _share(text, lambda sign: _hangul(sign) or _is_sign(sign)),
    "cp1252": _western,
    "cp1251": _cyrillic,
}
