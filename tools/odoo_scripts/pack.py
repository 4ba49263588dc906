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
    """Write the pack that the folder is named after, else the one that was applied last."""
    packs = env["jn.pack"].search([], order="applied_at desc, id desc")
    pack = packs.filtered(lambda one: one.code == Path(path).name) or packs[:1]
    if not pack:
        print("jn: no pack has been applied to this database yet", file=sys.stderr)
        return 1
    files = pack._export(pack.code)
    pack_files.write(path, files)
    print(f"wrote the {len(files)} files of {pack.code} to {path}", file=sys.stderr)
    return 0
