"""Builds a paper's Word file from its outline, in the form of official documents (GB/T 9704-2012)."""

import io
from collections.abc import Mapping

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
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
CENTRE, RIGHT, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
WIDTHS = (Mm(34), Mm(122))  # of a table's labels and words
ROW_HEIGHT = Mm(9)


def build(outline: Mapping) -> bytes:
    """Return the Word file of an outline: `head` (in red), `title`, and `blocks`, each of one key.

    A block is `to`, `text`, `heading`, `note` or `sign` with a line; `rows` with a list of (label, words);
    `each` with the name of a list and `line`, or `blocks`, for each of its rows; `only` with the name of a word
    or list and `blocks` that stand only where it is not empty; `table` with the name of a list and `columns` of
    (heading, words, mm); `chart` with the name of a chart.
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
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
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
    _write(document, block["text"], FANG_SONG, BODY, indent=INDENT)


def _to(document, block):
    _write(document, block["to"], FANG_SONG, BODY)


def _heading(document, block):
    _write(document, block["heading"], HEI, BODY, indent=INDENT)


def _note(document, block):
    _write(document, block["note"], FANG_SONG, BODY, align=CENTRE, space=10)


def _sign(document, block):
    """Who signs stands with the date, on the page of what is signed."""
    _write(document, block["sign"], FANG_SONG, BODY, align=RIGHT).paragraph_format.keep_with_next = True


def _each(document, block):
    """Lines for the rows of a list: Jinja's own lines vanish with their paragraphs."""
    _write(document, f"{{%p for {block.get('name', 'row')} in {block['each']} %}}", FANG_SONG, BODY)
    _add(document, block.get("blocks") or [{"text": block["line"]}])
    _write(document, "{%p endfor %}", FANG_SONG, BODY)


def _only(document, block):
    _write(document, f"{{%p if {block['only']} %}}", FANG_SONG, BODY)
    _add(document, block["blocks"])
    _write(document, "{%p endif %}", FANG_SONG, BODY)


def _rows(document, block):
    table = document.add_table(rows=0, cols=2)
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    for label, words in block["rows"]:
        row = table.add_row()
        row.height, row.height_rule = ROW_HEIGHT, WD_ROW_HEIGHT_RULE.AT_LEAST
        cells = row.cells
        for cell, text, font, width in zip(cells, (label, words), (HEI, FANG_SONG), WIDTHS, strict=True):
            cell.width, cell.vertical_alignment = width, WD_CELL_VERTICAL_ALIGNMENT.CENTER
            cell._element.remove(cell.paragraphs[0]._p)
            _write(cell, text, font, SMALL, align=CENTRE if font == HEI else LEFT, exact=False)
    _write(document, "", FANG_SONG, BODY)


def _table(document, block):
    """A table with a row for each of a list; its heading comes again on every page."""
    columns = block["columns"]
    table = document.add_table(rows=0, cols=len(columns))
    table.style, table.autofit = "Table Grid", False
    for column, (_heading, _words, width) in zip(table.columns, columns, strict=True):
        column.width = Mm(width)
    head = _table_row(table, columns, [heading for heading, _words, _width in columns], HEI)
    head.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _table_row(table, columns, [f"{{%tr for row in {block['table']} %}}", *[""] * (len(columns) - 1)], FANG_SONG)
    _table_row(table, columns, [words for _heading, words, _width in columns], FANG_SONG)
    _table_row(table, columns, ["{%tr endfor %}", *[""] * (len(columns) - 1)], FANG_SONG)
    _write(document, "", FANG_SONG, BODY)


def _table_row(table, columns, texts, font):
    """Add a row of a table; returns its element."""
    row = table.add_row()
    row.height, row.height_rule = ROW_HEIGHT, WD_ROW_HEIGHT_RULE.AT_LEAST
    for cell, text, (_heading, _words, width) in zip(row.cells, texts, columns, strict=True):
        cell.width, cell.vertical_alignment = Mm(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
        cell._element.remove(cell.paragraphs[0]._p)
        _write(cell, text, font, FIGURES, align=CENTRE, exact=False)
    return row._tr


def _chart(document, block):
    """A chart in a line of its own, as high as it is."""
    _write(document, f"{{{{ {block['chart']} }}}}", FANG_SONG, BODY, align=CENTRE, exact=False)


BLOCKS = {
    "to": _to, "text": _text, "heading": _heading, "note": _note, "sign": _sign, "each": _each, "only": _only, "rows": _rows,
    "table": _table, "chart": _chart,
}
