"""The tree of causes is the pack's and the city's (Art. 10)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.jn_pack.exceptions import BadPack

from .common import RevisitCase, pack_files


@tagged("post_install", "-at_install")
class TestCauses(RevisitCase):
    def apply(self, text):
        self.env["jn.pack"]._apply({**pack_files(self.env), "causes.yaml": text.encode()}, publish=True)

    def cause(self, code):
        return self.env["jn.cause"].with_context(active_test=False).search([("code", "=", code)])

    def test_the_file_comes_back_as_it_went_in(self):
        self.assertEqual(self.env["jn.pack"]._export("jining_2019")["causes.yaml"], pack_files(self.env)["causes.yaml"])

    def test_a_cause_says_what_it_is_a_part_of(self):
        self.assertEqual(self.cause("speed_queue").with_context(lang="zh_CN").display_name, "办理效率 / 排队等候过长")

    def test_what_the_pack_no_longer_names_is_archived_and_the_citys_own_stays(self):
        own = self.env["jn.cause"].create({"code": "own", "name": "Own", "parent_id": self.cause("system").id})
        self.apply("causes:\n  - code: other\n    name: Other\n")
        self.assertFalse(self.cause("speed_queue").active)
        self.assertTrue(own.active)

    def test_a_code_named_twice_is_refused(self):
        with self.assertRaisesRegex(BadPack, "named twice"):
            self.apply("causes:\n  - code: other\n    name: Other\n  - code: other\n    name: Another\n")

    def test_no_cause_is_a_part_of_itself(self):
        with self.assertRaises(UserError):
            self.cause("speed").parent_id = self.cause("speed_queue")

    def test_who_keeps_the_tree(self):
        for role in ("administrator", "business_office"):
            self.as_user(role)["jn.cause"].create({"code": role, "name": role})
        for role in ("liaison", "supervisor", "chief_representative", "leader", "window_clerk"):
            self.assertTrue(self.as_user(role)["jn.cause"].search_count([]))
            with self.assertRaises(AccessError, msg=role):
                self.as_user(role)["jn.cause"].create({"code": role, "name": role})
