"""Each check finds the fault it is there for."""

import pytest

from . import access, arrows, channels, habits, sizes, unread, words
from .conftest import ACCESS, MODEL, PO

THING = "addons/jn_org/models/jn_thing.py"


def test_a_manifest_that_points_upwards_is_found(project):
    project.addon("jn_rules", "jn_org")
    assert any("jn_rules depends on jn_org" in sentence for sentence in arrows.order(project.root))


def test_an_addon_without_a_place_is_found(project):
    project.addon("jn_other", "jn_org")
    assert any("jn_other has no place" in sentence for sentence in arrows.order(project.root))


def test_nobody_depends_on_a_channel(project):
    project.addon("jn_message_sms", "jn_org")
    project.addon("jn_revisit", "jn_message_sms")
    assert arrows.order(project.root) == ["jn_revisit depends on jn_message_sms, which is not below it"]


@pytest.mark.parametrize(
    "line",
    [
        "from odoo.addons.jn_flow import const",
        "from odoo.addons import jn_flow",
        "import odoo.addons.jn_flow.const",
        'X = env["jn.flow"]',
    ],
)
def test_using_what_lies_above_is_found(project, line):
    project.addon("jn_flow", "jn_org")
    project.write("addons/jn_flow/models/jn_flow.py", MODEL.format(name="JnFlow", model="jn.flow"))
    project.write("addons/jn_org/models/jn_late.py", f"{line}\n")
    [sentence] = arrows.uses(project.root)
    assert sentence == "addons/jn_org/models/jn_late.py:1 uses jn_flow, which jn_org does not depend on"


def test_an_external_id_from_above_is_found(project):
    project.addon("jn_flow", "jn_org")
    project.write("addons/jn_org/views/v.xml", '<odoo>\n<menuitem parent="jn_flow.menu" />\n</odoo>')
    [sentence] = arrows.uses(project.root)
    assert "v.xml:2 uses jn_flow" in sentence


@pytest.mark.parametrize("line", ["import odoo", "from odoo.tools import SQL", "from odoo import api"])
def test_odoo_in_the_rules_is_found(project, line):
    project.write("addons/jn_rules/sums.py", f"{line}\n")
    assert arrows.pure(project.root) == ["addons/jn_rules/sums.py:1 imports odoo"]


@pytest.mark.parametrize("line", ["import bench", "from bench.engine import results"])
def test_a_measurement_that_is_leaned_on_is_found(project, line):
    project.write("tools/fast.py", f"{line}\n")
    assert arrows.unmeasured(project.root) == ["tools/fast.py:1 imports bench"]


def test_a_command_of_that_name_is_no_measurement(project):
    project.write("tools/cli.py", "from .commands import bench\n")
    assert arrows.unmeasured(project.root) == []


def test_a_file_that_is_too_long_is_found(project):
    project.write("tools/long.py", "A = 1\n" * 300)
    assert not sizes.files(project.root)
    project.write("tools/long.py", "A = 1\n" * 301)
    assert sizes.files(project.root) == ["tools/long.py has 301 lines"]


def test_a_function_that_is_too_long_is_found_without_its_docstring(project):
    head = 'def work():\n    """Work\n\n    as ever.\n    """\n'
    project.write("tools/fine.py", head + "    a = 1\n" * 25)
    assert not sizes.functions(project.root)
    project.write("tools/long.py", head + "    a = 1\n" * 26)
    assert sizes.functions(project.root) == ["tools/long.py:1 work has 26 lines"]


@pytest.mark.parametrize("kind", ["Model", "TransientModel"])
def test_a_model_without_an_access_row_is_found(project, kind):
    project.write(THING, MODEL.format(name="JnThing", model="jn.thing").replace("models.Model", f"models.{kind}"))
    project.write("addons/jn_org/security/ir.model.access.csv", ACCESS.splitlines()[0])
    [sentence] = access.rows(project.root)
    assert sentence == f"{THING}:5 jn.thing has no access row in jn_org"


def test_an_abstract_model_needs_no_access_row(project):
    text = MODEL.format(name="JnThing", model="jn.thing").replace("models.Model", "models.AbstractModel")
    project.write(THING, text)
    project.write("addons/jn_org/security/ir.model.access.csv", "")
    assert not access.rows(project.root)


def test_a_model_with_a_unit_and_no_rule_is_found(project):
    project.write("addons/jn_org/security/rules.xml", "<odoo />")
    [sentence] = access.rules(project.root)
    assert "jn.thing has a unit and no record rule" in sentence


def test_a_model_with_a_unit_and_no_index_is_found(project):
    text = MODEL.format(name="JnThing", model="jn.thing").replace("(unit_id, id)", "(id, unit_id)")
    project.write(THING, text)
    [sentence] = access.indexes(project.root)
    assert "jn.thing has a unit and no index on it" in sentence


def test_sudo_without_a_reason_is_found(project):
    project.write("addons/jn_org/a.py", "# said above\nx.sudo()\n\n\ny.sudo()  # said beside\n\n\nz.sudo()\n")
    assert habits.sudo(project.root) == ["addons/jn_org/a.py:8 sudo() without a reason"]


def test_chinese_words_in_code_are_found_and_quotations_are_not(project):
    project.write("addons/jn_org/a.py", '"""Quotes 如实."""\n\nX = "fine"  # 督查\n')
    assert not habits.chinese(project.root)
    project.write("addons/jn_org/a.py", 'X = "满意"\n')
    assert habits.chinese(project.root) == ["addons/jn_org/a.py:1 holds '满意'"]


def test_a_setting_without_a_reader_is_found(project):
    project.write("addons/jn_org/reader.py", "\n")
    assert unread.differences(project.root) == ["answer.days has no reader"]


def test_a_listed_setting_that_is_read_is_found(project):
    project.write("tests/architecture/unread_settings.txt", "answer.days\n")
    [sentence] = unread.differences(project.root)
    assert sentence.startswith("answer.days has a reader by now or is gone")


def test_a_setting_that_another_file_of_the_pack_names_is_read(project):
    project.write("addons/jn_org/reader.py", "\n")
    project.write("config/packs/p/assessment.yaml", "formulas: [{setting: answer.days}]\n")
    assert not unread.differences(project.root)


@pytest.mark.parametrize(
    ("path", "text", "missing"),
    [
        ("models/a.py", 'raise UserError(self.env._("Go" " away."))\n', "Go away."),
        ("models/a.py", 'raise UserError(_("Go away."))\n', "Go away."),
        ("models/a.py", 'WORDS = _lt("Go away.")\n', "Go away."),
        ("static/src/a.js", 'const title = _t("Go away.");\n', "Go away."),
        ("views/a.xml", '<odoo>\n<field string="Go away" />\n</odoo>', "Go away"),
        ("views/a.xml", '<odoo>\n<menuitem id="m" name="Go away" />\n</odoo>', "Go away"),
        ("views/a.xml", "<odoo>\n<p>Go away.</p>\n</odoo>", "Go away."),
        ("views/a.xml", '<odoo><record model="ir.ui.menu">\n<field name="name">Go</field>\n</record></odoo>', "Go"),
    ],
)
def test_words_without_a_translation_are_found(project, path, text, missing):
    project.write(f"addons/jn_org/{path}", text)
    [sentence] = words.untranslated(project.root)
    assert sentence.startswith(f"addons/jn_org/{path}")
    assert sentence.endswith(f"{missing!r} has no translation in jn_org")


@pytest.mark.parametrize(
    ("member", "missing"),
    [
        ('name = fields.Char(string="First name")', "First name"),
        ("first_name = fields.Char()", "First Name"),
        ('unit_id = fields.Char(help="Of the person.")', "Of the person."),
        ('unit_id = fields.Selection([("a", "Apple")])', "Apple"),
        ("unit_id = fields.Selection(FRUIT)", "Pear"),
        ('_x = models.Constraint("CHECK (true)", "Not so.")', "Not so."),
        ('_description = "Other"', "Other"),
    ],
)
def test_labels_without_a_translation_are_found(project, member, missing):
    text = 'FRUIT = [("p", "Pear")]\n\n\nclass JnA(models.Model):\n    _name = "jn.a"\n    '
    project.write("addons/jn_org/models/a.py", text + member + "\n")
    [sentence] = words.untranslated(project.root)
    assert f"{missing!r} has no translation" in sentence


@pytest.mark.parametrize("entry", ['msgid "Go"\nmsgstr ""\n', '#, fuzzy\nmsgid "Go"\nmsgstr "走"\n'])
def test_an_empty_or_doubtful_translation_is_none(project, entry):
    project.write("addons/jn_org/i18n/zh_CN.po", f"{PO}\n{entry}")
    project.write("addons/jn_org/a.py", 'X = _("Go")\n')
    [sentence] = words.untranslated(project.root)
    assert "'Go' has no translation" in sentence


def channel(project, *without):
    """A channel that is as it must be, but for the files left out."""
    project.addon("jn_message_pigeon", "jn_org")
    files = {"models/jn_channel_pigeon.py": "", **{f"readme/{name}": "" for name in (*channels.READMES, *channels.CREDENTIALS)}}
    for name, text in files.items():
        if name not in without:
            project.write(f"addons/jn_message_pigeon/{name}", text)


def test_a_channel_that_is_too_long_is_found(project):
    channel(project)
    project.write("addons/jn_message_pigeon/const.py", "A = 1\n" * 150)
    project.write("addons/jn_message_pigeon/tests/test_long.py", "A = 1\n" * 290)
    assert channels.lines(project.root) == []
    project.write("addons/jn_message_pigeon/models/more.py", "A = 1\n" * 160)
    [sentence] = channels.lines(project.root)
    assert sentence.startswith("jn_message_pigeon has 3")


def test_a_channel_that_keeps_its_credentials_to_itself_is_found(project):
    channel(project, "readme/CONFIGURE.zh_CN.md")
    assert channels.readmes(project.root) == ["jn_message_pigeon has no readme/CONFIGURE.zh_CN.md"]


def test_a_channel_that_is_another_room_is_found(project):
    channel(project, "models/jn_channel_pigeon.py")
    project.write("addons/jn_message_pigeon/controllers/callback.py", "")
    assert channels.rooms(project.root) == [
        "jn_message_pigeon has no models/jn_channel_pigeon.py",
        "jn_message_pigeon has controllers, which lies below it",
    ]
