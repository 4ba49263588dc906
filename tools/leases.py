"""Who is at work here: one small file per living process, so that the last one can tidy up."""

import json
import os
from contextlib import suppress
from pathlib import Path

from . import paths


def _started(pid):
    """Return the kernel's start tick of a living process, else None (a zombie is dead)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (OSError, ValueError):
        return None
    return None if fields[0] == "Z" else int(fields[19])


def alive(lease):
    """Tell whether the very process that took the lease still lives, not a later namesake."""
    return lease["started"] is not None and _started(lease["pid"]) == lease["started"]


def take(name, pid=None, **facts):
    """Write a lease for a process (ours by default) and return it."""
    pid = pid or os.getpid()
    lease = {"name": name, "pid": pid, "started": _started(pid), **facts}
    paths.LEASES.mkdir(parents=True, exist_ok=True)
    (paths.LEASES / f"{name}.json").write_text(json.dumps(lease))
    return lease


def drop(name):
    """Take the lease's file away."""
    with suppress(FileNotFoundError):
        (paths.LEASES / f"{name}.json").unlink()


def living():
    """Return the leases of living processes; those of dead ones are cleared away."""
    found = []
    for file in sorted(paths.LEASES.glob("*.json")):
        lease = json.loads(file.read_text())
        if alive(lease):
            found.append(lease)
        else:
            drop(lease["name"])
    return found
