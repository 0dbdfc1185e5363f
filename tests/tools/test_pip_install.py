"""``make setup`` with a hostile ``pip.conf``: the user's mirror is kept, harmful settings are not."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.stores import ROOT
from tools.pip_install import environment, parts, settings_of

#: Each of these alone breaks one of the two commands of ``make setup``.
HOSTILE = {
    "user": "true",
    "require-hashes": "true",
    "no-binary": ":all:",
    "target": "{folder}/elsewhere",
    "prefix": "{folder}/elsewhere",
    "root": "{folder}/elsewhere",
    "constraint": "{folder}/none.txt",
    "dry-run": "true",
    "require-virtualenv": "true",
    "no-deps": "true",
}


def test_only_package_index_settings_are_kept() -> None:
    listing = "\n".join(
        (
            "global.index-url='https://mirror.example/simple'",
            "global.user='true'",
            "global.timeout='60'",
            "install.timeout='90'",
            "install.no-binary=':all:'",
            "install.find-links='/a\\n/b'",
            "download.no-index='true'",
            ":env:.index-url='https://other.example/simple?a=b'",
            ":env:.target='/x'",
        )
    )
    kept = {"index-url": "https://other.example/simple?a=b", "timeout": "90", "find-links": "/a\n/b"}
    assert settings_of(listing) == kept
    given = environment(
        {"PATH": "/bin", "PIP_USER": "1", "pip_target": "/x", "PYTHONPATH": "/x", "HTTPS_PROXY": "p"}, kept
    )
    assert given == {
        "PATH": "/bin",
        "HTTPS_PROXY": "p",
        "PIP_INDEX_URL": "https://other.example/simple?a=b",
        "PIP_TIMEOUT": "90",
        "PIP_FIND_LINKS": "/a\n/b",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
    }


def test_requirements_are_split_with_all_their_hashes() -> None:
    entries = [
        "a==1 \\\n    --hash=sha256:1 \\\n    --hash=sha256:2\n",
        "b==1 \\\n    --hash=sha256:3\n",
        "c==1 ; os_name == 'nt' \\\n    --hash=sha256:4\n",
    ]
    assert parts("# made by a tool\n" + "\n".join(entries), 2) == [entries[0] + entries[2], entries[1]]


def wheel(folder: Path) -> Path:
    """A small wheel with one module."""
    files = {
        "small_one.py": "WORD = 'there'\n",
        "small_one-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: small-one\nVersion: 1.0\n",
        "small_one-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: "
        "py3-none-any\n",
    }
    record = [
        f"{name},sha256="
        f"{base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},{len(text)}\n"
        for name, text in files.items()
    ]
    files["small_one-1.0.dist-info/RECORD"] = "".join([*record, "small_one-1.0.dist-info/RECORD,,\n"])
    folder.mkdir()
    path = folder / "small_one-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


@pytest.mark.parametrize("by_variable", [False, True])
def test_hostile_settings_are_ignored_and_the_mirror_is_used(tmp_path: Path, by_variable: bool) -> None:
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    made = wheel(tmp_path / "mirror")
    lock = tmp_path / "lock.txt"
    lock.write_text(
        f"small-one==1.0 --hash=sha256:{hashlib.sha256(made.read_bytes()).hexdigest()}\n", encoding="utf-8"
    )
    hostile = {name: value.format(folder=tmp_path) for name, value in HOSTILE.items()}
    mirror = {"no-index": "true", "find-links": str(made.parent)}
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")} | {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    if by_variable:
        environ |= {
            "PIP_" + name.upper().replace("-", "_"): value for name, value in (hostile | mirror).items()
        }
    else:
        (tmp_path / "pip").mkdir()
        lines = [
            "[global]",
            *(f"{name} = {value}" for name, value in mirror.items()),
            "[install]",
            *(f"{name} = {value}" for name, value in hostile.items()),
        ]
        (tmp_path / "pip" / "pip.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = ["--quiet", "--require-hashes", "--no-deps", "--only-binary", ":all:"]
    bare = subprocess.run(
        [python, "-m", "pip", "install", *command, "-r", lock],
        env=environ,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert bare.returncode != 0, "pip alone does as these settings say"
    done = subprocess.run(
        [python, "-I", ROOT / "tools" / "pip_install.py", "--at-once", lock, *command],
        env=environ,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    said = subprocess.run(
        [python, "-c", "import small_one; print(small_one.WORD, small_one.__file__)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.split() == [
        "there",
        str(next((tmp_path / "venv" / "lib").glob("*/site-packages/small_one.py"))),
    ]
    assert not (tmp_path / "elsewhere").exists()


def test_make_setup_uses_only_the_pip_install_tool() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("$(INSTALLED): ")[2].partition("\n\n")[0]
    assert recipe.count("$(PIP_INSTALL) ") == 2
    assert "pip install" not in recipe
