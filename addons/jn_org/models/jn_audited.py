import json

from odoo import api, models

UNTOLD = ("binary", "image")  # that they changed is kept, not what they hold


class JnAudited(models.AbstractModel):
    """Configuration: who changed what and when, from what to what, is kept for every record (Art. 3, 11)."""

    _name = "jn.audited"
    _description = "Configuration whose changes are kept"
    _audit_only = ()  # the fields to keep; empty: all that can be written
    _audit_secret = ()  # fields of which only the fact of a change is kept

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        given = records._audit_names(records._fields)
        self._audit_note(records, "created", {}, records._audit_values(given))
        return records

    def write(self, vals):
        names = self._audit_names(vals)
        before = self._audit_values(names)
        result = super().write(vals)
        self._audit_note(self, "changed", before, self._audit_values(names), self._audit_untold(vals))
        return result

    def unlink(self):
        before = self._audit_values(self._audit_names(self._fields))
        self._audit_note(self, "deleted", before, {})
        return super().unlink()

    def _update_field_translations(self, field_name, translations, digest=None, source_lang=""):
        """Translations are written around `write`; each language that people here speak is a change of its own."""
        names = self._audit_names([field_name])
        spoken = dict(self.env["res.lang"].get_installed())
        languages = [self.with_context(lang=lang) for lang in translations if lang in spoken]
        before = [records._audit_values(names) for records in languages]
        result = super()._update_field_translations(field_name, translations, digest, source_lang)
        for records, old in zip(languages, before, strict=True):
            records._audit_note(records, "changed", old, records._audit_values(names))
        return result

    @api.model
    def _audit_names(self, names):
        """Those of these fields whose values are kept: columns that people write; lines are audited themselves."""
        return [name for name in names if name in self._fields and self._audit_keeps(self._fields[name])]

    @api.model
    def _audit_keeps(self, field):
        if field.name in models.MAGIC_COLUMNS or field.type == "one2many" or field.type in UNTOLD or field.name in self._audit_secret:
            return False
        return field.store and (not field.compute or not field.readonly) and field.name in (self._audit_only or self._fields)

    @api.model
    def _audit_untold(self, vals):
        """Fields that are written here and of which only that is kept."""
        return [
            name
            for name in vals
            if name in self._audit_secret or (name in self._fields and self._fields[name].type in UNTOLD)
        ]

    def _audit_values(self, names):
        """Return {id: {field: value as JSON}}; of other records their names."""
        records = self.sudo()  # what is kept does not depend on what the author may read
        return {record.id: {name: record._audit_value(name) for name in names} for record in records}

    def _audit_value(self, name):
        value, field = self[name], self._fields[name]
        if field.relational:
            return ", ".join(value.mapped("display_name"))
        if field.type == "json":
            return json.dumps(value, ensure_ascii=False, sort_keys=True)
        return value if isinstance(value, (bool, int, float, str)) else str(value)

    def _audit_title(self):
        """What people call this record."""
        return self.display_name

    @api.model
    def _audit_note(self, records, kind, before, after, untold=()):
        """Append one entry for each record of which something changed."""
        rows = []
        for record in records.sudo():  # entries are written by the system
            old, new = before.get(record.id, {}), after.get(record.id, {})
            changes = {name: [old.get(name), new.get(name)] for name in {**old, **new} if _differ(old.get(name), new.get(name))}
            changes |= {name: [None, None] for name in untold}
            if changes:
                rows.append({"kind": kind, "res_id": record.id, "res_name": record._audit_title(), "changes": changes})
        self.env["jn.audit.entry"]._append(self._name, rows)


def _differ(old, new):
    """Whether two values are told apart; that an empty one was not given before is no change.

    >>> _differ(None, ""), _differ(None, False), _differ(3, 2), _differ(None, 0)
    (False, False, True, True)
    """
    return old != new and not (old is None and (new is False or new == ""))
