"""Data sent by every page to the browser, compared with the files in ``payloads``: a digest for each part.

A refactoring changes none of them. ``FRIENDCIRCLE_TEST_RENEW=1`` rewrites them, as for the snapshots of the
commands; with ``FRIENDCIRCLE_TEST_FULL=FOLDER`` the parts themselves are also written there, so that those of
two versions can be compared line by line.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.core import snapshot
from dashboard.core.navigation import HOME, names
from tests.dashboard.conftest import Open
from tests.friendcircle.snapshots import compare, digests, laid_out, settled
from tests.stores import StoreAddress

FOLDER = Path(__file__).with_name("payloads")
FULL = "FRIENDCIRCLE_TEST_FULL"
TODAY = dt.date(2026, 11, 23)
DAY = "2020-01-22"
#: Pages that depend on the machine: only the data of their components is compared.
OF_THE_MACHINE = {"settings", "data"}
#: Named states in which each page is checked, with their parameters.
STATES: dict[str, dict[str, dict[str, str]]] = {
    "circle": {
        "first": {},
        "earlier": {"as_of": DAY},
        "list": {"view": "list", "as_of": DAY},
        "card": {"partner": "trier", "expand": "trier"},
        "filtered": {
            "kinds": "sister,port",
            "continents": "EU",
            "pinned": "cardiff",
            "focus": "yes",
            "partner": "nice",
        },
    },
    "map": {
        "first": {},
        "earlier": {
            "as_of": DAY,
            "partner": "trier",
            "layers": "ties,routes,projects",
            "kinds": "sister,port,consulate",
        },
    },
    "explore": {
        "first": {},
        "canvas": {"nodes": "xiamen,trier,cardiff", "picked": "trier"},
        "styled": {
            "nodes": "xiamen,trier,cardiff,nice",
            "layout": "grid",
            "colour": "country",
            "off": "City",
        },
    },
    "ranking": {
        "first": {},
        "figures": {"show": "figures", "as_of": DAY},
        "countries": {"of": "countries", "order": "strength"},
    },
    "partner": {
        "chooser": {},
        "file": {"partner": "trier"},
        "earlier": {"partner": "cebu-city", "as_of": DAY},
    },
    "compare": {"first": {}, "three": {"with": "trier,cardiff,nice", "show": "figures", "as_of": DAY}},
    "posts": {"first": {}, "earlier": {"as_of": DAY}},
    "timeline": {"first": {}, "figures": {"show": "figures", "continents": "EU,AS", "as_of": DAY}},
    "visits": {"first": {}, "year": {"year": "2019", "as_of": DAY}},
    "board": {"first": {}, "earlier": {"as_of": DAY}},
    "plan": {"first": {}, "earlier": {"as_of": DAY}},
    "meeting": {"first": {}, "earlier": {"as_of": DAY, "since": "2020", "until": "2020"}},
    "data": {
        "first": {},
        "conflicts": {"list": "conflicts"},
        "coverage": {"list": "coverage"},
        "contents": {"list": "contents"},
    },
    "file_import": {"first": {}},
    "entry": {"first": {}, "event": {"table": "events"}},
    "review": {"first": {}},
    "cypher": {
        "first": {},
        "query": {"query": "sister_cities", "given": "as_of=2020-01-22"},
        "own": {"cypher": "MATCH (c:City) RETURN c.id", "rows": "5"},
    },
    "settings": {"first": {}},
}
CASES = [(page, lang) for page in STATES for lang in ("zh", "en")]
#: Properties of a widget that are shown, besides its kind and key.
SHOWN = ("label", "options", "value", "help", "placeholder", "disabled")


def test_every_page_is_checked() -> None:
    assert list(STATES) == list(names())


@pytest.fixture(scope="module")
def hashes() -> dict[str, str]:
    """The library's names of the pages; filled by the first test."""
    return {}


@pytest.mark.parametrize(("page", "lang"), CASES)
def test_payloads(
    loaded_address: StoreAddress,
    open_app: Open,
    monkeypatch: pytest.MonkeyPatch,
    hashes: dict[str, str],
    tmp_path: Path,
    page: str,
    lang: str,
) -> None:
    monkeypatch.setattr(snapshot, "today", lambda: TODAY)
    monkeypatch.setenv("HOME", str(tmp_path))
    if not hashes:
        first = open_app(loaded_address)
        hashes |= {info["url_pathname"]: key for key, info in first._registered_pages.items()}
    looked: dict[str, Any] = {}
    for state, parameters in STATES[page].items():
        app = open_app(loaded_address, at=hashes[page if page != HOME else ""], lang=lang, **parameters)
        assert not app.exception, (state, app.exception)
        parts = settled(dict(parts_of(app, page)))
        keep(f"{page}-{lang}-{state}", parts)
        looked[state] = {
            name: digests(part) if isinstance(part, Mapping) else digests({"": part})[""]
            for name, part in parts.items()
        }
    compare(f"{page}-{lang}", looked, FOLDER)


def parts_of(app: AppTest, page: str) -> Iterator[tuple[str, Any]]:
    """Yield name and content of each part of a page, in order."""
    seen: Counter[str] = Counter()
    for entry in app.get("bidi_component"):
        name = entry.proto.component_name
        seen[name] += 1
        sent = json.loads(entry.proto.json or "null")
        yield (
            f"{name} {seen[name]}" if seen[name] > 1 else name,
            sent if isinstance(sent, dict) else {"value": sent},
        )
    if page not in OF_THE_MACHINE:
        yield "html", [entry.proto.body for entry in app.get("html") if "<style>" not in entry.proto.body]
        yield "widgets", [shown(entry) for entry in app.main if getattr(entry, "key", None)]


def shown(widget: Any) -> dict[str, Any]:
    """Return the visible properties of a widget."""
    found = {name: getattr(widget, name, None) for name in SHOWN}
    return {"kind": widget.type, "key": widget.key} | {
        name: _plain(value) for name, value in found.items() if value not in (None, "", [], False)
    }


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return (
        value if isinstance(value, str | int | float | bool) else re.sub(r" at 0x[0-9a-f]+", "", repr(value))
    )


def keep(name: str, parts: Mapping[str, Any]) -> None:
    """Write the parts in full, if a folder for them is set."""
    if folder := os.environ.get(FULL):
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / f"{name}.json").write_text(laid_out(parts) + "\n", encoding="utf-8")
