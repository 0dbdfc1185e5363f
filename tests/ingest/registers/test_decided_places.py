"""Places of registers that were decided to be another one: later loads keep to it, until it is undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.store import GraphStore
from ingest.registers.places.bodies import BodyBook, KnownBody, body_id
from ingest.registers.places.decided import DecidedNames, decided_names, names_cell, with_decisions
from ingest.registers.places.place_book import KnownPlace, PlaceBook
from tests.friendcircle.command_line import CommandLine
from tests.stores import StoreAddress, wipe


def place(identifier: str, *names: str, country: str = "GB", is_known: bool = True) -> KnownPlace:
    return KnownPlace(
        id=identifier, country=country, level="city", names=(*names, identifier), is_known=is_known
    )


def book(decided: DecidedNames, *places: KnownPlace) -> PlaceBook:
    return PlaceBook(with_decisions(places, decided), decided.same)


def test_decided_name_leads_to_its_place_before_and_after_the_wrong_one_is_gone() -> None:
    decided = DecidedNames({"kadifu": "cardiff"}, {"kadifu": ("卡地夫", "Kardif")})
    right, wrong = place("cardiff", "Cardiff"), place("kadifu", "卡地夫", is_known=False)
    for places in ((right, wrong), (right,)):
        for name in ("卡地夫", "卡地夫市", "Kardif", "kardif"):
            found = book(decided, *places).find([name], "GB")
            assert (found.place.id, found.how, found.others) == ("cardiff", "decision", ())
    assert book(decided, wrong).find(["卡地夫"], "GB").place.id != "cardiff", "the right one is not there"


def test_decision_holds_in_its_country_only_and_its_id_is_not_given_again() -> None:
    decided = DecidedNames({"kadifu": "cardiff"}, {"kadifu": ("卡地夫",)})
    found = book(decided, place("cardiff", "Cardiff")).find(["卡地夫"], "CA")
    assert (found.how, found.place.id) == ("new", "kadifu-ca")


def test_longer_name_of_another_place_is_not_meant() -> None:
    decided = DecidedNames({"jilin-shi": "x"}, {"jilin-shi": ("甲林市",)})
    places = book(decided, place("x", "Xx"), place("jialin", "甲林"))
    assert places.find(["甲林市"], "GB").place.id == "x"
    assert places.find(["甲林"], "GB").place.id == "jialin"


def test_decisions_follow_one_another_and_end_in_a_circle() -> None:
    decided = DecidedNames({"a": "b", "b": "c"}, {"a": ("Aa",), "b": ("Bb",)})
    places = book(decided, place("c", "Cc"))
    assert [places.find([name], "GB").place.id for name in ("Aa", "Bb")] == ["c", "c"]
    circle = DecidedNames({"a": "b", "b": "a"}, {"a": ("Aa",), "b": ("Bb",)})
    kept = with_decisions((place("a", "Aa", is_known=False), place("b", "Bb", is_known=False)), circle)
    assert [entry.id for entry in kept] == ["a", "b"]


def test_place_that_is_known_from_registers_alone_keeps_its_own_names() -> None:
    decided = DecidedNames({"kadifu": "kxdiff"}, {"kadifu": ("卡地夫",)})
    found = book(decided, place("kxdiff", "某地", "Kxdiff", is_known=False)).find(["卡地夫"], "GB")
    assert (found.how, found.is_new) == ("decision", False)
    assert (found.place.id, found.place.name_zh, found.place.own_names) == (
        "kxdiff",
        "某地",
        ("某地", "Kxdiff"),
    )


def test_rows_of_decisions_are_read() -> None:
    rows = [
        {"property": "same_as", "values": '{"fact": "a", "value": "b", "names": "A, x;B"}'},
        {"property": "different_from", "values": '{"fact": "d", "value": "c"}'},
    ]
    found = decided_names(rows)
    assert (found.same, found.names, found.apart) == (
        {"a": "b"},
        {"a": ("A, x", "B")},
        frozenset({("c", "d")}),
    )
    assert names_cell(["A; x", "B", "B", ""]) == "A, x;B"


def test_body_is_the_one_that_was_decided() -> None:
    name, other = "福冈友好协会", "福冈市友好协会"
    right = KnownBody("org-right", "JP", (other,), is_known=True)
    decided = {body_id(name, "JP"): "org-right"}
    assert BodyBook([right], decided).find([name], "JP") == (right,)
    assert BodyBook([right], decided).find([name], "KR") == ()
    assert BodyBook([], decided).find([name], "JP") == ()


REGISTER = "国家,友好城市,结好日期\n英国,卡地夫,1983-03-31\n日本,某町友好协会,1990-01-02\n"
PLACES = "MATCH (n:City {id: $id}) RETURN n.name_zh"
TIES = "MATCH (t:Tie)-[:BETWEEN]->(p) WHERE p.id <> 'amoy' RETURN p.id ORDER BY p.id"


@pytest.fixture
def cli(empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path) -> CommandLine:
    """The command line on a store with a city, a body and a register that spells both otherwise."""
    folder = tmp_path / "office"
    folder.mkdir()
    files = {
        "office.toml": 'collection = "amoy"\nhome = "amoy"\ncountry = "CN"\n',
        "cities.csv": "id,name_en,name_zh,country_iso2,admin_level\n"
        "amoy,Amoy,本市,CN,city\ncardiff,Cardiff,加的夫,GB,city\nmura,Mura,某村,JP,city\n",
        "organisations.csv": "id,name_zh,kind,place_id\n"
        "org-mura,某町日中友好协会,friendship_association,mura\n",
        "友城.csv": REGISTER,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    cli = CommandLine(tmp_path).at(store_address).within()
    told = cli("load", folder, "--accept", "--format", "json")
    assert told.status == 0, told.json["issues"]
    return cli


def decide(cli: CommandLine, fact: str, value: str, property_: str = "same_as", **cells: str) -> Any:
    given = {"fact": fact, "property": property_, "value": value, "reason": "why", **cells}
    parts = [text for name, cell in given.items() for text in ("-p", f"{name}={cell}")]
    return cli("enter", "decisions", *parts, "--by", "Office", "--format", "json").json


def ties(store: GraphStore) -> list[str]:
    return [row[0] for row in store.read(TIES).rows]


def test_register_keeps_to_a_decision_until_it_is_undone(
    cli: CommandLine, empty_store: GraphStore, tmp_path: Path
) -> None:
    body = body_id("某町友好协会", "JP")
    assert ties(empty_store) == ["kadifu", body]
    done = decide(cli, "kadifu", "cardiff")
    assert done["action"] == "entered", done
    assert done["entry"]["cells"]["names"] == "卡地夫"
    also = decide(cli, body, "org-mura")
    assert also["action"] == "entered", also
    for _ in range(2):
        told = cli("load", tmp_path / "office", "--accept", "--accept-retired", "--format", "json")
        assert told.status == 0, told.err
        assert {issue["code"] for issue in told.json["issues"]} <= {"mapping_accepted", "body"}
        assert ties(empty_store) == ["cardiff", "org-mura"]
        assert empty_store.read(PLACES, {"id": "kadifu"}).rows == []
        assert empty_store.read("MATCH (n:Organisation) RETURN n.id").rows == [["org-mura"]]
        assert empty_store.read(PLACES, {"id": "cardiff"}).rows == [["加的夫"]]
    for entry in (done, also):
        assert cli("undo", entry["entry"]["id"]).status == 0
    assert cli("load", tmp_path / "office", "--accept", "--accept-retired", "--full").status == 0
    assert ties(empty_store) == ["kadifu", body]


def test_decision_holds_in_a_store_made_anew_of_the_files(
    cli: CommandLine, empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path
) -> None:
    assert decide(cli, "kadifu", "cardiff")["action"] == "entered"
    assert cli("entries", "--out", tmp_path / "entries").status == 0
    wipe(empty_store)
    office = tmp_path / "office"
    (tmp_path / "later").mkdir()
    (office / "友城.csv").rename(tmp_path / "later" / "友城.csv")
    for path in (office, tmp_path / "entries", tmp_path / "later" / "友城.csv"):
        told = cli("load", path, "--accept", "--format", "json")
        assert told.status == 0, told.err
    assert "cardiff" in ties(empty_store) and "kadifu" not in ties(empty_store)


@pytest.mark.parametrize(
    ("fact", "value", "code"),
    [
        ("kadifu", "mura", "other_country"),
        ("kadifu", "kadifu", "unknown_fact"),
        ("kadifu", "org-mura", "unknown_fact"),
        ("kadifu", "nobody", "unknown_fact"),
        ("nobody", "cardiff", "empty"),
    ],
)
def test_only_a_place_of_the_country_can_be_the_same(
    cli: CommandLine, fact: str, value: str, code: str
) -> None:
    refused = decide(cli, fact, value)
    assert refused["action"] == "refused"
    assert [issue["code"] for issue in refused["issues"]] == [code]
