"""The pack as a Word file and as a workbook, in both languages and for both audiences."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import docx
import openpyxl
import pytest

from dashboard.core.texts import load_texts
from graph.figures import FIGURES
from tests.friendcircle.command_line import CommandLine
from tests.walk.moments import MOMENTS, Moment, expected, parameters
from tests.walk.pack_figures import TIES, Rows, check_pack, line_of
from tests.walk.reading import NUMBER, numbers_of_figure, reader, stated


def of_word(file: Path) -> tuple[list[str], list[Rows]]:
    """Return the paragraphs and the tables of a Word file, heads first."""
    document = docx.Document(str(file))
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in document.tables]
    return [paragraph.text for paragraph in document.paragraphs], tables


def of_workbook(file: Path) -> tuple[list[str], list[Rows]]:
    """Return the lines of the first sheet and the tables on the others."""
    book = openpyxl.load_workbook(file, read_only=True)
    sheets = [[[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book]
    return [row[0] for row in sheets[0]], sheets[1:]


def _text(cell: object) -> str:
    """Return a cell as it is shown; a day is a day again."""
    return cell.date().isoformat() if isinstance(cell, dt.datetime) else "" if cell is None else str(cell)


@pytest.mark.parametrize(
    ("moment", "lang", "suffix"),
    [(MOMENTS[0], "zh", "docx"), (MOMENTS[2], "en", "xlsx")],
    ids=str,
)
def test_internal_pack(cli: CommandLine, tmp_path: Path, moment: Moment, lang: str, suffix: str) -> None:
    lines, tables = pack(cli, tmp_path / f"pack.{suffix}", moment, lang)
    check_pack(lines, tables, moment, lang)


def pack(cli: CommandLine, file: Path, moment: Moment, lang: str, *more: str) -> tuple[list[str], list[Rows]]:
    """Make a pack and read it."""
    clocks = [f"--{name.replace('_', '-')}={value}" for name, value in parameters(moment).items()]
    done = cli("brief", "--out", file, *clocks, "--lang", lang, "-q", *more)
    assert done.status == 0, done.err
    return of_word(file) if file.suffix == ".docx" else of_workbook(file)


def test_public_pack_has_announced_figures(cli: CommandLine, tmp_path: Path) -> None:
    """Where a total was announced it stands alone; of what nobody announced, what is recorded."""
    moment, t = MOMENTS[1], load_texts("en")
    lines, _ = pack(cli, tmp_path / "public.xlsx", moment, "en", "--audience", "public")
    for name in TIES:
        line = line_of(lines, FIGURES[name].title.text("en"), t)
        total, year = stated(name, moment[0].year, moment, of_year=False)
        if total is None:
            assert numbers_of_figure(line, t) == (expected(moment).number(name), None, None), name
        else:
            assert t("figure.announced", total=f"{total:g}", year=year) in line
            assert not reader(t, "figure.recorded", n=NUMBER).search(line), name
    year = moment[0].year - 1
    total, _ = stated("groups_received", year, moment, of_year=True)
    assert total and [line for line in lines if t("pack.stated", year=year, stated=f"{total:g}") in line]
