"""Files of settings become values of declared types, or an error of one line with its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import pytest
from msgspec import Meta, Struct

from graph.errors import ConfigurationError
from graph.settings.toml_text import SettingPath, line_of, parse_toml, place_of
from graph.settings.typed import FilledText, read_as, words

TEXT = """\
name = "x"
[limits]
years = 5
"odd key" = 1
deep.inner = 2
[[rule]]
kind = "a"
[[rule]]
# a remark
kind = "b"
[rule.more]
size = 1
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 1),
        (("limits",), 2),
        (("limits", "years"), 3),
        (("limits", "odd key"), 4),
        (("limits", "deep", "inner"), 5),
        (("limits", "missing"), 2),
        (("rule",), 6),
        (("rule", 0, "kind"), 7),
        (("rule", 1), 8),
        (("rule", 1, "kind"), 10),
        (("rule", 1, "missing"), 8),
        (("nothing",), 0),
    ],
)
def test_line_of_a_setting(path: SettingPath, line: int) -> None:
    assert line_of(TEXT, path) == line
    assert place_of(TEXT, "a.toml", path) == (f"a.toml:{line}" if line else "a.toml")


class Rule(Struct, forbid_unknown_fields=True):
    kind: words(["alpha", "beta"])  # type: ignore[valid-type]
    years: Annotated[int, Meta(ge=1, le=100)] = 1
    share: Annotated[float, Meta(ge=0, le=1)] = 0.5
    length: Annotated[float, Meta(gt=0, le=1e9)] = 1
    note: FilledText = "-"
    on: bool = True
    tags: Annotated[tuple[str, ...], Meta(min_length=1)] = ("-",)
    size: Annotated[str, Meta(pattern="^[0-9]+g$", examples=["1g"])] = "1g"


@dataclass
class Texts:
    en: str
    zh: str = ""


class File(Struct, forbid_unknown_fields=True):
    rule: list[Rule] = []
    title: Texts | None = None
    by_name: dict[words(["alpha", "beta"]), int] = {}  # type: ignore[valid-type]
    path: Path | None = None
    free: Any = None


def read(text: str) -> File:
    return read_as(File, parse_toml(text, "s.toml"), partial(place_of, text, "s.toml"))


def test_valid_file_is_read() -> None:
    found = read('path = "a/b"\n[title]\nen = "x"\n[[rule]]\nkind = "beta"\nshare = 1\n')
    assert (found.path, found.title, found.rule[0].share) == (Path("a/b"), Texts("x"), 1.0)


@pytest.mark.parametrize(
    ("text", "line", "line_zh"),
    [
        (
            "[[rule]]\nkind = 'alpah'",
            "'alpah' in the setting 'rule.kind' is not known (s.toml:2): did you mean alpha?",
            "设置“rule.kind”中的“alpah”无法识别（s.toml:2）：是否指 alpha？",
        ),
        (
            "[[rule]]\nkind = 'xyz'",
            "'xyz' in the setting 'rule.kind' is not known (s.toml:2): known are alpha, beta",
            "设置“rule.kind”中的“xyz”无法识别（s.toml:2）：可用：alpha、beta",
        ),
        (
            "[[rule]]\nkind = 'beta'\nYears = 2",
            "unknown setting 'rule.Years' (s.toml:3): did you mean years?",
            "没有“rule.Years”这项设置（s.toml:3）：是否指 years？",
        ),
        ("[[rule]]\n", "the setting 'rule' lacks kind (s.toml:1): add it", "设置“rule”缺少 kind（s.toml:1）"),
        (
            "[[rule]]\nkind = 'beta'\nyears = 0",
            "the setting 'rule.years' is 0 (s.toml:3): it must lie between 1 and 100",
            "设置“rule.years”为 0（s.toml:3）",
        ),
        ("[[rule]]\nkind = 'beta'\nyears = 1.5", "is no number (s.toml:3): write a whole number", "不是数字"),
        ("[[rule]]\nkind = 'beta'\nshare = 2", "is 2 (s.toml:3): it must be 1 at most", "为 2"),
        (
            "[[rule]]\nkind = 'beta'\nshare = -1",
            "is -1 (s.toml:3): it must not be less than nothing",
            "为 -1",
        ),
        ("[[rule]]\nkind = 'beta'\nshare = nan", "is no number (s.toml:3): write digits", "不是数字"),
        ("[[rule]]\nkind = 'beta'\nshare = true", "is no number (s.toml:3)", "不是数字"),
        ("[[rule]]\nkind = 'beta'\nlength = inf", "is no number (s.toml:3)", "不是数字"),
        ("[[rule]]\nkind = 'beta'\nlength = 0", "is 0 (s.toml:3): it must be more than nothing", "为 0"),
        ("[[rule]]\nkind = 'beta'\nnote = ' '", "'rule.note' is empty (s.toml:3)", "为空"),
        ("[[rule]]\nkind = 'beta'\nnote = 1", "'rule.note' is no text (s.toml:3)", "不是文字"),
        ("[[rule]]\nkind = 'beta'\non = 'no'", "is neither true nor false (s.toml:3)", "应为 true 或 false"),
        ("[[rule]]\nkind = 'beta'\ntags = []", "is a list of texts (s.toml:3)", "应为文字列表"),
        ("[[rule]]\nkind = 'beta'\ntags = [1]", "is a list of texts (s.toml:3)", "应为文字列表"),
        (
            "[[rule]]\nkind = 'beta'\nsize = 'lots'",
            "the setting 'rule.size' cannot be 'lots' (s.toml:3): write it like 1g",
            "设置“rule.size”不能是“lots”（s.toml:3）：写法如 1g",
        ),
        ("[rule]\nkind = 'beta'", "'rule' is a list of tables (s.toml:1): write [[rule]]", "应为若干节"),
        ("title = 1", "the setting 'title' is a table (s.toml:1): write [title]", "应为一节"),
        ("[title]\nzh = 'x'", "the setting 'title' lacks en (s.toml:1)", "缺少 en"),
        (
            "[by_name]\ngamma = 1",
            "'gamma' in the setting 'by_name' is not known (s.toml:1): known are alpha",
            "无法识别",
        ),
        ("[by_name]\nbeta = 'x'", "the setting 'by_name.beta' is no number (s.toml:2)", "不是数字"),
        ("[[rule", "the file is no readable TOML (s.toml)", "文件不是可读取的 TOML"),
    ],
)
def test_fault_is_one_line_in_both_languages(text: str, line: str, line_zh: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read(text)
    assert line in caught.value.line("en") and line_zh in caught.value.line("zh")
    assert "\n" not in caught.value.line("en")


def test_text_of_a_file_is_cleaned() -> None:
    assert parse_toml('a = "Car\u200bdiff"\nb = "E\u0301vora"\n', "s.toml") == {"a": "Cardiff", "b": "Évora"}
