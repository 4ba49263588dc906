from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestWidgets(HttpCase):
    def test_the_widgets_pass_their_browser_tests(self):
        self.passes("flow_widgets")

    def test_the_map_passes_its_browser_tests(self):
        self.passes("flow_map")

    def passes(self, suite):
        """Run one file of browser tests; the quotes keep others of similar names out."""
        url = f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&filter=%22@jn_flow/{suite}%22"
        self.browser_js(url, "", "", login="admin", timeout=300, success_signal="[HOOT] Test suite succeeded")
