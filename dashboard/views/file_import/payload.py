"""What the page "Import" shows of the documents of the commands: proposal and plan, in its language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.components.payloads.entry_data import OptionData
from dashboard.components.payloads.file_import_data import (
    LoadPlanData,
    PlanChangeData,
    PlanCountData,
    RegisterColumnData,
    RegisterSheetData,
    RowRemarkData,
)
from graph.i18n import Bilingual, Texts
from graph.sanitize import one_line
from ingest.registers.fields import SUBJECTS, fields

#: Maximum number of rows refused, of remarks and of changed facts shown.
MOST_REFUSED, MOST_REMARKS, MOST_CHANGES = 200, 100, 60
_CELL, _HEAD = 120, 60
#: Kinds of nodes that are no facts of their own.
_BOOKKEEPING = ("Statement", "Source")
_NONE = "–"


def sheets(document: Mapping[str, Any], t: Texts) -> list[RegisterSheetData]:
    """Return the sheets of a proposal."""
    return [_sheet(sheet, t) for sheet in document["sheets"]]


def _sheet(sheet: Mapping[str, Any], t: Texts) -> RegisterSheetData:
    subject = sheet["subject"] or ""
    about = [t("import.head_line", line=sheet["head_line"]), t.number("import.rows", sheet["rows"])]
    about += [_setting(name, value, t) for name, value in sheet["set"].items()]
    return {
        "sheet": sheet["sheet"],
        "title": one_line(sheet["sheet"], _HEAD),
        "about": " · ".join(about),
        "subject": subject,
        "columns": [_column(column, t) for column in sheet["columns"]],
        "rows": [[one_line(cell, _CELL) for cell in row] for row in sheet["body"]],
        "meanings": [
            {"value": name, "text": entry.label.text(t.lang)}
            for name, entry in fields().items()
            if entry.suits(subject)
        ],
    }


def _setting(name: str, value: str, t: Texts) -> str:
    """Return what holds for every row of a sheet."""
    words = {"kind": "tie_kind", "status": "tie_status", "direction": "direction", "level": "level"}
    field = fields().get(name)
    told = field.label.text(t.lang) if field else name
    return t("import.setting", name=told, value=t.word(words.get(name, name), value))


def _column(column: Mapping[str, Any], t: Texts) -> RegisterColumnData:
    certainty, why = column["certainty"], column["why"]
    told = t(f"import.why_{why}") if why else t("import.why_none")
    if column["order"]:
        order = t(f"import.order_{column['order']}")
        told = f"{told} · {order}"
    return {
        "head": column["head"],
        "means": column["field"] or "",
        "order": column["order"] or "",
        "certainty": certainty,
        "told": t("import.certainty", certainty=t(f"import.is_{certainty}"), why=told),
    }


def subjects(t: Texts) -> list[OptionData]:
    """Return what a row can be about."""
    return [{"value": name, "text": t.word("register_subject", name)} for name in SUBJECTS]


# --- the plan -----------------------------------------------------------------------------------------------


def plan(document: Mapping[str, Any], t: Texts) -> LoadPlanData:
    """Return what a load does or did."""
    done = not document["dry_run"]
    issues = document["issues"]
    refused_places = {_place(issue) for issue in issues if issue["level"] == "error" and issue["line"]}
    refused = [issue for issue in issues if issue["level"] == "error"]
    remarks = [issue for issue in issues if issue["level"] != "error" and _place(issue) not in refused_places]
    changes = [change for change in document.get("changes", ()) if change["label"] not in _BOOKKEEPING]
    large = [entry for entry in document["retiring"] if entry["rows"] * 10 > entry["of"]]
    replaced = (document.get("kept") or {}).get("replaces") or []
    return {
        "title": t("import.done_title") if done else t("import.plan_title"),
        "summary": _summary(document, len(refused_places), t),
        "counts": _counts(document["nodes"], t),
        "changes": [_change(change, t) for change in changes[:MOST_CHANGES]],
        "cut": t("import.cut", n=MOST_CHANGES, total=len(changes)) if len(changes) > MOST_CHANGES else "",
        "refused": [_remark(issue, t) for issue in refused[:MOST_REFUSED]],
        "refused_title": _title(
            t.number("import.refused", len(refused_places)), len(refused), MOST_REFUSED, t
        ),
        "remarks": [_remark(issue, t) for issue in remarks[:MOST_REMARKS]],
        "remarks_title": _title(t.number("import.remarks", len(remarks)), len(remarks), MOST_REMARKS, t),
        "replaces": t("import.replaces", file=t("list.and").join(replaced)) if replaced else "",
        "retires": "; ".join(
            t("import.retires", table=entry["dataset"], rows=entry["rows"], of=entry["of"]) for entry in large
        ),
        "done": done,
    }


def _place(issue: Mapping[str, Any]) -> tuple[str, str, int]:
    return issue["file"], issue["sheet"], issue["line"]


def _title(title: str, lines: int, most: int, t: Texts) -> str:
    """Return the title of a list, which says how much of it is shown."""
    return title + t("import.shown", n=most, total=lines) if lines > most else title


def _summary(document: Mapping[str, Any], refused: int, t: Texts) -> str:
    changed = sum(
        counts["created"] + counts["updated"] + counts["retired"]
        for label, counts in document["nodes"].items()
        if label not in _BOOKKEEPING
    )
    said = [t.number("import.facts_changed", changed) if changed else t("import.nothing_changes")]
    said.append(t.number("import.refused", refused) if refused else t("import.no_refused"))
    return t("list.sentences").join(said)


def _counts(nodes: Mapping[str, Mapping[str, int]], t: Texts) -> list[PlanCountData]:
    found: list[PlanCountData] = []
    for label, counts in nodes.items():
        if label in _BOOKKEEPING or not (counts["created"] or counts["updated"] or counts["retired"]):
            continue
        told = {name: str(number) if number else _NONE for name, number in counts.items()}
        found.append(
            {
                "name": t.word("label", label),
                "created": told["created"],
                "updated": told["updated"],
                "unchanged": told["unchanged"],
                "retired": told["retired"],
            }
        )
    return found


def _change(change: Mapping[str, Any], t: Texts) -> PlanChangeData:
    name = Bilingual(change.get("title", ""), change.get("title_zh", "")).text(t.lang) or change["id"]
    return {
        "what": change["what"],
        "text": t(
            f"entry.change_{change['what']}",
            label=t.word("label", change["label"]),
            name=one_line(name, _CELL),
        ),
        "values": [
            t(
                "import.value",
                property=t.word("field", name),
                old=_value(old, t),
                new=_value(new, t),
            )
            for name, (old, new) in change.get("values", {}).items()
        ],
    }


def _value(value: object, t: Texts) -> str:
    if value is None or value in ("", []):
        return t("import.no_value")
    if isinstance(value, list):
        return one_line(t("list.and").join(map(str, value)), _CELL)
    return one_line(str(value), _CELL)


def _remark(issue: Mapping[str, Any], t: Texts) -> RowRemarkData:
    where = [issue["sheet"]] if issue["sheet"] else []
    where += [t("import.line", n=issue["line"])] if issue["line"] else []
    return {
        "where": " ".join(where) or one_line(Path(issue["file"]).name, _HEAD),
        "column": one_line(issue["column"], _HEAD),
        "value": one_line(issue["value"], _CELL),
        "reason": one_line(Bilingual(issue["reason"], issue["reason_zh"]).text(t.lang), 300),
        "hint": one_line(Bilingual(issue["hint"], issue["hint_zh"]).text(t.lang), 300),
    }


def heads(names: Sequence[str], t: Texts) -> list[str]:
    """Return the heads of a table of the page."""
    return [t(f"import.head_{name}") for name in names]
