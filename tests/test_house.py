"""Project rules that no linter covers. Each failure names the file, the line and what to do."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("friendcircle", "dashboard", "reports", "ingest", "queries", "graph")

#: Files that are not text, or are images.
BINARY_FILES = {".mo", ".png", ".svg", ".jpg", ".gif", ".ico", ".xlsx", ".docx", ".gz", ".zip"}
#: Generated folders to leave out where there is no git.
MADE = {
    ".git",
    ".venv",
    "node_modules",
    "build",
    "dist",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
    "test-output",
    "wheels",
}


@cache
def project_files() -> tuple[Path, ...]:
    """Return the tracked and trackable files; without git, all files outside generated folders."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
        found = [ROOT / name for name in listed if name]
    else:
        found = [path for path in ROOT.rglob("*") if not MADE & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if path.is_file()))


def name(path: Path) -> str:
    """Return the path relative to the project."""
    return path.relative_to(ROOT).as_posix()


def text_files() -> Iterator[Path]:
    return (path for path in project_files() if path.suffix.lower() not in BINARY_FILES)


def python_files(*packages: str) -> Iterator[Path]:
    return (
        path
        for path in project_files()
        if path.suffix == ".py" and (not packages or path.relative_to(ROOT).parts[0] in packages)
    )


def hits(pattern: re.Pattern[str], paths: Iterator[Path]) -> list[str]:
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{name(path)}:{number}: {line.strip()[:120]}")
    return found


# --- the sample's city --------------------------------------------------------------------------------------

#: The gazetteer is a list of the cities of the world.
MAY_KNOW_THE_SAMPLE = (
    "ingest/data/",
    "tests/",
    "docs/",
    "README",
    "CONTRIBUTING",
    "profiles/gazetteer.csv",
)


def test_only_the_sample_names_its_city() -> None:
    paths = [path for path in text_files() if not name(path).startswith(MAY_KNOW_THE_SAMPLE)]
    assert hits(re.compile("xiamen|厦门|廈門", re.IGNORECASE), iter(paths)) == [], (
        "the home comes from a parameter or from the store"
    )
    assert [name(path) for path in paths if "xiamen" in name(path).lower()] == []


# --- Cypher -------------------------------------------------------------------------------------------------

CYPHER = re.compile(
    r"\bMATCH\s*(\(|\w+\s*=)|\bMERGE\s*\(|\bCREATE\s*(\(|CONSTRAINT|INDEX\s.*\sFOR\s*\()"
    r"|\bDROP\s+CONSTRAINT|\bUNWIND\s+[$\[\w{]|\bDETACH\s+DELETE\b"
    r"|\bRETURN\s+(DISTINCT|count\(|[a-z_]\w*\.)|-\[:?\w*\{?\w*\}?\]-"
)
#: Files outside ``queries`` that may hold Cypher. The constraints are derived from the model and belong with
#: it.
MAY_HOLD_CYPHER = {
    "graph/store/graph_store.py": re.compile(r"^CREATE CONSTRAINT "),
    "graph/store/class_data.py": re.compile(r"Warm"),  # statements that warm up a temporary server
}


def strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module with their lines, without docstrings; f-string placeholders
    are ``{}``.
    """
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            skipped.update(id(part) for part in node.values)
            yield (
                node.lineno,
                "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values),
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value


def test_cypher_is_only_in_queries() -> None:
    found = []
    for path in python_files("friendcircle", "dashboard", "reports", "ingest", "graph"):
        allowed = MAY_HOLD_CYPHER.get(name(path))
        for line, text in strings(ast.parse(path.read_text(encoding="utf-8"))):
            if CYPHER.search(text) and not (allowed and allowed.search(text)):
                found.append(f"{name(path)}:{line}: {' '.join(text.split())[:120]}")
    assert found == [], "move it to a file in queries/"


@pytest.mark.parametrize(
    ("text", "is_cypher"),
    [
        ("MATCH (n) RETURN n", True),
        ("UNWIND $rows AS row MERGE (n:City {id: row.id})", True),
        ("MATCH p = shortestPath((a)-[*]-(b))", True),
        ("UNWIND {} AS x", True),
        ("DETACH DELETE n", True),
        ("CREATE INDEX node_key ON node (label, id)", False),
        ("no place matches; near matches are proposed", False),
        ("Create a new, empty office", False),
    ],
)
def test_cypher_is_recognised(text: str, is_cypher: bool) -> None:
    assert bool(CYPHER.search(text)) is is_cypher


# --- clocks, randomness and environment only in the front door ----------------------------------------------

IMPURE = {
    "now": "clock",
    "today": "clock",
    "utcnow": "clock",
    "time.time": "clock",
    "time.time_ns": "clock",
    "time.monotonic": "clock",
    "time.perf_counter": "clock",
    "time.localtime": "clock",
    "time.gmtime": "clock",
    "time.strftime": "clock",
    "random": "chance",
    "secrets": "chance",
    "uuid.uuid1": "chance",
    "uuid.uuid4": "chance",
    "os.urandom": "chance",
    "os.environ": "environment",
    "os.getenv": "environment",
    "locale.getlocale": "environment",
}
#: Files of the lower layers that need one of these nevertheless, and why.
EXCEPTIONS: dict[str, dict[str, str]] = {
    "graph/store/single_run.py": {"chance": "the id by which a server finds a running statement again"},
    "graph/store/server_process.py": {
        "clock": "waits for a process",
        "chance": "salt of a password",
        "environment": "a child gets the environment without the user's settings of Java",
    },
    "graph/store/java.py": {
        "environment": "a child gets the environment without the user's settings of Java"
    },
    "graph/store/local_server.py": {"chance": "passwords, and the mark of a process"},
    "graph/store/class_data.py": {
        "chance": "the password of a server that is thrown away",
        "environment": "a child gets the environment without the user's settings of Java",
    },
    "graph/store/watchdog.py": {"clock": "measures how long an answer takes"},
}


def impurities(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    """Yield line, name and kind of each impure call; a name imported from a module counts as the module's."""
    origins: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                origins[alias.asname or alias.name] = alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                origins[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    seeded = {
        id(call.func)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and call.args and dotted(call.func, origins) == "random.Random"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name) and id(node) not in seeded:
            used = dotted(node, origins)
            if used.startswith("random.Random") and isinstance(node, ast.Attribute) and node.attr != "Random":
                continue
            parts = used.split(".")
            key = next((key for key in (used, parts[0]) if key in IMPURE and "." in used), None)
            if key is None and isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow"):
                key = node.attr
            if key is not None:
                yield node.lineno, used, IMPURE[key]


def dotted(node: ast.expr, origins: dict[str, str]) -> str:
    """Return the dotted name of an expression such as ``os.environ`` with imports resolved, else ""."""
    if isinstance(node, ast.Name):
        return origins.get(node.id, "")
    if isinstance(node, ast.Attribute):
        below = dotted(node.value, origins)
        return f"{below}.{node.attr}" if below else ""
    return ""


def test_dates_and_seeds_are_arguments() -> None:
    found = []
    for path in python_files("graph", "ingest", "queries", "reports"):
        allowed = EXCEPTIONS.get(name(path), {})
        for line, used, sort in impurities(ast.parse(path.read_text(encoding="utf-8"))):
            if sort not in allowed:
                found.append(f"{name(path)}:{line}: {used or 'a clock'} ({sort})")
    assert found == [], "let the caller give it"


@pytest.mark.parametrize(
    ("code", "sorts"),
    [
        ("import datetime\ndatetime.date.today()", ["clock"]),
        ("from datetime import datetime as d\nd.now(None)", ["clock"]),
        ("import time\ntime.time()", ["clock"]),
        ("from time import monotonic\nmonotonic()", ["clock"]),
        ("import os\nos.environ['A']", ["environment"]),
        ("from os import environ\nenviron['A']", ["environment"]),
        ("import random\nrandom.shuffle([])", ["chance"]),
        ("import random\nrandom.Random(3).shuffle([])", []),
        ("import random\nrandom.Random().shuffle([])", ["chance"]),
        ("from uuid import uuid4\nuuid4()", ["chance"]),
        ("def f(today, now):\n    return today, now", []),
        ("import os\nos.replace('a', 'b')", []),
    ],
)
def test_impurities_are_recognised(code: str, sorts: list[str]) -> None:
    assert [sort for _, _, sort in impurities(ast.parse(code))] == sorts


def test_exceptions_are_still_needed() -> None:
    for file, reasons in EXCEPTIONS.items():
        used = {sort for _, _, sort in impurities(ast.parse((ROOT / file).read_text(encoding="utf-8")))}
        assert set(reasons) <= used, f"{file} no longer needs {set(reasons) - used}"


# --- no code from the working folder ------------------------------------------------------------------------

#: Files that may start a Python process or set its path.
MAY_NAME_PYTHON = ("dashboard/core/child_process.py", "friendcircle/checks.py", "graph/store/local_server.py")


def test_python_processes_keep_the_working_folder_off_the_search_path() -> None:
    named = re.compile(r"sys\.executable")
    assert (
        hits(named, (path for path in python_files(*PACKAGES) if name(path) not in MAY_NAME_PYTHON)) == []
    ), "use dashboard.core.child_process"
    starting = hits(
        named,
        (
            path
            for path in python_files(*PACKAGES)
            if name(path) in MAY_NAME_PYTHON and name(path) != "friendcircle/checks.py"
        ),
    )
    assert len(starting) == 2
    assert all('sys.executable, "-P"' in line for line in starting)


# --- nothing specific to one machine ------------------------------------------------------------------------

# Concatenated, so that this file passes its own test.
REGISTRIES = re.compile(
    "|".join(
        re.escape(".".join(parts))
        for parts in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("registry", "npmjs"),
            ("repo", "maven", "apache"),
            ("repo1", "maven"),
            ("static", "crates", "io"),
            ("proxy", "golang"),
            ("deb", "debian"),
        )
    )
)
MACHINE_PATHS = re.compile(
    r"(?<![\w.~$})*-])/(?:" + "|".join(("wor" + "k", "roo" + "t", "tm" + "p", "hom" + r"e/\w+")) + r")/"
)


def test_no_package_registry_is_named() -> None:
    assert hits(REGISTRIES, text_files()) == [], "where packages come from is the user's setting"


def test_no_machine_path_is_named() -> None:
    # URLs in tables may look like a path.
    paths = (path for path in text_files() if path.suffix != ".csv")
    assert hits(MACHINE_PATHS, paths) == [], "take a folder from an argument, or from platformdirs"


# --- lock file and packaging --------------------------------------------------------------------------------


def test_lock_holds_all_dependencies_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + [
        entry for extra in project["optional-dependencies"].values() for entry in extra
    ]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.findall(
        r"^([a-z0-9._-]+)==[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", lock, re.MULTILINE
    )
    missing = {re.split(r"[^a-z0-9-]", entry)[0] for entry in wanted} - {entry for entry, _ in entries}
    assert missing == set(), "run: make lock"
    others = [
        line
        for line in lock.splitlines()
        if line and not line.startswith(("#", "    --hash=sha256:")) and not re.match(r"[a-z0-9._-]+==", line)
    ]
    assert others == [], "the lock names packages and hashes, and no index"


#: What ``dashboard/frontend`` holds for those who change it: sources, and what its tools read.
FRONTEND_SOURCES = re.compile(
    r"dashboard/frontend/(?!static/)(.*\.(js|d\.ts)|[^/]*\.json|\.npmrc|\.prettier(rc\.json|ignore))"
)


def test_every_data_file_is_packaged() -> None:
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    packaged = {
        path
        for package, patterns in setup["package-data"].items()
        for pattern in patterns
        for path in (ROOT / package).glob(pattern)
    }
    data = {
        path
        for path in project_files()
        if path.relative_to(ROOT).parts[0] in (*PACKAGES, "profiles")
        and path.suffix != ".py"
        and not FRONTEND_SOURCES.fullmatch(name(path))
    }
    assert sorted(map(name, data - packaged)) == [], (
        "name it under package-data in pyproject.toml, else an installed copy lacks it"
    )
    unreachable = {
        path.parent
        for path in python_files(*PACKAGES, "profiles")
        if not (path.parent / "__init__.py").exists()
    }
    assert sorted(map(name, unreachable)) == [], "without an __init__.py an installed copy lacks it"


# --- docstrings ---------------------------------------------------------------------------------------------


def test_every_module_has_a_docstring() -> None:
    silent = [
        name(path)
        for path in python_files()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == [], "begin it with a docstring"
