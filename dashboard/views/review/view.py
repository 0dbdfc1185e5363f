"""The page "Review": proposals that two records are one, side by side, and what was decided on them.

The page itself writes nothing; ``friendcircle review`` decides, and ``friendcircle undo`` takes it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any

import streamlit as st

from dashboard.components.frame import banner, blank, tell_problems
from dashboard.components.record_pair import record_pair
from dashboard.core import writer_process
from dashboard.core.page import Page
from dashboard.core.page_state import PageState
from dashboard.shared import catalogue_answers, graph_reader, place_names
from dashboard.shared.document_page import reference_address
from dashboard.shared.node_captions import caption
from dashboard.views.review import pairs
from dashboard.views.review.proposals import (
    HAPPENINGS,
    OpenProposal,
    ProposalsUnreadable,
    ProposedRecord,
    open_proposals,
    records,
)
from graph.i18n import Bilingual
from graph.sanitize import html_text, one_line
from ingest.entries import BY, ENTERED_BY, ManualEntry
from ingest.tables.column_texts import label_of
from ingest.tables.decisions import DIFFERENT_FROM, SAME_AS

_MESSAGE, _FIRST = "review_message", "review_first"
#: Number of proposals shown at once, and of decisions listed.
_AT_ONCE, _MOST_DECIDED = 10, 50
#: Maximum number of characters of a reason and of a division.
_REASON, _BY = 1000, 100


@dataclass(frozen=True, slots=True)
class ReviewMessage:
    """What came of the last decision.

    :param proposal: id of the proposal decided on, or empty
    :param place: of the proposal in the list, where the message stands
    :param entry: id of the entry that holds the decision and can be taken back, or empty
    :param seen: state of the store on which it was decided
    """

    text: str
    wrong: bool
    _: KW_ONLY
    proposal: str = ""
    place: int = 0
    entry: str = ""
    seen: str = ""

    @property
    def is_of_proposal(self) -> bool:
        """Whether it stands within a proposal, which is still open."""
        return self.wrong and bool(self.proposal)


def show(page: Page[PageState]) -> None:
    """Draw the page."""
    t = page.t
    tell_problems(page.state.problems, t)
    if not page.now.settings.may_write:
        banner(t("review.reader"), title=t("entry.reader_title"))
    try:
        every = open_proposals(page.now, page.last, t.lang)
    except ProposalsUnreadable as error:
        banner(str(error), wrong=True)
        return
    first = _first(len(every))
    shown = every[first : first + _AT_ONCE]
    _controls(page, first, len(every))
    with st.container(key="proposals"):
        found = records(page.now, shown)
        for place, proposal in enumerate(shown):
            _tell(page, place, len(shown))
            _proposal(page, proposal, (found[proposal.row], found[proposal.main]), place)
        _tell(page, len(shown), len(shown))
        if not every:
            blank(t("review.empty_title"), t("review.empty"))
    _decided_list(page, len(shown))


def _first(total: int) -> int:
    """Return the place of the first proposal shown, which a shorter list than before moves forward."""
    wanted: int = st.session_state.get(_FIRST, 0)
    first = min(wanted, max(0, total - 1) // _AT_ONCE * _AT_ONCE)
    st.session_state[_FIRST] = first
    return first


def _controls(page: Page[PageState], first: int, total: int) -> None:
    t = page.t
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        last = min(first + _AT_ONCE, total)
        text = t.number("review.lead", total) if total else ""
        st.html(f'<span class="controls-note">{html_text(text)}</span>', width="content")
        st.space("stretch")
        if total > _AT_ONCE:
            shown = t("review.range", first=first + 1, last=last, total=total)
            st.html(f'<span class="controls-note">{shown}</span>', width="content")
            st.button(t("review.previous"), on_click=_turn, args=(first - _AT_ONCE,), disabled=first == 0)
            st.button(t("review.next"), on_click=_turn, args=(first + _AT_ONCE,), disabled=last == total)


def _turn(first: int) -> None:
    st.session_state[_FIRST] = first
    st.session_state.pop(_MESSAGE, None)


def _message() -> ReviewMessage | None:
    found: ReviewMessage | None = st.session_state.get(_MESSAGE)
    return found


def _tell(page: Page[PageState], place: int, last: int) -> None:
    """Show what was decided, where the proposal stood, and offer to take it back.

    :param place: before this one of the list
    :param last: the place after the list
    """
    # The element is always there, so that the ones below stay what they are when it is filled.
    space, told = st.empty(), _message()
    if told is None or told.is_of_proposal or min(told.place, last) != place:
        return
    with (
        space.container(),
        st.container(horizontal=True, vertical_alignment="center", key="review_told"),
    ):
        banner(told.text, wrong=told.wrong)
        if told.entry:
            st.button(
                page.t("entry.undo"), key="take_back", on_click=_take_back, args=(told.entry, told.place)
            )


# --- proposals ----------------------------------------------------------------------------------------------


def _proposal(
    page: Page[PageState], proposal: OpenProposal, both: tuple[ProposedRecord, ProposedRecord], place: int
) -> None:
    t, now = page.t, page.now
    named = place_names.called_places(now, t.lang)
    with st.container(border=True, key=f"proposal_{place}"):
        record_pair(
            pairs.pair(proposal, both, named, t, now.naming, lambda key: reference_address(page, key))
        )
        if not proposal.is_single:
            st.html(f'<p class="review-note">{html_text(t("review.several"))}</p>')
        told = _message()
        if told and told.is_of_proposal and told.proposal == proposal.id:
            banner(told.text, wrong=True)
        if now.settings.may_write:
            _decision(page, proposal, both, place)


def _decision(
    page: Page[PageState], proposal: OpenProposal, both: tuple[ProposedRecord, ProposedRecord], place: int
) -> None:
    """Draw the fields and buttons of a proposal."""
    t = page.t
    by_key = _field("by", proposal)
    if not st.session_state.get(by_key):
        st.session_state[by_key] = str(st.session_state.get(BY, ""))
    is_happening = any(record.node and record.node.label in HAPPENINGS for record in both)
    kind = "happening" if is_happening else "body"
    one, other = pairs.titles(proposal, both, t, page.now.naming)
    with (
        st.form(f"review_form_{proposal.id}", border=False, enter_to_submit=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input(t("review.reason"), key=_field("reason", proposal), placeholder=t("review.reason_hint"))
        st.text_input(label_of(ENTERED_BY, t.lang), key=by_key, width=280, placeholder=t("entry.by_hint"))
        for decision in ("same", "apart"):
            st.form_submit_button(
                t(f"review.{decision}_{kind}"),
                key=f"{decision}_{proposal.id}",
                on_click=_decide,
                args=(
                    proposal,
                    decision == "same",
                    place,
                    t(f"review.said_{decision}", one=one, other=other),
                ),
                disabled=decision == "same" and not proposal.is_single,
            )


def _field(name: str, proposal: OpenProposal) -> str:
    return f"review_{name}_{proposal.id}"


def _decide(proposal: OpenProposal, is_same: bool, place: int, done: str) -> None:
    """Let the command decide on a proposal.

    :param done: what is said afterwards
    """
    page: Page[PageState] = Page.current()
    t, before = page.t, _message()
    if before and before.entry and (before.proposal, before.seen) == (proposal.id, page.now.version):
        return  # pressed twice before the page was drawn anew
    by = str(st.session_state.get(_field("by", proposal)) or "").strip()[:_BY]
    reason = str(st.session_state.get(_field("reason", proposal)) or "").strip()[:_REASON]
    if not page.now.settings.may_write or not by:
        said = t("review.by_missing") if page.now.settings.may_write else t("review.reader")
        st.session_state[_MESSAGE] = ReviewMessage(said, wrong=True, proposal=proposal.id, place=place)
        return
    st.session_state[BY] = by
    decision = "--accept" if is_same else "--reject"
    document, error = _run(page, ["review", decision, f"--reason={reason}", f"--by={by}", "--", proposal.id])
    st.session_state[_MESSAGE] = (
        ReviewMessage(error, wrong=True, proposal=proposal.id, place=place)
        if error
        else ReviewMessage(
            done,
            wrong=False,
            proposal=proposal.id,
            place=place,
            entry=str(document["entry"]["id"]),
            seen=page.now.version,
        )
    )


def _take_back(entry: str, place: int) -> None:
    """Let the command take a decision back."""
    page: Page[PageState] = Page.current()
    error = _run(page, ["undo", "--expect", "standing", "--", entry])[1]
    st.session_state[_MESSAGE] = ReviewMessage(
        error or page.t("review.taken_back"), wrong=bool(error), place=place
    )


def _run(page: Page[PageState], arguments: Sequence[str]) -> tuple[dict[str, Any], str]:
    """Run a command that decides; return its document, and why nothing was decided, or empty."""
    told = writer_process.command(arguments, home=page.now.wanted, lang=page.t.lang)
    if told.error or not isinstance(told.document, dict):
        return {}, one_line(told.error, 600)
    if told.document["action"] in ("entered", "taken_back"):
        return told.document, ""
    reasons = [
        Bilingual(issue["reason"], issue["reason_zh"]).text(page.t.lang) for issue in told.document["issues"]
    ]
    return {}, one_line(page.t("list.sentences").join(reasons) or page.t("entry.refused"), 600)


# --- decisions ----------------------------------------------------------------------------------------------


def _decided_list(page: Page[PageState], place: int) -> None:
    """List the decisions that stand, the newest first, each with a button to take it back."""
    t, now = page.t, page.now
    decided = [
        entry
        for entry in catalogue_answers.entries(now)
        if entry.stands
        and entry.table == "decisions"
        and entry.cells.get("property") in (SAME_AS, DIFFERENT_FROM)
    ]
    if not decided:
        return
    shown = decided[:_MOST_DECIDED]
    ids = sorted({entry.cells.get(name, "") for entry in shown for name in ("fact", "value")} - {""})
    nodes = graph_reader.subgraph(now, ids)[0]
    named = {key: caption(node, t, now.naming) for key, node in nodes.items()}
    with (
        st.container(key="decisions"),
        st.expander(t.number("review.decided", len(decided)), key="decisions_made"),
    ):
        for entry in shown:
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"review_decided_{entry.row}"
            ):
                st.html(_decided(page, entry, named))
                if now.settings.may_write:
                    st.button(
                        t("entry.undo"),
                        key=f"take_back_{entry.id}",
                        on_click=_take_back,
                        args=(entry.id, place),
                    )
        if len(decided) > len(shown):
            st.html(f'<p class="review-note">{t("entry.list_cut", n=len(shown), total=len(decided))}</p>')


def _decided(page: Page[PageState], entry: ManualEntry, named: dict[str, str]) -> str:
    t, cells = page.t, entry.cells
    one, other = (named.get(cells.get(name, ""), cells.get(name, "")) for name in ("fact", "value"))
    what = "same" if cells["property"] == SAME_AS else "apart"
    said = [cells.get(name, "") for name in ("decided_on", BY, "reason")]
    return (
        f'<p class="decided"><b>{html_text(t(f"review.was_{what}", one=one, other=other))}</b>'
        f"<small>{html_text(' · '.join(part for part in said if part), 600)}</small></p>"
    )
