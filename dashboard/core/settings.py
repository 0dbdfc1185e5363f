"""The settings of a dashboard's process, as the command line hands them over in the environment."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from graph.store.local_settings import DEFAULT_HEAP

PREFIX = "FRIENDCIRCLE_"


@dataclass(frozen=True, slots=True)
class DashboardSettings:
    """What the front door hands over in the environment.

    :param store: address of the store
    :param home: id of the home, or empty for the only one of the store
    :param naming: naming profile, or empty for the office's
    :param lang: language at first, or empty for the browser's
    :param strength: file with numbers of one's own for the strength of links, or empty
    :param map_approval_no: what is stamped on pictures, or empty for the usual words
    :param map_basemap: file with the office's own outline of the land, or empty
    :param role: ``editor``, or ``reader`` for who may only look
    """

    store: str = "local:"
    database: str = ""
    user: str = ""
    home: str = ""
    naming: str = ""
    lang: str = ""
    heap: str = DEFAULT_HEAP
    strength: str = ""
    map_approval_no: str = ""
    map_basemap: str = ""
    role: str = "editor"

    @property
    def may_write(self) -> bool:
        """Whether pages may start a writer."""
        return self.role == "editor"


def settings(environ: Mapping[str, str] = os.environ) -> DashboardSettings:
    """The settings of this process."""
    given = {entry.name: environ.get(PREFIX + entry.name.upper(), "") for entry in fields(DashboardSettings)}
    return DashboardSettings(**{name: value for name, value in given.items() if value})


def origins(environ: Mapping[str, str] = os.environ) -> tuple[dict[str, str], str]:
    """What settles each key of the settings, and the file that was read or empty; as the front door tells it,
    else as far as the environment does.
    """
    try:
        told = json.loads(environ.get(PREFIX + "ORIGINS", ""))
        return {str(key): str(kind) for key, kind in told["keys"].items()}, str(told["file"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return {
            key: "environment" if environ.get(PREFIX + key.upper()) else "default"
            for key in (*DashboardSettings.__dataclass_fields__, "password")
        }, ""


def has_password(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a password is set; what it is stays out of every page."""
    return bool(environ.get(PREFIX + "PASSWORD"))
