"""The one reader of facts: from the store to the world of a home, on which all pages and commands stand."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.facts.link_facts import Existence, Tie
from graph.facts.register import Visit
from graph.facts.statement import NO_GRADE, Statement
from graph.facts.tie_progress import ENDINGS
from graph.facts.world import (
    AnnouncedTotal,
    Commitment,
    Consulate,
    Coverage,
    DiplomaticRelations,
    Outcome,
    Partner,
    PlaceStatement,
    TieContradiction,
    TieElsewhere,
    TieStep,
    World,
)
from graph.i18n import Bilingual
from graph.long_lived import long_lived_objects
from graph.model.tie_stages import COLUMN_OF_STEP, named_step
from graph.naming.profile import Naming
from graph.store import GraphStore
from queries.kept.kept_world import KeptWorld, state_of
from queries.links.gathering import INDEPENDENT, Gathering, HomeLinks, PartnerLink, links
from queries.links.stated_facts import PUBLIC, first_named
from queries.own_rules.own_settings import receivers_of
from queries.parties import Parties
from queries.read_ahead import Asked, read_ahead
from queries.statements import Reader, ask

#: Properties of a visit that are taken over as they are.
_VISIT_TEXTS = (
    "direction",
    "level",
    "start",
    "status",
    "invited_by",
    "assigned_by",
    "received_by",
    "met_by",
    "sender",
)
#: Number of partners from which on a world is kept; a smaller one is read as quickly from the store.
KEPT_FROM = 2_000
#: Labels of facts whose statements are read in addition to those of the links.
_OTHER_LABELS = ("Commitment", "Outcome", "Coverage", "Consulate", "Indicator")


def world(
    store: GraphStore, home: str, naming: Naming, country: str, *, public: bool = False
) -> tuple[World, HomeLinks]:
    """Return everything recorded about the relations of ``home``, and its links.

    A large world is kept beside a local store, and read from there until the store changes.

    :param naming: tells which countries and areas are foreign and within the remit; others are no partners
    :param country: alpha-2 code of the home
    :param public: use only public sources, and leave out facts that have no public source
    """
    place = None if public else _place(store, home, naming, country)
    found = place.find(store) if place else None
    if found is None:
        state = state_of(store) if place else None
        found = _read(store, home, naming, country, public=public)
        if place and len(found.partners) >= KEPT_FROM:
            place.keep(store, found, state)
    return found, links_of(found)


def every_link(store: GraphStore, home: str, naming: Naming, country: str) -> HomeLinks:
    """Return all links of ``home`` with their facts, from a kept world if there is one."""
    place = _place(store, home, naming, country)
    kept = place.find(store) if place else None
    return links(store, home, naming, country) if kept is None else links_of(kept)


def _place(store: GraphStore, home: str, naming: Naming, country: str) -> KeptWorld | None:
    """Return where the world of a home is kept; None for a server, of which nothing is."""
    return None if store.server is None else KeptWorld(store.server.folder, home, naming, country)


def _read(store: GraphStore, home: str, naming: Naming, country: str, *, public: bool = False) -> World:
    with long_lived_objects(), read_ahead(store, _independent(public=public)) as reader:
        return _Worlds(reader, Gathering(reader, home, naming, country, public=public)).run()


def links_of(world: World) -> HomeLinks:
    """Return the links of a world's home."""
    return HomeLinks(
        world.home.id,
        {
            identifier: PartnerLink(partner.names, partner.continent, partner.tied, partner.facts)
            for identifier, partner in world.partners.items()
        },
    )


def _independent(*, public: bool) -> Iterator[Asked]:
    """Yield the statements that take the server long and depend on no others, about as they are asked for."""
    places, *further = INDEPENDENT
    yield places
    # For this one it works for seconds in a large store.
    yield "links/first_named", {"public": public}
    yield from further
    yield "world/network_organisations", {}
    yield "world/places", {}
    yield "world/disagreements", {}
    yield "world/met", {}
    yield "links/cells", {"of_label": "City", "facts": None}


def world_of(store: GraphStore, gathering: Gathering) -> World:
    """Return the world for links that have already been read."""
    return _Worlds(store, gathering).run()


def visits(
    store: GraphStore, world: World, first: dt.date, last: dt.date, *, public: bool = False
) -> tuple[Visit, ...]:
    """Return the visits to and from the home, its parts and its province that began in a period.

    :param world: the world of the home
    :param public: use only public sources
    """
    found = []
    for row in ask(store, "world/register", home=world.home.id, first=first, last=last):
        statements = tuple(
            Statement(
                statement,
                source,
                grade or NO_GRADE,
                known_on=known_on or dt.date.max,
                published=published or "",
            )
            for statement, source, grade, disclosure, known_on, published in row["statements"]
            if not public or disclosure == PUBLIC
        )
        places = tuple(sorted(set(row["places"])))
        parties = [party for place in places if (party := world.party(place))]
        if statements:
            texts = {name: row[name] or "" for name in _VISIT_TEXTS}
            found.append(
                Visit(
                    id=row["id"],
                    main=row["main"],
                    persons=row["persons"],
                    countries=tuple(sorted({party.country for party in parties if party.country})),
                    places=places,
                    own=row["own"],
                    statements=statements,
                    **texts,
                )
            )
    return tuple(found)


class _Worlds:
    """Builds a :class:`World` from the gathered links and further facts of the store."""

    def __init__(self, store: Reader, gathering: Gathering) -> None:
        self.store, self.gathering, self.country = store, gathering, gathering.country
        self.home = gathering.home
        self.statements = {label: gathering.statements(label) for label in _OTHER_LABELS}
        read = Parties(store, gathering)
        self.parties, self.ports, self.consulates = read.all, read.ports, read.consulates

    def run(self) -> World:
        """Return the world."""
        partners = {
            identifier: Partner(self.parties[identifier], link.tied, link.facts)
            for identifier, link in self.gathering.links.partners.items()
        }
        return World(
            home=self.parties[self.home],
            partners=partners,
            parties=self.parties,
            own=frozenset(self.gathering.own),
            receivers=receivers_of(self.store, self.home),
            ties=self._ties(),
            existence=self._existence(),
            cities=tuple(
                party
                for identifier, party in self.parties.items()
                if party.label == "City" and self._is_candidate(identifier)
            ),
            sectors={
                row["id"]: tuple(part.strip() for part in row["sector"].split(";") if part.strip())
                for row in ask(self.store, "world/sectors")
            },
            commitments=tuple(self._commitments()),
            outcomes=tuple(self._outcomes()),
            coverage=tuple(self._records()),
            contradictions=tuple(self._disagreements()),
            announced=tuple(self._announced()),
            ties_elsewhere=tuple(self._elsewhere()),
            steps=self._steps(),
            consulates=tuple(self._consulates()),
            ports={port: tuple(cities) for port, cities in self.ports.items()},
            own_ports=tuple(port for port in sorted(self.ports) if port in self.gathering.own),
            about=self._about(),
            met_on=self._met_on(),
            relations=self._relations(),
            memberships=self._memberships(),
            contacts=self.gathering.contacts_with(
                identifier
                for identifier, party in self.parties.items()
                if party.label in ("Organisation", "Consulate") and identifier not in partners
            ),
            place_statements=self._place_statements(),
        )

    # --- ties and bodies

    def _ties(self) -> dict[str, tuple[Tie, ...]]:
        """Return the ties of the home's side with others, by the other party."""
        found: dict[str, list[Tie]] = defaultdict(list)
        for one, other, tie in self.gathering.joined:
            if (one in self.gathering.own) != (other in self.gathering.own):
                found[other if one in self.gathering.own else one].append(tie)
        return {party: tuple(ties) for party, ties in sorted(found.items())}

    def _existence(self) -> dict[str, tuple[Existence, ...]]:
        """Return what statements say of the beginning and end of organisations and ports.

        Those without a beginning also have the dated evidence that names them first.
        """
        found = {
            identifier: tuple(
                Existence(statement, cells.get("valid_from", ""), cells.get("valid_to", ""))
                for statement, cells in told
            )
            for label in ("Organisation", "Port")
            for identifier, told in self.gathering.cells(label).items()
        }
        named = first_named(self.store, public=self.gathering.public)
        return {
            identifier: told if any(entry.begin for entry in told) else (*told, *named.get(identifier, ()))
            for identifier, told in found.items()
        }

    # --- plans, steps, sources

    def _commitments(self) -> list[Commitment]:
        return [
            Commitment(
                id=row["id"],
                plan=row["plan"] or "",
                year=row["year"],
                verb=row["verb"] or "",
                text=Bilingual(row["text"] or "", row["text_zh"] or ""),
                targets=tuple(row["targets"]),
                due=row["due"],
                deadline=row["deadline"],
                division=row["division"] or "",
                others=row["others"] or "",
                measure=row["measure"] or "",
                progress=row["progress"] or "",
                blocked_by=row["blocked_by"] or "",
                statements=tuple(self.statements["Commitment"].get(row["id"], ())),
            )
            for row in ask(self.store, "world/commitments", home=self.home)
        ]

    def _outcomes(self) -> list[Outcome]:
        return [
            Outcome(
                id=row["id"],
                commitments=tuple(sorted(row["commitments"])),
                targets=tuple(sorted(row["targets"])),
                verdict=row["verdict"] or "",
                text=Bilingual(row["text"] or "", row["text_zh"] or ""),
                verb=row["verb"] or "",
                date=row["date"] or "",
                statements=tuple(self.statements["Outcome"].get(row["id"], ())),
            )
            for row in ask(self.store, "world/outcomes", home=self.home)
        ]

    def _records(self) -> list[Coverage]:
        return [
            Coverage(
                id=row["id"],
                dataset=row["dataset"] or "",
                kind=row["kind"] or "",
                first=row["first"],
                last=row["last"],
                statements=tuple(self.statements["Coverage"].get(row["id"], ())),
            )
            for row in ask(self.store, "world/records", home=self.home)
        ]

    def _announced(self) -> Iterator[AnnouncedTotal]:
        for row in ask(self.store, "world/indicators", home=self.home):
            statements = tuple(self.statements["Indicator"].get(row["id"], ()))
            if row["value"] is not None and row["year"] is not None and statements:
                yield AnnouncedTotal(
                    id=row["id"],
                    name=row["name"] or "",
                    value=row["value"],
                    year=row["year"],
                    statements=statements,
                )

    def _disagreements(self) -> list[TieContradiction]:
        cells_of = {
            statement.id: (statement, cells)
            for entries in self.gathering.cells("Tie").values()
            for statement, cells in entries
        }
        found = []
        for row in ask(self.store, "world/disagreements"):
            if row["one"] in cells_of and row["other"] in cells_of:
                (one, first), (other, second) = cells_of[row["one"]], cells_of[row["other"]]
                column = _column(row["property"], row["stage"] or "")
                values = (first.get(column, ""), second.get(column, ""))
                said = (first.get("as_of", ""), second.get("as_of", ""))
                found.append(
                    TieContradiction(
                        tie=row["tie"],
                        fact=row["fact"],
                        property=row["property"],
                        kind=row["kind"] or "",
                        stage=row["stage"] or "",
                        statements=(one, other),
                        values=values,
                        said=said,
                    )
                )
        return found

    def _steps(self) -> dict[str, tuple[TieStep, ...]]:
        found: dict[str, list[TieStep]] = defaultdict(list)
        for tie, entries in self.gathering.cells("Tie").items():
            for statement, cells in entries:
                if step := named_step(cells):
                    track, status = cells.get("track", "") or "home", cells.get("status", "") or "done"
                    named = TieStep(
                        tie=tie,
                        procedure=cells["procedure"],
                        step=step.id,
                        stage=step.stage,
                        track=track,
                        status=status,
                        date=cells.get("date", ""),
                        body=cells.get("body", ""),
                        document_no=cells.get("document_no", ""),
                        statements=(statement,),
                    )
                    found[tie].append(named)
        return {
            tie: tuple(sorted(steps, key=lambda step: (step.date, step.track, step.step)))
            for tie, steps in found.items()
        }

    def _elsewhere(self) -> list[TieElsewhere]:
        above = {*self.parties[self.home].within}
        found = []
        for partner, other, tie in self.gathering.elsewhere:
            if (
                not self.gathering.abroad(partner)
                or not self._known(other)
                or self.gathering.names(other).country != self.country
            ):
                continue
            if tie.family == "relation" and self._known(partner):
                found.append(TieElsewhere(partner, self.parties[other], tie, other in above))
        return sorted(found, key=lambda entry: (entry.partner, entry.tie.id))

    def _relations(self) -> dict[str, tuple[DiplomaticRelations, ...]]:
        """Return the diplomatic relations of the home's country, by the code of the other country."""
        found: dict[str, list[DiplomaticRelations]] = defaultdict(list)
        for one, other, tie in self.gathering.joined:
            if tie.family == "diplomacy" and {one, other} <= set(self.gathering.places):
                countries = [self.gathering.names(party).country for party in (one, other)]
                if self.country in countries:
                    country = countries[countries[0] == self.country]
                    for entry in tie.tie_statements:
                        there = entry.status not in ENDINGS
                        found[country].append(
                            DiplomaticRelations(
                                tie.id,
                                there,
                                entry.steps.get("signed", "") if there else entry.said,
                                (entry.statement,),
                            )
                        )
        return {country: tuple(entries) for country, entries in found.items()}

    def _memberships(self) -> dict[str, tuple[tuple[str, Tie], ...]]:
        """Return the memberships of countries and areas in organisations, by country code."""
        found: dict[str, list[tuple[str, Tie]]] = defaultdict(list)
        for one, other, tie in self.gathering.joined:
            if tie.family == "membership":
                for member, organisation in ((one, other), (other, one)):
                    if (
                        member in self.gathering.places
                        and self.gathering.places[member]["label"] == "CountryOrArea"
                        and organisation in self.gathering.seated_parties
                    ):
                        found[self.gathering.names(member).country].append((organisation, tie))
        return {country: tuple(entries) for country, entries in found.items()}

    def _place_statements(self) -> dict[str, tuple[PlaceStatement, ...]]:
        return {
            place: tuple(
                sorted(
                    (_place_statement(statement, cells) for statement, cells in entries),
                    key=lambda entry: entry.statement.rank,
                )
            )
            for place, entries in self.gathering.cells("City").items()
            if self._is_candidate(place)
        }

    def _is_candidate(self, identifier: str) -> bool:
        return identifier not in self.gathering.own and self.gathering.abroad(identifier)

    def _known(self, identifier: str) -> bool:
        return identifier in self.parties

    def _consulates(self) -> list[Consulate]:
        return [
            Consulate(
                id=row["id"],
                kind=row["kind"] or "",
                seat=row["seat"],
                country=row["country"] or "",
                covers=tuple(row["covers"]),
                here=row["seat"] in self.gathering.own,
                name_en=row["name_en"] or "",
                name_zh=row["name_zh"] or "",
                name_local=row["name_local"] or "",
                existence=self.gathering.consulate_existence.get(row["id"], ()),
            )
            for row in self.consulates
        ]

    def _about(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for row in ask(self.store, "world/about"):
            found[row["id"]].append(row["tie"])
        return {name: tuple(ties) for name, ties in found.items()}

    def _met_on(self) -> dict[str, Sequence[str]]:
        """Return the foreign organisations with the visits on which they were met."""
        return {
            row["organisation"]: row["visits"]
            for row in ask(self.store, "world/met")
            if (party := self.parties.get(row["organisation"]))
            and party.country
            and party.country != self.country
        }


#: Cells of a row on a place that every row has, and those that statistics give.
_NAMES = ("id", "name_en", "name_zh", "name_local", "country_iso2", "admin_level", "source", "locator")
#: Words of a cell that mean yes.
_TRUE = ("true", "yes", "y", "1", "t", "是", "有")
_INHABITANTS = ("population", "population_year")


def _place_statement(statement: Statement, cells: Mapping[str, str]) -> PlaceStatement:
    given = {name: cell for name, cell in cells.items() if cell}
    return PlaceStatement(
        statement=statement,
        population=None if (inhabitants := _number(given.get("population"))) is None else round(inhabitants),
        port=given["is_port_city"].casefold() in _TRUE if "is_port_city" in given else None,
        lat=_number(given.get("lat")),
        lon=_number(given.get("lon")),
        figures_only="population" in given and not {*given} - {*_NAMES, *_INHABITANTS},
    )


def _number(text: str | None) -> float | None:
    """Return the number of a cell, written with or without marks between thousands; None if it is none."""
    try:
        return float(unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")) if text else None
    except ValueError:
        return None


def _column(name: str, stage: str) -> str:
    """Return the column of a row about a tie that contains a property of the tie or of one of its steps."""
    if name == "date":
        return COLUMN_OF_STEP.get(stage, "signed_date")
    return "signed_date" if name == "signed" else name
