"""The documentation: links resolve, commands exist, examples fit the code, all issues are explained."""

from __future__ import annotations

import ast
import datetime as dt
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from dashboard.core.texts import load_texts
from friendcircle.commands import front
from friendcircle.session import Session
from graph.errors import FriendCircleError
from graph.model.vocabulary import VOCABULARIES
from graph.settings.program import KEYS
from graph.store import GraphStore
from ingest.load.run import load
from ingest.tables import TABLES
from queries.catalogue.collection import find, load_catalogue
from queries.catalogue.parameters import bind
from tests.stores import ROOT

DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "ingest" / "data").rglob("*.md")])
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
GUIDES = (ROOT / "docs" / "data-guide.md", ROOT / "docs" / "data-guide.zh.md")
BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
CATALOGUE = load_catalogue()


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prose(path: Path) -> str:
    """Return the text without its code blocks."""
    return BLOCK.sub("", path.read_text(encoding="utf-8"))


def anchor(heading: str) -> str:
    """Return the anchor that a Markdown heading gets."""
    return re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()).strip().replace(" ", "-")


# --- links --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_links_within_the_project_resolve(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(path)):
        if re.match(r"https?://|mailto:", target):
            continue
        file, _, place = target.partition("#")
        found = (path.parent / file) if file else path
        assert found.exists(), f"{name(path)}: there is no {target}"
        assert ROOT in found.resolve().parents, f"{name(path)}: {target} leaves the project"
        if place:
            headings = re.findall(r"^#+ (.+)$", prose(found), re.MULTILINE)
            assert place in {anchor(heading) for heading in headings}, (
                f"{name(path)}: {target} has no such heading"
            )


@pytest.mark.parametrize("path", [path for path in DOCS if "data/" not in name(path)], ids=name)
def test_named_files_exist(path: Path) -> None:
    """Check that each path in code marks exists; ``*`` is a wildcard, and files marked new are left out."""
    added = set(re.findall(r"`([\w/.]+)` \(new\)", path.read_text(encoding="utf-8")))
    for file in re.findall(
        r"`((?:graph|ingest|queries|dashboard|friendcircle|reports|profiles|tests|docs)/[\w/.*-]*)`",
        prose(path),
    ):
        there = file in added or (ROOT / file).exists() or ("*" in file and any(ROOT.glob(file)))
        assert there or file in EXAMPLES, f"{name(path)}: there is no {file}"


#: Names of files that are to be created when needed, and the folder of the installed tools.
EXAMPLES = {
    "queries/cypher/store/migrate_*.cypher",
    "ingest/data/*/gifts.csv",
    "dashboard/frontend/node_modules",
}


# --- commands -----------------------------------------------------------------------------------------------


def lines_of_code(path: Path) -> Iterator[str]:
    """Yield the lines of the shell code blocks."""
    for _, language, text in BLOCK.findall(path.read_text(encoding="utf-8")):
        if language in ("sh", "bash", "bat"):
            yield from (line.strip() for line in text.splitlines())


def calls(path: Path) -> Iterator[list[str]]:
    """Yield the arguments of each ``friendcircle`` command in a document, in code blocks and inline code."""
    within = re.findall(r"`(friendcircle [^`]+)`", prose(path))
    for line in (*lines_of_code(path), *within):
        match = re.search(r"(?:^|[\\/ ])friendcircle (.+)$", line)
        if match and "export" not in line:
            yield shlex.split(match[1].split(" #")[0])


def parse(arguments: list[str]) -> tuple[str, dict[str, Any]]:
    """Return the command that would run and its parameters, without running it.

    :raises click.UsageError: if there is no such command
    """
    context = front.make_context("friendcircle", list(arguments), obj=Session(arguments, {}, ROOT))
    command: click.Command = front
    rest = [*context._protected_args, *context.args]
    while isinstance(command, click.Group) and rest:
        label, found, rest = command.resolve_command(context, rest)
        assert found is not None
        command = found
        context = command.make_context(label, list(rest), parent=context)
        rest = [*context._protected_args, *context.args] if isinstance(command, click.Group) else []
    return command.name or "", context.params


@pytest.mark.parametrize("path", [path for path in DOCS if list(calls(path))], ids=name)
def test_commands_exist(path: Path) -> None:
    for arguments in calls(path):
        if arguments[-1] == "--help" or arguments == ["query", "NAME", "-p", "name=value"]:
            continue
        try:
            command, given = parse(arguments)
        except click.MissingParameter:
            assert not [argument for argument in arguments if argument.startswith("-")], arguments
            continue  # the text only names the command
        except (click.UsageError, FriendCircleError) as error:
            raise AssertionError(f"{name(path)}: friendcircle {shlex.join(arguments)}: {error}") from error
        # The worked example adds the query "mechanisms".
        if command == "query" and str(given["name"]) not in ("mechanisms", "NAME"):
            query = find(CATALOGUE, str(given["name"]))
            parameters = dict(entry.split("=", 1) for entry in given["parameters"])
            bind(query, parameters, "home", dt.date(2020, 1, 1))


@pytest.mark.parametrize("path", READMES, ids=name)
def test_readme_begins_with_two_commands(path: Path) -> None:
    lines = list(lines_of_code(path))
    assert lines[0].startswith("make dashboard") and lines[1].startswith("make test")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {match[1] for line in lines if (match := re.search(r"(?:^| )make ([a-z]+)", line))}
    assert {"dashboard", "test", "setup"} <= named <= targets


def test_both_readmes_have_the_same_commands() -> None:
    english, chinese = (
        [re.sub(r" --lang zh| +#.*|AS \w+|c\.name_\w+|(?<=BY )\w+", "", line) for line in lines_of_code(path)]
        for path in READMES
    )
    assert english == chinese


@pytest.mark.parametrize("path", READMES, ids=name)
def test_every_setting_is_documented(path: Path) -> None:
    assert all(f"`{key}`" in path.read_text(encoding="utf-8") for key in KEYS)


# --- worked examples ----------------------------------------------------------------------------------------


def hunks(text: str) -> Iterator[tuple[str, str]]:
    """Yield the file and the old text of each diff hunk in a document."""
    for _, language, block in BLOCK.findall(text):
        if language != "diff":
            continue
        file, old = "", []
        for line in [*block.splitlines(), "@@"]:
            if line.startswith(("@@", "--- ")):
                if old:
                    yield file, "\n".join(old)
                old = []
                file = line.removeprefix("--- a/") if line.startswith("--- ") else file
            elif not line.startswith("+"):
                old.append(line[1:])


#: Most steps of each walk: two thirds of the 17, 30 and 19 modules that data went through at first.
WALKS = {"A row to the store": 11, "A click to the card": 20, "A finding to the pack": 12}
STEP = re.compile(r"^\| \d+ \| `([\w./]+)`(?: `([\w.]+)`)?", re.MULTILINE)


@pytest.mark.parametrize("walk", WALKS)
def test_walk_through_the_modules_is_short_and_there(walk: str) -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = text.split(f"### {walk}\n")[1].split("\n### ")[0].split("\n## ")[0]
    steps = STEP.findall(section)
    assert 8 <= len(steps) == section.count("\n|") - 2 <= WALKS[walk]
    for path, called in steps:
        content = (ROOT / path).read_text(encoding="utf-8")
        for part in filter(None, called.split(".")):
            assert re.search(
                rf"(?:def|class|function) {part}\b|^{part} = |^  {part}\(", content, re.MULTILINE
            ), (
                path,
                part,
            )


def test_worked_examples_fit_the_code() -> None:
    found = list(hunks((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")))
    assert len({file for file, _ in found}) >= 8
    for file, old in found:
        assert old.strip("\n") in (ROOT / file).read_text(encoding="utf-8"), (
            f"the example in docs/architecture.md does not fit {file} any more:\n{old}"
        )


def test_example_office_can_be_loaded(empty_store: GraphStore) -> None:
    empty_store.create_schema()
    report = load(
        empty_store,
        [ROOT / "docs" / "example-office"],
        load_id="load-1",
        now=dt.datetime(2021, 3, 4, tzinfo=dt.UTC),
    )
    assert not report.issues
    assert report.nodes["Tie"].created == 2


# --- issues and terms ---------------------------------------------------------------------------------------

#: Functions and classes that create an issue, with the position of its code argument.
MAKERS = {"issue": 1, "Issue": 1, "CellProblem": 0, "RowProblem": 0, "note": 1}


def codes() -> set[str]:
    """Return every code that an issue can have."""
    found = set()
    for path in (ROOT / "ingest").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = (
                    node.func.attr
                    if isinstance(node.func, ast.Attribute)
                    else node.func.id
                    if isinstance(node.func, ast.Name)
                    else ""
                )
                place = MAKERS.get(called)
                if (
                    place is not None
                    and len(node.args) > place
                    and isinstance(code := node.args[place], ast.Constant)
                ):
                    found.add(str(code.value))
                found |= {
                    str(value.value)
                    for word in node.keywords
                    if called == "CellNote" and word.arg == "code"
                    for value in ast.walk(word.value)
                    if isinstance(value, ast.Constant) and isinstance(value.value, str)
                }
    return found


@pytest.mark.parametrize("path", GUIDES, ids=name)
def test_every_issue_is_explained(path: Path) -> None:
    assert len(codes()) > 15
    heading = {"data-guide.md": "Issues", "data-guide.zh.md": "数据问题"}[path.name]
    section = re.split(
        r"^## ", path.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1], flags=re.MULTILINE
    )[0]
    explained = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert explained == sorted(codes())


def test_terms_of_the_chinese_guide_match_the_pages() -> None:
    text = GUIDES[1].read_text(encoding="utf-8")
    lines = {
        match[1]: line
        for line in text.splitlines()
        if (match := re.match(r"\| [^|`]*`(\w+)` \|", line)) and "<br>" in line
    }
    pages = load_texts("zh")
    used = {column.vocabulary for table in TABLES.values() for column in table.columns if column.vocabulary}
    assert set(lines) == used
    for vocabulary in used:
        said = dict(re.findall(r"`(\w+)` ([^`|]+?)(?=，`| \|)", lines[vocabulary].split("|")[2] + "|"))
        assert list(said) == list(VOCABULARIES[vocabulary].words), vocabulary
        for word, chinese in said.items():
            shown = pages.either(f"word.{vocabulary}.{word}", "")
            assert shown in ("", chinese, f"{word} {chinese}"), (
                f"{vocabulary}: {word} is {shown} on the pages"
            )
