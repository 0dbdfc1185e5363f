"""Every hostile file gets its verdict, in one line, within a minute and within limited memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.hostile.corpus import CORPUS, Hostile

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What became of each file, by its kind; a process that hung or died judged no further ones."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ingest.hostile.judge", str(tmp_path_factory.mktemp("hostile"))],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
    )
    found = {one["kind"]: one for one in map(json.loads, done.stdout.splitlines())}
    return {"": done.stderr[-2_000:], **found}


def test_corpus_has_a_hundred_kinds() -> None:
    assert len({one.kind for one in CORPUS}) == len(CORPUS) >= 100


@pytest.mark.parametrize("one", CORPUS, ids=lambda one: one.kind)
def test_hostile_file_gets_its_verdict(one: Hostile, judged: Mapping[str, Any]) -> None:
    found = judged.get(one.kind)
    assert found, f"not judged: {judged['']}"
    assert found["verdict"] == one.verdict, found
    if one.verdict != "file":
        assert found["taken"] >= one.good, found
