"""Every list of ours goes out behind the bar: what a menu or a button opens is a model whose rows the export takes."""

from odoo.tests import TransactionCase, tagged

OURS = "jn\\_%"
# lists of Odoo's own records, as long as a city has people and questionnaires, which Odoo's export takes
SHORT = {"res.users", "survey.survey"}


@tagged("post_install", "-at_install")
class TestLists(TransactionCase):
    def actions(self):
        """The windows of our rooms that show a list or a board, from which all of it can be exported."""
        named = self.env["ir.model.data"].search([("model", "=", "ir.actions.act_window"), ("module", "=like", OURS)])
        actions = self.env["ir.actions.act_window"].browse(named.mapped("res_id"))
        return actions.filtered(lambda action: {"list", "kanban"} & set(action.view_mode.split(",")))

    def test_every_list_that_our_windows_show_is_one_that_the_export_takes(self):
        exports, actions = self.env["jn.export"], self.actions()
        self.assertGreater(len(actions), 20)
        others = {action.res_model for action in actions if not exports._is_ours(action.res_model)}
        transient = {model for model in others if self.env[model]._transient}
        self.assertLessEqual(others - transient, SHORT)

    def test_a_path_through_any_of_them_ends_in_a_cell(self):
        reader = self.env["jn.export.reader"]
        for model in set(self.actions().mapped("res_model")) - SHORT:
            if self.env[model]._transient:
                continue
            [[path, label, _kind]] = reader._columns(self.env[model], [{"name": "display_name"}])
            self.assertTrue(path and label, model)
