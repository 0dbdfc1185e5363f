"""Both languages have the same texts."""

from __future__ import annotations

import ast
import re
import string

import pytest

from friendcircle.errors import CommandError, one_line
from friendcircle.texts import LANGUAGES, load_texts
from graph.errors import InputError
from tests.stores import ROOT

PACKAGE = ROOT / "friendcircle"


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys() -> None:
    zh, en = (load_texts(lang).entries for lang in LANGUAGES)
    assert list(zh) == list(en), "the same keys in the same order"


def test_both_languages_have_the_same_placeholders() -> None:
    zh, en = (load_texts(lang).entries for lang in LANGUAGES)
    assert {key: places(text) for key, text in zh.items()} == {key: places(text) for key, text in en.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_empty(lang: str) -> None:
    assert [key for key, text in load_texts(lang).entries.items() if not text.strip()] == []


def test_chinese_texts_contain_chinese() -> None:
    entries = load_texts("zh").entries
    without = {
        key for key, text in entries.items() if not re.search("[\u4e00-\u9fff]", re.sub(r"\{\w+\}", "", text))
    }
    bare = {key for key in without if re.fullmatch(r"(\{\w+\}\s*)+", entries[key])}  # only values, no words
    assert without - bare == {"store.sha256", "doctor.python"}


def keys_in_code() -> dict[str, str]:
    """Return dotted strings in the package's code that look like keys, with their places."""
    first = {key.partition(".")[0] for key in load_texts("en").entries}
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.fullmatch(r"[a-z]+(\.[a-z_]+)+", node.value)
                and node.value.partition(".")[0] in first
            ):
                found[node.value] = f"{path.name}:{node.lineno}"
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "CommandError"
                and isinstance(node.args[0], ast.Constant)
            ):
                found[f"error.{node.args[0].value}.what"] = f"{path.name}:{node.lineno}"
    return found


def test_every_key_in_the_code_has_a_text() -> None:
    entries = load_texts("en").entries
    topics = {key.rpartition(".")[0] for key in entries}
    missing = {
        key: where
        for key, where in keys_in_code().items()
        if key not in entries and key not in topics and not key.endswith((".toml", ".py"))
    }
    assert missing == {}


def test_error_is_shown_in_the_users_language() -> None:
    error = CommandError("port_taken", where="127.0.0.1:8501", exit_status=3, port=8501, other=8502)
    assert (
        one_line(error, load_texts("en"))
        == "the port is taken (127.0.0.1:8501): another dashboard may be running there; or choose one with "
        "--port 8502"
    )
    assert (
        one_line(error, load_texts("zh"))
        == "端口已被占用（127.0.0.1:8501）：可能已有界面在运行；也可用 --port 8502 另选一个"
    )
    assert one_line(InputError("a\nb", where="c", hint="d"), load_texts("zh")) == "a b（c）：d"
