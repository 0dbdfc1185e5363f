"""What a load tells: issues with rows, counts of files and nodes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Issue:
    """A row that was refused (``error``), or accepted with a remark (``warning``).

    :param code: what is wrong, as a word that scripts can match
    :param line: line of the file (CSV) or row of the sheet, from 1; 0 where the whole file is meant
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
        """Reason and hint in ``lang``."""
        return (self.reason_zh, self.hint_zh) if lang == "zh" else (self.reason, self.hint)


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file that was read, with its digest and counts of rows."""

    file: str
    sha256: str
    encoding: str
    dataset: str
    rows: int
    accepted: int
    refused: int


@dataclass(slots=True)
class Counts:
    """Nodes of one label: what a load did, or would do."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    retired: int = 0


@dataclass(frozen=True, slots=True)
class NodeChange:
    """One node that a load changed, or would change.

    :param what: ``created``, ``updated`` or ``retired``
    """

    what: str
    label: str
    id: str


@dataclass(frozen=True, slots=True)
class Retiring:
    """Rows of one table that a load retires, or would retire, because its file no longer has them.

    :param rows: how many
    :param of: of how many that the store holds of this table
    """

    collection: str
    dataset: str
    rows: int
    of: int

    @property
    def is_large(self) -> bool:
        """Whether it is more than a tenth of the table, so that a wrong or incomplete file is likely."""
        return self.rows * 10 > self.of


@dataclass(frozen=True, slots=True)
class LoadReport:
    """All that a load did, or, as a dry run, would do.

    :param changes: the first of the nodes that changed; ``nodes`` counts them all
    :param undoes: id of the load that was taken back, if one was
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
        """Rows that were refused."""
        return sum(entry.refused for entry in self.files)

    @property
    def changed(self) -> int:
        """Nodes created, updated or retired."""
        return sum(counts.created + counts.updated + counts.retired for counts in self.nodes.values())

    def to_json(self) -> dict[str, Any]:
        """The document that ``load --format json`` prints."""
        return {
            "load_id": self.load_id,
            "dry_run": self.dry_run,
            **({"undoes": self.undoes} if self.undoes else {}),
            "files": [asdict(entry) for entry in self.files],
            "nodes": {label: asdict(counts) for label, counts in self.nodes.items()},
            "issues": [asdict(entry) for entry in self.issues],
            "retiring": [asdict(entry) for entry in self.retiring],
        }
