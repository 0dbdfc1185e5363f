"""Reads the world of a home from the store, on which rules, board, anniversaries and what-ifs are based."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from graph.facts.link_facts import Tie
from graph.facts.statement import Statement
from graph.facts.tie_progress import ENDINGS
from graph.facts.world import (
    Commitment,
    Consulate,
    Coverage,
    DiplomaticRelations,
    Outcome,
    Partner,
    Party,
    PlaceStatement,
    TieContradiction,
    TieElsewhere,
    TieStep,
    World,
)
from graph.model.tie_stages import COLUMN_OF_STEP, named_step
from graph.naming.profile import Naming
from graph.store import GraphStore
from queries.links.gathering import Gathering, HomeLinks
from queries.statements import ask

#: Labels of facts whose statements are read in addition to those of the links.
_OTHER_LABELS = ("Commitment", "Outcome", "Coverage", "Consulate")


def world(
    store: GraphStore, home: str, naming: Naming, country: str, *, public: bool = False
) -> tuple[World, HomeLinks]:
    """Return everything recorded about the relations of ``home``, and its links.

    :param naming: tells which countries and areas are foreign and within the remit; others are no partners
    :param country: alpha-2 code of the home
    :param public: use only public sources, and leave out facts that have no public source
    """
    gathering = Gathering(store, home, naming, country, public=public)
    return world_of(store, gathering), gathering.links


def world_of(store: GraphStore, gathering: Gathering) -> World:
    """Return the world for links that have already been read."""
    return _Worlds(store, gathering, gathering.country).run()


class _Worlds:
    """Builds a :class:`World` from the gathered links and further facts of the store."""

    def __init__(self, store: GraphStore, gathering: Gathering, country: str) -> None:
        self.store, self.gathering, self.country = store, gathering, country
        self.home = gathering.home
        self.places = {row["id"]: row for row in ask(store, "world/places")}
        self.ports: dict[str, list[str]] = defaultdict(list)
        for row in ask(store, "world/ports"):
            self.ports[row["port"]].append(row["city"])
        self.statements = {label: gathering.statements(label) for label in _OTHER_LABELS}

    def run(self) -> World:
        """Return the world."""
        partners = {
            identifier: Partner(self._party(identifier), link.tied, link.facts)
            for identifier, link in self.gathering.links.partners.items()
        }
        commitments = tuple(self._commitments())
        elsewhere = tuple(self._elsewhere())
        met, other_parties = self._met()
        named = {
            target
            for commitment in commitments
            for target in commitment.targets
            if target in self.places and target not in self.gathering.own
        }
        other_parties |= {identifier: self._party(identifier) for identifier in sorted(named - set(partners))}
        other_parties |= {
            entry.partner: self._party(entry.partner) for entry in elsewhere if entry.partner not in partners
        }
        return World(
            home=self._party(self.home),
            partners=partners,
            other_parties=other_parties,
            cities=tuple(
                self._party(identifier)
                for identifier, row in self.gathering.places.items()
                if row["label"] == "City" and self._is_candidate(identifier)
            ),
            sectors={
                row["id"]: tuple(part.strip() for part in row["sector"].split(";") if part.strip())
                for row in ask(self.store, "world/sectors")
            },
            commitments=commitments,
            outcomes=tuple(self._outcomes()),
            coverage=tuple(self._records()),
            contradictions=tuple(self._disagreements()),
            ties_elsewhere=elsewhere,
            steps=self._steps(),
            consulates=tuple(self._consulates()),
            ports={port: tuple(cities) for port, cities in self.ports.items()},
            own_ports=tuple(port for port in sorted(self.ports) if port in self.gathering.own),
            about=self._about(),
            met=met,
            relations=self._relations(),
            memberships=self._memberships(),
            place_statements=self._place_statements(),
        )

    def _party(self, identifier: str) -> Party:
        names = self.gathering.names(identifier)
        row: Mapping[str, Any] = self.places.get(identifier) or {}
        seats = (
            self.gathering.seated_parties[identifier]["seats"]
            if identifier in self.gathering.seated_parties
            else []
        )
        within = row.get("within") or [
            *seats,
            *(whole for seat in seats for whole in (self.places.get(seat) or {"within": []})["within"]),
        ]
        port = row.get("port")
        if not port and any(identifier in cities for cities in self.ports.values()):
            port = True
        return Party(
            id=names.id,
            label=names.label,
            name_en=names.en,
            name_zh=names.zh,
            name_local=names.local,
            country=names.country,
            continent=self.gathering.continent(identifier),
            level=row.get("level") or "",
            population=row.get("population"),
            lat=row.get("lat"),
            lon=row.get("lon"),
            port=port,
            within=tuple(dict.fromkeys(within)),
        )

    def _commitments(self) -> list[Commitment]:
        return [
            Commitment(
                id=row["id"],
                plan=row["plan"] or "",
                verb=row["verb"] or "",
                text=row["text"] or "",
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
                text=row["text"] or "",
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
        above = {*(self.places.get(self.home) or {"within": []})["within"]}
        found = []
        for partner, other, tie in self.gathering.elsewhere:
            if (
                not self.gathering.abroad(partner)
                or not self._known(other)
                or self.gathering.names(other).country != self.country
            ):
                continue
            if tie.family == "relation" and self._known(partner):
                found.append(TieElsewhere(partner, self._party(other), tie, other in above))
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
        return identifier in self.gathering.places or identifier in self.gathering.seated_parties

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
                existence=self.gathering.consulate_existence.get(row["id"], ()),
            )
            for row in ask(self.store, "world/consulates")
        ]

    def _about(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for row in ask(self.store, "world/about"):
            found[row["id"]].append(row["tie"])
        return {name: tuple(ties) for name, ties in found.items()}

    def _met(self) -> tuple[dict[str, tuple[str, ...]], dict[str, Party]]:
        """Return the foreign organisations met on each visit, as ids by visit and as parties by id."""
        found: dict[str, list[str]] = defaultdict(list)
        organisations: dict[str, Party] = {}
        for row in ask(self.store, "world/met"):
            seats = [seat for seat in row["seats"] if seat in self.gathering.places]
            if not seats or any(self.gathering.names(seat).country == self.country for seat in seats):
                continue
            found[row["visit"]].append(row["organisation"])
            country, continent = self.gathering.names(seats[0]).country, self.gathering.continent(seats[0])
            organisations[row["organisation"]] = Party(
                id=row["organisation"],
                label="Organisation",
                name_en=row["name_en"] or "",
                name_zh=row["name_zh"] or "",
                name_local="",
                country=country,
                continent=continent,
                within=tuple(seats),
            )
        return {visit: tuple(entries) for visit, entries in found.items()}, organisations


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
