"""Contacts in compact form, and the scores of all partners from them: equal to the ledger to 1e-9."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.facts.as_of import AsOf, DateReading
from graph.facts.contact_pack import ContactPack, KnownSource, PackedContacts, Sources, events, pack
from graph.facts.happenings import Happening, own_happenings
from graph.facts.link_facts import Contact, LinkFacts, Retelling
from graph.facts.statement import Statement
from graph.strength.columns.contact_table import ContactTable
from graph.strength.columns.counterparts import most_by_one_body
from graph.strength.columns.held import latest_visits, with_own_happenings
from graph.strength.columns.partner_scores import partner_scores, scores
from graph.strength.columns.strength_table import CountedPartners
from graph.strength.columns.words import ContactWords
from graph.strength.config import COMPONENTS, StrengthConfig, load_config
from graph.strength.counting import count_facts
from graph.strength.ledger import ledger
from graph.strength.score import Score, score, total
from graph.strength.weighing import measure
from tests.graph.strength_ties import CONFIG, DAYS, contacts, links

MANY = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
CLOSE = 1e-9
#: Another configuration: its maps read the same words otherwise, and its kinds are ordered otherwise.
OTHER = load_config(
    (
        '[map.level]\npeople = "department"\n[topics.kinds]\naid = ["trade"]\n[kinds.visit]\nis = 0.9\n',
        "other.toml",
    )
)


def crowded(facts: LinkFacts, chance: random.Random) -> LinkFacts:
    """Let some contacts be rows of one happening, some be entered twice, and give each source one grade."""
    grades = {f"source-{number}": chance.choice("ABCDE") for number in range(7)}
    found: list[Contact] = []
    for contact in facts.contacts:
        entry = replace(
            contact,
            statements=tuple(replace(one, grade=grades[one.source]) for one in contact.statements),
        )
        same = [one for one in found if one.what == entry.what]
        if same and chance.random() < 0.4:
            entry = replace(entry, main=chance.choice(same).main)
        if chance.random() < 0.15:  # a row that is not of this partner gives other dates
            other = chance.choice(facts.contacts)
            entry = replace(entry, retold=(Retelling(other.start, other.end, entry.statements),))
        found.append(entry)
        if chance.random() < 0.3:
            twin = replace(entry, id=f"{entry.id}-again", main=f"{entry.main}-again")
            found.append(
                twin if chance.random() < 0.8 else replace(twin, start=chance.choice(facts.contacts).start)
            )
    chance.shuffle(found)
    return replace(facts, contacts=tuple(found))


def sources_of(every: Sequence[LinkFacts]) -> Sources:
    return Sources(
        KnownSource(word.source, word.grade, public=True)
        for facts in every
        for contact in facts.contacts
        for word in (*contact.statements, *(one for other in contact.retold for one in other.statements))
    )


def packed(facts: LinkFacts, config: StrengthConfig, chance: random.Random) -> LinkFacts:
    """Pack the contacts as those of two parties that share some of them."""
    sources = sources_of([facts])
    words = ContactWords(config) if chance.random() < 0.8 else None
    parts: list[list[Contact]] = [[], []]
    for contact in facts.contacts:
        first = chance.randrange(2)
        parts[first].append(contact)
        if chance.random() < 0.3:  # shared by both; it may be named as concerned through one of them
            parts[1 - first].append(replace(contact, concerned=contact.concerned or chance.random() < 0.5))
    contacts = PackedContacts([ContactPack(pack(part, words), sources) for part in parts])
    return replace(facts, contacts=contacts)


def assert_same(found: Score, wanted: Score) -> None:
    for name in (
        "strength",
        "date_low",
        "date_high",
        "evidence_low",
        "evidence_high",
        "evidence",
        "liveliness",
    ):
        assert getattr(found, name) == pytest.approx(getattr(wanted, name), abs=CLOSE), name
    for name in ("received", "sent"):
        assert getattr(found, name) == pytest.approx(getattr(wanted, name), abs=CLOSE), name
    for name in COMPONENTS:
        assert found.components[name] == pytest.approx(wanted.components[name], abs=CLOSE), name
    for name in ("last", "band", "signed", "record", "equal", "context", "activity_known"):
        assert getattr(found, name) == getattr(wanted, name), name


@MANY
@given(
    st.lists(links(), min_size=1, max_size=4),
    DAYS,
    st.one_of(st.none(), DAYS),
    st.randoms(use_true_random=False),
    st.booleans(),
)
def test_scores_from_columns_equal_the_ledger(
    every: list[LinkFacts],
    as_of: dt.date,
    known: dt.date | None,
    chance: random.Random,
    other_words: bool,
) -> None:
    config = OTHER if other_words else CONFIG
    given_facts = [crowded(replace(entry, partner=f"p{place}"), chance) for place, entry in enumerate(every)]
    facts = [packed(entry, CONFIG, chance) if chance.random() < 0.7 else entry for entry in given_facts]
    # what was packed is what comes out, in the order of the two parties
    plain = [replace(entry, contacts=tuple(entry.contacts)) for entry in facts]
    for one, other in zip(plain, given_facts, strict=True):
        assert sorted(one.contacts, key=lambda contact: contact.id) == sorted(
            other.contacts, key=lambda contact: contact.id
        )
    table = ContactTable.of([entry.contacts for entry in facts], config)
    found = {entry.partner: entry for entry in scores(facts, table, config, as_of, known)}
    wanted = {entry.partner: score(entry, config, as_of, known) for entry in plain}
    assert set(found) == {partner for partner, entry in wanted.items() if entry.present}
    for partner, entry in found.items():
        assert_same(entry, wanted[partner])
    unknown = {(word.map, word.word) for entry in wanted.values() for word in entry.unread}
    assert unknown <= table.unknown | {
        (word.map, word.word) for entry in found.values() for word in entry.unread
    }


@MANY
@given(
    links(),
    DAYS,
    st.sampled_from(DateReading),
    st.sets(st.sampled_from("ABCDE")),
    st.randoms(use_true_random=False),
)
def test_any_reading_and_any_grades_agree(
    given_facts: LinkFacts, as_of: dt.date, reading: DateReading, grades: set[str], chance: random.Random
) -> None:
    plain = crowded(given_facts, chance)
    facts = packed(plain, CONFIG, chance)
    clock = AsOf(as_of, None, reading, tuple(sorted(grades)) if grades else None)
    table = ContactTable.of([facts.contacts], CONFIG)
    found = CountedPartners.of([facts], table, CONFIG, clock).table.strengths(CONFIG)
    wanted = total(ledger(count_facts(plain, CONFIG, clock), CONFIG, as_of)[0], CONFIG)
    assert found[0] == pytest.approx(wanted, abs=CLOSE)


@MANY
@given(
    st.integers(4, 10).flatmap(lambda count: st.tuples(*(contacts(f"c{number}") for number in range(count)))),
    st.one_of(st.none(), DAYS),
    st.integers(1, 4),
    st.randoms(use_true_random=False),
)
def test_latest_visits_are_among_the_rows_found_in_columns(
    held: tuple[Contact, ...], known: dt.date | None, most: int, chance: random.Random
) -> None:
    plain = crowded(LinkFacts(partner="p", contacts=held), chance)
    as_of = dt.date(2025, 6, 30)
    table = ContactTable.of([packed(plain, CONFIG, chance).contacts], CONFIG)
    clock = AsOf(as_of, known)
    every = own_happenings(plain.contacts, clock)
    found = latest_visits(table, CONFIG, clock, [0], most)

    def latest(contacts: Sequence[Contact]) -> list[Happening]:
        visits = [entry for entry in own_happenings(contacts, clock) if entry.what == "visit"]
        return sorted(visits, key=lambda entry: entry.order, reverse=True)[:most]

    assert [entry.id for entry in latest(found.get(0, ()))] == [entry.id for entry in latest(plain.contacts)]
    assert with_own_happenings(table, CONFIG, clock) == (frozenset({0}) if every else frozenset())


@MANY
@given(links(), DAYS, st.sets(st.integers(0, 6)), st.randoms(use_true_random=False))
def test_statements_of_sources_that_are_not_public_are_left_out(
    given_facts: LinkFacts, as_of: dt.date, public: set[int], chance: random.Random
) -> None:
    plain = crowded(given_facts, chance)
    names = {f"source-{number}" for number in public}
    known = sources_of([plain]).by_id.values()
    sources = Sources((replace(one, public=one.id in names) for one in known), public=True)
    contacts = PackedContacts([ContactPack(pack(plain.contacts, ContactWords(CONFIG)), sources)])
    shown = replace(
        plain,
        contacts=tuple(
            replace(
                one,
                statements=tuple(word for word in one.statements if word.source in names),
                retold=tuple(
                    replace(other, statements=words)
                    for other in one.retold
                    if (words := tuple(word for word in other.statements if word.source in names))
                ),
            )
            for one in plain.contacts
        ),
    )
    assert tuple(contacts) == shown.contacts
    assert tuple(events(contacts)) == tuple(one for one in shown.contacts if one.what == "event")
    facts = replace(plain, contacts=contacts)
    found = scores([facts], ContactTable.of([contacts], CONFIG), CONFIG, as_of)
    wanted = score(shown, CONFIG, as_of)
    assert bool(found) == wanted.present
    if found:
        assert_same(found[0], wanted)


@MANY
@given(links(), DAYS, st.one_of(st.none(), DAYS), st.randoms(use_true_random=False))
def test_no_body_took_part_in_more_than_the_columns_say(
    given_facts: LinkFacts, as_of: dt.date, known: dt.date | None, chance: random.Random
) -> None:
    plain = crowded(given_facts, chance)
    facts, clock = packed(plain, CONFIG, chance), AsOf(as_of, known)
    met = {
        contact.id: tuple(chance.sample(["one", "two", "three"], chance.randint(1, 2)))
        for contact in plain.contacts
        if chance.random() < 0.6
    }
    met_on: dict[str, list[str]] = {}
    for fact, bodies in met.items():
        for body in bodies:
            met_on.setdefault(body, []).append(fact)
    found = partner_scores([facts], ContactTable.of([facts.contacts], CONFIG), CONFIG, clock)
    carried: dict[str, float] = {}
    for entry in measure(count_facts(plain, CONFIG, clock).contacts, CONFIG, as_of).contacts:
        for body in {body for fact in entry.contact.facts for body in met.get(fact, ())}:
            carried[body] = carried.get(body, 0.0) + entry.weight
    most = most_by_one_body(found, met_on, [0])
    assert most_by_one_body(found, met_on, []) == {}
    assert most.keys() == ({0} if carried else most.keys() & {0})
    assert max(carried.values(), default=0.0) <= most.get(0, 0.0) + CLOSE
    if all(contact.main == contact.id for contact in plain.contacts):
        assert max(carried.values(), default=0.0) == pytest.approx(most.get(0, 0.0), abs=CLOSE)


def test_dates_of_other_rows_count_even_if_the_row_here_with_the_same_dates_may_not_be_used() -> None:
    def statement(source: str) -> tuple[Statement, ...]:
        return (
            Statement(
                id=f"{source}-s", source=source, grade="A", known_on=dt.date(2000, 1, 1), published=None,
                locator="", speaks_of="",
            ),
        )  # fmt: skip

    def row(name: str, source: str, start: str, above: bool, retold: tuple[Retelling, ...]) -> Contact:
        return Contact(
            id=name, what="event", main="first", kind="agreement", level="", mode="", title="", title_zh="",
            topics=(), start=start, end="", status="held", parties=("home", "partner"), during=(),
            retold=retold, above=above, concerned=False, statements=statement(source),
        )  # fmt: skip

    elsewhere = Retelling("2000-01-01", "", statement("source-0"))
    shown = row("first", "source-0", "2000", above=False, retold=(elsewhere,))
    hidden = row("second", "source-1", "2000-01-01", above=True, retold=())
    sources = Sources(
        [KnownSource("source-0", "A", public=True), KnownSource("source-1", "A", public=False)], public=True
    )
    contacts = PackedContacts([ContactPack(pack((shown, hidden), ContactWords(CONFIG)), sources)])
    facts = LinkFacts(partner="partner", contacts=contacts)
    wanted = score(replace(facts, contacts=(shown,)), CONFIG, dt.date(2001, 1, 1))
    found = scores([facts], ContactTable.of([contacts], CONFIG), CONFIG, dt.date(2001, 1, 1))
    assert_same(found[0], wanted)


def test_another_version_is_refused() -> None:
    data = bytearray(pack([], None))
    data[4] += 1
    with pytest.raises(ValueError, match="another version"):
        ContactPack(bytes(data), Sources([]))
    with pytest.raises(ValueError, match="no contacts"):
        ContactPack(b"", Sources([]))


def test_kind_of_a_happening_is_that_of_its_own_row_even_if_unknown() -> None:
    told = (Statement("s", "source", "A", known_on=dt.date(2000, 1, 1)),)
    rows = tuple(
        Contact(id=name, what="visit", main="first", kind=kind, start="2019-05-22", statements=told)
        for name, kind in (("first", "unheard"), ("second", "inbound"))
    )
    plain = LinkFacts(partner="p", contacts=rows)
    sources = sources_of([plain])
    facts = replace(plain, contacts=PackedContacts([ContactPack(pack(rows, ContactWords(CONFIG)), sources)]))
    day = dt.date(2020, 1, 1)
    (found,) = scores([facts], ContactTable.of([facts.contacts], CONFIG), CONFIG, day, None)
    assert_same(found, score(plain, CONFIG, day, None))
    assert found.record.last is not None
    assert found.record.last.data_kind == "unheard"
