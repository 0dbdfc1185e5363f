"""Texts of the pages: equal keys in both languages, all keys used, all vocabulary terms translated."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.core.page_state import ACTIVITIES, KINDS, LINES, LISTS, ORDERS, VIEWS
from dashboard.core.texts import LANGUAGES, load_texts
from dashboard.shared.score_breakdown import EVIDENCE
from dashboard.views.compare.view import SHARES
from dashboard.views.explore.arrangements import ARRANGEMENTS
from dashboard.views.settings.view import KEYS, ORIGINS
from dashboard.views.timeline.entries import LANES
from graph.circle import Ring
from graph.model.procedures import SIDES
from graph.model.schema import NODE_TYPES, RELATION_TYPES
from graph.model.vocabulary import VOCABULARIES
from graph.network.links import REASONS
from graph.planning.anniversaries import EventRecorded
from graph.planning.board import Lane
from graph.planning.candidates import TERMS
from graph.planning.commitments import NOT_RECORDED, OPEN
from graph.planning.findings import Certainty
from graph.planning.gap_rules import SEVERITIES
from graph.strength.comparison import LineChange
from graph.strength.config import COMPONENTS, default_config
from graph.strength.config_file import SECTORS, WAYS
from graph.strength.ledger import FIVE_WORDS, StrengthBand
from ingest.entries import BY_HAND
from queries.subgraph import SHOWN_LABELS

#: Every property of the nodes that can be shown on the canvas.
FIELDS = tuple(dict.fromkeys(entry.name for label in SHOWN_LABELS for entry in NODE_TYPES[label].properties))
ROOT = Path(__file__).resolve().parents[2]
#: Vocabularies whose terms are looked up by name, with all their terms.
WORDS = {
    **{
        name: VOCABULARIES[name].words
        for name in (
            "tie_kind",
            "tie_status",
            "consulate_kind",
            "organisation_kind",
            "direction",
            "level",
            "event_kind",
        )
    },
    **{name: VOCABULARIES[name].words for name in ("happening_status", "grade", "load_state", "issue_level")},
    **{
        name: VOCABULARIES[name].words
        for name in ("programme_kind", "site_kind", "quota_kind", "document_kind", "project_status")
    },
    "stage": (*VOCABULARIES["step"].words, "opened"),
    "continent": (*VOCABULARIES["continent"].words, "none"),
    "ring": tuple(Ring),
    "band": tuple(StrengthBand),
    "component": COMPONENTS,
    "kind": KINDS,
    "line": LINES,
    "activity": ACTIVITIES,
    "view": VIEWS,
    "question": LISTS,
    "property": ("kind", "status", "signed", "date"),
    "component_why": COMPONENTS,
    "five": tuple(FIVE_WORDS),
    "evidence": tuple(word for word, _ in EVIDENCE),
    "change": tuple(LineChange),
    "order": ORDERS,
    "sector": SECTORS,
    "way": WAYS,
    "instrument": tuple(default_config()["instruments"]),
    "instrument_status": tuple(default_config()["statuses"]),
    "channel": tuple(default_config()["channels"]),
    "project_stage": tuple(default_config()["stages"]),
    "contact_kind": tuple(default_config()["kinds"]),
    "contact_level": tuple(default_config()["levels"]),
    "contact_mode": tuple(default_config()["modes"]),
    "term": TERMS,
    "certainty": tuple(Certainty),
    "severity": SEVERITIES,
    "lane": tuple(Lane),
    "waits_on": SIDES,
    "marked": tuple(EventRecorded),
    "verdict": (*VOCABULARIES["verdict"].words, OPEN, NOT_RECORDED),
    "admin_level": VOCABULARIES["admin_level"].words,
    "verb": VOCABULARIES["verb"].words,
    "reason": tuple(REASONS),
    "label": SHOWN_LABELS,
    "relation": tuple(RELATION_TYPES),
    "field": (*FIELDS, "since", "strength", "tie_id", "order", "role", "fact", "as_of", "evidence"),
    "arrangement": ARRANGEMENTS,
    "month": tuple(f"m{month}" for month in range(1, 13)),
    "lane_of_time": tuple(LANES),
    "course": ("up", "down"),
    "share_of": tuple(word for word, _ in SHARES),
    "record_table": ("visits", "events", "ties"),
    "setting": (*KEYS, "stamp"),
    "origin": ORIGINS,
    "by_hand": BY_HAND,
    **{name: VOCABULARIES[name].words for name in ("mode", "track", "step_status")},
}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def used_keys() -> Iterator[tuple[str, str]]:
    """Yield every key looked up in the code with its place; variable parts of a key are ``{}``."""
    for path in sorted([*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "reports").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                function = node.func
                is_lookup = (isinstance(function, ast.Name) and function.id in ("t", "words")) or (
                    isinstance(function, ast.Attribute)
                    and ast.unparse(function) in ("page.t", "t.number", "self.words", "words.number")
                )
                if not is_lookup:
                    continue
                key = node.args[0]
                where = f"{path.name}:{node.lineno}"
                if isinstance(key, ast.Constant):
                    yield str(key.value), where
                elif isinstance(key, ast.JoinedStr):
                    yield (
                        "".join(
                            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in key.values
                        ),
                        where,
                    )
                else:
                    yield ast.unparse(key), where


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    zh, en = (load_texts(lang).entries for lang in LANGUAGES)
    assert set(zh) == set(en)
    for key in zh:
        assert places(zh[key]) == places(en[key]), key
        assert zh[key].strip(), key
        assert en[key].strip(), key


def test_every_key_that_is_used_exists() -> None:
    known = load_texts("zh").entries
    missing = [
        f"{where}: {key}"
        for key, where in used_keys()
        if not any(re.fullmatch(re.escape(key).replace(r"\{\}", ".+"), entry) for entry in known)
    ]
    assert missing == []


def test_every_key_is_used() -> None:
    used = re.compile(
        "(" + "|".join({re.escape(key).replace(r"\{\}", r"[^.]+") for key, _ in used_keys()}) + ")(_one)?"
    )
    words = {f"word.{name}.{word}" for name, words in WORDS.items() for word in words}
    unused = [key for key in load_texts("zh").entries if key not in words and not used.fullmatch(key)]
    assert unused == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_vocabulary_term_is_translated(lang: str) -> None:
    entries = load_texts(lang).entries
    assert [
        f"word.{name}.{word}"
        for name, words in WORDS.items()
        for word in words
        if f"word.{name}.{word}" not in entries
    ] == []


def test_chinese_texts_use_the_standard_terms() -> None:
    avoided = (
        "姐妹城",
        "关系强度",
        "差距",
        "待定目标",
        "休眠",
        "无往来登记",
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
    entries = load_texts("zh").entries
    assert [
        f"{key}: {word}"
        for key, text in entries.items()
        for word in avoided
        if word in text.replace("未声明完整", "")
    ] == []


def test_chinese_text_is_only_in_locale_files() -> None:
    found = []
    for path in sorted([*(ROOT / "dashboard").rglob("*"), *(ROOT / "reports").rglob("*")]):
        if path.suffix in (".py", ".js", ".html", ".css") and path.parent.name != "locale":
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if re.search("[\u4e00-\u9fff]", line) and '"zh": "中"' not in line:
                    found.append(f"{path.name}:{number}: {line.strip()[:80]}")
    assert found == []
