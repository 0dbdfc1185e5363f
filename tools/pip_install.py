"""Run ``pip install`` for ``make setup`` with only those user settings that say where packages come from.

An office has a mirror, a proxy and certificates in its ``pip.conf`` or in variables ``PIP_...``; these are
kept. Settings that say how to install (``user``, ``target``, ``prefix``, ``require-hashes``, ``no-binary``,
``constraint`` ...) are meant for the user's own work and would break the environment.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

#: The settings that are kept, by pip's names.
KEPT = frozenset(
    {
        "cache-dir",
        "cert",
        "client-cert",
        "default-timeout",
        "extra-index-url",
        "find-links",
        "index-url",
        "keyring-provider",
        "no-cache-dir",
        "no-index",
        "proxy",
        "pypi-url",
        "resume-retries",
        "retries",
        "timeout",
        "trusted-host",
        "use-feature",
    }
)
#: The sections that ``pip install`` reads, weakest first; pip calls the variables ``:env:``.
SECTIONS = ("global", "install", ":env:")


def settings_of(listing: str) -> dict[str, str]:
    """Return the kept settings by name from ``pip config list``, which prints ``section.name='value'``."""
    found: dict[str, dict[str, str]] = {section: {} for section in SECTIONS}
    for line in listing.splitlines():
        key, equals, value = line.partition("=")
        section, _, name = key.rpartition(".")
        if equals and section in found and name in KEPT:
            found[section][name] = str(ast.literal_eval(value))
    return {name: value for section in SECTIONS for name, value in found[section].items()}


def environment(environ: Mapping[str, str], settings: Mapping[str, str]) -> dict[str, str]:
    """Return the environment in which pip sees these settings only: no file, no other variables."""
    clean = {
        name: value for name, value in environ.items() if not name.upper().startswith(("PIP_", "PYTHON"))
    }
    given = {"PIP_" + name.upper().replace("-", "_"): value for name, value in settings.items()}
    return {
        **clean,
        **given,
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
    }


def parts(requirements: str, count: int) -> list[str]:
    """Split a requirements file in ``count``, each with every ``count``-th requirement and its hashes."""
    found: list[list[str]] = [[]]
    for line in requirements.splitlines():
        if line.strip() and not line.startswith("#"):
            found[-1].append(line)
            if not line.endswith("\\"):
                found.append([])
    return [
        "".join(f"{line}\n" for entry in found[number::count] for line in entry) for number in range(count)
    ]


def main() -> int:
    """Run ``pip install`` with the arguments of the command line; returns its exit status.

    ``--at-once FILE`` before them installs a complete list of requirements with one process per processor, at
    most three, since pip itself unpacks packages one after another.
    """
    arguments = sys.argv[1:]
    pip = [sys.executable, "-I", "-m", "pip"]
    listed = subprocess.run([*pip, "config", "list"], capture_output=True, text=True, check=False)
    if listed.returncode:
        sys.stderr.write(listed.stderr)
        return listed.returncode
    environ = environment(os.environ, settings_of(listed.stdout))
    if arguments[:1] != ["--at-once"]:
        return subprocess.run([*pip, "install", *arguments], env=environ, check=False).returncode
    requirements = Path(arguments[1]).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        running = []
        for number, part in enumerate(parts(requirements, min(3, os.cpu_count() or 1))):
            file = Path(folder, f"{number}.txt")
            file.write_text(part, encoding="utf-8")
            running.append(subprocess.Popen([*pip, "install", *arguments[2:], "-r", str(file)], env=environ))
        # A process ended by a signal has a negative status.
        return next((status for status in [process.wait() for process in running] if status), 0)


if __name__ == "__main__":
    sys.exit(main())
