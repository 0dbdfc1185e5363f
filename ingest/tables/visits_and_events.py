"""``visits`` and ``events``: delegation visits and events, each row as reported by one source.

Rows about the same visit or event are not merged; ``same_as`` links them to the row that represents it.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.i18n import Bilingual
from graph.model.fact_nodes import PLACE_LABELS
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

#: Who of the home's side had to do with a visit: bodies and offices, never a person's name. They are texts,
#: since sources name bodies that no table has a row for.
HOME_SIDE = (
    InputColumn(
        "invited_by",
        optional=True,
        label=Bilingual("Invited by", "邀请单位"),
        means=Bilingual("home side: who invited it, by body", "邀请单位"),
    ),
    InputColumn(
        "assigned_by",
        optional=True,
        label=Bilingual("Assigned by", "交办单位"),
        means=Bilingual("home side: who assigned its reception, by body", "交办单位"),
    ),
    InputColumn(
        "received_by",
        optional=True,
        label=Bilingual("Received at home by", "我方接待单位"),
        means=Bilingual("home side: who received it, by body", "我方接待单位"),
    ),
    InputColumn(
        "met_by",
        optional=True,
        label=Bilingual("Met by", "会见领导"),
        means=Bilingual(
            "home side: leaders who met it, by office, never by name", "会见领导（写职务，不写姓名）"
        ),
    ),
    InputColumn(
        "sender",
        optional=True,
        label=Bilingual("Sent by", "派出单位"),
        means=Bilingual("home side: who sent it, by body", "派出单位"),
    ),
)


def _visit_identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(node=NodeReference("Visit", record.row))


def _visit_claims(record: Record, context: Context) -> Iterable[Claim]:
    links = []
    if origin := record.text("from_place"):
        links.append(RowLink("FROM_PLACE", context.ref(origin)))
    else:
        links += [RowLink("FROM_PLACE", context.country(iso2)) for iso2 in record.texts("from_countries")]
    goals = [context.ref(place) for place in record.texts("to_place")] or [
        context.country(iso2) for iso2 in record.texts("to_countries")
    ]
    links += [RowLink("TO_PLACE", goal, {"order": order}) for order, goal in enumerate(goals, start=1)]
    named = (context.node_named(name_key("Organisation", name)) for name in record.texts("counterpart_orgs"))
    met = {node.id: node for node in named if node is not None}
    links += [RowLink("MET_WITH", met[node_id]) for node_id in sorted(met)]
    links += [RowLink("ABOUT_TIE", context.ref(tie)) for tie in record.texts("tie")]
    if same := record.text("same_as"):
        links.append(RowLink("SAME_AS", context.ref(same)))
    if event := record.text("during"):
        links.append(RowLink("DURING", context.ref(event)))
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
        "invited_by",
        "assigned_by",
        "received_by",
        "met_by",
        "sender",
        "result",
        "approval_no",
        "note",
        "note_zh",
        title="delegation_title",
        title_zh="delegation_title_zh",
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
    label=Bilingual("Visits", "来访出访"),
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
            "to_countries",
            CellType.COUNTRIES,
            optional=True,
            label=Bilingual("To countries or areas", "前往国家（地区）"),
            means=Bilingual(
                "countries or areas it goes to, in order, used where `to_place` is empty",
                "前往哪些国家（地区），按先后；`to_place` 为空时使用",
            ),
        ),
        InputColumn(
            "host",
            optional=True,
            label=Bilingual("Host", "接待单位"),
            means=Bilingual(
                "who receives it, by name; abroad, if the group was sent",
                "接待方，照出处；出访团组填外方接待单位",
            ),
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
            optional=True,
            label=Bilingual("Delegation", "英文团组名称"),
            means=Bilingual("the delegation, by office, in English", "团组名称（用职务），英文"),
        ),
        InputColumn(
            "delegation_title_zh",
            optional=True,
            label=Bilingual("Delegation in Chinese", "团组名称"),
            means=Bilingual("the delegation, by office, in Chinese", "团组名称（用职务），中文"),
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
        InputColumn(
            "during",
            CellType.REFERENCE,
            optional=True,
            labels=("Event",),
            label=Bilingual("During", "所逢活动"),
            means=Bilingual("event in whose course it took place", "在哪项活动期间来访或出访"),
        ),
        InputColumn(
            "tie",
            CellType.REFERENCES,
            optional=True,
            labels=("Tie",),
            means=Bilingual(
                "the ties it concerns, as `tie-a--b` with the two ids in alphabetical order, also those of "
                "places that it did not go to",
                "所涉结好关系，写作 `tie-甲--乙`，两个编号按字母顺序；未到访的地方亦可填",
            ),
        ),
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
        *HOME_SIDE,
        InputColumn(
            "result",
            optional=True,
            long=True,
            label=Bilingual("Result", "成果"),
            means=Bilingual("result", "成果"),
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
    one_of=("delegation_title", "delegation_title_zh"),
    key=("direction", "date_start", "from_place", "to_place", "delegation_title"),
    first=(
        "direction",
        "status",
        "date_start",
        "date_end",
        "from_place",
        "to_place",
        "delegation_title",
        "level",
        "host",
        "persons",
        "note",
    ),
    valid_on=("date_start",),
)


def _event_identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(
        node=NodeReference("Event", record.row),
        name_en=record.text("name_en"),
        name_zh=record.text("name_zh"),
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
    if mechanism := record.text("meeting_of"):
        links.append(RowLink("MEETING_OF", context.ref(mechanism)))
    values = record.pick(
        "name_en",
        "name_zh",
        "kind",
        "announced_on",
        "series",
        "edition",
        "note",
        "note_zh",
        start="date_start",
        end="date_end",
    )
    yield Claim(
        NodeReference("Event", record.row), {"status": record.text("status") or "held"} | values, tuple(links)
    )


EVENTS = InputTable(
    name="events",
    label=Bilingual("Events", "活动"),
    means=Bilingual(
        "An anniversary, forum, fair, training or the like as one source tells it.",
        "一个出处记载的一项活动。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn("kind", CellType.WORD, required=True, vocabulary="event_kind"),
        InputColumn("name_en", optional=True),
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
        InputColumn(
            "meeting_of",
            CellType.REFERENCE,
            optional=True,
            labels=("Mechanism",),
            label=Bilingual("Meeting of", "所属机制"),
            means=Bilingual("standing meeting that it is a meeting of", "属于哪个机制的会议"),
        ),
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
    one_of=("name_en", "name_zh"),
    key=("kind", "date_start", "place", "name_en"),
    first=(
        "kind",
        "status",
        "name_zh",
        "name_en",
        "date_start",
        "date_end",
        "place",
        "participant_places",
        "tie",
        "note",
    ),
    valid_on=("date_start",),
)
