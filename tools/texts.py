"""Build the compiled texts: ``python tools/texts.py [--check]``, or ``make texts``.

Each package has ``locale/zh.po``. An entry holds the key that the code uses (``msgctxt``), the English text
(``msgid``) and the Chinese text (``msgstr``); an entry without a key is looked up by its English text.
From it ``zh.mo`` and ``en.mo`` are written, in which each text stands under its key. Catalogues of further
languages (``fr.po``) are brought up to date first: a new text is empty there, and a text whose English has
changed is marked as fuzzy. The ``.po`` files are written in one normal form, each text on one line.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
#: The catalogues that also hold the English texts.
SOURCES = tuple(sorted(ROOT.glob("*/locale/zh.po")))


class _Catalog(Catalog):
    """A catalogue whose header holds no dates and no versions, so that the same texts give the same file."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header: what a reader of the file needs."""
        return [
            ("Project-Id-Version", "friendcircle"),
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def read_catalogue(path: Path, lang: str = "") -> _Catalog:
    """Return the catalogue of a ``.po`` file; that of ``lang`` without the texts, if it is given."""
    with path.open("rb") as file:
        read = read_po(file, locale=lang or path.stem, abort_invalid=True)
    found = _Catalog(lang or path.stem, header_comment=read.header_comment, fuzzy=False)
    for entry in read:
        if entry.id:
            string = "" if lang else entry.string
            flags = entry.flags - {"fuzzy"} if lang else entry.flags
            added = found.add(
                entry.id, string, (), flags, entry.auto_comments, entry.user_comments, context=entry.context
            )
            if entry.context:
                added.flags.discard("python-format")  # a percent sign is one; only log messages use %s
    return found


def outputs(source: Path) -> dict[Path, bytes]:
    """Return what the files of a package have to contain, by path."""
    read = read_catalogue(source)
    found = {source: _po(read), source.with_suffix(".mo"): _mo(read, read.locale_identifier)}
    if english := _mo(read, "en"):
        found[source.with_name("en.mo")] = english
    for path in sorted(set(source.parent.glob("*.po")) - {source}):
        other = read_catalogue(path) if path.stat().st_size else read_catalogue(source, path.stem)
        other.update(read_catalogue(source, path.stem))
        found |= {path: _po(other), path.with_suffix(".mo"): _mo(other, path.stem)}
    return found


def _po(catalogue: Catalog) -> bytes:
    written = io.BytesIO()
    write_po(written, catalogue, width=0, ignore_obsolete=True)
    return written.getvalue()


def _mo(catalogue: Catalog, lang: str) -> bytes:
    """Return the compiled texts of ``lang`` by key; a text without translation is English."""
    compiled = _Catalog(lang)
    for entry in catalogue:
        if entry.id and (entry.context or lang != "en"):
            key = entry.context or entry.id
            compiled.add((key, key) if entry.pluralizable else key, _text(entry, lang, compiled.num_plurals))
    written = io.BytesIO()
    write_mo(written, compiled)
    return written.getvalue() if len(compiled) else b""


def _text(entry: Message, lang: str, forms: int) -> str | tuple[str, ...]:
    """Return the text of an entry, or its ``forms`` plural forms."""
    texts = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)
    if lang == "en" or entry.fuzzy or not all(texts):
        texts = (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)
        texts += texts[-1:] * (forms - len(texts))
    return texts[:forms] if entry.pluralizable else texts[0]


def main(arguments: list[str]) -> int:
    """Write the files; with ``--check`` only say which would change, and return 1 if one would."""
    found = {path: content for source in SOURCES for path, content in outputs(source).items()}
    changed = [path for path, content in found.items() if not path.is_file() or path.read_bytes() != content]
    if "--check" in arguments:
        for path in changed:
            sys.stderr.write(f"{path.relative_to(ROOT)} is not up to date: make texts\n")
        return bool(changed)
    for path in changed:
        path.write_bytes(found[path])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
