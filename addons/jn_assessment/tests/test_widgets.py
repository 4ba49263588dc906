from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestWidgets(HttpCase):
    def test_the_score_table_passes_its_browser_tests(self):
        url = "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&filter=jn_assessment"
        self.browser_js(url, "", "", login="admin", timeout=300, success_signal="[HOOT] Test suite succeeded")
