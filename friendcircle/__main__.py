"""The command ``friendcircle``, also as ``python -m friendcircle``."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from friendcircle.commands import front
from friendcircle.errors import one_line
from friendcircle.log_messages import route_log
from friendcircle.options import usage_line
from friendcircle.session import Session
from graph.errors import FriendCircleError
from graph.light_driver import leave_out_tables
from graph.long_lived import search_seldom

INTERNAL_ERROR = 3
INTERRUPTED = 130
#: As if SIGPIPE had ended the process.
PIPE_CLOSED = 141

logger = logging.getLogger("friendcircle")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    leave_out_tables()
    search_seldom()
    return run(list(sys.argv[1:] if arguments is None else arguments), os.environ, Path())


def run(arguments: list[str], environ: Mapping[str, str], folder: Path) -> int:
    """Run one command with all its inputs given.

    :param arguments: the command line without the program's name
    :param environ: the environment
    :param folder: the working directory
    :returns: exit status: 0 success, 1 some rows were refused, 2 input or command unusable, 3 the store or
        something else failed
    """
    _speak_utf8()
    session = Session(arguments, environ, folder)
    route_log(session)
    try:
        status = _invoke(arguments, session)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        session.complain(usage_line(error, session.texts))
        return 2
    except FriendCircleError as error:
        session.complain(one_line(error, session.texts))
        session.trace()
        return error.exit_status
    except (KeyboardInterrupt, click.Abort):
        session.complain(session.texts("error.interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return PIPE_CLOSED
    except Exception as error:
        logger.exception(session.texts("error.internal", error=f"{type(error).__name__}: {error}"))
        return INTERNAL_ERROR
    return status


def _invoke(arguments: list[str], session: Session) -> int:
    try:
        with front.make_context("friendcircle", arguments, obj=session) as context:
            status = front.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return status if isinstance(status, int) else 0


def _speak_utf8() -> None:
    """Use UTF-8 for files and pipes; a terminal keeps its encoding and shows other characters as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _forget_output() -> None:
    """Discard buffered output after the pipe was closed, so that Python does not write it on exit."""
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
