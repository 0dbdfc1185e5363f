"""Documentation pages of the input tables, generated from the declarations in :mod:`ingest.tables`.

They are ``docs/tables.md`` and its Chinese version.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.errors import UnknownName
from graph.i18n import Bilingual, label_name
from graph.model.fact_nodes import FACT_LABELS
from graph.model.vocabulary import VOCABULARIES
from ingest.tables import REFERENCE_TABLES, TABLES
from ingest.tables.column_texts import meaning_of
from ingest.tables.declaration import LOCATOR, SOURCE, CellType, InputColumn, InputTable

#: Language to the path of its page, relative to the documentation folder.
PAGES = {"en": "tables.md", "zh": "tables.zh.md"}

_TEXTS: dict[str, Bilingual] = {
    "title": Bilingual("Input tables", "数据表"),
    "made": Bilingual(
        "Written from `ingest/tables` by `make docs`; do not change it by hand. How to use it: "
        "[data-guide.md](data-guide.md).",
        "由 `make docs` 根据 `ingest/tables` 生成，请勿手工修改。"
        "用法见 [data-guide.zh.md](data-guide.zh.md)。",
    ),
    "other": Bilingual("中文：[tables.zh.md](tables.zh.md).", "English: [tables.md](tables.md)."),
    "files": Bilingual(
        "A file or a sheet of a workbook stands for the table of its name; a year at its end "
        "(`visits_2023`) marks a part, replaced on its own.",
        "文件名（或工作簿中的工作表名）即数据表名；名末带年份（`visits_2023`）的是该表的一部分，单独更新。",
    ),
    "columns": Bilingual(
        "Columns may stand in any order. A column that is not listed is kept with the statement "
        "and not used.",
        "各列先后不论。下面未列出的列随来源记载保存，不另使用。",
    ),
    "needed": Bilingual(
        "**filled**: the column must be there and no cell may be empty; **column**: it must be "
        "there, cells may be empty; **—**: it may be missing.",
        "**必填**：须有此列，且不得为空；**须有**：须有此列，可以为空；**—**：可以没有此列。",
    ),
    "passed_over": Bilingual("Passed over when a folder is loaded: {}.", "读入文件夹时略过：{}。"),
    "head": Bilingual("column | needed | holds | means", "列 | 要求 | 内容 | 含义"),
    "filled": Bilingual("filled", "必填"),
    "column": Bilingual("column", "须有"),
    "filled_if_there": Bilingual("if there, filled", "如有此列则必填"),
    "one_of": Bilingual("one of {} filled", "{} 至少填一项"),
    "derived": Bilingual("may be left out; else made from {}", "可不填，由 {} 得出"),
    "any_fact": Bilingual("any fact", "任一事实"),
    "or": Bilingual(", ", "、"),
    "word": Bilingual("a word of `{}`", "`{}` 中的词"),
    "open_word": Bilingual(
        "a word of `{}`; a new one is accepted with a remark", "`{}` 中的词；新词可以接收，附提示"
    ),
    "id": Bilingual("id ({})", "编号（{}）"),
    "ids": Bilingual("ids ({}), separated by `;`", "编号（{}），以 `;` 分隔"),
}

_HOLDS = {
    CellType.TEXT: Bilingual("text", "文字"),
    CellType.ID: Bilingual("id", "编号"),
    CellType.TEXTS: Bilingual("texts, separated by `;`", "文字，以 `;` 分隔"),
    CellType.DATE: Bilingual(
        "date: `2019`, `2019-05` or `2019-05-28`", "日期：`2019`、`2019-05` 或 `2019-05-28`"
    ),
    CellType.DAY: Bilingual("day: `2019-05-28`", "日期：`2019-05-28`"),
    CellType.INTEGER: Bilingual("whole number", "整数"),
    CellType.NUMBER: Bilingual("number", "数字"),
    CellType.TRUTH: Bilingual("`true` or `false`", "`true` 或 `false`"),
    CellType.COUNTRY: Bilingual("code such as `FR`", "代码，如 `FR`"),
    CellType.COUNTRIES: Bilingual("codes such as `FR`, separated by `;`", "代码，如 `FR`，以 `;` 分隔"),
}


def document(lang: str) -> str:
    """Return the page as Markdown.

    :param lang: ``en`` or ``zh``
    :raises UnknownName: for any other language
    """
    if lang not in PAGES:
        raise UnknownName("there is no language {lang}", lang=lang, hint="known are {known}", known=PAGES)
    return "\n".join(_lines(lang)) + "\n"


def write_pages(folder: Path) -> list[Path]:
    """Write the page of every language into ``folder`` and return the files written."""
    written = []
    for lang, name in PAGES.items():
        path = folder / name
        path.write_text(document(lang), encoding="utf-8")
        written.append(path)
    return written


def _lines(lang: str) -> Iterator[str]:
    texts = {key: text.text(lang) for key, text in _TEXTS.items()}
    yield f"# {texts['title']}"
    for paragraph in ("made", "other", "files", "columns", "needed"):
        yield from ("", texts[paragraph])
    yield from (
        "",
        texts["passed_over"].format(texts["or"].join(f"`{name}`" for name in sorted(REFERENCE_TABLES))),
    )
    for table in TABLES.values():
        yield from (
            "",
            f"## {table.name}",
            "",
            table.means.text(lang),
            "",
            f"| {texts['head']} |",
            "|---|---|---|---|",
        )
        for column in table.columns:
            yield (
                f"| `{column.name}` | {_needed(table, column, texts)} | {holds(column, lang)} | "
                f"{meaning_of(column, lang)} |"
            )


def _needed(table: InputTable, column: InputColumn, texts: dict[str, str]) -> str:
    if column.name == "id" and table.key:
        return texts["derived"].format(texts["or"].join(f"`{name}`" for name in table.key))
    if column.name in table.one_of:
        return texts["one_of"].format(texts["or"].join(f"`{name}`" for name in table.one_of))
    if table.sourced and column in (SOURCE, LOCATOR):
        return texts["filled_if_there"]
    return texts["filled"] if column.required else "—" if column.optional else texts["column"]


def holds(column: InputColumn, lang: str) -> str:
    """Return what kind of cells a column has, as Markdown."""
    texts = {key: text.text(lang) for key, text in _TEXTS.items()}
    if column.cell is CellType.WORD:
        return texts["open_word" if VOCABULARIES[column.vocabulary].open else "word"].format(
            column.vocabulary
        )
    if column.cell in (CellType.REFERENCE, CellType.REFERENCES):
        labels = [label_name(label).text(lang) for label in column.labels]
        named = texts["any_fact"] if set(FACT_LABELS) <= set(column.labels) else texts["or"].join(labels)
        return texts["id" if column.cell is CellType.REFERENCE else "ids"].format(named)
    return _HOLDS[column.cell].text(lang)
