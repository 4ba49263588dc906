"""Every screen says in at most two lines what one does there: overviews by their action's help, forms and dialogs by their view."""

from lxml import etree

from odoo.tests import TransactionCase, tagged

OVERVIEWS = {"list", "kanban", "pivot", "graph"}
LINES = (("en_US", 240), ("zh_CN", 110))  # the characters that two lines hold
HINT = "//*[contains(concat(' ', @class, ' '), ' o_jn_hint ')]"


def said(node):
    return " ".join("".join(node.itertext()).split())


@tagged("post_install", "-at_install")
class TestWhatOneDoesHere(TransactionCase):
    def ours(self, model):
        """The window actions or views of our addons."""
        known = self.env["ir.model.data"].search([("model", "=", model), ("module", "=like", "jn\\_%")])
        return self.env[model].browse(known.mapped("res_id"))

    def overviews(self):
        """Every window of ours with a list, board or chart that a menu or an address leads to."""
        menus = self.env["ir.ui.menu"].with_context(**{"ir.ui.menu.full_list": True}).search([]).mapped("action")
        windows = {menu.id for menu in menus if menu and menu._name == "ir.actions.act_window"}
        return self.ours("ir.actions.act_window").filtered(
            lambda window: (window.path or window.id in windows) and OVERVIEWS & set(window.view_mode.split(","))
        )

    def forms(self):
        """Every form of ours, dialogs too; not what is only laid over another form."""
        return self.ours("ir.ui.view").filtered(lambda view: view.type == "form" and view.mode == "primary")

    def hints(self, view):
        return etree.fromstring(self.env[view.model].with_context(lang=view.env.lang).get_view(view.id)["arch"]).xpath(HINT)

    def test_every_overview_says_so_also_where_it_shows_records_of_odoo(self):
        self.assertIn("jn-people", self.overviews().mapped("path"))
        for lang, most in LINES:
            for action in self.overviews().with_context(lang=lang):
                page = etree.fromstring(f"<div>{action.help or ''}</div>")
                where = "//p[not(@class)]" if action.res_model.startswith("jn.") else HINT
                words = " ".join(map(said, page.xpath(where)))
                with self.subTest(action=action.xml_id, lang=lang):
                    self.assertTrue(words, "an overview without a sentence")
                    self.assertLessEqual(len(words), most)

    def test_every_form_and_dialog_says_so(self):
        self.assertGreater(len(self.forms().filtered(lambda view: self.env[view.model]._transient)), 30)
        for view in self.forms():
            with self.subTest(view=view.xml_id):
                hints = self.hints(view)
                self.assertTrue(hints, "a form without a sentence")
                # the words stand in the view, or are those of the record's stage
                self.assertTrue(any(said(hint) or hint.xpath(".//field") for hint in hints))

    def test_what_forms_say_fits_into_two_lines(self):
        for lang, most in LINES:
            for view in self.forms().with_context(lang=lang):
                for hint in self.hints(view):
                    with self.subTest(view=view.xml_id, lang=lang):
                        self.assertLessEqual(len(said(hint)), most)
