"""A proposal that waits for a decision: two rows, places or organisations that may be one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Likeness(StrEnum):
    """How sure a proposal is."""

    LIKELY = "likely"
    POSSIBLE = "possible"


class Sign(StrEnum):
    """What speaks for a proposal."""

    SAME_DAY = "same_day"
    DAYS_OVERLAP = "days_overlap"
    SAME_NAME = "same_name"
    FORMER_NAME = "former_name"
    GAZETTEER = "gazetteer"
    PINYIN = "pinyin"
    SPELLING = "spelling"
    CONTAINED = "contained"


class ProposedNames(NamedTuple):
    """What one of the two is called; an event or visit has the title of its row."""

    zh: str = ""
    en: str = ""
    local: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Two that may be one.

    :param what: visit, event, place or organisation
    :param kind: direction of the visits, kind of the events, level of the place, kind of the organisation
    :param row: the one that would be decided to be the same as the other
    :param main: the other one; a visit or event may represent several rows already
    :param names: of ``row`` and of ``main``
    :param dates: of the visits or events
    :param sources: of both visits or events; of a place or organisation, those that tell of ``row``
    :param is_single: whether ``row`` represents no further rows
    :param why: what speaks for it, the strongest first
    """

    what: str
    kind: str
    row: str
    main: str
    names: tuple[ProposedNames, ProposedNames]
    dates: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    is_single: bool = True
    why: tuple[Sign, ...]
    certainty: Likeness

    @property
    def id(self) -> str:
        """The pair, which stays the same when others are decided on."""
        return f"{self.row}={self.main}"

    def document(self) -> dict[str, object]:
        """Return the proposal for JSON, without its number in a list."""
        return {
            "id": self.id,
            "what": self.what,
            "kind": self.kind,
            "row": self.row,
            "main": self.main,
            "dates": list(self.dates),
            "partners": list(self.partners),
            "sources": list(self.sources),
            "is_single": self.is_single,
            "names": [names._asdict() for names in self.names],
            "why": [str(sign) for sign in self.why],
            "certainty": str(self.certainty),
        }
