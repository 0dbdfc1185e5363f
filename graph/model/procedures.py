"""Procedures that lead to a tie, and the position of a tie in its procedure.

Home and partner each follow a track of their own. A procedure lists the steps of both tracks, who takes each
step, and the generic stage it maps to; a tie of which only the stage is known stands at the first step of
that stage. Procedures are shipped in ``profiles/procedures``. Pure.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from graph.errors import ConfigurationError
from graph.i18n import Bilingual
from graph.model.vocabulary import STAGES, VOCABULARIES

#: Who takes a step; ``above`` is a higher office.
SIDES = ("home", "partner", "both", "above")
GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class ProcedureStep:
    """A step of a procedure.

    :param stage: generic stage it maps to
    :param by: who takes it, one of :data:`SIDES`
    """

    id: str
    stage: str
    by: str
    name: Bilingual

    @property
    def rank(self) -> int:
        """Position of its stage in the order of the stages."""
        return STAGES.index(self.stage)


@dataclass(frozen=True, slots=True)
class Procedure:
    """The steps that lead to a tie.

    :param kinds: kinds of tie it applies to; empty for any
    :param countries: alpha-2 codes of the homes' countries it applies to; empty for any
    :param home: steps of the home's track
    :param partner: steps of the partner's track
    """

    id: str
    title: Bilingual
    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    home: tuple[ProcedureStep, ...]
    partner: tuple[ProcedureStep, ...]

    def step(self, identifier: str) -> ProcedureStep | None:
        """Return the step with this id on either track, or None."""
        return next((step for step in (*self.home, *self.partner) if step.id == identifier), None)


@cache
def procedures() -> Mapping[str, Procedure]:
    """Return all shipped procedures by id."""
    files = sorted(
        (
            file
            for file in resources.files("profiles").joinpath("procedures").iterdir()
            if file.name.endswith(".toml")
        ),
        key=lambda file: file.name,
    )
    return {
        file.name.removesuffix(".toml"): read_procedure(
            file.name.removesuffix(".toml"), file.read_text(encoding="utf-8")
        )
        for file in files
    }


def read_procedure(identifier: str, text: str) -> Procedure:
    """Parse a procedure.

    :raises ConfigurationError: if anything is missing, unknown or out of order
    """
    where = f"{identifier}.toml"
    try:
        raw: Mapping[str, Any] = tomllib.loads(text)
        found = Procedure(
            identifier,
            Bilingual(**raw["title"]),
            tuple(raw.get("kinds", ())),
            tuple(raw.get("countries", ())),
            tuple(_step(entry) for entry in raw["home"]),
            tuple(_step(entry) for entry in raw.get("partner", ())),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ConfigurationError(
            "the file is no procedure",
            where=where,
            hint="compare it with profiles/procedures/generic.toml ({reason})",
            reason=error,
        ) from error
    for step in (*found.home, *found.partner):
        if step.stage not in STAGES or step.by not in SIDES:
            raise ConfigurationError(
                "the step {name!r} has a stage or a side that is not known",
                name=step.id,
                where=where,
                hint="known are {known}",
                known=[*STAGES, *SIDES],
            )
    for track in (found.home, found.partner):
        if [step.rank for step in track] != sorted(step.rank for step in track):
            raise ConfigurationError(
                "the steps of a track do not follow the order of their stages",
                where=where,
                hint="the stages are {known}",
                known=STAGES,
            )
    if unknown := sorted(set(found.kinds) - set(VOCABULARIES["tie_kind"].words)):
        raise ConfigurationError(
            "{word!r} in the setting {name!r} is not known",
            word=unknown[0],
            name="kinds",
            where=where,
            hint="known are {known}",
            known=VOCABULARIES["tie_kind"].words,
        )
    return found


def _step(raw: Mapping[str, Any]) -> ProcedureStep:
    return ProcedureStep(raw["id"], raw["stage"], raw["by"], Bilingual(**raw["name"]))


def procedure_for(kind: str, country: str, known: Iterable[Procedure] | None = None) -> Procedure:
    """Return the procedure for a kind of tie and the home's country; the generic one if none fits."""
    entries = list(procedures().values() if known is None else known)
    fitting = [
        entry
        for entry in entries
        if kind in entry.kinds and (not entry.countries or country in entry.countries)
    ]
    return min(fitting, key=lambda entry: (not entry.countries, entry.id), default=procedures()[GENERIC])


@dataclass(frozen=True, slots=True)
class ProcedurePosition:
    """The position of a tie in its procedure.

    :param done: ids of the steps that have certainly been taken, on either track
    :param next: the next step; None at the end
    :param waits_on: who has to take the next step; empty at the end
    :param partner_known: whether anything of the partner's track is recorded
    """

    procedure: Procedure
    done: tuple[str, ...]
    next: ProcedureStep | None
    waits_on: str
    partner_known: bool


def position(
    procedure: Procedure, stages: Iterable[str], named: Sequence[tuple[str, str, str]] = ()
) -> ProcedurePosition:
    """Return the position of a tie in a procedure.

    :param stages: generic stages that it has reached
    :param named: steps recorded by name: id, track, status (done, planned, returned, suspended, resumed)
    """
    reached = max((STAGES.index(stage) for stage in stages if stage in STAGES), default=-1)
    recorded = {(track, step): status for step, track, status in named}
    done_home, next_home = _walk(procedure.home, "home", reached, recorded)
    partner_known = any(track in ("partner", "both") for track, _ in recorded)
    done_partner, next_partner = (
        _walk(procedure.partner, "partner", -1, recorded) if partner_known else ((), None)
    )
    following = next_home
    if next_home is not None and next_partner is not None and next_partner.rank < next_home.rank:
        following = next_partner
    return ProcedurePosition(
        procedure, (*done_home, *done_partner), following, following.by if following else "", partner_known
    )


def _walk(
    track: Sequence[ProcedureStep], name: str, reached: int, recorded: Mapping[tuple[str, str], str]
) -> tuple[tuple[str, ...], ProcedureStep | None]:
    """Return the ids of the steps of a track that are certainly done, and the next step.

    A step counts as done if it or a later one is recorded as done, if its stage precedes the one reached, or
    if it is the first of that stage.
    """
    last = -1
    for place, step in enumerate(track):
        taken = any(recorded.get((side, step.id)) in ("done", "resumed") for side in (name, "both"))
        first_of_stage = all(other.stage != step.stage for other in track[:place])
        if taken or step.rank < reached or (step.rank == reached and first_of_stage):
            last = place
    return tuple(step.id for step in track[: last + 1]), track[last + 1] if last + 1 < len(track) else None
