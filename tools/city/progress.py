"""A progress bar on stderr: one moving line on a terminal, a line now and then elsewhere."""

import sys
import time

WIDTH, OFTEN, SELDOM = 30, 0.5, 15


class Bar:
    """Shows how far a long work is, and how long it may still take."""

    def __init__(self, what, total, out=None):
        self.what, self.total, self.done = what, max(1, total), 0
        self.out = out or sys.stderr
        self.pause = OFTEN if self.out.isatty() else SELDOM

    def __enter__(self):
        self.started = self.shown = time.monotonic()
        return self

    def __exit__(self, *error):
        self._show(end="\n")

    def add(self, count):
        """Note that so much more is done."""
        self.done += count
        if time.monotonic() - self.shown >= self.pause:
            self.shown = time.monotonic()
            self._show(end="" if self.out.isatty() else "\n")

    def _show(self, end):
        seconds = time.monotonic() - self.started
        self.out.write(("\r" if self.out.isatty() else "") + line(self.what, self.done, self.total, seconds) + end)
        self.out.flush()


def line(what, done, total, seconds):
    """The bar in words.

    >>> line("Cases", 500, 1000, 20)
    '  Cases ███████████████                500 of 1,000, 25/s, 20 s left'
    """
    part = min(1.0, done / total)
    rate = done / seconds if seconds else 0
    left = f"{(total - done) / rate:,.0f} s left" if rate and done < total else f"{seconds:,.0f} s"
    return f"  {what} {'█' * int(part * WIDTH):{WIDTH}} {done:,} of {total:,}, {rate:,.0f}/s, {left}"
