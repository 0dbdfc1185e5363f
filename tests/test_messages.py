"""Every text of an error or an issue is a literal template with a Chinese entry, and every entry is used."""

from __future__ import annotations

import ast
import copy
import pickle
import re
import string
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import errors
from graph.errors import FriendCircleError, InputError, StoreBusy
from graph.i18n import Bilingual, Message, label_name, message_of, translate
from graph.model.schema import NODE_TYPES
from graph.naming.profile import load_naming
from graph.naming.profile_file import profile_names
from tests.stores import ROOT
from tools.texts import read_catalogue

PACKAGES = ("graph", "queries", "ingest", "reports", "dashboard", "friendcircle")
FILE = ROOT / "graph" / "locale" / "zh.po"
ERRORS = {
    name
    for name, entry in vars(errors).items()
    if isinstance(entry, type) and issubclass(entry, FriendCircleError)
}
#: Functions and classes that take templates, with the positions and keyword names of those arguments.
TAKES: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    **dict.fromkeys(ERRORS, ((0,), ("hint",))),
    "Message": ((0,), ()),
    "CellProblem": ((1, 2), ()),
    "RowProblem": ((2, 3), ()),
    "issue": ((4, 5), ()),
}
#: The only file that may build messages from variables.
MECHANISM = "graph/i18n/messages.py"


class Template:
    """A template with its place in the code and the names of the values passed with it."""

    def __init__(self, text: str, place: str, given: set[str] | None) -> None:
        self.text = text
        self.place = place
        self.given = given


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def is_message(annotation: ast.expr | None) -> bool:
    return annotation is not None and ast.unparse(annotation) in ("Message", "str | Message")


def message_makers(tree: ast.AST) -> frozenset[str]:
    """Return the names of the functions that return a message."""
    return frozenset(
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and is_message(node.returns)
    )


class Reader(ast.NodeVisitor):
    """Collects the templates of a module, and the places where something else is used as a template."""

    def __init__(self, tree: ast.AST, name: str, makers: frozenset[str] = frozenset()) -> None:
        self.name = name
        self.templates: list[Template] = []
        self.wrong: list[str] = []
        self._functions: list[ast.FunctionDef] = []
        self._makers = makers | message_makers(tree)
        self.visit(tree)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._functions.append(node)
        self.generic_visit(node)
        self._functions.pop()

    def visit_Call(self, node: ast.Call) -> None:
        positions, words = TAKES.get(called(node), ((), ()))
        given = (
            None
            if any(entry.arg is None for entry in node.keywords)
            else {str(entry.arg) for entry in node.keywords}
        )
        for position in positions:
            if position < len(node.args):
                self._look(node.args[position], given)
            else:
                self.wrong.append(f"{self.name}:{node.lineno}: {ast.unparse(node)[:80]} lacks its template")
        for entry in node.keywords:
            if entry.arg in words:
                self._look(entry.value, given)
            elif entry.arg == "where" and called(node) in ERRORS and isinstance(entry.value, ast.JoinedStr):
                words_in_it = " ".join(
                    str(part.value) for part in entry.value.values if isinstance(part, ast.Constant)
                )
                if re.search(r"[A-Za-z]", re.sub(r"\[.*?\]", "", words_in_it)):
                    self.wrong.append(
                        f"{self.name}:{node.lineno}: where has words of its own, so it must be a Message"
                    )
        if (
            called(node) == "warning"
            and isinstance(node.func, ast.Attribute)
            and ast.unparse(node.func.value) == "_log"
        ):
            self._look(node.args[0], None)
        self.generic_visit(node)

    def _look(self, node: ast.expr, given: set[str] | None) -> None:
        """Record a literal or a choice between literals, accept an existing message, report anything else."""
        match node:
            case ast.Constant(value=str(text)):
                if text:
                    self.templates.append(Template(text, f"{self.name}:{node.lineno}", given))
            case ast.IfExp():
                self._look(node.body, given)
                self._look(node.orelse, given)
            case ast.BoolOp():
                for value in node.values:
                    self._look(value, given)
            case ast.Call() if called(node) == "Message" or called(node) in self._makers:
                pass
            case (
                ast.Attribute(attr="reason" | "hint", value=ast.Name(id="problem"))
                | ast.Attribute(value=ast.Attribute(attr="parts"))
            ):
                pass
            case ast.Name(id=name) if self._functions:
                self._look_up(name, node, given)
            case _:
                self.wrong.append(f"{self.name}:{node.lineno}: {ast.unparse(node)[:100]}")

    def _look_up(self, name: str, node: ast.expr, given: set[str] | None) -> None:
        """Resolve a name: to its assignments in the function, or to a parameter that is a message."""
        function = self._functions[-1]
        assigned = [
            entry.value
            for entry in ast.walk(function)
            if isinstance(entry, ast.Assign)
            and any(isinstance(target, ast.Name) and target.id == name for target in entry.targets)
        ]
        arguments = function.args
        if any(
            entry.arg == name and is_message(entry.annotation)
            for entry in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        ):
            return
        for value in assigned:
            self._look(value, given)
        if not assigned:
            self.wrong.append(f"{self.name}:{node.lineno}: {name} is no literal text")


@cache
def readers() -> tuple[Reader, ...]:
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    trees = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    makers = frozenset[str]().union(*map(message_makers, trees.values()))
    return tuple(Reader(tree, name, makers) for name, tree in trees.items() if name != MECHANISM)


def templates() -> list[Template]:
    return [template for reader in readers() for template in reader.templates]


@cache
def entries() -> dict[str, str]:
    """Return the Chinese text of each template; texts with a key are those of ``tests/test_texts.py``."""
    return {
        str(entry.id): str(entry.string) for entry in read_catalogue(FILE) if entry.id and not entry.context
    }


def places(text: str) -> set[str]:
    """Return the names of the placeholders of a template; those of a log message are %-signs."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def has_words(text: str) -> bool:
    return bool(re.search(r"\w", "".join(literal for literal, *_ in string.Formatter().parse(text))))


# --- the code -----------------------------------------------------------------------------------------------


def test_every_text_is_a_literal_template() -> None:
    assert [line for reader in readers() for line in reader.wrong] == [], (
        "write a literal text with {places}, and give the values beside it"
    )
    assert len(templates()) > 150, "the sites are found"


def test_every_template_has_a_chinese_entry() -> None:
    known = entries()
    lacking = {
        f"{entry.place}: {entry.text}"
        for entry in templates()
        if has_words(entry.text) and entry.text not in known
    }
    assert sorted(lacking) == [], "add it to graph/locale/zh.po"


def test_no_entry_is_unused() -> None:
    used = {entry.text for entry in templates()} | set(NODE_TYPES)
    assert [template for template in entries() if template not in used] == []


def test_both_languages_have_the_same_placeholders() -> None:
    assert {
        template: (places(template), places(text))
        for template, text in entries().items()
        if places(template) != places(text)
    } == {}
    assert [
        template for template, text in entries().items() if template.count("%s") != text.count("%s")
    ] == []


def test_every_placeholder_is_a_name_and_gets_a_value() -> None:
    assert [
        f"{entry.place}: {entry.text}"
        for entry in templates()
        if not all(re.fullmatch("[a-z_]+", name) for name in places(entry.text))
    ] == []
    lacking = [
        f"{entry.place}: {entry.text}"
        for entry in templates()
        if entry.given is not None and not places(entry.text) <= entry.given
    ]
    assert lacking == []


# --- the Chinese texts --------------------------------------------------------------------------------------


def test_chinese_entries_contain_chinese() -> None:
    without = [template for template, text in entries().items() if not re.search("[\u4e00-\u9fff]", text)]
    assert [template for template in without if has_words(template)] == []


def test_every_label_has_a_chinese_name() -> None:
    assert set(NODE_TYPES) <= set(entries())


def test_chinese_entries_use_the_standard_terms() -> None:
    avoided = (
        "姐妹城",
        "关系强度",
        "差距",
        "待定目标",
        "休眠",
        "领事区域",
        "半衰期",
        "证据",
        "声明",
        "冲突",
        "覆盖率",
        "截止",
        "候选人",
        "介绍路径",
        "承诺",
    )
    assert [f"{text}: {word}" for text in entries().values() for word in avoided if word in text] == []


@pytest.mark.parametrize("profile", profile_names())
def test_no_text_is_forbidden_by_a_naming_profile(profile: str) -> None:
    naming = load_naming(profile)
    assert [hit for pair in entries().items() for text in pair for hit in naming.find_forbidden(text)] == []


def test_chinese_entries_use_chinese_punctuation() -> None:
    """Check for half-width punctuation next to Chinese characters and for full stops at the end."""
    half = re.compile("[\u4e00-\u9fff][,;!?()]|[,;!?()][\u4e00-\u9fff]")
    assert [text for text in entries().values() if half.search(text) or text.endswith(("。", "."))] == []


# --- the mechanism ------------------------------------------------------------------------------------------


def test_error_is_shown_in_both_languages() -> None:
    error = StoreBusy("another process is loading", where="a.csv", hint="look at {log}", log="store.log")
    assert str(error) == error.line("en") == "another process is loading (a.csv): look at store.log"
    assert error.line("zh") == "另一个进程正在读入数据（a.csv）：请查看 store.log"
    assert (error.what, error.where, error.hint) == (
        "another process is loading",
        "a.csv",
        "look at store.log",
    )


def test_text_without_an_entry_is_shown_in_english() -> None:
    assert translate("nobody translated {this}", "zh") == "nobody translated {this}"
    assert InputError("nobody translated {this}", this="x").line("zh") == "nobody translated x"
    assert translate("check the path", "en") == translate("check the path", "fr") == "check the path"


def test_lists_are_joined_according_to_language() -> None:
    message = Message("did you mean {near:or}?", near=["west", "east"])
    assert message.text("en") == "did you mean west or east?"
    assert message.text("zh") == "是否指 west 或 east？"
    assert Message("known are {known}", known=(name for name in ("a", "b"))).text("zh") == "可用：a、b"


def test_nested_messages_use_the_language_of_the_whole() -> None:
    message = Message(
        "the restore failed, and the store was emptied again ({what})",
        what=Message("the store does not answer"),
    )
    assert "数据库没有应答" in message.text("zh")
    assert "the store does not answer" in message.text("en")
    assert Message("{a}", a=Bilingual("the day", "当日")).text("zh") == "当日"
    assert Bilingual("the day", "").text("zh") == "the day"
    assert Message("{id!r} is a {label}", id="x", label=label_name("City")).text("en") == "'x' is a City"


@pytest.mark.parametrize(
    "text",
    ["{", "}", "{}", "{0}", "{name}", "{{x}}", "{name.__class__}", "%s", "{:>99999999999}", "a\nb", "\x00"],
)
def test_braces_and_line_breaks_in_values_are_harmless(text: str) -> None:
    error = InputError("there is no query {name}", name=text, where=text, hint="{reason}", reason=text)
    shown = " ".join(text.split())
    assert str(error) == f"there is no query {shown} ({shown}): {shown}"
    assert shown in error.line("zh")
    assert "\n" not in error.line("zh")


@given(
    st.text(),
    st.dictionaries(
        st.from_regex("[a-z]{1,3}", fullmatch=True),
        st.one_of(st.none(), st.integers(), st.text(), st.lists(st.text())),
    ),
)
def test_formatting_an_error_never_fails(template: str, values: dict[str, Any]) -> None:
    message = message_of(template, values)
    assert isinstance(message.text("zh"), str)
    assert isinstance(message.text("en"), str)


def test_errors_can_be_pickled_and_copied() -> None:
    error = InputError(
        "{text!r} is no date", text="{", where=Path("a.csv").name, hint="known are {known}", known=["a", "b"]
    )
    error.add_note("a note")
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(other) is InputError
        assert other.line("zh") == error.line("zh")
        assert str(other) == "'{' is no date (a.csv): known are a, b"
        assert other.__notes__ == ["a note"]


def test_values_are_stored_in_a_copyable_form() -> None:
    error = InputError("{reason}", reason=OSError(13, "Permission denied"), where=Path("x").as_posix())
    assert error.parts.what.values == {"reason": "[Errno 13] Permission denied"}
    assert pickle.loads(pickle.dumps(error)).what == error.what


@pytest.mark.parametrize(
    ("code", "is_wrong"),
    [
        ("raise InputError('a')", False),
        ("raise InputError('a {b}', b=1)", False),
        ("raise InputError(f'a {b}')", True),
        ("raise InputError('a ' + b)", True),
        ("raise InputError('a', hint=str(error))", True),
        ("raise InputError('a', hint='b' if c else 'd')", False),
        ("raise InputError('a', where=f'{path}:1')", False),
        ("raise InputError('a', where=f'line {n}')", True),
        ("place.issue('error', 'c', '', '', f'{x}', 'h')", True),
        ("def f():\n    hint = 'a' if b else Message('c')\n    raise CellProblem('c', 'r', hint)", False),
        ("def f():\n    hint = g()\n    raise CellProblem('c', 'r', hint)", True),
        ("def f(why: Message):\n    raise InputError(why)", False),
        ("def f(why: str):\n    raise InputError(why)", True),
    ],
)
def test_templates_that_are_not_literals_are_found(code: str, is_wrong: bool) -> None:
    assert bool(Reader(ast.parse(code), "x.py").wrong) is is_wrong
