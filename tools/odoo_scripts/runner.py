"""Run one script of this folder, or a module's that is named in full, inside Odoo: runner.py NAME JSON [Odoo's options].

The script's main(env, **arguments) runs as superuser in one transaction, kept if it returns.
Its words for people go to stderr; an error meant for people is told as one sentence.
"""

import importlib
import json
import sys

import statements  # beside this file

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.server import load_server_wide_modules
from odoo.tools import config


def main(name, arguments, options):
    """Run the script and return the exit code."""
    statements.keep_if_asked()
    config.parse_config(options, setup_logging=True)
    load_server_wide_modules()
    script = importlib.import_module(name if "." in name else f"tools.odoo_scripts.{name}")
    registry = Registry(config["db_name"][0])
    try:
        with registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {"lang": "en_US"})
            return script.main(env, **json.loads(arguments)) or 0
    except UserError as error:
        print(f"jn: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
