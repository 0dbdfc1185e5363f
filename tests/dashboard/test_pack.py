"""The planning pack that the page hands out is that of the command ``brief`` for the same day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dashboard.core import snapshot
from dashboard.core.page import Page
from dashboard.core.page_state import PageState
from dashboard.core.settings import settings
from dashboard.core.texts import load_texts
from dashboard.shared import circle_facts
from dashboard.shared.catalogue_answers import planning_pack
from reports.writers.docx import write_docx
from reports.writers.html import write_html
from tests.dashboard.conftest import TODAY, environment
from tests.friendcircle.command_line import CommandLine
from tests.stores import SAMPLE_HOME, StoreAddress


@pytest.mark.parametrize(
    ("day", "known", "lang"), [("2020-01-22", "2020-01-22", "zh"), ("2025-12-31", "", "en")]
)
def test_page_and_command_make_the_same_pack(
    loaded_address: StoreAddress, connections: None, tmp_path: Path, day: str, known: str, lang: str
) -> None:
    environ = environment(loaded_address, home=SAMPLE_HOME, lang=lang)
    as_of = dt.date.fromisoformat(day)
    now = snapshot.take_snapshot(settings(environ))
    recorded_until = circle_facts.reach(now, dt.date.fromisoformat(TODAY)).last
    assert recorded_until == dt.date(2025, 9, 8)
    page = Page(
        now=now,
        state=PageState(lang=lang, as_of=as_of, known_as_of=dt.date.fromisoformat(known) if known else None),
        t=load_texts(lang),
        default_lang=lang,
        home_name=SAMPLE_HOME,
        first=as_of,
        last=as_of,
        recorded_until=recorded_until,
    )
    _, content = planning_pack(page)
    assert ("; recorded until 2025-09-08" in content.subtitle) == (day > "2025-09-08")
    cli = CommandLine(tmp_path).at(loaded_address).within()
    for name, data in (("pack.docx", write_docx(content, page.day)), ("pack.html", write_html(content))):
        asked = ["--as-of", day, *(("--known-as-of", known) if known else ()), "--lang", lang]
        assert cli("brief", "--out", tmp_path / name, *asked).status == 0
        assert (tmp_path / name).read_bytes() == data, name
