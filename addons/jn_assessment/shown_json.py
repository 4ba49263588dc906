"""What a widget is told in one piece, megabytes for a large city."""

from odoo import fields


class ShownJson(fields.Json):
    """Computed to be shown and never changed: kept as it is made, where the ORM would copy it deeply whenever it is read."""

    def convert_to_cache(self, value, record, validate=True):
        return value or None

    def convert_to_record(self, value, record):
        return False if value is None else value
