"""The rows of a table that a register amounts to, kept until they are loaded: on disk if they are many."""

from __future__ import annotations

import hashlib
import json
import pickle
import tempfile
import weakref
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from ingest.read.files import CellNote, Row

#: Rows that are written at once.
_BATCH = 500
#: Bytes that are kept in memory.
_IN_MEMORY = 8_000_000
_SIZE = 4


def _packed(rows: object) -> bytes:
    """Return rows in MessagePack, or in JSON if they hold lone surrogates, which only JSON can tell."""
    try:
        return msgspec.msgpack.encode(rows)
    except UnicodeEncodeError:
        return json.dumps(rows).encode()


def _unpacked(rows: bytes) -> Any:
    return json.loads(rows) if rows.startswith(b"[") else msgspec.msgpack.decode(rows)


class KeptRows:
    """Rows in the order in which they were added; they can be read repeatedly once all are there.

    A temporary file without a name holds what does not fit into memory; it goes with this object.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it stays open
        weakref.finalize(self, self._file.close)
        self._digest = hashlib.sha256()
        self._shapes: dict[tuple[str, ...], int] = {}
        self._rows: list[tuple[int, int, tuple[str, ...]]] = []
        self._notes: dict[int, tuple[CellNote, ...]] = {}

    def add(self, line: int, cells: Mapping[str, str], notes: Sequence[CellNote] = ()) -> None:
        """Add a row."""
        if notes:
            self._notes[len(self._rows)] = tuple(notes)
        shape = self._shapes.setdefault(tuple(cells), len(self._shapes))
        self._rows.append((line, shape, tuple(cells.values())))
        if len(self._rows) == _BATCH:
            self._write()

    def _write(self) -> None:
        """Write the rows of a batch: the names of their columns once, then their cells, then the notes."""
        if not self._rows:
            return
        rows = _packed([list(self._shapes), self._rows])
        notes = pickle.dumps(self._notes) if self._notes else b""
        self._digest.update(rows)
        if self._notes:
            self._digest.update(repr(self._notes).encode(errors="surrogatepass"))
        for part in (rows, notes):
            self._file.write(len(part).to_bytes(_SIZE))
            self._file.write(part)
        self._shapes, self._rows, self._notes = {}, [], {}

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""
        self._write()
        place = 0
        while True:
            self._file.seek(place)
            rows, notes = self._part(), self._part()
            if not rows:
                return
            place = self._file.tell()
            said: dict[int, tuple[CellNote, ...]] = pickle.loads(notes) if notes else {}
            shapes, kept = _unpacked(rows)
            for number, (line, shape, cells) in enumerate(kept):
                yield Row(line, dict(zip(shapes[shape], cells, strict=True)), notes=said.get(number, ()))

    def _part(self) -> bytes:
        return self._file.read(int.from_bytes(self._file.read(_SIZE)))

    def digest(self) -> str:
        """Return a text that differs if any row does."""
        self._write()
        return self._digest.hexdigest()
