from copy import deepcopy

from odoo.tests import tagged

from odoo.addons.jn_pack.exceptions import BadPack
from odoo.addons.jn_rules import yamlfile

from .common import FlowCase
from .flows import CHECK, EXTENSIBLE, PERMIT


@tagged("post_install", "-at_install")
class TestSection(FlowCase):
    def files(self, **changes):
        return {"flows/permit.yaml": {**deepcopy(PERMIT), **changes}, "flows/check.yaml": deepcopy(CHECK)}

    def problems(self, **changes):
        found = self.section._section_problems(self.files(**changes), {})
        return [sentence for _path, _keys, sentence in found]

    def test_the_schema_takes_the_files(self):
        for data in self.files().values():
            loaded = yamlfile.load(yamlfile.dump(data).encode())
            self.assertEqual(list(yamlfile.check(loaded, self.section._section_schema)), [])

    def test_export_returns_what_was_applied(self):
        self.assertEqual(self.section._section_export(self.pack), self.files())

    def test_applying_again_writes_nothing(self):
        self.section._section_apply(self.pack, self.files(), True)
        self.assertEqual(self.flow.version_ids, self.version)

    def test_another_order_or_a_default_spelt_out_is_no_change(self):
        timers = deepcopy(PERMIT["timers"])
        timers[0].update(amount=24.0)
        moves = deepcopy(PERMIT["moves"])
        moves[2]["roles"].reverse()
        self.section._section_apply(self.pack, self.files(timers=timers, moves=moves), True)
        self.assertEqual(len(self.flow.version_ids), 1)

    def test_a_change_makes_a_second_version_and_export_returns_it(self):
        timers = deepcopy(PERMIT["timers"])
        timers[0]["amount"] = 48
        files = self.files(timers=timers)
        self.section._section_apply(self.pack, files, True)
        new = self.flow.version_ids.sorted("number")[-1]
        self.assertEqual((new.number, new.state), (2, "published"))
        self.assertEqual(new.timer_ids[0].amount, 48)
        self.assertEqual(self.section._section_export(self.pack), files)

    def test_without_publishing_a_change_is_a_draft_and_the_old_one_holds(self):
        self.section._section_apply(self.pack, self.files(name="Renamed"), False)
        self.assertEqual(self.flow.version_ids.sorted("number").mapped("state"), ["published"])
        moves = deepcopy(PERMIT["moves"])
        moves[0]["name"] = "Barred"
        self.section._section_apply(self.pack, self.files(moves=moves), False)
        self.assertEqual(self.flow.version_ids.sorted("number").mapped("state"), ["published", "draft"])

    def test_the_first_version_holds_from_the_day_of_the_regulation(self):
        self.assertEqual(self.version.effective_from.date(), self.pack.issued_on)

    def test_the_rules_of_an_extension_come_back_as_they_were_written(self):
        files = self.files(**deepcopy(EXTENSIBLE))
        loaded = yamlfile.load(yamlfile.dump(files["flows/permit.yaml"]).encode())
        self.assertEqual(list(yamlfile.check(loaded, self.section._section_schema)), [])
        self.section._section_apply(self.pack, files, True)
        timer = self.flow.version_ids.sorted("number")[-1].timer_ids[1]
        self.assertEqual((timer.extend_limit, timer.extend_most), (1, 3))
        self.assertEqual(self.section._section_export(self.pack), files)

    def test_the_plan_says_in_words_what_would_change(self):
        timers = deepcopy(PERMIT["timers"])
        timers[0]["amount"] = 48
        [sentence] = self.section._section_plan(self.pack, self.files(timers=timers))
        self.assertEqual(sentence, "flows/permit.yaml › Work: 24 natural hours → 48 natural hours")
        self.assertIn("Work", sentence)
        self.assertEqual(self.section._section_plan(self.pack, self.files()), [])

    def test_effects_come_back_as_they_were_written(self):
        move = self.version.move_ids.filtered(lambda move: move.name == "Hand in")
        self.assertEqual([action._jn_effect_data() for action in move.effect_ids], PERMIT["moves"][6]["effects"])

    def test_a_code_like_a_default_word_survives(self):
        stages = deepcopy(PERMIT["stages"])
        moves = deepcopy(PERMIT["moves"])
        for row in stages:
            row["code"] = {"desk": "unit"}.get(row["code"], row["code"])
        for move in moves:
            for key in ("from", "to", "overflow"):
                if move.get(key) == "desk":
                    move[key] = "unit"
        files = self.files(stages=stages, moves=moves)
        self.section._section_apply(self.pack, files, True)
        self.assertEqual(self.section._section_export(self.pack), files)

    def test_a_good_file_has_no_problems(self):
        self.assertEqual(self.problems(), [])

    def test_a_stage_that_is_not_there_is_named(self):
        moves = deepcopy(PERMIT["moves"])
        moves[1]["to"] = "nowhere"
        timers = deepcopy(PERMIT["timers"])
        timers[0]["pauses"] = ["nowhere"]
        found = self.problems(moves=moves, timers=timers)
        self.assertEqual(len(found), 2)
        self.assertIn("nowhere", found[0])

    def test_a_stage_named_twice_and_an_unknown_effect_are_named(self):
        moves = deepcopy(PERMIT["moves"])
        moves[0]["effects"] = [{"explode": "now"}]
        found = self.problems(stages=[*PERMIT["stages"], PERMIT["stages"][0]], moves=moves)
        self.assertEqual(len(found), 2)

    def test_an_unknown_model_is_named(self):
        self.assertIn("no.such.model", self.problems(model="no.such.model")[0])

    def test_a_unit_that_is_not_there_never_means_the_whole_city(self):
        with self.assertRaisesRegex(BadPack, "NOWHERE"):
            self.apply({**PERMIT, "unit": "NOWHERE"})
