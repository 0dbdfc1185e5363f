"""``friendcircle strength`` on real stores: answers and refusals."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from pathlib import Path

import pytest

from graph.strength.config import COMPONENTS
from tests.friendcircle.command_line import CommandLine

KEYS = {
    "partner",
    "name_en",
    "name_zh",
    "as_of",
    "known_as_of",
    "config_hash",
    "strength",
    "date_low",
    "date_high",
    "evidence_low",
    "evidence_high",
    "evidence",
    "activity_known",
    "components",
}
ASKED = (
    ("--as-of", "2019-12-31"),
    ("--as-of", "2020-01-22"),
    ("--as-of", "2023-12-31"),
    ("--as-of", "2023-12-31", "--known-as-of", "2020-01-22"),
    ("--as-of", "2020-01-22", "--known-as-of", "2020-01-22"),
    ("--as-of", "2020-01-22", "--countries"),
    ("trier", "--as-of", "2023-12-31"),
    ("izmir", "--compare", "2019-12-31", "2023-12-31"),
    ("--compare", "2019-12-31", "2023-12-31"),
)


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_answer_is_the_same_byte_for_byte(cli_loaded: CommandLine, asked: tuple[str, ...]) -> None:
    done = cli_loaded("strength", *asked, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert done.json
    assert cli_loaded("strength", *asked, "--format", "json").out == done.out


def test_ranking_and_ledger(cli_loaded: CommandLine) -> None:
    ranking = cli_loaded("strength", "--as-of", "2020-01-22", "--format", "json").json
    assert all(set(entry) >= KEYS and set(entry["components"]) == set(COMPONENTS) for entry in ranking)
    assert [entry["strength"] for entry in ranking] == sorted(
        (entry["strength"] for entry in ranking), reverse=True
    )
    by_partner = {entry["partner"]: entry for entry in ranking}
    assert {"cardiff", "netanya", "durban", "busan", "busan-port"} <= set(by_partner)
    assert (
        "kuching" not in by_partner
        and "japan" not in by_partner
        and by_partner["kaunas"]["activity_known"] is False
    )
    one = cli_loaded("strength", "trier", "--as-of", "2020-01-22", "--format", "json").json
    assert {key: one[key] for key in by_partner["trier"]} == by_partner["trier"]
    assert math.fsum(line["points"] for line in one["ledger"]) == pytest.approx(one["strength"], abs=1e-7)
    assert all(
        {"component", "what", "points", "facts", "sources"} <= set(line) and line["facts"] and line["sources"]
        for line in one["ledger"]
    )
    fact = one["ledger"][0]["facts"][0]
    sources = {
        entry["source"] for entry in cli_loaded("sources", fact, "--format", "json").json["statements"]
    }
    assert set(one["ledger"][0]["sources"]) <= sources
    rows = list(
        csv.DictReader(
            io.StringIO(cli_loaded("strength", "--as-of", "2020-01-22", "--format", "csv").out, newline="")
        )
    )
    assert [row["partner"] for row in rows] == [entry["partner"] for entry in ranking]
    chinese = cli_loaded("strength", "kaunas", "--as-of", "2020-01-22", "--lang", "zh").out
    assert "仅有结好记录，往来情况未登记" in chinese and "长期无往来" not in chinese


def test_known_as_of_limits_the_facts(cli_loaded: CommandLine) -> None:
    def partners(*more: str) -> dict[str, float]:
        found = cli_loaded("strength", "--as-of", "2023-12-31", *more, "--format", "json").json
        return {entry["partner"]: entry["components"]["F"] for entry in found}

    assert partners()["durban"] == 1.0
    then = partners("--known-as-of", "2020-01-22")
    assert then["durban"] == 0.45, "a letter of intent was all that was known"


def test_comparison_of_two_days(cli_loaded: CommandLine) -> None:
    found = cli_loaded(
        "strength", "netanya", "--compare", "2019-12-31", "2022-12-31", "--format", "json"
    ).json
    assert found["difference"] == pytest.approx(
        found["after"]["strength"] - found["before"]["strength"], abs=1e-8
    )
    assert math.fsum(line["points"] for line in found["ledger"]) == pytest.approx(
        found["difference"], abs=1e-7
    )
    assert {line["change"] for line in found["ledger"]} <= {"gained", "lost", "decayed", "grown"}
    assert any(line["component"] == "F" and line["change"] == "grown" for line in found["ledger"])


def test_sensitivity_of_the_ranking(cli_loaded: CommandLine) -> None:
    asked = ("strength", "--sensitivity", "--as-of", "2020-01-22", "--draws", "50", "--format", "json")
    found = cli_loaded(*asked).json
    assert found == cli_loaded(*asked).json
    assert 0.5 < found["spearman_p5"] <= found["spearman_median"] <= 1.0
    assert all(
        entry["rank_low"] <= entry["rank_p5"] <= entry["rank_p95"] <= entry["rank_high"]
        for entry in found["partners"]
    )


def test_body_that_was_only_first_named_is_no_growth(cli_loaded: CommandLine) -> None:
    """The consulate opened in 1995 by a source of 2023; what was known in January 2020 names it in 2019."""
    days = ("--compare", "2018-12-31", "2020-01-22", "--known-as-of", "2020-01-22", "--format", "json")
    found = cli_loaded("strength", "cebu-city", *days).json
    assert found["first_named"] == {
        "points": pytest.approx(5.0),
        "facts": ["consulate-general-philippines-xiamen"],
    }
    assert found["difference"] + 5.0 == pytest.approx(
        found["after"]["strength"] - found["before"]["strength"], abs=1e-6
    )
    every = {entry["partner"]: entry for entry in cli_loaded("strength", *days).json}
    assert every["cebu-city"]["difference"] == pytest.approx(found["difference"], abs=1e-6)
    manila = every["manila"]
    # A concert of 13 June 2019 with the public (0.34 x 0.3, halved every 12 months) and a visit of 16 August
    # 2016 by the public (0.28 x 0.3, every 18), in the sectors culture and education.
    month = 365.2425 / 12

    def points(concert: float, visit: float) -> float:
        mutual = 1 - math.exp(-2 * min(concert / 2, visit + concert / 2) / 0.5)
        breadth = sum(1 - math.exp(-sector / 0.35) for sector in (concert, visit)) / 5
        return 40 * (1 - math.exp(-(concert + visit) / 0.5)) + 10 * mutual + 12 * breadth

    before, after = (dt.date.fromisoformat(day).toordinal() for day in days[1:3])
    held, sent = dt.date(2019, 6, 13).toordinal(), dt.date(2016, 8, 16).toordinal()
    weights = [0.084 * 2 ** (-(day - sent) / month / 18) for day in (before, after)]
    growth = points(0.102 * 2 ** (-(after - held) / month / 12), weights[1]) - points(0.0, weights[0])
    assert manila["first_named"] == pytest.approx(5.0)
    assert manila["difference"] == pytest.approx(growth, abs=0.001)
    port = cli_loaded("strength", "singapore-port", *days).json
    assert (port["difference"], port["ledger"]) == (0.0, [])
    assert port["first_named"]["facts"] == ["consulate-general-singapore-xiamen"]


def test_signature_that_a_source_tells_of_is_a_contact_and_an_instrument(cli_loaded: CommandLine) -> None:
    found = cli_loaded("strength", "foz-do-iguacu", "--as-of", "2025-09-08", "--format", "json").json
    told = [line for line in found["ledger"] if line["facts"] == ["tie-foz-do-iguacu--xiamen"]]
    # Two sources name two kinds for the signature of 2013, and a decision names a third: it is one contact.
    assert sorted(line["code"] for line in told) == ["contact", "instrument"]
    assert all(line["points"] > 0 for line in told)


def test_words_and_counts_of_the_ranking(cli_loaded: CommandLine) -> None:
    ranking = {
        entry["partner"]: entry
        for entry in cli_loaded("strength", "--as-of", "2020-01-22", "--format", "json").json
    }
    trier = ranking["trier"]
    assert trier["signed"] == {
        "form": "signed",
        "kind": "sister_city",
        "since": "2010-11-11",
        "status": "active",
    }
    # Visits of 2018, 2018-05-06 and 2017-04-11, the opening on the second of these days.
    assert (trier["contacts_in_three_years"], trier["highest_rank"], trier["last_contact"]) == (
        3,
        "leader",
        "2018-05-06",
    )
    points = {"A": 40, "R": 10, "B": 12, "L": 5}
    assert trier["liveliness"] == pytest.approx(
        sum(weight * trier["components"][name] for name, weight in points.items()), abs=1e-6
    )
    assert (trier["band"], ranking["surabaya"]["band"], ranking["kaunas"]["band"]) == (
        "active",
        "none_for_three_years",
        "none_recorded",
    )
    english = cli_loaded("strength", "surabaya", "--as-of", "2020-01-22", "--lang", "en").out
    assert "Sister city (since 2006); None recorded for three years (last 2016-08-15)" in english
    countries = cli_loaded("strength", "--as-of", "2020-01-22", "--countries", "--format", "json").json
    assert {entry["band"] for entry in countries} == {"not_graded"}


def test_calibration_prints_a_proposal_and_changes_nothing(cli_loaded: CommandLine) -> None:
    asked = ("strength", "--calibrate", "--as-of", "2020-01-22", "--format", "json")
    found = cli_loaded(*asked).json
    assert found["now"] == {"k": 0.5, "active": 25.0, "in_touch": 5.5}
    assert found["proposed"]["k"] == pytest.approx(found["quartiles"][1] / math.log(2), rel=0.05)
    assert found["changes"] and all(entry["band_before"] != entry["band_after"] for entry in found["changes"])
    assert cli_loaded(*asked).json == found
    assert "proposed k" in cli_loaded(*asked[:-2], "--lang", "en").out


def test_equal_rows_and_likely_doubles_are_said(cli_empty: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    tables = {
        "office.toml": 'collection = "haven"\nhome = "haven"\ncountry = "NL"\n',
        "cities.csv": "id,name_en,name_zh,country_iso2,admin_level,source,locator\n"
        "haven,Haven,,NL,city,city,p1\nnorth,North,,SE,city,city,p1\n",
        "sources.csv": "id,title,publisher,url,date,language,reliability,grade\n"
        "city,City web site,City,,2025-05-09,en,,B\npaper,Evening paper,Press,,2025-05-10,en,,C\n",
        "ties.csv": "id,from_id,to_id,kind,status,signed_date,as_of,source,locator\n"
        "t1,haven,north,sister_city,signed,1990-05-05,,city,p1\n",
        "visits.csv": "id,direction,date_start,from_place,to_place,level,delegation_title,source,locator\n"
        "v1,inbound,2025-05-08,north,haven,mayor,mayor,city,news\n"
        "v2,inbound,2025-05-08,north,haven,mayor,mayor,city,news\n"
        "v3,inbound,2025-05,north,haven,mayor,mayor of North,paper,page 3\n",
    }
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8")
    cli = cli_empty.within()
    loaded = cli("load", folder, "--format", "json")
    assert loaded.status == 0
    assert [(issue["code"], issue["line"], issue["value"]) for issue in loaded.json["issues"]] == [
        ("equal_row", 3, "v2")
    ]
    done = cli("strength", "north", "--as-of", "2025-06-08", "--format", "json", "--lang", "en")
    assert done.json["equal_rows"] == [["v1", "v2"]]
    assert done.json["likely_doubles"] == [["v1", "v3"]]
    assert "count once" in done.err and "same_as: 1 (v1 = v3)" in done.err
    # Two visits of a mayor, a month and three weeks ago; nothing else but the signature of 1990.
    whole = sum(0.28 * 2 ** (-days / (365.2425 / 12) / 24) for days in (31, 23)) + 0.8 * 0.4 * 2 ** (
        -12818 / (365.2425 / 12) / 18
    )
    assert done.json["components"]["A"] == pytest.approx(1 - math.exp(-whole / 0.5), abs=1e-6)


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        (("--as-of", "yesterday"), "'yesterday' is no day (--as-of): write 2020-01-22"),
        (("--known-as-of", "2020-13-01"), "is no day (--known-as-of)"),
        (("--compare", "2020", "2021-02-30"), "is no day (--compare)"),
        (("--as-of", "1900-01-01"), "nothing is recorded by that day (1900-01-01): the first record is of"),
        (("--as-of", "2020", "--known-as-of", "1900"), "nothing was published by that day"),
        (("cebu",), "did you mean cebu-city"),
        (("宿务",), "did you mean cebu-city"),
        (("Trierr",), "did you mean trier"),
        (("zzzzz",), "there is no such partner"),
        (("",), "there is no such partner (PARTNER)"),
        (("日本",), "did you mean japan"),
        (("trier", "--sensitivity"), "--sensitivity is about the whole ranking"),
        (("trier", "--calibrate"), "--calibrate is about the whole record"),
        (("--write", "--known-as-of", "2020"), "--write keeps the whole ranking"),
        (("--compare", "2019", "2020", "--as-of", "2020"), "--compare has its own days"),
    ],
)
def test_impossible_request_is_refused_in_one_line(
    cli_loaded: CommandLine, asked: tuple[str, ...], part: str
) -> None:
    done = cli_loaded("strength", *asked)
    assert (done.status, done.out) == (2, "")
    assert part in done.line


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("[weights]\nF = 30", "the weights add up to 115"),
        ("[half_lives]\nleader = -24", "'half_lives.leader' is -24"),
        ("[curves]\nkk = 2", "did you mean k?"),
        ("[kinds", "no readable TOML"),
    ],
)
def test_faulty_numbers_are_refused_in_one_line(
    cli_loaded: CommandLine, tmp_path: Path, text: str, part: str
) -> None:
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    for done in (
        cli_loaded("strength", "--numbers", file),
        cli_loaded("strength", FRIENDCIRCLE_STRENGTH=str(file)),
    ):
        assert (done.status, done.out) == (2, "")
        assert part in done.line and "own.toml" in done.line


def test_files_as_saved_by_editors(cli_loaded: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(b"\xef\xbb\xbf[curves]\r\nk = 2\r\n")
    assert cli_loaded("strength", "trier", "--numbers", file).status == 0, "with a mark of the order of bytes"
    file.write_bytes("# 参数\n[curves]\nk = 2\n".encode("gbk"))
    refused = cli_loaded("strength", "trier", "--numbers", file)
    assert (refused.status, refused.out) == (2, "") and refused.line.endswith("save it as UTF-8")


def test_office_without_ties(cli_empty: CommandLine) -> None:
    cli = cli_empty.within()
    assert cli("init", "--home", "Anywhere", "--country", "PT").status == 0
    for asked in ((), ("trier",), ("--sensitivity",), ("--write",)):
        done = cli("strength", *asked)
        assert (done.status, done.out) == (
            2,
            "",
        ) and "the store holds nothing of the home's relations (anywhere)" in done.line


def test_own_numbers(cli_loaded: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text("[weights]\nF = 20\nA = 35\n", encoding="utf-8")
    asked = ("strength", "trier", "--as-of", "2020-01-22", "--format", "json")
    ours, own = cli_loaded(*asked).json, cli_loaded(*asked, "--numbers", file).json
    assert own["components"] == ours["components"] and own["config_hash"] != ours["config_hash"]
    assert own["strength"] == pytest.approx(
        ours["strength"] + 5 * ours["components"]["F"] - 5 * ours["components"]["A"], abs=1e-8
    )


def test_links_stored_in_the_graph(cli_empty: CommandLine, tmp_path: Path) -> None:
    cli = cli_empty.within()
    assert cli("load").status == 0
    ranking = cli("strength", "--format", "json").json
    kept = cli("query", "links", "-p", f"numbers={ranking[0]['config_hash']}", "--format", "json").json
    rows = {row[0]: dict(zip(kept["columns"], row, strict=True)) for row in kept["rows"]}
    assert all(
        rows[entry["partner"]]["strength"] == entry["strength"]
        for entry in ranking
        if entry["as_of"] == rows[entry["partner"]]["as_of"]
    )
    assert all(row["current"] for row in rows.values())
    assert not any(
        row[-1]
        for row in cli("query", "links", "-p", "numbers=0123456789ab", "--format", "json").json["rows"]
    )
    # An office's own numbers come with its folder; all later answers use them, and the links are recomputed.
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "office.toml").write_text(
        'collection = "xiamen"\nhome = "xiamen"\ncountry = "CN"\n', encoding="utf-8"
    )
    (folder / "strength.toml").write_text("[curves]\nk = 1\n", encoding="utf-8")
    (folder / "completeness.csv").write_text(
        "id,dataset,kind,home,date_from,date_to,source,note,locator\n", encoding="utf-8"
    )
    assert cli("load", folder, "--accept-retired").status == 0
    own = cli("strength", "--format", "json").json
    assert own[0]["config_hash"] != ranking[0]["config_hash"]
    [count] = cli(
        "cypher",
        "MATCH (:City {id: 'xiamen'})-[l:LINKED]->() RETURN count(*), count(DISTINCT l.config_hash), "
        "max(l.config_hash)",
        "--format",
        "json",
    ).json["rows"]
    assert count[1:] == [1, own[0]["config_hash"]]
    assert cli("strength", "--write", "--as-of", "2020-01-22", "-q").status == 0
    kept = cli("query", "links", "--format", "json").json
    assert {row[kept["columns"].index("as_of")] for row in kept["rows"]} == {"2020-01-22"}
    (folder / "strength.toml").write_text("[curves]\nk = 0\n", encoding="utf-8")
    refused = cli("load", folder)
    assert (refused.status, refused.out) == (2, "") and "'curves.k' is 0" in refused.line
