"""The registers that an office keeps with its store: one folder for each home, files beside their mappings.

A file from a page is written nowhere else. It is loaded from a folder of its own inside that folder, and
takes its place there only after the load.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.errors import FriendCircleError, InputError
from graph.sanitize import clean, file_stem
from ingest.maintenance.private_files import private_file, private_folder
from ingest.read.grids import SUFFIXES
from ingest.read.office_folder import OFFICE_FILE
from ingest.registers.mapping import ENDING, RegisterMapping, mapping_file, read_mapping

#: Characters of a file name without its ending.
_LONGEST_NAME = 80
#: Begins the name of the folder of a file that is being loaded.
_INCOMING = ".incoming-"


@dataclass(frozen=True, slots=True)
class RegisterFolder:
    """The folder of the registers of a home.

    :param home: id of the home, ``country`` its country, ``naming`` its naming profile
    """

    path: Path
    home: str
    country: str = ""
    naming: str = ""

    def standing(self, name: str) -> list[Path]:
        """Return the kept files that one of this name replaces: those that differ at most in their ending."""
        stem = Path(name).stem.casefold()
        return [
            file
            for file in self._files()
            if file.stem.casefold() == stem and file.suffix.casefold() in SUFFIXES
        ]

    def mappings(self) -> list[RegisterMapping]:
        """Return the usable mappings of the kept registers."""
        found = []
        for file in self._files():
            if file.name.endswith(ENDING):
                try:
                    found.append(read_mapping(file))
                except FriendCircleError:
                    continue  # loading its register says what is wrong with it
        return found

    def _files(self) -> list[Path]:
        return sorted(file for file in self.path.iterdir() if file.is_file()) if self.path.is_dir() else []

    @contextmanager
    def incoming(self, file: Path, mapping: Path | None, *, keep: bool, replace: bool) -> Iterator[Path]:
        """Copy a file with its mapping into the folder, under a clean name, for the block; yields the copy.

        :param mapping: by default the one beside the file, if there is one
        :param keep: whether the copy takes its place in the folder if the block ends without an error
        :param replace: whether it may replace a kept file of the same name
        :raises InputError: if there is one, and it may not
        :raises OSError: if the folder cannot be written
        """
        name = clean_name(file.name)
        standing = self.standing(name)
        if keep and standing and not replace:
            raise InputError(
                "a register of this name is kept already",
                where=str(standing[0]),
                hint="rename the file, or give --replace to put it in the place of the other",
            )
        private_folder(self.path)
        self._describe(self.path)
        with tempfile.TemporaryDirectory(prefix=_INCOMING, dir=self.path) as folder:
            self._describe(Path(folder))
            copy = Path(folder) / name
            _copy(file, copy)
            own = mapping or mapping_file(file)
            if own.is_file():
                _copy(own, mapping_file(copy))
            yield copy
            if keep:
                for old in standing:
                    old.unlink(missing_ok=True)
                    mapping_file(old).unlink(missing_ok=True)
                if mapping_file(copy).is_file():
                    mapping_file(copy).replace(mapping_file(self.path / name))
                copy.replace(self.path / name)

    def _describe(self, folder: Path) -> None:
        """Write ``office.toml``, which gives the registers a collection of their own."""
        office = {
            "collection": f"{self.home}-registers",
            "home": self.home,
            "country": self.country,
            "naming": self.naming,
        }
        with private_file(folder / OFFICE_FILE) as file:
            for key, value in office.items():
                if value:
                    file.write(f"{key} = {json.dumps(value, ensure_ascii=False)}\n".encode())


def clean_name(name: str) -> str:
    """Return a file name with which nothing outside of its folder can be meant.

    Letters, digits, hyphens and underscores of the name stay, and the ending if such files can be read.
    """
    last = re.split(r"[/\\]", clean(name).text)[-1]
    stem, dot, ending = last.rpartition(".")
    suffix = f".{ending}".casefold() if dot else ""
    if suffix not in SUFFIXES:
        stem, suffix = last, ""
    return file_stem(stem, "register")[:_LONGEST_NAME] + suffix


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as original, private_file(target) as file:
        shutil.copyfileobj(original, file)
