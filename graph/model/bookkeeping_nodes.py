"""Labels of provenance and of the store's own book-keeping."""

from __future__ import annotations

from graph.model.schema_elements import (
    NAME_PROPERTIES,
    NOTE,
    LabelGroup,
    NodeType,
    Property,
    ValueType,
    date_property,
    integer_property,
    number_property,
    text_property,
)

PROVENANCE_NODES = (
    NodeType(
        "Source",
        "a document that says something, or a register of the office itself",
        LabelGroup.PROVENANCE,
        (
            text_property("title", "title, as printed"),
            text_property("publisher", "who publishes it"),
            text_property("url", "address"),
            date_property("date", "day of publication"),
            text_property("language", "ISO 639-1 code of its language"),
            text_property("reliability", "note on its reliability"),
            text_property(
                "grade",
                "A own record or the partner's; B other official; C press; D reposts; E inferred",
                "grade",
            ),
            text_property("disclosure", "who may see what it says", "disclosure"),
        ),
    ),
    NodeType(
        "Statement",
        "what one row of one source says: its cells as given",
        LabelGroup.PROVENANCE,
        (
            text_property("collection", "data folder it came with"),
            text_property("dataset", "table"),
            text_property("row", "id of the row in that table"),
            text_property("locator", "where in the source"),
            date_property("valid_on", "of when it speaks"),
            date_property("published_on", "when the source was published"),
            Property("recorded_on", ValueType.DAY, "when this store first held it in this wording"),
            Property("values", ValueType.JSON, "every filled cell of the row, by column"),
        ),
    ),
    NodeType(
        "Decision",
        "a decision where sources contradict each other, with the reason",
        LabelGroup.PROVENANCE,
        (
            text_property("property", "property decided"),
            text_property("value", "value it shall have"),
            text_property("reason", "why"),
            Property("decided_on", ValueType.DAY, "when"),
        ),
    ),
    NodeType(
        "Coverage",
        "for this kind and period the record is complete, so that silence may be read",
        LabelGroup.PROVENANCE,
        (
            text_property("dataset", "table"),
            text_property("kind", "kind within it"),
            Property("from", ValueType.DAY, "first day"),
            Property("to", ValueType.DAY, "last day"),
            *NOTE,
        ),
    ),
    NodeType(
        "Setting",
        "a setting that the office of a home changed: a number, a limit, a switch, or its list of bodies",
        LabelGroup.PROVENANCE,
        (
            text_property("setting", "which one: its file and its place in it"),
            text_property("value", "as it is written in the file"),
            text_property("reason", "why"),
        ),
    ),
)

BOOKKEEPING_NODES = (
    NodeType(
        "LoadRun",
        "one load of files",
        LabelGroup.BOOKKEEPING,
        (
            text_property("state", "how it stands", "load_state"),
            Property("started_at", ValueType.MOMENT, "when it began"),
            Property("finished_at", ValueType.MOMENT, "when it was complete"),
            Property("files", ValueType.JSON, "files with sha256, encoding and counts"),
            Property("counts", ValueType.JSON, "nodes created, updated, unchanged and retired, by label"),
            Property(
                "entry", ValueType.JSON, "what was entered by hand, or taken back: table, row and cells"
            ),
            text_property("undoes", "id of the load that it takes back"),
        ),
    ),
    NodeType(
        "RetiredStatement",
        "what one row said before a load took it out or replaced it",
        LabelGroup.BOOKKEEPING,
        (
            text_property("collection", "data folder it came with"),
            text_property("dataset", "table"),
            text_property("row", "id of the row in that table"),
            text_property("locator", "where in the source"),
            Property("recorded_on", ValueType.DAY, "when this store first held it in this wording"),
            text_property("brought_by", "id of the load that brought it"),
            Property("retired_on", ValueType.DAY, "when it was taken out or replaced"),
            text_property("retired_by", "id of the load that did so"),
            Property("values", ValueType.JSON, "every filled cell of the row, by column"),
        ),
    ),
    NodeType(
        "Issue",
        "a row refused, or accepted with a remark",
        LabelGroup.BOOKKEEPING,
        (
            text_property("level", "error: refused; warning: accepted with a remark", "issue_level"),
            text_property("code", "what is wrong, as a word"),
            text_property("file", "file name"),
            text_property("sheet", "sheet of a workbook"),
            integer_property("line", "line or row number"),
            text_property("column", "column"),
            text_property("value", "the cell"),
            text_property("reason", "what is wrong, in a sentence"),
            text_property("hint", "what to do"),
            text_property("reason_zh", "what is wrong, in Chinese"),
            text_property("hint_zh", "what to do, in Chinese"),
        ),
    ),
    NodeType(
        "Perspective",
        "a part of the graph as a user arranged it, saved under a name",
        LabelGroup.BOOKKEEPING,
        (
            text_property("name", "what it is called"),
            text_property("home", "id of the home it was kept for"),
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
        "a data folder, and the home whose relations it records",
        LabelGroup.BOOKKEEPING,
        (
            text_property("home", "id of the home"),
            text_property("collection", "data folder it is loaded from"),
            text_property("country", "ISO code of its country"),
            text_property("naming", "naming profile"),
            text_property(
                "disclosure", "who may see what its sources say that do not say so themselves", "disclosure"
            ),
            Property(
                "receivers",
                ValueType.TEXTS,
                "bodies of the home whose guests count as groups received by the home",
            ),
            text_property("strength", "the office's own numbers for the strength of links, as TOML"),
            text_property("gaps", "what the office changes of the rules that find gaps, as TOML"),
            Property("rules", ValueType.JSON, "the office's own rules: file to text"),
            *NAME_PROPERTIES,
        ),
    ),
    NodeType(
        "Store",
        "the store itself: version of the model, and who writes at the moment",
        LabelGroup.BOOKKEEPING,
        (
            integer_property("model_version", "version of the model"),
            text_property(
                "restoring", "backup that is being restored; until it is done the store is of no use"
            ),
            text_property("restoring_sha256", "digest of that backup"),
            integer_property("restored_lines", "how many of its lines are there"),
            text_property("writer", "process that holds the right to write"),
            number_property("writer_since", "since when, in seconds since 1970"),
            integer_property("writer_beat", "how often it was renewed"),
        ),
    ),
)

#: What is computed from facts and can be rebuilt at any time.
REBUILT_NODES = (
    NodeType(
        "ContactIndex",
        "tells for which home, and by which of its places and names, contacts are held in compact form",
        LabelGroup.BOOKKEEPING,
        (
            text_property("home", "id of the home"),
            text_property("about", "digest of the home's places and names"),
        ),
    ),
    NodeType(
        "ContactPack",
        "the visits and events of a home with one place, organisation or consulate, in compact form",
        LabelGroup.BOOKKEEPING,
        (
            text_property("home", "id of the home"),
            text_property("party", "id of the place, organisation or consulate"),
            Property("contacts", ValueType.BYTES, "the contacts; none if there are none any more"),
            Property("stale", ValueType.TRUTH, "whether facts changed since, so that it must not be used"),
        ),
    ),
)
