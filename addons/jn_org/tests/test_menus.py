from odoo.tests import TransactionCase, tagged
from odoo.tools import file_open

MODULES = {
    "menu_auto_revisit": "自动回访",
    "menu_rectification": "整改落实",
    "menu_verification": "督查核实",
    "menu_analysis": "分析研判",
    "menu_assessment": "考核预警",
    "menu_comprehensive": "综合回访",
    "menu_system": "系统管理",
}


@tagged("post_install", "-at_install")
class TestMenus(TransactionCase):
    def test_the_seven_modules_stand_in_the_order_of_article_1(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env["ir.module.module"]._load_module_terms(["jn_org"], ["zh_CN"])
        menus = [self.env.ref(f"jn_org.{name}").with_context(lang="zh_CN") for name in MODULES]
        self.assertEqual([menu.name for menu in menus], list(MODULES.values()))
        self.assertEqual(menus, sorted(menus, key=lambda menu: menu.sequence))
        self.assertEqual({menu.parent_id for menu in menus}, {self.env.ref("jn_org.menu_root")})

    def test_the_application_has_an_icon(self):
        path = self.env.ref("jn_org.menu_root").web_icon.replace(",", "/")
        with file_open(path, "rb") as icon:
            self.assertEqual(icon.read(8), b"\x89PNG\r\n\x1a\n")

    def test_no_page_asks_for_the_file_that_the_package_lacks(self):
        paths = self.env["ir.asset"]._get_asset_paths("web.assets_backend", {})
        self.assertFalse([path for path, *_rest in paths if "selfie_segmentation.js" in path])
