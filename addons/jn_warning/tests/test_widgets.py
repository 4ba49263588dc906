from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestWidgets(HttpCase):
    def test_the_graph_and_the_county_page_pass_their_browser_tests(self):
        url = "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&filter=jn_warning"
        self.browser_js(url, "", "", login="admin", timeout=300, success_signal="[HOOT] Test suite succeeded")
