"""Exported configuration files load back to the configuration in force."""

from __future__ import annotations

import pytest

from graph.config_files import gaps_file, strength_file
from graph.planning.gap_rules import default_gap_config, load_gap_config
from graph.strength.config import default_config, load_config

OWN_NUMBERS = """
[weights]
A = 35
B = 17
[half_lives]
culture = 18.25
[topics.sectors]
sport = ["龙舟", "dragon \\"boat\\""]
[topics.kinds]
sign = ["a pact"]
[map.event_kind]
boat_race = { kind = "visit", mode = "in_person", sectors = ["sport"] }
"""
OWN_RULES = """
[G1.limits]
intent_months = 18
[G6]
on = false
[G3]
severity = "low"
[G3.limits]
kinds = ["sister_city"]
[calendar]
paused = ["2020-02/2023-01", "2003-04/2003-06"]
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_strength_numbers_round_trip(lang: str) -> None:
    assert load_config((strength_file(default_config(), (), lang), "x")).hash == default_config().hash
    own = load_config((OWN_NUMBERS, "own"))
    text = strength_file(own, (OWN_NUMBERS,), lang)
    assert load_config((text, "x")).hash == own.hash != default_config().hash
    assert "A = 35" in text
    assert ("往来" if lang == "zh" else "living contact") in text, "the reasons stand beside the numbers"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_gap_rules_round_trip(lang: str) -> None:
    assert load_gap_config((gaps_file(default_gap_config(), lang), "x")).hash == default_gap_config().hash
    own = load_gap_config((OWN_RULES, "own"))
    text = gaps_file(own, lang)
    assert load_gap_config((text, "x")).hash == own.hash != default_gap_config().hash
    assert "on = false" in text
