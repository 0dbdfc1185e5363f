"""The command line itself: options before or after the command, languages, one-line errors, exit statuses.

No store is needed.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from friendcircle.__main__ import run
from tests.friendcircle.command_line import CommandLine
from tests.stores import ROOT

NOBODY = "bolt://127.0.0.1:1"


def told(
    capsys: pytest.CaptureFixture[str], *arguments: str, folder: Path | None = None, **environ: str
) -> tuple[int, str, str]:
    """Return status, output and errors of a command run in this process."""
    status = run(list(arguments), {"FRIENDCIRCLE_LANG": "en", **environ}, folder or Path("/nonexistent"))
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def test_call_without_a_command_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys)
    assert (status, err) == (0, "")
    for command in ("load", "queries", "query", "cypher", "sources", "dashboard", "store", "init", "doctor"):
        assert f"\n  {command} " in out


@pytest.mark.parametrize(
    "command",
    [
        ["load"],
        ["queries"],
        ["query"],
        ["cypher"],
        ["sources"],
        ["dashboard"],
        ["store"],
        ["store", "start"],
        ["store", "backup"],
        ["init"],
        ["doctor"],
    ],
)
@pytest.mark.parametrize(("lang", "usage"), [("en", "Usage:"), ("zh", "用法：")])
def test_every_command_has_help_in_both_languages(
    capsys: pytest.CaptureFixture[str], command: list[str], lang: str, usage: str
) -> None:
    status, out, err = told(capsys, *command, "--help", "--lang", lang)
    assert (status, err) == (0, "")
    assert out.startswith(usage)
    for option in ("--store URL", "--lang zh|en", "--format table|json|csv", "-q, --quiet", "--debug"):
        assert option in out


def test_init_has_its_own_home_option(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "init", "--help")[1]
    assert "--home NAME" in out
    assert "--home ID" not in out


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["lod"], "there is no command lod (friendcircle): did you mean load?"),
        (["store", "stat"], "there is no command stat (friendcircle store): did you mean "),
        (["load", ""], "the value of [PATH]... cannot be used: it is empty (friendcircle load): "),
        (["load", "--store", ""], "the value of --store cannot be used: it is empty (friendcircle load): "),
        (["load", "--dry-rum"], "there is no option --dry-rum (friendcircle load): did you mean --dry-run?"),
        (["query"], "NAME is missing (friendcircle query): 'friendcircle query --help' says how"),
        (["init", "--home", "x"], "--country is missing (friendcircle init): "),
        (["store"], "a command is missing (friendcircle store): "),
        (
            ["--format", "xml", "queries"],
            "the value of --format cannot be used: possible are table, json, csv (friendcircle): ",
        ),
        (
            ["cypher", "RETURN 1", "--limit", "0"],
            "the value of --limit cannot be used: it is a whole number, at least 1",
        ),
        (
            ["cypher", "RETURN 1", "--timeout", "0"],
            "the value of --timeout cannot be used: it is a number above 0",
        ),
        (
            ["dashboard", "--port", "70000"],
            "the value of --port cannot be used: it is a whole number from 0 to 65535",
        ),
        (["sources", "a", "b"], "Got unexpected extra argument (b) (friendcircle sources): "),
        (["query", "sister_citys"], "there is no query sister_citys: did you mean sister_cities?"),
        (
            ["query", "sister_cities", "-p", "as_of"],
            "a parameter has the form key=value (-p as_of): write -p key=value",
        ),
        (
            ["query", "sister_cities", "-p", "as_of=2015-08-11", "-p", "as_of=2016-08-11"],
            "the parameter as_of is given twice",
        ),
        (
            ["query", "sister_cities", "-p", "as_of=2015"],
            "'2015' is not a day as YYYY-MM-DD (parameter as_of of sister_cities)",
        ),
        (
            ["query", "sister_cities", "-p", "asof=2015-08-11"],
            "sister_cities has no parameter asof: did you mean as_of?",
        ),
        (["cypher", "MATCH (n) DETACH DELETE n"], "DETACH would write"),
        (
            ["cypher", "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l"],
            "a statement that begins with LOAD is not taken",
        ),
        (["load", "/nonexistent/file.csv"], "there is no such file (/nonexistent/file.csv)"),
        (
            ["--store", "http://x", "store", "status"],
            "the address of the store is of no known form (http://x): it begins with one of local:",
        ),
        (
            ["--store", "/srv/store", "store", "status"],
            "the address of the store is of no known form (/srv/store): for a folder write local:/srv/store",
        ),
        (
            ["--store", "bolt://127.0.0.1:99999", "query", "visits"],
            "the port in the address of the store is none (bolt://127.0.0.1:99999)",
        ),
        (["--store", NOBODY, "store", "stop"], "'store stop' is for a local store"),
        (["init", "--home", "X", "--country", "ZZ"], "'ZZ' is no country or area (--country)"),
        (
            ["init", "--home", "？？", "--country", "GB"],
            "no id can be made from this (--home ？？): give one with --id",
        ),
        (
            ["init", "--home", "X", "--id", "No Id", "--country", "GB"],
            "no id can be made from this (--id No Id)",
        ),
    ],
)
def test_unusable_commands_end_with_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    status, out, err = told(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith(f"friendcircle: {line}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["query", "sister_citys"], "没有查询“sister_citys”：是否指 sister_cities？"),
        (
            ["query", "sister_cities", "-p", "as_of=2015"],
            "“2015”不合要求，应为：年-月-日形式的日期（sister_cities 的参数 as_of）",
        ),
        (
            ["cypher", "MATCH (n) DETACH DELETE n"],
            (
                "DETACH 会写入数据，这里只能查询（第 1 行第 11 列：MATCH (n) DETACH DELETE n）："
                "如果它是名称，请写成 `DETACH`（加反引号）"
            ),
        ),
        (["load", "/nonexistent/file.csv"], "文件不存在（/nonexistent/file.csv）：请检查路径"),
        (
            ["--store", NOBODY, "store", "status"],
            f"该地址上没有运行数据库（{NOBODY}）：请启动数据库，或检查主机和端口",
        ),
    ],
)
def test_errors_of_all_packages_are_shown_in_chinese(
    capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    _, _, err = told(capsys, "--lang", "zh", *arguments)
    assert err.startswith(f"friendcircle: {line}")
    assert err.count("\n") == 1


def test_password_in_the_url_is_not_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = told(capsys, "--store", "bolt://me:s3cret@localhost", "store", "status")
    assert status == 2
    assert "s3cret" not in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["store", "status", "--store", NOBODY],
        ["--store", NOBODY, "store", "status"],
        ["store", "--store", NOBODY, "status"],
    ],
)
def test_global_options_before_or_after_the_command(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    status, out, err = told(capsys, *arguments)
    assert (status, out) == (3, "")
    hint = "start the store, or check host and port; 'friendcircle doctor' looks closer"
    assert err == f"friendcircle: nothing listens at the address of the store ({NOBODY}): {hint}\n"


def test_option_after_the_command_takes_precedence(capsys: pytest.CaptureFixture[str]) -> None:
    assert NOBODY in told(capsys, "--store", "bolt://127.0.0.1:2", "store", "status", "--store", NOBODY)[2]


def test_option_precedes_environment_and_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "friendcircle.toml").write_text('store = "bolt://127.0.0.1:3"', encoding="utf-8")
    assert "127.0.0.1:3" in told(capsys, "store", "status", folder=tmp_path)[2]
    assert (
        "127.0.0.1:2"
        in told(capsys, "store", "status", folder=tmp_path, FRIENDCIRCLE_STORE="bolt://127.0.0.1:2")[2]
    )
    assert (
        "127.0.0.1:1"
        in told(
            capsys,
            "store",
            "status",
            "--store",
            NOBODY,
            folder=tmp_path,
            FRIENDCIRCLE_STORE="bolt://127.0.0.1:2",
        )[2]
    )


def test_unknown_key_in_the_settings_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "friendcircle.toml"
    file.write_text('hoem = "x"', encoding="utf-8")
    status, out, err = told(capsys, "store", "status", folder=tmp_path)
    assert (status, out) == (2, "")
    assert err == f"friendcircle: unknown setting 'hoem' ({file}): did you mean home?\n"
    assert told(capsys, "--help", folder=tmp_path)[0] == 0, "help is given with a broken file too"


def test_password_readable_by_others_gives_a_warning(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "friendcircle.toml"
    file.write_text(f'store = "{NOBODY}"\nuser = "neo4j"\npassword = "s3cret"', encoding="utf-8")
    file.chmod(0o644)
    err = told(capsys, "store", "status", folder=tmp_path)[2]
    assert f"others can read the password in {file}" in err
    assert "s3cret" not in err
    file.chmod(0o600)
    assert "others can read" not in told(capsys, "store", "status", folder=tmp_path)[2]


def test_errors_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        told(capsys, "lod", "--lang", "zh")[2]
        == "friendcircle: 没有命令 lod（friendcircle）：是否指 load？\n"
    )
    assert told(capsys, "lod", LC_ALL="zh_CN.UTF-8", FRIENDCIRCLE_LANG="")[2].startswith(
        "friendcircle: 没有命令 lod"
    )


def test_traceback_only_with_debug(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Traceback" not in told(capsys, "--store", NOBODY, "store", "status")[2]
    err = told(capsys, "--store", NOBODY, "store", "status", "--debug")[2]
    assert err.startswith("friendcircle: nothing listens at the address of the store")
    assert "Traceback" in err


def test_unexpected_error_is_one_line_with_status_3(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("x\ny")

    monkeypatch.setattr("queries.catalogue.collection.load_catalogue", broken)
    status, out, err = told(capsys, "queries")
    assert (status, out) == (3, "")
    assert (
        err
        == "friendcircle: internal error (ZeroDivisionError: x y): run again with --debug to see where, and "
        "report it\n"
    )
    assert "Traceback" in told(capsys, "queries", "--debug")[2]


def test_interrupt_is_one_line_with_status_130(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("queries.catalogue.collection.load_catalogue", interrupted)
    assert told(capsys, "queries") == (130, "", "friendcircle: interrupted\n")


# --- as processes -------------------------------------------------------------------------------------------


def test_version(cli: CommandLine) -> None:
    done = cli("--version")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("friendcircle ")


def test_queries_as_json_and_csv(cli: CommandLine) -> None:
    done = cli("queries", "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert cli.within()("queries", "--format", "json") == done, "as a process and within this one"
    names = [entry["name"] for entry in done.json]
    assert len(names) >= 30
    assert {"sister_cities", "partner", "last_contacts", "conflicts"} <= set(names)
    for entry in done.json:
        assert set(entry) >= {"name", "purpose", "purpose_zh", "parameters", "columns", "example"}
    assert cli.within()("queries", "--format", "csv").out.startswith("name,purpose,parameters,columns\n")


def test_queries_in_chinese(cli: CommandLine) -> None:
    assert "友好城市" in cli.within()("queries", "--lang", "zh").out


def test_output_is_utf8_whatever_the_locale(cli: CommandLine) -> None:
    assert (
        "友好城市" in cli("queries", "--lang", "zh", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0").out
    )


def test_a_closed_pipe_is_quiet(cli: CommandLine) -> None:
    command = f'"{sys.executable}" -m friendcircle queries --format json | "{sys.executable}" -c ""'
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=cli.folder,
        env=cli.full_environ(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_answer_that_cannot_be_written(cli: CommandLine) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "friendcircle", "queries"],
            cwd=cli.folder,
            env=cli.full_environ(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr.startswith("friendcircle: the answer cannot be written: ")


def test_doctor_gives_advice_and_starts_nothing(cli: CommandLine, tmp_path: Path) -> None:
    done = cli("doctor", "--format", "json", FRIENDCIRCLE_STORE=f"local:{tmp_path / 'store'}")
    assert done.err == ""
    found = {entry["check"]: entry for entry in done.json}
    assert {
        "python",
        "packages",
        "settings",
        "java",
        "neo4j",
        "folder",
        "disk",
        "memory",
        "store",
        "chromium",
    } <= set(found)
    assert [entry for entry in done.json if entry["state"] != "ok" and not entry["advice"]] == []
    assert not (tmp_path / "store").exists()
    assert "--lang" not in json.dumps(found)


def test_doctor_ends_with_status_3_if_something_is_missing(cli: CommandLine) -> None:
    done = cli("doctor", "--format", "json", "--store", NOBODY)
    assert done.status == 3
    assert [entry["check"] for entry in done.json if entry["state"] == "problem"] == ["store"]
    assert cli("doctor", "--format", "json", FRIENDCIRCLE_FORMAT="json", FRIENDCIRCLE_HEAP="x").status == 2


def test_store_folder_that_cannot_be_written(software: None, cli: CommandLine) -> None:
    done = cli("load", "--store", "local:/proc/friendcircle")
    assert (done.status, done.out) == (3, "")
    assert done.line.startswith(
        "friendcircle: the folder of the store cannot be written (/proc/friendcircle): "
    )
    assert [
        entry["check"]
        for entry in cli("doctor", "--format", "json", "--store", "local:/dev/null/x").json
        if entry["state"] == "problem"
    ] == ["folder"]


def test_status_of_a_stopped_store_starts_nothing(cli: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    done = cli("store", "status", "--format", "json", "--store", f"local:{folder}")
    assert (done.status, done.err) == (0, "")
    assert done.json == {
        "url": f"local:{folder}",
        "running": False,
        "pid": None,
        "bolt_port": None,
        "server": None,
        "nodes": None,
        "relationships": None,
        "last_load": None,
    }
    assert not folder.exists()


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_ctrl_c_ends_a_waiting_command(cli: CommandLine) -> None:
    lines = (
        "import signal, sys, time, queries.catalogue.collection",
        "from friendcircle.__main__ import main",
        # A shell starts background processes with this signal ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)",
        "queries.catalogue.collection.load_catalogue = lambda: time.sleep(60)",
        "print(flush=True)",
        "sys.exit(main(['queries']))",
    )
    process = subprocess.Popen(
        [sys.executable, "-c", "\n".join(lines)],
        cwd=ROOT,
        env=cli.full_environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "friendcircle: interrupted\n")


def test_command_imports_no_table_libraries() -> None:
    """The driver would import them, which costs a second and 80 MB for each command."""
    program = (
        "import sys; from friendcircle.__main__ import main; main(['queries']); import neo4j; "
        "print(sorted({'numpy', 'pandas', 'pyarrow'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
