"""The circle on a day as a network for a file, the home in the middle. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.circle import Circle, CirclePartner, TieLine
from graph.circle import circle as circle_of
from graph.facts.names import Names
from graph.naming.profile import Naming
from graph.world_on_date import WorldOnDate
from reports.drawing.circle_layout import arrange
from reports.drawing.circle_shapes import Frame, Mark, Zone
from reports.wording.sentences import party_name
from reports.writers.network_files import FileEdge, FileNetwork, FileNode

#: Radius of a partner in the layout, and the place of all partners where nothing is measured.
_SIZE, _UNMEASURED = 7.0, 50.0
_HOME_SIZE = 20.0


def circle_network(
    on_date: WorldOnDate, naming: Naming, lang: str, about: Mapping[str, str], *, public: bool
) -> FileNetwork:
    """Return the circle of a home.

    :param public: only what is signed, without strengths and states of contact
    """
    return _CircleFile(on_date, naming, lang, public=public).network(about)


class _CircleFile:
    """A circle that is being written."""

    def __init__(self, on_date: WorldOnDate, naming: Naming, lang: str, *, public: bool) -> None:
        self.on_date, self.naming, self.lang, self.public = on_date, naming, lang, public
        self.world = on_date.world
        self.circle: Circle = circle_of(on_date, naming)
        self.partners = [
            partner
            for partner in self.circle.partners
            if partner.standing and (not public or partner.standing.line is TieLine.SIGNED)
        ]

    def network(self, about: Mapping[str, str]) -> FileNetwork:
        """Return all nodes and relationships."""
        home = self.world.home.id
        places = self._places()
        nodes = [self._node(home, "home", place=(0.0, 0.0), size=_HOME_SIZE)]
        nodes += [self._partner(partner, places.get(partner.names.id)) for partner in self.partners]
        nodes += self._bodies()
        edges = [self._tie(partner) for partner in self.partners]
        edges += [
            FileEdge(start=home, end=post.names.id, kind="consulate", span=(post.opened, ""))
            for post in self.circle.consulates
        ]
        there = {node.id for node in nodes}
        edges += [
            FileEdge(start=body.place, end=body.names.id, kind="organisation", span=(body.since, ""))
            for body in self.circle.organisations
            if body.place in there
        ]
        return FileNetwork(nodes=nodes, edges=edges, about=about)

    def _strength(self, identifier: str) -> float | None:
        view = self.on_date.partners.get(identifier)
        return view.strength if view and not self.public else None

    def _places(self) -> dict[str, tuple[float, float]]:
        """Return where each partner is drawn; there may be no room for some."""
        marks = [
            Mark(
                id=partner.names.id,
                sector=partner.continent,
                strength=self._liveliness(partner.names.id),
                order=partner.longitude,
                label="",
                size=_SIZE,
            )
            for partner in self.partners
        ]
        sectors = dict.fromkeys(sorted({mark.sector for mark in marks}), "")
        if not marks:
            return {}
        frame = Frame()
        layout = arrange(marks, sectors=sectors, zones=(Zone("all", "", 0.0),), frame=frame)
        return {place.id: (place.x, -place.y) for place in layout.places.values()}

    def _liveliness(self, identifier: str) -> float:
        view = self.on_date.partners.get(identifier)
        return view.liveliness if view and not self.public else _UNMEASURED

    def _node(
        self,
        identifier: str,
        kind: str,
        *,
        names: Names | None = None,
        place: tuple[float, float] | None = None,
        size: float | None = None,
        values: Mapping[str, object] | None = None,
    ) -> FileNode:
        home = self.world.home
        party = home if identifier == home.id else self.world.party(identifier)
        named = party_name(party, self.naming, self.lang) if party else identifier
        if party is None and names is not None:
            named = self.naming.place_name(names.en, names.zh, names.local, self.lang) or identifier
        given = {"country": party.country, "level": party.level} if party else {}
        return FileNode(
            id=identifier,
            name=named,
            kind=kind,
            place=place,
            size=size,
            lat=party.lat if party else None,
            lon=party.lon if party else None,
            values={**given, **(values or {})},
        )

    def _partner(self, partner: CirclePartner, place: tuple[float, float] | None) -> FileNode:
        standing = partner.standing
        assert standing is not None
        values: dict[str, object] = {
            "continent": partner.continent,
            "ring": standing.ring.value,
            "line": standing.line.value,
            "tie": standing.kind,
            "since": standing.since,
        }
        if not self.public:
            values |= {
                "activity": partner.activity.value,
                "contacts": partner.contacts,
                "last_contact": partner.last_contact.date if partner.last_contact else "",
                "strength": self._strength(partner.names.id),
            }
        return self._node(
            partner.names.id, "partner", names=partner.names, place=place, size=_SIZE, values=values
        )

    def _tie(self, partner: CirclePartner) -> FileEdge:
        standing = partner.standing
        assert standing is not None
        strength = self._strength(partner.names.id)
        return FileEdge(
            start=self.world.home.id,
            end=partner.names.id,
            kind=standing.kind,
            weight=1.0 if strength is None else strength,
            span=(standing.since, ""),
            values={"stage": standing.stage, "status": standing.remark, "tie": standing.tie},
        )

    def _bodies(self) -> Iterator[FileNode]:
        known = {partner.names.id for partner in self.partners} | {self.world.home.id}
        for post in self.circle.consulates:
            yield self._node(post.names.id, "consulate", names=post.names, values={"post": post.kind})
        for body in self.circle.organisations:
            if body.place in known and body.names.id not in known:
                yield self._node(body.names.id, "organisation", names=body.names, values={"body": body.kind})
