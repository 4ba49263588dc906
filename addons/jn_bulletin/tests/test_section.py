"""`drafts.yaml` comes in and goes out as it is; sentences that could not be said are refused."""

from copy import deepcopy

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_revisit.tests.common import pack_files
from odoo.addons.jn_rules import yamlfile

from .common import ReportCase


@tagged("post_install", "-at_install")
class TestSection(ReportCase):
    def setUp(self):
        super().setUp()
        self.pack = self.env["jn.pack"].search([("code", "=", "jining_2019")])
        self.section = self.env["jn.draft.section"]
        self.data = yamlfile.load(pack_files(self.env)["drafts.yaml"].decode()).data

    def apply(self, data):
        self.section._section_apply(self.pack, {"drafts.yaml": data}, True)

    def test_what_is_applied_is_exported_as_it_was(self):
        self.apply(self.data)
        self.assertEqual(self.section._section_export(self.pack), {"drafts.yaml": self.data})

    def test_what_the_file_no_longer_names_goes_and_the_citys_own_stays(self):
        own = self.env["jn.draft.sentence"].create({"code": "own", "part": "basic", "text": "ours"})
        data = deepcopy(self.data)
        gone = data["sentences"].pop()
        self.apply(data)
        codes = self.env["jn.draft.sentence"].search([]).mapped("code")
        self.assertNotIn(gone["code"], codes)
        self.assertIn(own.code, codes)

    def test_an_article_that_is_none_is_a_problem(self):
        data = deepcopy(self.data)
        data["sentences"][0]["articles"] = [99]
        everything = {"pack.yaml": {"articles": [{"number": 15}], "base": "jining_2019"}}
        problems = self.section._section_problems({"drafts.yaml": data}, everything)
        self.assertIn(("drafts.yaml", ("sentences", 0, "articles")), [(path, keys) for path, keys, _words in problems])

    def test_every_sentence_stands_on_an_article(self):
        for _kind, _part, records in self.section._section_covered():
            self.assertTrue(all(record.article_ids for record in records))

    def test_a_sentence_that_could_not_be_said_is_refused_with_what_is_wrong(self):
        sentence = self.env["jn.draft.sentence"].search([("code", "=", "basic_score")])
        for values, words in (({"text": "{scroe}"}, "scroe"), ({"when": "score / 0 > 1"}, "nothing"), ({"when": "colour > 1"}, "colour")):
            with self.subTest(words), self.assertRaisesRegex(BadInput, words), self.env.cr.savepoint():
                sentence.write(values)

    def test_a_changed_sentence_is_said_from_then_on_and_the_change_is_kept(self):
        sentence = self.env["jn.draft.sentence"].search([("code", "=", "basic_idle")])
        self.by("administrator", sentence).with_context(lang="zh_CN").write({"text": "本季度{county}没有业务。"})
        self.assertIn(f"本季度{self.county.name}没有业务。", self.opened().basic)
        entries = self.env["jn.audit.entry"].search([("res_model", "=", "jn.draft.sentence"), ("res_id", "=", sentence.id)])
        self.assertIn(self.users["administrator"], entries.user_id)
        with self.assertRaises(AccessError):
            self.by("city_supervisor", sentence).write({"text": "x"})
