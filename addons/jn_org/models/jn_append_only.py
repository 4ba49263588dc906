from odoo import api, models
from odoo.tools import SQL

from ..exceptions import NotAllowed


class JnAppendOnly(models.AbstractModel):
    """A fact: it is added, never edited; PostgreSQL itself refuses UPDATE and DELETE (Art. 8: as it is, 如实).

    The one way around is anonymisation, which sets `jn.anonymise` for its transaction.
    """

    _name = "jn.append.only"
    _inherit = "jn.kept"
    _description = "Fact that is only added"

    def init(self):
        super().init()
        if self._abstract:
            return
        self.env.cr.execute(SQL("""
            CREATE OR REPLACE FUNCTION jn_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF current_setting('jn.anonymise', true) = 'on' THEN
                    RETURN COALESCE(NEW, OLD);
                END IF;
                RAISE EXCEPTION 'rows of %% are facts: they are added, never changed', TG_TABLE_NAME;
            END $$"""))
        self.env.cr.execute(SQL(
            "CREATE OR REPLACE TRIGGER jn_append_only BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION jn_refuse_change()",
            SQL.identifier(self._table),
        ))

    def write(self, vals):  # pylint: disable=method-required-super
        self._refuse_change()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._refuse_change()

    def _refuse_change(self):
        raise NotAllowed(self.env._("What was recorded stays as it is. Add a new record that corrects it."))
