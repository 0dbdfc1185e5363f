"""Places of one name look different everywhere, and former names find what they named."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dashboard.core import snapshot
from dashboard.core.settings import settings
from dashboard.core.texts import load_texts
from dashboard.shared import circle_facts, global_search, graph_reader, place_names
from dashboard.shared.node_captions import caption
from graph.facts.as_of import AsOf
from tests.dashboard.conftest import environment
from tests.friendcircle.command_line import CommandLine
from tests.ingest.office import OfficeFolder
from tests.stores import StoreAddress

DAY = dt.date(2020, 1, 22)
OWN = {"source": "own", "locator": "1"}


@pytest.fixture
def office(tmp_path: Path) -> OfficeFolder:
    """An office with three cities called Newport, two of them in one country, and with former names."""
    made = OfficeFolder(tmp_path / "office")
    for city, country in (("newport-a", "US"), ("newport-b", "US"), ("newport-c", "GB")):
        made.add(
            "cities",
            id=city,
            name_en="Newport",
            name_zh="",
            country_iso2=country,
            admin_level="city",
            **OWN,
        )
        made.add(
            "ties",
            id=f"t-{city}",
            from_id="home",
            to_id=city,
            kind="sister_city",
            status="signed",
            signed_date="1996-05-01",
            as_of="2000",
            **OWN,
        )
    made.add(
        "cities", id="island", name_en="Island", name_zh="岛州", country_iso2="US", admin_level="state", **OWN
    )
    made.tables["place_parts"] = [{"id": "p1", "part": "newport-a", "whole": "island", **OWN}]
    made.tables["organisations"] = [
        {
            "id": body,
            "name_en": name,
            "name_zh": "",
            "kind": "chamber_of_commerce",
            "place_id": "east",
            **OWN,
        }
        for body, name in (("chamber", "Chamber"), ("fair", "Fair Office"))
    ]
    made.tables["names"] = [
        {
            "id": number,
            "of": bearer,
            "text": text,
            "lang": "en",
            "kind": "former",
            "valid_from": first,
            "valid_to": last,
            "source": source,
            "locator": "1",
        }
        for number, bearer, text, first, last, source in (
            ("n1", "east", "Old Harbour", "1889", "1995-04", "own"),
            ("n2", "chamber", "Guild", "", "2001", "own"),
            # The present name of one body is the former name of the other.
            ("n3", "chamber", "Fair Office", "", "", "own"),
        )
    ]
    made.row("visits", "v1")["counterpart_orgs"] = "Guild"
    made.row("visits", "v2")["counterpart_orgs"] = "Fair Office"
    for name in ("place_parts", "organisations", "names", "visits"):
        made.write(name)
    return made


def test_names_tell_what_is_meant(
    store_address: StoreAddress,
    connections: None,
    office: OfficeFolder,
    tmp_path: Path,
) -> None:
    cli = CommandLine(tmp_path).at(store_address).within()
    loaded = cli("load", office.path, "--quiet")
    assert loaded.status == 0, loaded.err

    # In loads: a row that gives only a name finds its body; a present name comes before a former one.
    with store_address.open("read") as store:
        assert store.read(
            "MATCH (v:Visit)-[:MET_WITH]->(o:Organisation) RETURN v.id, o.id ORDER BY v.id"
        ).rows == [["v1", "chamber"], ["v2", "fair"]]

    # On the command line.
    table = cli("strength", "--as-of", DAY.isoformat()).out
    for called in ("Newport (Island)", "Newport (newport-b)", "Newport (United Kingdom"):
        assert called in table, called
    [row] = [
        entry
        for entry in cli("strength", "--as-of", DAY.isoformat(), "--format", "json").json
        if entry["partner"] == "newport-a"
    ]
    assert row["name_en"] == "Newport", "what programs read is the name alone"
    several = cli("path", "Newport", "west")
    assert several.status == 2
    for called in (
        "newport-a Newport (Island)",
        "newport-b Newport (newport-b)",
        "newport-c Newport (United",
    ):
        assert called in several.line
    way = cli("path", "old harbour", "newport-a", "--as-of", DAY.isoformat())
    assert (way.status, way.err) == (0, "")
    assert "Introductions from East to Newport (Island)" in way.out

    # On the pages.
    now = snapshot.take_snapshot(settings(environment(store_address, home="home", lang="en")))
    t = load_texts("en")
    assert {place_names.called_places(now, "zh")[f"newport-{letter}"] for letter in "abc"} == {
        "Newport（岛州）",
        "Newport（newport-b）",
        "Newport（大不列颠及北爱尔兰联合王国）",
    }
    nodes, _ = graph_reader.subgraph(now, ("newport-a", "newport-b"))
    assert [caption(node, t, now.naming) for node in nodes.values()] == [
        "Newport (Island)",
        "Newport (newport-b)",
    ]
    [found] = place_names.find_named(now, "old harb", 3)
    shown = global_search.hit(found, t, now.naming)
    assert (shown["id"], shown["name"]) == ("east", "East")
    assert "formerly Old Harbour (1889 to 1995-04)" in shown["others"]
    for known, told in ((None, True), (dt.date(2020, 1, 21), False)):
        items = {item.id: item for item in circle_facts.items(now, AsOf(DAY, known), t)}
        assert ("east" in items) == told or not told
        others = items["east"].others if "east" in items else ()
        assert ("formerly Old Harbour (1889 to 1995-04)" in others) == told
