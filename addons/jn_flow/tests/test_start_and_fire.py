from odoo.tests import tagged

from .common import FlowCase


@tagged("post_install", "-at_install")
class TestStartAndFire(FlowCase):
    def test_a_record_starts_in_the_start_stage_when_no_way_in_holds(self):
        permit = self.permits()
        self.assertEqual(permit.stage_code, "new")
        self.assertEqual(permit.flow_version_id, self.version)
