import json

from odoo import api, models
from odoo.tools import SQL

from ..exceptions import NotAllowed


class JnKept(models.AbstractModel):
    """Rows that only our own code writes: whoever may edit access rows still cannot edit these."""

    _name = "jn.kept"
    _description = "Kept by the system"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_inner()
        return super().create(vals_list)

    def write(self, vals):
        self._check_inner()
        return super().write(vals)

    def _prepare_create_values(self, vals_list):
        """Rows that name the same fields lack the same ones: their defaults are looked up once, not for each row."""
        if any(field.precompute for field in self._fields.values()):  # what is computed differs from row to row
            return super()._prepare_create_values(vals_list)
        wholes = {}
        for vals in vals_list:
            if (named := frozenset(vals)) not in wholes:
                [wholes[named]] = super()._prepare_create_values([vals])
        return [self._like(wholes[frozenset(vals)], vals) for vals in vals_list]

    def _add_missing_default_values(self, values):
        """Defaults are those of the code: for rows that the system writes nobody keeps others, nor names them in a context."""
        lacking = {name: field.default(self) for name, field in self._fields.items() if field.default and name not in values}
        return {**self._convert_to_write(lacking), **values}

    @staticmethod
    def _like(whole, vals):
        """The values of a row, and beside them what a prepared row with the same names has; what that does not take, it has not."""
        return {**whole, **{name: value for name, value in vals.items() if name in whole}}

    def unlink(self):
        self._check_inner()
        return super().unlink()

    @api.model
    def _append(self, rows):
        """Insert `rows`, dicts as for `create`, by one statement and return their ids in order; what they do not name stays empty.

        For the hot path, where `create` costs more than the rows themselves. It knows neither defaults nor computed
        columns nor constraints in Python: a model that has any cannot use it.
        """
        self._check_inner()
        if not rows:
            return []
        names = sorted({name for row in rows for name in row})
        told = json.dumps([{name: self._plain(name, row.get(name)) for name in names} for row in rows], ensure_ascii=False, default=str)
        columns, table = SQL(", ").join(map(SQL.identifier, names)), SQL.identifier(self._table)
        found = self.env.execute_query(SQL(
            """INSERT INTO %(table)s (%(columns)s, create_uid, write_uid, create_date, write_date)
               SELECT %(columns)s, %(uid)s, %(uid)s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
               FROM jsonb_populate_recordset(NULL::%(table)s, %(told)s) RETURNING id""",
            table=table, columns=columns, uid=self.env.uid, told=told,
        ))
        return [row[0] for row in found]

    def _plain(self, name, value):
        """A value as its column takes it: what is empty is null, but for a boolean."""
        return None if value is False and self._fields[name].type != "boolean" else value

    @api.model
    def _check_inner(self):
        """Refuse everybody but our own code, whatever access rows somebody may add."""
        if not self.env.su:
            raise NotAllowed(
                self.env._("%(model)s: kept by the system. Use the buttons, they write it.", model=self._description)
            )
