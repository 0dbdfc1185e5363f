"""``visits`` and ``events``: delegation visits and events, each row as reported by one source.

Rows about the same visit or event are not merged; ``same_as`` links them to the row that represents it.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.schema import PLACE_LABELS
from ingest.tables.declaration import (
    PROVENANCE,
    CellType,
    Claim,
    Context,
    Identity,
    InputColumn,
    InputTable,
    NodeReference,
    Record,
    RowLink,
    name_key,
)


def _visit_identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(NodeReference("Visit", record.row))


def _visit_claims(record: Record, context: Context) -> Iterable[Claim]:
    links = []
    if origin := record.text("from_place"):
        links.append(RowLink("FROM_PLACE", context.ref(origin)))
    else:
        links += [RowLink("FROM_PLACE", context.country(iso2)) for iso2 in record.texts("from_countries")]
    links += [
        RowLink("TO_PLACE", context.ref(place), {"order": order})
        for order, place in enumerate(record.texts("to_place"), start=1)
    ]
    met = {context.named(name_key("Body", name)) for name in record.texts("counterpart_orgs")} - {None}
    links += [
        RowLink("MET_WITH", body)
        for body in sorted(met, key=lambda ref: ref.id if ref else "")
        if body is not None
    ]
    if tie := record.text("tie"):
        links.append(RowLink("ABOUT_TIE", context.ref(tie)))
    if same := record.text("same_as"):
        links.append(RowLink("SAME_AS", context.ref(same)))
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
    visit = NodeReference("Visit", record.row)
    yield Claim(visit, {"status": record.text("status") or "held"} | values, tuple(links))
    for site in record.texts("sites"):
        yield Claim(context.ref(site), {}, (RowLink("SEEN_BY", visit),))


VISITS = InputTable(
    name="visits",
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn("direction", CellType.WORD, required=True, vocabulary="direction"),
        InputColumn("date_start", CellType.DATE),
        InputColumn("date_end", CellType.DATE, optional=True),
        InputColumn("date_precision", optional=True),
        InputColumn("from_place", CellType.REFERENCE, labels=PLACE_LABELS),
        InputColumn("from_countries", CellType.COUNTRIES, optional=True),
        InputColumn("to_place", CellType.REFERENCES, labels=PLACE_LABELS),
        InputColumn("host", optional=True),
        InputColumn("level", CellType.WORD, vocabulary="level"),
        InputColumn("delegation_title", required=True),
        InputColumn("topics", CellType.TEXTS, optional=True),
        InputColumn("counterpart_orgs", CellType.TEXTS, optional=True),
        InputColumn("same_as", CellType.REFERENCE, optional=True, labels=("Visit",)),
        InputColumn("tie", CellType.REFERENCE, optional=True, labels=("Tie",)),
        InputColumn("status", CellType.WORD, optional=True, vocabulary="happening_status"),
        InputColumn("announced_on", CellType.DAY, optional=True),
        InputColumn("groups", CellType.INTEGER, optional=True),
        InputColumn("persons", CellType.INTEGER, optional=True),
        InputColumn("mode", CellType.WORD, optional=True, vocabulary="mode"),
        InputColumn("category", optional=True),
        InputColumn("assigned_by", optional=True),
        InputColumn("result", optional=True),
        InputColumn("sites", CellType.REFERENCES, optional=True, labels=("Site",)),
        InputColumn("approval_no", optional=True),
        *PROVENANCE,
    ),
    identities=_visit_identities,
    claims=_visit_claims,
    key=("direction", "date_start", "from_place", "to_place", "delegation_title"),
    valid_on=("date_start",),
)


def _event_identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(
        NodeReference("Event", record.row), name_en=record.text("name_en"), name_zh=record.text("name_zh")
    )


def _event_claims(record: Record, context: Context) -> Iterable[Claim]:
    links = [RowLink("HELD_IN", context.ref(place)) for place in record.texts("place")]
    joined = {context.ref(place) for place in record.texts("participant_places")}
    joined |= {context.country(iso2) for iso2 in record.texts("participant_countries")}
    links += [RowLink("JOINED_BY", node) for node in sorted(joined, key=lambda ref: ref.id)]
    if tie := record.text("tie"):
        links.append(RowLink("ABOUT_TIE", context.ref(tie)))
    if same := record.text("same_as"):
        links.append(RowLink("SAME_AS", context.ref(same)))
    values = record.pick(
        "name_en",
        "name_zh",
        "kind",
        "announced_on",
        "series",
        "edition",
        "note",
        start="date_start",
        end="date_end",
    )
    yield Claim(
        NodeReference("Event", record.row), {"status": record.text("status") or "held"} | values, tuple(links)
    )


EVENTS = InputTable(
    name="events",
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn("kind", CellType.WORD, required=True, vocabulary="event_kind"),
        InputColumn("name_en", required=True),
        InputColumn("name_zh", optional=True),
        InputColumn("date_start", CellType.DATE),
        InputColumn("date_end", CellType.DATE, optional=True),
        InputColumn("date_precision", optional=True),
        InputColumn("place", CellType.REFERENCES, labels=PLACE_LABELS),
        InputColumn("participant_places", CellType.REFERENCES, optional=True, labels=PLACE_LABELS),
        InputColumn("participant_countries", CellType.COUNTRIES, optional=True),
        InputColumn("same_as", CellType.REFERENCE, optional=True, labels=("Event",)),
        InputColumn("tie", CellType.REFERENCE, optional=True, labels=("Tie",)),
        InputColumn("status", CellType.WORD, optional=True, vocabulary="happening_status"),
        InputColumn("announced_on", CellType.DAY, optional=True),
        InputColumn("series", optional=True),
        InputColumn("edition", optional=True),
        *PROVENANCE,
    ),
    identities=_event_identities,
    claims=_event_claims,
    key=("kind", "date_start", "place", "name_en"),
    valid_on=("date_start",),
)
