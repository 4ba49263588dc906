"""Builds a paper's Word file from its outline, in the form of official documents (GB/T 9704-2012)."""

import io
from collections.abc import Mapping

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

PAGE = {"page_width": Mm(210), "page_height": Mm(297)}
MARGINS = {"top_margin": Mm(37), "bottom_margin": Mm(35), "left_margin": Mm(28), "right_margin": Mm(26)}
SONG, TITLE_SONG, FANG_SONG, HEI, LATIN = "SimSun", "FZXiaoBiaoSong-B05S", "FangSong", "SimHei", "Times New Roman"
BODY, HEAD, HEADING, SMALL, FIGURES = Pt(16), Pt(30), Pt(22), Pt(14), Pt(12)
LINE = Pt(28)
INDENT = 2  # characters, before the first line of a paragraph
RED = RGBColor(0xC0, 0x00, 0x00)
CENTRE, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
TEXT_WIDTH = Mm(156)  # between the margins
WIDTHS = (Mm(34), Mm(122))  # of a table's labels and words
ROW_HEIGHT = Mm(9)
CELL_MARGINS = {"top": Mm(0.5), "left": Mm(1), "bottom": Mm(0.5), "right": Mm(1)}
SIGNED = 15  # characters from the right margin; who signs and the date stand centred in them, one above the other
TAB = Mm(76)  # where the second word of a line stands
CHINESE, SIGNATURE = "zh-CN", "Signature"


def build(outline: Mapping) -> bytes:
    """Return the Word file of an outline: `head` (in red), `title`, and `blocks`, each of one key.

    A block is `to`, `text`, `heading`, `note` or `sign` with a line; `rows` with a list of (label, words) or (label,
    words, least height in mm); `each` with the name of a list and `line`, or `blocks`, for each of its rows; `only` with
    the name of a word or list and `blocks` that stand only where it is not empty; both with `otherwise`, a line for
    where it is; `table` with the name of a list and `columns` of (heading, words, mm); `chart` with the name of a chart.
    """
    document = Document()
    _lay_out(document)
    if outline.get("head"):
        _rule(_write(document, outline["head"], TITLE_SONG, HEAD, CENTRE, colour=RED, exact=False))
    _write(document, outline["title"], TITLE_SONG, HEADING, CENTRE, space=14, exact=False)
    _add(document, outline["blocks"])
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _add(document, blocks):
    for block in blocks:
        kind = next(name for name in BLOCKS if name in block)
        BLOCKS[kind](document, block)


def _lay_out(document):
    section = document.sections[0]
    for name, size in {**PAGE, **MARGINS}.items():
        setattr(section, name, size)
    style = document.styles["Normal"]
    style.font.size = BODY
    style.font.name = LATIN
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FANG_SONG)
    document.styles.add_style(SIGNATURE, WD_STYLE_TYPE.PARAGRAPH)
    for language in document.styles.element.iter(qn("w:lang")):  # by it Word chooses characters' forms and where lines may break
        language.set(qn("w:eastAsia"), CHINESE)
    _number_pages(section.footer.paragraphs[0])


def _number_pages(paragraph):
    paragraph.alignment = CENTRE
    for text, field in (("— ", None), ("", "PAGE"), (" —", None)):
        run = _run(paragraph, text, SONG, SMALL)
        for kind in ("begin", "end") if field else ():
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
            if kind == "begin":
                words = OxmlElement("w:instrText")
                words.text = field
                run._r.append(words)


def _write(parent, text, font, size, align=LEFT, colour=None, indent=0, space=0, exact=True, bold=False):
    """Add one paragraph and return it."""
    paragraph = parent.add_paragraph()
    layout = paragraph.paragraph_format
    paragraph.alignment = align
    layout.space_before, layout.space_after = Pt(0), Pt(space)
    if exact:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    layout.first_line_indent = size * indent if indent else None
    _run(paragraph, text, font, size, colour, bold)
    return paragraph


def _run(paragraph, text, font, size, colour=None, bold=False):
    run = paragraph.add_run(text)
    run.font.size, run.font.name, run.bold = size, LATIN, bold
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")  # quotation marks and dashes are Chinese, too
    if colour is not None:
        run.font.color.rgb = colour
    return run


def _rule(paragraph):
    """A red line below the paragraph."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", str(RED))):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)
    paragraph.paragraph_format.space_after = Pt(18)


def _text(document, block):
    paragraph = _write(document, block["text"], FANG_SONG, BODY, indent=INDENT)
    paragraph.paragraph_format.tab_stops.add_tab_stop(TAB)
    if block["text"].endswith("："):  # what is announced follows on the same page
        paragraph.paragraph_format.keep_with_next = True


def _to(document, block):
    _write(document, block["to"], FANG_SONG, BODY)


def _heading(document, block):
    _write(document, block["heading"], HEI, BODY, indent=INDENT).paragraph_format.keep_with_next = True


def _note(document, block):
    _write(document, block["note"], FANG_SONG, BODY, align=CENTRE, space=10)


def _sign(document, block):
    """Who signs stands over the date, both centred, the date about four characters from the right (GB/T 9704)."""
    paragraph = _write(document, block["sign"], FANG_SONG, BODY, align=CENTRE)
    paragraph.style = document.styles[SIGNATURE]
    layout = paragraph.paragraph_format
    layout.left_indent, layout.keep_with_next = TEXT_WIDTH - BODY * SIGNED, True


def _each(document, block):
    """Lines for the rows of a list: Jinja's own lines vanish with their paragraphs."""
    _write(document, f"{{%p for {block.get('name', 'row')} in {block['each']} %}}", FANG_SONG, BODY)
    _add(document, block.get("blocks") or [{"text": block["line"]}])
    _otherwise(document, block)
    _write(document, "{%p endfor %}", FANG_SONG, BODY)


def _only(document, block):
    _write(document, f"{{%p if {block['only']} %}}", FANG_SONG, BODY)
    _add(document, block["blocks"])
    _otherwise(document, block)
    _write(document, "{%p endif %}", FANG_SONG, BODY)


def _otherwise(document, block):
    if "otherwise" in block:
        _write(document, "{%p else %}", FANG_SONG, BODY)
        _text(document, {"text": block["otherwise"]})


def _rows(document, block):
    table = _framed(document, WIDTHS)
    for label, words, *height in block["rows"]:
        row = _row(table, zip((label, words), (HEI, FANG_SONG), (CENTRE, LEFT), WIDTHS, strict=True), SMALL)
        row.height = max(ROW_HEIGHT, *map(Mm, height)) if height else ROW_HEIGHT
    _write(document, "", FANG_SONG, BODY)


def _table(document, block):
    """A table with a row for each of a list; its heading comes again on every page."""
    headings, words, widths = zip(*block["columns"], strict=True)
    widths = [Mm(width) for width in widths]
    table, blank = _framed(document, widths), [""] * (len(widths) - 1)
    for texts, font in (
        (headings, HEI), ([f"{{%tr for row in {block['table']} %}}", *blank], FANG_SONG), (words, FANG_SONG), (["{%tr endfor %}", *blank], FANG_SONG),
    ):  # fmt: skip
        _row(table, ((text, font, CENTRE, width) for text, width in zip(texts, widths, strict=True)), FIGURES)
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in head.cells:  # no heading without a row
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    _write(document, "", FANG_SONG, BODY)


def _framed(document, widths):
    """Add an empty table with frames, as wide as its columns and in the middle of the page."""
    table = document.add_table(rows=0, cols=len(widths))
    table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    margins = OxmlElement("w:tblCellMar")
    for side, size in CELL_MARGINS.items():
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(size.twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)
    return table


def _row(table, cells, size):
    """Add a row of (text, font, alignment, width), which no page break goes through; returns it."""
    row = table.add_row()
    row.height, row.height_rule = ROW_HEIGHT, WD_ROW_HEIGHT_RULE.AT_LEAST
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, (text, font, align, width) in zip(row.cells, cells, strict=True):
        cell.width, cell.vertical_alignment = width, WD_CELL_VERTICAL_ALIGNMENT.CENTER
        cell._element.remove(cell.paragraphs[0]._p)
        _write(cell, text, font, size, align=align, exact=False)
    return row


def _chart(document, block):
    """A chart in a line of its own, as high as it is."""
    _write(document, f"{{{{ {block['chart']} }}}}", FANG_SONG, BODY, align=CENTRE, exact=False)


BLOCKS = {
    "to": _to, "text": _text, "heading": _heading, "note": _note, "sign": _sign, "each": _each, "only": _only, "rows": _rows,
    "table": _table, "chart": _chart,
}
