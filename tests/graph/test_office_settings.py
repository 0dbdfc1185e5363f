"""Settings that an office changes one by one."""

from __future__ import annotations

import pytest

from graph.errors import ConfigurationError
from graph.office_settings import (
    RECEIVERS,
    SettingChange,
    check_setting,
    known_settings,
    receivers,
    texts_of,
    usual_value,
)
from graph.planning.gap_rules import load_gap_config
from graph.strength.config import default_config, load_config


def test_every_setting_takes_the_value_that_it_has() -> None:
    for setting in known_settings():
        check_setting(setting, "Office" if setting == RECEIVERS else usual_value(setting))
    changes = [
        SettingChange("", name, usual_value(name)) for name in known_settings() if name.startswith("strength")
    ]
    texts, errors = texts_of("strength", changes)
    assert not errors and load_config(*texts).hash == default_config().hash


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("strength.curves.k", "much", "is no number"),
        ("strength.curves.k", "-1", "it must be more than nothing"),
        ("strength.curves.k", "1\nyears = 5", "is no number"),
        ("strength.weights", "F = 20", "the weights add up to 105"),
        ("strength.weights.F", "15", "there is no setting"),
        ("strength.curve.k", "1", "did you mean strength.curves.k"),
        ("gaps.G4.on", "perhaps", "neither true nor false"),
        ("gaps.G4.severity", "huge", "did you mean high"),
        ("gaps.G4.severity", 'low"\nG5.on = false #', "not known"),
        ("gaps.G3.limits.kinds", "sister_town", "not known"),
        (RECEIVERS, " ; ", "names no body"),
    ],
)
def test_value_that_is_none_for_its_setting_is_refused(setting: str, value: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        check_setting(setting, value)
    assert told in caught.value.line("en")


def test_changes_are_in_force_in_their_order_and_after_the_files() -> None:
    changes = [
        SettingChange("a", "gaps.G4.on", "否"),
        SettingChange("b", "gaps.G3.limits.kinds", "sister_city；friendly_exchange_city"),
        SettingChange("c", RECEIVERS, "外办； 市政府"),
    ]
    texts, errors = texts_of("gaps", changes, [("[G4]\non = true\nseverity = 'low'", "gaps.toml")])
    rules = load_gap_config(("[G4]\non = true\nseverity = 'low'", "gaps.toml"), *texts)
    assert not errors and (rules["G4"].on, rules["G4"].severity) == (False, "low")
    assert rules["G3"].words("kinds") == ("sister_city", "friendly_exchange_city")
    assert receivers(changes) == ("外办", "市政府") and receivers(changes[:2]) is None


def test_change_that_cannot_be_in_force_is_left_out_and_told() -> None:
    shares = "F = 20, A = 35, R = 10, B = 12, I = 10, E = 8, L = 5"
    changes = [
        SettingChange("a", "strength.weights", shares),
        SettingChange("b", "strength.no.such", "1"),
        SettingChange("c", "strength.curves.k", "30"),
    ]
    texts, errors = texts_of("strength", changes)
    assert list(errors) == ["strength.no.such"]
    found = load_config(*texts)
    assert (found["weights"]["F"], found["curves"]["k"]) == (20, 30)
    assert texts_of("strength", changes, [("[curves]\nk = 'x'", "strength.toml")]) == ([], {})
