"""Errors of the front door itself. Their texts are in the locale, so that they are said in the user's
language.
"""

from __future__ import annotations

from friendcircle.texts import FALLBACK, Texts, load_texts
from graph.errors import FriendCircleError
from graph.i18n.messages import Message


class CommandError(FriendCircleError):
    """An error that the command line finds itself.

    :param key: its texts are ``error.KEY.what`` and ``error.KEY.hint``
    :param exit_status: 2 if the command or a setting is unusable, 3 if something outside failed
    :param values: what is put into the texts
    """

    def __init__(self, key: str, /, *, where: str = "", exit_status: int = 2, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(self._said("what", FALLBACK), where=where, hint=self._said("hint", FALLBACK))
        self.args = (key,)
        self.exit_status = exit_status

    def line(self, lang: str) -> str:
        """The error in one line of that language."""
        return FriendCircleError(
            self._said("what", lang), where=self.parts.where, hint=self._said("hint", lang)
        ).line(lang)

    def _said(self, part: str, lang: str) -> Message:
        return Message("{text}", text=load_texts(lang)(f"error.{self.key}.{part}", **self.values))


def one_line(error: FriendCircleError, texts: Texts) -> str:
    """The error in one line, in the user's language."""
    return error.line(texts.lang)
