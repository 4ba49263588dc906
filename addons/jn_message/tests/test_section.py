from odoo.tests import tagged

from odoo.addons.jn_pack.exceptions import BadPack
from odoo.addons.jn_rules import yamlfile

from .common import MessageCase

PACK = {
    "articles": [{"chapter": "第二章", "number": 7, "words": "…"}],
    "code": "t_messages",
    "document_number": "1",
    "issued_on": "2019-05-22",
    "issuer": "…",
    "title": "Test pack",
}
ROW = {
    "articles": [7],
    "name": {"en_US": "Ask", "zh_CN": "回访"},
    "text": {"en_US": "Judge {url}", "zh_CN": "请评价{url}"},
}


@tagged("post_install", "-at_install")
class TestSection(MessageCase):
    def files(self, **rows):
        data = {"pack.yaml": PACK, "messages.yaml": {"messages": rows}}
        return {path: yamlfile.dump(content).encode() for path, content in data.items()}

    def apply(self, **rows):
        return self.env["jn.pack"]._apply(self.files(**rows), publish=True)

    def templates(self, pack):
        return self.env["jn.message.template"].with_context(active_test=False).search([("pack_id", "=", pack.id)])

    def test_export_of_apply_is_the_same_file(self):
        files = self.files(t_first=ROW, t_plain={"articles": [7], "name": "A", "text": "B"})
        self.env["jn.pack"]._apply(files, publish=True)
        self.assertEqual(self.env["jn.pack"]._export("t_messages")["messages.yaml"], files["messages.yaml"])

    def test_both_languages_are_written(self):
        template = self.templates(self.apply(t_first=ROW))
        self.assertEqual(template.with_context(lang="zh_CN").text, "请评价{url}")
        self.assertEqual(template.with_context(lang="en_US").name, "Ask")
        self.assertEqual(template.article_ids.mapped("number"), [7])

    def test_applying_twice_plans_nothing(self):
        self.apply(t_first=ROW)
        self.assertEqual(self.env["jn.pack"]._plan(self.files(t_first=ROW)), [])

    def test_what_the_files_no_longer_name_is_archived(self):
        pack = self.apply(t_first=ROW, t_second=ROW)
        self.apply(t_first=ROW)
        gone = self.templates(pack).filtered(lambda template: template.code == "t_second")
        self.assertFalse(gone.active)

    def test_an_unknown_placeholder_names_file_and_line(self):
        bad = {**ROW, "text": {"en_US": "Judge {ulr}", "zh_CN": "请评价{url}"}}
        with self.assertRaisesRegex(BadPack, r"(?s)messages\.yaml.*ulr"):
            self.apply(t_first=bad)

    def test_an_unknown_article_is_refused(self):
        with self.assertRaisesRegex(BadPack, "99"):
            self.apply(t_first={**ROW, "articles": [99]})
