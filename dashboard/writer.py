"""What a page writes: a command of the front door in a process of its own. The pages themselves read as a user who may only read."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.child_process import child_environment, python_command

#: A writer that takes longer than this hangs; a load of a large store takes minutes.
LONGEST_SECONDS = 900.0
_NAME = "friendcircle: "


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a command.

    :param document: what it printed; None if it failed
    :param error: its one line on what is wrong, in the language asked for; empty if it did its work
    """

    document: Any = None
    error: str = ""


def command(arguments: Sequence[str], *, home: str, lang: str, cells: Mapping[str, Any] | None = None) -> Answer:
    """Run a command of the front door and wait for its answer; store, user and password are those of this process.

    :param home: id of the home
    :param cells: given to it as JSON on its standard input
    """
    line = python_command("friendcircle", "--format", "json", "--lang", lang, "--home", home, "--quiet", *arguments)
    try:
        done = subprocess.run(
            line,
            env=child_environment(os.environ),
            input="" if cells is None else json.dumps(dict(cells), ensure_ascii=False),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Answer(error=str(error))
    # Status 1 is no failure: rows were refused, and the document says which.
    if done.returncode in (0, 1) and done.stdout.strip():
        return Answer(document=json.loads(done.stdout))
    told = [said.removeprefix(_NAME) for said in done.stderr.splitlines() if said.startswith(_NAME)]
    return Answer(error=told[-1] if told else f"{done.returncode} {done.stderr.strip()[-200:]}".strip())
