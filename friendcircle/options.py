"""Commands and options in the user's language, and global options before or after the command.

The help of a command or option is a key of the locale, looked up when it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from friendcircle.errors import CommandError
from friendcircle.session import Session
from friendcircle.settings.settings import FORMATS, READER
from friendcircle.texts import LANGUAGES, Texts
from graph.errors import FriendCircleError
from graph.i18n import Message

#: Maximum width of a line of help.
_HELP_WIDTH = 100


def _session(context: click.Context) -> Session:
    session = context.find_object(Session)
    assert session is not None  # given to the outermost context
    return session


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> None:
    """Record a global option; one after the command is parsed later and overrides one before it."""
    if value == "":
        raise click.BadParameter("", context, parameter)
    if value is not None and parameter.name is not None:
        _session(context).options[parameter.name.removeprefix("global_")] = value


def _global_options() -> list[click.Parameter]:
    def option(*names: str, key: str, **arguments: Any) -> click.Option:
        return click.Option(
            [*names, f"global_{key}"],
            help=f"option.{key}",
            expose_value=False,
            callback=_keep,
            default=None,
            **arguments,
        )

    return [
        option("--store", key="store", metavar="URL"),
        option("--home", key="home", metavar="ID"),
        option("--lang", key="lang", type=click.Choice(LANGUAGES)),
        option("--format", key="format", type=click.Choice(FORMATS)),
        option("-q", "--quiet", key="quiet", is_flag=True, flag_value=True),
        option("--debug", key="debug", is_flag=True, flag_value=True),
    ]


class Command(click.Command):
    """A command that also has the global options, except those whose names it uses itself.

    :param writes: whether it writes to the store, which the role ``reader`` may not; or the name of the
        option with which it does. A dry run does not write
    """

    def __init__(self, *arguments: Any, writes: bool | str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.writes = writes
        own = {name for parameter in self.params for name in parameter.opts}
        self.params += [parameter for parameter in _global_options() if not own & set(parameter.opts)]

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command.

        :raises CommandError: if it would write and the role may only read
        """
        writes = bool(ctx.params[self.writes]) if isinstance(self.writes, str) else self.writes
        if writes and not ctx.params.get("dry_run") and _session(ctx).settings.role == READER:
            raise CommandError("reader", where=ctx.command_path)
        return super().invoke(ctx)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, purpose and options of the command."""
        _write_help(self, ctx, formatter)


class CommandGroup(click.Group):
    """A group of commands that also has the global options."""

    command_class = Command

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **{"no_args_is_help": False} | named)
        self.params += _global_options()

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, purpose, commands and options of the group."""
        _write_help(self, ctx, formatter)


def _write_help(command: click.Command, context: click.Context, formatter: click.HelpFormatter) -> None:
    texts = _session(context).texts
    formatter.width = min(max(formatter.width, 60), _HELP_WIDTH)
    formatter.write_usage(
        context.command_path,
        " ".join(command.collect_usage_pieces(context)),
        prefix=texts("help.usage") + " ",
    )
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(texts(command.help or ""))
    if isinstance(command, click.Group):
        with formatter.section(texts("help.commands")):
            formatter.write_dl([(name, texts(entry.help or "")) for name, entry in command.commands.items()])
    with formatter.section(texts("help.options")):
        formatter.write_dl(
            [
                _record(parameter, texts)
                for parameter in command.get_params(context)
                if isinstance(parameter, click.Option)
            ]
        )


def _record(option: click.Option, texts: Texts) -> tuple[str, str]:
    names = ", ".join(option.opts)
    if not option.is_flag and not option.count:
        names += " " + (
            "|".join(option.type.choices)
            if isinstance(option.type, click.Choice)
            else option.metavar or option.type.name.upper()
        )
    return names, texts.either(option.help or "", texts("option.help"))


def usage_line(error: click.ClickException, texts: Texts) -> str:
    """Return an error of the command line as one line in the user's language: what, where, what to do."""
    where = (
        error.ctx.command_path
        if isinstance(error, click.UsageError) and error.ctx is not None
        else "friendcircle"
    )
    near: Sequence[str] = getattr(error, "possibilities", None) or ()
    hint = texts("usage.near", names=", ".join(near)) if near else texts("usage.help", command=where)
    return FriendCircleError(
        Message("{text}", text=_usage_what(error, texts)), where=where, hint=Message("{text}", text=hint)
    ).line(texts.lang)


def _usage_what(error: click.ClickException, texts: Texts) -> str:
    match error:
        case click.NoSuchOption():
            return texts("usage.no_such_option", name=error.option_name)
        case click.MissingParameter():
            return texts("usage.missing", name=_name_of(error.param))
        case click.BadParameter():
            return texts("usage.bad_value", name=_name_of(error.param), reason=_reason(error, texts))
    if (command := getattr(error, "command_name", None)) is not None:
        return texts("usage.no_such_command", name=command)
    if isinstance(error, click.UsageError) and isinstance(error.cmd, click.Group):
        return texts("usage.no_command")
    return _sentence(error.format_message())


def _reason(error: click.BadParameter, texts: Texts) -> str:
    """Return why a value is invalid; click has these texts only in English."""
    if not error.message:
        return texts("usage.empty")
    match error.param.type if error.param is not None else None:
        case click.Choice() as choice:
            return texts("usage.choices", choices=", ".join(map(str, choice.choices)))
        case click.types.IntRange() as whole:
            if whole.max is None:
                return texts("usage.whole_number_from", least=whole.min)
            return texts("usage.whole_number", least=whole.min, most=whole.max)
        case click.types.FloatRange() as number:
            return texts("usage.number_above", least=number.min)
    match error.message:
        case "not_there":
            return texts("usage.not_there")
        case "is_folder":
            return texts("usage.is_folder")
        case "is_file":
            return texts("usage.is_file")
    return _sentence(error.message)


def _name_of(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return "?"
    return (
        max(parameter.opts, key=len)
        if isinstance(parameter, click.Option)
        else parameter.make_metavar(click.Context(click.Command("")))
    )


def _sentence(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


class NonEmptyText(click.types.StringParamType):
    """A text that is not empty."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text.

        :raises click.BadParameter: if it is empty
        """
        if not str(value).strip():
            raise click.BadParameter("", ctx, param)
        return str(value)


class FilePath(click.Path):
    """A path that is not empty, so that an unset shell variable does not mean the working directory."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(path_type=Path, **arguments)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path.

        :raises click.BadParameter: if it is empty, missing, or a folder or file where none is allowed
        """
        if value == "":
            raise click.BadParameter("", ctx, param)
        path = Path(value)
        if self.exists and not path.exists():
            raise click.BadParameter("not_there", ctx, param)
        if not self.dir_okay and path.is_dir():
            raise click.BadParameter("is_folder", ctx, param)
        if not self.file_okay and path.is_file():
            raise click.BadParameter("is_file", ctx, param)
        return super().convert(value, param, ctx)


def parameter_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the repeatable option ``-p key=value``."""
    return click.option(
        "-p", "--parameter", "parameters", multiple=True, metavar="KEY=VALUE", help="option.parameter"
    )(function)


def out_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option ``--out FILE`` for the answer instead of standard output."""
    return click.option("--out", type=FilePath(dir_okay=False), metavar="FILE", help="option.out")(function)
