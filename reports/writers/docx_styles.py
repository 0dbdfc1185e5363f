"""Page, styles, heading numbers and table style of a Word document."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

#: Fonts by language: text and headings.
_FONTS = {"zh": ("SimSun", "SimHei"), "en": ("Times New Roman", "Arial")}
#: Font of Latin letters beside an East Asian font.
_LATIN = {"zh": "Times New Roman"}
#: What follows the number of a heading.
_AFTER_NUMBER = {"zh": "nothing", "en": "space"}

LEVELS = 4
#: Width of the text between the margins.
TEXT_WIDTH = Cm(16.0)
#: Font size of tables and notes; horizontal and vertical padding of table cells.
SMALL = Pt(9)
BESIDE, ABOVE = Pt(3.5), Pt(2)
_RULE, TABLE_STYLE = "B9B6AD", "Pack Table"
#: Number format and pattern of heading numbers by level, as WordprocessingML names them.
_HEADING_NUMBERS = {
    "zh": (
        ("chineseCountingThousand", "%1、"),
        ("chineseCountingThousand", "（%2）"),
        ("decimal", "%3."),
        ("decimal", "（%4）"),
    ),
    "en": (("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"), ("decimal", "%1.%2.%3.%4")),
}


def set_page(page: Any) -> None:
    """Set size and margins of the pages of a section: A4, upright."""
    page.orientation = WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin, page.bottom_margin = Cm(2.6), Cm(2.4)


def set_styles(file: Any, lang: str) -> None:
    """Set fonts, sizes and colours of the styles of a document, and add that of tables."""
    body, head = _FONTS[lang]
    styles = file.styles
    _set_font(styles["Normal"], body, 11, lang)
    styles["Normal"].paragraph_format.space_after = Pt(5)
    styles["Normal"].paragraph_format.line_spacing = 1.3
    for level, size in enumerate((16, 13.5, 12, 11), start=1):
        style = styles[f"Heading {level}"]
        _set_font(style, head, size, lang, bold=True)
        style.font.color.rgb = RGBColor(0x1B, 0x1E, 0x23)
        style.paragraph_format.space_before = Pt(16 if level == 1 else 10)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_with_next = True
    _set_font(styles["Title"], head, 22, lang, bold=True)
    styles["Title"].font.color.rgb = RGBColor(0x1B, 0x1E, 0x23)
    borders = styles["Title"].element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        styles["Title"].element.pPr.remove(borders)
    _set_font(styles["Caption"], body, 9.5, lang)
    styles["Caption"].font.color.rgb = RGBColor(0x5B, 0x61, 0x6B)
    _set_font(styles["List Bullet"], body, 11, lang)
    _set_font(styles["Footer"], body, 8, lang)
    styles.element.append(_table_style())
    # Without a language, programs may choose Japanese or traditional Chinese glyphs.
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    latin = "en-GB"
    defaults.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{latin}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'))


def _set_font(style: Any, east: str, size: float, lang: str, *, bold: bool = False) -> None:
    style.font.name = _LATIN.get(lang, east)
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    fonts.set(qn("w:eastAsia"), east)


def number_headings(file: Any, lang: str) -> None:
    """Bind the heading numbers to the heading styles, so that they stay right when sections are moved."""
    part = file.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle '
        f'w:val="Heading{place + 1}"/>'
        f'<w:suff w:val="{_AFTER_NUMBER[lang]}"/><w:lvlText '
        f'w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for place, (form, text) in enumerate(_HEADING_NUMBERS[lang])
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType '
        f'w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    part.insert(0, abstract)
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level in range(1, LEVELS + 1):
        properties = file.styles[f"Heading {level}"].element.get_or_add_pPr()
        properties.insert(
            0,
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level - 1}"/><w:numId w:val="77"/></w:numPr>'
            ),
        )


def _table_style() -> Any:
    """Return a table style with thin grey borders and padding in every cell."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    room = "".join(
        f'<w:{side} w:w="{int(width.pt * 20)}" w:type="dxa"/>'
        for side, width in (("top", ABOVE), ("left", BESIDE), ("bottom", ABOVE), ("right", BESIDE))
    )
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="PackTable"><w:name '
        f'w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{room}</w:tblCellMar>"
        "</w:tblPr></w:style>"
    )
