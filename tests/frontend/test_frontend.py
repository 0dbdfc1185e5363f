"""The scripts of the pages: their unit tests, run by node, and the shape of their source tree."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.test_house import ROOT, project_files
from tests.test_structure import MOST_MODULES
from tools import frontend, payload_types

TESTS = Path(__file__).resolve().parent
SCRIPTS = sorted(
    path for path in project_files() if path.suffix == ".js" and path.is_relative_to(frontend.FRONTEND)
)


@pytest.fixture(scope="module")
def node() -> str:
    """Return the node that the unit tests run on; what is missing is installed first, once."""
    try:
        return frontend.install()
    except frontend.ToolMissing as missing:
        pytest.skip(f"the scripts of the pages cannot be tested: {missing}")


@pytest.mark.parametrize("file", sorted(TESTS.glob("*.test.js")), ids=lambda file: file.name)
def test_unit_tests_of_the_scripts(file: Path, node: str) -> None:
    done = subprocess.run(
        [node, "--test", "--test-reporter", "spec", str(file)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    count = re.search(r"^ℹ pass (\d+)$", done.stdout, re.MULTILINE)
    assert count and int(count[1]) > 0, "no test ran"


def test_types_are_those_of_the_payloads() -> None:
    assert payload_types.FILE.read_text(encoding="utf-8") == payload_types.text(), "make frontend"


def test_folders_are_small() -> None:
    found: dict[Path, int] = {}
    for path in SCRIPTS:
        found[path.parent] = found.get(path.parent, 0) + 1
    assert {folder.name: count for folder, count in found.items() if count > MOST_MODULES} == {}


def test_lock_names_packages_and_hashes_and_no_host() -> None:
    lock = json.loads((frontend.FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((frontend.FRONTEND / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values()), "name exact versions"
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [
        name for name, package in packages.items() if not package["integrity"].startswith("sha512-")
    ] == []
    assert "http" not in json.dumps(lock)


def test_node_is_pinned_with_hashes() -> None:
    lines = [
        line for line in frontend.REQUIREMENTS.read_text(encoding="utf-8").splitlines() if line[:1] != "#"
    ]
    assert all(
        re.fullmatch(r"[a-z-]+==[\d.]+ \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in lines
    )
