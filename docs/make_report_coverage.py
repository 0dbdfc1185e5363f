"""Write ``docs/report-coverage.md``: each item of the report of 2019 with its node, or why there is none.

Run by ``make docs``. Reads ``tests/reference/report_entities.csv`` (the items),
``tests/reference/report_coverage.csv`` (their nodes) and the tables of the bundled sample (the names).
``tests/ingest/test_report_coverage.py`` checks that every node is in the graph and supported by the report.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "report-coverage.md"
REFERENCE = ROOT / "tests" / "reference"
SAMPLE = ROOT / "ingest" / "data" / "xiamen"

#: Reasons for leaving an item out, by code. All are internal matters of the office.
REASONS = {
    "guiding_thought": ("guiding thought, no fact of the relations", "指导思想，非登记事项"),
    "phrase": ("a figure of speech, nothing that can be dated or counted", "工作表述，非登记事项"),
    "party_building": ("party life inside the office", "单位内部党建"),
    "staff": ("staff of the office", "单位内部队伍建设"),
}

Row = dict[str, str]


def read(file: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def entities() -> list[Row]:
    """Return the items that the report names."""
    return read(REFERENCE / "report_entities.csv")


def coverage() -> dict[str, Row]:
    """Return the answer to each item, by its id.

    :raises ValueError: if an item has two answers
    """
    rows = read(REFERENCE / "report_coverage.csv")
    found = {row["entity"]: row for row in rows}
    if len(found) != len(rows):
        raise ValueError("report_coverage.csv has two rows for one thing")
    return found


def nodes() -> dict[str, tuple[str, str, str]]:
    """Return table, English name and Chinese name of every node that a table of the sample describes."""
    found: dict[str, tuple[str, str, str]] = {}
    for file in sorted(SAMPLE.glob("*.csv")):
        for row in read(file):
            name = next(
                (
                    row[column]
                    for column in ("name_en", "delegation_title", "title", "commitment", "meaning")
                    if row.get(column)
                ),
                "",
            )
            found.setdefault(row.get("consulate_id") or row["id"], (file.stem, name, row.get("name_zh", "")))
    same = {row["id"]: row["same_as"] for row in read(SAMPLE / "tie_actors.csv") if row["same_as"]}
    for file in (SAMPLE / "ties.csv", SAMPLE / "port_links.csv"):
        for row in read(file):
            parties = sorted(same.get(row[end], row[end]) for end in ("from_id", "to_id"))
            names = [found[party] for party in parties]
            zh = "—".join(name[2] for name in names) if all(name[2] for name in names) else ""
            found.setdefault(
                f"tie-{'--'.join(parties)}", (file.stem, " – ".join(name[1] for name in names), zh)
            )
    return found


def render() -> str:
    """Return the page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> list[str]:
    rows, answers, known = entities(), coverage(), nodes()
    total, out = (
        Counter(row["kind"] for row in rows),
        Counter(row["kind"] for row in rows if answers[row["id"]]["out"]),
    )
    lines = [
        "# Coverage of the report · 报告覆盖情况",
        "",
        "Written by `make docs` from `tests/reference/report_coverage.csv`; do not change it by hand.",
        "",
        (
            f"The report that the bundled sample starts from (厦政外综〔2020〕10号) names {len(rows)} "
            f"things. {len(rows) - out.total()} are answered by the graph:"
        ),
        (
            f"the page gives the node that stands for each, with the table it comes from. {out.total()} are "
            f"internal housekeeping of the office and are left out,"
        ),
        (
            "each with its reason. A node that the report itself does not tell of names the source that "
            "does. A test asks the graph for every one."
        ),
        "",
        (
            f"示例数据所依据的报告共提到 {len(rows)} 项内容，"
            f"其中 {len(rows) - out.total()} 项在图谱中有对应节点，"
        ),
        f"下表列明节点及其所在数据表；{out.total()} 项属单位内部事务，不予收录，逐项注明理由。",
        "报告本身未作记载的节点，另注明出处。均由测试逐项核对。",
        "",
        "- [Counts by kind · 分类统计](#counts-by-kind--分类统计)",
        "- [Left out · 未收录](#left-out--未收录)",
        "- [Thing by thing · 逐项对照](#thing-by-thing--逐项对照)",
        "",
        "## Counts by kind · 分类统计",
        "",
        "| kind 类别 | named 提及 | answered 已收录 | out 未收录 |",
        "|---|---|---|---|",
        *(
            f"| {kind} | {number} | {number - out[kind]} | {out[kind]} |"
            for kind, number in sorted(total.items())
        ),
        f"| **total 合计** | {len(rows)} | {len(rows) - out.total()} | {out.total()} |",
        "",
        "## Left out · 未收录",
        "",
        "| no. 编号 | kind 类别 | named 内容 | reason 理由 |",
        "|---|---|---|---|",
    ]
    for row in rows:
        if reason := answers[row["id"]]["out"]:
            en, zh = REASONS[reason]
            lines.append(f"| {row['id']} | {row['kind']} | {row['name_zh']} {row['name_en']} | {zh}；{en} |")
    lines += [
        "",
        "## Thing by thing · 逐项对照",
        "",
        "| no. 编号 | place 位置 | kind 类别 | named 内容 | stands for it 对应节点 |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        answer = answers[row["id"]]
        others = dict(entry.split("=") for entry in answer["told_by_others"].split(";") if entry)
        said = [
            _node(node, known, others.get(node, "")) for node in answer["answered_by"].split(";") if node
        ] or [f"— {REASONS[answer['out']][1]}"]
        lines.append(
            f"| {row['id']} | {row['locator']} | {row['kind']} | {row['name_zh']} {row['name_en']} | "
            f"{'<br>'.join(said)} |"
        )
    return lines


def _node(node: str, known: dict[str, tuple[str, str, str]], other: str) -> str:
    table, en, zh = known[node]
    name = " ".join(part for part in (zh, en) if part)
    return f"{table}: `{node}` {name}" + (f" (source 出处: `{other}`)" if other else "")


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
