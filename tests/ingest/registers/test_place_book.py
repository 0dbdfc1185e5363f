"""Places and bodies that a register names, found by names in any script and by former names."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.read.grids import Grid, GridRow
from ingest.registers.places.bodies import BodyBook, KnownBody, body_kind
from ingest.registers.places.place_book import _EASTERN, KnownPlace, PlaceBook, _cities, fold_place
from ingest.registers.propose import propose
from ingest.registers.translate import OfficeHome, Translated, translate


@pytest.mark.parametrize(
    ("name", "country", "english"),
    [
        *(("奥克兰", "NZ", "Auckland"), ("奧克蘭", "NZ", "Auckland"), ("奥克兰", "US", "Oakland")),
        *(("福冈", "JP", "Fukuoka"), ("福岡市", "JP", "Fukuoka"), ("広島", "JP", "Hiroshima")),
        *(("广岛", "JP", "Hiroshima"), ("横滨", "JP", "Yokohama"), ("橫濱市", "JP", "Yokohama")),
    ],
)
def test_gazetteer_is_found_under_either_script(name: str, country: str, english: str) -> None:
    found = PlaceBook([]).find([name], country)
    assert (found.how, found.place.name_en) == ("gazetteer", english)
    assert name in found.place.names, "the name stays as it was written"


def test_no_other_letter_folds_to_an_eastern_one() -> None:
    western = [sign for sign in map(chr, range(0x3000)) if not _EASTERN.search(sign)]
    assert not [sign for sign in western if _EASTERN.search(fold_place(sign))]


@pytest.mark.parametrize("country", ["JP", "KR", "RU"])
def test_cities_with_eastern_names_are_all_found_among_those_alone(country: str) -> None:
    every, eastern = _cities(country, eastern=False), _cities(country, eastern=True)
    wanted = {form: cities for form, cities in every.items() if _EASTERN.search(form)}
    assert wanted and wanted == {form: eastern.get(form) for form in wanted}


@pytest.mark.parametrize("name", ["沖縄", "冲绳", "沖繩", "沖縄市"])
def test_okinawa_is_one_place_under_every_script(name: str) -> None:
    book = PlaceBook([])
    first = book.find(["沖縄市"], "JP")
    assert first.how == "gazetteer"
    assert book.find([name], "JP").place.id == first.place.id


def test_id_is_not_made_from_the_folded_form() -> None:
    assert fold_place("蘆葦") == fold_place("芦苇")
    # In the simplified form of the second character this reads ganqu.
    assert PlaceBook([]).find(["乾曲"], "JP").place.id == "qianqu"


def test_former_name_counts_only_where_no_place_has_the_name_now() -> None:
    first = KnownPlace(
        id="new-town", country="XA", level="city", names=("New",), others=("Old", "Elder"), is_known=True
    )
    second = KnownPlace(id="old-town", country="XA", level="city", names=("Old",), is_known=True)
    book = PlaceBook([first, second])
    assert book.find(["Old"], "XA").place.id == "old-town"
    assert book.find(["Elder"], "XA").place.id == "new-town"
    assert book.find(["Newest"], "XA", former=["New"]).place.id == "new-town"
    assert book.find(["Elder"], "XB").how == "new", "the country decides"


def grid(*rows: tuple[str, ...], stem: str = "友城一览表") -> Grid:
    kept = [GridRow(line, cells) for line, cells in enumerate(rows, start=1)]
    return Grid(path=Path(f"{stem}.csv"), sheet="", encoding="utf-8", read=lambda: iter(kept))


def translated(sheet: Grid, bodies: BodyBook | None = None) -> Translated:
    home = OfficeHome("home", "CN", ("本市",))
    return translate(sheet, propose(sheet).mapping, PlaceBook([]), home, "x", bodies)


@pytest.mark.parametrize("head", ["曾用名", "旧称", "Former name", "ancien nom", "früherer Name"])
def test_column_of_former_names_becomes_rows_of_names(head: str) -> None:
    found = translated(
        grid(
            ("国家", "友好城市", head, "结好日期"),
            ("哈萨克斯坦", "阿斯塔纳", "努尔苏丹（2019—2022）、Akmola", "2001-05-01"),
            ("哈萨克斯坦", "阿斯塔纳", "努尔苏丹", "2003-05-01"),
            ("哈萨克斯坦", "Akmola", "", "2004-05-01"),
        )
    )
    names = [row.cells for row in found.rows["names"]]
    assert [(row["of"], row["text"], row["kind"]) for row in names] == [
        ("astana", "努尔苏丹", "former"),
        ("astana", "Akmola", "former"),
    ]
    assert len({row["id"] for row in names}) == 2
    assert {row.cells["to_id"] for row in found.rows["ties"]} == {"astana"}
    assert [row.cells["id"] for row in found.rows["cities"]] == ["astana"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(("福冈市日中友好協会", "friendship_association"), ("札幌友好城市协会", "friendship_association")),
        *(("Oxford University", "educational"), ("Université de Nantes", "educational")),
        *(("Handelskammer Hamburg", "association"), ("釜山商工会議所", "association")),
        *(("Chamber of Commerce of Lyon", "association"), ("부산상공회의소", "association")),
        *(("Universität Leipzig", "educational"), ("Wellington Chamber", "association")),
        *(("福冈市", ""), ("University Heights", ""), ("Câmara de Lobos", ""), ("Club", ""), ("Pinc", "")),
    ],
)
def test_words_tell_a_body(name: str, kind: str) -> None:
    assert body_kind(name) == kind


def test_body_in_a_column_of_cities_becomes_an_organisation_as_party_of_a_tie() -> None:
    found = translated(
        grid(
            ("国家", "友好城市", "结好日期"),
            ("日本", "福冈市日中友好协会", "2001-05-01"),
            ("美国", "State College", "2003-05-01"),
        )
    )
    (body,) = found.rows["organisations"]
    assert (body.cells["name_zh"], body.cells["kind"]) == ("福冈市日中友好协会", "friendship_association")
    assert [(note.level, note.code) for note in body.notes] == [("warning", "body")]
    assert [row.cells["to_id"] for row in found.rows["ties"]] == [body.cells["id"], "state-college"]
    assert [row.cells["id"] for row in found.rows["cities"]] == ["state-college"]


def test_body_is_found_in_the_graph_by_name_and_country() -> None:
    name = "福冈市日中友好协会"
    sheet = grid(("国家", "友好城市", "结好日期"), ("日本", name, "2001-05-01"))
    here, abroad, again = (
        KnownBody("org-here", "JP", ("福岡市日中友好協会",), is_known=True),
        KnownBody("org-abroad", "FR", (name,), is_known=True),
        KnownBody("org-again", "JP", (name,), is_known=True),
    )
    found = translated(sheet, BodyBook([here, abroad]))
    (tie,) = found.rows["ties"]
    assert tie.cells["to_id"] == "org-here" and "organisations" not in found.rows
    assert [note.code for note in tie.notes] == ["body"]
    (tie,) = translated(sheet, BodyBook([abroad])).rows["ties"]
    assert tie.cells["to_id"] not in ("org-abroad", ""), "homonyms never merge by name alone"
    (tie,) = translated(sheet, BodyBook([here, again])).rows["ties"]
    assert [(note.level, note.code) for note in tie.notes] == [("error", "several_bodies")]


def test_visit_of_a_body_comes_from_its_country_and_one_to_a_body_goes_there() -> None:
    heads = ("方向", "日期", "国家", "城市", "团组名称")
    found = translated(
        grid(
            heads,
            ("来访", "2024-05-01", "日本", "福冈市日中友好协会", "代表团"),
            ("出访", "2024-06-01", "日本", "福冈市日中友好协会", "代表团"),
            stem="团组",
        )
    )
    received, sent = found.rows["visits"]
    assert (received.cells["from_countries"], received.cells["counterpart_orgs"]) == (
        "JP",
        "福冈市日中友好协会",
    )
    assert "from_place" not in received.cells and "cities" not in found.rows
    assert (sent.cells["to_countries"], sent.cells["counterpart_orgs"]) == ("JP", "福冈市日中友好协会")
    assert "to_place" not in sent.cells and not sent.notes


def test_visit_to_a_body_of_no_country_is_refused() -> None:
    found = translated(
        grid(
            ("方向", "日期", "城市", "团组名称"),
            ("出访", "2024-06-01", "福冈市日中友好协会", "代表团"),
            stem="团组",
        )
    )
    (sent,) = found.rows["visits"]
    assert [(note.level, note.code) for note in sent.notes] == [("error", "body_as_place")]


def test_visit_that_did_not_take_place_is_cancelled_and_told() -> None:
    heads = ("方向", "日期", "国家", "城市", "团组名称", "备注")
    found = translated(
        grid(
            heads,
            ("取消来访", "2024-09-01", "乌克兰", "敖德萨", "市长代表团", ""),
            ("来访", "2024-10-01", "乌克兰", "敖德萨", "经贸代表团", "因故取消"),
            ("来访", "2024-11-01", "乌克兰", "敖德萨", "教育代表团", "原定与市长的会见取消，改由副市长会见"),
            ("线上", "2024-12-05", "乌克兰", "敖德萨", "视频会议", ""),
            stem="团组",
        )
    )
    rows = found.rows["visits"]
    assert [row.cells.get("status") for row in rows] == ["cancelled", "cancelled", None, None]
    assert [row.cells["direction"] for row in rows] == ["inbound", "inbound", "inbound", "online"]
    assert [[note.code for note in row.notes] for row in rows] == [["cancelled"], ["cancelled"], [], []]


def test_column_of_kinds_may_tell_how_far_a_tie_has_come() -> None:
    found = translated(
        grid(
            ("城市", "国家", "关系类别", "结好日期"),
            ("曼谷", "泰国", "拟结好", ""),
            ("大田", "韩国", "友好合作关系城市", "2010-05-01"),
            stem="友城",
        )
    )
    told = [(row.cells["kind"], row.cells["status"], len(row.notes)) for row in found.rows["ties"]]
    assert told == [("sister_city", "target", 0), ("friendly_exchange_city", "signed", 0)]


def test_cell_with_several_places_gives_a_journey_several_ends_and_refuses_anything_else() -> None:
    heads = ("方向", "日期", "国家", "城市", "团组名称")
    found = translated(
        grid(
            heads,
            ("出访", "2024-06-01", "日本；韩国", "下关；大邱", "代表团"),
            ("出访", "2024-07-01", "日本", "下关、福冈", "代表团"),
            ("来访", "2024-05-01", "日本", "长崎、福冈", "代表团"),
            stem="团组",
        )
    )
    both, same, received = found.rows["visits"]
    assert both.cells["to_place"] == "shimonoseki;daegu" and not both.notes
    assert same.cells["to_place"] == "shimonoseki;fukuoka"
    assert [(note.level, note.code) for note in received.notes] == [("error", "several_names")]
    (tie,) = translated(grid(("国家", "友好城市", "结好日期"), ("日本", "下关；福冈", "2001"))).rows["ties"]
    assert [(note.level, note.code) for note in tie.notes] == [("error", "several_names")]


def test_refused_row_brings_no_place_along_until_another_row_names_it() -> None:
    heads = ("国家", "友好城市", "结好日期")
    refused, good = ("日本", "福冈", "2001-13-01"), ("日本", "福冈", "2001-05-01")
    others = [("日本", name, "2003-05-01") for name in ("广岛", "札幌", "新潟")]

    def cities(*rows: tuple[str, ...]) -> list[str]:
        return [row.cells["id"] for row in translated(grid(heads, *rows)).rows["cities"]]

    assert cities(refused, *others) == ["hiroshima", "sapporo", "niigata"]
    assert cities(refused, *others, good, good) == ["hiroshima", "sapporo", "niigata", "fukuoka"]
    found = translated(grid(heads, refused, *others, good)).rows["cities"]
    assert [[note.code for note in row.notes] for row in found] == [["new_place"]] * 4
