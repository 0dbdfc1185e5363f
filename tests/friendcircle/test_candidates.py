"""``candidates`` on the sample, by what was known on a day."""

from __future__ import annotations

from tests.friendcircle.command_line import CommandLine

DAY = ("--as-of", "2020-01-22")
#: Places abroad of cities.csv without a tie in force whose own row cites a source of 2020-01-22 or before and
#: whose population is given, except Durban, Busan and Netanya, which the plan of 2020 names.
KNOWN_THEN = {
    "almaty",
    "auckland",
    "cork",
    "goyang",
    "hirado",
    "kuching",  # a claim that the list of 2015 leaves out is no tie
    "manila",
    "matosinhos",
    "philadelphia",
    "san-diego",
    "valenza",
    "vicenza",
}


def test_candidates_rest_on_what_was_known(cli_loaded: CommandLine) -> None:
    done = cli_loaded("candidates", *DAY, "--known-as-of", "2020-01-22", "--format", "json")
    assert done.status == 0
    assert {entry["place"] for entry in done.json} == KNOWN_THEN
    assert all(entry["met"] for entry in done.json)
    later = cli_loaded("candidates", *DAY, "--most", "100", "--format", "json").json
    assert {"fortaleza", "sao-paulo", "amsterdam", "foz-do-iguacu"} <= {entry["place"] for entry in later}


def test_ranges_hold_the_score_and_some_places_come_from_the_gazetteer(cli_loaded: CommandLine) -> None:
    found = cli_loaded("candidates", "--as-of", "2026-11-29", "--most", "100", "--format", "json").json
    assert all(0 <= entry["score_low"] <= entry["score"] <= entry["score_high"] <= 1 for entry in found)
    assert [entry["score_low"] for entry in found] == sorted(
        (entry["score_low"] for entry in found), reverse=True
    ), "what is certain comes first"
    unmet = [entry for entry in found if not entry["met"]]
    assert len(unmet) == 10 == len({entry["country"] for entry in unmet})
    assert not {entry["country"] for entry in unmet} & {"CN", "HK", "MO", "TW"}
    assert not {"netanya", "durban", "busan"} & {entry["place"] for entry in found}
