"""What decides without Odoo is imported as it is, here as in the command."""

import sys

from tools import paths

sys.path.insert(0, str(paths.ADDONS))
