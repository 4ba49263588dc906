"""A second administrator, and drafts that are made, changed and published as people do it."""

from odoo import Command

from .common import FlowCase


class VersionCase(FlowCase):
    """Has the administrators `author` and `approver`, and `draft`, `stage`, `timer`, `move` of a version."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.author = cls.users["administrator"]
        cls.approver = cls._make_user("administrator", cls.city, login="test_approver")
        cls.users["approver"] = cls.approver

    def draft(self, version=None, role="administrator"):
        """A new draft of the process, made with the button."""
        source = version or self.version
        action = self.rpc(role, source, "action_new_draft")
        return self.env["jn.flow.version"].browse(action["res_id"])

    def walk(self, draft, role="administrator"):
        """Check, compare and submit the draft."""
        for method in ("action_validate", "action_compare", "action_submit"):
            self.rpc(role, draft, method)
        return draft

    def approve(self, draft, role="approver", **values):
        """Approve with the form."""
        forms = self.env["jn.flow.publish"].with_user(self.users[role])
        form = forms.create({"version_id": draft.id, "reason": "The office agreed.", **values})
        form.action_publish()
        return draft

    def published(self, **changes):
        """A version that differs from the first as `changes` ({timer code: values}) say, approved and in force."""
        draft = self.draft()
        for code, values in changes.items():
            self.timer(draft, code).write(values)
        self.approve(self.walk(draft))
        self.flow.invalidate_recordset(["current_version_id"])
        return draft

    def stage(self, version, code):
        return version.stage_ids.filtered(lambda stage: stage.code == code)

    def timer(self, version, code):
        return version.timer_ids.filtered(lambda timer: timer.code == code)

    def move(self, version, name):
        return version.move_ids.filtered(lambda move: move.name == name)

    def codes(self, version):
        """The codes of what a check finds."""
        return [finding.code for finding in version._findings()]

    def alone(self):
        """Leave the author as the only administrator."""
        group = self.env.ref("jn_org.group_administrator")
        others = group.all_user_ids - self.author
        self.approver.group_ids = [Command.unlink(group.id)]
        others.filtered(lambda user: user.id not in (1, self.approver.id)).active = False


class MigrationCase(VersionCase):
    """Has `passage` and `migrated`: running records brought to a version as an administrator does it."""

    def passage(self, version, role="administrator", **values):
        action = self.rpc(role, version, "action_migrate")
        passage = self.env["jn.flow.migration"].browse(action["res_id"])
        passage.with_user(self.users[role]).write({"reason": "The office agreed.", **values})
        return passage

    def run_passage(self, passage, role="administrator"):
        self.rpc(role, passage, "action_run")
        self.env.flush_all()
        while self.env["jn.flow.migration.sweep"]._sweep_batch():
            pass
        self.env.invalidate_all()
        return passage

    def migrated(self, version, policy, **values):
        return self.run_passage(self.passage(version, policy=policy, **values))

    def open_deadline(self, record, code):
        return record._flow_deadlines().filtered(lambda row: row.timer_id.code == code and not row.ended_at)
