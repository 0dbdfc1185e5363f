"""``decisions``: what the office decided on contradictory sources."""

from __future__ import annotations

from collections.abc import Iterator

from graph.i18n import Bilingual, label_name
from graph.model.partial_date import PartialDate
from graph.model.schema import NODE_TYPES
from graph.model.schema_elements import Property, ValueType
from graph.model.vocabulary import VOCABULARIES
from ingest.tables.declaration import (
    CellType,
    Claim,
    Context,
    Identity,
    InputColumn,
    InputTable,
    NodeReference,
    Record,
    RowLink,
    RowProblem,
)
from ingest.tables.ties import PARTIES, tie_ref

#: Value of a decision that leaves the contradiction open.
OPEN = "open"
#: Property of a decision that two rows tell of one visit or event; its value is the row that represents it.
SAME_AS = "same_as"
#: Property of a decision that two rows, its fact and its value, do not tell of one visit or event.
DIFFERENT_FROM = "different_from"
_HAPPENINGS = ("Visit", "Event")


def _decided_fact(record: Record, context: Context) -> NodeReference:
    """Return the fact that a decision is about: the one named, else the tie between the two parties."""
    if named := record.text("fact"):
        fact = context.find(named) or context.claimed(named)
        if fact is None:
            raise RowProblem(
                "unknown_fact",
                "fact",
                "no row speaks of {id!r}",
                "correct the id, or load the table that describes it as well",
                id=named,
            )
        return fact
    if not (record.text("from_id") and record.text("to_id")):
        raise RowProblem(
            "no_fact",
            "fact",
            "the row does not say what was decided on",
            "name the fact, or both parties of a tie",
        )
    tie = context.find(
        tie_ref(context.ref(record.text("from_id")).id, context.ref(record.text("to_id")).id, "").id
    )
    if tie is None:
        raise RowProblem(
            "unknown_tie",
            "to_id",
            "no row speaks of a tie between these two",
            "correct the ids, or load the ties with it",
        )
    return tie


def _decision_claims(record: Record, context: Context) -> Iterator[Claim]:
    name, value = record.text("property"), record.text("value")
    fact = _decided_fact(record, context)
    if name in (SAME_AS, DIFFERENT_FROM) and fact.label in _HAPPENINGS:
        if value != OPEN:
            _check_other(fact, value, context)
    else:
        _check_property(fact, name, value)
    yield Claim(
        NodeReference("Decision", record.row),
        record.pick("property", "value", "reason", "decided_on"),
        (RowLink("CONCERNS", fact),),
    )


def _check_other(fact: NodeReference, value: str, context: Context) -> None:
    """Check that the value of a decision is another visit or event."""
    other = context.find(value)
    if other is None or other.label != fact.label or other.id == fact.id:
        raise RowProblem(
            "unknown_fact",
            "value",
            "{id!r} is no other {label}",
            "write the id of the other row",
            id=value,
            label=label_name(fact.label),
        )


def _check_property(fact: NodeReference, name: str, value: str) -> None:
    """Check that the fact has a property that can be decided, and that it can have the value."""
    try:
        declared = NODE_TYPES[fact.label].property(name)
    except KeyError:
        known = [entry.name for entry in NODE_TYPES[fact.label].properties if entry.exclusive]
        raise RowProblem(
            "unknown_property",
            "property",
            "a {label} has no property {name!r}",
            "decide one of {known}",
            label=label_name(fact.label),
            name=name,
            known=known,
        ) from None
    if value != OPEN:
        _check_value(declared, value)


def _check_value(declared: Property, value: str) -> None:
    if declared.vocabulary and value not in VOCABULARIES[declared.vocabulary]:
        known = list(VOCABULARIES[declared.vocabulary].words)
        raise RowProblem(
            "unknown_word",
            "value",
            "{text!r} is no {vocabulary}",
            "one of {known}",
            text=value,
            vocabulary=declared.vocabulary,
            known=known,
        )
    if declared.kind in (ValueType.DATE, ValueType.DAY):
        try:
            PartialDate.parse(value)
        except ValueError:
            raise RowProblem(
                "date", "value", "{text!r} is no date", "write 2019, 2019-05 or 2019-05-28", text=value
            ) from None
    if declared.kind is ValueType.INTEGER and not value.isdecimal():
        raise RowProblem("number", "value", "{text!r} is no whole number", "write digits only", text=value)


DECISIONS = InputTable(
    name="decisions",
    label=Bilingual("Decisions", "记载核定"),
    templated=False,
    first=("reason", "decided_on"),
    means=Bilingual(
        "What the office decided where sources contradict each other about a fact.",
        "各来源对同一事实记载不一致时，本单位核定的结论。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn(
            "file",
            optional=True,
            means=Bilingual("file it is about; kept, not used", "所涉文件；只保存，不使用"),
        ),
        InputColumn(
            "fact",
            optional=True,
            means=Bilingual(
                "id of the fact that was decided on; left out: the tie between the two parties",
                "所核定事实的编号；不填则为双方的结好关系",
            ),
        ),
        InputColumn("from_id", CellType.REFERENCE, optional=True, labels=PARTIES),
        InputColumn("to_id", CellType.REFERENCE, optional=True, labels=PARTIES),
        InputColumn(
            "property",
            required=True,
            means=Bilingual(
                (
                    "property of the fact in which its sources differ: `kind` or `status` of a tie, "
                    "`date` of a step, `start` of a visit or event; `same_as` of a visit or event that "
                    "another row tells too, `different_from` of one that it does not tell"
                ),
                (
                    "核定的项目：结好关系的 `kind`（类别）、`status`（状态），"
                    "步骤的 `date`（日期），团组、活动的 `start`（开始日期）等；"
                    "`same_as` 表示该团组、活动与另一行为同一件事，`different_from` 表示不是同一件事"
                ),
            ),
        ),
        InputColumn(
            "value",
            required=True,
            means=Bilingual(
                "value it shall have, for `same_as` the id of the row that represents both, for "
                "`different_from` of the other one; `open`: both statements stay, nothing is decided",
                "核定的值，`same_as` 为代表两者的那一行的编号，`different_from` 为另一行的编号；"
                "`open` 表示两种记载并存，暂不核定",
            ),
        ),
        InputColumn(
            "reason",
            required=True,
            long=True,
            label=Bilingual("Reason", "理由"),
            means=Bilingual("why", "理由"),
        ),
        InputColumn(
            "decided_on",
            CellType.DAY,
            required=True,
            label=Bilingual("Decided on", "核定日期"),
            means=Bilingual("when", "核定日期"),
        ),
    ),
    identities=lambda record, context: (Identity(node=NodeReference("Decision", record.row)),),
    claims=_decision_claims,
    key=("fact", "from_id", "to_id", "property", "decided_on"),
    valid_on=("decided_on",),
    sourced=False,
)
