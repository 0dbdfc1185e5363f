"""The input tables, one declaration each, in the order in which their rows are understood.

A file stands for the table of its name; a year at the end (``plan_2020``, ``visits_2023``) marks a part of it, which is replaced on its own.
"""

from __future__ import annotations

import re

from ingest.datasets.happenings import EVENTS, VISITS
from ingest.datasets.places import CITIES, PLACE_PARTS
from ingest.datasets.plans import INDICATORS, OUTCOMES, PLAN, PROJECTS
from ingest.datasets.ports import PORT_LINKS, PORTS
from ingest.datasets.posts import CONSULATES, MECHANISMS, ORGANISATIONS
from ingest.datasets.records import COMPLETENESS, CONFLICTS
from ingest.datasets.sources import SOURCES
from ingest.datasets.ties import DECISIONS, TIE_ACTORS, TIE_STEPS, TIES
from ingest.datasets.work import DOCUMENTS, FUNCTIONS, PROGRAMMES, QUOTAS, SITES
from ingest.table import Table

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        SOURCES,
        CITIES,
        PLACE_PARTS,
        PORTS,
        ORGANISATIONS,
        CONSULATES,
        MECHANISMS,
        TIE_ACTORS,
        TIES,
        TIE_STEPS,
        PORT_LINKS,
        VISITS,
        EVENTS,
        PROJECTS,
        PLAN,
        OUTCOMES,
        INDICATORS,
        PROGRAMMES,
        FUNCTIONS,
        SITES,
        QUOTAS,
        DOCUMENTS,
        COMPLETENESS,
        CONFLICTS,
        DECISIONS,
    )
}

#: Tables that a data folder may hold beside the facts, for checking them; they state nothing of their own.
REFERENCE_TABLES = frozenset({"sister_cities", "circle_counts", "report_entities"})

_PART = re.compile(r"_\d{4}$")


def table_of(dataset: str) -> Table | None:
    """The declaration for a file or sheet of this name, or ``None``."""
    return TABLES.get(dataset) or TABLES.get(_PART.sub("", dataset))
