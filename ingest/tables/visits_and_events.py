"""``visits`` and ``events``: delegation visits and events, each row as reported by one source.

Rows about the same visit or event are not merged; ``same_as`` links them to the row that represents it.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.i18n import Bilingual
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
    means=Bilingual("A delegation's journey as one source tells it.", "一个出处记载的一个来访或出访团组。"),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn(
            "direction",
            CellType.WORD,
            required=True,
            vocabulary="direction",
            label=Bilingual("Direction", "方向"),
            means=Bilingual("which way", "来访、出访等"),
        ),
        InputColumn("date_start", CellType.DATE),
        InputColumn("date_end", CellType.DATE, optional=True),
        InputColumn("date_precision", optional=True),
        InputColumn(
            "from_place",
            CellType.REFERENCE,
            labels=PLACE_LABELS,
            label=Bilingual("From", "来自"),
            means=Bilingual(
                "place it comes from; empty for a group from many countries",
                "来自何地；来自多国的团组不填",
            ),
        ),
        InputColumn(
            "from_countries",
            CellType.COUNTRIES,
            optional=True,
            label=Bilingual("From countries or areas", "来自国家（地区）"),
            means=Bilingual(
                "countries or areas it comes from, used where `from_place` is empty",
                "来自哪些国家（地区）；`from_place` 为空时使用",
            ),
        ),
        InputColumn(
            "to_place",
            CellType.REFERENCES,
            labels=PLACE_LABELS,
            label=Bilingual("To", "前往"),
            means=Bilingual("places it goes to, in order", "前往何地，按先后"),
        ),
        InputColumn(
            "host",
            optional=True,
            label=Bilingual("Received by", "接待单位"),
            means=Bilingual("who receives it", "接待单位"),
        ),
        InputColumn(
            "level",
            CellType.WORD,
            vocabulary="level",
            label=Bilingual("Rank of its head", "团长级别"),
            means=Bilingual("rank of its head", "团长级别"),
        ),
        InputColumn(
            "delegation_title",
            required=True,
            label=Bilingual("Delegation", "团组名称"),
            means=Bilingual("the delegation, by office", "团组名称（用职务）"),
        ),
        InputColumn(
            "topics",
            CellType.TEXTS,
            optional=True,
            label=Bilingual("Subjects", "主题"),
            means=Bilingual("subjects", "主题"),
        ),
        InputColumn(
            "counterpart_orgs",
            CellType.TEXTS,
            optional=True,
            label=Bilingual("Bodies met", "会见单位"),
            means=Bilingual(
                "bodies met, by name; a name that `organisations` or `consulates` has becomes a relationship",
                "会见单位名称；与 `organisations`、`consulates` 中的名称相同的，自动建立关联",
            ),
        ),
        InputColumn("same_as", CellType.REFERENCE, optional=True, labels=("Visit",)),
        InputColumn("tie", CellType.REFERENCE, optional=True, labels=("Tie",)),
        InputColumn(
            "status",
            CellType.WORD,
            optional=True,
            vocabulary="happening_status",
            means=Bilingual(
                "planned, confirmed, held or cancelled; left out: held",
                "计划中、已确定、已成行、已取消；不填则为已成行",
            ),
        ),
        InputColumn("announced_on", CellType.DAY, optional=True),
        InputColumn("groups", CellType.INTEGER, optional=True),
        InputColumn("persons", CellType.INTEGER, optional=True),
        InputColumn("mode", CellType.WORD, optional=True, vocabulary="mode"),
        InputColumn("category", optional=True),
        InputColumn(
            "assigned_by",
            optional=True,
            label=Bilingual("Assigned by", "交办单位"),
            means=Bilingual("who assigned the reception", "交办单位"),
        ),
        InputColumn(
            "result", optional=True, label=Bilingual("Result", "成果"), means=Bilingual("result", "成果")
        ),
        InputColumn(
            "sites",
            CellType.REFERENCES,
            optional=True,
            labels=("Site",),
            label=Bilingual("Sites seen", "参观点"),
            means=Bilingual("sites that were seen: ids of `sites`", "参观点：`sites` 表中的编号"),
        ),
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
    means=Bilingual(
        "An anniversary, forum, fair, training or the like as one source tells it.",
        "一个出处记载的一项活动。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn("kind", CellType.WORD, required=True, vocabulary="event_kind"),
        InputColumn("name_en", required=True),
        InputColumn("name_zh", optional=True),
        InputColumn("date_start", CellType.DATE),
        InputColumn("date_end", CellType.DATE, optional=True),
        InputColumn("date_precision", optional=True),
        InputColumn("place", CellType.REFERENCES, labels=PLACE_LABELS),
        InputColumn(
            "participant_places",
            CellType.REFERENCES,
            optional=True,
            labels=PLACE_LABELS,
            label=Bilingual("Places that took part", "参加的地方"),
            means=Bilingual("places that took part", "参加的地方"),
        ),
        InputColumn(
            "participant_countries",
            CellType.COUNTRIES,
            optional=True,
            label=Bilingual("Countries or areas that took part", "参加的国家（地区）"),
            means=Bilingual("countries or areas that took part", "参加的国家（地区）"),
        ),
        InputColumn("same_as", CellType.REFERENCE, optional=True, labels=("Event",)),
        InputColumn("tie", CellType.REFERENCE, optional=True, labels=("Tie",)),
        InputColumn(
            "status",
            CellType.WORD,
            optional=True,
            vocabulary="happening_status",
            means=Bilingual(
                "planned, confirmed, held or cancelled; left out: held",
                "计划中、已确定、已举行、已取消；不填则为已举行",
            ),
        ),
        InputColumn("announced_on", CellType.DAY, optional=True),
        InputColumn(
            "series",
            optional=True,
            label=Bilingual("Series", "所属系列"),
            means=Bilingual("series it belongs to", "所属系列"),
        ),
        InputColumn(
            "edition",
            optional=True,
            label=Bilingual("Edition", "届次"),
            means=Bilingual("number within the series", "届次"),
        ),
        *PROVENANCE,
    ),
    identities=_event_identities,
    claims=_event_claims,
    key=("kind", "date_start", "place", "name_en"),
    valid_on=("date_start",),
)
