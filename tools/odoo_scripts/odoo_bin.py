"""Odoo's command; a script of its own so that worker processes can start it again."""

import statements  # beside this file

import odoo.cli

if __name__ == "__main__":
    statements.keep_if_asked()
    odoo.cli.main()
