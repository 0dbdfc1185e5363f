"""A file to be imported, in a folder of this visit until it is loaded."""

from __future__ import annotations

import base64
import binascii
import tempfile
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import FileUnreadable
from ingest.maintenance.private_files import private_file
from ingest.read.grids import SUFFIXES
from ingest.registers.kept import clean_name

#: Maximum size of a file in bytes, and of pasted text in characters.
MOST_BYTES, MOST_PASTED = 20_000_000, 2_000_000
#: Ending of the name of pasted cells, which are separated by tabs.
_PASTED = ".tsv"


@dataclass(slots=True)
class ImportedFile:
    """A file and what is known of it.

    :param folder: removed with the visit
    :param path: the file within it, under a clean name
    :param choices: meanings chosen, by sheet: its subject, whether it is taken, and fields by head
    :param proposal: document of ``map``
    :param plan: document of ``load``, of a dry run or of the load
    """

    folder: tempfile.TemporaryDirectory[str]
    path: Path
    _: KW_ONLY
    choices: dict[str, dict[str, Any]] = field(default_factory=dict)
    proposal: Mapping[str, Any] | None = None
    plan: Mapping[str, Any] | None = None

    @property
    def refused(self) -> Path:
        """The workbook of the refused rows."""
        return self.path.with_name(f"{self.path.stem}-refused.xlsx")

    @property
    def choice(self) -> dict[str, Any]:
        """What was chosen, as ``map --choices`` takes it."""
        return {
            "sheets": [
                {
                    "sheet": sheet,
                    "subject": chosen["subject"],
                    "taken": chosen["taken"],
                    "columns": [{"head": head, "field": name} for head, name in chosen["columns"].items()],
                }
                for sheet, chosen in self.choices.items()
            ]
        }

    def choose(self, sheets: object) -> None:
        """Add what the page reports as chosen; anything that is no such report is passed over."""
        for entry in sheets if isinstance(sheets, list) else []:
            if not isinstance(entry, dict):
                continue
            subject, taken = str(entry.get("subject") or ""), bool(entry.get("taken"))
            chosen = self.choices.setdefault(
                str(entry.get("sheet") or ""), {"subject": "", "taken": True, "columns": {}}
            )
            if subject and chosen["subject"] not in ("", subject):
                chosen["columns"] = {}  # they belong to the other subject
            chosen |= {"subject": subject or chosen["subject"], "taken": taken}
            for column in entry.get("columns") or []:
                chosen["columns"][str(column.get("head") or "")] = str(column.get("field") or "")


def from_bytes(name: str, content: str) -> ImportedFile:
    """Keep a file for this visit.

    :param content: its bytes, base64
    :raises FileUnreadable: if it is too large, or of a kind that is not read
    """
    if len(content) > MOST_BYTES * 4 // 3 + 4:
        raise FileUnreadable(
            "the file is larger than {most} MB",
            most=MOST_BYTES // 1_000_000,
            where=clean_name(name),
            hint="load it with 'friendcircle load', or divide it",
        )
    if Path(clean_name(name)).suffix not in SUFFIXES:
        raise FileUnreadable(
            "the file is of a kind that cannot be read",
            where=clean_name(name),
            hint="known are {known}",
            known=SUFFIXES,
        )
    try:
        return _kept(name, base64.b64decode(content, validate=True))
    except binascii.Error as error:
        raise FileUnreadable(
            "the file did not arrive whole", where=clean_name(name), hint="choose it once more"
        ) from error


def from_text(name: str, text: str) -> ImportedFile:
    """Keep cells that were pasted, one row a line, separated by tabs.

    :raises FileUnreadable: if they are too many
    """
    if len(text) > MOST_PASTED:
        raise FileUnreadable(
            "more than {most} characters were pasted", most=MOST_PASTED, hint="import them as a file"
        )
    # The mark says that the text is UTF-8, so that its encoding need not be guessed.
    return _kept(clean_name(f"{name}{_PASTED}"), text.encode("utf-8-sig", errors="replace"))


def _kept(name: str, content: bytes) -> ImportedFile:
    folder = tempfile.TemporaryDirectory(prefix="friendcircle-", ignore_cleanup_errors=True)
    path = Path(folder.name) / clean_name(name)
    with private_file(path) as file:
        file.write(content)
    return ImportedFile(folder, path)
