from odoo import api, models

from odoo.addons.jn_pack.schemas import load_schema

from .. import const
from ..calculation import NOTHING, TOTAL

FILE = "assessment.yaml"
MEASURE = ("model", "domain", "date_field", "unit_field")
SCHEME = ("unit_kind", "rank_within", "business", "total")
# what a file may leave out, with what it then is
SCHEME_DEFAULTS = {"idle": NOTHING, "shown": TOTAL, "units": "[]"}
SCHEME_NUMBERS = ("base", "full_marks")
SCHEME_WORDS = ("name", "empty_note", "unranked_note")
COUNTS = ("numerator", "denominator", "active_numerator", "active_denominator")
NUMBERS = ("weight", "standard")
FORMULAS = ("rate", "score")


class JnPackSectionAssessment(models.AbstractModel):
    """`assessment.yaml`: what is counted, how formulas read, and the schemes of Art. 15 and 16."""

    _name = "jn.pack.section.assessment"
    _inherit = ["jn.pack.section"]
    _description = "Assessment of a Pack"

    _section_sequence = 60
    _section_pattern = FILE
    _section_schema = load_schema(__file__, "assessment")

    @api.model
    def _section_apply(self, pack, files, publish):
        """Measures, then schemes without formulas, so that every name is known when the formulas come."""
        data = files.get(FILE) or {"measures": {}, "formulas": {}, "schemes": {}}
        kinds = self._apply_kinds(pack, data.get("deductions", {}))
        measures = self._apply_measures(pack, data["measures"])
        formulas = self._apply_formulas(pack, data["formulas"])
        schemes = self._apply_frames(pack, data["schemes"])
        self._apply_variants(formulas, data["formulas"])
        self._apply_texts(schemes, data["schemes"])
        if publish:
            self._publish(schemes)
        self._drop_schemes(self._current(pack).filtered(lambda one: one.code not in schemes))
        self._drop_kinds(pack, kinds)
        self._drop(pack, "jn.formula", self._of(pack, "jn.formula") - self.env["jn.formula"].union(*formulas.values()))
        self._drop(pack, "jn.measure", self._of(pack, "jn.measure") - measures)

    @api.model
    def _section_export(self, pack):
        data = {
            "measures": {one.code: self._measure_data(one) for one in self._of(pack, "jn.measure")},
            "formulas": {one.code: self._formula_data(one) for one in self._of(pack, "jn.formula")},
            "schemes": {one.code: self._scheme_data(one) for one in self._current(pack)},
        }
        if kinds := self._of(pack, "jn.deduction.kind"):
            data["deductions"] = {one.code: self._kind_data(one) for one in kinds}
        return {FILE: data} if any(data.values()) else {}

    @api.model
    def _section_covered(self):
        named = {
            "jn.measure": self.env._("Measures"),
            "jn.formula": self.env._("Formulas"),
            "jn.scheme": self.env._("Schemes"),
            "jn.indicator": self.env._("Indicators"),
            "jn.deduction.kind": self.env._("Kinds of deductions"),
        }
        return [(words, "", self.env[model].search([])) for model, words in named.items()]

    @api.model
    def _section_problems(self, files, everything):
        data = files.get(FILE)
        if not data:
            return []
        settings = everything.get("settings.yaml", {}).get("settings", {})
        found = self.env["jn.assessment.proof"]._problems(data, settings)
        return [(FILE, keys, sentence) for keys, sentence in found]

    @api.model
    def _of(self, pack, model):
        return self.env[model].search([("pack_id", "=", pack.id)])

    @api.model
    def _current(self, pack):
        """The schemes in use, and drafts of those never published: other versions are history and in no file."""
        every = self.env["jn.scheme"].with_context(active_test=False)
        found = every.search([("pack_id", "=", pack.id), ("unit_id", "=", False)], order="active desc, version desc")
        wanted = {}
        for scheme in found:
            if scheme.active or scheme.state == const.DRAFT:
                wanted.setdefault(scheme.code, scheme)
        return self.env["jn.scheme"].union(*wanted.values()).sorted("code")

    @api.model
    def _drop(self, pack, model, gone):
        """What the files no longer name goes away."""
        gone.unlink()

    @api.model
    def _drop_schemes(self, gone):
        """Schemes that the files no longer name: those with sheets are out of use, the others removed."""
        used = gone.filtered("sheet_ids")
        used.sudo().write({"active": False})  # who applies a pack may publish; versions are written by nobody else
        (gone - used).sudo().unlink()  # as above

    @api.model
    def _drop_kinds(self, pack, kinds):
        gone = self._of(pack, "jn.deduction.kind") - kinds
        used = self.env["jn.deduction"].search([("kind_id", "in", gone.ids)]).kind_id
        self._retire(gone, used)

    @api.model
    def _apply_kinds(self, pack, rows):
        known = {one.code: one for one in self.env["jn.deduction.kind"].with_context(active_test=False).search([])}
        kinds = self.env["jn.deduction.kind"]
        for code, row in rows.items():
            values = {"pack_id": pack, **self._common(pack, code, row), "points": row["points"], "once": row.get("once", "")}
            kinds |= self._upsert(known.get(code), "jn.deduction.kind", values)
        return kinds

    @api.model
    def _kind_data(self, kind):
        data = {**self._common_data(kind), **self._numbers(kind, ("points",))}
        return {**data, "once": kind.once} if kind.once else data

    @api.model
    def _apply_measures(self, pack, rows):
        known = {one.code: one for one in self._of(pack, "jn.measure")}
        measures = self.env["jn.measure"]
        for code, row in rows.items():
            values = {"pack_id": pack, **self._common(pack, code, row), **{name: row[name] for name in MEASURE}}
            values["date_setting_code"] = row.get("date_setting", "")
            measure = self._upsert(known.get(code), "jn.measure", values)
            self._apply_rows(measure, measure.date_ids, "date_field", row.get("date_fields", {}))
            measures |= measure
        return measures

    @api.model
    def _apply_rows(self, owner, have, name, wanted):
        """Make the rows `have` of `owner` say {option: text} as `wanted`."""
        known = {row.option or "": row for row in have}
        [owner_field] = [field for field in ("measure_id", "formula_id") if field in have._fields]
        for option, text in wanted.items():
            self._upsert(known.pop(option, None), have._name, {owner_field: owner, "option": option, name: text})
        have.browse().union(*known.values()).unlink()

    @api.model
    def _apply_formulas(self, pack, rows):
        """{code: formula}, texts still to come."""
        known = {one.code: one for one in self._of(pack, "jn.formula")}
        formulas = {}
        for code, row in rows.items():
            values = {"pack_id": pack, **self._common(pack, code, row), "setting_code": row.get("setting", "")}
            formulas[code] = self._upsert(known.get(code), "jn.formula", values)
        return formulas

    @api.model
    def _apply_variants(self, formulas, rows):
        for code, formula in formulas.items():
            self._apply_rows(formula, formula.variant_ids, "text", self._variants(rows[code]))

    @api.model
    def _variants(self, row):
        return row["variants"] if "variants" in row else {"": row["formula"]}

    @api.model
    def _apply_frames(self, pack, rows):
        """{code: scheme}: those that are as the files say stay; others are made anew, without their formulas."""
        known = {one.code: one for one in self._current(pack)}
        schemes = {}
        for code, row in rows.items():
            scheme = known.get(code)
            if not scheme or self._scheme_data(scheme) != self._normal(row):
                scheme = self._new_version(pack, code, row, scheme)
            schemes[code] = scheme
        return schemes

    @api.model
    def _new_version(self, pack, code, row, old):
        """A draft with its indicators, without formulas; `old` makes room for it when no sheet needs it."""
        every = self.env["jn.scheme"].with_context(active_test=False).search([("code", "=", code)], order="version")
        number, since = every[-1:].version + 1, self.env["jn.clock"]._now().date() if old and old.sheet_ids else False
        if old and not old.sheet_ids:
            number, since = old.version, old.effective_on
            old.sudo().unlink()  # who applies a pack may publish; versions are written by nobody else
        plain = {name: row[name] for name in SCHEME if name != "total"}
        plain |= {name: row.get(name, other) for name, other in SCHEME_DEFAULTS.items()}
        plain |= {name: row.get(name, 0) for name in SCHEME_NUMBERS}
        words = {name: row[name] for name in SCHEME_WORDS}
        values = {"pack_id": pack, "code": code, "version": number, "effective_on": since, **plain, **words}
        scheme = self.sudo()._create("jn.scheme", {**values, "article_ids": self._articles(pack, row["articles"])})  # as above
        for place, part in enumerate(row["indicators"], start=1):
            numbers = {name: part.get(name, 0) for name in NUMBERS}
            frame = {"scheme_id": scheme, "sequence": 10 * place, **self._common(pack, part["code"], part), **numbers}
            self._create("jn.indicator", frame)
        for place, part in enumerate(row.get("extras", []), start=1):
            frame = {"scheme_id": scheme, "sequence": 10 * place, **self._common(pack, part["code"], part)}
            self._create("jn.scheme.extra", {**frame, "kind": part["kind"], "formula": part["formula"]})
        return scheme.with_env(self.env)

    @api.model
    def _apply_texts(self, schemes, rows):
        for code, scheme in schemes.items():
            if scheme.total:
                continue
            by_code = {one.code: one for one in scheme.indicator_ids}
            for part in rows[code]["indicators"]:
                parent = by_code.get(part.get("parent"), self.env["jn.indicator"])
                texts = {name: part.get(name, "") for name in COUNTS}
                self._store(by_code[part["code"]], {**texts, "parent_id": parent})
            for part in rows[code]["indicators"]:
                self._store(by_code[part["code"]], {name: part.get(name, "") for name in FORMULAS})
            scheme.total = rows[code]["total"]

    @api.model
    def _publish(self, schemes):
        for scheme in schemes.values():
            if scheme.state == const.DRAFT:
                scheme.sudo()._publish(scheme.effective_on)  # who applies a pack may publish it

    @api.model
    def _common(self, pack, code, row):
        return {"code": code, "name": row["name"], "article_ids": self._articles(pack, row["articles"])}

    @api.model
    def _normal(self, row):
        """A scheme's row as an export writes it."""
        row = {**row, "articles": sorted(row["articles"])}
        for kind in ("indicators", "extras"):
            if kind in row:
                row[kind] = [{**part, "articles": sorted(part["articles"])} for part in row[kind]]
        return row

    @api.model
    def _measure_data(self, measure):
        data = {**self._common_data(measure), **{name: measure[name] for name in MEASURE}}
        if measure.date_setting_code:
            data["date_setting"] = measure.date_setting_code
            data["date_fields"] = {one.option: one.date_field for one in measure.date_ids}
        return data

    @api.model
    def _formula_data(self, formula):
        data = self._common_data(formula)
        if formula.setting_code:
            texts = {variant.option: variant.text for variant in formula.variant_ids}
            return {**data, "setting": formula.setting_code, "variants": texts}
        return {**data, "formula": formula.variant_ids.text}

    @api.model
    def _scheme_data(self, scheme):
        data = {**self._common_data(scheme), **{name: scheme[name] for name in SCHEME}}
        data |= {name: self._words_of(scheme, name) for name in SCHEME_WORDS}
        data |= self._numbers(scheme, SCHEME_NUMBERS)
        data |= {name: scheme[name] for name, other in SCHEME_DEFAULTS.items() if scheme[name] != other}
        if scheme.extra_ids:
            data["extras"] = [self._extra_data(one) for one in scheme.extra_ids]
        return {**data, "indicators": [self._indicator_data(one) for one in scheme.indicator_ids]}

    @api.model
    def _extra_data(self, extra):
        return {"code": extra.code, **self._common_data(extra), "kind": extra.kind, "formula": extra.formula}

    @api.model
    def _indicator_data(self, indicator):
        texts = {name: indicator[name] for name in (*COUNTS, *FORMULAS) if indicator[name]}
        if indicator.parent_id:
            texts["parent"] = indicator.parent_id.code
        return {"code": indicator.code, **self._common_data(indicator), **self._numbers(indicator, NUMBERS), **texts}

    @api.model
    def _common_data(self, record):
        return {"name": self._words_of(record, "name"), "articles": sorted(record.article_ids.mapped("number"))}

    @staticmethod
    def _numbers(record, names):
        """Numbers as files have them: whole ones without a point, none for 0."""
        return {name: int(n) if float(n := record[name]).is_integer() else n for name in names if record[name]}
