"""The numbers of strength: reasons, entries for all vocabulary terms, merging and checking of own files."""

from __future__ import annotations

import csv

import pytest

from graph.errors import ConfigurationError
from graph.model.vocabulary import VOCABULARIES
from graph.strength.config import default_config, fold, load_config
from graph.strength.config_file import SECTORS
from graph.strength.numbers_document import render
from tests.stores import ROOT, SAMPLE_FOLDER

CONFIG = default_config()


def test_every_number_has_its_reason_in_both_languages() -> None:
    for table, numbers in CONFIG.numbers.items():
        for name in numbers:
            assert all(CONFIG.reasons[table][name]), (table, name)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_numbers_page_is_up_to_date(lang: str) -> None:
    name = "strength-numbers.md" if lang == "en" else "strength-numbers.zh.md"
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == render(lang), "run 'make docs'"


def test_every_vocabulary_term_has_an_entry() -> None:
    assert set(CONFIG.words["level"]) == set(VOCABULARIES["level"].words)
    assert set(CONFIG.words["mode"]) == set(VOCABULARIES["mode"].words)
    assert set(CONFIG.directions) == set(VOCABULARIES["direction"].words)
    assert set(CONFIG.events) == set(VOCABULARIES["event_kind"].words)
    assert set(CONFIG.words["tie_kind"]) == set(VOCABULARIES["tie_kind"].words)
    assert set(CONFIG.statuses) == set(VOCABULARIES["tie_status"].words)
    assert set(CONFIG.words["project_status"]) == set(VOCABULARIES["project_status"].words)
    assert set(CONFIG.words["consulate_kind"]) == set(VOCABULARIES["consulate_kind"].words)
    assert set(CONFIG["grades"]) == set(VOCABULARIES["grade"].words)
    assert {sector for entry in CONFIG.topic_sectors.values() for sector in entry} == set(SECTORS)


def test_every_topic_of_the_sample_is_known_to_its_own_file() -> None:
    own = load_config(((SAMPLE_FOLDER / "strength.toml").read_text(encoding="utf-8"), "strength.toml"))
    with (SAMPLE_FOLDER / "visits.csv").open(encoding="utf-8-sig", newline="") as file:
        topics = {
            fold(topic) for row in csv.DictReader(file) for topic in row["topics"].split(";") if topic.strip()
        }
    assert {
        topic for topic in topics if topic not in own.topic_sectors and topic not in own.topic_kinds
    } == set()
    assert own.hash != CONFIG.hash and own.numbers == CONFIG.numbers


def test_own_file_changes_only_what_it_names() -> None:
    text = """
        [weights]
        F = { is = 20, why = "ours" }
        A = 35
        [topics.sectors]
        sport = ["Chess"]
        [map.event_kind]
        regatta = { kind = "celebrate", mode = "in_person" }
    """
    own = load_config((text, "own"))
    assert own["weights"]["F"] == 20 and own["weights"]["A"] == 35 and own["weights"]["R"] == 10
    assert own.topic_sectors["chess"] == ("sport",) and own.topic_sectors["football"] == ("sport",)
    assert own.events["regatta"].kind == "celebrate"
    twice = load_config(("[curves]\nk = 2", "first"), ("[curves]\nk = 3", "second"))
    assert twice["curves"]["k"] == 3


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("k = 2", "unknown setting 'k' (own.toml): known are"),
        ("[curves]\nkk = 2", "unknown setting 'curves.kk' (own.toml): did you mean k?"),
        ("[weights]\nf = 26", "unknown setting 'weights.f' (own.toml): did you mean F?"),
        ("[weights]\nF = 16", "the weights add up to 101 (own.toml): change them so that they add up to 100"),
        ("[weights]\nF = '25'", "the setting 'weights.F' is no number (own.toml)"),
        ("[weights]\nF = true", "the setting 'weights.F' is no number (own.toml)"),
        (
            "[half_lives]\nleader = -1",
            "the setting 'half_lives.leader' is -1 (own.toml): it must be more than nothing",
        ),
        (
            "[half_lives]\nleader = 0",
            "the setting 'half_lives.leader' is 0 (own.toml): it must be more than nothing",
        ),
        ("[half_lives]\nleader = nan", "the setting 'half_lives.leader' is no number"),
        ("[kinds]\nvisit = 1.5", "the setting 'kinds.visit' is 1.5 (own.toml): it must be 1 at most"),
        ("[channels]\nroute = 1", "the setting 'channels.route' is 1 (own.toml): it must be 1 at most"),
        ("[bands]\nactive = 2", "the band 'active' begins below the band 'in_touch'"),
        (
            "[map.level]\nmayor = 'leadr'",
            "'leadr' in the setting 'map.level.mayor' is not known (own.toml): did you mean leader?",
        ),
        (
            "[map.direction]\ninbound = { kindd = 'visit' }",
            "unknown setting 'map.direction.inbound.kindd' (own.toml): did you mean kind?",
        ),
        ("[topics.sectors]\nsprot = ['x']", "there is no sector 'sprot' (own.toml): did you mean sport?"),
        ("[topics.sectors]\nsport = 'x'", "the setting 'topics.sectors.sport' is a list of texts"),
        (
            "[[decay]]\nhalf_life = 'leader'\nlevels = ['mayor']",
            "the last rule of 'decay' does not fit every contact",
        ),
        ("weights = 3", "the setting 'weights' is a table"),
        ("[weights", "the file is no readable TOML (own.toml)"),
    ],
)
def test_faulty_own_file_is_refused_in_one_line(text: str, line: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_config((text, "own.toml"))
    assert line in str(caught.value) and "\n" not in str(caught.value)
