"""Write a document as a single HTML file without scripts, fonts or external resources."""

from __future__ import annotations

from html import escape

from reports.document import (
    Block,
    Cell,
    Document,
    Listing,
    Paragraph,
    Picture,
    Section,
    Table,
    cell_text,
    heading_number,
    heat_colour,
    line_of,
    printable_document,
)

_STYLE = (
    "\n"
    ":root { color-scheme: light; }\n"
    "body { margin: 0 auto; max-width: 980px; padding: 24px 28px 64px; color: #1b1e23; "
    "background: #fff;\n"
    '  font: 15px/1.7 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", '
    '"Noto Sans", system-ui, sans-serif; }\n'
    "header, footer { color: #5b616b; font-size: 12.5px; }\n"
    "header { text-align: right; } footer { margin-top: 48px; padding-top: 10px; "
    "border-top: 1px solid #d9d7cf; }\n"
    "h1 { margin: 28px 0 4px; font-size: 27px; line-height: 1.35; text-align: center; } "
    ".subtitle { margin: 0 0 28px; color: #3b3f46; text-align: center; }\n"
    "h2 { margin: 40px 0 10px; padding-top: 8px; border-top: 2px solid #1b1e23; font-size: 20px; }\n"
    "h3 { margin: 26px 0 8px; font-size: 16.5px; } h4 { margin: 20px 0 6px; }\n"
    "nav ol { margin: 0 0 24px; padding: 14px 20px; list-style: none; columns: 2; "
    "background: #f8f7f3; border-radius: 8px; }\n"
    "nav li.inner { padding-left: 1.6em; font-size: 13.5px; }\n"
    "a { color: #0068a3; text-decoration: none; } "
    "a:hover, a:focus-visible { text-decoration: underline; }\n"
    ".note { color: #5b616b; font-size: 13px; } .scroll { overflow-x: auto; }\n"
    "table { width: 100%; border-collapse: collapse; margin: 8px 0 18px; font-size: 13px; "
    "line-height: 1.5; }\n"
    "th, td { padding: 5px 8px; border: 1px solid #e0ded6; text-align: left; vertical-align: top; "
    "overflow-wrap: break-word; }\n"
    "th { background: #f4f3ee; font-weight: 600; }\n"
    ".line { margin: 2px 0; font-size: 13px; overflow-wrap: anywhere; } "
    ".centred td + td, .centred th + th { text-align: center; }\n"
    "td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }\n"
    "figure { margin: 12px 0 20px; text-align: center; } figure svg { max-width: 100%; "
    "height: auto; } figcaption { color: #5b616b; font-size: 13px; }\n"
    "@media print { body { max-width: none; padding: 0; } h2, h3 { break-after: avoid; } "
    "tr, figure { break-inside: avoid; } thead { display: table-header-group; }\n"
    "  nav ol { columns: 1; } footer { position: fixed; bottom: 0; left: 0; right: 0; margin: 0; "
    "background: #fff; } }\n"
)

#: Language of the page as HTML names it.
_LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}


def write_html(content: Document) -> bytes:
    """Return the document as an HTML file."""
    content = printable_document(content)
    lang = _LANGUAGE_TAGS[content.lang]
    parts = [
        "<!doctype html>",
        (
            f'<html lang="{lang}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        ),
        (
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
            "'unsafe-inline'; img-src data:\">"
        ),
        f"<title>{escape(content.title)}</title><style>{_STYLE}</style></head><body>",
        (
            f"<header>{escape(content.header)}</header><main><h1>{escape(content.title)}</h1><p "
            f"class='subtitle'>{escape(content.subtitle)}</p>"
        ),
        *(_block(block) for block in content.lead),
        _contents(content),
        *_sections(content.sections, (), content.lang),
        f"</main><footer>{escape(content.footer)}</footer></body></html>\n",
    ]
    return "\n".join(parts).encode()


def _contents(content: Document) -> str:
    rows = []
    for number, section in enumerate(content.sections, start=1):
        rows.append(
            f'<li><a href="#p{number}">'
            f"{escape(heading_number((number,), content.lang) + section.title)}</a></li>"
        )
        rows += [
            f'<li class="inner"><a href="#p{number}-{place}">'
            f"{escape(heading_number((number, place), content.lang) + inner.title)}</a></li>"
            for place, inner in enumerate(section.sections, start=1)
        ]
    return f"<nav><ol>{''.join(rows)}</ol></nav>"


def _sections(sections: tuple[Section, ...], above: tuple[int, ...], lang: str) -> list[str]:
    parts = []
    for number, section in enumerate(sections, start=1):
        places = (*above, number)
        level = min(len(places) + 1, 6)
        anchor = "p" + "-".join(map(str, places))
        parts.append(
            f'<h{level} id="{anchor}">{escape(heading_number(places, lang) + section.title)}</h{level}>'
        )
        parts += [_block(block) for block in section.blocks]
        parts += _sections(section.sections, places, lang)
    return parts


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return f"<p{' class=note' if block.note else ''}>{escape(block.text)}</p>"
        case Listing():
            return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in block.items) + "</ul>"
        case Table():
            return _table(block)
        case Picture():
            return f"<figure>{block.svg}<figcaption>{escape(block.caption)}</figcaption></figure>"


def _table(table: Table) -> str:
    if not table.read:
        return f"<p class=note>{escape(table.empty)}</p>"
    if table.lines:
        return "".join(f"<p class=line>{escape(line_of(row))}</p>" for row in table.read)
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.kept(table.heads))
    rows = "".join(
        "<tr>"
        + "".join(_cell(value, table.warmth(value) if place else 0.0) for place, value in enumerate(row))
        + "</tr>"
        for row in table.read
    )
    return (
        f'<div class="scroll"><table{" class=centred" if table.centred else ""}>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(value: Cell, warmth: float) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    colour = f' style="background:#{heat_colour(warmth)}"' if warmth > 0 else ""
    return f"<td{' class=number' if number else ''}{colour}>{escape(cell_text(value))}</td>"
