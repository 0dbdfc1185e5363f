"""Find and read the settings file, and find the folders of the user."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from friendcircle.errors import CommandError
from friendcircle.settings.settings import check_file
from graph.settings.program import FILE_NAME, FILE_VARIABLE

APPLICATION = "friendcircle"


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A settings file that was read.

    :param path: its location; None if there is none
    :param values: its keys, checked
    :param exposed: whether it contains a password and others can read it
    """

    path: Path | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    exposed: bool = False


def read_settings(environ: Mapping[str, str], folder: Path) -> SettingsFile:
    """Read the settings file of ``FRIENDCIRCLE_CONFIG``, else of ``folder``, else of the user; not merged.

    :raises CommandError: if it cannot be read or is not TOML
    :raises ConfigurationError: if it has invalid keys or values
    """
    named = environ.get(FILE_VARIABLE)
    candidates = (
        [Path(named).expanduser()]
        if named
        else [folder / FILE_NAME, platformdirs.user_config_path(APPLICATION, appauthor=False) / FILE_NAME]
    )
    for path in candidates:
        try:
            raw = path.read_bytes()
            mode = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise CommandError(
                "settings_unreadable", where=str(path), reason=error.strerror or str(error)
            ) from error
        try:
            content = tomllib.loads(raw.decode("utf-8-sig"))
        except ValueError as error:
            raise CommandError("settings_no_toml", where=str(path), reason=str(error)) from error
        values = check_file(content, path.absolute())
        exposed = (
            "password" in values
            and os.name == "posix"
            and bool(stat.S_IMODE(mode) & (stat.S_IRGRP | stat.S_IROTH))
        )
        return SettingsFile(path.absolute(), values, exposed)
    if named:
        raise CommandError("settings_missing", where=named)
    return SettingsFile()


def store_folder() -> Path:
    """Return the folder of the local store for addresses that name none."""
    return platformdirs.user_data_path(APPLICATION, appauthor=False) / "store"


def log_folder() -> Path:
    """Return the folder for the output of the dashboard's process."""
    return platformdirs.user_log_path(APPLICATION, appauthor=False)
