"""Print the log of the packages on standard error, one line per record; tracebacks only with ``--debug``."""

from __future__ import annotations

import logging
import sys
import traceback

from friendcircle.session import Session
from graph.i18n import translate

PACKAGES = ("graph", "queries", "ingest", "reports", "dashboard", "friendcircle")


class _Teller(logging.Handler):
    """Prints warnings and errors in the user's language."""

    def __init__(self, session: Session) -> None:
        super().__init__(logging.WARNING)
        self.session = session

    def emit(self, record: logging.LogRecord) -> None:
        """Print a record in one line, followed by the traceback of an error with ``--debug``."""
        said = translate(str(record.msg), self.session.texts.lang)
        self.session.complain(said % record.args if record.args else said)
        if record.exc_info and self.session.debug:
            traceback.print_exception(*record.exc_info, file=sys.stderr)


def route_log(session: Session) -> None:
    """Print the log of our packages in the language of ``session``, replacing earlier handlers."""
    for name in PACKAGES:
        logger = logging.getLogger(name)
        logger.handlers = [entry for entry in logger.handlers if not isinstance(entry, _Teller)] + [
            _Teller(session)
        ]
