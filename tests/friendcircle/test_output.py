"""Output: safe for terminals and spreadsheets, a single JSON document."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import stat
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from friendcircle.answers.output import (
    OutputTable,
    csv_text,
    json_text,
    plain,
    table_text,
    terminal_text,
    write_file,
)
from friendcircle.errors import CommandError
from graph.sanitize import csv_cell, terminal_line
from ingest.entries import EntryHome
from ingest.entry_folder import write_folder
from ingest.maintenance.private_files import private_folder

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("plain 文字 é", "plain 文字 é"),
        ("a\x1b[31mred\x1b[0mb", "aredb"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x9b31mb", "ab"),
        ("a\x1bPq\x1b\\b", "ab"),
        ("two\r\nlines\tand\x00nul", "two lines and nul"),
        ("abc\u202edcba\u202c", "abcdcba"),
        ("a\u2028b", "a b"),
        ("a\x1b", "a"),
    ],
)
def test_safe(given_text: str, shown: str) -> None:
    assert terminal_line(given_text) == shown


@given(st.text())
def test_safe_lets_no_control_character_through(text: str) -> None:
    assert not [sign for sign in terminal_line(text) if unicodedata.category(sign) in ("Cc", "Zl", "Zp")]
    assert terminal_line(terminal_line(text)) == terminal_line(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (3, "3"),
        (3.0, "3"),
        (0.25, "0.25"),
        (dt.date(2019, 5, 28), "2019-05-28"),
        (["a", None, 2], "a; ; 2"),
        ({"a": dt.date(2019, 5, 28)}, '{"a": "2019-05-28"}'),
    ],
)
def test_plain_text_of_values(value: object, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "－a"])
def test_formulas_are_neutralised(cell: str) -> None:
    assert csv_cell(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["a=b", "-5", "-1.25", "", "2019-05-28"])
def test_everything_else_stays(cell: str) -> None:
    assert csv_cell(cell) == cell


def test_csv_text() -> None:
    text = csv_text(
        OutputTable(["id", "value"], [["a,b", -3], ["line\nbreak", None], ["=x", [1, 2]]], title="not in CSV")
    )
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["id", "value"],
        ["a,b", "-3"],
        ["line\nbreak", ""],
        ["'=x", "1; 2"],
    ]
    assert not text.startswith("\ufeff")


@given(JSON)
def test_json_is_one_document_that_round_trips(value: Any) -> None:
    text = json_text(value)
    assert json.loads(text) == value
    assert text.endswith("\n")
    assert text.count("\n") == 1
    assert not [sign for sign in text[:-1] if unicodedata.category(sign) == "Cc"]


def test_json_keeps_chinese_and_writes_dates_as_text() -> None:
    assert json_text({"名": dt.date(2019, 5, 28), "x": float("nan")}) == '{"名": "2019-05-28", "x": null}\n'


def test_table_is_aligned_text_without_markup_or_escapes() -> None:
    text = table_text(OutputTable(["名称", "n"], [["[red]x[/red]", 1], ["\x1b[31m红", 20]], title="t [b]"))
    assert text.splitlines() == [
        "t [b]",
        "名称            n",
        "─────────────────",
        "[red]x[/red]    1",
        "红             20",
    ]


def test_piped_row_is_one_line() -> None:
    assert len(table_text(OutputTable(["a"], [["x " * 500]])).splitlines()) == 3


def test_terminal_table_cuts_nothing_off() -> None:
    sheet = OutputTable(["a", "b"], [["word " * 30, "x" * 70]])
    shown = terminal_text(sheet, 60)
    assert max(len(line) for line in shown.splitlines()) <= 60
    assert "".join(shown.split()).count("word") == 30
    assert shown.count("x") == 70


def test_single_wide_row_is_shown_as_names_and_values() -> None:
    shown = terminal_text(
        OutputTable(
            [f"column{number}" for number in range(12)], [[f"value{number}" for number in range(11)] + [None]]
        ),
        60,
    )
    assert [line.split() for line in shown.splitlines()] == [
        [f"column{number}", f"value{number}"] for number in range(11)
    ]


def test_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    write_file(target, "名\r\n", mark=True)
    assert target.read_bytes() == b"\xef\xbb\xbf\xe5\x90\x8d\r\n"
    with pytest.raises(CommandError, match="cannot be written") as caught:
        write_file(tmp_path / "none" / "a.csv", "x", mark=False)
    assert caught.value.exit_status == 2
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.csv"]


def test_pipe_or_link_is_written_through(tmp_path: Path) -> None:
    pipe, link, target = tmp_path / "pipe", tmp_path / "link", tmp_path / "folder" / "answer.csv"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(pipe, "through", mark=False)
        assert os.read(reader, 100) == b"through"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    target.parent.mkdir()
    target.write_text("name,day\nold,1\n", encoding="utf-8")
    link.symlink_to(target)
    write_file(link, "name,day\nnew,2\n", mark=False)
    assert link.is_symlink() and target.read_text(encoding="utf-8") == "name,day\nnew,2\n"


def test_only_the_user_may_read_written_files(tmp_path: Path) -> None:
    umask = os.umask(0)
    try:
        target = tmp_path / "answer.csv"
        for text in ("name,day\nold,1\n", "name,day\nnew,2\n"):
            write_file(target, text, mark=False)
            assert stat.S_IMODE(target.stat().st_mode) == 0o600
            target.chmod(0o644)  # permissions opened by the user are closed again when the file is replaced
        write_folder(
            tmp_path / "out",
            EntryHome("home", "CN", "cn"),
            {"visits": [{"id": "v1", "direction": "inbound"}]},
        )
        assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "out").iterdir()} == {0o600}
        private_folder(tmp_path / "logs")
        assert stat.S_IMODE((tmp_path / "logs").stat().st_mode) == 0o700
        (tmp_path / "open").mkdir(mode=0o777)
        private_folder(tmp_path / "open")
        assert stat.S_IMODE((tmp_path / "open").stat().st_mode) == 0o700
    finally:
        os.umask(umask)


def test_draft_left_as_a_link_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("untouched", encoding="utf-8")
    (tmp_path / ".answer.csv.draft").symlink_to(victim)
    write_file(tmp_path / "answer.csv", "a,b\n1,2\n", mark=False)
    assert victim.read_text(encoding="utf-8") == "untouched"
    assert (tmp_path / "answer.csv").read_text(encoding="utf-8") == "a,b\n1,2\n"


def test_long_list_is_shortened_for_people_only() -> None:
    sheet = OutputTable(("names",), [([f"n{number}" for number in range(1_000)],)])
    row = table_text(sheet).splitlines()[-1]
    assert row.startswith("n0; n1; ") and row.endswith("n11; … +988")
    assert "n999" in csv_text(sheet)
