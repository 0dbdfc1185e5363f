"""Settings of the dashboard process, passed by the command line in the environment."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from graph.store.local_settings import DEFAULT_HEAP

PREFIX = "FRIENDCIRCLE_"


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardSettings:
    """Settings passed in the environment.

    :param store: address of the store
    :param home: id of the home, or empty for the only one of the store
    :param naming: naming profile, or empty for that of the home
    :param lang: initial language, or empty for the browser's
    :param strength: file with custom numbers for the strength of links, or empty
    :param map_approval_no: stamp on pictures, or empty for the default text
    :param map_basemap: file with the office's own outline of the land, or empty
    :param role: ``editor``, or ``reader`` for read-only access
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
    """Return the settings of this process."""
    given = {entry.name: environ.get(PREFIX + entry.name.upper(), "") for entry in fields(DashboardSettings)}
    return DashboardSettings(**{name: value for name, value in given.items() if value})


def origins(environ: Mapping[str, str] = os.environ) -> tuple[dict[str, str], str]:
    """Return the origin of each settings key, and the settings file or empty.

    Taken from what the command line passed, else derived from the environment.
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
    """Return whether a password is set, without exposing it to a page."""
    return bool(environ.get(PREFIX + "PASSWORD"))
