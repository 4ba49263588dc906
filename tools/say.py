"""What a person sees while something takes long; on stderr, so that stdout stays clean."""

import sys
import threading
import time
from contextlib import contextmanager

HEARTBEAT = 15  # seconds between two signs of life


def say(text):
    """Print one line for the person at the terminal."""
    print(text, file=sys.stderr, flush=True)


def _beat(done, started):
    """Tell the seconds gone by until `done` is set."""
    while not done.wait(HEARTBEAT):
        say(f"    … {time.monotonic() - started:.0f} s")


@contextmanager
def step(text):
    """Announce a long step, show that it lives, and tell how long it took."""
    say(f"  {text} …")
    started, done = time.monotonic(), threading.Event()
    beat = threading.Thread(target=_beat, args=(done, started), daemon=True)
    beat.start()
    try:
        yield
    finally:
        done.set()
        beat.join()
    say(f"    done in {time.monotonic() - started:.0f} s")
