"""Measure reading, mapping and validating files, beside the readers that programs of this kind use.

A register has an office's own heads and goes through a proposed mapping; a table has ours. Each is read as
CSV and as XLSX, in a process of its own, without a store.
"""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.generate import VISIT_COLUMNS, generate
from benchmarks.office_rows import COUNTRY, HOME, OfficeRows, random_date
from benchmarks.office_size import Size
from benchmarks.processes import MEGABYTE, peak_memory, run_task

SEED = 11
#: Goals: rows a second of a register as XLSX, and MB of memory for the large CSV.
ROWS_A_SECOND, MOST_MEMORY = 20_000, 500
HEADS = (
    *(
        "序号",
        "来访日期",
        "团组名称",
        "国别",
        "来访城市",
        "团长级别",
        "人数",
        "接待单位",
        "会见领导",
        "主要议题",
    ),
    *("批准文号", "备注"),
)
_COUNTRIES = ("日本", "韩国", "德国", "法国", "新西兰", "美国", "英国", "巴西", "印度尼西亚", "菲律宾")
_LEVELS = ("市长", "副市长", "省长", "处长", "大使", "总领事")
_TOPICS = ("港口", "教育", "贸易", "文化", "旅游", "体育", "环保")
_HOSTS = ("市外办", "市商务局", "市教育局", "市文旅局", "港务集团")
#: What reads a file of a kind without any understanding, by ending.
PEERS = {
    ".csv": ("csv", "pandas.read_csv"),
    ".xlsx": ("python-calamine", "openpyxl, read-only", "pandas.read_excel (openpyxl)"),
}


def measure(folder: Path, say: Callable[[str], None], rows: int, megabytes: int) -> dict[str, Any]:
    """Return the figures of each file.

    :param rows: rows of the registers and tables
    :param megabytes: size of the large CSV; 0 leaves it out
    """
    folder.mkdir(parents=True, exist_ok=True)
    say(f"making files of {rows:,} rows")
    files = make_files(folder, rows)
    found: dict[str, Any] = {"rows": rows, "files": []}
    for what, file in files:
        say(f"{what}: {file.name}")
        ours = run_task("read_and_validate", folder, {}, file=file)
        peers = {peer: run_task("read_only", folder, {}, file=file, peer=peer) for peer in PEERS[file.suffix]}
        found["files"].append({"what": what, "size": file.stat().st_size, "ours": ours, "peers": peers})
    if megabytes:
        say(f"a register of {megabytes:,} MB")
        large = folder / "来访登记.csv"
        write_csv(large, HEADS, register_rows(megabytes * 20_000), most=megabytes * MEGABYTE)
        ours = run_task("read_and_validate", folder, {}, file=large)
        plain = run_task("read_only", folder, {}, file=large, peer="csv")
        found["large"] = {"size": large.stat().st_size, "ours": ours, "peers": {"csv": plain}}
        large.unlink()
    return found


def make_files(folder: Path, rows: int) -> list[tuple[str, Path]]:
    """Write a register of visits and a table of visits of this many rows, each as CSV and XLSX."""
    office = folder / "office"
    size = Size.of_visits(rows)
    generate(office, Size(size.places, size.ties, 1), SEED)
    register, table = (lambda: register_rows(rows)), (lambda: OfficeRows(size, SEED).visits())
    made = []
    for what, name, head, make in (
        ("register", folder / "registers" / "来访登记", HEADS, register),
        ("table", office / "visits", VISIT_COLUMNS, table),
    ):
        name.parent.mkdir(exist_ok=True)
        for write, ending in ((write_csv, ".csv"), (_write_xlsx, ".xlsx")):
            file = name.with_suffix(ending)
            write(file, head, make())
            made.append((what, file))
    return made


def register_rows(count: int) -> Iterator[tuple[object, ...]]:
    """Yield rows as an office writes them down."""
    draw = random.Random(SEED)
    cities = [f"{draw.choice('东西南北上下大小')}{draw.choice('山川河海江湖林原')}市" for _ in range(300)]
    of_country = {city: draw.choice(_COUNTRIES) for city in cities}
    for number in range(1, count + 1):
        city = draw.choice(cities)
        day = random_date(draw)[0]
        if len(day) == 10 and number % 3:
            date = dt.date.fromisoformat(day)
            day = (f"{date.year}年{date.month}月{date.day}日", f"{date.year}.{date.month}.{date.day}")[
                number % 2
            ]
        yield (
            *(number, day, f"{city}代表团一行第{number}批", of_country[city], city, draw.choice(_LEVELS)),
            *(draw.randint(2, 40), draw.choice(_HOSTS), f"领导{draw.randint(1, 30)}"),
            f"{draw.choice(_TOPICS)}、{draw.choice(_TOPICS)}",
            f"外办〔{day[:4]}〕{number}号" if draw.random() < 0.6 else "",
            "会见后参观港口和大学，并签署备忘录；成员名单见附件" if draw.random() < 0.4 else "",
        )


def write_csv(
    file: Path, head: Sequence[str], rows: Iterable[Sequence[object]], most: int | None = None
) -> None:
    """Write a table as CSV.

    :param most: bytes after which no further rows are written
    """
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(head)
        rows = iter(rows)
        while batch := list(itertools.islice(rows, 1_000)):
            writer.writerows(batch)
            if most is not None and file.stat().st_size >= most:
                return


def _write_xlsx(file: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(file.stem)
    sheet.append(head)
    for row in rows:
        sheet.append([cell if cell != "" else None for cell in row])
    book.save(file)


def read_and_validate(file: str) -> dict[str, Any]:
    """Read a file as a load does until something is asked of the store: mapped, cleaned and validated."""
    from ingest.load.table_comparison import EqualRows
    from ingest.read.cleaning import clean_rows
    from ingest.read.office_folder import collect
    from ingest.read.recorded_days import without_recorded_days
    from ingest.read.rows import read_row
    from ingest.registers.intake import find_registers, tables_of
    from ingest.registers.places.place_book import PlaceBook
    from ingest.registers.translate import OfficeHome

    path, home = Path(file), OfficeHome(HOME, COUNTRY)
    PlaceBook([]).find(["北京"], COUNTRY)  # the gazetteer, which is read once
    before, began = peak_memory(), time.perf_counter()
    registers, taken = find_registers([path], accept=True)
    tables = collect([path], skip=taken)
    for register in registers:
        tables += tables_of(register, PlaceBook([]), home, has_row=True)
    read = accepted = issues = 0
    for entry in tables:
        equal = EqualRows(entry.table.name)
        rows = clean_rows(entry.document.rows(), entry.table)
        for row in without_recorded_days(rows, "2026-01-01", {}):
            place = entry.document.place(row.line)
            read += 1
            issues += equal.remark(row, place) is not None
            record, said = read_row(row, place, entry.table, entry.document.dataset)
            accepted += record is not None
            issues += len(said)
    return {
        "seconds": time.perf_counter() - began,
        "rows": read,
        "accepted": accepted,
        "issues": issues,
        "memory": peak_memory(),
        "memory_before": before,
    }


def read_only(file: str, peer: str) -> dict[str, Any]:
    """Read all cells of a file with a peer, and do nothing with them."""
    path = Path(file)
    read = {
        "csv": _by_csv,
        "pandas.read_csv": _by_pandas,
        "python-calamine": _by_calamine,
        "openpyxl, read-only": _by_openpyxl,
        "pandas.read_excel (openpyxl)": _by_pandas,
    }[peer]
    began = time.perf_counter()
    rows = read(path)
    return {"seconds": time.perf_counter() - began, "rows": rows, "memory": peak_memory()}


def _by_csv(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def _by_pandas(path: Path) -> int:
    import pandas as pd

    if path.suffix == ".csv":
        return len(pd.read_csv(path, dtype=str, keep_default_na=False))
    return len(pd.read_excel(path, dtype=str, keep_default_na=False, engine="openpyxl"))


def _by_calamine(path: Path) -> int:
    import python_calamine

    sheet = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    return sum(1 for _ in sheet.iter_rows()) - 1


def _by_openpyxl(path: Path) -> int:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) - 1


def table(found: dict[str, Any]) -> str:
    """Return the figures as a table, with the goals."""
    lines = [
        f"{found['rows']:,} rows in each file",
        "",
        "| file | | rows a second | of the time of ours | memory |",
        "|---|---|---|---|---|",
    ]
    for entry in found["files"]:
        ours = entry["ours"]
        lines.append(
            f"| {entry['what']}, {entry['size'] / MEGABYTE:.1f} MB | ours: read, mapped, validated | "
            f"{found['rows'] / ours['seconds']:,.0f} | 1 | {ours['memory']:.0f} MB |"
        )
        lines += [
            f"| | {peer}, cells alone | {spent['rows'] / spent['seconds']:,.0f} | "
            f"{spent['seconds'] / ours['seconds']:.2f} | {spent['memory']:.0f} MB |"
            for peer, spent in entry["peers"].items()
        ]
    register = next(e for e in found["files"] if e["what"] == "register" and "python-calamine" in e["peers"])
    lines += [
        "",
        (
            f"* a register as XLSX: {found['rows'] / register['ours']['seconds']:,.0f} rows a second "
            f"(goal {ROWS_A_SECOND:,})"
        ),
    ]
    if large := found.get("large"):
        ours = large["ours"]
        lines.append(
            f"* a register of {large['size'] / MEGABYTE:,.0f} MB as CSV, {ours['rows']:,} rows: "
            f"{ours['memory']:.0f} MB (goal {MOST_MEMORY} MB), of which {ours['memory_before']:.0f} MB "
            f"before the first row; {ours['rows'] / ours['seconds']:,.0f} rows a second"
        )
    return "\n".join(lines)
