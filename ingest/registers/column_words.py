"""The words, countries and names that a column of a register uses, learned from its cells. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from babel import Locale

from graph.i18n import LANGUAGES
from graph.naming.profile import Naming
from ingest.read.written_areas import read_area
from ingest.read.written_dates import LANGUAGES as REGISTER_LANGUAGES
from ingest.registers.fields import read_word
from ingest.registers.places.place_book import KnownPlace, Script, script_of
from ingest.tables.column_texts import word_label


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """What a column of a register writes for each value.

    :param texts: its usual text by value
    :param script: the script of most of its cells, or of its head if it has none
    """

    texts: Mapping[str, str]
    script: Script

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages of our own texts, the one that suits the column first."""
        first = "zh" if self.script is Script.HAN else "en"
        return (first, *(lang for lang in LANGUAGES if lang != first))

    def word(self, word: str, vocabulary: str) -> str:
        """Return a word of the model as the column writes it, else under its label, else as it is."""
        labels = (word_label(vocabulary, word, lang) for lang in self.langs)
        tried = (self.texts.get(word, ""), *labels)
        return next((text for text in tried if text and read_word(text, vocabulary) == word), word)

    def area(self, code: str, naming: Naming) -> str:
        """Return a country or area as the column writes it, else under its name in the column's language.

        In Chinese and English the naming profile says how it is called.
        """
        tried = [self.texts.get(code, "")]
        lang = self._language()
        if lang not in LANGUAGES:
            tried.append(Locale.parse(lang).territories.get(code, ""))
        tried += [naming.area_name(code, own) for own in self.langs]
        return next((text for text in tried if text and read_area(text) == code), code)

    def _language(self) -> str:
        """Return the language in which most areas of the column have their name of CLDR."""
        hits = {
            lang: sum(Locale.parse(lang).territories.get(code) == text for code, text in self.texts.items())
            for lang in REGISTER_LANGUAGES
        }
        best = max(hits, key=lambda lang: hits[lang])
        return best if hits[best] else self.langs[0]

    def name(self, place: KnownPlace) -> str:
        """Return a place as the column writes it, else under its name in the column's script."""
        if place.id in self.texts:
            return self.texts[place.id]
        names = [name for name in place.names if name != place.id] or [place.id]
        return next((name for name in names if script_of(name) is self.script), names[0])


def column_words(head: str, cells: Iterable[tuple[str, str]]) -> ColumnWords:
    """Return what a column writes.

    :param head: the head of the column
    :param cells: its cells, each with the value that it means
    """
    by_value: dict[str, Counter[str]] = {}
    scripts: Counter[Script] = Counter()
    for text, value in cells:
        if text:
            scripts[script_of(text)] += 1
            if value:
                by_value.setdefault(value, Counter())[text] += 1
    texts = {value: found.most_common(1)[0][0] for value, found in by_value.items()}
    return ColumnWords(texts, scripts.most_common(1)[0][0] if scripts else script_of(head))
