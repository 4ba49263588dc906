"""Inside Odoo: one kind of workbook, written as its controller does it, in the language of the office."""

import json
import resource
import tempfile
import time

from odoo.addons.jn_bulletin import ranking_book

LANGUAGE = "zh_CN"


def main(env, kind, sheets, repeat):
    """Print {units, lines, seconds, kilobytes, megabytes} of a sheet's workbook, or of the bulletin about all of them."""
    found = env["jn.sheet"].with_context(lang=LANGUAGE).browse(sheets[kind])
    write, before, seconds = _bulletin if kind == "bulletin" else _sheet, _megabytes(), []
    for _turn in range(repeat):
        env.invalidate_all()
        with tempfile.TemporaryFile() as file:
            started = time.perf_counter()
            write(found, file)
            seconds.append(time.perf_counter() - started)
            size = file.seek(0, 2)
    print(json.dumps({
        "units": len(found.line_ids.unit_id), "lines": len(found.line_ids), "seconds": seconds, "kilobytes": size / 1024,
        "megabytes": _megabytes() - before,
    }))  # fmt: skip


def _sheet(sheet, file):
    sheet.env["jn.sheet.workbook"]._write(sheet, file)


def _bulletin(sheets, file):
    """What a bulletin keeps of its sheets is gathered, too, though it was long before."""
    content, books = sheets.env["jn.bulletin.content"], sheets.env["jn.bulletin.workbook"]
    rankings = [ranking_book.Ranking(sheet.display_name, "", content._sheet(sheet)["rows"]) for sheet in sheets]
    ranking_book.write(file, "通报", rankings, [], books._words())


def _megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
