"""Number fields that can be empty: 0 of 10 is a rate of 0, 0 of 0 is none (decision C2)."""

from odoo import fields


class _Optional:
    """Keeps "no number" apart from 0: it is NULL in the database and False in a record."""

    falsy_value = None
    aggregator = None

    def convert_to_column(self, value, record, values=None, validate=True):
        return None if self._is_none(value) else super().convert_to_column(value, record, values, validate)

    def convert_to_cache(self, value, record, validate=True):
        return None if self._is_none(value) else super().convert_to_cache(value, record, validate)

    def convert_to_record(self, value, record):
        return False if value is None else value

    def convert_to_read(self, value, record, use_display_name=True):
        return False if self._is_none(value) else super().convert_to_read(value, record, use_display_name)

    def convert_to_export(self, value, record):
        return "" if self._is_none(value) else value

    @staticmethod
    def _is_none(value):
        return value is None or value is False


class OptionalInteger(_Optional, fields.Integer):
    """A whole number or nothing."""


class OptionalFloat(_Optional, fields.Float):
    """A decimal number or nothing."""
