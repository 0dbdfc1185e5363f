"""Whatever a register holds: each row is read, refused or recognised as no data, and nothing fails."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.settings.toml_text import parse_toml
from graph.settings.typed import read_as
from ingest.read.grids import Grid, GridRow
from ingest.read.row_place import RowPlace
from ingest.read.rows import read_row
from ingest.registers.fields import fields
from ingest.registers.mapping import RegisterMapping, mapping_text
from ingest.registers.places.place_book import PlaceBook
from ingest.registers.propose import propose
from ingest.registers.translate import OfficeHome, translate
from ingest.tables import TABLES

HEADS = st.one_of(
    st.sampled_from([head for field in fields().values() for head in field.heads]), st.text(max_size=12)
)
HOSTILE = (
    *("=cmd|'/c calc'!A0", "<script>x</script>", "{{7*7}}", "MATCH (n) DETACH DELETE n", "\u202eabc"),
    *("a\u200bb", "\x00", "😀" * 40, "x" * 3000, "NaN", "1e309", "-0", "９" * 30, "2019-02-30", "0000-00-00"),
    *("合计", "注：", "\n\n", "(((", "）（", "/", "，，", "英国", "英国英国", "中国台湾台北", "A, B, C"),
    *("1900年0月0日", "S0.0.0", "令和元年", "99999"),
)
USUAL = ("日本", "福冈市", "1979年5月2日", "Nantes, France", "", "友好城市", "来访", "12人", "市长")
CELLS = st.one_of(
    st.sampled_from((*USUAL, *HOSTILE)),
    st.text(max_size=20),
    st.from_regex(r"[0-9０-９./年月日 -]{1,14}", fullmatch=True),
)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Draw a sheet with two to six columns."""
    width = draw(st.integers(2, 6))
    rows = [tuple(draw(st.lists(HEADS, min_size=width, max_size=width)))]
    rows += draw(st.lists(st.tuples(*[CELLS] * width), max_size=6))
    stem = draw(st.sampled_from(("友城一览表", "visits", "接待登记", "x")))
    kept = [GridRow(line, cells) for line, cells in enumerate(rows, start=1) if any(cells)]
    return Grid(path=Path(f"{stem}.csv"), sheet="", encoding="utf-8", read=lambda: iter(kept))


@settings(max_examples=80)
@given(grids())
def test_every_row_is_accounted_for(grid: Grid) -> None:
    proposal = propose(grid)
    if not proposal.subject:
        return
    mapping = proposal.mapping
    found = translate(grid, mapping, PlaceBook([]), OfficeHome("home", "CN", ("本市",)), "x")
    table = TABLES[mapping.subject]
    told = {row.line for row in found.rows.get(table.name, ())}
    below = {row.line for row in grid.read()} - {*range(1, mapping.head_line + mapping.head_lines)}
    assert told.isdisjoint(found.no_data) and told | {*found.no_data} == below
    for name, rows in found.rows.items():
        for row in rows:
            record, issues = read_row(row, RowPlace("x.csv", "", row.line), TABLES[name], name)
            assert (record is None) == any(issue.level == "error" for issue in issues)
            assert all(issue.line == row.line for issue in issues)


@settings(max_examples=25)
@given(grids())
def test_mapping_is_read_back_as_it_was_written(grid: Grid) -> None:
    proposal = propose(grid)
    if not proposal.subject:
        return
    mapping = RegisterMapping(sheets=(proposal.mapping,))
    text = mapping_text(mapping, {})
    assert read_as(RegisterMapping, parse_toml(text, "x"), lambda path: "x") == mapping
