"""Whatever a person may configure, every change of it is kept (Art. 3, 11)."""

from odoo.tests import TransactionCase, tagged

# What people write without configuring anything, and why no change of it is kept.
NO_CONFIGURATION = {
    "jn.flow.failure",  # a row of the health page, ticked off
    "jn.flow.finding",  # made anew by every check of a draft
    "jn.flow.migration",  # a work order; what it did stands in passages
    "jn.flow.migration.map",
    "jn.intake.reject",  # a case that could not be taken
    "jn.intake.upload",  # a file of cases
    "jn.bulletin",  # a letter of the city; an issued one is frozen
    "jn.deduction",  # points proposed, booked or removed, each step with its author
    "jn.quarterly.report",  # each edit is kept as a version
    "jn.suggestion",  # a piece of work; its way stands in passages
    "jn.objection",  # what a unit says against a sheet
    "jn.sheet",  # a computed sheet; frozen ones cannot change
    "jn.demo.phone",  # phones on the screen
    "jn.demo.text",
}


@tagged("post_install", "-at_install")
class TestEveryChange(TransactionCase):
    def writable(self):
        """Models of ours that some role of ours may write, create or delete."""
        rows = self.env["ir.model.access"].search([("group_id.privilege_id", "=", self.env.ref("jn_org.privilege_revisit").id)])
        rows = rows.filtered(lambda row: row.perm_write or row.perm_create or row.perm_unlink)
        return {row.model_id.model for row in rows if row.model_id.model.startswith("jn.")}

    def test_every_model_that_people_configure_keeps_its_changes(self):
        models = [self.env[name] for name in sorted(self.writable() - NO_CONFIGURATION)]
        lasting = [model for model in models if not model._transient and not self.inherits(model, "jn.kept")]
        self.assertTrue(lasting)
        silent = [model._name for model in lasting if not self.inherits(model, "jn.audited")]
        self.assertFalse(silent, "Let them inherit jn.audited, or say above why they are no configuration")

    def inherits(self, model, name):
        return isinstance(model, type(self.env[name]))

    def test_the_exceptions_exist(self):
        self.assertFalse(NO_CONFIGURATION - set(self.env))
