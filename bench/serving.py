"""Odoo as a city serves it: worker processes, and others for what runs by itself."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tools import odoo, paths, ports

WORKERS = 2
PATIENCE = 120  # seconds to start and to end
LOG = paths.LOG / "bench.log"
FORGET = "5"  # written to a process's clear_refs: its peak is counted from now on
KIB = 1024


class Served(NamedTuple):
    """A server at work: where it listens, and the process whose children its workers are."""

    port: int
    pid: int

    def forget_peaks(self):
        """Count the peak of each worker's memory from now on."""
        for pid in self._children():
            Path(f"/proc/{pid}/clear_refs").write_text(FORGET)

    def peak(self):
        """The most MiB that a worker has held since `forget_peaks`."""
        return max(_peak(Path(f"/proc/{pid}/status").read_text()) for pid in self._children())

    def _children(self):
        return Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()


def _peak(status):
    """MiB that a process held at most, of what the kernel says of it.

    >>> _peak("VmPeak:\\t 9999 kB\\nVmHWM:\\t    2048 kB\\nVmRSS:\\t 1024 kB\\n")
    2.0
    """
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / KIB


@contextmanager
def served(ground, workers=WORKERS, crons=0):
    """Serve a ground's database by so many processes, with so many for what runs by itself; give the `Served`."""
    port = ports.any_free()
    words = [*odoo.options(ground.name), *ground.options, f"--http-port={port}", f"--gevent-port={ports.any_free()}"]
    limits = [f"--workers={workers}", f"--max-cron-threads={crons}", "--no-database-list", "--limit-request=1000000"]
    paths.LOG.mkdir(parents=True, exist_ok=True)
    with LOG.open("a") as log:
        server = subprocess.Popen(
            odoo.command("server", *words, *limits),
            env=odoo.environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )
    try:
        _wait_for(port, server)
        yield Served(port, server.pid)
    finally:
        _end(server)


def _wait_for(port, server):
    end = time.monotonic() + PATIENCE
    while not _answers(port):
        if server.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"the server does not answer; its log: {LOG}")
        time.sleep(0.3)


def _answers(port):
    try:
        with urllib.request.urlopen(f"{ports.address(port)}/web/health", timeout=PATIENCE):
            return True
    except (urllib.error.URLError, OSError):
        return False


def _end(server):
    server.terminate()
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
