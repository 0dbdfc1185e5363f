"""``decisions``: what the office decided on contradictory sources."""

from __future__ import annotations

from collections.abc import Iterator

from graph.i18n import Bilingual, label_name
from graph.model.fact_nodes import PLACE_LABELS
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
#: Of places and bodies: that registers mean the value by the names of the fact.
SAME_AS = "same_as"
#: Property of a decision that two rows, its fact and its value, are not one visit, event, place or body.
DIFFERENT_FROM = "different_from"
_OF_TWO = (SAME_AS, DIFFERENT_FROM)
_HAPPENINGS = ("Visit", "Event")
#: Labels of what registers name; those of one group may be one.
_NAMED = (PLACE_LABELS, ("Organisation",))


def _decided_fact(record: Record, context: Context) -> NodeReference:
    """Return the fact that a decision is about: the one named, else the tie between the two parties."""
    if named := record.text("fact"):
        fact = context.find(named) or context.claimed(named) or _outlived(record, context)
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


def _outlived(record: Record, context: Context) -> NodeReference | None:
    """Return the place or body that a decision names as its value, if it is one of two such.

    When a register no longer makes the other one, as the decision wants it, the decision is about this one.
    """
    other = context.find(record.text("value")) if record.text("property") in _OF_TWO else None
    return other if other and any(other.label in labels for labels in _NAMED) else None


def _decision_claims(record: Record, context: Context) -> Iterator[Claim]:
    name, value = record.text("property"), record.text("value")
    fact = _decided_fact(record, context)
    concerned: tuple[NodeReference, ...] = (fact,)
    if name in _OF_TWO and fact.label in _HAPPENINGS:
        if value != OPEN:
            _check_other(fact, value, context)
    elif name in _OF_TWO and any(fact.label in labels for labels in _NAMED):
        concerned = _two_named(record, fact, context)
    else:
        _check_property(fact, name, value)
    yield Claim(
        NodeReference("Decision", record.row),
        record.pick("property", "value", "reason", "decided_on"),
        tuple(RowLink("CONCERNS", node) for node in dict.fromkeys(concerned)),
    )


def _two_named(record: Record, fact: NodeReference, context: Context) -> tuple[NodeReference, NodeReference]:
    """Return both places or bodies of a decision, which are one node if the other is gone."""
    named, value = record.text("fact"), record.text("value")
    other = context.find(value)
    alike = next(labels for labels in _NAMED if fact.label in labels)
    if other is None or other.label not in alike or named == value:
        raise _no_other(fact, value)
    countries = {code for node in (fact, other) if (code := context.country_of(node.id))}
    if len(countries) > 1:
        raise RowProblem(
            "other_country",
            "value",
            "{first!r} and {second!r} lie in different countries or areas: {countries}",
            "correct the country of the one that has a wrong one, and load it again",
            first=fact.id,
            second=other.id,
            countries=sorted(countries),
        )
    if record.text("property") == SAME_AS and fact.label in PLACE_LABELS and not record.texts("names"):
        raise RowProblem(
            "empty",
            "names",
            "the names that registers give the place are missing",
            "write them as the registers do, separated by semicolons",
        )
    return fact, other


def _check_other(fact: NodeReference, value: str, context: Context) -> None:
    """Check that the value of a decision is another visit or event."""
    other = context.find(value)
    if other is None or other.label != fact.label or other.id == fact.id:
        raise _no_other(fact, value)


def _no_other(fact: NodeReference, value: str) -> RowProblem:
    """Return the error that the value of a decision is no other row of the kind of its fact."""
    return RowProblem(
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
                    "another row tells too, `different_from` of one that it does not tell; both also of a "
                    "place or organisation"
                ),
                (
                    "核定的项目：结好关系的 `kind`（类别）、`status`（状态），"
                    "步骤的 `date`（日期），团组、活动的 `start`（开始日期）等；"
                    "`same_as` 表示该团组、活动与另一行为同一件事，`different_from` 表示不是同一件事；"
                    "二者也可用于地方和机构"
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
            "names",
            CellType.TEXTS,
            optional=True,
            label=Bilingual("Names in registers", "登记表中的名称"),
            means=Bilingual(
                "for `same_as` of a place: the names by which registers mean the place of `value`; an entry "
                "by hand takes those of the other place",
                "用于地方的 `same_as`：登记表用以指称 `value` 一地的名称；手工登记时自动取另一地的名称",
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
