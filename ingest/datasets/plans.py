"""``projects``, ``plan_YEAR``, ``outcomes`` and ``indicators_YEAR``: what is undertaken, promised, found and counted."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.model.schema import FACT_LABELS, PLACE_LABELS
from ingest.table import PROVENANCE, Cell, Claim, Column, Context, Identity, Link, Record, Ref, Table, name_key


def _of_home(context: Context) -> tuple[Link, ...]:
    return (Link("OF_HOME", context.ref(context.home)),) if context.home else ()


def _project_claims(record: Record, context: Context) -> Iterable[Claim]:
    links = tuple(Link("INVOLVES", context.ref(place)) for place in record.texts("partner_place"))
    values = record.pick("name_en", "name_zh", "sector", "status", "company", "amount", "currency", "note", start="date_start", end="date_end")
    yield Claim(Ref("Project", record.row), values, links)


PROJECTS = Table(
    name="projects",
    columns=(
        Column("id", Cell.ID),
        Column("name_en", required=True),
        Column("name_zh", optional=True),
        Column("partner_place", Cell.REFERENCES, labels=PLACE_LABELS),
        Column("sector"),
        Column("status", Cell.WORD, required=True, vocabulary="project_status"),
        Column("date_start", Cell.DATE),
        Column("date_end", Cell.DATE, optional=True),
        Column("date_precision", optional=True),
        Column("company", optional=True),
        Column("amount", Cell.NUMBER, optional=True),
        Column("currency", optional=True),
        *PROVENANCE,
    ),
    identities=lambda record, context: (Identity(Ref("Project", record.row), name_en=record.text("name_en"), name_zh=record.text("name_zh")),),
    claims=_project_claims,
    key=("name_en", "partner_place"),
    valid_on=("date_start", "date_end"),
)


def _promise_key(home: str, verb: str, target: str) -> str:
    return name_key("Commitment", f"{home}|{verb}|{target}")


def _plan_claims(record: Record, context: Context) -> Iterable[Claim]:
    match = re.search(r"(\d{4})$", record.dataset)
    year = int(match[1]) if match else record.values.get("due_year")
    plan = Ref("Plan", "-".join(part for part in ("plan", context.home, str(year or "undated")) if part))
    links = [Link("OF_PLAN", plan), *_of_home(context)]
    if target := context.find(record.text("target_place")):
        links.append(Link("CONCERNS", target))
    values = record.pick("verb", "due_year", "division", "others", "deadline", "measure", "progress", "blocked_by", text="commitment")
    yield Claim(Ref("Commitment", record.row), values, tuple(links))
    yield Claim(plan, {"name_en": f"Plan {year}", "name_zh": f"{year}年工作计划", "year": year} if year else {}, _of_home(context))


PLAN = Table(
    name="plan",
    columns=(
        Column("id", Cell.ID, required=True),
        Column("target_place", Cell.REFERENCE, optional=True, labels=FACT_LABELS, soft=True),
        Column("verb", Cell.WORD, required=True, vocabulary="verb"),
        Column("commitment", required=True),
        Column("due_year", Cell.INTEGER, optional=True),
        Column("division", optional=True),
        Column("others", optional=True),
        Column("deadline", Cell.DAY, optional=True),
        Column("measure", optional=True),
        Column("progress", optional=True),
        Column("blocked_by", optional=True),
        *PROVENANCE,
    ),
    identities=lambda record, context: (
        Identity(
            Ref("Commitment", record.row),
            names=(_promise_key(context.home, record.text("verb"), record.text("target_place")),),
        ),
    ),
    claims=_plan_claims,
)


def _outcome_claims(record: Record, context: Context) -> Iterable[Claim]:
    links = list(_of_home(context))
    if target := context.find(record.text("target")):
        links.append(Link("CONCERNS", target))
    verb = record.text("commitment")
    # The promise with this verb about this target; a promise that names no target answers to its verb where it is the only one.
    promise = context.named(_promise_key(context.home, verb, record.text("target"))) or context.named(_promise_key(context.home, verb, ""))
    if promise:
        links.append(Link("ANSWERS", promise))
    yield Claim(Ref("Outcome", record.row), record.pick("verdict", verb="commitment", text="outcome", date="outcome_date"), tuple(links))


OUTCOMES = Table(
    name="outcomes",
    columns=(
        Column("id", Cell.ID, required=True),
        Column("target", Cell.REFERENCE, labels=FACT_LABELS, soft=True),
        Column("commitment"),
        Column("outcome", required=True),
        Column("outcome_date", Cell.DATE, optional=True),
        Column("date_precision", optional=True),
        Column("verdict", Cell.WORD, required=True, vocabulary="verdict"),
        *PROVENANCE,
    ),
    identities=lambda record, context: (Identity(Ref("Outcome", record.row)),),
    claims=_outcome_claims,
    valid_on=("outcome_date",),
)


def _indicator_claims(record: Record, context: Context) -> Iterable[Claim]:
    given = record.text("value")
    values = record.pick("unit", "meaning", "year", name="indicator", value_text="value")
    if re.fullmatch(r"-?\d+(\.\d+)?", given):
        values["value"] = float(given)
    yield Claim(Ref("Indicator", record.row), values, _of_home(context))


INDICATORS = Table(
    name="indicators",
    columns=(
        Column("id", Cell.ID, required=True),
        Column("indicator", required=True),
        Column("value", required=True),
        Column("unit"),
        Column("meaning", required=True),
        Column("year", Cell.INTEGER, required=True),
        *PROVENANCE,
    ),
    identities=lambda record, context: (Identity(Ref("Indicator", record.row)),),
    claims=_indicator_claims,
    valid_on=("year",),
)
