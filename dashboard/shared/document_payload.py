"""Component data of documents, such as the planning pack, and of the board. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dashboard.components.payloads.document_data import (
    BlockData,
    BoardCardData,
    BoardContentData,
    BoardLineData,
    DocumentCellData,
    DocumentData,
    DocumentExtrasData,
    DocumentSectionData,
    DocumentTextsData,
    TableBlockData,
)
from dashboard.components.payloads.stage_data import TimeLineData
from graph.i18n import Texts
from graph.planning.board import COLUMNS, BoardCard, Lane
from graph.sanitize import one_line, printable
from reports.document import (
    Block,
    Cell,
    Document,
    Listing,
    PageReference,
    PageReferences,
    Paragraph,
    Picture,
    Section,
    Table,
    cell_text,
    heading_number,
    heat_colour,
)
from reports.wording.board_row import BoardRow, board_row, kind_of, months_of
from reports.wording.sentences import Wording

Href = Callable[[str], str]


def document(
    content: Document,
    href: Href,
    *,
    texts: DocumentTextsData,
    time: TimeLineData | None = None,
    more: DocumentExtrasData | None = None,
) -> DocumentData:
    """Return a document as component data.

    :param href: maps a partner to the address of its page; empty if it has none
    :param time: None if the document does not depend on a day; it has no ``more`` then
    :param more: choosers, or a period
    """
    title, subtitle, footer = map(printable, (content.title, content.subtitle, content.footer))
    lead = [_block(block, href) for block in content.lead]
    sections = list(_sections(content.sections, (), content.lang, href))
    if time is None:
        return {
            "title": title,
            "subtitle": subtitle,
            "footer": footer,
            "lead": lead,
            "sections": sections,
            "lang": content.lang,
            "texts": texts,
        }
    data: DocumentData = {
        "title": title,
        "subtitle": subtitle,
        "footer": footer,
        "lead": lead,
        "sections": sections,
        "lang": content.lang,
        "time": time,
        "texts": texts,
    }
    if more is not None and "choosers" in more:
        data["choosers"] = more["choosers"]
    if more is not None and "period" in more:
        data["period"] = more["period"]
    return data


def _sections(
    sections: Sequence[Section], above: tuple[int, ...], lang: str, href: Href
) -> Iterable[DocumentSectionData]:
    for number, section in enumerate(sections, start=1):
        places = (*above, number)
        yield {
            "id": "part-" + "-".join(map(str, places)),
            "level": len(places),
            "title": printable(heading_number(places, lang) + section.title),
            "blocks": [_block(block, href) for block in section.blocks],
        }
        yield from _sections(section.sections, places, lang, href)


def _block(block: Block, href: Href) -> BlockData:
    match block:
        case Paragraph():
            return {"type": "text", "text": printable(block.text), "note": block.note}
        case Listing():
            return {"type": "list", "items": [printable(item) for item in block.items]}
        case Picture():
            return {"type": "picture", "svg": printable(block.svg), "caption": printable(block.caption)}
        case Table():
            return _table(block, href)


def _table(table: Table, href: Href) -> TableBlockData:
    heads = table.shown_cells(table.heads)
    return {
        "type": "table",
        "name": table.name,
        "heads": [printable(head) for head in heads],
        "helps": list(table.shown_cells([table.helps.get(place, "") for place in range(len(table.heads))])),
        "numbers": [_all_numbers(row[place] for row in table.read) for place in range(len(heads))],
        "rows": [
            [_heated(_cell(value, href), table, value, place) for place, value in enumerate(row)]
            for row in table.read
        ],
        "empty": table.empty,
        "lines": table.lines,
        "centred": table.centred,
    }


def _all_numbers(cells: Iterable[Cell]) -> bool:
    """Return whether a column holds only numbers, so that its head is aligned like them."""
    told = [cell for cell in cells if cell is not None]
    return bool(told) and all(_is_number(cell) for cell in told)


def _is_number(cell: Cell) -> bool:
    return (isinstance(cell, PageReference) and cell.value is not None) or (
        isinstance(cell, int | float) and not isinstance(cell, bool)
    )


def _heated(cell: DocumentCellData, table: Table, value: Cell, place: int) -> DocumentCellData:
    warmth = table.warmth(value) if place else 0.0
    if warmth > 0:
        cell["colour"] = f"#{heat_colour(warmth)}"
    return cell


def _cell(value: Cell, href: Href) -> DocumentCellData:
    number = _is_number(value)
    if isinstance(value, PageReferences):
        items = [_cell(item, href) for item in value.items]
        return {
            "items": items,
            "rest": one_line(value.rest),
            "between": value.between,
            "text": one_line(cell_text(value), 2_000),
            "number": False,
        }
    if isinstance(value, PageReference) and (address := href(value.id)):
        return {"text": one_line(value.text), "id": value.id, "href": address, "number": number}
    return {"text": one_line(cell_text(value), 2_000), "number": number}


def board(
    cards: Sequence[BoardCard], lanes: Sequence[str], teller: Wording, t: Texts, href: Href
) -> BoardContentData:
    """Return the board as component data: its columns, and the shown lanes with their cards."""
    return {
        "columns": [{"code": code, "text": t.word("stage", stage)} for stage, code in COLUMNS.items()],
        "lanes": [
            {
                "code": lane.value,
                "text": t.word("lane", lane.value),
                "cards": [_card(card, teller, t, href) for card in cards if card.lane is lane],
            }
            for lane in Lane
            if lane.value in lanes
        ],
    }


def _card(card: BoardCard, teller: Wording, t: Texts, href: Href) -> BoardCardData:
    step = card.position.next
    lines: list[BoardLineData] = []
    if card.commitments:
        lines.append(
            {
                "head": t("board.asked"),
                "text": printable(
                    "; ".join(f"{teller.commitment(entry)} ({entry.id})" for entry in card.commitments)
                ),
            }
        )
    if step and card.stage != "signed":
        lines.append({"head": t("board.next"), "text": teller.step(step)})
    if card.last_contact:
        lines.append({"head": t("board.contact"), "text": card.last_contact})
    if card.last_movement:
        lines.append({"head": t("board.moved"), "text": card.last_movement})
    if card.later:
        lines.append(
            {
                "head": t("board.later"),
                "text": "; ".join(f"{t.word('stage', entry.stage)} {entry.date}" for entry in card.later),
                "later": True,
            }
        )
    return {
        "id": card.partner,
        "href": href(card.partner),
        "name": one_line(teller.party_name(card.party), 60),
        "kind": kind_of(card, t),
        "column": card.column,
        "named": bool(card.commitments),
        "signed": card.stage == "signed",
        "since": card.since
        if card.dated
        else t("board.stated", date=card.since)
        if card.since
        else t("card.since_unknown"),
        "months": months_of(card, t) if card.stage != "signed" else "",
        "waits": t("board.waits", side=t.word("waits_on", card.waits_on)) if card.waits_on else "",
        "partner_track": ""
        if card.position.partner_known or card.stage == "signed"
        else t("board.partner_track"),
        "lines": lines,
        "sources": t.number("count.sources", len(card.sources)),
    }


def rows(cards: Sequence[BoardCard], teller: Wording, t: Texts) -> tuple[list[str], list[list[str]]]:
    """Return head and rows of the board as a table for a spreadsheet."""
    heads = [*BoardRow._fields, "asked_for", "sources"]
    table = [
        [
            *board_row(card, teller, t),
            "; ".join(f"{teller.commitment(entry)} ({entry.id})" for entry in card.commitments),
            "; ".join(card.sources),
        ]
        for card in cards
    ]
    return [t(f"pack_head.{head}") for head in heads], table
