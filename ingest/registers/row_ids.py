"""The ids of the rows of a register, and which rows tell what an earlier row tells, in little memory."""

from __future__ import annotations

import hashlib
import itertools
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.tables.declaration import derived_id

_PARTS = 256
#: Share of the places of a part that may be taken, and by how much it grows then.
_MOST_TAKEN, _GROWTH = 0.75, 1.3
_FEWEST_PLACES = 16
#: Bits of the digest of a row's cells that are kept beside its id.
_DIGEST_BITS = 24


@dataclass(frozen=True, slots=True)
class GivenId:
    """The id that a row was given.

    :param first: id and line of the first row with this id that told the same, if it is another one
    """

    id: str
    first: tuple[str, int] | None = None


@dataclass(slots=True)
class _Repeated:
    """An id that several rows would have.

    :ivar told: by what they tell, id and line of the first row that tells it
    """

    count: int = 1
    told: dict[int, tuple[str, int]] = field(default_factory=dict)


class RowIds:
    """Gives each row of a register an id that follows from what the row says, not from where it stands.

    :param prefix: of the ids
    :param dataset: name of the register
    """

    def __init__(self, prefix: str, dataset: str) -> None:
        self._prefix, self._dataset = prefix, dataset
        self._parts = [_Part() for _ in range(_PARTS)]
        self._repeated: dict[int, _Repeated] = {}

    def give(self, line: int, parts: Iterable[str], cells: Iterable[tuple[str, str]]) -> GivenId:
        """Return the id of a row; a further row that would have the same gets a number behind it.

        :param parts: the cells that make the id
        :param cells: all that the row tells
        """
        base = derived_id(self._prefix, self._dataset, *parts)
        number, told = int(base.rpartition("-")[2], 16), _digest(cells)
        found = self._parts[number % _PARTS].find_or_add(number, told, line)
        if found is None:
            return GivenId(base)
        repeated = self._repeated.setdefault(number, _Repeated(told={found[0]: (base, found[1])}))
        repeated.count += 1
        identifier = f"{base}-{repeated.count}"
        first = repeated.told.setdefault(told, (identifier, line))
        return GivenId(identifier, first if first[0] != identifier else None)


def _digest(cells: Iterable[tuple[str, str]]) -> int:
    text = "\x1f".join(itertools.chain.from_iterable(sorted(cells)))
    digest = hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=_DIGEST_BITS // 8)
    return int.from_bytes(digest.digest())


class _Part:
    """A table of numbers with open addressing: twelve bytes a place, since a register may be long."""

    def __init__(self) -> None:
        self._taken = 0
        self._make(_FEWEST_PLACES)

    def _make(self, places: int) -> None:
        self._keys, self._lines = array("Q", bytes(8 * places)), array("I", bytes(4 * places))

    def find_or_add(self, number: int, told: int, line: int) -> tuple[int, int] | None:
        """Return what the first row with a number tells, and its line; None if this is the first."""
        if self._taken > _MOST_TAKEN * len(self._keys):
            self._grow()
        place = self._place(number)
        if self._lines[place]:
            return self._keys[place] & ((1 << _DIGEST_BITS) - 1), self._lines[place]
        self._keys[place], self._lines[place] = number << _DIGEST_BITS | told, line
        self._taken += 1
        return None

    def _grow(self) -> None:
        """Make more places, and put what is there into them; each number moves several times in all."""
        before = zip(self._keys, self._lines, strict=True)
        self._make(int(len(self._keys) * _GROWTH))
        keys, lines = self._keys, self._lines
        places = len(keys)
        for key, line in before:
            if line:
                place = (key >> _DIGEST_BITS) // _PARTS % places
                while lines[place]:
                    place = (place + 1) % places
                keys[place], lines[place] = key, line

    def _place(self, number: int) -> int:
        """Return where a number stands, or the empty place where it belongs."""
        keys, lines = self._keys, self._lines
        places = len(keys)
        place = number // _PARTS % places
        while lines[place] and keys[place] >> _DIGEST_BITS != number:
            place = (place + 1) % places
        return place
