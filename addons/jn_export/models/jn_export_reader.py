from datetime import UTC
from zoneinfo import ZoneInfo

from odoo import api, models
from odoo.tools import html2plaintext

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed

from .. import book
from ..const import GROUP, JOIN, KINDS, MOST_COLUMNS, MOST_STEPS


class JnExportReader(models.AbstractModel):
    """Reads the cells of rows as the person of its environment sees them in a list; set-wise, no query for each row."""

    _name = "jn.export.reader"
    _description = "Reader of rows to export"

    @api.model
    def _may(self):
        """Whether the person may take such rows out of the system at all."""
        return self.env.user.has_group(GROUP)

    @api.model
    def _checked(self, model, columns):
        """The list of a model, if it and these columns are still the person's to read; else refuses."""
        records = self.env["jn.export"]._list_of(model)
        self._columns(records, [{"name": path, "label": label} for path, label, _kind in columns])
        return records

    # What may stand in a column

    @api.model
    def _columns(self, records, given):
        """Return [[path, heading, kind]] of the columns asked for, [{"name": path, "label": heading}].

        A path goes through records: "case_id/unit_id". Whatever the person may not read, or that no cell holds, is refused.
        """
        if not isinstance(given, list) or not 0 < len(given) <= MOST_COLUMNS:
            raise BadInput(self.env._("Choose the columns to export: at least one, at most %(most)s.", most=MOST_COLUMNS))
        return [self._column(records, column) for column in given]

    @api.model
    def _column(self, records, given):
        path = given.get("name") if isinstance(given, dict) else None
        if not isinstance(path, str):
            raise BadInput(self.env._("Name each column by its field: %(example)s.", example='{"name": "unit_id", "label": "…"}'))
        fields = self._fields_on(records, path)
        label = given.get("label") or fields[-1].get_description(self.env, ["string"])["string"]
        several = any(field.type in ("one2many", "many2many") for field in fields[:-1])
        return [path, str(label), "text" if several else KINDS[fields[-1].type]]

    @api.model
    def _fields_on(self, records, path):
        """The fields on a path; refuses, with one sentence for both, those that do not exist and those that are closed."""
        fields, steps = [], self._steps(path)
        for step in steps:
            field = records is not None and records._fields.get(step)
            if not field or not field.exportable or not records.has_access("read") or not records._has_field_access(field, "read"):
                raise NotAllowed(self.env._("The column %(column)s cannot be exported: it is not there, or not yours to read.", column=path))
            fields.append(field)
            records = records.env[field.comodel_name] if field.relational else None
        if fields[-1].type not in KINDS or len(steps) > MOST_STEPS:
            raise BadInput(self.env._("The column %(column)s does not fit into a cell. Leave it out.", column=path))
        return fields

    @api.model
    def _steps(self, path):
        return [step.removeprefix(".") for step in path.split("/")]  # ".id" is how Odoo's export asks for the number

    @api.model
    def _fetched(self, columns):
        """The fields to read together, before their cells are asked for."""
        return [*({self._steps(path)[0] for path, _label, _kind in columns} - {"id"})]

    # What stands in it

    @api.model
    def _cells(self, records, columns):
        """Return the cells of these records, row by row: text, numbers, days and local moments, None for nothing."""
        readers = [self._reader(records, path, kind) for path, _label, kind in columns]
        return [[read(record) for read in readers] for record in records]

    @api.model
    def _reader(self, records, path, kind):
        """The function that gives a record's cell in this column."""
        *steps, last = self._steps(path)
        show = self._shown(self._fields_on(records, path)[-1])

        def read(record):
            for step in steps:
                record = record[step]
            values = [value for holder in record if (value := show(holder[last])) is not None]
            if not values or kind != "text":
                return values[0] if values else None
            return JOIN.join(str(value) for value in values)

        return read

    @api.model
    def _shown(self, field):
        """The function that makes a cell of a value of this field."""
        if field.type == "selection":
            words = dict(field.get_description(self.env, ["selection"])["selection"])
            return lambda value: words.get(value, value) or None
        if field.type == "boolean":
            yes, no = self.env._("Yes"), self.env._("No")
            return lambda value: yes if value else no
        if field.type == "datetime":
            zone = self._zone()
            return lambda value: value.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) if value else None
        return {
            # a list names what a row leads to, whoever reads it, and so does this
            "many2one": lambda value: value.sudo().display_name or None,
            "reference": lambda value: value.sudo().display_name if value else None,  # the same
            "one2many": lambda value: JOIN.join(value.mapped("display_name")) or None,
            "many2many": lambda value: JOIN.join(value.mapped("display_name")) or None,
            "html": lambda value: html2plaintext(value) if value else None,
        }.get(field.type, self._plain if KINDS[field.type] != "number" else lambda value: value)

    @staticmethod
    def _plain(value):
        return value or None

    @api.model
    def _zone(self):
        """The zone of the local times in a file: the city's."""
        return ZoneInfo(str(self.env["jn.calendar"].sudo()._default()._rules_calendar().tz))  # its hours are no secret

    @api.model
    def _headings(self, columns):
        return [book.Column(label, kind) for _path, label, kind in columns]
