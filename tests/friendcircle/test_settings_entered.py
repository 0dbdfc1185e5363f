"""A setting that is entered with its reason is in force everywhere, is corrected, and is taken back."""

from __future__ import annotations

from tests.friendcircle.command_line import CommandLine


def entered(cli: CommandLine, setting: str, value: str, *more: str) -> CommandLine:
    cells = ("-p", f"setting={setting}", "-p", f"value={value}", "-p", "reason=fewer visits here")
    done = cli("enter", "settings", "--by", "Division", *cells, *more, "--format", "json")
    assert done.status == 0, done.err
    return cli


def test_number_that_is_entered_counts_until_it_is_taken_back(office: CommandLine) -> None:
    def digest() -> str:
        found = office("strength", "east", "--format", "json").json
        return str(found["config_hash"])

    shipped = digest()
    entered(office, "strength.curves.k", "30")
    changed = digest()
    assert changed != shipped
    twice = office(
        "enter", "settings", "--by", "D", "-p", "setting=strength.curves.k", "-p", "value=9", "-p", "reason=x"
    )
    assert twice.status == 2 and "entered before" in twice.err
    (entry,) = office("entries", "--format", "json").json
    row = entry["id"].partition("/")[2]
    entered(office, "strength.curves.k", "31", "--corrects", row)
    assert digest() not in (shipped, changed)
    assert office("undo", entry["id"]).status == 0
    assert digest() == shipped


def test_rule_is_switched_off_and_a_wrong_value_is_refused(office: CommandLine) -> None:
    def rules() -> set[str]:
        return {entry["rule"] for entry in office("gaps", "--format", "json").json}

    assert "G15" in rules()
    entered(office, "gaps.G15.on", "no")
    assert "G15" not in rules()
    refused = office(
        "enter", "settings", "--by", "D", "-p", "setting=gaps.G1.on", "-p", "value=perhaps", "-p", "reason=x"
    )
    assert refused.status == 1 and "neither true nor false" in refused.out + refused.err
