"""The input tables, one declaration each, in the order in which their rows are processed.

A file belongs to the table of the same name. A year at the end (``plan_2020``, ``visits_2023``) marks a part
of the table, which is replaced separately. A table's label may stand for its name, as in a template.
"""

from __future__ import annotations

import re
from functools import cache

from graph.i18n import LANGUAGES
from ingest.tables.completeness import COMPLETENESS, CONFLICTS
from ingest.tables.decisions import DECISIONS
from ingest.tables.declaration import InputTable, fold
from ingest.tables.office_work import DOCUMENTS, FUNCTIONS, PROGRAMMES, QUOTAS, SITES
from ingest.tables.organisations import CONSULATES, MECHANISMS, ORGANISATIONS
from ingest.tables.other_names import NAMES
from ingest.tables.places import CITIES, PLACE_PARTS
from ingest.tables.plans import INDICATORS, OUTCOMES, PLAN, PROJECTS
from ingest.tables.ports import PORT_LINKS, PORTS
from ingest.tables.settings import SETTINGS
from ingest.tables.sources import SOURCES
from ingest.tables.ties import TIE_ACTORS, TIE_STEPS, TIES
from ingest.tables.visits_and_events import EVENTS, VISITS

TABLES: dict[str, InputTable] = {
    table.name: table
    for table in (
        SOURCES,
        CITIES,
        PLACE_PARTS,
        PORTS,
        ORGANISATIONS,
        CONSULATES,
        MECHANISMS,
        NAMES,
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
        SETTINGS,
    )
}

#: Tables for checking the data that a data folder may contain; they are not loaded.
REFERENCE_TABLES = frozenset({"sister_cities", "circle_counts", "report_entities"})

_PART = re.compile(r"_\d{4}$")


@cache
def _labels() -> dict[str, str]:
    """Return the names of the tables by their folded labels in every language."""
    return {fold(table.label.text(lang)): table.name for table in TABLES.values() for lang in LANGUAGES}


def dataset_of(name: str) -> str:
    """Return the name of the table that a file or sheet holds: ``visits_2023`` for 来访出访_2023.

    :param name: name of the file without its ending, or of the sheet; returned in lower case if no table has
        this label
    """
    part = _PART.search(name)
    label = fold(name[: part.start()] if part else name)
    return f"{_labels()[label]}{part[0] if part else ''}" if label in _labels() else name.lower()


def table_of(dataset: str) -> InputTable | None:
    """Return the declaration for a table of this name (:func:`dataset_of`), or ``None``.

    ``ties@NAME`` holds the ties of the register NAME.
    """
    name = dataset.partition("@")[0]
    return TABLES.get(name) or TABLES.get(_PART.sub("", name))
