"""``queries`` lists the catalogue, ``query`` runs a statement from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from friendcircle.answers.rows import give_rows, pairs
from friendcircle.options import Command, out_option, parameter_option
from friendcircle.session import Session

if TYPE_CHECKING:
    from graph.store import GraphStore
    from queries.catalogue.query import Query, QueryParameter


@click.command(cls=Command, writes=False, help="queries.help")
@click.pass_obj
def queries(session: Session) -> None:
    """List the statements of the catalogue with purpose, parameters and columns."""
    from queries.catalogue.collection import load_catalogue

    catalogue = list(load_catalogue().values())
    rows = [
        (
            entry.name,
            entry.purpose.text(session.texts.lang),
            " ".join(map(_signature, entry.parameters)),
            " ".join(column.name for column in entry.columns),
        )
        for entry in catalogue
    ]
    session.answer(
        [_described(entry) for entry in catalogue],
        session.sheet("queries", ("name", "purpose", "parameters", "columns"), rows),
    )


@click.command(cls=Command, writes=False, help="query.help")
@click.argument("name")
@parameter_option
@out_option
@click.pass_obj
def query(session: Session, name: str, parameters: tuple[str, ...], out: Path | None) -> None:
    """Run one statement of the catalogue."""
    from queries.catalogue.collection import find, load_catalogue, run
    from queries.catalogue.parameters import ProfileValues, bind
    from queries.catalogue.query import HOME, ParameterType

    chosen = find(load_catalogue(), name)
    given = pairs(parameters)
    today = session.today
    needs_home = any(
        parameter.default == HOME and parameter.name not in given for parameter in chosen.parameters
    )
    bind(chosen, given, "home", today)  # report a wrong parameter before starting a store
    with session.open_store() as store:
        office = session.office(store) if needs_home else session.known_office(store)
        naming = session.naming(office)
        profile = ProfileValues.of(naming, office.country if office else "")
        bound = bind(chosen, given, office.home if office else None, today, profile)
        result = run(store, chosen, bound)
        title = _until(session, store, office.home, bound) if office else ""
        give_rows(session, store, result, naming, columns=chosen.columns, out=out, title=title)
        if not result.rows:
            _remark_unknown(
                session,
                store,
                [
                    given[entry.name]
                    for entry in chosen.parameters
                    if entry.type is ParameterType.ID and entry.name in given
                ],
            )


def _until(session: Session, store: GraphStore, home: str, bound: Mapping[str, object]) -> str:
    """Return a heading that says until when is recorded, if the day asked for lies later; else nothing."""
    from queries.homes import reach

    day = bound.get("as_of")
    if not isinstance(day, dt.date):
        return ""
    last = reach(store, home, session.today).last
    return session.texts("query.recorded", day=day, recorded=last) if last and last < day else ""


def _remark_unknown(session: Session, store: GraphStore, ids: list[str]) -> None:
    """Remark on ids that the store does not know, since they explain an empty answer."""
    from queries.sources import is_known, near_ids

    for node_id in ids:
        if not is_known(store, node_id):
            near = near_ids(store, node_id)
            session.remark(
                "note.unknown_id_near" if near else "note.unknown_id", id=node_id, near=", ".join(near)
            )


def _signature(parameter: QueryParameter) -> str:
    """Return ``name=default``, or ``name`` alone if it is required."""
    return parameter.name if parameter.default is None else f"{parameter.name}={parameter.default}"


def _described(entry: Query) -> dict[str, object]:
    return {
        "name": entry.name,
        "group": entry.group,
        "topic": entry.topic,
        "purpose": entry.purpose.en,
        "purpose_zh": entry.purpose.zh,
        "parameters": [
            {
                "name": one.name,
                "type": str(one.type),
                "default": one.default,
                "required": one.required,
                "meaning": one.meaning.en,
                "meaning_zh": one.meaning.zh,
                "vocabulary": one.vocabulary,
            }
            for one in entry.parameters
        ],
        "columns": [
            {
                "name": one.name,
                "type": str(one.type),
                "meaning": one.meaning.en,
                "meaning_zh": one.meaning.zh,
                "vocabulary": one.vocabulary,
            }
            for one in entry.columns
        ],
        "example": dict(entry.example),
    }
