"""``visits`` and ``events``: delegation journeys and happenings, each row as one source tells it.

Rows of one happening stay apart; ``same_as`` joins them to the row that stands for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.schema import PLACE_LABELS
from ingest.table import PROVENANCE, Cell, Claim, Column, Context, Identity, Link, Record, Ref, Table, name_key


def _visit_identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(Ref("Visit", record.row))


def _visit_claims(record: Record, context: Context) -> Iterable[Claim]:
    links = []
    if origin := record.text("from_place"):
        links.append(Link("FROM_PLACE", context.ref(origin)))
    else:
        links += [Link("FROM_PLACE", context.country(iso2)) for iso2 in record.texts("from_countries")]
    links += [Link("TO_PLACE", context.ref(place), {"order": order}) for order, place in enumerate(record.texts("to_place"), start=1)]
    met = {context.named(name_key("Body", name)) for name in record.texts("counterpart_orgs")} - {None}
    links += [Link("MET_WITH", body) for body in sorted(met, key=lambda ref: ref.id if ref else "") if body is not None]
    if tie := record.text("tie"):
        links.append(Link("ABOUT_TIE", context.ref(tie)))
    if same := record.text("same_as"):
        links.append(Link("SAME_AS", context.ref(same)))
    values = record.pick(
        "direction",
        "level",
        "host",
        "groups",
        "persons",
        "mode",
        "announced_on",
        "topics",
        "category",
        "assigned_by",
        "result",
        "approval_no",
        "note",
        title="delegation_title",
        start="date_start",
        end="date_end",
        counterparts="counterpart_orgs",
    )
    visit = Ref("Visit", record.row)
    yield Claim(visit, {"status": record.text("status") or "held"} | values, tuple(links))
    for site in record.texts("sites"):
        yield Claim(context.ref(site), {}, (Link("SEEN_BY", visit),))


VISITS = Table(
    name="visits",
    columns=(
        Column("id", Cell.ID),
        Column("direction", Cell.WORD, required=True, vocabulary="direction"),
        Column("date_start", Cell.DATE),
        Column("date_end", Cell.DATE, optional=True),
        Column("date_precision", optional=True),
        Column("from_place", Cell.REFERENCE, labels=PLACE_LABELS),
        Column("from_countries", Cell.COUNTRIES, optional=True),
        Column("to_place", Cell.REFERENCES, labels=PLACE_LABELS),
        Column("host", optional=True),
        Column("level", Cell.WORD, vocabulary="level"),
        Column("delegation_title", required=True),
        Column("topics", Cell.TEXTS, optional=True),
        Column("counterpart_orgs", Cell.TEXTS, optional=True),
        Column("same_as", Cell.REFERENCE, optional=True, labels=("Visit",)),
        Column("tie", Cell.REFERENCE, optional=True, labels=("Tie",)),
        Column("status", Cell.WORD, optional=True, vocabulary="happening_status"),
        Column("announced_on", Cell.DAY, optional=True),
        Column("groups", Cell.INTEGER, optional=True),
        Column("persons", Cell.INTEGER, optional=True),
        Column("mode", Cell.WORD, optional=True, vocabulary="mode"),
        Column("category", optional=True),
        Column("assigned_by", optional=True),
        Column("result", optional=True),
        Column("sites", Cell.REFERENCES, optional=True, labels=("Site",)),
        Column("approval_no", optional=True),
        *PROVENANCE,
    ),
    identities=_visit_identities,
    claims=_visit_claims,
    key=("direction", "date_start", "from_place", "to_place", "delegation_title"),
    valid_on=("date_start",),
)


def _event_identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(Ref("Event", record.row), name_en=record.text("name_en"), name_zh=record.text("name_zh"))


def _event_claims(record: Record, context: Context) -> Iterable[Claim]:
    links = [Link("HELD_IN", context.ref(place)) for place in record.texts("place")]
    joined = {context.ref(place) for place in record.texts("participant_places")}
    joined |= {context.country(iso2) for iso2 in record.texts("participant_countries")}
    links += [Link("JOINED_BY", node) for node in sorted(joined, key=lambda ref: ref.id)]
    if tie := record.text("tie"):
        links.append(Link("ABOUT_TIE", context.ref(tie)))
    if same := record.text("same_as"):
        links.append(Link("SAME_AS", context.ref(same)))
    values = record.pick("name_en", "name_zh", "kind", "announced_on", "series", "edition", "note", start="date_start", end="date_end")
    yield Claim(Ref("Event", record.row), {"status": record.text("status") or "held"} | values, tuple(links))


EVENTS = Table(
    name="events",
    columns=(
        Column("id", Cell.ID),
        Column("kind", Cell.WORD, required=True, vocabulary="event_kind"),
        Column("name_en", required=True),
        Column("name_zh", optional=True),
        Column("date_start", Cell.DATE),
        Column("date_end", Cell.DATE, optional=True),
        Column("date_precision", optional=True),
        Column("place", Cell.REFERENCES, labels=PLACE_LABELS),
        Column("participant_places", Cell.REFERENCES, optional=True, labels=PLACE_LABELS),
        Column("participant_countries", Cell.COUNTRIES, optional=True),
        Column("same_as", Cell.REFERENCE, optional=True, labels=("Event",)),
        Column("tie", Cell.REFERENCE, optional=True, labels=("Tie",)),
        Column("status", Cell.WORD, optional=True, vocabulary="happening_status"),
        Column("announced_on", Cell.DAY, optional=True),
        Column("series", optional=True),
        Column("edition", optional=True),
        *PROVENANCE,
    ),
    identities=_event_identities,
    claims=_event_claims,
    key=("kind", "date_start", "place", "name_en"),
    valid_on=("date_start",),
)
