"""A world as bytes, and back."""

from __future__ import annotations

from dataclasses import fields, replace

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.facts import world_form
from graph.facts.contact_pack import ContactPack, ContactRows, KnownSource, PackedContacts, Sources, pack
from graph.facts.link_facts import LinkFacts
from graph.facts.world import Partner, Party, World
from graph.facts.world_form import NotPacked, world_as_bytes, world_of_bytes
from tests.graph.strength_ties import links

HOME = Party(id="home", label="City")
SOME = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def world_with(given_links: list[LinkFacts], *, packed: bool = True) -> World:
    """Return a world with these links: the first partner has all of its own, a country all of all."""
    grades = {
        statement.source: statement.grade
        for facts in given_links
        for contact in facts.contacts
        for statement in contact.statements
    }
    sources = Sources(KnownSource(name, grade, public=False) for name, grade in grades.items())
    parts = [
        ContactPack(pack(facts.contacts, None), sources) if packed else ContactRows(facts.contacts)
        for facts in given_links
    ]
    found = [
        replace(facts, partner=f"city-{place}", contacts=PackedContacts([part]))
        for place, (facts, part) in enumerate(zip(given_links, parts, strict=True))
    ]
    whole = LinkFacts(
        partner="country",
        ties=tuple(tie for facts in found for tie in facts.ties),
        contacts=PackedContacts(parts),
        channels=tuple(channel for facts in found for channel in facts.channels),
        projects=tuple(project for facts in found for project in facts.projects),
        graded=False,
    )
    parties = {
        "home": HOME,
        **{
            facts.partner: Party(id=facts.partner, label="City", name_zh="城", lat=1.5, port=None)
            for facts in (*found, whole)
        },
    }
    return World(
        home=HOME,
        partners={
            facts.partner: Partner(parties[facts.partner], facts is not whole, facts)
            for facts in (*found, whole)
        },
        parties=parties,
        own=frozenset({"home"}),
        ties={facts.partner: facts.ties for facts in found},
        contacts={"body": PackedContacts(parts[:1])},
        cities=(parties["city-0"],),
        met_on={"body": ["visit"]},
        memberships={"IT": tuple(("body", tie) for tie in found[0].ties)},
    )


def same_grades(facts: LinkFacts) -> LinkFacts:
    """Return a link whose sources have one grade each, as in a store; packs hold no grades."""
    return replace(
        facts,
        contacts=tuple(
            replace(
                contact,
                statements=tuple(replace(one, grade=_grade(one.source)) for one in contact.statements),
            )
            for contact in facts.contacts
        ),
    )


def _grade(source: str) -> str:
    return "ABCDE"[int(source[-1]) % 5]


@SOME
@given(st.lists(links().map(same_grades), min_size=1, max_size=3))
def test_world_is_the_same_after_it_was_written(given_links: list[LinkFacts]) -> None:
    world = world_with(given_links)
    again = world_of_bytes(world_as_bytes(world))
    for name in (field.name for field in fields(World)):
        assert getattr(again, name) == getattr(world, name), name
    assert list(again.partners) == list(world.partners)


@SOME
@given(links())
def test_what_partners_share_is_written_once(facts: LinkFacts) -> None:
    again = world_of_bytes(world_as_bytes(world_with([facts])))
    city, country = again.partners["city-0"].facts, again.partners["country"].facts
    for name in ("ties", "channels", "projects"):
        shared = zip(getattr(city, name), getattr(country, name), strict=True)
        assert all(one is other for one, other in shared), name
    assert isinstance(city.contacts, PackedContacts)
    assert isinstance(country.contacts, PackedContacts)
    assert city.contacts.packs[0] is country.contacts.packs[0]
    assert again.partners["city-0"].party is again.parties["city-0"]


def test_every_field_of_a_world_is_written() -> None:
    written = {field.name for field in msgspec.structs.fields(world_form._WorldForm)}
    assert {field.name for field in fields(World)} <= written


@SOME
@given(links().filter(lambda facts: len(facts.contacts) > 0))
def test_contacts_that_are_not_packed_are_not_written(facts: LinkFacts) -> None:
    with pytest.raises(NotPacked):
        world_as_bytes(world_with([facts], packed=False))


@SOME
@given(links(), st.data())
def test_bytes_that_were_cut_or_are_of_another_form_are_refused(
    facts: LinkFacts, data: st.DataObject
) -> None:
    content = world_as_bytes(world_with([facts]))
    cut = data.draw(st.integers(0, len(content) - 1))
    for wrong in (content[:cut], msgspec.msgpack.encode({"home": "home"}), b"\x80\x04N."):
        with pytest.raises(ValueError, match="no world"):
            world_of_bytes(wrong)
