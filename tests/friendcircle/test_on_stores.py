"""The commands on real stores: their output and exit statuses."""

from __future__ import annotations

import csv
import io
import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import alone
from tests.friendcircle.command_line import CommandLine
from tests.ingest.office import OfficeFolder
from tests.stores import ROOT, SAMPLE_FOLDER, StoreAddress

loaded_address, loaded_store, server_address = alone.loaded_address, alone.loaded_store, alone.server_address


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def damaged_sample(folder: Path) -> Path:
    """Copy the sample's cities and their sources, with an invalid latitude."""
    target = folder / "damaged"
    target.mkdir()
    for name in ("office.toml", "sources.csv", "cities.csv"):
        shutil.copy(SAMPLE_FOLDER / name, target)
    file = target / "cities.csv"
    rows = table(file.read_text(encoding="utf-8-sig"))
    rows[4]["lat"] = "=north\x1b[31m"
    with file.open("w", encoding="utf-8-sig", newline="") as output:
        writer = csv.DictWriter(output, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return target


# --- load ---------------------------------------------------------------------------------------------------


def test_last_load_is_undone(cli_empty: CommandLine) -> None:
    folder = ROOT / "docs" / "example-office"
    made = cli_empty("load", folder, "--format", "json")
    assert made.status == 0, made.err
    told = cli_empty("load", "--undo", "--dry-run", "--format", "json")
    assert (told.status, told.json["dry_run"]) == (0, True)
    done = cli_empty("load", "--undo", "--format", "json")
    assert done.json["nodes"] == told.json["nodes"]
    assert told.json["undoes"] == done.json["undoes"] == made.json["load_id"]
    assert f"taken back: {made.json['load_id']}" in done.err
    assert {label: entry["retired"] for label, entry in done.json["nodes"].items()} == {
        label: entry["created"] for label, entry in made.json["nodes"].items()
    }
    again = cli_empty("load", "--undo")
    assert (again.status, again.out) == (2, "")
    assert "there is no load that could be taken back" in again.err
    assert cli_empty("load", "--undo", folder).status == 2
    full = cli_empty("load", folder, "--full", "--format", "json")
    assert full.json["nodes"] == made.json["nodes"]


def test_load_query_and_load_again(cli_empty: CommandLine) -> None:
    dry = cli_empty("load", "--dry-run", "--format", "json")
    assert (dry.status, dry.err) == (0, "")
    assert dry.json["dry_run"] is True
    assert cli_empty("store", "status", "--format", "json").json["last_load"] is None

    real = cli_empty("load", "--format", "json")
    assert (real.status, real.err) == (0, "")
    assert set(real.json) == {"load_id", "dry_run", "files", "nodes", "issues", "retiring"}
    assert {frozenset(entry) for entry in real.json["files"]} == {
        frozenset(("file", "sha256", "encoding", "dataset", "rows", "accepted", "refused"))
    }
    assert {frozenset(entry) for entry in real.json["nodes"].values()} == {
        frozenset(("created", "updated", "unchanged", "retired"))
    }
    issue_keys = (
        "level",
        "code",
        "file",
        "sheet",
        "line",
        "column",
        "value",
        "reason",
        "hint",
        "reason_zh",
        "hint_zh",
    )
    assert {frozenset(entry) for entry in real.json["issues"]} == {frozenset(issue_keys)}
    assert real.json["nodes"] == dry.json["nodes"], "the dry run says what a real one does"
    assert real.json["nodes"]["Visit"]["created"] == 203

    again = cli_empty("load", SAMPLE_FOLDER, "--format", "json")
    assert again.status == 0
    assert {
        (entry["created"], entry["updated"], entry["retired"]) for entry in again.json["nodes"].values()
    } == {(0, 0, 0)}

    status = cli_empty("store", "status", "--format", "json")
    assert (status.status, status.err) == (0, "")
    assert set(status.json) >= {
        "url",
        "running",
        "pid",
        "bolt_port",
        "server",
        "nodes",
        "relationships",
        "last_load",
    }
    assert status.json["running"] is True
    assert status.json["last_load"] == again.json["load_id"]
    assert status.json["nodes"] > 1000
    assert isinstance(status.json["bolt_port"], int)

    cities = cli_empty("query", "sister_cities", "-p", "as_of=2015-08-11", "--format", "json")
    assert len(cities.json["rows"]) == 18, "the home comes from the store"


def test_refused_rows_are_listed_and_give_status_1(cli_empty: CommandLine, tmp_path: Path) -> None:
    cli = cli_empty.within()
    folder = damaged_sample(tmp_path)
    dry = cli("load", folder, "--dry-run", "--format", "json")
    assert dry.status == 1
    shown = cli("load", folder)
    assert shown.status == 1
    assert "\x1b" not in shown.out + shown.err
    assert "cities.csv:6" in shown.out
    assert "=north" in shown.out
    assert shown.line == "friendcircle: refused rows: 1; everything else was loaded"
    listed = table(cli("load", folder, "--format", "csv", "-q").out)
    errors = [entry for entry in listed if entry["level"] == "error"]
    assert [(entry["file"], entry["line"], entry["column"]) for entry in errors] == [
        ("cities.csv", "6", "lat")
    ]
    assert errors[0]["value"].startswith("'=north"), "no formula for a spreadsheet"
    chinese = cli("load", folder, "--lang", "zh").out
    assert "未接收" in chinese
    assert "不是数字" in chinese
    assert "is no number" not in chinese
    assert "请只写数字和小数点" in cli("query", "issues", "-p", "level=error", "--lang", "zh").out


def test_unusable_file_changes_nothing(cli_empty: CommandLine, tmp_path: Path) -> None:
    cli = cli_empty.within()
    file = tmp_path / "nonsense.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    done = cli("load", file)
    assert (done.status, done.out) == (2, "")
    assert "nonsense.csv" in done.line
    assert cli("store", "status", "--format", "json").json["nodes"] == 0


def test_retiring_more_than_a_tenth_of_a_table_needs_an_option(
    cli_empty: CommandLine, tmp_path: Path
) -> None:
    cli = cli_empty.within()
    office = OfficeFolder(tmp_path / "office")
    assert cli("load", office.path, "-q").status == 0
    office.remove("visits", "v2")
    dry = cli("load", office.path, "--dry-run", "--format", "json")
    assert (dry.status, dry.json["retiring"]) == (
        0,
        [{"collection": "office", "dataset": "visits", "rows": 1, "of": 2}],
    )
    assert dry.line.startswith(
        "friendcircle: a real run would ask before it retires 1 of the 2 rows of office/visits"
    )
    assert cli("load", office.path, "--dry-run", "--accept-retired", "-q").err == ""
    done = cli("load", office.path)
    assert (done.status, done.out) == (2, "")
    assert done.line.startswith(
        "friendcircle: the load would retire 1 of the 2 rows of office/visits; nothing was changed: look at"
    )
    visits = ("cypher", "MATCH (v:Visit) RETURN count(v)", "--format", "json")
    assert cli(*visits).json["rows"] == [[2]]
    assert cli("load", office.path, "-q", "--accept-retired").status == 0
    assert cli(*visits).json["rows"] == [[1]]


def test_interrupted_load_reports_what_was_loaded(
    cli_empty: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli = cli_empty.within()
    office = OfficeFolder(tmp_path / "office")

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("ingest.load.run.plan_load", interrupt)
        before = cli("load", office.path)
    assert (before.status, before.err.splitlines()) == (
        130,
        ["friendcircle: interrupted; nothing was changed", "friendcircle: interrupted"],
    )
    with monkeypatch.context() as patched:
        patched.setattr("friendcircle.loading.renew_derived", interrupt)
        after = cli("load", office.path)
    assert after.status == 130
    assert after.err.startswith("friendcircle: interrupted; the load is in, ")
    assert cli("cypher", "MATCH (v:Visit) RETURN count(v)", "--format", "json").json["rows"] == [[2]]


# --- queries ------------------------------------------------------------------------------------------------


def test_query_as_json_csv_and_table(cli_loaded: CommandLine, tmp_path: Path) -> None:
    asked = ("query", "sister_cities", "-p", "as_of=2023-12-05")
    done = cli_loaded(*asked, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert set(done.json) == {"columns", "rows", "truncated"}
    assert done.json["truncated"] is False
    rows = [dict(zip(done.json["columns"], row, strict=True)) for row in done.json["rows"]]
    assert len(rows) == 23
    first = rows[0]
    assert (first["place"], first["country"]) == ("cardiff", "GB"), "codes in JSON"

    printed = table(cli_loaded(*asked, "--format", "csv").out)
    assert [entry["place"] for entry in printed] == [row["place"] for row in rows]
    assert printed[0]["country"] == "United Kingdom", "names in CSV, under the column's own name"
    assert cli_loaded(*asked, "--format", "csv", "--lang", "zh").out.splitlines()[0] == ",".join(
        done.json["columns"]
    )

    shown = cli_loaded(*asked, "--lang", "zh")
    assert (shown.status, shown.err) == (0, "")
    assert "国家（地区）" in shown.out.splitlines()[0]
    assert len(shown.out.splitlines()) == 25
    assert "\x1b" not in shown.out

    written = cli_loaded(*asked, "--format", "csv", "--out", tmp_path / "out.csv")
    assert (written.status, written.out) == (0, "")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfordinal,"), (
        "Excel knows the encoding by the mark"
    )


def test_unknown_id_is_reported(cli_loaded: CommandLine) -> None:
    for given, near in (("cardif", "cardiff"), ("cardiiff", "cardiff")):
        done = cli_loaded("query", "ties_of", "-p", f"id={given}", "--format", "json")
        assert (done.status, done.json["rows"]) == (0, [])
        assert (
            done.line.startswith(f"friendcircle: nothing in the store has the id '{given}'; did you mean ")
            and near in done.line
        )
    assert (
        cli_loaded("query", "ties_of", "-p", "id=zz-9", "--format", "json").line
        == "friendcircle: nothing in the store has the id 'zz-9'"
    )


def test_home_from_the_settings(cli_loaded: CommandLine) -> None:
    unknown = cli_loaded("query", "sister_cities", "--home", "cardif")
    assert (unknown.status, unknown.out) == (2, "")
    assert unknown.line.startswith("friendcircle: the store has no place 'cardif'")
    assert "did you mean cardiff?" in unknown.line
    other = cli_loaded("query", "sister_cities", "--format", "csv", FRIENDCIRCLE_HOME="cardiff")
    assert [entry["place"] for entry in table(other.out)] == ["xiamen"]
    assert table(other.out)[0]["country"] == "China"


def test_naming_profile_from_the_settings(cli_loaded: CommandLine) -> None:
    asked = ("cypher", "MATCH (c:CountryOrArea {iso2: 'KR'}) RETURN c.iso2 AS area")
    assert cli_loaded(*asked, "--format", "json").json["rows"] == [["KR"]]
    done = cli_loaded("query", "sister_cities", FRIENDCIRCLE_NAMING="nonsense")
    assert (done.status, done.out) == (2, "")
    assert "nonsense" in done.line


def test_cypher(cli_loaded: CommandLine) -> None:
    done = cli_loaded(
        "cypher",
        "MATCH (n:City {id: $id}) RETURN n, n.id AS id, [1, 2] AS list",
        "-p",
        "id=cardiff",
        "--format",
        "json",
    )
    assert (done.status, done.err) == (0, "")
    assert done.json["columns"] == ["n", "id", "list"]
    node, key, numbers = done.json["rows"][0]
    assert (node["labels"], node["properties"]["name_en"], key, numbers) == (
        ["City"],
        "Cardiff",
        "cardiff",
        [1, 2],
    )

    limited = cli_loaded(
        "cypher",
        "UNWIND range(1, $n) AS x RETURN x ORDER BY x",
        "-p",
        "n=10",
        "--limit",
        "3",
        "--format",
        "json",
    )
    assert limited.json == {"columns": ["x"], "rows": [[1], [2], [3]], "truncated": True}
    assert limited.line == "friendcircle: showing the first 3 rows; there are more"
    assert cli_loaded("cypher", "RETURN 1 AS x", "--format", "csv").out == "x\n1\n"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("MATCH (n:City) SET n.x = 1", "SET would write"),
        ("MATCH (n:City", "the store cannot run the statement"),
        ("MATCH (n:City {id: $id}) RETURN n", "the statement needs the parameter id"),
    ],
)
def test_forbidden_cypher_is_refused(cli_loaded: CommandLine, text: str, what: str) -> None:
    done = cli_loaded("cypher", text)
    assert (done.status, done.out) == (2, "")
    assert what in done.line


def test_cypher_gives_plans(cli_loaded: CommandLine) -> None:
    planned = cli_loaded(
        "cypher", "EXPLAIN MATCH (n:City {id: 'trier'}) RETURN n.name_en AS name", "--format", "json"
    )
    assert (planned.status, planned.err, planned.json["rows"]) == (0, "", [])
    assert list(planned.json) == ["columns", "rows", "truncated", "plan"]
    assert planned.json["plan"]["operator"] == "ProduceResults"
    profiled = cli_loaded(
        "cypher", "PROFILE MATCH (n:City {id: 'trier'}) RETURN n.name_en AS name", FRIENDCIRCLE_LANG="en"
    )
    rows, _, plan = profiled.out.partition("\n\n")
    assert [line.strip() for line in rows.splitlines() if "Trier" in line] == ["Trier"]
    heads, *operators = [line for line in plan.splitlines() if line.strip("─ ")]
    assert heads.split("  ")[0] == "operator"
    assert [line.split()[0] for line in operators] == ["+ProduceResults", "|", "|"]
    assert operators[-1].startswith("| | +NodeUniqueIndexSeek")


def test_cypher_passes_on_notices_of_the_server(cli_loaded: CommandLine) -> None:
    text = "MATCH (n:Cty) RETURN n.id AS id"
    table = cli_loaded("cypher", text, FRIENDCIRCLE_LANG="en")
    assert table.err.splitlines() == [
        "friendcircle: nothing found",
        "friendcircle: remark: line 1, column 10: no label Cty; did you mean City?",
    ]
    document = cli_loaded("cypher", text, "--format", "json", FRIENDCIRCLE_LANG="zh")
    assert document.err == ""
    assert document.json["notifications"] == [
        {
            "code": "01N50",
            "title": "未知的节点类别",
            "text": "没有节点类别 Cty；是否指 City？",
            "line": 1,
            "column": 10,
        }
    ]


def test_ctrl_c_stops_the_statement_on_its_server(cli: CommandLine, loaded_address: StoreAddress) -> None:
    """Interrupt a separate process while its statement runs."""
    command = cli.at(loaded_address)
    text = (
        "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a * b AS c WHERE c < 0 RETURN "
        "count(c) AS n"
    )
    running = "SHOW TRANSACTIONS YIELD metaData WHERE metaData.friendcircle = 'console' RETURN metaData.limit"
    # A shell starts background processes with this signal ignored.
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); from "
        "friendcircle.__main__ import main; sys.exit(main())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, "cypher", text, "--timeout", "100"],
        cwd=command.folder,
        env=command.full_environ({"FRIENDCIRCLE_LANG": "en"}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with loaded_address.open() as store:
        while not store.read(running).rows:
            assert process.poll() is None
            time.sleep(0.1)
        assert store.read(running).rows == [[100]]
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err) == (130, "", "friendcircle: interrupted\n")
        assert store.read(running).rows == []


def test_sources(cli_loaded: CommandLine) -> None:
    done = cli_loaded("sources", "tie-cardiff--xiamen", "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert set(done.json) >= {"fact", "values", "statements"}
    assert done.json["fact"] == "tie-cardiff--xiamen"
    assert done.json["values"]["kind"] == "sister_city"
    assert {frozenset(entry) for entry in done.json["statements"]} >= {
        frozenset(("statement", "source", "title", "grade", "locator", "said_on", "values", "agrees"))
    }
    assert all(entry["agrees"] for entry in done.json["statements"])
    assert all(entry["values"]["id"] for entry in done.json["statements"])


def test_sources_that_contradict_each_other(cli_loaded: CommandLine) -> None:
    found = cli_loaded("sources", "tie-kuching--xiamen", "--format", "json").json
    assert found["values"]["status"] == "refuted"
    assert [entry["property"] for entry in found["decisions"]] == ["status"]
    assert not all(entry["agrees"] for entry in found["statements"])
    assert "不一致" in cli_loaded("sources", "tie-kuching--xiamen", "--lang", "zh").out


def test_sources_of_an_unknown_fact(cli_loaded: CommandLine) -> None:
    done = cli_loaded("sources", "kuching--xia")
    assert (done.status, done.out) == (2, "")
    assert "did you mean tie-kuching--xiamen" in done.line


# --- a new office -------------------------------------------------------------------------------------------


def test_init_makes_an_office_that_later_commands_find(cli_empty: CommandLine) -> None:
    cli = cli_empty.within()
    nothing = cli("query", "sister_cities")
    assert (nothing.status, nothing.out) == (2, "")
    assert nothing.line.startswith("friendcircle: no home is known")

    done = cli("init", "--home", "Münster", "--country", "de", "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert done.json == {
        "id": "office-munster",
        "home": "munster",
        "collection": "munster",
        "country": "DE",
        "naming": "un",
        "name_en": "Münster",
        "name_zh": None,
    }
    assert cli("init", "--home", "Münster", "--country", "DE", "--format", "json").json == done.json, (
        "again changes nothing"
    )

    asked = cli("query", "sister_cities", "--format", "json")
    assert (asked.status, asked.json["rows"]) == (0, [])
    other = cli("init", "--home", "Cebu City", "--country", "PH")
    assert (other.status, other.out) == (2, "")
    assert "the store is not empty" in other.line
    sample = cli("load", "--dry-run")
    assert (sample.status, sample.out) == (2, "") and "of another office" in sample.line
    assert cli("store", "status", "--format", "json").json["nodes"] == 2, (
        "the office and the store's own record"
    )


def test_init_with_a_chinese_name(cli_empty: CommandLine) -> None:
    cli = cli_empty.within()
    done = cli("init", "--home", "泉州", "--id", "quanzhou", "--country", "CN", "--lang", "zh")
    assert (done.status, done.err) == (0, "")
    assert "泉州" in done.out
    assert cli("doctor", "--format", "csv").out.count("quanzhou (cn)") == 1


# --- backup, restore, errors of the store -------------------------------------------------------------------


def test_backup_and_restore(cli_empty: CommandLine, tmp_path: Path, second_address: StoreAddress) -> None:
    file = tmp_path / "backup.gz"
    nothing = cli_empty("store", "backup", file)
    assert (nothing.status, nothing.out) == (2, "")
    cli_empty("init", "--home", "Cardiff", "--country", "GB")
    done = cli_empty("store", "backup", file, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert done.json["nodes"] == 2
    assert "was replaced" in cli_empty("store", "backup", file).err
    full = cli_empty("store", "restore", file)
    assert (full.status, full.out) == (2, "")
    assert "the store is not empty" in full.line

    target = ("--store", second_address.url)
    restored = cli_empty(
        "store", "restore", file, *target, "--format", "json", FRIENDCIRCLE_USER="", FRIENDCIRCLE_PASSWORD=""
    )
    assert (restored.status, restored.err) == (0, "")
    assert restored.json["sha256"] == done.json["sha256"]
    assert cli_empty("doctor", *target, "--format", "csv").out.count("cardiff (un)") == 1
    wrong = cli_empty("store", "restore", SAMPLE_FOLDER / "ties.csv", *target)
    assert (wrong.status, wrong.out) == (2, "")
    assert "no whole backup" in wrong.line


def test_wrong_password(cli: CommandLine, server_address: StoreAddress) -> None:
    done = cli(
        "store",
        "status",
        FRIENDCIRCLE_STORE=server_address.url,
        FRIENDCIRCLE_USER=server_address.user,
        FRIENDCIRCLE_PASSWORD="not it",
    )
    assert (done.status, done.out) == (3, "")
    assert done.line.startswith("friendcircle: the store refuses the user or the password")
    assert "not it" not in done.err


def test_busy_store_is_reported(cli_empty: CommandLine, store_address: StoreAddress) -> None:
    cli = cli_empty.within()
    import time

    from ingest.maintenance.write_lock import Owner, writing

    with (
        store_address.open("write") as store,
        writing(store, owner=Owner("elsewhere", 1, "0123456789ab.1", "a"), clock=time.monotonic),
    ):
        done = cli("load")
        assert (done.status, done.out) == (3, "")
        assert "another process is loading" in done.line
        assert cli("load", "--dry-run", "-q").status == 0, "a dry run needs no right to write"
    assert json.loads(cli("store", "status", "--format", "json").out)["last_load"] is None
