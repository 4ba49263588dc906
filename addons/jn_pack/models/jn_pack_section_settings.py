import json

from odoo import api, models

from .. import typed
from ..schemas import load_schema

FILE = "settings.yaml"
PLAIN = ("kind", "unit_scope", "name", "description", "why")


class JnPackSectionSettings(models.AbstractModel):
    """`settings.yaml`: what the regulation leaves open, with the defaults."""

    _name = "jn.pack.section.settings"
    _inherit = ["jn.pack.section"]
    _description = "Settings of a Pack"

    _section_sequence = 10
    _section_pattern = FILE
    _section_schema = load_schema(__file__, "settings")

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

    @api.model
    def _section_export(self, pack):
        rows = {setting.code: self._setting_data(setting) for setting in pack.setting_ids}
        return {FILE: {"settings": rows}} if rows else {}

    @api.model
    def _section_problems(self, files, everything):
        articles = {row["number"] for row in everything["pack.yaml"]["articles"]}
        problems = []
        for code, row in files.get(FILE, {}).get("settings", {}).items():
            problems += [(FILE, ("settings", code, *keys), text) for keys, text in self._row_problems(row, articles)]
        return problems

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
