"""Settings that an office changes one by one, each with its reason. Pure.

A setting is named by its file and its place in it: ``strength.curves.k``, ``gaps.G4.limits.months``,
``gaps.G4.on``, ``office.receivers``. Its value is written as in the file, texts without quotation marks. The
changes amount to the text of such a file, which is read and checked like one that an office loads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from graph.config_files import number_text
from graph.errors import ConfigurationError
from graph.planning.gap_rules import GapConfig, default_gap_config, load_gap_config
from graph.strength.config import StrengthConfig, default_config, load_config
from graph.suggest import near_matches

#: Bodies whose guests count as groups received by the home, separated by semicolons.
RECEIVERS = "office.receivers"

_TRUTHS = {
    **dict.fromkeys(("true", "yes", "on", "1", "是"), "true"),
    **dict.fromkeys(("false", "no", "off", "0", "否"), "false"),
}
_NUMBER = re.compile(r"[-+]?\d{1,15}(\.\d{1,15})?")
_BETWEEN = re.compile(r"[;；,，、]")
#: File -> reads texts with their origins, and raises :class:`ConfigurationError` for what is invalid.
_READERS: Mapping[str, Callable[..., Any]] = {"strength": load_config, "gaps": load_gap_config}


@dataclass(frozen=True, slots=True)
class SettingChange:
    """A setting as the office changed it.

    :param id: of the fact that tells it
    """

    id: str
    setting: str
    value: str
    reason: str = ""

    @property
    def file(self) -> str:
        """The file that it belongs to: ``strength``, ``gaps`` or ``office``."""
        return self.setting.partition(".")[0]


@cache
def known_settings() -> tuple[str, ...]:
    """Return the names of the settings that can be changed, in the order of their files."""
    numbers, rules = default_config(), default_gap_config()
    names = [RECEIVERS]
    for table in numbers.numbers:
        # The weights add up to a fixed sum, so that one alone cannot be changed.
        names += (
            [f"strength.{table}"]
            if table == "weights"
            else [f"strength.{table}.{name}" for name in numbers[table]]
        )
    for rule in rules.rules.values():
        names += [f"gaps.{rule.id}.on", f"gaps.{rule.id}.severity"]
        if rule in rules.with_own_limits:
            names += [f"gaps.{rule.id}.limits.{name}" for name in rule.limits]
    return tuple(names)


def usual_value(setting: str) -> str:
    """Return the shipped value of a setting as it is written; empty if there is none."""
    return value_in(setting, default_config(), default_gap_config())


def value_in(setting: str, numbers: StrengthConfig, rules: GapConfig) -> str:
    """Return the value of a setting in a configuration as it is written; empty for one of the office."""
    return written(_value(setting, numbers, rules))


def _value(setting: str, numbers: StrengthConfig, rules: GapConfig) -> Any:
    file, *path = setting.split(".")
    if file == "strength":
        table = numbers[path[0]]
        return table[".".join(path[1:])] if len(path) > 1 else table
    if file == "gaps":
        rule = rules[path[0]]
        return rule.limits[path[2]] if path[1] == "limits" else getattr(rule, path[1])
    return ()


def written(value: Any, *, between: str = " = ") -> str:
    """Return a value as people write it: without the quotation marks and brackets of a file.

    :param between: what stands between name and value of an entry in a table
    """
    match value:
        case bool():
            return str(value).lower()
        case float() | int():
            return number_text(value)
        case Mapping():
            return ", ".join(f"{name}{between}{written(entry)}" for name, entry in value.items())
        case str():
            return value
    return ", ".join(map(written, value))


def check_setting(setting: str, value: str) -> None:
    """Check a change by itself, as a file with it alone is checked.

    :raises ConfigurationError: if there is no such setting, or the value is none for it
    """
    if setting not in known_settings():
        near = near_matches(setting, known_settings(), most=3, alike=0.6)
        raise ConfigurationError(
            "there is no setting {name!r}",
            name=setting,
            hint="did you mean {near:or}?" if near else "take one of the list on the page of settings",
            near=near,
        )
    change = SettingChange("", setting, value)
    if change.file in _READERS:
        _READERS[change.file]((text_of([change]), setting))
    elif not receivers([change]):
        raise ConfigurationError("the value names no body", hint="write names, separated by semicolons")


def text_of(changes: Iterable[SettingChange]) -> str:
    """Return the text of the TOML file that changes of one file amount to."""
    lines = []
    for change in changes:
        _, *path = change.setting.split(".")
        lines.append(f"{'.'.join(map(json.dumps, path))} = {_toml_value(change)}")
    return "\n".join(lines)


def _toml_value(change: SettingChange) -> str:
    """Return a value as TOML: texts get quotation marks, lists and tables their brackets."""
    value = change.value.strip()
    match _value(change.setting, default_config(), default_gap_config()):
        case str():
            return json.dumps(value, ensure_ascii=False)
        case Mapping():
            return f"{{ {value.strip('{}')} }}"
        case bool():
            return _TRUTHS.get(value.casefold(), json.dumps(value, ensure_ascii=False))
        case int() | float():
            return value if _NUMBER.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    return json.dumps(_parts(value.strip("[]")), ensure_ascii=False)


def _parts(text: str) -> list[str]:
    return [part.strip().strip('"') for part in _BETWEEN.split(text) if part.strip()]


def receivers(changes: Iterable[SettingChange]) -> tuple[str, ...] | None:
    """Return the bodies whose guests count as received by the home; None if no change names them."""
    named = [_parts(change.value) for change in changes if change.setting == RECEIVERS]
    return tuple(named[-1]) if named else None


def texts_of(
    file: str, changes: Sequence[SettingChange], own: Iterable[tuple[str, str]] = ()
) -> tuple[list[tuple[str, str]], dict[str, ConfigurationError]]:
    """Return the text of the changes of a file that can be in force together, and why others cannot.

    Each change was checked when it was made; two of them, or one and a file that was loaded since, can still
    exclude each other. Then the later one is left out, and the error is returned by its setting.

    :param own: texts of the office's files with their origins, which come first
    """
    mine = [change for change in changes if change.file == file]
    taken: list[SettingChange] = []
    errors: dict[str, ConfigurationError] = {}
    if not mine:
        return [], errors
    reader = partial(_READERS[file], *own)
    try:
        reader()
    except ConfigurationError:
        return [], errors  # a file that is invalid is told where it is read
    for change in mine:
        try:
            check_setting(change.setting, change.value)
            reader((text_of([*taken, change]), change.setting))
        except ConfigurationError as error:
            errors[change.setting] = error
        else:
            taken.append(change)
    return ([(text_of(taken), "")] if taken else []), errors
