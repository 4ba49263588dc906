"""The verbs of ./jn pack."""

import sys
from pathlib import Path

from odoo.exceptions import UserError

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
    code = Path(path).name
    pack = env["jn.pack"].search([("code", "=", code)])
    if not pack:
        known = ", ".join(env["jn.pack"].search([]).mapped("code")) or "none"
        raise UserError(f"There is no pack {code} here (there are: {known}); the folder's name is the code.")
    files = pack._export()
    pack_files.write(path, files)
    print(f"wrote {len(files)} files to {path}", file=sys.stderr)
