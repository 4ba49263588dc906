"""Whoever finds a record can open it: every login, every list, board and form, with all that they show."""

from lxml import etree

from odoo.tests import TransactionCase, tagged

from odoo.addons.jn_org.tests.common import at
from odoo.addons.jn_revisit.tests.common import pack_files

from tools import demo_city
from tools.demo.logins import PEOPLE

END = at("2026-11-20 17:30")


def shown(node):
    """The specification of what a view's element shows: {field: specification of what it shows in turn}."""
    fields = {}
    for child in node.iterchildren(tag=etree.Element):
        if child.tag == "field":
            inner = {name: spec for view in child for name, spec in shown(view).items()}
            fields[child.get("name")] = {"fields": inner or {"display_name": {}}}
        else:
            fields.update(shown(child))
    return fields


def fitting(model, spec):
    """The same specification without fields in fields that are no relations."""
    return {
        name: {"fields": fitting(model.env[field.comodel_name], inner["fields"])} if field.relational else {}
        for name, inner in spec.items()
        if (field := model._fields[name])
    }


def each_way(records):
    """One record of every stage at every unit: the rules about sight ask for nothing else."""
    ways = [name for name in ("stage_code", "state", "kind", "unit_id", "county_id") if name in records._fields]
    return records.concat(*(some[:1] for some in records.grouped(lambda record: tuple(record[way] for way in ways)).values()))


@tagged("post_install", "-at_install")
class TestEveryScreen(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.env["jn.pack"].search([("code", "=", "jining_2019")]):
            cls.env["jn.pack"]._apply(pack_files(cls.env), publish=True)
        demo_city.build(cls.env, lambda text: None, weeks=1, end=END)
        cls._transfer_to_another_county()

    @classmethod
    def _transfer_to_another_county(cls):
        """An upheld objection leaves the old unit with a rectification whose case is another county's."""
        works = cls.env["jn.rectification"].search([("stage_code", "=", "objecting")])
        here = works.unit_id.county_id
        there = cls.env["jn.unit"].search([("kind", "=", "window"), ("county_id", "not in", here.ids)], limit=1)
        for work in works:
            person = cls.env["res.users"].search([("login", "=", "city_supervisor")])
            work.with_user(person).decide_objection(True, "not theirs", there.code)

    def actions(self):
        """The windows behind the menus that this person sees."""
        menus = self.env["ir.ui.menu"].browse(self.env["ir.ui.menu"]._visible_menu_ids())
        actions = [menu.sudo().action for menu in menus.filtered("action")]
        windows = [action for action in actions if action._name == "ir.actions.act_window"]
        return [window for window in windows if window.res_model.startswith("jn.") and not self.env[window.res_model]._transient]

    def kinds(self, actions):
        """The kinds of views in which these windows show each model."""
        kinds = {}
        for action in actions:
            kinds.setdefault(action.res_model, set()).update({*action.view_mode.split(",")} & {"list", "kanban", "form"})
        return kinds

    def assertOpens(self, model, kinds):
        records = model.search([])
        for kind, view in model.get_views([(False, kind) for kind in sorted(kinds)])["views"].items():
            spec = fitting(model, shown(etree.fromstring(view["arch"])))
            read = each_way(records) if kind == "form" else records  # a form opens one, a list opens all
            self.env.invalidate_all()  # what others have read would be shown without asking
            with self.subTest(kind=kind, model=model._name):
                self.assertEqual(len(read.web_read(spec)), len(read))

    def test_every_login_opens_whatever_it_finds(self):
        for person in PEOPLE:
            if person.role == "intake":
                continue  # a machine has no screen
            user = self.env["res.users"].search([("login", "=", person.login)])
            self.env = self.env(user=user, context={"lang": "zh_CN"})
            with self.subTest(login=person.login):
                actions = self.actions()
                self.assertTrue(actions)
                for model, kinds in self.kinds(actions).items():
                    self.assertOpens(self.env[model], kinds)
            self.env = self.env(user=1)
