"""The commands, one module each; :data:`front` is the whole command line."""

from __future__ import annotations

from importlib import metadata

import click

from friendcircle.commands.dashboard import dashboard
from friendcircle.commands.doctor import doctor
from friendcircle.commands.entries import enter, entries, undo
from friendcircle.commands.exploring.cypher import cypher
from friendcircle.commands.exploring.network import network
from friendcircle.commands.exploring.path import path
from friendcircle.commands.exploring.perspective import perspective
from friendcircle.commands.exploring.query import queries, query
from friendcircle.commands.exploring.sources import sources
from friendcircle.commands.export import export
from friendcircle.commands.init import init
from friendcircle.commands.load import load
from friendcircle.commands.map_register import map_columns
from friendcircle.commands.planning.anniversaries import anniversaries
from friendcircle.commands.planning.brief import brief
from friendcircle.commands.planning.candidates import candidates
from friendcircle.commands.planning.figures import figures
from friendcircle.commands.planning.gaps import gaps
from friendcircle.commands.planning.pending import pending
from friendcircle.commands.planning.scenario import scenario
from friendcircle.commands.review import review
from friendcircle.commands.store import store
from friendcircle.commands.strength import strength
from friendcircle.commands.template import template
from friendcircle.options import CommandGroup


def _version() -> str:
    try:
        return metadata.version("friendcircle")
    except metadata.PackageNotFoundError:
        return "(not installed)"


def _show_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"friendcircle {_version()}")
        context.exit()


@click.group(cls=CommandGroup, name="friendcircle", help="help.front", invoke_without_command=True)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="option.version",
)
@click.pass_context
def front(context: click.Context) -> None:
    """Print the help if no command is given."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for _command in (
    load,
    map_columns,
    template,
    export,
    queries,
    query,
    cypher,
    strength,
    figures,
    gaps,
    pending,
    anniversaries,
    candidates,
    path,
    network,
    scenario,
    brief,
    sources,
    enter,
    entries,
    undo,
    review,
    perspective,
    dashboard,
    store,
    init,
    doctor,
):
    front.add_command(_command)
