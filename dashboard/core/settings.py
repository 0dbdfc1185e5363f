"""Settings of the dashboard process, passed by the command line in the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from graph.settings.program import PREFIX, Settings, resolve
from graph.settings.program import origins as origins_of

#: Variable with :class:`SettingOrigins` as JSON.
ORIGINS_VARIABLE = PREFIX + "ORIGINS"


@dataclass(frozen=True, slots=True)
class SettingOrigins:
    """Where the settings come from.

    :param keys: origin of each setting
    :param file: path of the settings file, or empty
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    file: str = ""

    def to_json(self) -> str:
        """Return it as the text of a variable."""
        return msgspec.json.encode(self).decode()


def settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of this process; the language is empty if none was chosen.

    :raises ConfigurationError: if a variable is invalid
    """
    return resolve({}, environ, {}, data_folder=Path(), lang="")


def origins(environ: Mapping[str, str] = os.environ) -> SettingOrigins:
    """Return the origins that the command line passed, else those of the environment."""
    try:
        return msgspec.json.decode(environ.get(ORIGINS_VARIABLE, ""), type=SettingOrigins)
    except msgspec.DecodeError:
        return SettingOrigins(origins_of({}, environ, {}))


def has_password(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether a password is set, without exposing it to a page."""
    return bool(environ.get(PREFIX + "PASSWORD"))
