"""Errors of the front door itself. Their texts are in the locale, so that they are said in the user's language."""

from __future__ import annotations

from friendcircle.texts import FALLBACK, Texts, load_texts
from graph.errors import FriendCircleError


class CommandError(FriendCircleError):
    """An error that the command line finds itself.

    :param key: its texts are ``error.KEY.what`` and ``error.KEY.hint``
    :param exit_status: 2 if the command or a setting is unusable, 3 if something outside failed
    :param values: what is put into the texts
    """

    def __init__(self, key: str, /, *, where: str = "", exit_status: int = 2, **values: object) -> None:
        self.key = key
        self.values = values
        what, hint = self._texts(load_texts(FALLBACK))
        super().__init__(what, where=where, hint=hint)
        self.exit_status = exit_status

    def line(self, texts: Texts) -> str:
        """The error in one line of the language of ``texts``."""
        what, hint = self._texts(texts)
        return str(FriendCircleError(what, where=self.where, hint=hint))

    def _texts(self, texts: Texts) -> tuple[str, str]:
        return texts(f"error.{self.key}.what", **self.values), texts(f"error.{self.key}.hint", **self.values)


def one_line(error: FriendCircleError, texts: Texts) -> str:
    """The error in one line, in the user's language where it is one of the front door."""
    return error.line(texts) if isinstance(error, CommandError) else str(error)
