"""Repeat the arithmetic of docs/strength-by-hand.md from its tables and compare it with the program."""

from __future__ import annotations

import csv
import datetime as dt
import math
import re
from dataclasses import dataclass, field

import pytest

from graph.naming.profile import load_naming
from graph.store import GraphStore
from graph.strength.score import score
from queries.links.gathering import links
from queries.links.link_scores import config_of
from tests.stores import ROOT, SAMPLE_FOLDER

PAGE = (ROOT / "docs" / "strength-by-hand.md").read_text(encoding="utf-8")
with (SAMPLE_FOLDER / "events.csv").open(encoding="utf-8", newline="") as _file:
    EVENTS = list(csv.DictReader(_file))
WEIGHTS = {"F": 15, "A": 40, "R": 10, "B": 12, "I": 10, "E": 8, "L": 5}


@dataclass
class Sheet:
    """The tables of one partner on the page."""

    partner: str
    as_of: dt.date
    contacts: list[dict[str, str]] = field(default_factory=list)
    sums: dict[str, float] = field(default_factory=dict)
    components: dict[str, tuple[str, float, float]] = field(default_factory=dict)
    total: float = 0.0


def sheets() -> list[Sheet]:
    found = []
    for part in PAGE.split("\n## ")[1:]:
        match = re.search(r"`([\w-]+)`, as of (\d{4}-\d\d-\d\d)\.", part)
        assert match
        sheet = Sheet(match[1], dt.date.fromisoformat(match[2]))
        heads: list[str] = []
        for line in part.splitlines():
            cells = (
                [cell.strip().strip("`") for cell in line.strip("|").split("|")]
                if line.startswith("|")
                else []
            )
            if not cells:
                heads = []
            elif not heads:
                heads = cells
            elif set(line) <= set("|-"):
                continue
            elif heads[0] == "contact":
                sheet.contacts.append(dict(zip(heads, cells, strict=True)))
            elif heads[0] == "sum":
                sheet.sums[cells[0]] = float(cells[1])
            elif "S" in cells[0]:
                sheet.total = float(cells[3].strip("*"))
            else:
                sheet.components[cells[0]] = (cells[1], float(cells[2]), float(cells[3]))
        found.append(sheet)
    return found


SHEETS = sheets()
IDS = [sheet.partner for sheet in SHEETS]


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"\d+\.?\d*", text)]


def test_page_covers_the_four_partners() -> None:
    assert IDS == ["trier", "surabaya", "busan", "izmir"]


@pytest.mark.parametrize("sheet", SHEETS, ids=IDS)
def test_arithmetic_of_the_page(sheet: Sheet) -> None:
    own = {
        row["contact"]: math.prod(float(row[name]) for name in ("share", "g", "l", "m"))
        * 2 ** (-float(row["months"]) / float(row["h"]))
        for row in sheet.contacts
    }
    share = {"in": (1.0, 0.0), "out": (0.0, 1.0), "both": (0.5, 0.5), "none": (0.0, 0.0)}
    sums: dict[str, float] = {}
    for row in sheet.contacts:
        others = [entry for entry in sheet.contacts if f"`{entry['contact']}`" in f"`{row['days with']}`"]
        received, sent = share[row["way"]]

        def more(mine: float, theirs: list[float]) -> float:
            return max(0.0, mine - max(theirs, default=0.0))

        weight = own[row["contact"]]
        assert float(row["own"]) == pytest.approx(weight, abs=2e-4)
        counts = more(weight, [own[entry["contact"]] for entry in others])
        assert float(row["counts"]) == pytest.approx(counts, abs=2e-4)
        parts = {
            "X": counts,
            "X in": more(
                weight * received, [own[entry["contact"]] * share[entry["way"]][0] for entry in others]
            ),
            "X out": more(
                weight * sent, [own[entry["contact"]] * share[entry["way"]][1] for entry in others]
            ),
        }
        for sector in filter(None, row["sectors"].split(", ")):
            parts[f"X {sector}"] = more(
                weight, [own[entry["contact"]] for entry in others if sector in entry["sectors"].split(", ")]
            )
        for name, value in parts.items():
            sums[name] = sums.get(name, 0.0) + value
    assert {name: pytest.approx(value, abs=5e-4) for name, value in sums.items()} == sheet.sums
    sectors = [value for name, value in sheet.sums.items() if name not in ("X", "X in", "X out")]
    given = {name: numbers(entry[0]) for name, entry in sheet.components.items()}
    activity = 1 - math.exp(-sheet.sums["X"] / 0.5)
    expected = {
        "F": given["F"][-1],
        "A": activity,
        "R": 1 - math.exp(-2 * min(sheet.sums["X in"], sheet.sums["X out"]) / 0.5),
        "B": min(1.0, sum(1 - math.exp(-value / 0.35) for value in sectors) / 5),
        "I": 1 - math.prod(1 - q for q in given["I"]),
        "E": 1 - math.exp(-sum(given["E"]) / 2),
        "L": activity * min(1.0, math.log(1 + given["L"][0]) / math.log(41)) if given["L"] else 0.0,
    }
    for name, (_, value, points) in sheet.components.items():
        assert value == pytest.approx(expected[name], abs=5e-4), name
        assert points == pytest.approx(WEIGHTS[name] * expected[name], abs=0.02), name
    assert sheet.total == pytest.approx(
        sum(WEIGHTS[name] * value for name, value in expected.items()), abs=0.05
    )


def test_program_agrees_with_the_page(loaded_store: GraphStore) -> None:
    found, config = links(loaded_store, "xiamen", load_naming("cn"), "CN"), config_of(loaded_store, "xiamen")
    for sheet in SHEETS:
        said = score(found.partners[sheet.partner].facts, config, sheet.as_of)
        assert said.strength == pytest.approx(sheet.total, abs=0.005)
        assert {name: pytest.approx(entry[1], abs=6e-5) for name, entry in sheet.components.items()} == dict(
            said.components
        )
        named = {part for row in sheet.contacts for part in (row["contact"], row["contact"].split("/")[0])}
        named |= {row["id"] for row in EVENTS if row["same_as"] in named}
        assert {fact for line in said.lines if line.component == "A" for fact in line.facts} <= named
