"""Errors of the command line itself, with texts in the user's language."""

from __future__ import annotations

from pathlib import Path

from friendcircle.texts import load_texts
from graph.errors import FriendCircleError
from graph.i18n import FALLBACK, Message, Texts


class CommandError(FriendCircleError):
    """An error found by the command line itself.

    :param key: selects the texts ``error.KEY.what`` and ``error.KEY.hint``
    :param exit_status: 2 if the command or a setting is unusable, 3 if something outside failed
    :param values: values inserted into the texts
    """

    def __init__(self, key: str, /, *, where: str = "", exit_status: int = 2, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(self._said("what", FALLBACK), where=where, hint=self._said("hint", FALLBACK))
        self.args = (key,)
        self.exit_status = exit_status

    def line(self, lang: str) -> str:
        """Return the error as one line in a language."""
        return FriendCircleError(
            self._said("what", lang), where=self.parts.where, hint=self._said("hint", lang)
        ).line(lang)

    def _said(self, part: str, lang: str) -> Message:
        return Message("{text}", text=load_texts(lang)(f"error.{self.key}.{part}", **self.values))


def unwritable(path: Path, error: OSError, exit_status: int = 2) -> CommandError:
    """Return the error that a file or folder cannot be written, for the reason that the system gives."""
    return CommandError(
        "file_unwritable", where=str(path), exit_status=exit_status, reason=error.strerror or str(error)
    )


def one_line(error: FriendCircleError, texts: Texts) -> str:
    """Return the error as one line in the user's language."""
    return error.line(texts.lang)
