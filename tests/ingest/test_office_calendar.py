"""The calendar of pauses in ``office.toml`` and in ``gaps.toml``."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import ConfigurationError
from graph.planning.gap_rules import load_gap_config
from ingest.read.office_folder import read_office

CALENDAR = '[calendar]\npaused = ["2020-02/2023-01"]\n'


def office(folder: Path, office_file: str, gaps: str = "") -> str:
    folder.mkdir(exist_ok=True)
    (folder / "office.toml").write_text(
        'collection = "town"\nhome = "town"\n' + office_file, encoding="utf-8"
    )
    if gaps:
        (folder / "gaps.toml").write_text(gaps, encoding="utf-8")
    return read_office(folder).gaps


@pytest.mark.parametrize(
    ("office_file", "gaps"),
    [(CALENDAR, ""), ("", CALENDAR), (CALENDAR, "[G1.limits]\nintent_months = 18\n")],
    ids=["office.toml", "gaps.toml", "beside limits"],
)
def test_pauses_are_kept_with_the_rules(tmp_path: Path, office_file: str, gaps: str) -> None:
    rules = load_gap_config((office(tmp_path / "data", office_file, gaps), "kept"))
    assert [pause.text for pause in rules["G3"].paused] == ["2020-02/2023-01"]
    assert rules["G1"].number("intent_months") == (18 if "G1" in gaps else 24)


def test_faulty_or_doubled_calendar_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="'2023/2020' is no time of a pause"):
        office(tmp_path / "one", '[calendar]\npaused = ["2023/2020"]\n')
    with pytest.raises(ConfigurationError, match="the calendar stands in two files"):
        office(tmp_path / "two", CALENDAR, CALENDAR)
