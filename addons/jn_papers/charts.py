"""Charts for Word files: drawn by Word itself, so that they print sharp in any Chinese font and can still be edited there.

xlsxwriter writes the chart and the small workbook with its data; both go into the Word file as parts of their own.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from markupsafe import Markup, escape

FONT, SIZE = "SimSun", 10
WIDTH, HEIGHT = 156, 78  # mm, as wide as the text of an official document
# mm of a chart whose bars lie: what is around them, each of them, and the least and the most that such a chart takes of a page
AROUND, BAR, LEAST, MOST = 28, 6, 45, 210
EMU = 36000  # in a millimetre
GRID = "#D9D9D9"
# what Word takes for said when nothing is said: a label names everything, nothing is 0, a line is smooth
LABELS, ALL_LABELS = '<c:showVal val="1"/>', (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
SEEN, GAPS = '<c:plotVisOnly val="1"/>', '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
LINE_END, STRAIGHT = "</c:ser>", '<c:smooth val="0"/></c:ser>'
PRINTER = "<c:printSettings>"
DATA = '<c:externalData r:id="{}"><c:autoUpdate val="0"/></c:externalData>'
FRAME = (
    '</w:t></w:r><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="1" name="{title}" descr="{title}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{key}"/>'
    '</a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:t xml:space="preserve">'
)


@dataclass(frozen=True)
class Chart:
    """Columns, bars or lines: {name of a series: one value for each category, None where there is none}.

    A series without any value is not drawn.
    """

    title: str
    categories: Sequence[str]
    series: Mapping[str, Sequence[float | None]]
    kind: str = "column"
    number: str = "0.00"

    def place(self, part) -> Markup:
        """Add the chart to a Word document's part, and return what stands for it in a line of text."""
        if not self.categories or not self._drawn_series:
            return Markup()
        book = self._book()
        package = part.package
        data = Part(package.next_partname("/word/embeddings/chart%d.xlsx"), CONTENT_TYPE.SML_SHEET, book, package)
        chart = Part(package.next_partname("/word/charts/chart%d.xml"), CONTENT_TYPE.DML_CHART, b"", package)
        chart._blob = self._drawn(book, chart.relate_to(data, RELATIONSHIP_TYPE.PACKAGE))
        key = part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
        return Markup(FRAME.format(width=WIDTH * EMU, height=self._height * EMU, title=escape(self.title), key=key))

    @property
    def _drawn_series(self):
        return {name: values for name, values in self.series.items() if any(value is not None for value in values)}

    @property
    def _height(self):
        """Bars that lie need room for each of them."""
        bars = len(self.categories) * len(self._drawn_series)
        return min(MOST, max(LEAST, AROUND + BAR * bars)) if self.kind == "bar" else HEIGHT

    def _book(self):
        """The workbook with the data and the chart over them."""
        output = io.BytesIO()
        with xlsxwriter.Workbook(output, {"in_memory": True}) as file:
            page = file.add_worksheet()
            page.write_column(1, 0, self.categories)
            for place, (name, values) in enumerate(self._drawn_series.items(), start=1):
                page.write(0, place, name)
                page.write_column(1, place, values)
            page.insert_chart(0, len(self._drawn_series) + 2, self._chart(file, page.get_name()))
        return output.getvalue()

    def _chart(self, file, page):
        chart, last = file.add_chart({"type": self.kind}), len(self.categories)
        font = {"name": FONT, "size": SIZE}
        for place, name in enumerate(self._drawn_series, start=1):
            chart.add_series({
                "name": name, "categories": [page, 1, 0, last, 0], "values": [page, 1, place, last, place],
                "data_labels": {"value": True, "num_format": self.number, "font": font},
            })  # fmt: skip
        chart.set_title({"name": self.title, "overlay": False, "name_font": {"name": FONT, "size": SIZE + 2}})
        chart.set_legend({"position": "bottom", "font": font, "none": len(self._drawn_series) < 2})
        ticks = {"num_font": font, "major_tick_mark": "outside", "minor_tick_mark": "none"}
        counted = {**ticks, "num_format": self.number, "major_gridlines": {"visible": True, "line": {"color": GRID}}}
        # bars lie: their categories stand on the other axis, the first on top
        lies = self.kind == "bar"
        chart.set_x_axis({**counted, "label_position": "high"} if lies else ticks)
        chart.set_y_axis({**ticks, "reverse": True, "interval_unit": 1} if lies else counted)
        return chart

    def _drawn(self, book, key):
        """The chart out of a workbook, its data where the Word file keeps them."""
        with zipfile.ZipFile(io.BytesIO(book)) as files:
            drawn = files.read("xl/charts/chart1.xml").decode()
        if self.kind == "line":
            drawn = drawn.replace(LINE_END, STRAIGHT)
        drawn = drawn.replace(LABELS, ALL_LABELS).replace(SEEN, GAPS)
        return drawn.replace(PRINTER, DATA.format(key) + PRINTER).encode()
