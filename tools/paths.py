"""Where everything lies: one ignored folder, .jn, holds what the commands make."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDONS = ROOT / "addons"
CONF = ROOT / "config" / "odoo.conf"
PACKS = ROOT / "config" / "packs"
DEFAULT_PACK = PACKS / "jining_2019"
LOCK = ROOT / "tools" / "requirements.lock"
SCRIPTS = ROOT / "tools" / "odoo_scripts"

JN = ROOT / ".jn"
VENV = JN / "venv"
ODOO = JN / "odoo"
APT = JN / "apt"
LOG = JN / "log"
LEASES = JN / "leases"
STAMPS = JN / "stamps"
DATA = JN / "data"
TEST = JN / "test"
SECRETS = JN / "secrets"


def project_mark():
    """Return 8 hex digits that tell this working copy from any other on the machine."""
    return hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
