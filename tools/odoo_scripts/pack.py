"""The verbs of ./jn pack."""

import sys
from pathlib import Path

from . import pack_files


def main(env, action, path):
    """Plan, apply or export one pack."""
    return {"plan": _plan, "apply": _apply, "export": _export}[action](env, path)


def _plan(env, path):
    """Print what applying would change, one sentence a line."""
    print("\n".join(env["jn.pack"]._plan(pack_files.read(path))) or "nothing would change")


def _apply(env, path):
    """Apply and publish the pack."""
    env["jn.pack"]._apply(pack_files.read(path), publish=True)
    print(f"applied {Path(path).name}", file=sys.stderr)


def _export(env, path):
    """Write the pack whose code is the folder's name."""
    files = env["jn.pack"]._export(Path(path).name)
    pack_files.write(path, files)
    print(f"wrote {len(files)} files to {path}", file=sys.stderr)
