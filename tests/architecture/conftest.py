"""A project of a few lines, in which one thing can be made wrong."""

import pytest

MODEL = """
from odoo import fields, models


class {name}(models.Model):
    _name = "{model}"
    _description = "Thing"

    unit_id = fields.Many2one("jn.unit")
    _unit_index = models.Index("(unit_id, id)")
"""
RULE = """<odoo><record id="rule" model="ir.rule"><field name="model_id" ref="model_jn_thing" /></record></odoo>"""
ACCESS = "id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink\na,a,model_jn_thing,g,1,0,0,0\n"
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Thing"
msgstr "事物"

msgid "Unit"
msgstr "单位"
"""
SETTINGS = "settings:\n  answer.days: {default: 1}\n"


class Project:
    """A root folder; `write(path, text)` puts a file into it."""

    def __init__(self, root):
        self.root = root

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def addon(self, name, *needs):
        self.write(f"addons/{name}/__manifest__.py", repr({"name": name, "depends": list(needs)}))


@pytest.fixture
def project(tmp_path):
    """A project in which every check is content."""
    made = Project(tmp_path)
    made.addon("jn_rules", "base")
    made.addon("jn_org", "base", "jn_rules")
    made.write("addons/jn_rules/sums.py", '"""Adds."""\n')
    made.write("addons/jn_org/models/jn_thing.py", MODEL.format(name="JnThing", model="jn.thing"))
    made.write("addons/jn_org/security/ir.model.access.csv", ACCESS)
    made.write("addons/jn_org/security/rules.xml", RULE)
    made.write("addons/jn_org/i18n/zh_CN.po", PO)
    made.write("addons/jn_org/reader.py", 'DAYS = "answer.days"\n')
    made.write("config/packs/p/settings.yaml", SETTINGS)
    made.write("tests/architecture/unread_settings.txt", "# none\n")
    return made
