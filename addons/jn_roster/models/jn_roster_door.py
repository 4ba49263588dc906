import re

from odoo import Command, api, models
from odoo.exceptions import UserError

from odoo.addons.jn_intake.trial import tried
from odoo.addons.jn_org.exceptions import BadInput, NotAllowed

from ..const import SEPARATORS


class JnRosterDoor(models.AbstractModel):
    """Takes rows of a table: each makes a record, changes one, finds it as it is, or is rejected with a sentence.

    An empty cell says nothing: it leaves what is there. Nothing is ever deleted by a table.
    """

    _name = "jn.roster.door"
    _description = "Door for tables of the organisation"
    _roster_model = None  # what the rows make
    _roster_key = "code"  # by what a row knows its record
    _roster_needed = ()  # fields without which nothing new is made

    @api.model
    def _check_role(self):
        """Refuse whoever may not manage the organisation."""
        if not self.env.su and not self.env.user.has_group("jn_org.group_administrator"):
            raise NotAllowed(self.env._("Units, people and matters are managed by administrators."))

    @api.model
    def _try(self, items):
        """Return what `_take` would answer, and leave everything as it was."""
        return tried(self.env, lambda: self._take(items))

    @api.model
    def _take(self, items):
        """Take rows of texts in their order.

        :return: for each {"ref", "status": created|updated|unchanged|rejected, "id", "error"}
        """
        self._check_role()
        known = self._known(items)
        units = self._units(items)
        return [self._take_row(item, known, units) for item in items]

    @api.model
    def _take_row(self, item, known, units):
        key = item.get(self._roster_key) or ""
        result = {"ref": key, "status": "rejected", "id": False, "error": False}
        try:
            with self.env.cr.savepoint():
                status, record = self._store(key, item, known, units)
        except UserError as error:  # ours and Odoo's own refusals; one bad row holds up no other
            return {**result, "error": str(error)}
        known[key] = record
        if record._name == "jn.unit":
            units[key] = record
        return {**result, "status": status, "id": record.id}

    @api.model
    def _store(self, key, item, known, units):
        """Make or change one record; return what happened and the record."""
        if not key:
            raise BadInput(self.env._("The row has no code or login. Fill it in."))
        record = known.get(key, self.env[self._roster_model])
        if not record:
            self._check_needed(item)
        values = self._values(item, units, record)
        if not record:
            return "created", record.create(self._written(values))
        changed = {name: value for name, value in values.items() if record[name] != value}
        if changed:
            record.write(self._written(changed))
        return "updated" if changed else "unchanged", record

    @api.model
    def _check_needed(self, item):
        missing = [name for name in self._roster_needed if not item.get(name)]
        if missing:
            labels = dict(self.env["jn.intake.column"]._fields["field"]._description_selection(self.env))
            words = "、".join(labels[name] for name in missing)
            raise BadInput(self.env._("Nothing is known under this code or login, so it is new and needs: %(fields)s.", fields=words))

    @api.model
    def _known(self, items):
        """Return {key: record} of what these rows name, archived ones included."""
        keys = [item[self._roster_key] for item in items if item.get(self._roster_key)]
        records = self.env[self._roster_model].with_context(active_test=False).search([(self._roster_key, "in", keys)])
        return {record[self._roster_key]: record.with_env(self.env) for record in records}

    @api.model
    def _units(self, items):
        """Return {code: unit} of all units that these rows name."""
        codes = {code for item in items for name in ("parent", "department", "units") for code in split(item.get(name))}
        return {unit.code: unit for unit in self.env["jn.unit"].search([("code", "in", list(codes))])}

    @api.model
    def _unit(self, code, units):
        if code not in units:
            raise BadInput(self.env._("No unit has the code “%(code)s”. Correct it, or list that unit before this row.", code=code))
        return units[code]

    @api.model
    def _written(self, values):
        """Values as `create` and `write` take them."""
        fields = self.env[self._roster_model]._fields
        many = {name: [Command.set(value.ids)] for name, value in values.items() if fields[name].type == "many2many"}
        one = {name: value.id for name, value in values.items() if fields[name].type == "many2one"}
        return {**values, **many, **one}

    @api.model
    def _values(self, item, units, record):
        """What a row says, as {field: value or records}; only of cells that are filled."""
        raise NotImplementedError


def split(cell):
    """The parts of a cell that lists several codes or roles.

    >>> split("370811-BD、370811-SW; 370811-GA"), split(None)
    (['370811-BD', '370811-SW', '370811-GA'], [])
    """
    return [part for part in re.split(f"[{re.escape(SEPARATORS)}]+", cell or "") if part]
