"""Texts of pages, commands and reports: complete in both languages, all keys used, all terms translated."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.catalog import Message

from dashboard.shared.circle_filters import ACTIVITIES, KINDS, LINES, VIEWS
from dashboard.shared.controls import ORDERS
from dashboard.shared.score_breakdown import EVIDENCE
from dashboard.views.compare.view import SHARES
from dashboard.views.data.state import LISTS
from dashboard.views.explore.arrangements import ARRANGEMENTS
from dashboard.views.settings.view import KEYS, ORIGINS
from dashboard.views.timeline.entries import LANES
from friendcircle.errors import CommandError, one_line
from friendcircle.texts import load_texts
from graph.circle import Ring
from graph.errors import InputError
from graph.i18n import read_texts
from graph.model.procedures import SIDES
from graph.model.relations import RELATION_TYPES
from graph.model.schema import NODE_TYPES
from graph.model.tie_stages import COLUMN_OF_STEP
from graph.model.vocabulary import VOCABULARIES
from graph.network.links import REASONS
from graph.planning.anniversaries import EventRecorded
from graph.planning.board import Lane
from graph.planning.candidates.terms import TERMS
from graph.planning.commitments import NOT_RECORDED, OPEN
from graph.planning.findings import Certainty
from graph.planning.gap_rules import SEVERITIES
from graph.strength.bands import StrengthBand
from graph.strength.comparison import LineChange
from graph.strength.config import COMPONENTS, default_config
from graph.strength.config_file import SECTORS, WAYS
from graph.strength.ledger import TERM_COMPONENTS
from ingest.registers.fields import SUBJECTS
from queries.catalogue.collection import load_catalogue
from queries.proposal import Likeness, Sign
from queries.subgraph import SHOWN_LABELS
from tests.stores import ROOT
from tools import texts as tool

#: Every property of the nodes that can be shown on the canvas.
FIELDS = tuple(dict.fromkeys(entry.name for label in SHOWN_LABELS for entry in NODE_TYPES[label].properties))
#: Packages with texts that are looked up by key, with the packages in whose catalogues they look.
PACKAGES = {
    "reports": ("reports", "graph"),
    "dashboard": ("dashboard", "reports", "graph"),
    "friendcircle": ("friendcircle", "reports", "graph"),
}
#: Texts of one language that have no Chinese of their own.
WITHOUT_CHINESE = {"store.sha256", "doctor.python", "load.reason_of", "load.between_reasons"}
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
        for name in (
            "name_kind",
            "programme_kind",
            "site_kind",
            "quota_kind",
            "document_kind",
            "project_status",
        )
    },
    "stage": (*VOCABULARIES["step"].words, "opened"),
    "continent": (*VOCABULARIES["continent"].words, "none"),
    "ring": tuple(Ring),
    "band": tuple(StrengthBand),
    "zone": (StrengthBand.ACTIVE, StrengthBand.IN_TOUCH, StrengthBand.LITTLE),
    "signed_form": ("intent", "intended", "contact", "claimed"),
    "component": COMPONENTS,
    "kind": KINDS,
    "line": LINES,
    "activity": ACTIVITIES,
    "view": VIEWS,
    "question": LISTS,
    "property": ("kind", "status", "signed", "date", "tie", *COLUMN_OF_STEP.values()),
    "tie_kinds": VOCABULARIES["tie_kind"].words,
    "component_why": COMPONENTS,
    "five": tuple(TERM_COMPONENTS),
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
    "likeness": tuple(Likeness),
    "proposal_sign": tuple(Sign),
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
    **{name: VOCABULARIES[name].words for name in ("mode", "track", "step_status", "disclosure")},
    "register_subject": SUBJECTS,
}


class Lookup(NamedTuple):
    """A place in the code where a text is looked up; a variable part of the key is ``{}``."""

    key: str
    place: str
    by_number: bool

    def fits(self, key: str, variable: str = "[^.]+") -> bool:
        if "{}" not in self.key:
            return self.key == key
        return bool(re.fullmatch(re.escape(self.key).replace(r"\{\}", variable), key))


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@cache
def entries(*packages: str) -> dict[str, Message]:
    """Return the entries of the catalogues by key, or by their English text if they have no key."""
    return {
        entry.context or str(entry.id): entry
        for package in packages
        for entry in tool.read_catalogue(ROOT / package / "locale" / "zh.po")
        if entry.id
    }


def texts_of(entry: Message, lang: str) -> tuple[str, ...]:
    """Return the forms of a text."""
    said = entry.id if lang == "en" else entry.string
    return (said,) if isinstance(said, str) else tuple(said)


def trees(*packages: str) -> Iterator[tuple[str, ast.AST]]:
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.name, ast.parse(path.read_text(encoding="utf-8"))


def lookups(*packages: str) -> Iterator[Lookup]:
    """Yield every place where a page or a report looks a text up."""
    for name, tree in trees(*packages):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                function = ast.unparse(node.func)
                if function in ("t", "words", "page.t", "self.words", "context.words", "load_texts(lang)"):
                    by_number = False
                elif function in ("t.number", "words.number", "context.words.number", "page.t.number"):
                    by_number = True
                else:
                    continue
                for key in choices(node.args[0]):
                    yield Lookup(key, f"{name}:{node.lineno}", by_number)


def choices(node: ast.expr) -> tuple[str, ...]:
    match node:
        case ast.IfExp():
            return (*choices(node.body), *choices(node.orelse))
        case ast.Constant(value=str(text)):
            return (text,)
        case ast.JoinedStr():
            return (
                "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values),
            )
        case _:
            return (ast.unparse(node),)


# --- the catalogues -----------------------------------------------------------------------------------------


def test_compiled_texts_and_normal_form_are_up_to_date() -> None:
    assert [path.parts[-3] for path in tool.SOURCES] == ["dashboard", "friendcircle", "graph", "reports"]
    assert tool.main(["--check"]) == 0, "make texts"


@pytest.mark.parametrize("package", [path.parts[-3] for path in tool.SOURCES])
def test_every_text_is_complete_in_both_languages(package: str) -> None:
    for key, entry in entries(package).items():
        assert not entry.fuzzy, key
        for text in (*texts_of(entry, "en"), *texts_of(entry, "zh")):
            assert text.strip(), key
            assert places(text) == places(texts_of(entry, "en")[-1]), key


def test_no_key_is_in_two_catalogues_of_a_page() -> None:
    assert set(entries("dashboard")) & set(entries("reports")) == set()
    assert set(entries("dashboard", "reports")) & set(entries("graph")) == set()


def test_a_further_language_starts_empty_and_falls_back_to_english(tmp_path: Path) -> None:
    source = tmp_path / "zh.po"
    source.write_bytes((ROOT / "graph" / "locale" / "zh.po").read_bytes())
    (tmp_path / "fr.po").touch()
    found = tool.outputs(source)
    assert b'msgctxt "count.sources"' not in found[tmp_path / "fr.po"], "that is a text of the pages"
    (tmp_path / "fr.po").write_bytes(
        found[tmp_path / "fr.po"].replace(b'msgid "mayor"\nmsgstr ""', b'msgid "mayor"\nmsgstr "maire"')
    )
    found = tool.outputs(source)
    (tmp_path / "fr.mo").write_bytes(found[tmp_path / "fr.mo"])
    with (tmp_path / "fr.mo").open("rb") as file:
        french = GNUTranslations(file)
    english = read_texts("en", "graph")
    for key, entry in entries("graph").items():
        if entry.context is None:
            assert french.gettext(key) == key
        elif entry.pluralizable:
            assert french.ngettext(key, key, 5) == english.catalogue.ngettext(key, key, 5)
        elif entry.id != "mayor":
            assert french.gettext(key) == english(key)
    assert french.gettext("word.level.mayor") == "maire"
    source.write_bytes(source.read_bytes().replace(b'msgid "mayor"', b'msgid "the mayor"'))
    changed = tool.outputs(source)[tmp_path / "fr.po"].decode()
    assert '#, fuzzy\nmsgctxt "word.level.mayor"\nmsgid "the mayor"\nmsgstr "maire"' in changed


def test_a_number_chooses_the_plural_form() -> None:
    english, chinese = (read_texts(lang, "dashboard", "reports", "graph") for lang in ("en", "zh"))
    assert [english.number("tie.years", n) for n in (0, 1, 2)] == ["0 years", "1 year", "2 years"]
    assert [chinese.number("tie.years", n) for n in (1, 2)] == ["1 年", "2 年"]
    with pytest.raises(KeyError):
        english("there.is_no_such_text")
    with pytest.raises(KeyError):
        english.number("there.is_no_such_text", 1)
    assert english.word("level", "no_such_word") == "no such word"


# --- pages and reports --------------------------------------------------------------------------------------


@pytest.mark.parametrize("package", ["reports", "dashboard"])
def test_every_key_that_is_used_exists(package: str) -> None:
    known = entries(*PACKAGES[package])
    missing = [
        f"{lookup.place}: {lookup.key}"
        for lookup in lookups(package)
        if not any(
            lookup.fits(key, ".+") and lookup.by_number == entry.pluralizable for key, entry in known.items()
        )
    ]
    assert missing == [], "not in the catalogue; a text has plural forms if and only if number() asks for it"


def test_every_key_is_used() -> None:
    used = set(lookups("dashboard", "reports"))
    words = {f"word.{name}.{word}" for name, words in WORDS.items() for word in words}
    assert [
        key
        for key, entry in entries("dashboard", "reports", "graph").items()
        if entry.context and key not in words and not any(lookup.fits(key) for lookup in used)
    ] == []


def test_every_vocabulary_term_is_translated() -> None:
    known = entries("dashboard", "reports", "graph")
    terms = [f"word.{name}.{word}" for name, words in WORDS.items() for word in words]
    assert [term for term in terms if term not in known] == []


def test_chinese_text_is_only_in_locale_files() -> None:
    found = []
    for path in sorted([*(ROOT / "dashboard").rglob("*"), *(ROOT / "reports").rglob("*")]):
        if path.suffix in (".py", ".js", ".html", ".css") and "node_modules" not in path.parts:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if re.search("[\u4e00-\u9fff]", line):
                    found.append(f"{path.name}:{number}: {line.strip()[:80]}")
    assert found == []


def test_no_code_asks_which_language_it_is() -> None:
    asks = re.compile("""[!=]= ?["'](zh|en)["']|["'](zh|en)["'] ?[!=]=""")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for package in (*PACKAGES, "graph", "queries", "ingest")
        for path in sorted((ROOT / package).rglob("*.py"))
        if path.parent.name != "i18n"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if asks.search(line)
    ]
    assert found == [], "look the text up, or put both languages beside each other (graph.i18n)"


# --- the command line ---------------------------------------------------------------------------------------


@cache
def keys_of_commands() -> tuple[dict[str, str], set[str], set[Lookup]]:
    """Return the strings of the package with their places, the topics of tables, and keys with variables."""
    found: dict[str, str] = {}
    topics: set[str] = set()
    variable: set[Lookup] = set()
    for name, tree in trees("friendcircle"):
        for node in ast.walk(tree):
            match node:
                case ast.Constant(value=str(text)):
                    found[text] = f"{name}:{node.lineno}"
                case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]) if "." in text:
                    variable |= {Lookup(key, "", False) for key in choices(node)}
                case ast.Call(func=ast.Name(id="CommandError"), args=[ast.Constant(value=str(text)), *_]):
                    found |= dict.fromkeys((f"error.{text}.what", f"error.{text}.hint"), name)
                case ast.Call(func=ast.Attribute(attr="sheet"), args=[ast.Constant(value=str(text)), *_]):
                    topics.add(text)
    return found, topics, variable


def test_every_key_of_a_command_has_a_text() -> None:
    known = entries(*PACKAGES["friendcircle"])
    topics = {key.rpartition(".")[0] for key in known}
    first = {key.partition(".")[0] for key in entries("friendcircle")}
    missing = {
        key: where
        for key, where in keys_of_commands()[0].items()
        if re.fullmatch(r"[a-z]+(\.[a-z_]+)+", key)
        and key.partition(".")[0] in first
        and key not in known
        and key not in topics
        and not key.endswith((".toml", ".py", ".hint"))
    }
    assert missing == {}


def test_every_text_of_the_command_line_is_used() -> None:
    found, topics, variable = keys_of_commands()
    assert [
        key
        for key in entries("friendcircle")
        if key not in found
        and not (key.rpartition(".")[0] in topics and key.rpartition(".")[2] in found)
        and not any(lookup.fits(key) for lookup in variable)
    ] == []


def test_chinese_texts_contain_chinese() -> None:
    without = {
        key
        for key, entry in entries("friendcircle").items()
        if not re.search("[\u4e00-\u9fff]", re.sub(r"\{\w+\}", "", entry.string))
        and not re.fullmatch(r"(\{\w+\}\s*)+", entry.string)  # only values, no words
    }
    assert without == WITHOUT_CHINESE


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


# --- the Chinese texts --------------------------------------------------------------------------------------


#: Words that promise the source's own text. Titles, names and remarks are worded by whoever entered them.
OWN_WORDS = re.compile(
    r"as the source (has|gives|names) it|words of the source|in the source's word|原文|出处所载|出处用语"
)


def test_no_text_calls_what_was_entered_the_source_s_own() -> None:
    told = [
        (entry.id, entry.string)
        for package in PACKAGES
        for entry in tool.read_catalogue(ROOT / package / "locale" / "zh.po")
        if entry.id and OWN_WORDS.search(f"{entry.id} {entry.string}")
    ]
    assert told == []
    heads = [
        f"{query.name}.{column.name}"
        for query in load_catalogue().values()
        for column in (*query.columns, *query.parameters)
        if OWN_WORDS.search(f"{column.meaning.en} {column.meaning.zh}")
    ]
    assert heads == []


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
    assert [
        f"{key}: {word}"
        for key, entry in entries("dashboard", "reports").items()
        for text in texts_of(entry, "zh")
        for word in avoided
        if word in text.replace("未声明完整", "").replace("尚无往来登记", "")
    ] == []
