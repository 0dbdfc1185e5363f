"""Every page on the days of the walk, in both languages: each figure shown, against the CSV files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.core.navigation import HOME, names
from dashboard.core.texts import load_texts
from graph.figures import FIGURES
from tests.dashboard.conftest import Open
from tests.independent.contacts import Contacts
from tests.stores import SAMPLE_HOME, StoreAddress
from tests.walk.moments import MOMENTS, Moment, by_continent, expected, expected_of_year, parameters
from tests.walk.pack_figures import check_pack
from tests.walk.reading import numbers_of_figure, reader, stated, tells_of_contacts, texts_of

#: Each day with the language in which the pages are shown; every page comes in both.
SHOWN = tuple(zip(MOMENTS, ("zh", "en", "en", "zh"), strict=True))
#: Pages that show none of the figures: what they count is of other things, and says so.
WITHOUT = ("explore", "posts", "plan", "data", "file_import", "entry", "review", "cypher", "settings")
#: Partners whose contacts are of many kinds: counted on a visit, only named as concerned, of the nation.
PARTNERS = ("trier", "cebu-city", "cardiff", "marathon")
Show = Callable[..., AppTest]


@pytest.fixture(scope="module")
def page_names() -> dict[str, str]:
    """The library's names of the pages; filled by the first page shown."""
    return {}


@pytest.fixture
def show(open_app: Open, loaded_address: StoreAddress, page_names: dict[str, str]) -> Show:
    """Show a page on a day of the walk."""

    def run(page: str, lang: str, moment: Moment, **more: str) -> AppTest:
        given = parameters(moment) | more
        if not page_names:
            first = open_app(loaded_address, lang=lang, **given)
            page_names.update({info["url_pathname"]: key for key, info in first._registered_pages.items()})
            if page == HOME:
                return first
        app = open_app(loaded_address, at=page_names[page if page != HOME else ""], lang=lang, **given)
        assert not app.exception, (page, moment, app.exception)
        return app

    return run


def sent(app: AppTest, name: str) -> dict[str, Any]:
    """Return the data that a page sent to a component."""
    (found,) = [entry for entry in app.get("bidi_component") if entry.proto.component_name == name]
    data: dict[str, Any] = json.loads(found.proto.json)
    return data


def check_contacts(data: Any, moment: Moment, lang: str, *, least: int) -> None:
    """Compare every text on the contacts with a partner, and expect so many of them."""
    found, t = expected(moment).contacts, load_texts(lang)
    told = [
        tells_of_contacts(text, found.get(identifier, Contacts(())), moment, t)
        for identifier, text in texts_of(data)
    ]
    assert sum(told) >= least


def check_tiles(tiles: Sequence[dict[str, str]], moment: Moment, lang: str) -> None:
    """Compare the figures on top of an overview: number, meaning, and what a click opens."""
    wanted = expected(moment)
    for tile, name in zip(tiles, ("sister_cities", "partners", "countries"), strict=True):
        assert tile["value"] == str(wanted.number(name)), name
        assert tile["meaning"].startswith(FIGURES[name].title.text(lang)), name
        opened = parse_qs(urlsplit(tile["url"]).query)["nodes"][0].split(",")
        assert {*opened} - {SAMPLE_HOME} == wanted.facts[name], name


def tables(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for section in data["sections"]:
        yield from (block for block in section["blocks"] if block["type"] == "table")


def table(data: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [one for one in tables(data) if one["name"] == name]
    return found


def test_every_page_is_walked() -> None:
    walked = {name.removeprefix("test_page_") for name in globals() if name.startswith("test_page_")}
    assert walked | {*WITHOUT} == {*names()}


def test_page_circle(show: Show) -> None:
    for moment, lang in SHOWN[::2]:
        data = sent(show("circle", lang, moment, view="list"), "friendcircle_circle")
        check_tiles(data["overview"]["tiles"], moment, lang)
        parts = [row["parts"] for row in data["overview"]["continents"]["rows"]]
        wanted, found = expected(moment), expected(moment).contacts
        rows = data["overview"]["continents"]["rows"]
        assert {row["name"]: row["parts"][0] for row in rows if row["parts"][0]} == {
            load_texts(lang).word("continent", code): number for code, number in by_continent(moment).items()
        }
        assert sum(row[1] for row in parts) == wanted.number("exchange_cities")
        check_contacts(data["marks"], moment, lang, least=25)
        titles = [column["title"] for column in data["table"]["columns"]]
        place = titles.index(load_texts(lang)("table.last"))
        assert data["table"]["columns"][place]["help"]
        for row in data["table"]["rows"]:
            last = found.get(row["id"], Contacts(())).last
            if row["form"] in ("circle", "port"):
                assert row["cells"][place] == (last.start if last else ""), row["id"]


def test_card_of_a_partner(show: Show) -> None:
    """The card of a partner: its contacts counted, and listed with those of the province and the nation."""
    for partner, (moment, lang) in zip(PARTNERS[::3], SHOWN[::3], strict=True):
        card = sent(show("circle", lang, moment, partner=partner), "friendcircle_circle")["card"]
        check_contacts(card, moment, lang, least=1)
        t, held = load_texts(lang), expected(moment).contacts.get(partner, Contacts(()))
        rows = [row["text"] for row in card["strength"]["rows"]]
        total = len(held.counted())
        if total:
            assert t.number("card.counted", total) in rows
            ways = [
                int(found[1])
                for text in rows
                for key in ("card.received", "card.sent", "card.both")
                if (found := reader(t, key, n=r"\d+").search(text))
            ]
            assert not ways or sum(ways) == total, rows
        listed = [item for item in card["contacts"]["items"] if t("card.above") not in item["tags"]]
        assert len(listed) == len(held.held)
        if held.last:
            assert listed[0]["date"] == held.last.start
        assert (partner == "marathon") == (not listed), "the only visit to Marathon was one of the nation"


def test_page_map(show: Show) -> None:
    for moment, lang in SHOWN[1::2]:
        data = sent(show("map", lang, moment), "friendcircle_map")
        check_tiles(data["overview"]["tiles"], moment, lang)
        check_contacts(data["marks"], moment, lang, least=25)


def test_page_ranking(show: Show) -> None:
    for of, (moment, lang) in zip(("partners", "countries"), SHOWN[1:3], strict=True):
        data = sent(show("ranking", lang, moment, of=of), "friendcircle_ranking")
        check_contacts(data["rows"], moment, lang, least=len(data["rows"]))
        assert data["texts"]["helps"][-1] and "{n}" in data["texts"]["rows"]


def test_page_partner(show: Show) -> None:
    for partner, (moment, lang) in zip(PARTNERS[1:3], SHOWN[1:3], strict=True):
        data = sent(show("partner", lang, moment, partner=partner), "friendcircle_partner")
        check_contacts(data["file"], moment, lang, least=1)


def test_page_compare(show: Show) -> None:
    for moment, lang in SHOWN[1::2]:
        t, found = load_texts(lang), expected(moment).contacts
        data = sent(show("compare", lang, moment, **{"with": ",".join(PARTNERS)}), "friendcircle_document")
        glance = {row[0]["text"]: row[1:] for row in table(data, t("compare.glance"))["rows"]}
        for partner, cell in zip(PARTNERS, glance[t("table.activity")], strict=True):
            assert tells_of_contacts(cell["text"], found.get(partner, Contacts(())), moment, t), partner
        there = {row[0]["text"]: row[1:] for row in table(data, t("compare.there"))["rows"]}
        for place, partner in enumerate(PARTNERS):
            ways = [
                there[t("compare.contacts", way=t.word("lane_of_time", way))] for way in ("in", "out", "both")
            ]
            total = sum(int(way[place]["text"]) for way in ways)
            assert total == len(found.get(partner, Contacts(())).counted()), partner


def test_page_timeline(show: Show) -> None:
    """Its numbers are of the entries that it lists, and say so."""
    for moment, lang in SHOWN[:2]:
        t = load_texts(lang)
        data = sent(show("timeline", lang, moment), "friendcircle_document")
        (points,) = [block["items"] for block in data["sections"][0]["blocks"] if block["type"] == "list"]
        lane = t("timeline.lane")
        rows = table(data, t("timeline.list"))
        kinds = [row[rows["heads"].index(lane)]["text"] for row in rows["rows"]]
        listed = [sum(kind == t.word("lane_of_time", way) for kind in kinds) for way in ("in", "out", "both")]
        numbers = [int(number) for number in re.findall(r"\d+", points[0])]
        assert numbers[:4] == [sum(listed), *listed]


def test_page_visits(show: Show) -> None:
    for year, (moment, lang) in zip((2019, 2018, 2023, 2024), SHOWN, strict=True):
        t = load_texts(lang)
        data = sent(show("visits", lang, moment, year=str(year)), "friendcircle_document")
        by_year = table(data, t("visits.by_year"))
        names_of = {figure.title.text(lang): name for name, figure in FIGURES.items() if figure.period}
        counted = {place: names_of[head] for place, head in enumerate(by_year["heads"]) if head in names_of}
        assert [*counted.values()] == ["groups_received", "groups_received_by_others", "groups_sent"]
        assert all(by_year["helps"][place] for place in counted)
        shown_years = [int(row[0]["text"]) for row in by_year["rows"]]
        assert len(shown_years) > 10
        for row in by_year["rows"]:
            wanted = expected_of_year(int(row[0]["text"]), moment)
            for place, name in counted.items():
                assert row[place]["text"] == str(len(wanted[name])), (row[0]["text"], name)
            beside = row[-1]["text"]
            told = stated("groups_received", int(row[0]["text"]), moment, of_year=True)
            assert (beside == "–") == (told[0] is None)
            if beside != "–":
                assert numbers_of_figure(beside, t) == (len(wanted["groups_received"]), *told)
        wanted = expected_of_year(year, moment)
        for row in table(data, t("visits.figures", year=year))["rows"]:
            name = names_of[row[0]["text"]]
            assert row[1]["text"] == ("–" if name == "persons_received" else str(len(wanted[name]))), name
            told = stated(name, year, moment, of_year=True)
            assert (row[2]["text"] == "–") == (told[0] is None), name
            if told[0] is not None:
                number = 0 if name == "persons_received" else len(wanted[name])
                assert numbers_of_figure(row[2]["text"], t) == (number, *told), name
            if row[1].get("href"):
                opened = parse_qs(urlsplit(row[1]["href"]).query)["nodes"][0].split(",")
                assert {*opened} - {SAMPLE_HOME} == wanted[name], name
        for row in table(data, t("visits.by_month", year=year))["rows"]:
            if row[0]["text"] in names_of:
                assert row[-1]["text"] == str(len(wanted[names_of[row[0]["text"]]])), row[0]["text"]
                assert sum(int(cell["text"]) for cell in row[1:-1]) == int(row[-1]["text"])
        use = table(data, t("visits.use"))
        place = use["heads"].index(t("visits.sent"))
        for row in use["rows"]:
            sent_then = expected_of_year(int(row[0]["text"]), moment)["groups_sent"]
            assert row[place]["text"] == str(len(sent_then)), row[0]["text"]


def test_page_board(show: Show) -> None:
    for moment, lang in SHOWN[:2]:
        t, found = load_texts(lang), expected(moment).contacts
        data = sent(show("board", lang, moment), "friendcircle_board")
        lanes = {lane["code"]: lane["cards"] for lane in data["lanes"]}
        ways = expected(moment).facts["ties_on_their_way"]
        targets = {card["id"] for card in lanes["target"] if not card["signed"]}
        assert {f"tie-{'--'.join(sorted((partner, SAMPLE_HOME)))}" for partner in targets} == ways
        shown = 0
        for card in (card for cards in lanes.values() for card in cards):
            last = found.get(card["id"], Contacts(())).last
            lines = [line["text"] for line in card["lines"] if line["head"] == t("board.contact")]
            assert lines == ([last.start] if last else []), card["id"]
            shown += len(lines)
        assert shown > 5


def test_page_meeting(show: Show) -> None:
    """The pack as a page."""
    moment, lang = SHOWN[3]
    data = sent(show("meeting", lang, moment), "friendcircle_document")
    lines = [
        line
        for section in data["sections"]
        for block in section["blocks"]
        for line in (block["items"] if block["type"] == "list" else [block.get("text", "")])
    ]
    sheets = [
        [one["heads"], *([cell["text"] for cell in row] for row in one["rows"])] for one in tables(data)
    ]
    check_pack(lines, sheets, moment, lang)


@pytest.mark.parametrize("page", WITHOUT)
def test_pages_without_figures(show: Show, page: str) -> None:
    """No text there tells of contacts or of a figure."""
    moment, lang = SHOWN[WITHOUT.index(page) % 2]
    t, app = load_texts(lang), show(page, lang, moment)
    texts = [
        text
        for entry in app.get("bidi_component")
        for _, text in texts_of(json.loads(entry.proto.json or "null"), "any")
    ]
    assert texts
    told = [
        reader(t, "link.record", count=r"\d+", top=".+?", last=r"[\d-]+"),
        reader(t, "link.record_without_rank", count=r"\d+", last=r"[\d-]+"),
    ]
    beside = reader(t, "figure.of_announced", n=r"\d+", total=r"\d+", year=r"\d+", share=r"\d+")
    assert not [text for text in texts if beside.search(text) or any(one.search(text) for one in told)]
