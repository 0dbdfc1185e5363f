"""Generates ``docs/query-catalogue.md`` and its Chinese version from the headers of the catalogue."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

from graph.errors import UnknownName
from graph.i18n import Bilingual
from queries.catalogue.query import (
    COUNTRY,
    HIGH_LEVEL,
    HOME,
    NULL,
    OUTSIDE,
    TODAY,
    AnswerColumn,
    Query,
    QueryParameter,
)

#: File name of the page by language, relative to the documentation folder.
PAGES = {"en": "query-catalogue.md", "zh": "query-catalogue.zh.md"}

_TEXTS = {
    "title": Bilingual("Query catalogue", "查询目录"),
    "intro": Bilingual(
        "Made from the headers in `queries/` by `python -m queries`; do not edit. Ask a statement "
        "with `friendcircle query NAME -p name=value`.",
        "由 `queries/` 各文件的表头生成，请勿手工修改。用 `friendcircle query NAME -p name=value` "
        "运行；用 `python -m queries` 重新生成。",
    ),
    "other": Bilingual(
        "中文版：[query-catalogue.zh.md](query-catalogue.zh.md)",
        "English: [query-catalogue.md](query-catalogue.md)",
    ),
    "parameter": Bilingual("Parameter", "参数"),
    "column": Bilingual("Column", "列"),
    "type": Bilingual("Type", "类型"),
    "default": Bilingual("Default", "默认值"),
    "meaning": Bilingual("Meaning", "含义"),
    "required": Bilingual("must be given", "必填"),
    HOME: Bilingual("the home", "本地"),
    TODAY: Bilingual("today", "当日"),
    OUTSIDE: Bilingual("those outside the remit by the naming profile", "名称规范所定的工作范围以外者"),
    HIGH_LEVEL: Bilingual("high-level ranks by the naming profile", "名称规范所定的高访级别"),
    COUNTRY: Bilingual("names by the naming profile", "名称规范所定的名称"),
    NULL: Bilingual("—", "—"),
    "no_parameters": Bilingual("No parameters.", "无参数。"),
    "example": Bilingual("Example", "示例"),
    "count": Bilingual("{} statements.", "共 {} 条查询。"),
    "general": Bilingual("Further", "其他"),
}
_TOPICS = {
    "places": Bilingual("Places and partners", "地方与伙伴"),
    "ties": Bilingual("Ties", "结好关系"),
    "visits": Bilingual("Visits", "往来团组"),
    "events": Bilingual("Events", "活动"),
    "organisations": Bilingual("Organisations and consulates", "机构与领馆"),
    "projects": Bilingual("Projects", "合作项目"),
    "plans": Bilingual("Plans, outcomes and indicators", "计划、完成情况与指标"),
    "work": Bilingual(
        "Programmes, functions, sites, quotas and documents",
        "专项与政策、职能、参观点、配额与授权、文件资料",
    ),
    "provenance": Bilingual("Sources, statements and disagreements", "出处、来源记载与记载不一致"),
    "network": Bilingual("Network", "网络"),
    "meeting": Bilingual("For the planning meeting", "工作会议所用"),
}
#: Groups without topics.
_GROUPS = {"circle": Bilingual("Asked by the page Circle", "“朋友圈”页面所用")}


def document(catalogue: Mapping[str, Query], lang: str) -> str:
    """Return the page as Markdown.

    :param lang: ``en`` or ``zh``
    :raises UnknownName: for any other language
    """
    if lang not in PAGES:
        raise UnknownName("there is no language {lang}", lang=lang, hint="known are {known}", known=PAGES)
    texts = {key: text.text(lang) for key, text in _TEXTS.items()}
    sections = by_topic(catalogue)
    lines = [
        f"# {texts['title']}",
        "",
        texts["intro"],
        "",
        texts["other"],
        "",
        texts["count"].format(len(catalogue)),
        "",
    ]
    for (group, topic), members in sections:
        lines += [
            f"- {heading(group, topic, lang)}: "
            + ", ".join(f"[{query.name}](#{query.name})" for query in members)
        ]
    for (group, topic), members in sections:
        lines += ["", f"## {heading(group, topic, lang)}"]
        for query in members:
            lines += ["", *_entry(query, lang)]
    return "\n".join(lines) + "\n"


def write_pages(catalogue: Mapping[str, Query], folder: Path) -> list[Path]:
    """Write the page of every language into ``folder`` and return the paths."""
    written = []
    for lang, name in PAGES.items():
        path = folder / name
        path.write_text(document(catalogue, lang), encoding="utf-8")
        written.append(path)
    return written


def _position(topic: str) -> int:
    return list(_TOPICS).index(topic) if topic in _TOPICS else len(_TOPICS)


def by_topic(catalogue: Mapping[str, Query]) -> list[tuple[tuple[str, str], list[Query]]]:
    """Return the queries in display order, grouped by group and topic (:func:`heading`)."""
    ordered = sorted(
        catalogue.values(),
        key=lambda query: (
            query.group != "catalogue",
            query.group,
            _position(query.topic),
            query.topic,
            query.name,
        ),
    )
    return [
        (key, list(members))
        for key, members in groupby(ordered, key=lambda query: (query.group, query.topic))
    ]


def heading(group: str, topic: str, lang: str) -> str:
    """Return the heading of a group or topic of the catalogue."""
    if topic in _TOPICS:
        return _TOPICS[topic].text(lang)
    if group in _GROUPS and not topic:
        return _GROUPS[group].text(lang)
    return f"{_TEXTS['general'].text(lang)}: {group}{'/' if topic else ''}{topic}"


def _entry(query: Query, lang: str) -> list[str]:
    texts = {key: text.text(lang) for key, text in _TEXTS.items()}
    lines = [f"### {query.name}", "", query.purpose.text(lang), ""]
    if query.parameters:
        lines += _table(
            (texts["parameter"], texts["type"], texts["default"], texts["meaning"]),
            [_parameter_row(parameter, lang) for parameter in query.parameters],
        )
    else:
        lines += [texts["no_parameters"]]
    lines += [
        "",
        *_table(
            (texts["column"], texts["type"], texts["meaning"]),
            [(f"`{column.name}`", _type(column), column.meaning.text(lang)) for column in query.columns],
        ),
    ]
    given = "".join(f" -p {shlex.quote(f'{name}={value}')}" for name, value in query.example.items())
    return [*lines, "", f"{texts['example']}: `friendcircle query {query.name}{given}`"]


def _parameter_row(parameter: QueryParameter, lang: str) -> tuple[str, ...]:
    texts = {key: text.text(lang) for key, text in _TEXTS.items()}
    default = (
        texts["required"]
        if parameter.default is None
        else texts.get(parameter.default, f"`{parameter.default}`")
    )
    return f"`{parameter.name}`", _type(parameter), default, parameter.meaning.text(lang)


def _type(entry: QueryParameter | AnswerColumn) -> str:
    return f"{entry.type}: {entry.vocabulary}" if entry.vocabulary else str(entry.type)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    return [
        f"| {' | '.join(cells)} |"
        for cells in (
            head,
            tuple("---" for _ in head),
            *(tuple(cell.replace("|", "\\|") for cell in row) for row in rows),
        )
    ]
