"""The page "Entry" without a browser: its form, how input is interpreted, and the partner of an entry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.core.name_search import entry, near
from dashboard.core.settings import settings
from dashboard.core.texts import load_texts
from dashboard.views.entry import forms
from dashboard.views.entry.doubles import happening_of
from graph.errors import ConfigurationError
from graph.naming.profile import load_naming
from ingest.entries import BY, ManualEntry
from ingest.tables import TABLES
from ingest.tables.declaration import InputColumn


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("table", TABLES)
def test_form_has_every_column_for_input(table: str, lang: str) -> None:
    fields = {field["name"]: field for field in forms.form(table, load_texts(lang), "CN")}
    declared = {column.name for column in TABLES[table].columns}
    # What the program fills, what is for people only or kept and not used, and what the pairs fill.
    left_out = {"id", "source", "date_precision", "coord_source", "code_source", "rows_citing"}
    left_out |= {"named_in_notes"}
    if table == "decisions":
        left_out |= {"file", "fact", "from_id", "to_id", "property", "value"}
    assert set(fields) == (declared - left_out) | {"entered_by"}
    assert any(not field["more"] for field in fields.values() if field["name"] != "entered_by")
    for field in fields.values():
        assert field["label"] and "_" not in field["label"], field
        assert "`" not in field["hint"], field
        assert has_script(field["label"], lang), field
        for option in field.get("options", ()):
            assert option["text"] and "_" not in option["text"], (field["name"], option)
    needed = {column.name for column in TABLES[table].columns if column.required} - {"decided_on"}
    asked = {name for name, field in fields.items() if field["required"]}
    assert asked == (needed - left_out) | {"entered_by"}


def has_script(label: str, lang: str) -> bool:
    """Return whether a label is written in the script of the language; UN/LOCODE is no word of either."""
    return any("\u4e00" <= sign <= "\u9fff" for sign in label) == (lang == "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_entry_of_any_table_has_a_title(lang: str) -> None:
    cells = {
        "plan": {"verb": "visit", "commitment": "A visit", "commitment_zh": "出访"},
        "names": {"of": "trier", "text": "Treves", "kind": "former"},
        "ties": {"from_id": "xiamen", "to_id": "trier", "kind": "sister_city", "signed_date": "2010"},
        "quotas": {"name_zh": "名额", "kind": "number", "year": "2020"},
        "place_parts": {"part": "trier", "whole": "xiamen"},
    }
    named = {"trier": "Trier", "xiamen": "Xiamen"}
    titles = [
        forms.title(
            ManualEntry(table=table, row="1", cells=row, at="", stands=True), {}, named, load_texts(lang)
        )
        for table, row in cells.items()
    ]
    assert (
        titles
        == {
            "en": ["A visit", "Trier Treves", "2010 Xiamen – Trier Sister city", "2020 名额", "Trier Xiamen"],
            "zh": ["出访", "Trier Treves", "2010 Xiamen—Trier 友好城市", "2020 名额", "Trier Xiamen"],
        }[lang]
    )


def test_steps_are_those_of_procedures_of_the_homes_country() -> None:
    fields = {field["name"]: field for field in forms.form("tie_steps", load_texts("en"), "PT")}
    assert [option["value"] for option in fields["procedure"]["options"]] == ["generic"]
    assert {option["of"] for option in fields["step"]["options"]} == {"generic"}
    assert fields["step"]["depends"] == "procedure"


def test_name_becomes_an_id_only_if_unique() -> None:
    called = {"Trier": ["trier"], "Victoria": ["victoria-1", "victoria-2"]}

    def find(text: str, column: InputColumn) -> list[str]:
        return called.get(text, [])

    cells = {"from_place": "Trier", "to_place": "home;Victoria;Nowhere", "delegation_title": "Trier"}
    assert forms.resolved("visits", cells, {"home"}, find) == cells | {"from_place": "trier"}


def test_issues_are_shown_at_their_field() -> None:
    issue = {
        "level": "error",
        "code": "date",
        "column": "date_start",
        "reason": "no date",
        "hint": "write 2019",
        "reason_zh": "不是日期",
        "hint_zh": "请写 2019",
    }
    remark = issue | {"level": "warning", "code": "out_of_remit", "column": ""}
    at, whole = forms.remarks([remark, issue], {"date_start"}, load_texts("zh"))
    assert at == {"date_start": {"level": "error", "reason": "不是日期", "hint": "请写 2019"}}
    assert [said["level"] for said in whole] == ["warning"]


@pytest.mark.parametrize(
    ("cells", "partner"),
    [
        ({"from_place": "trier", "to_place": "home"}, "trier"),
        ({"to_place": "home;trier"}, "trier"),
        ({"fact": "tie-home--trier/sister_city/signed"}, "trier"),
        ({"fact": "event-1"}, ""),
        ({}, ""),
    ],
)
def test_entry_leads_to_its_partner(cells: dict[str, str], partner: str) -> None:
    assert (
        forms.partner_of(ManualEntry(table="visits", row="1", cells=cells, at="", stands=True), {"trier"})
        == partner
    )


def test_row_becomes_a_contact_to_look_for_doubles() -> None:
    cells = {
        "direction": "inbound",
        "from_place": "trier",
        "to_place": "xiamen;nice",
        "date_start": "2025-06",
    }
    found = happening_of("visits", "new", cells)
    assert found is not None
    assert (found.what, found.kind, found.start) == ("visit", "inbound", "2025-06")
    assert found.parties == ("trier", "xiamen", "nice")
    assert happening_of("visits", "new", cells | {"same_as": "v1"}) is None, "it says so itself"
    assert happening_of("visits", "new", cells | {"date_start": ""}) is None
    assert happening_of("projects", "new", cells) is None


def test_misspelt_name_is_found() -> None:
    entries = [entry("trier", ["特里尔", "Trier"]), entry("nice", ["尼斯", "Nice"])]
    assert near(entries, "Triier") == ["trier"]
    assert near(entries, "Wellington") == []
    assert near(entries, "") == []


def test_role_is_known_to_the_pages() -> None:
    assert settings({}).may_write
    assert settings({"FRIENDCIRCLE_ROLE": ""}).may_write
    assert not settings({"FRIENDCIRCLE_ROLE": "reader"}).may_write
    with pytest.raises(ConfigurationError, match="FRIENDCIRCLE_ROLE"):
        settings({"FRIENDCIRCLE_ROLE": "writer"})
    assert not replace(settings({}), role="writer").may_write, "what is not known may not write"


@pytest.mark.parametrize(
    ("cells", "filled"),
    [
        ({"direction": "inbound", "from_place": "trier"}, {"to_place": "xiamen"}),
        ({"direction": "outbound", "to_place": "trier"}, {"from_place": "xiamen"}),
        ({"direction": "inbound", "to_place": "port-xiamen"}, {}),
        ({"direction": "online", "from_place": "trier"}, {}),
    ],
)
def test_home_is_filled_in_according_to_the_direction(cells: dict[str, str], filled: dict[str, str]) -> None:
    assert forms.with_home(cells, "xiamen") == cells | filled


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"direction": "inbound", "from_place": "trier", "to_place": "xiamen"}, ""),
        ({"direction": "inbound", "from_countries": "DE", "to_place": "xiamen"}, ""),
        ({"direction": "inbound", "to_place": "xiamen"}, "from_place"),
        ({"direction": "inbound", "from_place": "xiamen", "to_place": "trier"}, "from_place"),
        ({"direction": "outbound", "from_place": "xiamen"}, "to_place"),
        ({"direction": "outbound", "from_place": "xiamen", "to_countries": "DE"}, ""),
        ({"direction": "outbound", "from_place": "trier", "to_place": "xiamen"}, "to_place"),
        ({"direction": "online"}, ""),
    ],
)
def test_visit_without_another_side_gives_a_warning(cells: dict[str, str], wrong: str) -> None:
    assert list(forms.turned(cells, "xiamen", load_texts("en"))) == ([wrong] if wrong else [])


def test_download_has_the_terms_of_the_form() -> None:
    cells = {
        "direction": "inbound",
        "from_place": "trier",
        "to_place": "xiamen;port-xiamen",
        "date_start": "2025",
        BY: "Exchange division",
    }
    entry = ManualEntry(table="visits", row="visit-1", cells=cells, at="2026-01-05T00:00:00Z", stands=True)
    head, rows = forms.rows(
        [entry], {"trier": "Trier", "xiamen": "Xiamen"}, load_texts("en"), load_naming("cn")
    )
    assert head == [
        load_texts("en")("entry.table"),
        "Stands",
        "Direction",
        "First day",
        "From",
        "To",
        "Entered by",
    ]
    assert rows == [
        ["Visits", "yes", "received", "2025", "Trier", "Xiamen, port-xiamen", "Exchange division"]
    ]


def test_kinds_to_be_declared_complete_are_those_of_the_table() -> None:
    fields = {field["name"]: field for field in forms.form("completeness", load_texts("zh"), "CN")}
    assert fields["kind"]["depends"] == "dataset"
    kinds = {(option["of"], option["value"]) for option in fields["kind"]["options"]}
    assert {("ties", "sister_city"), ("visits", "inbound"), ("events", "festival")} <= kinds
    assert not any(table == "cities" for table, _ in kinds)
