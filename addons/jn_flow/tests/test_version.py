from copy import deepcopy

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotPossible

from .common import FlowCase
from .flows import PERMIT


@tagged("post_install", "-at_install")
class TestVersion(FlowCase):
    def draft(self, **changes):
        """A draft made from the test process with these parts changed."""
        timers = [{**deepcopy(PERMIT["timers"][0]), "amount": 48}]
        return self.apply({**deepcopy(PERMIT), **(changes or {"timers": timers})}, publish=False)

    def publish(self, draft):
        """As a pack does: whoever applies it approves."""
        draft._publish(self.at("2026-11-23 10:00"))

    def refused(self, sentence, **changes):
        with self.assertRaisesRegex(NotPossible, sentence):
            self.publish(self.draft(**changes))

    def test_a_published_version_and_its_parts_never_change_whoever_asks(self):
        for record, values in (
            (self.version, {"reason": "x"}),
            (self.version.stage_ids[0], {"code": "x"}),
            (self.version.move_ids[0], {"guard": "[]"}),
            (self.version.timer_ids[0], {"amount": 1}),
        ):
            with self.assertRaisesRegex(NotPossible, "never changes"):
                record.write(values)
            with self.assertRaisesRegex(NotPossible, "never changes"):
                self.rpc("administrator", record, "write", values)
            with self.assertRaisesRegex(NotPossible, "never changes"):
                self.rpc("administrator", record, "unlink")

    def test_no_part_is_added_to_a_published_version(self):
        for model in ("jn.flow.stage", "jn.flow.timer"):
            with self.assertRaisesRegex(NotPossible, "never changes"), self.env.cr.savepoint():
                self.env[model].create({
                    "version_id": self.version.id, "code": "more", "name": "More",
                    **({"amount": 1, "unit": "working_days"} if model == "jn.flow.timer" else {}),
                })

    def test_a_version_has_each_code_once_however_it_is_written(self):
        draft = self.draft()
        Stage, (one, other) = self.env["jn.flow.stage"], draft.stage_ids[:2]
        twin = {"version_id": draft.id, "code": one.code, "name": "Twin"}
        new = {"version_id": draft.id, "code": "fresh", "name": "Fresh"}
        for holder, name, write in (
            (one.name, "Twin", lambda: Stage.create(twin)),
            (one.name, "Twin", lambda: Stage.with_context(default_version_id=draft.id).create({"code": one.code, "name": "Twin"})),
            (one.name, other.name, lambda: other.write({"code": one.code})),
            ("Fresh", "Fresh", lambda: Stage.create([new, new])),
        ):
            sentence = f"{draft.display_name} has the code .* already, for “{holder}”. Choose another code for “{name}”"
            with self.assertRaisesRegex(BadInput, sentence):
                write()
        other.write({"code": other.code})
        (one | other).write({"kind": "work"})

    def test_no_part_is_moved_into_a_published_version(self):
        stage = self.draft().stage_ids[0]
        with self.assertRaisesRegex(NotPossible, "never changes"), self.env.cr.savepoint():
            stage.write({"version_id": self.version.id, "code": "smuggled"})

    def test_the_words_of_a_published_version_stay_in_every_language(self):
        with self.assertRaisesRegex(NotPossible, "never changes"):
            self.rpc("administrator", self.version.stage_ids[0], "update_field_translations", "name", {"zh_CN": "改"})

    def test_a_process_with_a_published_version_is_not_deleted_nor_given_another_model(self):
        with self.assertRaisesRegex(NotPossible, "never changes"):
            self.rpc("administrator", self.flow, "unlink")
        with self.assertRaisesRegex(NotPossible, "never changes"):
            self.rpc("administrator", self.flow, "write", {"model": "jn.flow.test.check"})

    def test_a_draft_changes_and_goes_away(self):
        draft = self.draft()
        draft.stage_ids[0].write({"sequence": 99})
        draft.unlink()
        self.assertFalse(draft.exists())

    def test_state_is_written_by_the_button_alone(self):
        draft = self.draft()
        with self.assertRaisesRegex(NotPossible, "buttons of its form"):
            self.rpc("administrator", draft, "write", {"state": "published"})
        with self.assertRaisesRegex(NotPossible, "buttons of its form"):
            self.rpc("administrator", self.version, "write", {"state": "draft"})
        Version = self.env["jn.flow.version"].with_user(self.users["administrator"])
        with self.assertRaisesRegex(NotPossible, "buttons of its form"), self.env.cr.savepoint():
            Version.create({"flow_id": self.flow.id, "number": 90, "state": "published"})
        with self.assertRaisesRegex(NotPossible, "buttons of its form"), self.env.cr.savepoint():
            Version.with_context(default_state="published").create({"flow_id": self.flow.id, "number": 91})

    def test_a_published_version_is_not_published_again(self):
        with self.assertRaisesRegex(NotPossible, "never changes"):
            self.rpc("administrator", self.version, "action_publish")

    def test_running_records_stay_on_their_version_and_new_ones_take_the_newest(self):
        old = self.permits()
        new = self.draft()
        self.publish(new)
        self.flow.invalidate_recordset(["current_version_id"])
        old._flow_fire("taken")
        self.assertEqual(old.stage_id.version_id, self.version)
        self.assertEqual(self.permits().flow_version_id, new)

    def test_a_process_without_a_start_is_refused(self):
        stages = deepcopy(PERMIT["stages"])
        stages[0]["kind"] = "work"
        self.refused("no record could begin", stages=stages)

    def test_two_starts_are_refused(self):
        stages = deepcopy(PERMIT["stages"])
        stages[2]["kind"] = "start"
        self.refused(r"Working \(working\) is a second start", stages=stages)

    def test_a_stage_that_nothing_reaches_is_refused(self):
        stages = [*PERMIT["stages"], {"code": "island", "kind": "end", "name": "Island"}]
        self.refused(r"Island \(island\) cannot be reached", stages=stages)

    def test_a_dead_end_is_refused(self):
        moves = [move for move in PERMIT["moves"] if move["event"] != "decided"]
        self.refused(r"Leader's desk \(desk\) is a dead end", moves=moves)

    def test_a_limit_without_a_way_out_is_refused(self):
        moves = deepcopy(PERMIT["moves"])
        for move in moves:
            move.pop("overflow", None)
        stages = [stage for stage in PERMIT["stages"] if stage["code"] != "desk"]
        moves = [move for move in moves if move.get("from") != "desk"]
        self.refused("Refuse has a limit but no stage", moves=moves, stages=stages)

    def test_a_timer_that_does_nothing_is_refused(self):
        timers = deepcopy(PERMIT["timers"])
        del timers[2]["event"]
        self.refused("Lapse does nothing", timers=timers)

    def test_a_condition_that_cannot_be_read_is_refused(self):
        for guard in ('[("no_such_field", "=", 1)]', "[(", "nonsense"):
            moves = deepcopy(PERMIT["moves"])
            moves[5]["guard"] = guard
            self.refused("condition of Finish at once cannot be read", moves=moves)

    def test_all_defects_are_named_at_once(self):
        stages = [*PERMIT["stages"], {"code": "island", "kind": "work", "name": "Island"}]
        with self.assertRaises(NotPossible) as caught:
            self.publish(self.draft(stages=stages))
        self.assertEqual(str(caught.exception).count("·"), 2)
