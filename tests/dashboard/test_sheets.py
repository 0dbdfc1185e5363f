"""The document pages without a browser: the sample, small stores, links of cells, and downloads."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.core.texts import load_texts
from dashboard.shared.document_page import THINGS, answer_table, counted, tables_as_csv
from dashboard.shared.document_payload import document as sent_document
from dashboard.shared.graph_reader import MOST_NODES
from dashboard.views.compare.view import share_word
from dashboard.views.posts.view import there
from graph.naming.profile import load_naming
from graph.store import GraphStore, Result
from queries.catalogue.collection import find, load_catalogue
from reports.document import Cell, Document, PageReference, PageReferences, Section, Table, cell_text
from reports.writers.tables import xlsx_bytes
from reports.writers.xlsx import write_xlsx
from tests.dashboard.conftest import Open, component, words
from tests.dashboard.test_app import NASTY, office, partner
from tests.queries import facts
from tests.queries.checks_meeting import RECEIVERS
from tests.stores import SAMPLE_HOME, StoreAddress

PAGES = ("compare", "posts", "timeline", "visits", "plan")
DAY = dt.date(2020, 1, 22)
#: Columns with what was entered, whose wording is left alone.
ENTERED = {
    "登记内容",
    "As recorded",
    "团组（按登记）",
    "Group, as recorded",
    "接待单位",
    "Who receives it",
}


def opened(
    open_app: Open,
    address: StoreAddress,
    page: str,
    lang: str = "zh",
    home: str = SAMPLE_HOME,
    **parameters: str,
) -> tuple[AppTest, dict[str, Any]]:
    """Open a page in a state; return the app and the data of its component."""
    app = open_app(address, lang=lang, home=home)
    for name, value in parameters.items():
        app.query_params[name.rstrip("_")] = value
    # AppTest only opens pages that are files; ours are functions, which it nevertheless registers by their
    # paths.
    app._page_hash = next(
        entry for entry, info in app._registered_pages.items() if info["url_pathname"] == page
    )
    app.run()
    assert not app.exception, app.exception
    return app, component(app, "friendcircle_document")


def table(data: Mapping[str, Any], name: str) -> list[dict[str, dict[str, Any]]]:
    """Return the rows of a table, each by column heading."""
    (found,) = (
        block
        for section in data["sections"]
        for block in section["blocks"]
        if block["type"] == "table" and block["name"] == name
    )
    return [dict(zip(found["heads"], row, strict=True)) for row in found["rows"]]


def texts(rows: list[dict[str, dict[str, Any]]]) -> list[dict[str, str]]:
    return [{head: cell["text"] for head, cell in row.items()} for row in rows]


# --- the sample ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_tables_and_no_forbidden_name(
    loaded_address: StoreAddress, open_app: Open, page: str, lang: str
) -> None:
    app, data = opened(open_app, loaded_address, page, lang)
    assert data["title"] == load_texts(lang)(f"{page}.title")
    tables = [
        block for section in data["sections"] for block in section["blocks"] if block["type"] == "table"
    ]
    assert tables and all(len(row) == len(block["heads"]) for block in tables for row in block["rows"])
    pictures = [
        block for section in data["sections"] for block in section["blocks"] if block["type"] == "picture"
    ]
    assert len(pictures) == {"compare": 1, "timeline": 1, "visits": 2}.get(page, 0)
    own = [section["title"] for section in data["sections"]]
    for block in tables:
        if not block["lines"]:
            own += [
                *block["heads"],
                *(
                    cell["text"]
                    for row in block["rows"]
                    for head, cell in zip(block["heads"], row, strict=True)
                    if head not in ENTERED
                ),
            ]
    naming = load_naming("cn")
    assert [hit for text in own for hit in naming.find_forbidden(text)] == []
    assert [button.label for button in app.get("download_button")][-2:] == [
        load_texts(lang)("table.xlsx"),
        load_texts(lang)("table.download"),
    ]


def test_changes_in_europe_between_2016_and_2019(loaded_address: StoreAddress, open_app: Open) -> None:
    _, data = opened(
        open_app,
        loaded_address,
        "timeline",
        "en",
        since="2016",
        until="2019",
        continents="EU",
        show="figures",
    )
    assert data["subtitle"] == "2016 to 2019"
    changes = {row["Partner"]["text"]: row for row in table(data, "What changed in the period")}
    assert {"Trier", "Nice", "Valenza"} <= set(changes) and {
        row["Continent"]["text"] for row in changes.values()
    } == {"Europe"}
    trier = changes["Trier"]
    assert trier["Partner"]["href"] == "partner?partner=trier"
    assert float(trier["Points"]["text"].replace("−", "-")) == pytest.approx(
        float(trier["At the end"]["text"].split()[-1]) - float(trier["At the beginning"]["text"].split()[-1]),
        abs=0.11,
    )
    listed = table(data, "Contacts and stages of the period")
    assert all("2016" <= row["Date"]["text"][:4] <= "2019" for row in listed)
    contacts = sum(row["Kind"]["text"] != "Stage of a tie" for row in listed)
    (europe,) = table(data, "By continent")
    counted = europe["Visits and events listed"]
    assert counted["text"] == str(contacts) and counted["number"]
    assert counted["href"].startswith("explore?nodes=xiamen%2C")
    assert any(
        f"{contacts} visits and events with the partners shown are listed" in item
        for block in data["sections"][0]["blocks"]
        if block["type"] == "list"
        for item in block["items"]
    )
    assert "Sister" not in {row["Stages of the tie"]["text"] for row in changes.values()}
    assert changes["Valenza"]["Stages of the tie"]["items"][0]["text"].startswith("2019-07 Friendly contact")


def test_verbal_view_shows_no_figures(loaded_address: StoreAddress, open_app: Open) -> None:
    _, data = opened(open_app, loaded_address, "timeline", "en", since="2016", until="2019")
    rows = texts(table(data, "What changed in the period"))
    assert rows and "Points" not in rows[0]
    said = [row[head] for row in rows for head in ("At the beginning", "At the end")]
    assert not any(char.isdigit() for text in said for char in re.sub(r"\(last [0-9-]+\)", "", text))
    _, data = opened(open_app, loaded_address, "compare", "en", with_="trier,nice")
    (picture,) = (
        block for section in data["sections"] for block in section["blocks"] if block["type"] == "picture"
    )
    assert not any(
        char.isdigit() for text in picture["svg"].split("<title>")[1:] for char in text.split("</title>")[0]
    )
    assert {row["Trier"]["text"] for row in table(data, "What link strength is made of")} <= {
        "much",
        "some",
        "little",
        "nothing recorded",
    }


def test_invalid_link_parameters_are_reported(loaded_address: StoreAddress, open_app: Open) -> None:
    app, data = opened(open_app, loaded_address, "timeline", "en", since="2019", until="2016", with_="tria")
    assert "“since=2019”" in words(app) or "since=2019" in words(app)
    assert "with=tria" in words(app) and "trier" in words(app)
    assert data["subtitle"] == "2011-01-01 to 2016"
    app, data = opened(open_app, loaded_address, "compare", "en", with_="nobody,trier")
    assert "with=nobody" in words(app)
    assert [entry["value"] for entry in data["choosers"]] == ["trier", "", "", ""]


def test_anniversaries_and_planned_events(loaded_address: StoreAddress, open_app: Open) -> None:
    app, data = opened(open_app, loaded_address, "timeline", "en", as_of="2020-01-22")
    rows = texts(table(data, "Anniversaries of the coming year"))
    assert {
        "Date": "2020-11-11",
        "Partner": "Trier",
        "Years": "10",
        "Kind": "Sister city",
        "Signed": "2010-11-11",
        "Event": "no event recorded",
    } in rows
    assert [row["Date"] for row in rows] == sorted(row["Date"] for row in rows) and all(
        "2020-01" <= row["Date"] <= "2021-01-22" for row in rows
    )
    assert "Calendar (anniversaries)" in [button.label for button in app.get("download_button")]
    _, data = opened(open_app, loaded_address, "timeline", "en", as_of="2020-01-22", with_="trier")
    assert [row["Partner"] for row in texts(table(data, "Anniversaries of the coming year"))] == ["Trier"]


def test_visits_match_the_register(loaded_address: StoreAddress, open_app: Open) -> None:
    _, data = opened(open_app, loaded_address, "visits", "en", year="2019")
    own = facts.inside(SAMPLE_HOME)
    rows = [
        row
        for row in facts.rows("visits")
        if row["date_start"].startswith("2019")
        and not row["same_as"]
        and own & {*facts.parts(row["from_place"]), *facts.parts(row["to_place"])}
    ]
    # Those received by the office, the leadership or a body of the office's list; a row without one counts.
    counted_as = {
        row["id"]: {
            "inbound": "Groups received"
            if row["received_by"] in ("", *RECEIVERS)
            else "Groups received by other bodies",
            "outbound": "Groups sent",
        }.get(row["direction"], load_texts("en").word("direction", row["direction"]))
        for row in rows
    }
    totals = Counter(counted_as.values())
    monthly = {row["Counted as"]["text"]: row for row in table(data, "Months of 2019")}
    assert {name: int(row["All"]["text"]) for name, row in monthly.items() if name in totals} == totals
    received = Counter(row["date_start"][5:7] for row in rows if counted_as[row["id"]] == "Groups received")
    labels = [load_texts("en").word("month", f"m{month}") for month in range(1, 13)]
    assert [int(monthly["Groups received"][label]["text"]) for label in labels] == [
        received[f"{month:02d}"] for month in range(1, 13)
    ]
    assert int(monthly["Groups received"]["Month not known"]["text"]) == received[""], (
        "a visit of which only the year is known stands in no month"
    )
    year = next(row for row in texts(table(data, "Year by year")) if row["Year"] == "2019")
    assert year["Groups received, as the home states"] == "205"
    of_office = totals["Groups received"]
    beside = f"{of_office} recorded of 205 announced for 2019 ({100 * of_office / 205:.0f} %)"
    assert year["Groups received, recorded of those stated"] == beside
    (heads,) = [
        block["helps"]
        for section in data["sections"]
        for block in section["blocks"]
        if block["type"] == "table" and block["name"] == "Year by year"
    ]
    assert heads[1].startswith("Groups received: visits to the home held in the period") and not heads[0]
    stated = {row["Figure"]: row for row in texts(table(data, "Figures of 2019"))}
    assert stated["Groups received"]["Beside what was announced"] == beside
    assert stated["Groups sent"]["Recorded"] == str(totals["Groups sent"])
    levels = Counter(row["level"] for row in rows)
    found = table(data, "2019 by level of the head")
    assert sorted(int(row["All"]["text"]) for row in found) == sorted(levels.values())
    assert len(table(data, "Visits of 2019")) == len(rows)
    mayors = next(row for row in found if row["Level"]["text"] == load_texts("en").word("level", "mayor"))
    assert mayors["All"]["href"].count("visit-") == levels["mayor"], "a number leads to what it counts"
    notes = [
        block["text"]
        for section in data["sections"]
        for block in section["blocks"]
        if block["type"] == "text"
    ]
    assert any(text.startswith("0 of ") and "approval number" in text for text in notes)
    assert any("cannot be told" in text for text in notes)


def test_year_without_visits_is_reported(loaded_address: StoreAddress, open_app: Open) -> None:
    _, data = opened(open_app, loaded_address, "visits", "en", year="1990")
    notes = [
        block["text"]
        for section in data["sections"]
        for block in section["blocks"]
        if block["type"] == "text"
    ]
    assert notes.count("No visits are recorded in 1990.") == 2
    assert table(data, "1990 by level of the head") == []


def test_consulates_are_those_of_the_day(loaded_address: StoreAddress, open_app: Open) -> None:
    _, data = opened(open_app, loaded_address, "posts", "en", as_of="1990-01-01")
    seated = texts(table(data, "Seated here, or with us in the district"))
    assert not any("Philippines in Xiamen" in row["Post"] or "Singapore" in row["Post"] for row in seated), (
        "they opened later"
    )
    unsure = texts(table(data, "Not recorded since when"))
    assert any("Thailand in Xiamen" in row["Post"] for row in unsure), "no source says when it opened"
    assert not any("Thailand" in row["Post"] for row in seated)
    assert not any(
        row["Signed"] > "1990-01-01"
        for row in texts(table(data, "Sister ports and routes abroad"))
        if row["Signed"] != "–"
    )
    _, data = opened(open_app, loaded_address, "posts", "en")
    seated = texts(table(data, "Seated here, or with us in the district"))
    assert {row["And us"] for row in seated} == {"seated here", "district holds us"}
    assert all((row["And us"] == "seated here") == (row["Seat"] == "Xiamen") for row in seated)
    names = {row["consulate_id"]: row["name_en"] for row in facts.rows("consulates")}
    unsure = [row["Post"] for row in texts(table(data, "Not recorded since when")) if row["And us"] != "–"]
    assert sorted([*(row["Post"] for row in seated), *unsure]) == sorted(
        names[consulate] for consulate in facts.consulates(SAMPLE_HOME)
    )
    dated = {row["name_en"] for row in facts.rows("consulates") if row["opened"]}
    assert unsure and not dated & {*unsure}
    abroad, own = (
        table(data, name) for name in ("Sister ports and routes abroad", "Links with ports at home")
    )
    assert {row["Country or area"]["text"] for row in own} == {"China"} and "China" not in {
        row["Country or area"]["text"] for row in abroad
    }
    assert all("href" in row["Kind"] for row in abroad), "each row leads to the tie itself"
    district = next(
        row["Consular district, as far as recorded"]
        for row in table(data, "Seated here, or with us in the district")
        if "Philippines" in row["Post"]["text"]
    )
    assert [item["text"] for item in district["items"]] == ["Fujian Province", "Jiangxi Province"]


def test_plan_counts_its_verdicts(loaded_address: StoreAddress, open_app: Open) -> None:
    _, data = opened(open_app, loaded_address, "plan", "en")
    (verdicts,) = texts(table(data, "Verdicts"))
    name = next(
        block["name"]
        for section in data["sections"]
        for block in section["blocks"]
        if block["type"] == "table" and "Commitment" in block["heads"]
    )
    items = texts(table(data, name))
    told = Counter(row["Verdict"] for row in items)
    assert {head: int(number) for head, number in verdicts.items() if head not in ("Plan", "Items")} == told
    assert int(verdicts["Items"]) == len(facts.rows("plan_2020")) == len(items)
    first = table(data, name)[0]
    assert first["Plan"]["href"] == "explore?nodes=xiamen%2Cplan-01&picked=plan-01"
    assert first["Sources"]["text"].startswith("[1]")
    work = texts(table(data, "In charge, deadlines and progress"))
    assert work[0]["Until"] == "2020-12-31"
    assert "Division in charge" not in work[0], (
        "a column in which nothing is entered is named instead of shown"
    )
    _, data = opened(open_app, loaded_address, "plan", "en", as_of="2020-06-30")
    (verdicts,) = texts(table(data, "Verdicts"))
    assert set(verdicts) == {"Plan", "Items", load_texts("en").word("verdict", "open")}, (
        "before its time is over, nothing is said to be missing"
    )


def test_partners_side_by_side(loaded_address: StoreAddress, open_app: Open) -> None:
    _, data = opened(
        open_app, loaded_address, "compare", "en", with_="trier,cebu-city,durban,cardiff", show="figures"
    )
    points = table(data, "What link strength is made of")
    assert [
        sum(float(row[name]["text"]) for row in points) for name in ("Trier", "Cebu City")
    ] == pytest.approx(
        [float(table(data, "At a glance")[4][name]["text"].split()[-1]) for name in ("Trier", "Cebu City")],
        abs=0.4,
    )
    assert sum(float(row["At most"]["text"]) for row in points) == pytest.approx(100.0)
    there_rows = {row[""]["text"]: row for row in table(data, "Signatures, channels, projects and contacts")}
    assert there_rows["Channels"]["Durban (eThekwini)"]["text"] == "Nothing is recorded."
    assert any("Direct line" in item["text"] for item in there_rows["Channels"]["Cebu City"]["items"])
    assert there_rows["Contacts: Received"]["Trier"]["href"] == "timeline?since=1980&with=trier"
    _, data = opened(open_app, loaded_address, "compare", "en", with_="trier,cebu-city,durban,cardiff,nice")
    assert [entry["value"] for entry in data["choosers"]] == ["trier", "cebu-city", "durban", "cardiff"], (
        "no more than four"
    )


# --- small stores -------------------------------------------------------------------------------------------


def test_homes_of_one_store_are_compared(
    empty_store: GraphStore, store_address: StoreAddress, open_app: Open
) -> None:
    office(empty_store)
    partner(empty_store, "p1", name="Shared")
    partner(empty_store, "p2", name="Own", kind="friendly_exchange_city")
    _, data = opened(open_app, store_address, "compare", "en", home="home")
    assert not any("homes" in section["title"] for section in data["sections"]), "there is only one"
    empty_store.write_statement(
        "MATCH (c:CountryOrArea {id: 'portugal'}), (p:City {id: 'p1'}) CREATE (:Office {id: 'office-other', "
        "home: 'other', country: 'PT', naming: 'un'}) "
        "CREATE (other:City {id: 'other', name_en: 'Other', name_zh: 'Other'})-[:IN]->(c) "
        "CREATE (t:Tie {id: 'tie-o', kind: 'sister_city', status: 'signed', family: 'relation'})-[:BETWEEN "
        "{role: 'a'}]->(other) "
        "CREATE (t)-[:BETWEEN {role: 'b'}]->(p) "
        "CREATE (:TieStep {id: 'tie-o/signed', kind: 'sister_city', step: 'signed', status: 'done', date: "
        "'2021-01-01', date_from: date('2021-01-01'), "
        "date_to: date('2021-01-01')})-[:STEP_OF]->(t) CREATE (:Statement {id: 's-o', locator: 'x', values: "
        "'{}'})-[:SAYS]->(t)"
    )
    empty_store.write_statement(
        "CREATE (source:Source {id: 'list', grade: 'A', title: 'List'}) WITH source MATCH "
        "(s:Statement)-[:SAYS]->(t:Tie) "
        'SET s.recorded_on = date(\'2022-01-01\'), s.values = \'{"kind": "\' + t.kind + \'", "status": '
        '"signed", "signed_date": "2020-01-01"}\' '
        "CREATE (s)-[:FROM_SOURCE]->(source)"
    )
    load = (
        "CREATE (:LoadRun {id: 'load-two-homes', state: 'complete', started_at: '2026-01-03T00:00:00Z', "
        "finished_at: '2026-01-03T00:00:01Z'})"
    )
    empty_store.write_statement(load)
    _, data = opened(open_app, store_address, "compare", "en", home="home")
    rows = {row[""]: row for row in texts(table(data, "The homes of this store"))}
    for name, home, other in (
        ("Sister cities in force", "1", "1"),
        ("Friendly exchange cities in force", "1", "0"),
        ("Ties on their way", "0", "0"),
    ):
        assert (rows[name]["Home"], rows[name]["Other"]) == (home, other)
    assert (rows["Partners in common"]["Home"], rows["Partners in common"]["Other"]) == ("Shared", "Shared")


@pytest.mark.parametrize("page", PAGES)
def test_home_without_facts_has_every_page(
    empty_store: GraphStore, store_address: StoreAddress, open_app: Open, page: str
) -> None:
    office(empty_store)
    _, data = opened(open_app, store_address, page, "en", home="home")
    assert data["sections"]
    assert not [
        block
        for section in data["sections"]
        for block in section["blocks"]
        if block["type"] == "table" and block["rows"] and block["heads"][0]
    ]


@pytest.mark.parametrize("page", ["compare", "timeline"])
def test_text_from_the_graph_is_not_markup(
    empty_store: GraphStore, store_address: StoreAddress, open_app: Open, page: str
) -> None:
    office(empty_store, name=NASTY)
    partner(empty_store, "p1", name=NASTY)
    _, data = opened(open_app, store_address, page, "en", home="home", since="2019", show="figures")
    sent = json.dumps(data, ensure_ascii=False)
    assert "window.hit" in sent and "\u202e" not in sent and len(sent) < 60_000
    for block in (
        block for section in data["sections"] for block in section["blocks"] if block["type"] == "picture"
    ):
        assert "<script>" not in block["svg"]


# --- downloads ----------------------------------------------------------------------------------------------


def made(*rows: tuple[Cell, ...]) -> Document:
    return Document(
        title="T",
        subtitle="S",
        lang="en",
        header="H",
        footer="F",
        sections=(
            Section(
                "One",
                (
                    Table(name="A/b", heads=("x", "y"), rows=rows),
                    Table(name="A/b", heads=("x", "y"), rows=()),
                ),
            ),
        ),
    )


def test_linked_number_is_still_a_number() -> None:
    content = made(
        (PageReference("Trier", "trier"), counted(["v2", "v1", "v1"])),
        (PageReferences((PageReference("a", "a"), PageReference("=b", "b")), "2 more", between=", "), 0),
    )
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(content, DAY)))
    sheet = book.worksheets[1]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["Trier", 2],
        ["a, =b, 2 more", 0],
    ]
    sent = sent_document(content, lambda identifier: f"to?{identifier}", texts={"contents": ""})["sections"][
        0
    ]["blocks"][0]
    assert sent["numbers"] == [False, True]
    assert sent["rows"][0][1] == {
        "text": "2",
        "id": f"{THINGS}v1,v2",
        "href": f"to?{THINGS}v1,v2",
        "number": True,
    }
    assert [item["href"] for item in sent["rows"][1][0]["items"]] == ["to?a", "to?b"]


def test_csv_has_every_table_and_no_formula() -> None:
    with zipfile.ZipFile(
        io.BytesIO(tables_as_csv(made(("=1+1", PageReferences((PageReference("@x", "x"),)))), DAY))
    ) as archive:
        assert archive.namelist() == ["A-b.csv", "A-b-2.csv"]
        text = archive.read("A-b.csv").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [["x", "y"], ["'=1+1", "'@x"]]


def test_link_opens_no_more_than_the_canvas_holds() -> None:
    found = counted(f"v{number}" for number in range(400))
    assert isinstance(found, PageReference)
    assert found.value == 400 and len(found.id.removeprefix(THINGS).split(",")) == MOST_NODES - 1
    assert counted([]) == 0


def test_cells_of_an_answer_link_to_their_facts() -> None:
    query = find(load_catalogue(), "consulates")
    rows = [["c1", "Post", "Post", "consulate_general", "FR", "paris", "1999", None, ["x", "y"], "seated"]]
    found = answer_table(
        query,
        Result([column.name for column in query.columns], rows),
        "T",
        load_texts("en"),
        load_naming("un"),
        named={"c1": "The post", "x": "X", "y": "Y"},
        left_out=("name_en", "name_zh"),
        words={"concerns_home": {"seated": "here"}},
        leads={"kind": "seat"},
    )
    (row,) = found.rows
    assert row[0] == PageReference("The post", "c1")
    assert isinstance(row[1], PageReference) and row[1].id == "paris"
    assert row[2] == "France" and row[5] is None
    assert (
        row[6] == PageReferences((PageReference("X", "x"), PageReference("Y", "y")), between=", ")
        and cell_text(row[6]) == "X, Y"
    )
    assert row[7] == "here"


def test_shares_as_words() -> None:
    assert [share_word(share) for share in (1.0, 0.67, 0.5, 0.01, 0.0)] == [
        "much",
        "much",
        "some",
        "little",
        "none",
    ]


@pytest.mark.parametrize(
    ("row", "seen"),
    [
        ({}, True),
        ({"opened": "2020"}, True),
        ({"opened": "2020-02"}, False),
        ({"signed": "2021"}, False),
        ({"closed": "2019"}, False),
        ({"closed": "2020"}, True),
    ],
)
def test_presence_of_a_row_depends_on_its_dates(row: dict[str, str], seen: bool) -> None:
    assert there(row, DAY) is seen


def test_numbers_can_be_summed_and_codes_stay_text() -> None:
    rows = [
        ["Trier", "40.30", "965,332", "007", "-6.0", "2019"],
        ["Nice", "9", "", "12", "−1", "2019-05"],
        ["", "", "1,000", "13", "", ""],
    ]
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx_bytes([("all", ["name", "points", "people", "code", "change", "date"], rows)]))
    )
    found = [list(row) for row in book.active.iter_rows(min_row=2, values_only=True)]
    assert found[0] == ["Trier", 40.3, 965_332, "007", -6.0, "2019"]
    assert found[1] == ["Nice", 9, None, "12", -1, "2019-05"]
    assert found[2][2] == 1000
