"""An upload of many rows, taken batch by batch as the form does, while somebody else works."""

import base64
import csv
import io
import threading
import time
from datetime import timedelta

from tools.city import names

ROWS = 100_000
HEADINGS = ["办件来源", "办件编号", "受理单位编码", "事项编码", "事项名称", "承办人", "申请人", "联系电话", "受理时间", "办结时间"]
SECONDS, MOVES, WAIT = 300, 20, 1000  # at most so long, with so many steps of the bar at least, and nobody waits more ms for a list
PAUSE = 0.5  # seconds between two lists that the other person opens


def file_of(rows, now):
    """A CSV file of cases that were completed during the hours before `now` (local), as a business system writes it."""
    windows, matters = [code for code, *_rest in names.windows()], [row[:2] for row in names.matters()]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for number in range(rows):
        code, matter = matters[number * 7 % len(matters)]
        completed = now - timedelta(seconds=number % 20_000)
        accepted = completed - timedelta(minutes=30)
        writer.writerow([
            "upload", f"UP{number:08}", windows[number * 11 % len(windows)], code, matter, "", f"申请人{number % 5000}",
            f"1390537{number % 10_000:04}", f"{accepted:%Y-%m-%d %H:%M:%S}", f"{completed:%Y-%m-%d %H:%M:%S}",
        ])
    return out.getvalue().encode("utf-8-sig")


def measure(client, other, now, rows=ROWS):
    """Upload and take `rows` rows; `other()` opens a screen meanwhile and returns its seconds."""
    started = time.perf_counter()
    content = base64.b64encode(file_of(rows, now)).decode()
    [upload], _seconds = client.call("jn.intake.upload", "create", [{"name": "upload.csv", "file": content}])
    client.call("jn.intake.upload", "action_check", [upload])
    client.call("jn.intake.upload", "action_take", [upload])
    with _Meanwhile(other) as meanwhile:
        steps, progress = set(), {"state": "taking"}
        while progress["state"] == "taking":
            progress, _seconds = client.call("jn.intake.upload", "take_next", [upload])
            steps.add(progress["done"])
    taken = {name: progress[name] for name in ("created", "updated", "unchanged", "rejected")}
    return {"rows": rows, "seconds": time.perf_counter() - started, "moves": len(steps), "waits": meanwhile.seconds, **taken}


class _Meanwhile:
    """Somebody who opens a screen now and then; `seconds` are their waits."""

    def __init__(self, other):
        self.other, self.seconds, self.ended = other, [], threading.Event()

    def __enter__(self):
        self.thread = threading.Thread(target=self._work)
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.ended.set()
        self.thread.join()

    def _work(self):
        while not self.ended.wait(PAUSE):
            self.seconds.append(self.other())
