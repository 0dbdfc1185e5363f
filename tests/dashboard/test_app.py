"""Content of the pages, without a browser."""

from __future__ import annotations

import itertools
import json
import math
import re
from collections import Counter
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from graph.naming.profile import load_naming
from graph.store import GraphStore
from queries.statements import statement
from tests.dashboard.conftest import Open, component, words
from tests.queries import facts
from tests.stores import SAMPLE_HOME, StoreAddress

CIRCLE, TABLE = "friendcircle_circle", "friendcircle_table"
_LOADS = itertools.count(1000)
NASTY = "<script>window.hit=1</script> **bold** [x](javascript:alert(1)) \u202egnp.exe " + "长" * 10_000


def circle(app: AppTest) -> dict[str, Any]:
    assert not app.exception, app.exception
    return component(app, CIRCLE)


def chips(app: AppTest) -> dict[str, int]:
    """Return the counts of the kinds shown on the chips."""
    return {
        text.rpartition(" ")[0]: int(text.rpartition(" ")[2])
        for text in app.button_group(key="kinds_choice").options
    }


def asked(app: AppTest) -> dict[str, str]:
    """Return the parameters in the URL."""
    return {name: value if isinstance(value, str) else value[-1] for name, value in app.query_params.items()}


def test_circle_opens_on_today(loaded_address: StoreAddress, open_app: Open) -> None:
    app = open_app(loaded_address)
    data = circle(app)
    assert "<h1>厦门朋友圈</h1>" in words(app)
    assert data["time"]["value"] == data["time"]["today"] == "2025-09-08"
    assert data["home"]["label"] == "厦门"
    assert not [entry for entry in app.selectbox if entry.key == "home_choice"], (
        "one home leaves nothing to choose"
    )
    assert chips(app)["友好城市"] == 23
    assert len(data["marks"]) == sum(list(chips(app).values())[:5])
    assert data["texts"]["stamp"] == "示意图 内部使用"


def test_page_marks_which_run_is_drawn(loaded_address: StoreAddress, open_app: Open) -> None:
    app = open_app(loaded_address)
    assert '<i class="drawn" data-run="1"></i>' in words(app)
    assert '<i class="drawn" data-run="2"></i>' in words(app.run())


def test_sister_cities_depend_on_the_day(loaded_address: StoreAddress, open_app: Open) -> None:
    assert chips(open_app(loaded_address, as_of="2015-08-11"))["友好城市"] == 18
    assert chips(open_app(loaded_address, as_of="2023-12-05"))["友好城市"] == 23


def test_switching_kinds_changes_url_and_drawing(loaded_address: StoreAddress, open_app: Open) -> None:
    app = open_app(loaded_address)
    app.button_group(key="kinds_choice").set_value(["sister", "port"]).run()
    assert asked(app) == {"kinds": "sister,port"}
    data = circle(app)
    assert {mark["form"] for mark in data["marks"]} == {"circle", "port"}
    assert len(data["marks"]) == chips(app)["友好城市"] + chips(app)["港口"]
    app.button_group(key="continents_choice").set_value(["EU"]).run()
    assert asked(app) == {"kinds": "sister,port", "continents": "EU"}
    assert chips(app)["友好城市"] == 6
    assert len(circle(app)["marks"]) == chips(app)["友好城市"] + chips(app)["港口"]


def test_filters_do_not_move_the_remaining_marks(loaded_address: StoreAddress, open_app: Open) -> None:
    every = {mark["id"]: (mark["x"], mark["y"]) for mark in circle(open_app(loaded_address))["marks"]}
    few = {
        mark["id"]: (mark["x"], mark["y"])
        for mark in circle(open_app(loaded_address, kinds="sister", continents="AS"))["marks"]
    }
    assert few
    assert few.items() <= every.items()


def test_language_is_switched(loaded_address: StoreAddress, open_app: Open) -> None:
    app = open_app(loaded_address)
    app.button_group(key="lang_choice").set_value("en").run()
    assert asked(app) == {"lang": "en"}
    assert "<h1>Xiamen Friend Circle</h1>" in words(app)
    data = circle(app)
    assert data["texts"]["stamp"] == "Sketch, internal use"
    assert not re.search(
        "[\u4e00-\u9fff]",
        json.dumps(
            [data["texts"], data["legend"], data["overview"]["title"], data["sectors"]], ensure_ascii=False
        ),
    )


def test_card_shows_what_is_known(loaded_address: StoreAddress, open_app: Open) -> None:
    card = circle(open_app(loaded_address, partner="trier"))["card"]
    assert card["id"] == "trier"
    assert card["head"]["name"] == "特里尔"
    assert "Trier" in card["head"]["others"]
    assert card["head"]["country"] == "德国"
    assert card["head"]["what"].startswith("友好城市 · 2010-11-11 签署")
    assert [step["date"] for step in card["steps"]["items"]][-1] == "2010-11-11"
    assert card["contacts"]["items"]
    shown = [item["text"] for item in card["contacts"]["items"]]
    shown += [item["what"] for item in card.get("disagreements", {}).get("items", ())]
    assert not any(re.fullmatch("[“「『].*[”」』]", text) for text in shown), (
        "what was entered is no quotation"
    )
    assert re.fullmatch(r"\d+ 条来源记载，\d+ 个出处，\d+ 处不一致", card["evidence"]["text"])
    urls = [source["url"] for source in card["sources"]["items"]] + [
        source["url"] for item in card["contacts"]["items"] for source in item["sources"]
    ]
    assert any(urls)
    assert all(url == "" or url.startswith(("http://", "https://")) for url in urls)


def test_card_says_who_is_only_named_as_concerned(loaded_address: StoreAddress, open_app: Open) -> None:
    """Journeys of 2019 went to regions and concerned the ties with these cities."""
    for city in ("dushanbe", "nice", "cardiff"):
        card = circle(open_app(loaded_address, partner=city, as_of="2020-01-22", lang="en"))["card"]
        items = card["contacts"]["items"]
        assert [item["date"] for item in items if "named as concerned" in item["tags"]] == ["2019"]
    card = circle(open_app(loaded_address, partner="cebu-city", as_of="2020-01-22", lang="en"))["card"]
    assert not any("named as concerned" in item["tags"] for item in card["contacts"]["items"])


def test_distance_is_strength_and_has_a_label(loaded_address: StoreAddress, open_app: Open) -> None:
    data = circle(open_app(loaded_address, as_of="2020-01-22"))
    marks = {mark["id"]: mark for mark in data["marks"]}
    far = {identifier: math.hypot(mark["x"], mark["y"]) for identifier, mark in marks.items()}
    assert far["cebu-city"] < far["phuket"] < far["sasebo"] < far["manila"] < far["goyang"] < far["kaunas"]
    assert [band["label"]["text"] for band in data["bands"]] == [
        "往来密切",
        "保持往来",
        "往来较少或近三年未登记往来",
    ]
    for identifier, word in {
        "trier": "往来密切",
        "wellington": "往来密切",
        "sasebo": "保持往来",
        "zoetermeer": "往来较少",
        "surabaya": "近三年未登记往来（最近 2016-08-15）",
        "kaunas": "尚无往来登记",
    }.items():
        assert word in marks[identifier]["strength"]
    edge = data["bands"][0]["outer"]
    assert far["wellington"] < edge < far["sasebo"]


@pytest.mark.parametrize("day", ["2020-01-22", "2023-12-31", "2025-09-08"])
def test_ring_is_that_of_the_word(loaded_address: StoreAddress, open_app: Open, day: str) -> None:
    data = circle(open_app(loaded_address, as_of=day))
    edges = [band["outer"] for band in data["bands"]]
    rings = {"往来密切": 0, "保持往来": 1, "往来较少": 2, "近三年未登记往来": 2, "尚无往来登记": 2}
    told: Counter[int] = Counter()
    for mark in data["marks"]:
        if word := next((word for word in rings if word in mark["strength"]), ""):
            distance = math.hypot(mark["x"], mark["y"])
            ring = sum(distance > edge + 0.1 for edge in edges[:-1])  # places are rounded
            assert ring == rings[word], (mark["id"], mark["strength"])
            told[ring] += 1
    assert set(told) == {0, 1, 2}


def test_picture_has_words_and_no_numbers(loaded_address: StoreAddress, open_app: Open) -> None:
    data = circle(open_app(loaded_address, as_of="2020-01-22"))
    said = [re.sub(r"（最近 [0-9-]+）$", "", mark["strength"]) for mark in data["marks"]]
    assert not re.search(r"[0-9]", " ".join(said)), "numbers are not shown on the picture"


def test_mark_moves_over_time_only_with_its_strength(loaded_address: StoreAddress, open_app: Open) -> None:
    before, after = (
        {mark["id"]: mark for mark in circle(open_app(loaded_address, as_of=day))["marks"]}
        for day in ("2023-12-05", "2023-12-31")
    )
    # What is dated 2023 or December 2023 counts from the last of these days, and a visit came on the 23rd.
    rows = [*facts.rows("events"), *facts.rows("visits")]
    met = {
        place
        for row in rows
        if row["date_start"] in ("2023", "2023-12") or "2023-12-05" < row["date_start"] <= "2023-12-31"
        for column in ("participant_places", "place", "from_place", "to_place")
        for place in facts.parts(row.get(column) or "")
    }
    assert "penang-island" in met and "trier" not in met
    moved = [
        math.hypot(after[name]["x"] - mark["x"], after[name]["y"] - mark["y"])
        for name, mark in before.items()
        if name in after and name not in met
    ]
    # Half a month of decay moves a mark little, and none jumps.
    assert sum(way < 3 for way in moved) > 0.7 * len(moved)
    assert max(moved) < 40


def test_card_shows_the_strength_and_its_basis(loaded_address: StoreAddress, open_app: Open) -> None:
    strength = circle(open_app(loaded_address, partner="cebu-city", as_of="2020-01-22"))["card"]["strength"]
    assert strength["title"] == "友好交往度（本系统测算）"
    assert (strength["word"], strength["value"]) == ("往来密切", "65 / 100")
    rows = strength["rows"]
    assert len(rows) == 7
    assert rows[0]["text"] == "友好城市，有效"
    assert sum(int(row["value"]) for row in rows if row["value"].isdigit()) == 65
    for one, other in itertools.pairwise(rows):
        assert other["base"] == pytest.approx(one["base"] + one["points"], abs=0.01)
    projects = rows[5]
    assert (projects["text"], projects["value"], projects["recorded"]) == ("无记录", "—", False)
    assert strength["file"]["url"] == "partner?as_of=2020-01-22&partner=cebu-city"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_unrecorded_components_are_not_shown_as_zero(
    loaded_address: StoreAddress, open_app: Open, lang: str
) -> None:
    cards = {
        name: circle(open_app(loaded_address, partner=name, as_of="2023-12-31", lang=lang))["card"]
        for name in ("kaunas", "hamburg-port", "consulate-general-philippines-xiamen")
    }
    rows = cards["kaunas"]["strength"]["rows"]
    # Its signature alone is recorded, which gives neither reciprocity nor breadth.
    assert [row["recorded"] for row in rows] == [True, True, False, False, False, False, False]
    for row in rows[2:]:
        assert row["value"] == "—"
        assert "recorded" in row["text"] or "记录" in row["text"] or "登记" in row["text"]
        assert not re.search("[0-9]", row["text"])
    assert ("没有记录不等于没有往来" if lang == "zh" else "No record does not mean no contact") in cards[
        "hamburg-port"
    ]["strength"]["empty"]
    assert "rows" not in cards["hamburg-port"]["strength"]
    assert "strength" not in cards["consulate-general-philippines-xiamen"], "it is no partner"


def test_contact_without_records_is_shown_as_not_recorded(
    loaded_address: StoreAddress, open_app: Open
) -> None:
    data = circle(open_app(loaded_address, lang="en", partner="kaunas"))
    kaunas = next(mark for mark in data["marks"] if mark["id"] == "kaunas")
    assert kaunas["state"] == "never"
    assert kaunas["activity"] == "Contact: none recorded"
    silent = next(entry for entry in data["legend"]["states"] if entry["state"] == "silent")
    assert silent["count"] == 0


def test_invalid_link_opens_the_nearest_page(loaded_address: StoreAddress, open_app: Open) -> None:
    app = open_app(
        loaded_address, lang="en", as_of="someday", partner="triers", kinds="sister,foo", view="liste"
    )
    said = words(app)
    for value in ("as_of=someday", "kinds=foo", "view=liste (did it mean list?)", "1 more"):
        assert value in said
    assert "did it mean trier?" in words(open_app(loaded_address, lang="en", partner="triers"))
    data = circle(app)
    assert data["chosen"] is None
    assert data["marks"]
    assert not open_app(loaded_address, partner="<script>alert(1)</script>").exception


def test_list_has_the_drawn_marks(loaded_address: StoreAddress, open_app: Open) -> None:
    data = circle(open_app(loaded_address, view="list", kinds="sister,consulate"))
    assert data["view"] == "list"
    assert {row["id"] for row in data["table"]["rows"]} == {mark["id"] for mark in data["marks"]}
    assert [column["title"] for column in data["table"]["columns"]][:2] == ["名称", "国家（地区）"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_own_text_is_forbidden_by_the_naming_profile(
    loaded_address: StoreAddress, open_app: Open, lang: str
) -> None:
    """Quoted titles and remarks of sources are shown unchanged and left out here."""
    naming = load_naming("cn")
    kinds = "sister,exchange,agreement,intent,contact,port,consulate,organisation"
    data = circle(open_app(loaded_address, lang=lang, kinds=kinds, view="list"))
    own = [
        text
        for mark in data["marks"]
        for text in (mark["name"], mark["country"], mark["what"], mark["activity"])
    ]
    own += [column["title"] for column in data["table"]["columns"]] + [
        cell for row in data["table"]["rows"] for cell in row["cells"]
    ]
    own += [*data["texts"].values(), *(tile["text"] for tile in data["overview"]["tiles"])]
    assert [hit for text in own for hit in naming.find_forbidden(text)] == []


# --- actions on the circle ----------------------------------------------------------------------------------


def test_pinned_marks_stay_and_hidden_marks_go(loaded_address: StoreAddress, open_app: Open) -> None:
    data = circle(
        open_app(
            loaded_address,
            lang="en",
            kinds="sister",
            continents="AS",
            pinned="trier,hamburg-port",
            hidden="cebu-city",
            partner="cebu-city",
        )
    )
    marks = {mark["id"]: mark for mark in data["marks"]}
    assert {"trier", "hamburg-port"} <= set(marks)
    assert "cebu-city" not in marks
    assert [identifier for identifier, mark in marks.items() if mark["pinned"]] == ["trier", "hamburg-port"]
    assert {mark["form"] for identifier, mark in marks.items() if identifier != "hamburg-port"} == {"circle"}
    assert [(entry["text"], entry["do"]) for entry in data["remarks"] if entry.get("do")] == [
        ("1 hidden", "show_all"),
        ("2 pinned", "unpin_all"),
    ]
    assert data["card"]["notes"] == ["Hidden from the drawing and the list."]
    partners = facts.circle_partners(SAMPLE_HOME)
    seats = facts.inside(SAMPLE_HOME) | partners
    # Those of the part of 2019 have no beginning, but a source; two ended in 2019.
    table = [*facts.rows("organisations"), *facts.rows("organisations_2019")]
    ended = {row["id"] for row in table if row.get("valid_to")}
    bodies = {row["id"] for row in table if row["place_id"] in seats} - ended
    whole = len(partners | bodies) + len(facts.consulates(SAMPLE_HOME, "2025-09-08"))
    assert data["texts"]["shown"].startswith(f"Showing {len(marks)} of {whole}, lines {len(marks)} of ")


def test_unknown_ids_are_reported(loaded_address: StoreAddress, open_app: Open) -> None:
    app = open_app(loaded_address, lang="en", pinned="triers", hidden="nobody-at-all", expand="nicee")
    said = words(app)
    for value in (
        "expand=nicee (did it mean nice?)",
        "pinned=triers (did it mean trier?)",
        "hidden=nobody-at-all",
    ):
        assert value in said
    data = circle(app)
    assert data["window"] is None
    assert data["remarks"] == []
    assert "open=moon" in words(open_app(loaded_address, lang="en", open="moon"))


def test_surroundings_of_a_partner_are_counted(loaded_address: StoreAddress, open_app: Open) -> None:
    data = circle(open_app(loaded_address, lang="en", partner="trier", expand="trier"))
    window = data["window"]
    assert window["of"] == "trier"
    bodies = sum(row["place_id"] == "trier" for row in facts.rows("organisations"))
    contacts = len(facts.contacts(SAMPLE_HOME, "trier", data["time"]["value"]))
    assert (bodies, contacts) == (3, 12)
    assert window["counts"] == (
        "Ports 0, Organisations 3, Visits and events 8 of 12 · filled: delegations, open: events"
    )
    assert [mark["form"] for mark in window["marks"]].count("organisation") == 3
    left, top, right, bottom = window["box"]
    assert all(left < mark["x"] < right and top < mark["y"] < bottom for mark in window["marks"])
    own = data["card"]["around"]["groups"]
    assert [group["title"] for group in own] == ["Ports 0", "Organisations 3"]
    assert all(item["id"] for item in own[1]["items"]), "they have cards of their own"
    early = circle(open_app(loaded_address, lang="en", partner="trier", expand="trier", as_of="2010-12-31"))[
        "window"
    ]
    assert all(mark["name"] < "2011" for mark in early["marks"] if mark["form"] in ("visit", "event"))


def test_saved_picture_has_a_title_and_file_name(loaded_address: StoreAddress, open_app: Open) -> None:
    data = circle(open_app(loaded_address, lang="en", as_of="2020-01-22"))
    assert (data["title"], data["file"]) == ("Xiamen Friend Circle (as of 2020-01-22)", "xiamen-2020-01-22")


def test_session_keeps_the_history(loaded_address: StoreAddress, open_app: Open) -> None:
    app = open_app(loaded_address)
    assert (circle(app)["acts"]["back"], circle(app)["acts"]["forward"]) == (False, False)
    app.button_group(key="kinds_choice").set_value(["sister"]).run()
    assert (circle(app)["acts"]["back"], circle(app)["acts"]["forward"]) == (True, False)
    del app.query_params["kinds"]  # as the browser's back button does
    app.run()
    assert (circle(app)["acts"]["back"], circle(app)["acts"]["forward"]) == (False, True)


# --- states -------------------------------------------------------------------------------------------------


def office(store: GraphStore, name: str = "Home") -> None:
    """Create a home with an office and a finished load."""
    load = f"load-{next(_LOADS)}"  # caches are keyed by the last load, and all tests share them
    store.write_statement(
        "CREATE (:LoadRun {id: $load, state: 'complete', started_at: '2026-01-01T00:00:00Z', finished_at: "
        "'2026-01-01T00:00:01Z'})",
        {"load": load},
    )
    store.write_statement("CREATE (:Office {id: 'office-home', home: 'home', country: 'PT', naming: 'un'})")
    store.write_statement(
        "CREATE (:City {id: 'home', name_en: $name, name_zh: $name})-[:IN]->(:CountryOrArea {id: 'portugal',"
        " iso2: 'PT', continent: 'EU'})",
        {"name": name},
    )


def partner(
    store: GraphStore, identifier: str, *, name: str, kind: str = "sister_city", continent: str = "AF"
) -> None:
    """Create a partner that signed in 2020."""
    store.write_statement(
        "MATCH (home:City {id: 'home'}) MERGE (area:CountryOrArea {id: 'area-' + $continent}) SET area.iso2 "
        "= $iso2, area.continent = $continent "
        "CREATE (p:City {id: $id, name_en: $name, name_zh: $name, name_local: $name, lon: "
        "10.0})-[:IN]->(area) "
        "CREATE (t:Tie {id: 'tie-' + $id, kind: $kind, status: 'signed', family: 'relation'})-[:BETWEEN "
        "{role: 'a'}]->(home) "
        "CREATE (t)-[:BETWEEN {role: 'b'}]->(p) "
        "CREATE (:TieStep {id: 'tie-' + $id + '/signed', kind: $kind, step: 'signed', status: 'done', date: "
        "'2020-01-01', date_from: date('2020-01-01'), "
        "date_to: date('2020-01-01')})-[:STEP_OF]->(t) "
        "MERGE (source:Source {id: 'register', title: 'Register', grade: 'A', disclosure: 'public'}) "
        "CREATE (said:Statement {id: 's-' + $id, locator: $name, values: $values, recorded_on: "
        "date('2020-01-02')})-[:SAYS]->(t) CREATE (said)-[:FROM_SOURCE]->(source)",
        {
            "values": json.dumps({"kind": kind, "status": "signed", "signed_date": "2020-01-01"}),
            "id": identifier,
            "name": name,
            "kind": kind,
            "continent": continent,
            "iso2": {"AF": "ZA", "AS": "JP", "SA": "BR"}[continent],
        },
    )


def test_empty_store_explains_how_to_load(
    empty_store: GraphStore, store_address: StoreAddress, open_app: Open
) -> None:
    app = open_app(store_address, home="")
    assert not app.exception
    assert "friendcircle load" in words(app)
    assert 'data-run="1"' in words(app)


def test_new_office_is_led_to_its_first_files(
    empty_store: GraphStore, store_address: StoreAddress, open_app: Open
) -> None:
    new = {"id": "office-porto", "home": "porto", "collection": "porto", "country": "PT", "naming": "un"}
    empty_store.write_statement(statement("load/merge_office"), {"office": new})
    app = open_app(store_address, home="", lang="en")
    assert not app.exception
    assert "This is the store of porto" in words(app) and "friendcircle load" not in words(app)


def test_missing_home_is_named(empty_store: GraphStore, store_address: StoreAddress, open_app: Open) -> None:
    office(empty_store)
    app = open_app(store_address, home="nowhere", lang="en")
    assert not app.exception
    assert "nowhere" in words(app)


def test_one_of_several_homes_is_chosen_and_kept_in_the_link(
    empty_store: GraphStore, store_address: StoreAddress, open_app: Open
) -> None:
    office(empty_store)
    empty_store.write_statement(
        "CREATE (:Office {id: 'office-other', home: 'other', country: 'CN'}) "
        "CREATE (:City {id: 'other', name_en: 'Other', name_zh: '他市'})-[:IN]->(:CountryOrArea {id: "
        "'china', "
        "iso2: 'CN', continent: 'AS'})"
    )
    app = open_app(store_address, home="home", lang="en")
    assert circle(app)["home"]["label"] == "Home"
    assert app.selectbox(key="home_choice").options == ["Home", "Other"]
    app.selectbox(key="home_choice").select("other").run()
    assert asked(app) == {"home": "other"}
    assert circle(app)["home"]["label"] == "Other"
    assert "<h1>Other Friend Circle</h1>" in words(app)
    app.query_params["home"] = "othr"
    app.run()
    assert circle(app)["home"]["label"] == "Home"
    assert "home=othr (did it mean other?)" in words(app)


def test_home_without_partners_has_a_circle(
    empty_store: GraphStore, store_address: StoreAddress, open_app: Open
) -> None:
    office(empty_store)
    data = circle(open_app(store_address, home="home", lang="en"))
    assert data["marks"] == []
    assert data["home"]["label"] == "Home"


def test_running_load_is_reported(
    empty_store: GraphStore, store_address: StoreAddress, open_app: Open
) -> None:
    office(empty_store)
    empty_store.write_statement(
        "CREATE (:LoadRun {id: 'load-2', state: 'running', started_at: '2026-01-02T00:00:00Z'})"
    )
    app = open_app(store_address, home="home", lang="en")
    assert "load-2" in words(app)
    assert circle(app)["home"]["label"] == "Home"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "nothing listens at the address of the store (bolt://127.0.0.1:1): "),
        ("zh", "该地址上没有运行数据库（bolt://127.0.0.1:1）："),
    ],
)
def test_unavailable_store_is_reported_in_one_line(open_app: Open, lang: str, said: str) -> None:
    app = open_app(StoreAddress("bolt://127.0.0.1:1"), lang=lang)
    assert not app.exception
    assert said in words(app)
    assert 'data-run="1"' in words(app)
    assert "Traceback" not in words(app)


def test_text_from_the_graph_is_not_markup(
    empty_store: GraphStore, store_address: StoreAddress, open_app: Open
) -> None:
    office(empty_store, name=NASTY)
    partner(empty_store, "p1", name=NASTY)
    app = open_app(store_address, home="home", lang="en", partner="p1")
    data = circle(app)
    assert "<script>" not in words(app)
    sent = json.dumps(data, ensure_ascii=False)
    assert "\u202e" not in sent
    assert len(sent) < 40_000
    mark = data["marks"][0]
    # Sent unescaped, since the browser only sets it as text.
    assert mark["name"].startswith("<script>window.hit=1</script> **bold**")
    assert len(mark["label"]["text"]) < 40


def test_marks_beyond_the_limit_are_counted(
    empty_store: GraphStore, store_address: StoreAddress, open_app: Open
) -> None:
    office(empty_store)
    for number in range(170):
        partner(
            empty_store,
            f"p{number:03d}",
            name=f"City {number}",
            kind=("sister_city", "friendly_exchange_city")[number % 2],
            continent=("AF", "AS", "SA")[number % 3],
        )
    data = circle(open_app(store_address, home="home", lang="en"))
    assert {mark["name"]: mark["count"] for mark in data["marks"]} == {
        "South Africa": 57,
        "Japan": 57,
        "Brazil": 56,
    }
    assert data["texts"]["shown"] == "3 marks, 3 of them groups of 170; 170 in all"
    assert data["play"]["glides"] is False
    fewer = circle(open_app(store_address, home="home", lang="en", continents="AF"))
    assert len(fewer["marks"]) == 57, "what the filters leave has room"
    opened = circle(open_app(store_address, home="home", lang="en", open="JP,XX"))
    assert len(opened["marks"]) == 57 + 2
    assert [entry.get("do") for entry in opened["remarks"]][-1] == "close_groups"
    assert "1 group open" in opened["remarks"][-1]["text"]
    listed = circle(open_app(store_address, home="home", lang="en", view="list"))
    assert len(listed["table"]["rows"]) == 170


def test_new_load_is_shown_at_once(
    empty_store: GraphStore, store_address: StoreAddress, open_app: Open
) -> None:
    office(empty_store)
    app = open_app(store_address, home="home", lang="en")
    assert circle(app)["marks"] == []
    partner(empty_store, "p1", name="New")
    empty_store.write_statement(
        "CREATE (:LoadRun {id: 'load-2', state: 'complete', started_at: '2026-01-02T00:00:00Z', "
        "finished_at: '2026-01-02T00:00:01Z'})"
    )
    assert [mark["name"] for mark in circle(app.run())["marks"]] == ["New"]
