"""What stands on the pages of a printed PDF, and where."""

import io
import math
import unicodedata

import pypdf


def plain(text):
    """Return a text as pages are compared: without spaces, and each character in its plain form, as fonts may have another."""
    return "".join(unicodedata.normalize("NFKC", text).split())


class Page:
    """One page: its `size` in points, and its text without spaces, of which each character knows its place."""

    def __init__(self, page):
        self.size = (float(page.mediabox.width), float(page.mediabox.height))
        self.text, self._places = "", []
        page.extract_text(visitor_text=self._hear)

    def _hear(self, text, outer, inner, _font, size):
        a, b, c, d, e, f = outer
        place = (inner[4] * a + inner[5] * c + e, inner[4] * b + inner[5] * d + f)
        grown = math.hypot(inner[2], inner[3]) * math.hypot(c, d)
        for character in plain(text):
            self.text += character
            self._places.append((*place, size * grown))

    def has(self, text):
        return plain(text) in self.text

    def sizes(self, text):
        """Return in points how large this text is, for each time that it stands whole on the paper."""
        text, (width, height) = plain(text), self.size
        found, start = [], self.text.find(text)
        while start >= 0:
            places = self._places[start : start + len(text)]
            if all(0 < x < width and 0 < y < height for x, y, _size in places):
                found.append(min(size for _x, _y, size in places))
            start = self.text.find(text, start + 1)
        return found


def pages(pdf):
    """Read a PDF: its pages in order."""
    return [Page(page) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
