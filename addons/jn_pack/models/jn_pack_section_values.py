import json
from typing import Any, NamedTuple

from odoo import api, models

from odoo.addons.jn_org.exceptions import BadInput

from .. import typed
from ..lines import Line, Local
from .jn_pack_section_settings import FILE


class Turn(NamedTuple):
    """One interpretation that publishing a pack brings: `value` None goes back to what holds without it."""

    setting: Any
    value: Any
    why: Any
    origin: Any


class JnPackSectionValues(models.AbstractModel):
    """`values` of `settings.yaml`: what a pack on top says, and the interpretations it becomes (Art. 2, 17)."""

    _inherit = "jn.pack.section.settings"

    @api.model
    def _apply_values(self, pack, rows):
        known = {value.setting_id.code: value for value in pack.value_ids}
        for code, row in rows.items():
            values = {
                "pack_id": pack,
                "setting_id": self._settings_of(pack.base_id)[code],
                "value": typed.write(row["value"]),
                "why": row["why"],
                "article_ids": self._articles(pack, row.get("articles", [])),
            }
            self._upsert(known.pop(code, None), "jn.pack.value", values)
        self.env["jn.pack.value"].union(*known.values()).unlink()

    @api.model
    def _values_data(self, pack):
        return {value.setting_id.code: self._value_data(value) for value in pack.value_ids}

    @api.model
    def _value_data(self, value):
        data = {"value": json.loads(value.value), "why": self._words_of(value, "why")}
        numbers = sorted(value.article_ids.mapped("number"))
        return {**data, "articles": numbers} if numbers else data

    @api.model
    def _value_problems(self, rows, main, articles):
        """Pairs of (keys, sentence)."""
        settings = self._settings_of(self.env["jn.pack"].search([("code", "=", main.get("base"))]))
        unit = self.env["jn.unit"].search([("code", "=", main.get("unit"))])
        for code, row in rows.items() if "base" in main else ():
            for index, number in enumerate(row.get("articles", [])):
                if number not in articles:
                    yield (
                        ("values", code, "articles", index),
                        self.env._("there is no article %(number)s", number=number),
                    )
            if code not in settings:
                yield ("values", code), self.env._("“%(base)s” has no such setting", base=main["base"])
                continue
            try:
                settings[code]._check_value(row["value"], unit)
            except BadInput as error:
                yield ("values", code, "value"), str(error)

    @api.model
    def _section_overlay(self, below, files):
        rows = files.get(FILE, {}).get("values", {})
        settings = below.get(FILE, {}).get("settings", {})
        changed = {
            code: {**settings[code], "default": row["value"], "why": row["why"]}
            for code, row in rows.items()
            if code in settings
        }
        return {FILE: {"settings": {**settings, **changed}}} if settings else {}

    @api.model
    def _section_running(self, scope, files):
        lines = [self._turn_line(turn, scope.unit) for turn in self._turns(scope, files)]
        rows = files.get(FILE, {}).get("values", {})
        return [*lines, *(self._hand_line(value) for value in self._by_hand(scope, rows))]

    @api.model
    def _section_settle(self, scope, files):
        super()._section_settle(scope, files)
        self.env["jn.setting.value"].create(
            [
                {
                    "setting_id": turn.setting.id,
                    "unit_id": scope.unit.id,
                    "value": typed.write(turn.value),
                    "why": turn.why,
                    "pack_id": turn.origin.id,
                }
                for turn in self._turns(scope, files)
            ]
        )

    @api.model
    def _turns(self, scope, files):
        """The `Turn`s that make what is in force be what these files say."""
        rows, latest = files.get(FILE, {}).get("values", {}), self._latest(scope)
        turns = []
        for code, setting in self._settings_of(scope.base).items():
            last = latest.get(setting)
            held = json.loads(last.value) if last else None
            if code in rows and held != rows[code]["value"]:
                turns.append(Turn(setting, rows[code]["value"], self._in_my_words(rows[code]["why"]), scope.pack))
            elif code not in rows and held is not None and last.pack_id and last.pack_id != scope.base:
                why = self.env._("“%(pack)s” no longer says so.", pack=last.pack_id.title)
                turns.append(Turn(setting, None, why, scope.base))
        return turns

    @api.model
    def _latest(self, scope):
        """{setting: the interpretation that holds now for exactly this scope}."""
        domain = [
            ("setting_id.pack_id", "=", scope.base.id),
            ("unit_id", "=", scope.unit.id),
            ("effective_from", "<=", self.env["jn.clock"]._now()),
        ]
        # what a pack brings is written for everybody, so it is compared with what everybody has
        rows = self.env["jn.setting.value"].sudo().search(domain, order="effective_from, id")
        return {row.setting_id.with_env(self.env): row for row in rows}

    @api.model
    def _by_hand(self, scope, rows):
        """The interpretations by people in this scope that these files leave as they are."""
        return [
            row
            for setting, row in self._latest(scope).items()
            if not row.pack_id and setting.code not in rows and json.loads(row.value) is not None
        ]

    @api.model
    def _turn_line(self, turn, unit):
        setting = turn.setting
        sentence = self.env._(
            "%(setting)s: “%(old)s” becomes “%(new)s”",
            setting=setting.name,
            old=setting._words_of_value(setting._get(setting.code, unit)),
            new=setting._words_of_value(setting._without(unit) if turn.value is None else turn.value),
        )
        return Line("", tuple(sorted(setting.article_ids.mapped("number"))), sentence)

    @api.model
    def _hand_line(self, value):
        setting = value.setting_id.with_env(self.env)
        sentence = self.env._(
            "%(setting)s stays “%(value)s”: %(person)s interpreted it so",
            setting=setting.name,
            value=setting._words_of_value(json.loads(value.value)),
            person=value.user_id.name,
        )
        return Line("", tuple(sorted(setting.article_ids.mapped("number"))), sentence, is_note=True)

    @api.model
    def _in_my_words(self, words):
        """Words of the files in the user's language: a reason is put on record in one."""
        return words.get(self.env.lang) or words["zh_CN"] if isinstance(words, dict) else words

    @api.model
    def _settings_of(self, base):
        """{code: setting} of a regulation, of no pack nothing."""
        return {setting.code: setting for setting in base.setting_ids}

    @api.model
    def _section_local(self):
        """The own values of units that make a difference."""
        latest = {}
        for row in self.env["jn.setting.value"].search(
            [("unit_id", "!=", False), ("effective_from", "<=", self.env["jn.clock"]._now())], order="effective_from, id"
        ):
            latest[row.setting_id, row.unit_id] = row
        return [
            self._local_row(row) for (setting, unit), row in latest.items() if setting.active and setting._differs(unit)
        ]

    @api.model
    def _local_row(self, row):
        setting = row.setting_id
        return Local(
            self.env._("Settings"), setting.code, setting.name, setting.current_words,
            row.unit_id.id, setting._words_of_value(setting._get(setting.code, row.unit_id)), row.effective_from, row.why,
            row._name, row.id, setting._name, setting.id,
        )
