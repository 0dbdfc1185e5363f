"""The settings and texts of one run of the command line."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from friendcircle.errors import CommandError
from friendcircle.settings.files import SettingsFile, read_settings, store_folder
from friendcircle.settings.settings import language
from friendcircle.texts import load_texts
from graph.errors import FriendCircleError
from graph.i18n import Texts, language_of_locale
from graph.sanitize import terminal_line
from graph.settings.program import Settings, day_for_today, invisible, login, origins, resolve

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from graph.store import Credentials, LocalSettings

#: Prefix of a local address; the same as in :mod:`graph.store`, which is imported late.
LOCAL = "local:"


class SessionSettings:
    """Settings and texts of a command, resolved on first use, so that ``--help`` works with a broken file.

    :param arguments: the command line
    :param environ: the environment
    :param folder: the working directory
    """

    def __init__(self, arguments: Sequence[str], environ: Mapping[str, str], folder: Path) -> None:
        self.environ = environ
        self.options: dict[str, object] = {}
        self._problem: FriendCircleError | None = None
        self._bar: Bar | None = None
        try:
            self.file = read_settings(environ, folder)
        except FriendCircleError as error:
            self.file, self._problem = SettingsFile(), error
        self.texts: Texts = load_texts(language(arguments, environ, self.file.values))
        self.debug = "--debug" in arguments

    @cached_property
    def settings(self) -> Settings:
        """The settings.

        :raises FriendCircleError: if the file is unusable or a value is invalid
        """
        if self._problem is not None:
            raise self._problem
        given = (self.options, self.environ, self.file.values)
        settings = resolve(*given, data_folder=store_folder(), lang=language_of_locale(self.environ))
        for where, removed in invisible(*given).items():
            self.remark("note.invisible", where=where, characters=", ".join(removed))
        if self.file.exposed:
            self.remark("note.exposed", file=self.file.path)
        return settings

    @cached_property
    def today(self) -> dt.date:
        """Today's date in the user's time zone, or the day that the environment names.

        :raises ConfigurationError: if that is no day
        """
        return day_for_today(self.environ, dt.datetime.now(dt.UTC).astimezone().date())

    @property
    def origins(self) -> dict[str, str]:
        """Origin of each setting (:func:`graph.settings.program.origins`)."""
        return origins(self.options, self.environ, self.file.values)

    @property
    def credentials(self) -> Credentials | None:
        """User and password for a server; None if not set."""
        from graph.store import Credentials

        settings = self.settings
        return (
            Credentials(settings.user, settings.password)
            if settings.user is not None and settings.password is not None
            else None
        )

    def credentials_for(self, address: str) -> Credentials | None:
        """Return user and password for a server named on the command line; None if not set.

        :raises ConfigurationError: if the password was not set for it
        """
        from graph.store import Credentials

        user, password = login(address, "option", self.environ, self.file.values)
        return Credentials(user, password) if user is not None and password is not None else None

    @cached_property
    def local(self) -> LocalSettings:
        """Settings with which a local store is started."""
        from graph.store import local_settings

        settings = self.settings
        return replace(local_settings(self.environ, heap=settings.heap), folder=settings.data_folder)

    @property
    def is_local(self) -> bool:
        """Whether the settings name a store on this machine that the program starts."""
        return self.settings.store.startswith(LOCAL)

    def local_folder(self) -> Path:
        """Return the folder of a ``local:`` address."""
        from graph.store import local_folder

        return local_folder(self.settings.store, self.settings.data_folder)

    def folder_of(self, address: str) -> Path | None:
        """Return the folder of a local store, with links resolved; None for a server."""
        from graph.store import local_folder

        return (
            local_folder(address, self.settings.data_folder).resolve() if address.startswith(LOCAL) else None
        )

    def store_url(self) -> str:
        """Return the complete address of the store, for another process."""
        return f"{LOCAL}{self.local_folder()}" if self.is_local else self.settings.store

    def numbers(self, *further: Path) -> list[tuple[str, str]]:
        """Return text and path of the user's own number files: that of the settings, then ``further``.

        :raises CommandError: if one cannot be read
        """
        found = []
        for path in (self.settings.strength, *further):
            if path is None:
                continue
            try:
                found.append((path.read_text(encoding="utf-8-sig"), str(path)))
            except UnicodeDecodeError:
                raise CommandError("numbers_no_text", where=str(path)) from None
            except OSError as error:
                raise CommandError(
                    "numbers_unreadable", where=str(path), reason=error.strerror or error
                ) from None
        return found

    def remark(self, key: str, /, **values: object) -> None:
        """Print a remark besides the answer, in one line on standard error; not with ``--quiet``."""
        if not self.options.get("quiet"):
            self.complain(self.texts(key, **values))

    def complain(self, line: str) -> None:
        """Print ``line`` on standard error."""
        if sys.stderr is not None:
            sys.stderr.write(f"friendcircle: {terminal_line(line)}\n")
            sys.stderr.flush()
