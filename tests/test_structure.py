"""The structure of the packages: small folders, and a class name that means one thing in the whole tree."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.test_house import PACKAGES, ROOT, python_files

#: Maximum number of modules in a folder, without ``__init__.py`` and ``__main__.py``.
MOST_MODULES = 16
#: Number of fields from which a data class is built by keyword.
BIG = 5
FOLDERS = sorted({path.parent for path in python_files(*PACKAGES)})


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(ROOT).as_posix())
def test_folder_is_small_and_says_what_it_holds(folder: Path) -> None:
    modules = [path for path in folder.glob("*.py") if not path.stem.startswith("__")]
    assert len(modules) <= MOST_MODULES
    assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))


def test_class_name_means_one_thing() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path in python_files(*PACKAGES):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(path.relative_to(ROOT).as_posix())
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_module_of_a_floor_has_a_name_of_its_own_within_it() -> None:
    """Pages alone repeat names: each has a view, and may have a payload."""
    for package in PACKAGES:
        names = Counter(
            path.stem
            for path in python_files(package)
            if not path.stem.startswith("__") and "views" not in path.parts
        )
        repeated = {name for name, count in names.items() if count > 1} - COMMAND_NAMES
        assert repeated == set(), package


#: Modules of ``friendcircle/commands`` are called after their commands, as are the documents they print.
COMMAND_NAMES = {"gaps", "network", "strength", "document", "texts", "introductions", "candidates"}


def test_big_data_class_is_built_by_keyword() -> None:
    """A data class of five fields or more takes at most its first three by position."""
    positional = []
    for path in python_files(*PACKAGES):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and any(
                "dataclass" in (text := ast.unparse(entry)) and "kw_only=True" not in text
                for entry in node.decorator_list
            ):
                own = [ast.unparse(entry) for entry in node.body if isinstance(entry, ast.AnnAssign)]
                if len(own) >= BIG and "_: KW_ONLY" not in own[:4]:
                    positional.append(f"{path.relative_to(ROOT).as_posix()}: {node.name}")
    assert positional == []


def test_only_one_module_knows_what_is_dangerous_in_a_text() -> None:
    known = re.compile(r"202[aAeE]|206[69]|\\x00-\\x08|\(\"=\", \"\+\"")
    found = {
        path.relative_to(ROOT).as_posix()
        for path in python_files(*PACKAGES)
        if known.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"graph/sanitize.py"}
