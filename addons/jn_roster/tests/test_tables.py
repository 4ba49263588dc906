"""Tables of units, people and matters."""

import base64

from odoo.tests import tagged

from odoo.addons.jn_intake.tests.common import IntakeCase, csv_file
from odoo.addons.jn_org.exceptions import NotAllowed

UNITS = ("单位编码", "单位名称", "单位类别", "上级编码", "派驻部门编码", "启用日期")
PEOPLE = ("登录名", "姓名", "工号", "所属单位编码", "角色")
MATTERS = ("事项编码", "事项名称", "派驻部门编码")


class RosterCase(IntakeCase):
    def table(self, kind, headings, rows, role="administrator"):
        """A checked upload of a table, its form in Chinese as people have it."""
        env = self.as_user(role)(context={"lang": "zh_CN"})
        data = base64.b64encode(csv_file(rows, headings))
        upload = env["jn.intake.upload"].create({"name": f"{kind}.csv", "file": data, "kind": kind})
        upload.action_check()
        self.assertEqual(upload.state, "checked", upload.trouble)
        return upload

    def taken_table(self, kind, headings, rows):
        upload = self.table(kind, headings, rows)
        upload.action_take()
        while upload.take_next()["state"] == "taking":
            pass
        return upload

    def unit(self, code):
        return self.env["jn.unit"].with_context(active_test=False).search([("code", "=", code)])

    def user(self, login):
        return self.env["res.users"].search([("login", "=", login)])


@tagged("post_install", "-at_install")
class TestTables(RosterCase):
    def test_units_are_made_from_the_top_down(self):
        upload = self.taken_table("units", UNITS, [
            ["N-1", "新大厅", "市民服务中心", self.county.code, "", ""],
            ["N-2", "新窗口", "窗口", "N-1", self.department.code, "2027-01-01"],
        ])
        self.assertEqual(upload.row_ids.mapped("status"), ["created", "created"])
        window = self.unit("N-2")
        self.assertEqual((window.parent_id.code, window.kind, window.department_id), ("N-1", "window", self.department))
        self.assertEqual(str(window.go_live_on), "2027-01-01")

    def test_a_check_tells_of_every_row_and_makes_nothing(self):
        upload = self.table("units", UNITS, [
            ["N-1", "新大厅", "市民服务中心", self.county.code, "", ""],
            ["N-2", "新窗口", "柜台", "N-1", "", ""],
            ["N-3", "新窗口", "窗口", "NOWHERE", "", ""],
            [self.window_a.code, "另一名称", "", "", "", ""],
            [self.window_b.code, self.window_b.name, "", "", "", ""],
        ])
        self.assertEqual(upload.row_ids.mapped("verdict"), ["created", "rejected", "rejected", "updated", "unchanged"])
        self.assertIn("柜台", upload.row_ids[1].error)
        self.assertIn("NOWHERE", upload.row_ids[2].error)
        self.assertFalse(self.unit("N-1"))
        self.assertEqual(self.window_a.name, "Window A")

    def test_an_empty_cell_leaves_what_is_there(self):
        self.taken_table("units", UNITS, [[self.window_a.code, "改名窗口", "", "", "", ""]])
        self.assertEqual(self.window_a.name, "改名窗口")
        self.assertEqual((self.window_a.parent_id, self.window_a.department_id), (self.hall, self.department))

    def test_a_unit_below_itself_is_rejected_with_a_sentence(self):
        upload = self.taken_table("units", UNITS, [[self.hall.code, "", "", self.window_a.code, "", ""]])
        self.assertEqual(upload.row_ids.status, "rejected")
        self.assertIn(self.hall.name, upload.row_ids.error)
        self.assertEqual(self.hall.parent_id, self.county)

    def test_a_day_that_is_none_is_rejected(self):
        upload = self.table("units", UNITS, [["N-1", "新大厅", "市民服务中心", self.county.code, "", "明年"]])
        self.assertIn("明年", upload.row_ids.error)

    def test_people_come_with_units_and_roles_in_words(self):
        self.taken_table("people", PEOPLE, [
            ["new.liaison", "李雪梅", "1001", f"{self.window_a.code}、{self.window_b.code}", "联络员、窗口服务人员"],
        ])
        person = self.user("new.liaison")
        self.assertEqual(person.unit_ids, self.window_a | self.window_b)
        self.assertTrue(person.has_group("jn_org.group_liaison") and person.has_group("jn_org.group_window_clerk"))
        self.assertFalse(person.has_group("jn_org.group_administrator"))

    def test_a_person_without_a_unit_or_with_an_unknown_role_is_rejected(self):
        upload = self.taken_table("people", PEOPLE, [
            ["nowhere", "无单位", "1", "", "联络员"],
            ["wrong.role", "错角色", "2", self.window_a.code, "局长助理"],
            ["good", "合格", "3", self.window_a.code, "liaison"],
        ])
        self.assertEqual(upload.row_ids.mapped("status"), ["rejected", "rejected", "created"])
        self.assertIn("局长助理", upload.row_ids[1].error)
        self.assertFalse(self.user("nowhere") | self.user("wrong.role"))

    def test_a_table_makes_nobody_a_system_administrator(self):
        boss = self.env.ref("base.user_admin")
        upload = self.taken_table("people", PEOPLE, [[boss.login, "x", "", self.city.code, "管理员"]])
        self.assertEqual(upload.row_ids.status, "rejected")

    def test_the_same_table_again_changes_nothing(self):
        rows = [["new.liaison", "李雪梅", "1001", self.window_a.code, "联络员"]]
        self.taken_table("people", PEOPLE, rows)
        self.assertEqual(self.taken_table("people", PEOPLE, rows).row_ids.status, "unchanged")

    def test_matters_come_with_their_department(self):
        self.taken_table("matters", MATTERS, [["N-M1", "不动产登记", self.department.code]])
        matter = self.env["jn.matter"].search([("code", "=", "N-M1")])
        self.assertEqual((matter.name, matter.department_id), ("不动产登记", self.department))

    def test_a_missing_heading_is_named(self):
        env = self.as_user("administrator")
        data = base64.b64encode(csv_file([["x"]], ["姓名"]))
        upload = env["jn.intake.upload"].create({"name": "p.csv", "file": data, "kind": "people"})
        upload.action_check()
        self.assertIn("登录名", upload.trouble)

    def test_business_systems_and_clerks_do_not_manage_the_organisation(self):
        with self.assertRaises(NotAllowed):
            self.table("units", UNITS, [["N-1", "新大厅", "市民服务中心", "", "", ""]], role="intake")

    def test_every_row_that_is_taken_is_an_audited_change(self):
        self.taken_table("matters", MATTERS, [["N-M1", "不动产登记", ""]])
        matter = self.env["jn.matter"].search([("code", "=", "N-M1")])
        entry = self.env["jn.audit.entry"].search([("res_model", "=", "jn.matter"), ("res_id", "=", matter.id)])
        self.assertEqual(entry.user_id, self.users["administrator"])
