"""The section on coverage: continents, sectors and years. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.planning.distribution import CoverageCell as Known
from graph.planning.distribution import CoverageMatrix, continents_by_sector, distribution, partners_by_year
from reports.document import Cell, Paragraph, Section, Table
from reports.planning_pack.context import PackContext


def coverage_section(context: PackContext) -> Section:
    """Build the section on how ties and contacts are spread over continents, sectors and years."""
    words, rule = context.words, context.material.rules["G11"]
    continents = distribution(context.on_date, "continent", rule.words("kinds"), rule.shares("targets"))
    rows = [
        (
            words.word("continent", row.group),
            row.ties,
            round(100 * row.share),
            round(100 * row.target) if row.target else None,
            row.contacts or words("pack.not_recorded"),
            context.names(row.partners) if row.partners else words("pack.none"),
        )
        for row in continents.groups
    ]
    heads = ("continent", "ties", "share", "target", "contacts", "partners")
    first = context.table("continents", heads, rows)
    # What is counted are the ties of the kinds that the rule names.
    kinds = context.teller.value("kinds", rule.words("kinds"))
    first = replace(first, heads=(first.heads[0], kinds[:1].upper() + kinds[1:], *first.heads[2:]))
    sectors = continents_by_sector(context.on_date)
    used = [
        column for column in sectors.columns if any(sectors.values.get((row, column)) for row in sectors.rows)
    ]
    second = _matrix(context, "sectors", sectors, sectors.rows, used, "continent", "sector")
    top = [
        view.id
        for view in sorted(context.cities_and_regions(), key=lambda view: (-view.strength, view.id))
        if view.in_force(rule.words("kinds"))
    ]
    years = partners_by_year(context.on_date, top, years=8)
    third = _matrix(context, "years", years, years.rows, years.columns, "", "")
    note = Paragraph(words("pack.matrix_note"), note=True)
    return Section(
        words("pack_part.coverage"),
        (first,),
        (Section(words("pack.by_sector"), (note, second)), Section(words("pack.by_year"), (third,))),
    )


def _matrix(
    context: PackContext,
    key: str,
    matrix: CoverageMatrix,
    rows: Sequence[str],
    columns: Sequence[str],
    row_words: str,
    column_words: str,
) -> Table:
    words = context.words
    heads = (
        words(f"pack_head.{'continent' if row_words else 'partner'}"),
        *(words.word(column_words, name) if column_words else name for name in columns),
    )
    filled = []
    for row in rows:
        cells: list[Cell] = [words.word(row_words, row) if row_words else context.partner_link(row)]
        for column in columns:
            match matrix.cell(row, column):
                case Known.SOME:
                    cells.append(int(matrix.values[row, column]))
                case Known.NONE:
                    cells.append(words("pack.cell_none"))
                case _:
                    cells.append(words("pack.cell_not_recorded"))
        filled.append(tuple(cells))
    return Table(
        name=words(f"pack_sheet.{key}"),
        heads=heads,
        rows=tuple(filled),
        empty=words("pack.nothing"),
        centred=True,
        heat=True,
    )
