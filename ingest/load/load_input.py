"""What is to be loaded: tables, single rows, and the settings for understanding them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.naming.profile import Naming
from ingest.entry_record import Key
from ingest.read.office_folder import Input, OfficeInfo

#: Called with the stage, the amount done, and the total (0 if not known).
Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Progress callback that does nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """A row without a file.

    :param locator: place in its source, if no cell gives it
    :param recorded: day on which the store first recorded it, ISO; empty: the day of the load
    :param row: its id, if no cell gives it; empty: derived from its cells
    """

    collection: str
    dataset: str
    cells: Mapping[str, str]
    locator: str = ""
    recorded: str = ""
    row: str = ""

    @property
    def file(self) -> str:
        """File name used in issues with the row."""
        return f"{self.dataset}.csv"


@dataclass(frozen=True, slots=True)
class RowChanges:
    """Single rows to be added or removed, without a file.

    :param removed: keys of the rows to be removed
    """

    added: tuple[NewRow, ...] = ()
    removed: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is to be loaded.

    :param tables: tables of files
    :param rows: single rows in addition to them
    :param paths: the files and folders that were given
    """

    tables: tuple[Input, ...] = ()
    rows: RowChanges = RowChanges()
    paths: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadSettings:
    """Settings for understanding rows.

    :param offices: by collection
    :param recorded: day on which new statements are recorded, ISO
    :param taken_back: returns the keys of the entries that were taken back by hand
    """

    offices: Mapping[str, OfficeInfo]
    naming: Naming
    recorded: str
    taken_back: Callable[[], set[Key]] = set
