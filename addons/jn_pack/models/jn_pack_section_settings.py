import json

from odoo import api, models

from .. import typed
from ..schemas import load_schema

FILE = "settings.yaml"
# values of which one is stricter than another
ORDERED = ("integer", "decimal", "time")
PLAIN = ("kind", "unit_scope", "name", "description", "why")


class JnPackSectionSettings(models.AbstractModel):
    """`settings.yaml`: what the regulation leaves open, with the defaults."""

    _name = "jn.pack.section.settings"
    _inherit = ["jn.pack.section"]
    _description = "Settings of a Pack"

    _section_sequence = 10
    _section_pattern = FILE
    _section_schema = load_schema(__file__, "settings")
    _section_on_top = True

    @api.model
    def _section_apply(self, pack, files, publish):
        rows = files.get(FILE, {}).get("settings", {})
        known = {setting.code: setting for setting in self._all_settings(pack)}
        for code, row in rows.items():
            values = self._prepare_setting_values(pack, code, row)
            setting = self._upsert(known.pop(code, None), "jn.setting", values)
            self._apply_options(setting, row.get("options", []))
        gone = self.env["jn.setting"].union(*known.values())
        self._retire(gone, used=gone.filtered("value_ids"))
        self._apply_values(pack, files.get(FILE, {}).get("values", {}))

    @api.model
    def _section_export(self, pack):
        rows = {
            "settings": {setting.code: self._setting_data(setting) for setting in pack.setting_ids},
            "values": self._values_data(pack),
        }
        rows = {key: found for key, found in rows.items() if found}
        return {FILE: rows} if rows else {}

    @api.model
    def _section_covered(self):
        return [
            (self.env._("Settings"), "", self.env["jn.setting"].search([])),
            (self.env._("Values of packs"), "", self.env["jn.pack.value"].search([("pack_id.is_in_force", "=", True)])),
        ]

    @api.model
    def _section_problems(self, files, everything):
        data = files.get(FILE)
        if data is None:
            return []
        articles = self._known_articles(everything)
        problems = list(self._kind_problems(data, everything["pack.yaml"]))
        for code, row in data.get("settings", {}).items():
            found = [*self._owner_problems(code, everything["pack.yaml"]), *self._row_problems(row, articles)]
            problems += [(("settings", code, *keys), text) for keys, text in found]
        problems += self._value_problems(data.get("values", {}), everything["pack.yaml"], articles)
        return [(FILE, keys, text) for keys, text in problems]

    @api.model
    def _kind_problems(self, data, main):
        """A regulation lays down settings, a pack on top gives them values."""
        if "base" in main and "settings" in data:
            yield ("settings",), self.env._("a pack on top gives “values” to the settings of its base; it brings no new ones")
        if "base" not in main and "values" in data:
            yield ("values",), self.env._("only a pack on top (with a “base”) gives “values”; write “default” instead")
        if not data:
            yield (), self.env._("the file is empty; leave it out")

    @api.model
    def _owner_problems(self, code, main):
        """A setting belongs to one regulation."""
        owner = self.env["jn.setting"].with_context(active_test=False).search([("code", "=", code)]).pack_id
        if owner and owner.code != main["code"]:
            yield (), self.env._("this setting belongs to the pack “%(pack)s”; name it as “base” to differ", pack=owner.code)

    @api.model
    def _row_problems(self, row, articles):
        """What is wrong in one setting: pairs of (keys, sentence)."""
        for index, number in enumerate(row["articles"]):
            if number not in articles:
                yield ("articles", index), self.env._("there is no article %(number)s", number=number)
        codes = [option["code"] for option in row.get("options", [])]
        if len(codes) > len(set(codes)):
            yield ("options",), self.env._("an option is there twice")
        if bool(codes) != (row["kind"] == "choice"):
            yield ("kind",), self.env._("a choice has options, and nothing else has")
        elif not typed.fits(row["kind"], row["default"], options=codes):
            kind = self.env["jn.setting"]._expected(row["kind"], codes)
            yield ("default",), self.env._("expected %(expected)s", expected=kind)
        if "floor" in row and (row["kind"] not in ORDERED or row["unit_scope"] == "city"):
            yield ("floor",), self.env._("only a number or a time that units may have for themselves has a floor")

    @api.model
    def _section_show(self, value, path=()):
        """A choice is shown by its name, if the setting is here already."""
        if path and path[-1] in ("default", "value") and isinstance(value, str):
            code = path[-2].rpartition("(")[2].rstrip(")")
            option = self.env["jn.setting"].search([("code", "=", code)]).option_ids.filtered(lambda o: o.code == value)
            return option.name or value
        return super()._section_show(value, path)

    @api.model
    def _prepare_setting_values(self, pack, code, row):
        return {
            "pack_id": pack,
            "code": code,
            "article_ids": self._articles(pack, row["articles"]),
            "decision": row.get("decision", ""),
            "default_value": typed.write(row["default"]),
            "floor": row.get("floor", "none"),
            **{name: row[name] for name in PLAIN},
        }

    @api.model
    def _apply_options(self, setting, rows):
        known = {option.code: option for option in setting.option_ids}
        for sequence, row in enumerate(rows, start=1):
            values = {"setting_id": setting, "sequence": sequence, **row}
            self._upsert(known.pop(row["code"], None), "jn.setting.option", values)
        self.env["jn.setting.option"].union(*known.values()).unlink()

    @api.model
    def _setting_data(self, setting):
        data = {
            "articles": sorted(setting.article_ids.mapped("number")),
            "default": json.loads(setting.default_value),
            "description": self._words_of(setting, "description"),
            "kind": setting.kind,
            "name": self._words_of(setting, "name"),
            "unit_scope": setting.unit_scope,
            "why": self._words_of(setting, "why"),
        }
        if setting.decision:
            data["decision"] = setting.decision
        if setting.floor != "none":
            data["floor"] = setting.floor
        if setting.option_ids:
            data["options"] = [{"code": o.code, "name": self._words_of(o, "name")} for o in setting.option_ids]
        return data

    @api.model
    def _all_settings(self, pack):
        return self.env["jn.setting"].with_context(active_test=False).search([("pack_id", "=", pack.id)])
