"""Templates: tables to be filled in, with heads, explanations and choices in one language. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import UnknownName
from graph.i18n import LANGUAGES, Bilingual
from graph.model.vocabulary import VOCABULARIES
from ingest.tables import TABLES, dataset_of, table_of
from ingest.tables.column_texts import TRUTHS, has_label, label_of, meaning_of, word_label
from ingest.tables.declaration import LOCATOR, SOURCE, CellType, InputColumn, InputTable, fold
from ingest.tables.document import holds

#: Title of the sheet that explains a template; it is passed over when the template is loaded.
GUIDE = Bilingual("How to fill in", "填写说明")
GUIDE_SHEETS = frozenset(fold(GUIDE.text(lang)) for lang in LANGUAGES)
_NAME = re.compile(r"`(\w+)`")


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateColumn:
    """A column of a template.

    :param holds: what its cells hold and how they are written
    :param required: whether no cell may be empty
    :param choices: what the drop-down offers; empty if there is none
    :param is_open: whether other words may be typed
    """

    head: str
    means: str
    holds: str
    required: bool
    choices: tuple[str, ...] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class TemplateSheet:
    """A sheet of a template: a table.

    :param means: what one row is
    """

    title: str
    means: str
    columns: tuple[TemplateColumn, ...]


def template(lang: str, names: Sequence[str] = ()) -> list[TemplateSheet]:
    """Return the sheets of a template.

    The columns for source and locator are there only together with the table of sources: where they are
    missing, the file itself is the source.

    :param names: names or labels of tables; without any, all that an office fills in, except sources
    :raises UnknownName: for a name that no such table has
    """
    chosen = []
    for name in names:
        table = table_of(dataset_of(name))
        if table is None or not table.templated:
            raise UnknownName(
                "no table is called {name!r}",
                name=name,
                hint="known are {known}",
                known=[table.name for table in TABLES.values() if table.templated],
            )
        chosen.append(table)
    if not chosen:
        chosen = [table for table in TABLES.values() if table.templated and table.name != "sources"]
    sourced = any(table.name == "sources" for table in chosen)
    return [_sheet(table, lang, sourced=sourced) for table in dict.fromkeys(chosen)]


def _sheet(table: InputTable, lang: str, *, sourced: bool) -> TemplateSheet:
    left_out = () if sourced or not table.sourced else (SOURCE, LOCATOR)
    columns = [column for column in table.columns if has_label(column) and column not in left_out]
    return TemplateSheet(
        table.label.text(lang),
        with_labels(table.means.text(lang), table, lang),
        tuple(_column(column, table, lang) for column in columns),
    )


def _column(column: InputColumn, table: InputTable, lang: str) -> TemplateColumn:
    choices: tuple[str, ...] = ()
    if column.vocabulary:
        words = VOCABULARIES[column.vocabulary].words
        choices = tuple(word_label(column.vocabulary, word, lang) for word in words)
    elif column.cell is CellType.TRUTH:
        choices = tuple(label.text(lang) for label in TRUTHS.values())
    return TemplateColumn(
        head=label_of(column, lang),
        means=with_labels(meaning_of(column, lang), table, lang),
        holds="" if choices else with_labels(holds(column, lang), table, lang),
        required=column.required and not (column.name == "id" and table.key != ()),
        choices=choices,
        is_open=bool(column.vocabulary) and VOCABULARIES[column.vocabulary].open,
    )


def with_labels(text: str, table: InputTable, lang: str) -> str:
    """Return a text of the documents with labels for the names of columns and tables in it."""

    def label(match: re.Match[str]) -> str:
        if (column := table.column(match[1])) is not None:
            return label_of(column, lang)
        other = TABLES.get(match[1])
        return other.label.text(lang) if other else match[1]

    return _NAME.sub(label, text).replace("`", "")
