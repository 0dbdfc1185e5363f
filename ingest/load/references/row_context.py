"""What a row can ask of the others."""

from __future__ import annotations

from collections.abc import Mapping

from graph.naming.profile import Naming, area_names_match
from ingest.load.references.questions import AREA, QuestionIndex
from ingest.load.staged_record import statement_id
from ingest.load.workbench import Workbench
from ingest.read.office_folder import OfficeInfo
from ingest.tables.declaration import NodeReference, RowProblem, name_key


class RowContext:
    """What a row can ask of the others: the :class:`ingest.tables.declaration.Context` of the tables."""

    def __init__(self, bench: Workbench, offices: Mapping[str, OfficeInfo], naming: Naming) -> None:
        self.bench = bench
        self.naming = naming
        self.references = QuestionIndex(bench)
        self._offices = offices
        self._collection = ""

    @property
    def home(self) -> str:
        """Id of the home of the current row's collection if a row describes it; else empty."""
        office = self._offices.get(self._collection)
        return office.home if office and self.find(office.home) else ""

    def find(self, node_id: str) -> NodeReference | None:
        """Return the node of an id, with aliases resolved, or ``None``."""
        found = self.references.lookup(node_id) if node_id else None
        return found[0] if found else None

    def claimed(self, node_id: str) -> NodeReference | None:
        """Return a node about which any row makes a claim."""
        return self.references.claimed(node_id)

    def ref(self, node_id: str) -> NodeReference:
        """Like :meth:`find`, for ids that were checked before.

        :raises RowProblem: if the id is unknown: a home that no row describes
        """
        found = self.find(node_id)
        if found is None:
            raise RowProblem(
                "unknown_reference",
                "",
                "{id!r} is not known",
                "load the table that describes it as well",
                id=node_id,
            )
        return found

    def country(self, iso2: str) -> NodeReference:
        """Return the country or area of a code: as a row describes it, else as known only by its code."""
        self.references.ask(AREA, iso2)
        return self.references.node_named(name_key("Area", iso2)) or NodeReference(
            "CountryOrArea", f"country-{iso2.lower()}"
        )

    def node_named(self, key: str) -> NodeReference | None:
        """Return the only node of this name, or ``None``."""
        return self.references.node_named(key)

    def names(self, node_id: str) -> tuple[str, str]:
        """Return the English and Chinese names; those of countries and areas come from the naming profile."""
        found = self.references.names(node_id)
        if found is None:
            return node_id, ""
        ref, known = found
        if ref.label == "CountryOrArea" and known.country:
            return self.naming.area_name(known.country, "en"), self.naming.area_name(known.country, "zh")
        return known.name_en or known.name_zh or ref.id, known.name_zh

    def country_of(self, node_id: str) -> str:
        """Return the ISO code of the country or area that a place lies in, or is."""
        return self.references.country(node_id) if node_id else ""

    def said_by(self, dataset: str, row: str) -> NodeReference | None:
        """Return the node that a row of another table of the same folder is about."""
        return self.references.said_by(statement_id(self._collection, dataset, row))

    def names_area(self, iso2: str, name_en: str, name_zh: str) -> bool:
        """Return whether these names are those of the country or area itself."""
        return area_names_match(iso2, name_en, name_zh)
