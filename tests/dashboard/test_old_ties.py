"""Ties that ended, are dormant or only claimed: circle, card, timeline and board as of a day."""

from __future__ import annotations

from pathlib import Path

from graph.store import GraphStore
from tests.dashboard.conftest import Open, component
from tests.dashboard.test_sheets import opened, table
from tests.ingest.office import load_office
from tests.ingest.office_of_ties import office
from tests.stores import StoreAddress


def test_ties_are_shown_as_they_were_on_the_day(
    empty_store: GraphStore, store_address: StoreAddress, open_app: Open, tmp_path: Path
) -> None:
    assert not load_office(empty_store, office(tmp_path)).refused
    for day, what, ended in (
        ("2021-01-01", "Sister city · signed 1994-06-01 · 26 years", False),
        ("2025-01-01", "Sister city · signed 1994-06-01 · terminated 2022-03-03", True),
    ):
        app = open_app(store_address, home="home", lang="en", as_of=day, partner="east")
        data = component(app, "friendcircle_circle")
        card = data["card"]
        assert card["head"]["what"] == what
        steps = [(step["date"], step["text"]) for step in card["steps"]["items"]]
        assert (("2022-03-03", "Sister city · ended") in steps) == ended
        # A tie that was in force and has ended is no disagreement.
        assert "disagreements" not in card
        mark = next(entry for entry in data["marks"] if entry["id"] == "east")
        assert mark["what"] == what
    # The timeline lists the end once it is in its period, and the table of changes gives it as the reason.
    for day, expected in (("2021-12-31", []), ("2025-01-01", [["2022-03-03", "Sister city · terminated"]])):
        _, data = opened(open_app, store_address, "timeline", lang="en", home="home", as_of=day)
        listed = [
            [row["Date"]["text"], row["What"]["text"]]
            for row in table(data, "Contacts and stages of the period")
            if row["Partner"]["text"] == "East"
        ]
        assert listed == expected
        changed = {
            row["Partner"]["text"]: row["Stages of the tie"]["text"]
            for row in table(data, "What changed in the period")
        }
        assert changed["East"] == (" ".join(expected[0]) if expected else "–")
    # What a source of 2019 calls dormant was under way before, and does not wait for anybody since.
    for day, waits in (("2005-01-01", True), ("2018-12-31", True), ("2019-01-01", False)):
        app = open_app(store_address, home="home", lang="en", as_of=day)
        app._page_hash = next(
            entry for entry, info in app._registered_pages.items() if info["url_pathname"] == "board"
        )
        app.run()
        cards = [card for lane in component(app, "friendcircle_board")["lanes"] for card in lane["cards"]]
        assert [card["id"] for card in cards] == (["quito"] if waits else [])
