"""Odoo's command; a script of its own so that worker processes can start it again."""

import odoo.cli

if __name__ == "__main__":
    odoo.cli.main()
