"""Random worlds for the property tests of gaps: a home and partners with links, plans and coverage."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from graph.facts.link_facts import LinkFacts, Tie
from graph.facts.statement import Statement
from graph.facts.world import Commitment, Coverage, Partner, Party, TieContradiction, World
from graph.i18n import Bilingual
from tests.graph.strength_ties import DAYS, links, words

OLD = Statement("s-old", "source-old", "A", known_on=dt.date(1980, 1, 1))
CONTINENTS = st.sampled_from(["AF", "AS", "EU", "NA", "OC", "SA", ""])
#: Tables whose declared coverage lets rules infer that something did not happen.
TABLES = ("visits", "events", "ties", "port_links", "consulates", "organisations")


def _renamed(facts: LinkFacts, partner: str) -> LinkFacts:
    """Return the facts with ids prefixed by the partner, so that several partners can be combined."""
    return replace(
        facts,
        partner=partner,
        ties=tuple(replace(tie, id=f"{partner}-{tie.id}") for tie in facts.ties),
        contacts=tuple(
            replace(contact, id=f"{partner}-{contact.id}", main=f"{partner}-{contact.main}")
            for contact in facts.contacts
        ),
        channels=tuple(replace(channel, id=f"{partner}-{channel.id}") for channel in facts.channels),
        projects=tuple(replace(project, id=f"{partner}-{project.id}") for project in facts.projects),
    )


@st.composite
def bonds(draw: st.DrawFn, identifier: str) -> Partner:
    """A random partner."""
    label = draw(st.sampled_from(["City", "City", "City", "Region", "Port", "CountryOrArea"]))
    party = Party(
        id=identifier,
        label=label,
        name_en=identifier,
        name_zh=identifier,
        country=draw(st.sampled_from(["JP", "FR", "BR"])),
        continent=draw(CONTINENTS),
        level=draw(st.sampled_from(["city", "region", ""])),
        population=draw(st.sampled_from([None, 10_000, 1_000_000])),
        lat=draw(st.sampled_from([None, 10.0])),
        lon=draw(st.sampled_from([None, 20.0])),
        port=draw(st.sampled_from([None, True, False])),
    )
    facts = _renamed(draw(links()), identifier)
    return Partner(party, bool(facts.ties), facts)


@st.composite
def records(draw: st.DrawFn, number: int) -> Coverage:
    """A random declaration that a table is complete."""
    first = draw(DAYS)
    return Coverage(
        id=f"complete-{number}",
        dataset=draw(st.sampled_from(TABLES)),
        kind=draw(st.sampled_from(["", "", "sister_city"])),
        first=first,
        last=draw(DAYS),
        statements=(OLD,),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A random home with one to three partners."""
    names = [f"p{number}" for number in range(draw(st.integers(1, 3)))]
    partners = {name: draw(bonds(name)) for name in names}
    commitments = tuple(
        Commitment(
            id=f"plan-{number}",
            plan="plan",
            verb="advance",
            text=Bilingual("", ""),
            targets=(draw(st.sampled_from(names)),),
            due=2020,
            statements=draw(words(f"plan-{number}")),
        )
        for number in range(draw(st.integers(0, 2)))
    )
    complete = [draw(records(number)) for number in range(draw(st.integers(0, 3)))]
    if draw(st.booleans()):  # likely enough for rules to infer that nothing happened
        complete += [
            Coverage(
                id=f"all-{table}",
                dataset=table,
                kind="",
                first=dt.date(1900, 1, 1),
                last=dt.date(2100, 1, 1),
                statements=(OLD,),
            )
            for table in TABLES
        ]
    ties = [tie for partner in partners.values() for tie in partner.facts.ties]
    return World(
        home=Party(id="home", label="City", country="CN", level="city", port=True, lat=0.0, lon=0.0),
        partners=partners,
        commitments=commitments,
        coverage=tuple(complete),
        contradictions=tuple(_disagreement(tie) for tie in ties if len(tie.tie_statements) > 1),
        ports={
            name: (draw(st.sampled_from(names)),) for name in names if partners[name].party.label == "Port"
        },
        own_ports=("home-port",),
    )


def _disagreement(tie: Tie) -> TieContradiction:
    one, other = tie.tie_statements[0], tie.tie_statements[1]
    return TieContradiction(
        tie=tie.id,
        fact=tie.id,
        property="status",
        statements=(one.statement, other.statement),
        values=(one.status, other.status),
        said=(one.said, other.said),
    )


def with_facts(world: World, partner: str, **changed: object) -> World:
    """Return the world with some facts of one partner replaced."""
    bond = world.partners[partner]
    return replace(
        world, partners={**world.partners, partner: replace(bond, facts=replace(bond.facts, **changed))}
    )
