"""Result of a load: issues with rows, and counts of files and nodes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from graph.i18n import Bilingual


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem with a row that was refused (``error``) or accepted (``warning``).

    :param code: machine-readable code of the problem
    :param line: line of the file (CSV) or row of the sheet, from 1; 0 if the issue concerns the whole file
    :param reason: what is wrong, in English
    :param hint: what to do, in English
    """

    level: str
    code: str
    file: str
    sheet: str
    line: int
    column: str
    value: str
    reason: str
    hint: str
    reason_zh: str
    hint_zh: str

    def said(self, lang: str) -> tuple[str, str]:
        """Return reason and hint in ``lang``."""
        return Bilingual(self.reason, self.reason_zh).text(lang), Bilingual(self.hint, self.hint_zh).text(
            lang
        )


@dataclass(frozen=True, slots=True)
class FileReport:
    """A file that was read, with its digest and row counts."""

    file: str
    sha256: str
    encoding: str
    dataset: str
    rows: int
    accepted: int
    refused: int


@dataclass(slots=True)
class Counts:
    """Number of nodes of one label by what a load did, or would do."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    retired: int = 0


@dataclass(frozen=True, slots=True)
class NodeChange:
    """A node that a load changed, or would change.

    :param what: ``created``, ``updated`` or ``retired``
    """

    what: str
    label: str
    id: str


@dataclass(frozen=True, slots=True)
class Retiring:
    """Rows of one table that a load retires, or would retire, because its file no longer contains them.

    :param rows: number of rows retired
    :param of: number of rows of this table in the store
    """

    collection: str
    dataset: str
    rows: int
    of: int

    @property
    def is_large(self) -> bool:
        """Whether more than a tenth of the table is retired, which suggests a wrong or incomplete file."""
        return self.rows * 10 > self.of


@dataclass(frozen=True, slots=True)
class LoadReport:
    """Everything that a load did, or would do in a dry run.

    :param changes: the first changed nodes; ``nodes`` counts all of them
    :param undoes: id of the load that was taken back, or empty
    """

    load_id: str
    dry_run: bool
    files: tuple[FileReport, ...]
    nodes: dict[str, Counts]
    issues: tuple[Issue, ...] = field(default=())
    changes: tuple[NodeChange, ...] = field(default=())
    retiring: tuple[Retiring, ...] = field(default=())
    undoes: str = ""

    @property
    def refused(self) -> int:
        """Number of rows that were refused."""
        return sum(entry.refused for entry in self.files)

    @property
    def changed(self) -> int:
        """Number of nodes created, updated or retired."""
        return sum(counts.created + counts.updated + counts.retired for counts in self.nodes.values())

    def to_json(self) -> dict[str, Any]:
        """Return the document that ``load --format json`` prints."""
        return {
            "load_id": self.load_id,
            "dry_run": self.dry_run,
            **({"undoes": self.undoes} if self.undoes else {}),
            "files": [asdict(entry) for entry in self.files],
            "nodes": {label: asdict(counts) for label, counts in self.nodes.items()},
            "issues": [asdict(entry) for entry in self.issues],
            "retiring": [asdict(entry) for entry in self.retiring],
        }
