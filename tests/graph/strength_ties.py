"""Random links for the property tests of strength.

They have ties, contacts, channels and projects with partial dates, sources and publication dates.
"""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from graph.facts.link_facts import (
    Channel,
    CompleteList,
    CompleteSpan,
    Contact,
    Decision,
    Existence,
    LinkFacts,
    Project,
    Tie,
    TieStatement,
)
from graph.facts.statement import Statement
from graph.strength.config import default_config

CONFIG = default_config()
DAYS = st.dates(dt.date(1980, 1, 1), dt.date(2030, 12, 31))
GRADES = st.sampled_from(["A", "B", "C", "D", "E"])
TOPICS = sorted([*CONFIG.topic_sectors, "a topic that nobody knows"])


@st.composite
def partial_dates(draw: st.DrawFn) -> str:
    """A random date with precision year, month or day."""
    return draw(DAYS).isoformat()[: draw(st.sampled_from([4, 7, 10, 10]))]


@st.composite
def words(draw: st.DrawFn, prefix: str) -> tuple[Statement, ...]:
    """One to three random statements."""
    count = draw(st.integers(1, 3))
    return tuple(
        Statement(
            f"{prefix}-s{number}",
            f"source-{draw(st.integers(0, 6))}",
            draw(GRADES),
            known_on=draw(DAYS),
            locator=prefix,
            speaks_of=draw(st.one_of(st.just(""), partial_dates())),
        )
        for number in range(count)
    )


@st.composite
def contacts(draw: st.DrawFn, identifier: str) -> Contact:
    """A random visit or event."""
    what = draw(st.sampled_from(["visit", "visit", "event"]))
    start = draw(partial_dates())
    end = ""
    if len(start) == 10 and draw(st.booleans()):
        end = (dt.date.fromisoformat(start) + dt.timedelta(days=draw(st.integers(0, 40)))).isoformat()
    return Contact(
        id=identifier,
        what=what,
        main=identifier,
        kind=draw(st.sampled_from([*(CONFIG.directions if what == "visit" else CONFIG.events), "unheard"])),
        level=draw(st.sampled_from([*CONFIG.words["level"], ""])) if what == "visit" else "",
        mode=draw(st.sampled_from(["", "", "online"])),
        title=draw(
            st.sampled_from(["mayor", "deputy mayor of X with the consul general", "总领事", "副市长一行"])
        ),
        topics=tuple(draw(st.lists(st.sampled_from(TOPICS), max_size=3))),
        start=start,
        end=end,
        status=draw(st.sampled_from(["held", "held", "held", "planned", "cancelled"])),
        parties=("home", "partner"),
        during=tuple(draw(st.lists(st.sampled_from(["c0", "c1"]), max_size=1))) if what == "visit" else (),
        above=draw(st.integers(0, 7)) == 0,
        concerned=draw(st.integers(0, 4)) == 0,
        statements=draw(words(identifier)),
    )


@st.composite
def ties(draw: st.DrawFn, identifier: str) -> Tie:
    """A random tie with its tie statements."""
    told = []
    for number in range(draw(st.integers(1, 4))):
        status = draw(
            st.sampled_from(
                [
                    "signed",
                    "signed",
                    "intent",
                    "contact",
                    "target",
                    "dormant",
                    "suspended",
                    "expired",
                    "terminated",
                ]
            )
        )
        steps = (
            {status: draw(st.one_of(st.just(""), partial_dates()))}
            if status in ("signed", "intent", "contact", "target")
            else {}
        )
        if status == "signed" and draw(st.booleans()):
            steps["intent"] = draw(partial_dates())
        word = draw(words(f"{identifier}-{number}"))[0]
        kind = draw(st.sampled_from(["sister_city", "friendly_exchange_city", "sister_port"]))
        told.append(
            TieStatement(
                statement=word,
                kind=kind,
                status=status,
                steps=steps,
                said=draw(st.one_of(st.just(""), partial_dates())),
                signatories=draw(st.sampled_from(["", "Mayor", "副市长"])),
            )
        )
    decisions = draw(
        st.lists(
            st.builds(Decision, st.just("kind"), st.sampled_from(["friendly_contact", "sister_city"]), DAYS),
            max_size=1,
        )
    )
    return Tie(
        identifier,
        draw(st.sampled_from(["relation", "relation", "route"])),
        tuple(told),
        decisions=tuple(decisions),
    )


@st.composite
def links(draw: st.DrawFn) -> LinkFacts:
    """The random facts of a link."""
    found = tuple(draw(contacts(f"c{number}")) for number in range(draw(st.integers(0, 6))))
    tied = tuple(draw(ties(f"t{number}")) for number in range(draw(st.integers(0, 2))))
    channels = tuple(
        Channel(
            f"ch{number}",
            draw(st.sampled_from([*CONFIG["channels"]])),
            tuple(
                Existence(
                    word,
                    draw(st.one_of(st.just(""), partial_dates())),
                    draw(st.one_of(st.just(""), st.just(""), partial_dates())),
                    draw(st.one_of(st.just(""), partial_dates())),
                )
                for word in draw(words(f"ch{number}"))
            ),
        )
        for number in range(draw(st.integers(0, 2)))
    )
    projects = tuple(
        Project(
            id=f"p{number}",
            status=draw(st.sampled_from([*CONFIG.words["project_status"]])),
            start=draw(st.one_of(st.just(""), partial_dates())),
            end=draw(st.one_of(st.just(""), partial_dates())),
            statements=draw(words(f"p{number}")),
        )
        for number in range(draw(st.integers(0, 2)))
    )
    spans = draw(
        st.lists(
            st.builds(
                CompleteSpan, st.just(dt.date(2010, 1, 1)), st.just(dt.date(2020, 1, 1)), words("span")
            ),
            max_size=1,
        )
    )
    lists = draw(
        st.lists(
            st.builds(
                CompleteList,
                st.sampled_from(["sister_city", "friendly_exchange_city"]),
                st.just(dt.date(1990, 1, 1)),
                st.sampled_from([dt.date(2015, 8, 11), dt.date(2023, 12, 5)]),
                sources=st.frozensets(
                    st.sampled_from([f"source-{number}" for number in range(7)]), max_size=2
                ),
                statements=words("list"),
            ),
            max_size=1,
        )
    )
    return LinkFacts(
        partner="partner",
        ties=tied,
        contacts=found,
        channels=channels,
        projects=projects,
        complete=tuple(spans),
        lists=tuple(lists),
        graded=draw(st.booleans()),
    )
