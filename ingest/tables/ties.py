"""``ties``, ``tie_steps`` and ``tie_actors``.

They hold what one source says of a relation, the steps of its procedure, and parties that are not places.

Several rows can refer to the same tie. A tie is identified by its two parties; each row reports one or more
steps, from which the kind and status of the tie follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.i18n import Bilingual
from graph.model.procedures import procedures
from graph.model.tie_stages import END_STEP_OF_STATUS, kind_told, steps_told
from graph.model.vocabulary import TIE_FAMILIES
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
    RowProblem,
)
from ingest.tables.organisations import organisation_names

PARTIES = ("City", "Region", "CountryOrArea", "Port", "Organisation")

_EXTRA = (
    "approval_no",
    "place_signed",
    "signatories",
    "languages",
    "term",
    "counterpart",
    "division",
    "note",
    "note_zh",
)


def tie_ref(first: str, second: str, kind: str) -> NodeReference:
    """Return the tie between two parties, the same for either order and for all stages of a relation."""
    family = TIE_FAMILIES.get(kind, "relation")
    low, high = sorted((first, second))
    return NodeReference("Tie", f"{'tie' if family == 'relation' else family}-{low}--{high}")


def tie_claims(record: Record, context: Context) -> Iterator[Claim]:
    """Yield the claims of a row about its tie and the tie's steps."""
    parties = sorted(
        (context.ref(record.text("from_id")), context.ref(record.text("to_id"))), key=lambda ref: ref.id
    )
    if parties[0] == parties[1]:
        raise RowProblem("tie_with_itself", "to_id", "both parties are the same", "name the other party")
    kind, status = record.text("kind"), record.text("status")
    tie = tie_ref(parties[0].id, parties[1].id, kind)
    names = [context.names(party.id) for party in parties]
    values = {
        "kind": kind,
        "status": status,
        "family": TIE_FAMILIES.get(kind, "relation"),
        "name_en": " – ".join(name[0] for name in names),
        "name_zh": "—".join(name[1] or name[0] for name in names),
    }
    values |= record.pick(*_EXTRA, signed="signed_date", said="as_of", status_date="status_date")
    links = tuple(
        RowLink("BETWEEN", party, {"role": role}) for role, party in zip("ab", parties, strict=True)
    )
    yield Claim(tie, values, links)

    for step, date in steps_told(record.values).items():
        step_values = {
            "kind": kind,
            "step": step,
            "track": "both",
            "status": "planned" if step == "target" else "done",
        }
        if date:
            step_values["date"] = date
        if said := record.text("as_of"):
            step_values["said"] = said
        step_values |= record.pick("procedure", "mode", "document_no")
        yield Claim(
            NodeReference("TieStep", f"{tie.id}/{kind}/{step}"), step_values, (RowLink("STEP_OF", tie),)
        )
    if status in END_STEP_OF_STATUS:
        step, step_status = END_STEP_OF_STATUS[status]
        yield Claim(
            NodeReference("TieStep", f"{tie.id}/{kind}/{step_status}"),
            {"kind": kind, "step": step, "track": "both", "status": step_status}
            | record.pick(date="status_date", said="as_of"),
            (RowLink("STEP_OF", tie),),
        )


def tie_identities(record: Record, context: Context) -> Iterable[Identity]:
    """Yield the tie of a row, so that other rows can refer to it."""
    first, second = context.find(record.text("from_id")), context.find(record.text("to_id"))
    if first and second:
        yield Identity(node=tie_ref(first.id, second.id, record.text("kind")))


TIES = InputTable(
    name="ties",
    label=Bilingual("Ties", "结好关系"),
    means=Bilingual(
        (
            "What one source says of a relation between two parties. Several rows may speak of one "
            "relation; "
            "they become one tie with its steps."
        ),
        "一个出处对一项结好关系的记载。同一关系可有多行，系统归并为一项关系及其各个步骤。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn("from_id", CellType.REFERENCE, required=True, labels=PARTIES),
        InputColumn("to_id", CellType.REFERENCE, required=True, labels=PARTIES),
        InputColumn("kind", CellType.WORD, required=True, vocabulary="tie_kind"),
        InputColumn("status", CellType.WORD, required=True, vocabulary="tie_status"),
        InputColumn("contact_date", CellType.DATE, optional=True),
        InputColumn("intent_date", CellType.DATE, optional=True),
        InputColumn(
            "application_date",
            CellType.DATE,
            optional=True,
            label=Bilingual("Application", "申请日期"),
            means=Bilingual("day of the application", "报批日期"),
        ),
        InputColumn(
            "approval_date",
            CellType.DATE,
            optional=True,
            label=Bilingual("Approval", "批复日期"),
            means=Bilingual("day of the approval", "批复日期"),
        ),
        InputColumn("signed_date", CellType.DATE, optional=True),
        InputColumn("as_of", CellType.DATE, optional=True),
        InputColumn(
            "status_date",
            CellType.DATE,
            optional=True,
            label=Bilingual("Status since", "状态日期"),
            means=Bilingual(
                "day from which an end, a suspension, a dormancy or a resumption holds",
                "终止、中止、休眠或恢复之日",
            ),
        ),
        InputColumn("date_precision", optional=True),
        InputColumn("approval_no", optional=True),
        InputColumn(
            "place_signed",
            optional=True,
            label=Bilingual("Place of signature", "签署地点"),
            means=Bilingual("place of signature", "签署地点"),
        ),
        InputColumn(
            "signatories",
            optional=True,
            label=Bilingual("Signatories", "签署人职务"),
            means=Bilingual("signatories, by office", "签署人职务"),
        ),
        InputColumn(
            "languages",
            optional=True,
            label=Bilingual("Languages of the text", "文本语言"),
            means=Bilingual("languages of the text", "文本语言"),
        ),
        InputColumn(
            "term",
            optional=True,
            label=Bilingual("Term", "有效期"),
            means=Bilingual("term of the agreement", "有效期"),
        ),
        InputColumn(
            "counterpart",
            optional=True,
            label=Bilingual("Counterpart department", "对口部门"),
            means=Bilingual("counterpart department", "对口部门"),
        ),
        InputColumn("division", optional=True),
        InputColumn("procedure", optional=True, choices="procedures"),
        InputColumn("mode", CellType.WORD, optional=True, vocabulary="mode"),
        InputColumn("document_no", optional=True),
        *PROVENANCE,
    ),
    identities=tie_identities,
    late=True,
    claims=tie_claims,
    key=("from_id", "to_id", "kind", "status", "signed_date", "as_of", "source", "locator"),
    first=(
        "from_id",
        "to_id",
        "kind",
        "status",
        "contact_date",
        "intent_date",
        "approval_date",
        "signed_date",
        "as_of",
        "signatories",
        "division",
        "note",
    ),
    valid_on=("as_of", "signed_date", "intent_date", "contact_date"),
)


def _step_claims(record: Record, context: Context) -> Iterator[Claim]:
    """Yield the claims of one step of a procedure; no other row has to mention the tie."""
    known = procedures()
    procedure = known.get(record.text("procedure"))
    if procedure is None:
        raise RowProblem(
            "unknown_procedure",
            "procedure",
            "there is no procedure {name!r}",
            "one of {known}",
            name=record.text("procedure"),
            known=list(known),
        )
    step = procedure.step(record.text("step"))
    if step is None:
        steps = [entry.id for entry in (*procedure.home, *procedure.partner)]
        raise RowProblem(
            "unknown_step",
            "step",
            "the procedure has no step {name!r}",
            "one of {known}",
            name=record.text("step"),
            known=steps,
        )
    parties = sorted(
        (context.ref(record.text("from_id")), context.ref(record.text("to_id"))), key=lambda ref: ref.id
    )
    if parties[0] == parties[1]:
        raise RowProblem("tie_with_itself", "to_id", "both parties are the same", "name the other party")
    kind = kind_told(record.values)
    if not kind:
        raise RowProblem(
            "no_kind",
            "kind",
            "the procedure is for any kind of tie",
            "fill the column with the kind it leads to",
        )
    tie = tie_ref(parties[0].id, parties[1].id, kind)
    names = [context.names(party.id) for party in parties]
    told = steps_told(record.values)
    values = {
        "kind": kind,
        "status": next(iter(told), "target"),  # a procedure in progress aims at a tie
        "family": TIE_FAMILIES.get(kind, "relation"),
        "name_en": " – ".join(name[0] for name in names),
        "name_zh": "—".join(name[1] or name[0] for name in names),
    }
    if told.get("signed"):
        values["signed"] = told["signed"]
    yield Claim(
        tie,
        values,
        tuple(RowLink("BETWEEN", party, {"role": role}) for role, party in zip("ab", parties, strict=True)),
    )
    track = record.text("track") or "home"
    own = {
        "kind": kind,
        "step": step.stage,
        "name": step.id,
        "track": track,
        "status": record.text("status") or "done",
    }
    own |= record.pick("procedure", "body", "date", "document_no", "mode", "note", "note_zh")
    yield Claim(
        NodeReference("TieStep", f"{tie.id}/{procedure.id}/{track}/{step.id}"),
        own,
        (RowLink("STEP_OF", tie),),
    )


def _step_identities(record: Record, context: Context) -> Iterable[Identity]:
    first, second = context.find(record.text("from_id")), context.find(record.text("to_id"))
    if first and second:
        yield Identity(node=tie_ref(first.id, second.id, kind_told(record.values)))


TIE_STEPS = InputTable(
    name="tie_steps",
    label=Bilingual("Steps of ties", "结好步骤"),
    means=Bilingual(
        "One step of a tie's procedure, on the home's or the partner's track; for the pending board.",
        "结好程序的一个步骤，分我方、对方；用于推进看板。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn("from_id", CellType.REFERENCE, required=True, labels=PARTIES),
        InputColumn("to_id", CellType.REFERENCE, required=True, labels=PARTIES),
        InputColumn(
            "procedure",
            required=True,
            choices="procedures",
            means=Bilingual(
                "procedure: a file of `profiles/procedures`, such as `cn-sister`",
                "结好程序：`profiles/procedures` 中的文件名，如 `cn-sister`",
            ),
        ),
        InputColumn(
            "step",
            required=True,
            choices="steps",
            label=Bilingual("Step", "步骤"),
            means=Bilingual("step of that procedure, by its id there", "该程序中的步骤编号"),
        ),
        InputColumn(
            "kind",
            CellType.WORD,
            optional=True,
            vocabulary="tie_kind",
            means=Bilingual(
                "kind it leads to; left out: the first one the procedure is for",
                "所要结成的类别；不填则按程序的第一类",
            ),
        ),
        InputColumn(
            "track",
            CellType.WORD,
            optional=True,
            vocabulary="track",
            label=Bilingual("Whose step", "哪一方的步骤"),
            means=Bilingual("whose step it is; left out: ours", "哪一方的步骤；不填则为我方"),
        ),
        InputColumn(
            "status",
            CellType.WORD,
            optional=True,
            vocabulary="step_status",
            means=Bilingual("whether it was taken; left out: done", "是否完成；不填则为已完成"),
        ),
        InputColumn("date", CellType.DATE, optional=True, means=Bilingual("when", "日期")),
        InputColumn(
            "body",
            optional=True,
            label=Bilingual("Taken by", "承办单位"),
            means=Bilingual("who took it", "承办单位"),
        ),
        InputColumn("document_no", optional=True),
        InputColumn("mode", CellType.WORD, optional=True, vocabulary="mode"),
        *PROVENANCE,
    ),
    identities=_step_identities,
    late=True,
    claims=_step_claims,
    key=("from_id", "to_id", "procedure", "step", "track"),
    first=(
        "from_id",
        "to_id",
        "procedure",
        "step",
        "track",
        "status",
        "date",
        "body",
        "document_no",
        "note",
    ),
    valid_on=("date",),
)


def _actor_identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(
        node=NodeReference("Organisation", record.row),
        same_as=record.text("same_as"),
        names=organisation_names(record),
        name_en=record.text("name_en"),
        name_zh=record.text("name_zh"),
    )


def _actor_claims(record: Record, context: Context) -> Iterable[Claim]:
    values = record.pick("name_en", "name_zh", "note", "note_zh")
    node = context.ref(record.row)
    # The organisation's own row gives a more precise kind.
    yield Claim(node, values if record.text("same_as") else values | record.pick("kind"))


TIE_ACTORS = InputTable(
    name="tie_actors",
    label=Bilingual("Other parties of ties", "结好其他当事方"),
    templated=False,
    means=Bilingual(
        "A party of a tie that is neither a place nor a port.", "结好关系中既非地方也非港口的一方。"
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn("name_en", optional=True),
        InputColumn("name_zh", optional=True),
        InputColumn("kind", CellType.WORD, vocabulary="organisation_kind"),
        InputColumn(
            "same_as",
            CellType.REFERENCE,
            optional=True,
            labels=("Organisation",),
            means=Bilingual(
                "the organisation of `organisations` that it is", "即 `organisations` 表中的哪一机构"
            ),
        ),
        *PROVENANCE,
    ),
    one_of=("name_en", "name_zh"),
    identities=_actor_identities,
    claims=_actor_claims,
    key=("name_en", "kind"),
)
