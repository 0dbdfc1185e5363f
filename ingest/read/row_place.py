"""The position of a row, for making issues about it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.i18n import Message, message_of
from ingest.load.report import Issue


@dataclass(frozen=True, slots=True)
class RowPlace:
    """The position of a row, for making issues about it."""

    file: str
    sheet: str
    line: int

    def issue(
        self,
        level: str,
        code: str,
        column: str,
        value: str,
        reason: str | Message,
        hint: str | Message,
        /,
        **values: object,
    ) -> Issue:
        """Return an issue about this row.

        :param reason: English template that says what is wrong (:mod:`graph.i18n.messages`)
        :param hint: English template that says what to do
        :param values: values for both templates
        """
        why, what_to_do = message_of(reason, values), message_of(hint, values)
        return Issue(
            level=level,
            code=code,
            file=self.file,
            sheet=self.sheet,
            line=self.line,
            column=column,
            value=value[:200],
            reason=why.text("en"),
            hint=what_to_do.text("en"),
            reason_zh=why.text("zh"),
            hint_zh=what_to_do.text("zh"),
        )
