"""The process that writes for the pages: kept alive, replaced after its end or a change of environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from dashboard.core import writer_process
from dashboard.core.child_process import child_environment, python_command
from dashboard.core.writer_process import WriterProcess, command
from friendcircle import worker


@pytest.fixture
def warm(monkeypatch: pytest.MonkeyPatch) -> Iterator[WriterProcess]:
    """A writer process of this test."""
    mine = WriterProcess()
    monkeypatch.setattr(writer_process, "_WRITER", mine)
    yield mine
    mine.close()


def pid_of(warm: WriterProcess) -> int:
    assert warm._process is not None
    return warm._process.pid


def test_one_process_runs_several_commands(warm: WriterProcess) -> None:
    first = command(["queries"], home="x", lang="en")
    number = pid_of(warm)
    second = command(["queries"], home="x", lang="zh")
    assert (first.error, second.error) == ("", "")
    assert len(first.document) == len(second.document) > 10
    assert pid_of(warm) == number
    assert command(["query", "no_such_query"], home="x", lang="en").error.startswith("there is no query")
    assert command(["no-such-command"], home="x", lang="en").error
    assert pid_of(warm) == number, "what is wrong with one command ends nothing"


def test_ended_process_is_replaced(warm: WriterProcess) -> None:
    command(["queries"], home="x", lang="en")
    gone = psutil.Process(pid_of(warm))
    gone.kill()
    gone.wait(10)
    assert command(["queries"], home="x", lang="en").document
    assert pid_of(warm) != gone.pid


def test_command_is_not_repeated_when_its_process_ends(
    warm: WriterProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_process, "python_command", lambda _module: [sys.executable, "-c", "input()"])
    assert command(["queries"], home="x", lang="en").error == "the process that writes has ended"


def test_hanging_process_is_ended(warm: WriterProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        writer_process,
        "python_command",
        lambda _module: [sys.executable, "-c", "import time; time.sleep(60)"],
    )
    monkeypatch.setattr(writer_process, "LONGEST_SECONDS", 0.2)
    assert command(["queries"], home="x", lang="en").error == "no answer within 0 s"
    assert warm._process is None


def test_changed_environment_starts_another_process(
    warm: WriterProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    command(["queries"], home="x", lang="en")
    number = pid_of(warm)
    monkeypatch.setenv("FRIENDCIRCLE_ROLE", "reader")
    assert command(["queries"], home="x", lang="en").document
    assert pid_of(warm) != number


def test_process_ends_with_its_input() -> None:
    process = subprocess.Popen(
        python_command("friendcircle.worker"),
        env=child_environment(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.communicate(b"", timeout=60) == (b"", None)
    assert process.returncode == 0


def test_answers_are_separate_lines_and_links_are_recomputed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers are written to the output, one per line.

    After entries another process recomputes the links once no more entries arrive; the next command ends it.
    """
    ran: list[tuple[list[str], str]] = []
    begun: list[list[str]] = []

    def run(arguments: list[str], environ: Any, folder: Any) -> int:
        ran.append((arguments, sys.stdin.read()))
        print("printed")
        return 0

    real = subprocess.Popen

    def popen(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        begun.append(command)
        if len(begun) == 1:  # another entry arrives while the first process is at work
            os.write(write, entry)
        return real(["sleep", "30" if len(begun) == 1 else "0"], **options)

    monkeypatch.setattr(worker, "run", run)
    monkeypatch.setattr(worker.subprocess, "Popen", popen)
    monkeypatch.setattr(worker, "RENEW_SECONDS", 0.01)
    monkeypatch.setattr(worker, "IDLE_SECONDS", 0.3)
    read, write = os.pipe()
    entry = json.dumps({"arguments": ["--home", "h", "enter", "visits"], "input": "{}"}).encode() + b"\n"
    os.write(write, entry)
    out, err = tmp_path / "out", tmp_path / "err"
    with os.fdopen(read, encoding="utf-8") as lines, out.open("w") as output, err.open("w") as errors:
        for name, stream in (("stdin", lines), ("stdout", output), ("stderr", errors)):
            monkeypatch.setattr(sys, name, stream)
        assert worker.main() == 0
        monkeypatch.undo()
        os.close(write)
    assert ran == [(["--home", "h", "enter", "visits"], "{}")] * 2
    assert [command[1:] for command in begun] == [
        ["-P", "-m", "friendcircle", "--home", "h", "strength", "--write"]
    ] * 2
    assert [json.loads(line) for line in out.read_text().splitlines()] == [
        {"status": 0, "output": "printed\n", "errors": ""}
    ] * 2
    assert worker._before(["--home", "h", "query", "x"], ("enter", "undo")) == []
