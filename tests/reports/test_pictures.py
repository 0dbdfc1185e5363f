"""The circle in the planning pack: signed ties, intentions and mere contacts look as on the page."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree as ET

import pytest

from graph.facts.as_of import AsOf
from graph.facts.link_facts import LinkFacts, Tie, TieStatement
from graph.facts.statement import Statement
from graph.facts.world import Partner, Party, World
from graph.naming.profile import load_naming
from graph.planning.gap_rules import default_gap_config
from graph.world_on_date import WorldOnDate
from reports.drawing import pictures
from reports.wording.sentences import Wording
from reports.wording.texts import load_texts
from tests.graph.strength_ties import CONFIG

DAY = dt.date(2020, 1, 22)
SVG = "{http://www.w3.org/2000/svg}"
TOLD = Statement("s-told", "list", "A", known_on=dt.date(2010, 1, 1))
HOME = Party(
    id="home",
    label="City",
    name_en="Home",
    name_zh="本地",
    country="CN",
    continent="AS",
    level="city",
    lat=24.5,
    lon=118.1,
)
STATUSES = {"signed": "signed", "intended": "intent", "target": "target", "contact": "contact"}


def bond(name: str, status: str) -> Partner:
    party = Party(
        id=name,
        label="City",
        name_en=name,
        name_zh=name,
        country="FR",
        continent="EU",
        level="city",
        lat=48.0,
        lon=2.0,
    )
    return Partner(
        party,
        True,
        LinkFacts(
            partner=name,
            ties=(
                Tie(
                    f"tie-{name}",
                    "relation",
                    (
                        TieStatement(
                            statement=TOLD,
                            kind="sister_city",
                            status=status,
                            steps={status: "2005-05-01"},
                            said="2019-12-31",
                        ),
                    ),
                    parties=(HOME.id, name),
                ),
            ),
        ),
    )


def drawn(*, measured: bool) -> tuple[list[str], list[str]]:
    """Return the dash patterns of the lines to the partners, and all texts."""
    partners = {name: bond(name, status) for name, status in STATUSES.items()}
    world = World(
        home=HOME,
        partners=partners,
        parties={HOME.id: HOME} | {name: partner.party for name, partner in partners.items()},
        own=frozenset({HOME.id}),
        ties={name: partner.facts.ties for name, partner in partners.items()},
    )
    words = load_texts("en")
    svg = pictures.circle(
        WorldOnDate(world, CONFIG, AsOf(DAY)),
        Wording(world, default_gap_config(), load_naming("cn"), words),
        words,
        "stamp",
        measured=measured,
    )
    root = ET.fromstring(svg)
    lines = [
        line.get("stroke-dasharray", "") for line in root.iter(f"{SVG}line") if line.get("stroke-opacity")
    ]
    return sorted(lines), [text.text or "" for text in root.iter(f"{SVG}text")]


def test_signed_intended_and_contact_lines_differ() -> None:
    lines, texts = drawn(measured=True)
    assert len(lines) == 4
    assert lines.count("") == 1, "what is signed is drawn through"
    assert len(set(lines)) == 3, "a target and an intent look alike, a contact does not"
    assert {"Signed or in operation", "Intent or target, not signed", "In contact, nothing signed"} <= set(
        texts
    )


@pytest.mark.parametrize("told", ["Signed or in operation", "In contact, nothing signed", "None recorded"])
def test_public_picture_shows_only_what_is_signed(told: str) -> None:
    lines, texts = drawn(measured=False)
    assert len(set(lines)) == 2
    assert told not in texts
