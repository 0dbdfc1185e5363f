"""``review``: proposals that wait for a decision, which is kept as an entry by hand and can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import click

from friendcircle.commands.entries import enter_cells
from friendcircle.errors import CommandError
from friendcircle.options import Command
from friendcircle.session import Session
from friendcircle.strength_analysis import StrengthAnalysis

if TYPE_CHECKING:
    from graph.i18n import Texts
    from queries.proposal import Proposal, ProposedNames

_HEADS = ("number", "what", "kind", "first", "second", "certainty", "why", "dates", "partners", "sources")
#: Vocabulary of the kind, by what is proposed.
_KINDS = {
    "visit": "direction",
    "event": "event_kind",
    "place": "admin_level",
    "organisation": "organisation_kind",
}


@click.command(cls=Command, writes="decision", help="review.help")
@click.argument("proposal", required=False, metavar="[N]")
@click.option("--accept", "decision", flag_value="accept", help="review.accept")
@click.option("--reject", "decision", flag_value="reject", help="review.reject")
@click.option("--reason", default="", metavar="TEXT", help="review.reason")
@click.option("--by", default="", metavar="DIVISION", help="enter.by")
@click.option("--dry-run", is_flag=True, help="load.dry_run")
@click.pass_obj
def review(
    session: Session,
    proposal: str | None,
    decision: Literal["accept", "reject"] | None,
    reason: str,
    by: str,
    dry_run: bool,
) -> int:
    """List the open proposals, or decide on one; exit status 1 if the decision was refused."""
    from graph.facts.as_of import AsOf
    from queries.links.doubles import decided_apart, open_doubles

    if (proposal is None) != (decision is None):
        missing = "no_decision" if decision is None else "no_proposal"
        raise CommandError(missing, where="review", value=proposal or "")
    with session.open_store() as store:
        asked = StrengthAnalysis(session, store, None)
        doubles = open_doubles(asked.found, asked.config, AsOf(session.today), decided_apart(store))
    if proposal is None:
        _list(session, doubles, asked.words)
        return 0
    double = _chosen(doubles, proposal)
    is_accepted = decision == "accept"
    if is_accepted and not double.is_single:
        raise CommandError("several_rows", where=double.id)
    cells = {
        "fact": double.row,
        "property": "same_as" if is_accepted else "different_from",
        "value": double.main,
        "reason": reason or session.texts("review.same" if is_accepted else "review.apart"),
    }
    return enter_cells(session, "decisions", cells, by, dry_run=dry_run)


def _chosen(doubles: Sequence[Proposal], proposal: str) -> Proposal:
    """Return the proposal of a number or of a pair of ids."""
    for number, double in enumerate(doubles, start=1):
        if proposal in (str(number), double.id):
            return double
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
