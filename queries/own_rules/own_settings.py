"""What an office has of its own: numbers, rules and receiving bodies, from its files and its changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.errors import ConfigurationError
from graph.office_settings import SettingChange, receivers, texts_of
from queries.statements import Reader, ask


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSettings:
    """The settings of the office of a home.

    :param strength: texts of files on the strength of links, each with its origin; later ones take
        precedence, and the office's changes come last, with an empty origin
    :param gaps: likewise on the rules of gaps
    :param receivers: bodies whose guests count as groups received by the home; empty for all
    :param changes: the settings that were changed one by one
    :param errors: why a change is not in force, by its setting
    """

    strength: tuple[tuple[str, str], ...]
    gaps: tuple[tuple[str, str], ...]
    receivers: frozenset[str] = frozenset()
    changes: tuple[SettingChange, ...] = ()
    errors: Mapping[str, ConfigurationError] = field(default_factory=dict)


def own_settings(store: Reader, home: str) -> OwnSettings:
    """Return what the office of a home has of its own."""
    offices, changes = _offices(store, home), _changes(store, home)
    texts: dict[str, tuple[tuple[str, str], ...]] = {}
    errors: dict[str, ConfigurationError] = {}
    for file in ("strength", "gaps"):
        files = [(str(row[file]), f"{file}.toml ({row['collection']})") for row in offices if row[file]]
        changed, wrong = texts_of(file, changes, files)
        texts[file] = (*files, *changed)
        errors |= wrong
    return OwnSettings(
        strength=texts["strength"],
        gaps=texts["gaps"],
        receivers=_receivers(offices, changes),
        changes=changes,
        errors=errors,
    )


def receivers_of(store: Reader, home: str) -> frozenset[str]:
    """Return the bodies whose guests count as groups received by a home; empty for all."""
    return _receivers(_offices(store, home), _changes(store, home))


def _offices(store: Reader, home: str) -> list[Mapping[str, Any]]:
    return [row for row in ask(store, "load/read_offices") if row["home"] == home]


def _changes(store: Reader, home: str) -> tuple[SettingChange, ...]:
    return tuple(
        SettingChange(row["id"], row["setting"], row["value"], row["reason"] or "")
        for row in ask(store, "lookup/office_settings", home=home)
    )


def _receivers(offices: Iterable[Mapping[str, Any]], changes: Iterable[SettingChange]) -> frozenset[str]:
    named = receivers(changes)
    if named is None:
        return frozenset(body for row in offices for body in row["receivers"] or ())
    return frozenset(named)
