"""The process that writes for the pages: kept warm, and replaced when it is gone or its surroundings are
others.
"""

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
    """A writer of this test alone."""
    mine = WriterProcess()
    monkeypatch.setattr(writer_process, "_WRITER", mine)
    yield mine
    mine.close()


def pid_of(warm: WriterProcess) -> int:
    assert warm._process is not None
    return warm._process.pid


def test_one_process_runs_one_command_after_another(warm: WriterProcess) -> None:
    first = command(["queries"], home="x", lang="en")
    number = pid_of(warm)
    second = command(["queries"], home="x", lang="zh")
    assert (first.error, second.error) == ("", "")
    assert len(first.document) == len(second.document) > 10
    assert pid_of(warm) == number
    assert command(["query", "no_such_query"], home="x", lang="en").error.startswith("there is no query")
    assert command(["no-such-command"], home="x", lang="en").error
    assert pid_of(warm) == number, "what is wrong with one command ends nothing"


def test_it_is_started_anew_when_it_is_gone(warm: WriterProcess) -> None:
    command(["queries"], home="x", lang="en")
    gone = psutil.Process(pid_of(warm))
    gone.kill()
    gone.wait(10)
    assert command(["queries"], home="x", lang="en").document
    assert pid_of(warm) != gone.pid


def test_one_that_ends_at_its_work_is_told_and_its_command_is_not_run_again(
    warm: WriterProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_process, "python_command", lambda _module: [sys.executable, "-c", "input()"])
    assert command(["queries"], home="x", lang="en").error == "the process that writes has ended"


def test_one_that_hangs_is_ended(warm: WriterProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        writer_process,
        "python_command",
        lambda _module: [sys.executable, "-c", "import time; time.sleep(60)"],
    )
    monkeypatch.setattr(writer_process, "LONGEST_SECONDS", 0.2)
    assert command(["queries"], home="x", lang="en").error == "no answer within 0 s"
    assert warm._process is None


def test_another_environment_is_another_process(warm: WriterProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    command(["queries"], home="x", lang="en")
    number = pid_of(warm)
    monkeypatch.setenv("FRIENDCIRCLE_ROLE", "reader")
    assert command(["queries"], home="x", lang="en").document
    assert pid_of(warm) != number


def test_it_ends_with_its_input() -> None:
    process = subprocess.Popen(
        python_command("friendcircle.worker"),
        env=child_environment(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.communicate(b"", timeout=60) == (b"", None)
    assert process.returncode == 0


def test_what_a_command_says_is_its_own_and_the_links_are_renewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers come on the output, one a line. After entries the links are renewed by another process once
    nobody enters anything; the next command ends it.
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
        if len(begun) == 1:  # while the first one is at work, somebody enters again
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
