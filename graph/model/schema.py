"""The graph model: labels, relationship types, their properties and meanings.

The store's constraints, the queries that load it, the data dictionary in ``docs/data-dictionary.md`` and the
schema shown by the console are derived from it. Labels and relationship types are written into Cypher from
here only; values are always passed as parameters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

#: Version of this model; a store records the one it was written with (see
#: :mod:`ingest.maintenance.migration`).
MODEL_VERSION = 3


#: Property of every fact and provenance node: a digest of its values and of the relationships that start at
#: it. A load compares it and updates only what differs.
CONTENT_HASH = "content_hash"


class ValueType(StrEnum):
    """Type of a property's value."""

    TEXT = "text"
    TEXTS = "texts"  # a list of texts
    INTEGER = "integer"
    NUMBER = "number"
    TRUTH = "truth"
    DATE = "date"  # a partial date; the graph holds NAME as text, NAME_from and NAME_to as dates
    DAY = "day"  # a full calendar day
    MOMENT = "moment"  # date and time, ISO 8601 text in UTC
    JSON = "json"  # text holding a JSON document


class LabelGroup(StrEnum):
    """Purpose of a label: facts about relations, their provenance, or the store's own book-keeping."""

    FACT = "fact"
    PROVENANCE = "provenance"
    BOOKKEEPING = "bookkeeping"


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a node or relationship type.

    :param exclusive: whether two sources that give different values for it contradict each other
    """

    name: str
    kind: ValueType
    meaning: str
    vocabulary: str = ""
    exclusive: bool = False

    @property
    def stored_names(self) -> tuple[str, ...]:
        """The names under which the graph stores it."""
        if self.kind is ValueType.DATE:
            return (self.name, f"{self.name}_from", f"{self.name}_to")
        return (self.name,)


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label with its meaning and properties; every node also has an ``id``, unique across all labels."""

    label: str
    meaning: str
    group: LabelGroup
    properties: tuple[Property, ...]

    def property(self, name: str) -> Property:
        """Return the property with this name.

        :raises KeyError: if the label has no such property
        """
        for entry in self.properties:
            if entry.name == name:
                return entry
        raise KeyError(f"{self.label} has no property {name}")


@dataclass(frozen=True, slots=True)
class RelationType:
    """A relationship type and the labels it joins.

    The start node owns the relationship, which changes when that node's facts change.
    """

    name: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    meaning: str
    properties: tuple[Property, ...] = field(default=())
    derived: bool = False


def _text(name: str, meaning: str, vocabulary: str = "", *, exclusive: bool = False) -> Property:
    return Property(name, ValueType.TEXT, meaning, vocabulary, exclusive)


def _date(name: str, meaning: str, *, exclusive: bool = False) -> Property:
    return Property(name, ValueType.DATE, meaning, exclusive=exclusive)


def _number(name: str, meaning: str) -> Property:
    return Property(name, ValueType.NUMBER, meaning)


def _integer(name: str, meaning: str) -> Property:
    return Property(name, ValueType.INTEGER, meaning)


_NAMES = (
    _text("name_en", "name in English"),
    _text("name_zh", "name in Chinese"),
    _text("name_local", "name in the place's own language"),
)
_POSITION = (_number("lat", "latitude, degrees north"), _number("lon", "longitude, degrees east"))
_NOTE = (_text("note", "remark of the source's compiler"),)

_FACTS = (
    NodeType(
        "CountryOrArea",
        "a country or area of the United Nations' list; what it is called on screen is the naming profile's "
        "business",
        LabelGroup.FACT,
        (
            *_NAMES,
            _text("iso2", "ISO 3166-1 alpha-2 code", exclusive=True),
            _text("iso3", "ISO 3166-1 alpha-3 code"),
            _text("m49", "United Nations M49 code, three digits"),
            _text("continent", "continent code", "continent"),
            *_POSITION,
            *_NOTE,
        ),
    ),
    NodeType(
        "Region",
        "a province, state, prefecture, economic zone, or a region of several countries",
        LabelGroup.FACT,
        (
            *_NAMES,
            _text("admin_level", "what the place is", "admin_level"),
            *_POSITION,
            _integer("population", "inhabitants"),
            _integer("population_year", "year of that figure"),
            *_NOTE,
        ),
    ),
    NodeType(
        "City",
        "a city, district, county or village: anything local that can be a party",
        LabelGroup.FACT,
        (
            *_NAMES,
            _text("admin_level", "what the place is", "admin_level"),
            *_POSITION,
            _integer("population", "inhabitants"),
            _integer("population_year", "year of that figure"),
            Property("is_port_city", ValueType.TRUTH, "whether it has a seaport"),
            *_NOTE,
        ),
    ),
    NodeType(
        "Port",
        "a seaport or airport",
        LabelGroup.FACT,
        (*_NAMES, _text("unlocode", "UN/LOCODE"), *_POSITION, *_NOTE),
    ),
    NodeType(
        "Consulate",
        "an embassy, consulate general, consulate or honorary post",
        LabelGroup.FACT,
        (
            *_NAMES,
            _text("kind", "kind of post", "consulate_kind", exclusive=True),
            _date("opened", "day it opened", exclusive=True),
            _date("closed", "day it closed", exclusive=True),
            *_NOTE,
        ),
    ),
    NodeType(
        "Organisation",
        "an association, company, university, authority or chamber",
        LabelGroup.FACT,
        (
            *_NAMES,
            _text("kind", "kind of organisation", "organisation_kind"),
            _date("valid_from", "since when it exists under this name"),
            _date("valid_to", "until when"),
            *_NOTE,
        ),
    ),
    NodeType(
        "Tie",
        "a formal or intended relation between two parties, known by the two; its kind and status come in "
        "steps",
        LabelGroup.FACT,
        (
            _text("name_en", "the two parties in English"),
            _text("name_zh", "the two parties in Chinese"),
            _text("kind", "kind reached by the furthest step", "tie_kind", exclusive=True),
            _text(
                "status",
                "furthest step a source gives, or what a decision says",
                "tie_status",
                exclusive=True,
            ),
            _text("family", "relation, route or membership"),
            _date("signed", "day of the first signature of its present kind", exclusive=True),
            _text("approval_no", "number of the approval"),
            _text("place_signed", "place of signature"),
            _text("signatories", "signatories, by office"),
            _text("languages", "languages of the text"),
            _text("term", "term of the text"),
            _text("counterpart", "counterpart department"),
            _text("division", "division of the office in charge"),
            _text("decided_by", "rule that settled kind and status where sources differ"),
            *_NOTE,
        ),
    ),
    NodeType(
        "TieStep",
        "one step of a tie's way, on the home's or the partner's track",
        LabelGroup.FACT,
        (
            _text("procedure", "procedure it belongs to"),
            _text("kind", "kind of tie it leads to", "tie_kind"),
            _text("step", "generic stage", "step"),
            _text("name", "step of the procedure, by its id there"),
            _text("track", "whose step it is", "track"),
            _text("body", "body that takes it"),
            _date("date", "when it was taken", exclusive=True),
            Property(
                "known_by",
                ValueType.DAY,
                "earliest day as of which a source states it; stands in where it has no date",
            ),
            _text("document_no", "number of the document"),
            _text("mode", "how", "mode"),
            _text("status", "whether it was taken", "step_status"),
            *_NOTE,
        ),
    ),
    NodeType(
        "Visit",
        "one delegation journey as one source tells it: received, sent, online or a domestic tour",
        LabelGroup.FACT,
        (
            _text("title", "delegation, by office"),
            _text("direction", "which way", "direction"),
            _date("start", "first day", exclusive=True),
            _date("end", "last day", exclusive=True),
            _text("level", "rank of its head", "level", exclusive=True),
            _text("host", "who receives it"),
            _integer("groups", "groups or batches"),
            Property("persons", ValueType.INTEGER, "persons", exclusive=True),
            _text("mode", "how", "mode"),
            _text("status", "planned, confirmed, held or cancelled", "happening_status"),
            Property("announced_on", ValueType.DAY, "day it was announced"),
            Property("topics", ValueType.TEXTS, "subjects"),
            Property("counterparts", ValueType.TEXTS, "organisations met, as the source names them"),
            _text("category", "category of guest"),
            _text("assigned_by", "who assigned the reception"),
            _text("result", "result"),
            _text("approval_no", "number of the approval"),
            *_NOTE,
        ),
    ),
    NodeType(
        "Event",
        "an anniversary, forum, fair, training, donation or naming",
        LabelGroup.FACT,
        (
            _text("name_en", "name in English"),
            _text("name_zh", "name in Chinese"),
            _text("kind", "kind of event", "event_kind"),
            _date("start", "first day", exclusive=True),
            _date("end", "last day", exclusive=True),
            _text("status", "planned, confirmed, held or cancelled", "happening_status"),
            Property("announced_on", ValueType.DAY, "day it was announced"),
            _text("series", "series it belongs to"),
            _text("edition", "number within the series"),
            *_NOTE,
        ),
    ),
    NodeType(
        "Project",
        "a cooperation project",
        LabelGroup.FACT,
        (
            _text("name_en", "name in English"),
            _text("name_zh", "name in Chinese"),
            _text("sector", "sector, as the source names it"),
            _text("status", "stage", "project_status", exclusive=True),
            _date("start", "begin"),
            _date("end", "end"),
            _text("company", "company"),
            _number("amount", "sum"),
            _text("currency", "ISO 4217 code of the sum"),
            *_NOTE,
        ),
    ),
    NodeType(
        "Plan",
        "a year's plan, or a longer one above it",
        LabelGroup.FACT,
        (
            _text("name_en", "name in English"),
            _text("name_zh", "name in Chinese"),
            _integer("year", "year it is for"),
        ),
    ),
    NodeType(
        "Commitment",
        "one promise of a plan",
        LabelGroup.FACT,
        (
            _text("verb", "what is promised", "verb"),
            _text("text", "the promise in short"),
            _integer("due_year", "year by which"),
            _text("division", "division in charge"),
            _text("others", "others involved"),
            Property("deadline", ValueType.DAY, "day by which"),
            _text("measure", "measurable target"),
            _text("progress", "progress"),
            _text("blocked_by", "what blocks it"),
        ),
    ),
    NodeType(
        "Outcome",
        "what came of a promise, or happened without one",
        LabelGroup.FACT,
        (
            _text("verb", "what had been promised, in the source's word"),
            _text("text", "what was found"),
            _date("date", "when"),
            _text("verdict", "judgement", "verdict"),
        ),
    ),
    NodeType(
        "Conflict",
        "a known disagreement in words, where no pair of statements shows it",
        LabelGroup.FACT,
        (_text("subject", "what it is about"), _text("text", "the disagreement")),
    ),
    NodeType(
        "Mechanism",
        "a standing meeting or arrangement in which several bodies work together",
        LabelGroup.FACT,
        _NAMES,
    ),
    NodeType(
        "Programme",
        "a programme, strategy or policy under which things are done",
        LabelGroup.FACT,
        (*_NAMES, _text("kind", "programme, strategy, policy", "programme_kind"), *_NOTE),
    ),
    NodeType(
        "Function",
        "a duty of an office: what it is there for, whoever held it before",
        LabelGroup.FACT,
        (*_NAMES, _date("transferred", "when it left its former holder", exclusive=True), *_NOTE),
    ),
    NodeType(
        "Site",
        "a place within a place that guests are shown or that serves exchanges: a park, hall, school, "
        "community",
        LabelGroup.FACT,
        (*_NAMES, _text("kind", "kind of site", "site_kind"), *_POSITION, *_NOTE),
    ),
    NodeType(
        "Quota",
        "how much is allowed in a year, or what somebody is authorised to do",
        LabelGroup.FACT,
        (
            *_NAMES,
            _text("kind", "share, number, authority, card", "quota_kind"),
            _text("category", "for whom: officials, business"),
            _integer("year", "year it is for"),
            _integer("groups", "groups allowed"),
            _integer("persons", "persons allowed"),
            _number("share", "percent of the whole"),
            _date("valid_from", "since when"),
            _date("valid_to", "until when"),
            *_NOTE,
        ),
    ),
    NodeType(
        "Document",
        "a paper or work that is spoken of, not one that is cited: rules, a handbook, a book, a film",
        LabelGroup.FACT,
        (
            *_NAMES,
            _text("kind", "kind of document", "document_kind"),
            _date("date", "when it was made or adopted"),
            _text("document_no", "its number"),
            *_NOTE,
        ),
    ),
    NodeType(
        "Indicator",
        "a stated total with its unit and period",
        LabelGroup.FACT,
        (
            _text("name", "code of the indicator"),
            _number("value", "the figure, where it is a number"),
            _text("value_text", "the figure as given"),
            _text("unit", "unit"),
            _text("meaning", "what exactly is counted"),
            _integer("year", "year it is of"),
        ),
    ),
)

_PROVENANCE = (
    NodeType(
        "Source",
        "a document that says something, or a register of the office itself",
        LabelGroup.PROVENANCE,
        (
            _text("title", "title, as printed"),
            _text("publisher", "who publishes it"),
            _text("url", "address"),
            _date("date", "day of publication"),
            _text("language", "ISO 639-1 code of its language"),
            _text("reliability", "note on its reliability"),
            _text(
                "grade",
                "A own record or the partner's; B other official; C press; D reposts; E inferred",
                "grade",
            ),
            _text("disclosure", "who may see what it says", "disclosure"),
        ),
    ),
    NodeType(
        "Statement",
        "what one row of one source says: its cells as given",
        LabelGroup.PROVENANCE,
        (
            _text("collection", "data folder it came with"),
            _text("dataset", "table"),
            _text("row", "id of the row in that table"),
            _text("locator", "where in the source"),
            _date("valid_on", "of when it speaks"),
            _date("published_on", "when the source was published"),
            Property("recorded_on", ValueType.DAY, "when this store first held it in this wording"),
            Property("values", ValueType.JSON, "every filled cell of the row, by column"),
        ),
    ),
    NodeType(
        "Decision",
        "what someone decided where sources contradict each other, with the reason",
        LabelGroup.PROVENANCE,
        (
            _text("property", "property decided"),
            _text("value", "value it shall have"),
            _text("reason", "why"),
            Property("decided_on", ValueType.DAY, "when"),
        ),
    ),
    NodeType(
        "Coverage",
        "for this kind and period the record is complete, so that silence may be read",
        LabelGroup.PROVENANCE,
        (
            _text("dataset", "table"),
            _text("kind", "kind within it"),
            Property("from", ValueType.DAY, "first day"),
            Property("to", ValueType.DAY, "last day"),
            *_NOTE,
        ),
    ),
)

_BOOKKEEPING = (
    NodeType(
        "LoadRun",
        "one load of files",
        LabelGroup.BOOKKEEPING,
        (
            _text("state", "how it stands", "load_state"),
            Property("started_at", ValueType.MOMENT, "when it began"),
            Property("finished_at", ValueType.MOMENT, "when it was complete"),
            Property("files", ValueType.JSON, "files with sha256, encoding and counts"),
            Property("counts", ValueType.JSON, "nodes created, updated, unchanged and retired, by label"),
            Property(
                "entry", ValueType.JSON, "what was entered by hand, or taken back: table, row and cells"
            ),
            _text("undoes", "id of the load that it takes back"),
        ),
    ),
    NodeType(
        "RetiredStatement",
        "what one row said before a load took it out or replaced it",
        LabelGroup.BOOKKEEPING,
        (
            _text("collection", "data folder it came with"),
            _text("dataset", "table"),
            _text("row", "id of the row in that table"),
            _text("locator", "where in the source"),
            Property("recorded_on", ValueType.DAY, "when this store first held it in this wording"),
            _text("brought_by", "id of the load that brought it"),
            Property("retired_on", ValueType.DAY, "when it was taken out or replaced"),
            _text("retired_by", "id of the load that did so"),
            Property("values", ValueType.JSON, "every filled cell of the row, by column"),
        ),
    ),
    NodeType(
        "Issue",
        "a row refused, or accepted with a remark",
        LabelGroup.BOOKKEEPING,
        (
            _text("level", "error: refused; warning: accepted with a remark", "issue_level"),
            _text("code", "what is wrong, as a word"),
            _text("file", "file name"),
            _text("sheet", "sheet of a workbook"),
            _integer("line", "line or row number"),
            _text("column", "column"),
            _text("value", "the cell"),
            _text("reason", "what is wrong, in a sentence"),
            _text("hint", "what to do"),
            _text("reason_zh", "what is wrong, in Chinese"),
            _text("hint_zh", "what to do, in Chinese"),
        ),
    ),
    NodeType(
        "Perspective",
        "a part of the graph as somebody arranged it, kept under a name",
        LabelGroup.BOOKKEEPING,
        (
            _text("name", "what it is called"),
            _text("home", "id of the home it was kept for"),
            Property("saved_at", ValueType.MOMENT, "when it was kept last"),
            Property(
                "document",
                ValueType.JSON,
                "nodes, positions, filters and style, as the page Explore writes them to a file",
            ),
        ),
    ),
    NodeType(
        "Office",
        "a data folder, and the home whose relations it tells of",
        LabelGroup.BOOKKEEPING,
        (
            _text("home", "id of the home"),
            _text("collection", "data folder it is loaded from"),
            _text("country", "ISO code of its country"),
            _text("naming", "naming profile"),
            _text(
                "disclosure", "who may see what its sources say that do not say so themselves", "disclosure"
            ),
            _text("strength", "the office's own numbers for the strength of links, as TOML"),
            _text("gaps", "what the office changes of the rules that find gaps, as TOML"),
            Property("rules", ValueType.JSON, "the office's own rules: file to text"),
            *_NAMES,
        ),
    ),
    NodeType(
        "Store",
        "the store itself: version of the model, and who writes at the moment",
        LabelGroup.BOOKKEEPING,
        (
            _integer("model_version", "version of the model"),
            _text("restoring", "backup that is being restored; until it is done the store is of no use"),
            _text("restoring_sha256", "digest of that backup"),
            _integer("restored_lines", "how many of its lines are there"),
            _text("writer", "process that holds the right to write"),
            _number("writer_since", "since when, in seconds since 1970"),
            _integer("writer_beat", "how often it was renewed"),
        ),
    ),
)

NODE_TYPES: dict[str, NodeType] = {entry.label: entry for entry in (*_FACTS, *_PROVENANCE, *_BOOKKEEPING)}

#: Labels that stand for facts; each such node has at least one statement.
FACT_LABELS: tuple[str, ...] = tuple(entry.label for entry in _FACTS)

#: Labels a place can have; a pattern that means any place says ``:City|Region|CountryOrArea``.
PLACE_LABELS = ("City", "Region", "CountryOrArea")

_PLACE = PLACE_LABELS
_ANY_FACT = FACT_LABELS
_OF_HOME = (
    "Plan",
    "Commitment",
    "Outcome",
    "Indicator",
    "Mechanism",
    "Programme",
    "Function",
    "Site",
    "Quota",
    "Document",
    "Coverage",
)

_COMPONENTS = (
    ("F", "formal tie"),
    ("A", "activity"),
    ("R", "reciprocity"),
    ("B", "breadth"),
    ("I", "channels"),
    ("E", "projects"),
    ("L", "length"),
)

RELATION_TYPES: dict[str, RelationType] = {
    entry.name: entry
    for entry in (
        RelationType("IN", ("City", "Region"), _PLACE, "lies in"),
        RelationType("LOCATED_IN", ("Port", "Site"), _PLACE, "lies in"),
        RelationType("SERVES", ("Port",), ("City",), "is the port of"),
        RelationType("SEATED_IN", ("Consulate",), _PLACE, "has its seat in"),
        RelationType("SENT_BY", ("Consulate",), ("CountryOrArea",), "represents"),
        RelationType("COVERS", ("Consulate",), ("Region", "City"), "has in its consular district"),
        RelationType("BASED_IN", ("Organisation",), _PLACE, "has its seat in"),
        RelationType("SUCCEEDS", ("Organisation",), ("Organisation",), "continues"),
        RelationType(
            "BETWEEN",
            ("Tie",),
            (*_PLACE, "Port", "Organisation"),
            "joins; two of each tie",
            (_text("role", "a or b, in the order of the parties' ids"),),
        ),
        RelationType("STEP_OF", ("TieStep",), ("Tie",), "is a step of"),
        RelationType("FROM_PLACE", ("Visit",), _PLACE, "comes from; none, one or many"),
        RelationType(
            "TO_PLACE", ("Visit",), _PLACE, "goes to", (_integer("order", "order of the leg, from 1"),)
        ),
        RelationType("MET_WITH", ("Visit",), ("Organisation", "Consulate"), "met"),
        RelationType("ABOUT_TIE", ("Visit", "Event"), ("Tie",), "concerns the tie"),
        RelationType("HELD_IN", ("Event",), _PLACE, "took place in"),
        RelationType("JOINED_BY", ("Event",), (*_PLACE, "Organisation", "Consulate"), "was joined by"),
        RelationType("INVOLVES", ("Project",), (*_PLACE, "Organisation"), "involves"),
        RelationType("OF_PLAN", ("Commitment",), ("Plan",), "is promised in"),
        RelationType("OF_HOME", _OF_HOME, _PLACE, "belongs to the home"),
        RelationType("CONCERNS", ("Commitment", "Outcome", "Conflict", "Decision"), _ANY_FACT, "is about"),
        RelationType("ANSWERS", ("Outcome",), ("Commitment",), "tells what came of"),
        RelationType("HAS_MEMBER", ("Mechanism",), ("Organisation", "Consulate", *_PLACE), "has as a member"),
        RelationType(
            "INCLUDES",
            ("Programme",),
            ("Programme", "Mechanism", "Project", "Event", "Visit"),
            "has as a part",
        ),
        RelationType("HELD_BY", ("Function", "Quota"), ("Organisation",), "is held by"),
        RelationType("FORMERLY_HELD_BY", ("Function",), ("Organisation",), "was held before by"),
        RelationType("SEEN_BY", ("Site",), ("Visit",), "was seen on"),
        RelationType("ISSUED_BY", ("Document",), ("Organisation",), "was made or adopted by"),
        RelationType("SAME_AS", ("Visit", "Event"), ("Visit", "Event"), "tells of the same happening as"),
        RelationType("SAYS", ("Statement",), (*_ANY_FACT, "Source", "Decision", "Coverage"), "speaks of"),
        RelationType("FROM_SOURCE", ("Statement",), ("Source",), "is made by"),
        RelationType("BROUGHT_BY", ("Statement",), ("LoadRun",), "came with the load"),
        RelationType(
            "CONTRADICTS",
            ("Statement",),
            ("Statement",),
            "cannot be true together with",
            (_text("property", "property in which"), _text("fact", "id of the fact")),
        ),
        RelationType("RAISED_BY", ("Issue",), ("LoadRun",), "was found by the load"),
        RelationType(
            "TWINNED",
            _PLACE,
            _PLACE,
            "has a formal tie with; the two as in the tie, whichever asked",
            (
                _text("kind", "kind", "tie_kind"),
                _text("status", "status", "tie_status"),
                _date("since", "signed"),
                _text("tie_id", "id of the tie"),
                _text(
                    "load_id",
                    "load after which it was made; another than the last one means that it is stale",
                ),
            ),
            derived=True,
        ),
        RelationType(
            "LINKED",
            _PLACE,
            (*_PLACE, "Port", "Organisation"),
            "as a home, is linked with a strength of",
            (
                _number("strength", "0 to 100"),
                Property("as_of", ValueType.DAY, "day it is computed for"),
                _text(
                    "config_hash",
                    "digest of the numbers it is computed with; another than that in force means that it is "
                    "stale",
                ),
                _text(
                    "load_id",
                    "load after which it was made; another than the last one means that it is stale",
                ),
                *(_number(letter, f"component: {name}, 0 to 1") for letter, name in _COMPONENTS),
                _number("evidence", "how well it is founded, 0 to 1"),
                Property(
                    "activity_known",
                    ValueType.TRUTH,
                    "whether anything is known of contact beside what was signed",
                ),
            ),
            derived=True,
        ),
    )
}


def owned_relations(label: str) -> tuple[RelationType, ...]:
    """Return the relationship types that start at ``label`` and are loaded from facts, not derived."""
    return tuple(entry for entry in RELATION_TYPES.values() if label in entry.starts and not entry.derived)


#: Relationship types that are computed from facts and can be rebuilt at any time.
DERIVED: frozenset[str] = frozenset(name for name, entry in RELATION_TYPES.items() if entry.derived)
