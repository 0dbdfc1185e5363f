"""From the measured strength of a link to the content of its pages, without a store or a browser."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from dataclasses import replace
from typing import Any

import pytest

from dashboard.core.page_state import read, write
from dashboard.core.texts import LANGUAGES, load_texts
from dashboard.shared import score_breakdown
from dashboard.shared.score_breakdown import FactNames
from dashboard.views.partner import chronicle
from dashboard.views.ranking import payload
from dashboard.views.ranking.state import RankingState
from graph.facts.as_of import AsOf
from graph.facts.link_facts import Channel, Contact, Existence, LinkFacts, Project, Tie, TieStatement
from graph.facts.names import Names
from graph.facts.statement import Statement
from graph.naming.profile import load_naming
from graph.strength.comparison import compare
from graph.strength.config import COMPONENTS, default_config
from graph.strength.counting import count_facts
from graph.strength.score import Score, score
from queries.links.gathering import PartnerLink

CONFIG = default_config()
AS_OF = dt.date(2020, 6, 30)
CALLED = FactNames(
    load_naming("un"),
    {"v1": "the <b>mayor</b>"},
    {
        "t1": Names(id="p1", label="City", zh="甲", en="Alpha"),
        "j1": Names(id="j1", label="Project", zh="园", en="Garden"),
    },
    "p1",
)


def word(source: str, grade: str = "A") -> Statement:
    return Statement(f"s-{source}", source, grade, known_on=dt.date(2001, 1, 1))


def facts(**changes: Any) -> LinkFacts:
    given: dict[str, Any] = {
        "ties": (
            Tie(
                "t1",
                "relation",
                (
                    TieStatement(
                        statement=word("one"),
                        kind="sister_city",
                        status="signed",
                        steps={"signed": "2000-05-01"},
                    ),
                ),
            ),
        ),
        "contacts": (
            Contact(
                id="v1",
                what="visit",
                main="v1",
                kind="inbound",
                level="mayor",
                topics=("trade",),
                start="2019-03-01",
                statements=(word("two"),),
            ),
            Contact(
                id="v2",
                what="visit",
                main="v2",
                kind="outbound",
                level="department",
                start="2018",
                statements=(word("three", "C"),),
            ),
        ),
        "channels": (Channel("c1", "partner_post", (Existence(word("four"), "2010"),)),),
        "projects": (Project(id="j1", status="operating", start="2015", statements=(word("five"),)),),
    }
    return LinkFacts(partner="p1", **(given | changes))


ONLY_FORMAL = facts(contacts=(), channels=(), projects=())


def measured(given: LinkFacts, as_of: dt.date = AS_OF) -> Score:
    return score(given, CONFIG, as_of)


def row(name: str, **changes: Any) -> tuple[PartnerLink, Score]:
    given = LinkFacts(
        partner=name,
        **{
            entry: getattr(facts(**changes), entry)
            for entry in ("ties", "contacts", "channels", "projects", "complete")
        },
    )
    return PartnerLink(
        Names(id=name, label="City", zh="", en=name.title(), country="DE"), "EU", True, given
    ), measured(given)


def tie(*words: TieStatement) -> Tie:
    return Tie("t1", "relation", words)


def told(
    kind: str, status: str, date: str = "", *, source: str = "one", known: dt.date | None = None, **more: str
) -> TieStatement:
    statement = Statement(
        f"s-{kind}-{status}-{source}", source, "A", known_on=known or dt.date(2001, 1, 1), published=""
    )
    steps = {status: date} if status in ("signed", "intent", "target") else {}
    return TieStatement(statement=statement, kind=kind, status=status, steps=steps, **more)


def lines_of(found: Tie, as_of: dt.date = AS_OF) -> list[tuple[str, str]]:
    moment = AsOf(as_of)
    settled = count_facts(facts(ties=(found,)), CONFIG, moment)
    lines = score_breakdown.tie_lines((found,), settled, moment, load_texts("en"), CALLED)
    return [(line["date"], line["text"]) for line in lines]


def since_of(found: Tie, as_of: dt.date = AS_OF) -> str:
    given = facts(ties=(found,))
    settled = count_facts(given, CONFIG, AsOf(as_of))
    return score_breakdown.since_text(score(given, CONFIG, as_of), settled, load_texts("en"), CALLED)


def test_file_names_the_strongest_kind_in_force_with_its_first_signature() -> None:
    both = tie(
        told("friendly_exchange_city", "signed", "2005-03"), told("sister_city", "signed", "2007-07-25")
    )
    assert since_of(both) == "Sister city signed 2007-07-25 · 12 years"
    assert since_of(both, dt.date(2006, 6, 30)) == "Friendly exchange city signed 2005-03 · 1 year"


def test_file_tells_ends_pauses_and_resumptions_of_a_tie() -> None:
    ended = tie(
        told("sister_city", "signed", "1994-06-06"),
        told("sister_city", "suspended", status_date="2010-01-01"),
        told("sister_city", "resumed", status_date="2012-01-01"),
        told("sister_city", "terminated", status_date="2018-03-03"),
    )
    assert lines_of(ended)[1:] == [
        ("2010-01-01", "Sister city · suspended"),
        ("2012-01-01", "Sister city · resumed"),
        ("2018-03-03", "Sister city · terminated"),
    ]
    assert [date for date, _ in lines_of(ended, dt.date(2011, 1, 1))] == ["1994-06-06", "2010-01-01"]
    assert since_of(ended) == "" and since_of(ended, dt.date(2013, 1, 1)) != ""
    stated = tie(told("sister_city", "signed", "1994"), told("sister_city", "terminated", said="2018-03-03"))
    assert lines_of(stated)[-1] == ("no date", "Sister city · terminated (stated as of 2018-03-03)")
    unknown = tie(told("sister_city", "signed", "1994"), told("sister_city", "terminated"))
    assert lines_of(unknown)[-1] == ("no date", "Sister city · terminated, since when is not recorded")


def test_file_tells_a_signature_of_an_unknown_time() -> None:
    undated = tie(told("sister_city", "signed"))
    assert lines_of(undated) == [("no date", "Sister city · signed")]
    assert since_of(undated) == "Sister city, since when is not recorded"


def test_letter_of_intent_alone_is_no_formal_tie() -> None:
    t = load_texts("en")
    intended = facts(
        ties=(tie(told("sister_city", "intent", "2019-01-01")),), contacts=(), channels=(), projects=()
    )
    found = replace(measured(intended), activity_known=False)
    assert found.record.last is None
    assert score_breakdown.activity_text(found, t) == t("strength.unknown")
    assert score_breakdown.activity_text(measured(ONLY_FORMAL), t) == t("strength.formal_only")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_waterfall_adds_up_to_the_score(lang: str) -> None:
    found, t = measured(facts()), load_texts(lang)
    rows = score_breakdown.waterfall(found, CONFIG, t, CALLED)
    assert [entry["code"] for entry in rows] == list(COMPONENTS)
    for before, after in itertools.pairwise(rows):
        assert after["base"] == pytest.approx(before["base"] + before["points"], abs=1e-3)
    assert math.fsum(entry["points"] for entry in rows) == pytest.approx(found.strength, abs=1e-3)
    for entry in rows:
        assert math.fsum(line["points"] for line in entry["lines"]) == pytest.approx(
            entry["points"], abs=1e-2
        )
        assert all(line["facts"] for line in entry["lines"])


def test_recorded_title_stands_without_quotation_marks() -> None:
    """Whoever entered it worded it; it is not the source's own text."""
    lines = {
        line.key: score_breakdown.line_text(
            score_breakdown.with_months(line, CONFIG), load_texts("en"), CALLED
        )
        for line in measured(facts()).lines
    }
    assert lines["v1"] == {
        "date": "2019-03-01",
        "text": "received",
        "tags": "mayor or governor · half-life 24 months",
        "title": "the <b>mayor</b>",
    }
    assert lines["v2"]["title"] == ""
    assert lines["j1"]["title"] == "Garden"
    assert lines["t1"]["tags"] == "at the level of sister cities", (
        "the partner itself is not named in its own file"
    )


def test_component_without_facts_has_no_lines() -> None:
    rows = {
        entry["code"]: entry
        for entry in score_breakdown.waterfall(measured(ONLY_FORMAL), CONFIG, load_texts("zh"), CALLED)
    }
    assert rows["I"]["lines"] == rows["E"]["lines"] == []
    assert rows["I"]["points"] == 0


def test_formal_tie_alone_is_to_be_verified() -> None:
    found = measured(ONLY_FORMAL)
    for lang, said, band in (
        ("zh", "仅有结好记录，往来情况未登记", "尚无往来登记"),
        ("en", "Formal tie only; activity not known", "None recorded"),
    ):
        t = load_texts(lang)
        assert score_breakdown.activity_text(found, t) == said
        assert score_breakdown.band_of(found, t)["text"] == band
    assert (
        score_breakdown.activity_text(measured(facts()), load_texts("en"))
        == "2 in three years, highest rank mayor or governor, last 2019-03-01"
    )
    assert (
        score_breakdown.activity_text(measured(facts(ties=(), contacts=(), projects=())), load_texts("zh"))
        == "往来情况未登记"
    )


def test_ledger_of_changes_adds_up() -> None:
    before, after = measured(facts(), score_breakdown.year_before(AS_OF)), measured(facts())
    found = score_breakdown.changes(before, after, compare(before, after), CONFIG, load_texts("en"), CALLED)

    def value(text: str) -> float:
        return float(text.replace("−", "-"))

    for group in found["groups"]:
        assert math.fsum(value(line["value"]) for line in group["lines"]) == pytest.approx(
            value(group["value"]), abs=0.05
        )
    assert math.fsum(value(group["value"]) for group in found["groups"]) == pytest.approx(
        value(found["total"]), abs=0.05
    )
    assert found["way"] == "down"
    assert score_breakdown.changes(after, after, (), CONFIG, load_texts("en"), CALLED)["groups"] == []


@pytest.mark.parametrize(
    ("day", "before"),
    [("2020-02-29", "2019-02-28"), ("2020-06-30", "2019-06-30"), ("2021-02-28", "2020-02-28")],
)
def test_year_before(day: str, before: str) -> None:
    assert score_breakdown.year_before(dt.date.fromisoformat(day)) == dt.date.fromisoformat(before)


def test_timeline_of_contacts_shows_the_remaining_weight() -> None:
    time = chronicle.timeline(
        measured(facts()),
        score_breakdown.settled_on(facts(), CONFIG, AsOf(AS_OF)),
        CONFIG,
        load_texts("en"),
        CALLED,
    )
    moments = {entry["key"]: entry for entry in time["entries"]}
    assert moments["v1"]["way"] == "in"
    assert moments["v2"]["way"] == "out"
    assert moments["v2"]["line"] == "v2"
    assert moments["t1/sister_city/signed"]["way"] == "both", "both sides sign"
    assert all(0 <= entry["left"] <= entry["fresh"] <= time["most"] for entry in time["entries"])
    assert moments["v1"]["left"] == pytest.approx(
        moments["v1"]["fresh"] * 2 ** (-487 / 30.436875 / 24), rel=1e-3
    )
    assert time["first"] - 0.001 <= min(entry["at"] for entry in time["entries"])
    assert max(entry["at"] for entry in time["entries"]) <= time["last"]


def test_history_has_the_end_of_each_year() -> None:
    days = chronicle.history_days(score_breakdown.settled_on(facts(), CONFIG, AsOf(AS_OF)), AS_OF)
    assert days[0] == dt.date(2000, 12, 31)
    assert days[-2:] == (dt.date(2019, 12, 31), AS_OF)
    told = chronicle.history([measured(facts(), day) for day in days], CONFIG, load_texts("zh"))
    assert len(told["rows"]) == len(days) == 21
    assert told["rows"][0][0] == "2020-06-30"
    assert chronicle.history_days(
        score_breakdown.settled_on(LinkFacts(partner="p1"), CONFIG, AsOf(AS_OF)), AS_OF
    ) == (AS_OF,)
    new_year = dt.date(2019, 12, 31)
    assert chronicle.history_days(score_breakdown.settled_on(facts(), CONFIG, AsOf(new_year)), new_year)[
        -2:
    ] == (
        dt.date(2018, 12, 31),
        new_year,
    )


@pytest.mark.parametrize(
    ("first", "last"), [(1984, 2025), (2019, 2020), (2020, 2020), (2001, 2016), (1950, 2025)]
)
def test_ticks_are_few_and_round(first: int, last: int) -> None:
    found = chronicle.ticks(first, last)
    assert len(found) <= 10
    assert all(first <= year <= last for year in found)


def test_duration_and_counterparts_of_a_link() -> None:
    settled, t = score_breakdown.settled_on(facts(), CONFIG, AsOf(AS_OF)), load_texts("en")
    found = measured(facts())
    assert score_breakdown.since_text(found, settled, t, CALLED) == "Sister city signed 2000-05-01 · 20 years"
    assert score_breakdown.since_text(
        found, settled, t, FactNames(CALLED.naming, names=CALLED.names, own="land")
    ).endswith("20 years · Alpha")
    assert score_breakdown.since_text(found, replace(settled, instruments=()), t, CALLED) == ""


def test_five_terms_share_the_components() -> None:
    shares = {
        entry["word"]: entry["share"]
        for entry in score_breakdown.five(measured(facts()), CONFIG, load_texts("en"))
    }
    assert list(shares) == ["length", "breadth", "depth", "warmth", "frequency"]
    assert all(0 <= share <= 1 for share in shares.values())
    assert shares["depth"] > shares["length"]


def test_small_and_negative_numbers_are_formatted() -> None:
    assert score_breakdown.points_text(-0.0) == "0.0"
    assert score_breakdown.signed_text(-1.234, 2) == "−1.23"
    assert score_breakdown.signed_text(-0.001, 2) == "0.00"
    assert score_breakdown.signed_text(2) == "+2.0"
    assert score_breakdown.line_points(0.001) == "<0.01"
    assert score_breakdown.line_points(0.0) == "0.00"
    assert [score_breakdown.evidence_word(quality) for quality in (0.0, 0.39, 0.4, 0.7, 1.0)] == [
        "thin",
        "thin",
        "fair",
        "solid",
        "solid",
    ]


def test_rows_and_file_of_the_ranking() -> None:
    t, links = load_texts("en"), [row("alpha"), row("beta", contacts=(), channels=(), projects=())]
    rows = payload.rows(links, CONFIG, t, CALLED, lambda identifier: f"partner?partner={identifier}")
    assert [(entry["id"], entry["band"]["code"], entry["known"]) for entry in rows] == [
        # Between 5.5 and 25: a mayor 16 months ago and a department 24.
        ("alpha", "in_touch", True),
        ("beta", "none_recorded", False),
    ]
    assert rows[0]["href"] == "partner?partner=alpha"
    assert rows[0]["tie"] == "Sister city · 2000-05-01 · Alpha", (
        "with whom, where it is not the partner itself"
    )
    assert payload.regions(rows, t) == [{"code": "EU", "name": "Europe", "count": 2}]
    heads, cells = payload.table(links, CONFIG, t, CALLED, CALLED.naming)
    assert all(len(line) == len(heads) for line in cells)
    first = dict(zip(heads, cells[0], strict=True))
    assert first["Measured with"] == CONFIG.hash
    assert first["As of"] == "2020-06-30"
    assert float(first["Link strength"]) == pytest.approx(links[0][1].strength, abs=0.01)


def test_whole_countries_are_in_a_separate_list() -> None:
    city, _ = row("alpha")
    land = PartnerLink(Names(id="land", label="CountryOrArea", country="DE"), "EU", False, city.facts)
    tied = PartnerLink(Names(id="other", label="CountryOrArea", country="FR"), "EU", True, city.facts)
    every = [city, land, tied]
    assert [link.names.id for link in payload.chosen(every, "partners")] == ["alpha", "other"]
    assert [link.names.id for link in payload.chosen(every, "countries")] == ["land", "other"]


def test_state_of_the_ranking_is_in_the_url() -> None:
    state = RankingState(lang="zh", of="countries", order="strength", show="figures")
    parameters = write(state, default_lang="zh")
    assert parameters == {"of": "countries", "order": "strength", "show": "figures"}
    assert (
        read(
            RankingState,
            {name: [value] for name, value in parameters.items()},
            default_lang="zh",
            today=AS_OF,
        )
        == state
    )
    assert [
        problem.near
        for problem in read(RankingState, {"show": ["figure"]}, default_lang="zh", today=AS_OF).problems
    ] == ["figures"]


@pytest.mark.parametrize(
    ("status", "start", "end", "date", "said"),
    [
        ("launched", "2018", "", "2018", "launched"),
        ("advanced", "2018-05", "", "2018-05", "being advanced"),
        ("matched", "2018", "", "2018", "parties matched"),
        ("operating", "2015", "2019-06", "2019-06", "completed"),
        ("completed", "2015", "2019-06", "2019-06", "completed"),
        ("operating", "2015", "2022", "2015", "in operation"),
    ],
)
def test_projects_are_told_in_their_own_words_with_the_date_of_them(
    status: str, start: str, end: str, date: str, said: str
) -> None:
    project = Project(id="j1", status=status, start=start, end=end, statements=(word("five"),))
    settled = count_facts(facts(projects=(project,)), CONFIG, AsOf(AS_OF))
    (line,) = score_breakdown.projects(settled, load_texts("en"), CALLED)
    assert (line["date"], line["text"]) == (date, said)
