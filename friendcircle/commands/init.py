"""``init``: create a new, empty office."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import click

from friendcircle.errors import CommandError
from friendcircle.options import Command
from friendcircle.session import Session, read_offices
from friendcircle.settings.settings import StoredOffice

if TYPE_CHECKING:
    from graph.store import GraphStore

_HEADS = {"home": "home_id", "country": "country_code"}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@click.command(cls=Command, writes=True, help="init.help")
@click.option("--home", "name", required=True, metavar="NAME", help="init.home")
@click.option("--country", required=True, metavar="CC", help="init.country")
@click.option("--id", "home", metavar="ID", help="init.id_option")
@click.pass_obj
def init(session: Session, name: str, country: str, home: str | None) -> None:
    """Record home and country in an empty store, so that later commands need no file."""
    from graph.model.areas import AREAS
    from graph.naming.profile import default_profile, load_naming

    name = " ".join(name.split())
    home = home or slug(name, country.upper())
    if not name or not _ID.fullmatch(home):
        raise CommandError("no_id", where=f"--home {name}" if not home else f"--id {home}")
    if country.upper() not in AREAS:
        raise CommandError("country", where="--country", value=country)
    country = country.upper()
    naming = session.settings.naming or default_profile(country)
    load_naming(naming)  # report an unknown profile before anything is written
    chinese = any("\u4e00" <= sign <= "\u9fff" for sign in name)
    office = {
        "id": f"office-{home}",
        "home": home,
        "collection": home,
        "country": country,
        "naming": naming,
        "name_en": None if chinese else name,
        "name_zh": name if chinese else None,
    }
    with session.open_store("write") as store, session.writing(store):
        _record(store, office)
    shown = office | {"country": load_naming(naming).area_name(country, session.texts.lang)}
    rows = [(session.texts(f"init.{_HEADS.get(key, key)}"), value) for key, value in shown.items()]
    session.answer(office, session.sheet("store", ("what", "value"), rows))


def slug(name: str, country: str) -> str:
    """Return an id made from a name: without accents, or as the gazetteer or pinyin writes it in Latin."""
    from ingest.registers.places.place_book import PlaceBook, Script, script_of

    plain_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    letters_lost = sum(sign.isalpha() for sign in name) > sum(sign.isalpha() for sign in plain_name)
    if letters_lost:
        return PlaceBook([]).find([name], country).place.id if script_of(name) is not Script.OTHER else ""
    return re.sub(r"[^a-z0-9]+", "-", plain_name.lower().replace("'", "")).strip("-")


def _record(store: GraphStore, office: dict[str, str | None]) -> None:
    """Write the office; repeating it with the same values changes nothing.

    :raises CommandError: if the store contains anything else
    """
    from ingest.maintenance.model_version import has_nodes
    from queries.statements import statement

    if has_nodes(store):
        if StoredOffice(
            str(office["home"]), str(office["country"]), str(office["naming"])
        ) not in read_offices(store):
            raise CommandError("not_empty", where=store.url)
        return
    store.write_statement(
        statement("load/merge_office"),
        {"office": {key: value for key, value in office.items() if value is not None}},
    )
