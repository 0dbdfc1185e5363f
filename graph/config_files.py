"""Write the numbers and rules in force as configuration files, a starting point for an office's own.

The files load back to the same configuration. Pure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from graph.planning.gap_rules import CALENDAR, GapConfig, default_gap_config
from graph.settings.toml_text import parse_toml
from graph.strength.config import StrengthConfig
from graph.strength.numbers_document import TITLES

_BARE = re.compile(r"[A-Za-z0-9_-]+")
#: Lists in this table are appended to the shipped ones instead of replacing them.
_ADDED = "topics"


def strength_file(config: StrengthConfig, own: Iterable[str], lang: str) -> str:
    """Return ``strength.toml`` with all numbers in force, their reasons, and the office's own words.

    :param own: texts of the office's own files; later ones take precedence
    :param lang: ``zh`` or ``en``
    """
    words: dict[str, Any] = {}
    for text in own:
        words = _merged(
            words, {key: value for key, value in parse_toml(text, "").items() if key not in config.numbers}
        )
    lines = [
        f"{_key(key)} = {_value(value)}" for key, value in words.items() if not isinstance(value, Mapping)
    ]
    for table, title in TITLES.items():
        lines += ["", f"# {title.text(lang)}", f"[{table}]"]
        for name, value in config[table].items():
            why = _line(config.reason(table, name).text(lang))
            lines.append(f"{_key(name)} = {_value(value)}" + (f"  # {why}" if why else ""))
    for key, value in words.items():
        if isinstance(value, Mapping):
            lines += _table((key,), value)
    return "\n".join(lines).lstrip("\n") + "\n"


def gaps_file(config: GapConfig, lang: str) -> str:
    """Return ``gaps.toml`` with all shipped rules as in force: on or off, severity, limits with reasons."""
    lines: list[str] = []
    own_limits = config.with_own_limits
    for rule in (config[name] for name in default_gap_config().rules):
        lines += ["", f"# {_line(rule.title.text(lang))}: {_line(rule.meaning.text(lang))}", f"[{rule.id}]"]
        lines += [f"on = {_value(rule.on)}", f"severity = {_value(rule.severity)}"]
        if rule in own_limits:
            lines.append(f"[{rule.id}.limits]")
            for name, value in rule.limits.items():
                why = _line(rule.reasons[name].text(lang)) if name in rule.reasons else ""
                lines.append(f"{_key(name)} = {_value(value)}" + (f"  # {why}" if why else ""))
    if paused := next(iter(config.rules.values())).paused:
        lines += ["", f"[{CALENDAR}]", f"paused = {_value(tuple(pause.text for pause in paused))}"]
    return "\n".join(lines).lstrip("\n") + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def _merged(
    before: Mapping[str, Any], given: Mapping[str, Any], path: tuple[str, ...] = ()
) -> dict[str, Any]:
    found = dict(before)
    for key, value in given.items():
        here, old = (*path, key), found.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            found[key] = _merged(old, value, here)
        elif here[0] == _ADDED and isinstance(old, list) and isinstance(value, list):
            found[key] = [*old, *value]
        else:
            found[key] = value
    return found


def _table(path: tuple[str, ...], table: Mapping[str, Any]) -> list[str]:
    """Return the lines of a table. Tables directly below a top-level one get a header, others are inline."""
    plain = {key: value for key, value in table.items() if len(path) > 1 or not isinstance(value, Mapping)}
    lines = (
        [
            "",
            f"[{'.'.join(_key(part) for part in path)}]",
            *(f"{_key(key)} = {_value(value)}" for key, value in plain.items()),
        ]
        if plain
        else []
    )
    for key, value in table.items():
        if key not in plain:
            lines += _table((*path, key), value)
    return lines


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def number_text(value: float) -> str:
    """Return a number as it is written in a file: in short, if that is the same number."""
    return f"{value:g}" if float(f"{value:g}") == value else repr(value)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return number_text(value)
        case Mapping():
            return (
                "{ " + ", ".join(f"{_key(key)} = {_value(entry)}" for key, entry in value.items()) + " }"
                if value
                else "{}"
            )
        case list() | tuple():
            return "[" + ", ".join(_value(entry) for entry in value) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)
