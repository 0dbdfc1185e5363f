"""What the page "Review" shows of a proposal: both records line by line. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dashboard.components.record_pair import CellEntry, PairLine, RecordPair
from dashboard.shared.node_captions import caption, told_text, value_text
from dashboard.views.review.proposals import HAPPENINGS, OpenProposal, ProposedRecord
from graph.i18n import Texts
from graph.model.schema import NODE_TYPES
from graph.naming.profile import Naming
from graph.sanitize import one_line
from queries.citations import Citation
from queries.sources import fact_values
from queries.subgraph import GraphNode

Both = tuple[ProposedRecord, ProposedRecord]
#: Properties that stand first: what one compares first.
_FIRST = ("start", "end", "level", "title")
#: Properties whose text is in English, with a Chinese one beside it: only the reader's is shown.
_IN_BOTH = ("title", "note", "text")
_CHINESE = "_zh"
#: Free texts, which always differ.
_REMARKS = ("note",)
#: Names of visits and events, which stand at the head.
_NAMES = ("name_en", "name_zh")
#: Properties that say of what kind a record is, which the title of the pair tells.
_KINDS = ("direction", "kind")
_MOST_SOURCES = 4
_TITLE, _LOCATORS = 120, 100


def pair(
    proposal: OpenProposal,
    both: Both,
    named: Mapping[str, str],
    t: Texts,
    naming: Naming,
    address: Callable[[str], str],
) -> RecordPair:
    """Return both records of a proposal side by side.

    :param named: names of places and organisations by id
    :param address: returns the address of the page of a record
    """
    one, other = (
        CellEntry(
            title, record.id if title != record.id else "", page=address(record.id) if record.node else ""
        )
        for title, record in zip(titles(proposal, both, t, naming), both, strict=True)
    )
    return RecordPair(
        _title(proposal, both, named, t),
        note=_reasons(proposal, t),
        heads=(one, other),
        differ=t("review.differs"),
        lines=[line for line in _lines(both, named, t, naming) if any(line.sides)],
    )


def titles(proposal: OpenProposal, both: Both, t: Texts, naming: Naming) -> tuple[str, str]:
    """Return what both records are called; one that is not in the graph as the proposal calls it."""
    one, other = (
        caption(record.node, t, naming) if record.node else _called(proposal, place, t) or record.id
        for place, record in enumerate(both)
    )
    return one, other


def _called(proposal: OpenProposal, place: int, t: Texts) -> str:
    names = proposal.names[place] if place < len(proposal.names) else {}
    return one_line(names.get(t.lang) or next(filter(None, names.values()), ""), _TITLE)


def _title(proposal: OpenProposal, both: Both, named: Mapping[str, str], t: Texts) -> str:
    """Return of what kind both records are, and whom they concern."""
    node = next((record.node for record in both if record.node), None)
    told = []
    if node is not None:
        told = [t.word("label", node.label), *_kind(node, t)]
    told += [named.get(partner, partner) for partner in proposal.partners]
    return " · ".join(told)


def _kind(node: GraphNode, t: Texts) -> list[str]:
    known = {entry.name: entry.vocabulary for entry in NODE_TYPES[node.label].properties}
    return [
        value_text(node.properties[name], known[name], t)
        for name in _KINDS
        if known.get(name) and node.properties.get(name)
    ]


def _reasons(proposal: OpenProposal, t: Texts) -> str:
    told = [t.word("likeness", proposal.certainty)] if proposal.certainty else []
    return t("list.tags").join([*told, *(t.word("proposal_sign", sign) for sign in proposal.why)])


# --- lines --------------------------------------------------------------------------------------------------


def _lines(both: Both, named: Mapping[str, str], t: Texts, naming: Naming) -> Iterator[PairLine]:
    yield from _property_lines(both, t)
    one, other = both
    yield PairLine(t("review.places"), (_places(one, named, t), _places(other, named, t)))
    yield from _place_lines(both, t, naming)
    yield PairLine(t("review.named_by"), (_number(one), _number(other)), False)
    yield PairLine(t("review.sources"), (_sources(one.sources, t), _sources(other.sources, t)), False)


def _property_lines(both: Both, t: Texts) -> Iterator[PairLine]:
    """Yield the properties that one of the records has, in the order of the model."""
    known: dict[str, str] = {}
    for record in both:
        if record.node:
            for entry in NODE_TYPES[record.node.label].properties:
                known.setdefault(entry.name, entry.vocabulary)
    left_out = {name + _CHINESE for name in _IN_BOTH if name in known}
    if any(record.node and record.node.label in HAPPENINGS for record in both):
        left_out |= {*_NAMES}
    values = [_values(record, t.lang) for record in both]
    for name in dict.fromkeys((*_FIRST, *known)):
        one, other = (_texts(value.get(name), known.get(name, ""), t) for value in values)
        # A kind that both share stands in the title already.
        if name not in left_out and not (name in _KINDS and one == other):
            yield PairLine(t.word("field", name), (one, other), name not in _REMARKS)


def _values(record: ProposedRecord, lang: str) -> dict[str, Any]:
    """Return the properties of a record, of texts in both languages the reader's, else the other one."""
    if record.node is None:
        return {}
    found = fact_values(record.node.label, record.node.properties)
    for name in _IN_BOTH:
        found[name] = told_text(found, name, lang)
    return found


def _texts(value: object, vocabulary: str, t: Texts) -> tuple[CellEntry, ...]:
    return () if value in (None, "", []) else (CellEntry(value_text(value, vocabulary, t)),)


def _places(record: ProposedRecord, named: Mapping[str, str], t: Texts) -> tuple[CellEntry, ...]:
    text = t("list.tags").join(named.get(party, party) for party in record.parties)
    return (CellEntry(text),) if text else ()


def _place_lines(both: Both, t: Texts, naming: Naming) -> Iterator[PairLine]:
    """Yield where both places or organisations lie, by relationship type."""
    for name in dict.fromkeys(name for record in both for name in record.lies_in):
        one, other = (
            tuple(CellEntry(caption(node, t, naming)) for node in record.lies_in.get(name, ()))
            for record in both
        )
        yield PairLine(t.word("relation", name), (one, other))


def _number(record: ProposedRecord) -> tuple[CellEntry, ...]:
    return () if record.named_by is None else (CellEntry(str(record.named_by)),)


def _sources(sources: tuple[Citation, ...], t: Texts) -> tuple[CellEntry, ...]:
    found = tuple(
        CellEntry(
            one_line(source.title or source.source, _TITLE),
            " · ".join(
                part
                for part in (
                    source.grade,
                    source.date,
                    one_line(t("list.tags").join(source.locators), _LOCATORS),
                )
                if part
            ),
            url=source.url,
        )
        for source in sources[:_MOST_SOURCES]
    )
    if left := len(sources) - len(found):
        return (*found, CellEntry(t.number("review.more_sources", left)))
    return found
