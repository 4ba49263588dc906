"""LibreOffice and poppler, for tests: files as an office opens and prints them, and what then stands where on the paper."""

import html
import io
import re
import subprocess
import tempfile
import unicodedata
from pathlib import Path

import pypdf

OFFICE, BOXES = "soffice", "pdftotext"
SECONDS = 180
POINTS = 72 / 25.4  # in a millimetre
A4 = (210, 297)
NEAR, HANGING = 2, 6  # mm that a print may differ, and that the mark behind a line may hang over its end
MARKS = "，。、；：！？）》”"
FOOTER = re.compile(r"—\d+—|\d+/\d+$")
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
ENGLISH = re.compile(r"(?<![0-9A-Za-z_])[A-Za-z]{2,}(?![0-9A-Za-z_])")
# recalculate every formula when a file is opened, whatever values lie in it
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


def converted(files, to):
    """{name: bytes} of files, made into another kind by one start of the office; `to` is a filter such as "pdf"."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        settings = place / "profile" / "user"
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
        for name, data in files.items():
            (place / name).write_bytes(data)
        command = [OFFICE, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--convert-to", to, "--outdir", str(place / "out")]
        subprocess.run([*command, *(str(place / name) for name in files)], check=True, capture_output=True, timeout=SECONDS)
        ending = to.split(":")[0]
        return {name: (place / "out" / name).with_suffix(f".{ending}").read_bytes() for name in files}


def plain(text):
    """A text as prints are compared: without spaces, each character in its plain form."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def text(pdf):
    """All that is printed, without the numbers of pages."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return "".join(FOOTER.sub("", plain(page.extract_text())) for page in pages)


def pages(pdf):
    """[(width, height, [(left, top, right, bottom, word)])] of each page, in millimetres."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        done = subprocess.run([BOXES, "-bbox", file.name, "-"], check=True, capture_output=True, timeout=SECONDS)
    return [
        (float(width) / POINTS, float(height) / POINTS, [
            (*(float(edge) / POINTS for edge in edges), html.unescape(word)) for *edges, word in WORD.findall(words)
        ])
        for width, height, words in PAGE.findall(done.stdout.decode())
    ]  # fmt: skip


def is_a4(width, height, landscape=False):
    """Whether a page of so many millimetres is A4."""
    size = A4[::-1] if landscape else A4
    return all(abs(found - wanted) < 1 for found, wanted in zip((width, height), size, strict=True))


def outside(page, left, right):
    """The words of a page that stand beyond these margins, or beyond the paper."""
    width, height, words = page

    def is_out(near, over, far, under, word):
        return near < left - NEAR or over < 0 or under > height or far > width - right + (HANGING if word.endswith(tuple(MARKS)) else NEAR)

    return [word for *box, word in words if is_out(*box, word)]


def english(words, known=()):
    """The English words in a text; what also has digits is a number of something.

    >>> english("办件 JN2026112300001 of 任城区", known=("of",)), english("得分 None")
    ([], ['None'])
    """
    return sorted(set(ENGLISH.findall(words)) - set(known))


def in_chinese(env, **words):
    """Give everybody, all units and what else is named a Chinese name, so that an English word in a file is a mistake.

    `words` are names by model, as jn_matter="事项".
    """
    env["res.users"].sudo().search([]).write({"lang": "zh_CN"})
    for model, word in {"jn_unit": "单位", "res_users": "人员", **words}.items():
        records = env[model.replace("_", ".")].sudo().with_context(active_test=False, lang="zh_CN")
        for number, record in enumerate(records.search([]), start=1):
            if english(record.name or ""):
                record.name = f"{word}{number}"
