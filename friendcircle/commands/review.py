"""``review``: proposals that wait for a decision, which is kept as an entry by hand and can be undone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import click

from friendcircle.commands.entries import enter_cells, take_back
from friendcircle.errors import CommandError
from friendcircle.options import Command
from friendcircle.session import Session
from friendcircle.strength_analysis import StrengthAnalysis

if TYPE_CHECKING:
    from graph.i18n import Texts
    from graph.store import GraphStore
    from queries.proposal import Proposal, ProposedNames

_HEADS = ("number", "what", "kind", "first", "second", "certainty", "why", "dates", "partners", "sources")
_DECIDED = ("number", "what", "first", "second", "decision", "decided_on", "by", "reason_told", "entry")
#: Vocabulary of the kind, by what is proposed.
_KINDS = {
    "visit": "direction",
    "event": "event_kind",
    "place": "admin_level",
    "organisation": "organisation_kind",
}
#: What is proposed, by label; any other label is that of a place.
_LABELS = {"Visit": "visit", "Event": "event", "Organisation": "organisation"}


@click.command(cls=Command, writes="decision", help="review.help")
@click.argument("proposal", required=False, metavar="[N]")
@click.option("--accept", "decision", flag_value="accept", help="review.accept")
@click.option("--reject", "decision", flag_value="reject", help="review.reject")
@click.option("--undo", "decision", flag_value="undo", help="review.undo")
@click.option("--decided", is_flag=True, help="review.decided")
@click.option("--reason", default="", metavar="TEXT", help="review.reason")
@click.option("--by", default="", metavar="DIVISION", help="enter.by")
@click.option("--dry-run", is_flag=True, help="load.dry_run")
@click.pass_obj
def review(
    session: Session,
    proposal: str | None,
    decision: Literal["accept", "reject", "undo"] | None,
    decided: bool,
    reason: str,
    by: str,
    dry_run: bool,
) -> int:
    """List the open proposals or the decisions, or decide on one; exit status 1 if that was refused."""
    if decision == "undo":
        return _undo(session, proposal or "", dry_run=dry_run)
    if (proposal is None) != (decision is None):
        missing = "no_decision" if decision is None else "no_proposal"
        raise CommandError(missing, where="review", value=proposal or "")
    if decided:
        with session.open_store() as store:
            pairs = _decided(session, store)
        _list_decided(session, pairs)
        return 0
    with session.open_store() as store:
        proposals, words = _open(session, store)
    if proposal is None:
        _list(session, proposals, words)
        return 0
    chosen = _chosen(proposals, proposal)
    is_accepted = decision == "accept"
    if is_accepted and not chosen.is_single:
        raise CommandError("several_rows", where=chosen.id)
    return _decide(session, chosen, reason, by, is_accepted=is_accepted, dry_run=dry_run)


def _open(session: Session, store: GraphStore) -> tuple[list[Proposal], Texts]:
    """Return the open proposals, and the texts of their words."""
    from graph.facts.as_of import AsOf
    from ingest.proposals import open_places
    from queries.links.doubles import decided_apart, open_doubles

    asked = StrengthAnalysis(session, store, None)
    doubles = open_doubles(asked.found, asked.config, AsOf(session.today), decided_apart(store))
    return [*doubles, *open_places(store)], asked.words


def _decide(
    session: Session, chosen: Proposal, reason: str, by: str, *, is_accepted: bool, dry_run: bool
) -> int:
    from ingest.tables.decisions import DIFFERENT_FROM, SAME_AS
    from ingest.tables.declaration import derived_id

    name = SAME_AS if is_accepted else DIFFERENT_FROM
    usual = "same" if is_accepted else "apart"
    is_named = chosen.what in ("place", "organisation")
    cells = {
        # Several proposals on one row may be rejected on one day.
        "id": derived_id("decision", chosen.row, name, chosen.main),
        "fact": chosen.row,
        "property": name,
        "value": chosen.main,
        "reason": reason or session.texts(f"review.{usual}_{chosen.what}" if is_named else f"review.{usual}"),
    }
    status = enter_cells(session, "decisions", cells, by, dry_run=dry_run)
    if is_named and is_accepted and not status and not dry_run:
        session.remark("review.load_again")
    return status


def _chosen(proposals: Sequence[Proposal], proposal: str) -> Proposal:
    """Return the proposal of a number or of a pair of ids."""
    for number, entry in enumerate(proposals, start=1):
        if proposal in (str(number), entry.id):
            return entry
    raise CommandError("no_proposal", where="review", value=proposal)


def _list(session: Session, proposals: Sequence[Proposal], words: Texts) -> None:
    documents = [{"number": number, **entry.document()} for number, entry in enumerate(proposals, start=1)]
    rows = [
        (
            number,
            session.texts(f"review.{entry.what}"),
            words.word(_KINDS[entry.what], entry.kind) if entry.kind else "",
            _called(entry.row, entry.names[0], words.lang),
            _called(entry.main, entry.names[1], words.lang),
            words.word("likeness", entry.certainty),
            "; ".join(words.word("proposal_sign", sign) for sign in entry.why),
            " / ".join(dict.fromkeys(entry.dates)),
            "; ".join(entry.partners),
            "; ".join(entry.sources),
        )
        for number, entry in enumerate(proposals, start=1)
    ]
    title = session.texts("review.title", count=len(rows))
    session.answer(documents, session.sheet("review", _HEADS, rows, title))


def _called(row: str, names: ProposedNames, lang: str) -> str:
    """Return an id with the name in the reader's language, or else with any."""
    name = getattr(names, lang, "") or next(filter(None, names), "")
    return f"{name} ({row})" if name else row


# --- what was decided


@dataclass(frozen=True, slots=True, kw_only=True)
class _DecidedPair:
    """A decision on two that may be one.

    :param entry: id of the entry by hand; None if it stands in a file
    """

    what: str
    row: str
    main: str
    is_accepted: bool
    reason: str
    decided_on: str
    by: str
    entry: str | None

    @property
    def id(self) -> str:
        return f"{self.row}={self.main}"


def _decided(session: Session, store: GraphStore) -> list[_DecidedPair]:
    """Return what was decided, the latest first."""
    from ingest.entries import BY, EntryHome
    from ingest.tables.decisions import SAME_AS
    from queries.statements import ask

    office = session.office(store)
    own = EntryHome(office.home, office.country).collection
    found = []
    for row in ask(store, "lookup/decided_pairs"):
        cells = json.loads(row["values"])
        found.append(
            _DecidedPair(
                what=_LABELS.get(row["label"], "place"),
                row=cells.get("fact", ""),
                main=row["main"],
                is_accepted=row["property"] == SAME_AS,
                reason=row["reason"] or "",
                decided_on=row["decided_on"] or "",
                by=cells.get(BY, ""),
                entry=f"decisions/{row['entry']}" if row["collection"] == own else None,
            )
        )
    return found


def _undo(session: Session, asked: str, *, dry_run: bool) -> int:
    """Take back the decision of a number, of a pair of ids or of an entry."""
    with session.open_store() as store:
        pairs = _decided(session, store)
    for number, pair in enumerate(pairs, start=1):
        if asked in (str(number), pair.id, pair.entry):
            if pair.entry is None:
                raise CommandError("decided_in_file", where=pair.id)
            status = take_back(session, pair.entry, dry_run=dry_run)
            if pair.what in ("place", "organisation") and pair.is_accepted and not dry_run:
                session.remark("review.load_again")
            return status
    raise CommandError("no_decided", where="review", value=asked)


def _list_decided(session: Session, pairs: Sequence[_DecidedPair]) -> None:
    documents: list[dict[str, Any]] = [
        {
            "number": number,
            "id": pair.id,
            "what": pair.what,
            "row": pair.row,
            "main": pair.main,
            "decision": "accepted" if pair.is_accepted else "rejected",
            "decided_on": pair.decided_on,
            "by": pair.by,
            "reason": pair.reason,
            "entry": pair.entry,
        }
        for number, pair in enumerate(pairs, start=1)
    ]
    rows = [
        (
            number,
            session.texts(f"review.{pair.what}"),
            pair.row,
            pair.main,
            session.texts("review.accepted" if pair.is_accepted else "review.rejected"),
            pair.decided_on,
            pair.by,
            pair.reason,
            pair.entry or "",
        )
        for number, pair in enumerate(pairs, start=1)
    ]
    title = session.texts("review.title_decided", count=len(rows))
    session.answer(documents, session.sheet("review", _DECIDED, rows, title))
