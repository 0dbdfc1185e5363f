"""Write a document as DOCX, with real styles, heading numbers and a table of contents.

The file opens in Word and WPS. Fonts are named, not embedded: Songti for text and Heiti for headings, as in
Chinese official documents.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

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
from reports.drawing.pictures import png
from reports.writers.column_widths import shares, upright, wished_width
from reports.writers.docx_styles import (
    ABOVE,
    BESIDE,
    LEVELS,
    SMALL,
    TABLE_STYLE,
    TEXT_WIDTH,
    number_headings,
    set_page,
    set_styles,
)
from reports.writers.zip_file import dated

#: Language of the text as the file names it.
_LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en-GB"}


def write_docx(content: Document, made_on: dt.date) -> bytes:
    """Return the document as a DOCX file.

    :param made_on: creation date recorded in the file; the same content and date give the same bytes
    """
    content = printable_document(content)
    writer = _Writer(content)
    writer.properties(made_on)
    writer.title()
    writer.contents()
    for section in content.sections:
        writer.section(section, 1)
    buffer = BytesIO()
    writer.file.save(buffer)
    return dated(buffer.getvalue(), made_on)


class _Writer:
    """Writes one document."""

    def __init__(self, content: Document) -> None:
        self.content = content
        self.file: Any = docx.Document()
        self.bookmarks = 0
        self._page()
        set_styles(self.file, content.lang)
        number_headings(self.file, content.lang)

    def _page(self) -> None:
        page = self.file.sections[0]
        set_page(page)
        head, foot = page.header.paragraphs[0], page.footer.paragraphs[0]
        self._run(head, self.content.header, size=9, colour="6F757E")
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._run(foot, self.content.footer + "    ", size=8, colour="6F757E")
        for name in ("PAGE", "NUMPAGES"):
            self._field(foot, name, size=8)
            if name == "PAGE":
                self._run(foot, " / ", size=8, colour="6F757E")
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def properties(self, made_on: dt.date) -> None:
        """Set the document properties."""
        core = self.file.core_properties
        core.title, core.subject, core.author, core.comments = (
            self.content.title,
            self.content.subtitle,
            "Friend Circle",
            self.content.footer,
        )
        core.created = core.modified = dt.datetime.combine(made_on, dt.time())
        core.language = _LANGUAGE_TAGS[self.content.lang]

    def title(self) -> None:
        """Write title, subtitle and lead."""
        title = self.file.add_paragraph(style="Title")
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._run(title, self.content.title)
        line = self.file.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._run(line, self.content.subtitle, colour="3B3F46")
        for block in self.content.lead:
            self.block(block)

    def contents(self) -> None:
        """Write a table of contents whose entries link to the headings; the opening program can update it."""
        places = _places(self.content)
        first = self.file.add_paragraph()
        self._mark(first, "begin")
        self._instruction(first, ' TOC \\o "1-2" \\n \\h \\z \\u ')
        self._mark(first, "separate")
        for number, (level, text, bookmark) in enumerate(places):
            paragraph = first if number == 0 else self.file.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(0.8 * (level - 1))
            paragraph.paragraph_format.space_after = Pt(2)
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), bookmark)
            run = OxmlElement("w:r")
            content = OxmlElement("w:t")
            content.text = text
            run.append(content)
            link.append(run)
            paragraph._p.append(link)
        last = self.file.add_paragraph()
        self._mark(last, "end")
        last.add_run().add_break(WD_BREAK.PAGE)

    def section(self, section: Section, level: int) -> None:
        """Write a section with its blocks and subsections."""
        heading = self.file.add_heading(level=min(level, LEVELS))
        self.bookmarks += 1
        name = f"_part{self.bookmarks}"
        heading._p.append(
            parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{self.bookmarks}" w:name="{name}"/>')
        )
        heading.add_run(section.title)
        heading._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{self.bookmarks}"/>'))
        for place, block in enumerate(section.blocks):
            self.block(block, before=section.blocks[place + 1] if place + 1 < len(section.blocks) else None)
        for inner in section.sections:
            self.section(inner, level + 1)

    def block(self, block: Block, *, before: Block | None = None) -> None:
        """Write a paragraph, list, table or picture.

        :param before: the block that follows; a paragraph is kept on the page of a following table
        """
        match block:
            case Paragraph():
                paragraph = self.file.add_paragraph()
                paragraph.paragraph_format.keep_with_next = isinstance(before, Table) and not before.lines
                self._run(
                    paragraph, block.text, size=9 if block.note else 0, colour="5B616B" if block.note else ""
                )
            case Listing():
                for item in block.items:
                    self._run(self.file.add_paragraph(style="List Bullet"), item)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)

    def _table(self, table: Table) -> None:
        if not table.read:
            self._run(self.file.add_paragraph(), table.empty, colour="5B616B")
            return
        if table.lines:
            for row in table.read:
                paragraph = self.file.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.line_spacing = 1.1
                self._run(paragraph, line_of(row), size=9)
            return
        heads = table.shown_cells(table.heads)
        drawn = self.file.add_table(rows=1, cols=len(heads))
        drawn.style = self.file.styles[TABLE_STYLE]
        drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
        drawn.autofit = False  # keep the given widths in Word, WPS and elsewhere
        texts = [[cell_text(value) for value in row] for row in table.read]
        room, around = TEXT_WIDTH / SMALL, 2 * BESIDE / SMALL
        turned = upright(heads, texts, room, around=around)
        widths = [
            int(SMALL * width)
            for width in shares(
                (heads[0], *("" for _ in heads[1:])) if turned else heads, texts, room, around=around
            )
        ]
        for place, width in enumerate(widths):
            drawn.columns[place].width = width
        for place, head in enumerate(heads):
            self._cell(drawn.rows[0].cells[place], head, widths[place], head=True)
            if turned and place:
                drawn.rows[0].cells[place]._tc.get_or_add_tcPr().append(
                    parse_xml(f'<w:textDirection {nsdecls("w")} w:val="btLr"/>')
                )
        if turned:
            drawn.rows[0].height = int(SMALL * max(wished_width(head) for head in heads[1:]) + 4 * ABOVE)
        row_properties = drawn.rows[0]._tr.get_or_add_trPr()
        row_properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for row in table.read:
            added = drawn.add_row()
            added._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
            cells = added.cells
            for place, value in enumerate(row):
                self._cell(
                    cells[place],
                    value,
                    widths[place],
                    centred=table.centred and place > 0,
                    warmth=table.warmth(value) if place else 0.0,
                )
        self.file.add_paragraph().paragraph_format.space_after = Pt(2)

    def _cell(
        self,
        cell: Any,
        value: Cell,
        width: int,
        *,
        head: bool = False,
        centred: bool = False,
        warmth: float = 0.0,
    ) -> None:
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = 1.1
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif isinstance(value, int | float) and not isinstance(value, bool):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = self._run(paragraph, cell_text(value), size=9)
        run.bold = head
        if head or warmth > 0:
            fill = "F4F3EE" if head else heat_colour(warmth)
            cell._tc.get_or_add_tcPr().append(
                parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')
            )

    def _picture(self, picture: Picture) -> None:
        paragraph = self.file.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(BytesIO(png(picture.svg)), width=TEXT_WIDTH)
        shape._inline.docPr.set("descr", picture.alt)
        caption = self.file.add_paragraph(style="Caption")
        caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._run(caption, picture.caption)

    def _run(self, paragraph: Any, text: str, *, size: float = 0, colour: str = "") -> Any:
        run = paragraph.add_run(text)
        if size:
            run.font.size = Pt(size)
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)
        return run

    def _field(self, paragraph: Any, instruction: str, *, size: float) -> None:
        self._mark(paragraph, "begin")
        self._instruction(paragraph, f" {instruction} ")
        self._mark(paragraph, "separate")
        self._run(paragraph, "1", size=size, colour="6F757E")
        self._mark(paragraph, "end")

    def _mark(self, paragraph: Any, kind: str) -> None:
        paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>'))

    def _instruction(self, paragraph: Any, text: str) -> None:
        run = parse_xml(f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve"></w:instrText></w:r>')
        run[0].text = text
        paragraph._p.append(run)


def _places(content: Document) -> list[tuple[int, str, str]]:
    """Return level, numbered title and bookmark of the headings of the two outer levels, in order."""
    found: list[tuple[int, str, str]] = []
    count = 0

    def walk(entries: tuple[Section, ...], above: tuple[int, ...]) -> None:
        nonlocal count
        for number, section in enumerate(entries, start=1):
            count += 1
            if len(above) < 2:
                found.append(
                    (
                        len(above) + 1,
                        heading_number((*above, number), content.lang) + section.title,
                        f"_part{count}",
                    )
                )
            walk(section.sections, (*above, number))

    walk(content.sections, ())
    return found
