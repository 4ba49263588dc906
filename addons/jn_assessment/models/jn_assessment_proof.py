from odoo import api, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import BadInput

from .. import conditions
from ..calculation import IDLE_NAMES, RESERVED, SCORE_NAMES, SHOWN_NAMES, TOTAL_NAMES, reach

COUNTS = ("numerator", "denominator", "active_numerator", "active_denominator")


class JnAssessmentProof(models.AbstractModel):
    """Reads `assessment.yaml` for mistakes that its schema cannot see, before anything is written."""

    _name = "jn.assessment.proof"
    _description = "Proof of a Pack's Assessment"

    @api.model
    def _problems(self, data, settings):
        """Pairs of (keys, sentence); `settings` are the rows of the pack's settings."""
        yield from self._double_names(data)
        for code, row in data["measures"].items():
            yield from self._of_measure(code, row, settings)
        for code, row in data["formulas"].items():
            yield from self._of_formula(code, row, settings)
        texts = {code: self._row_texts(row) for code, row in data["formulas"].items()}
        for code in texts:
            yield from self._of_texts(code, texts, data)
        for code, row in data["schemes"].items():
            yield from self._of_scheme(code, row, texts, data["measures"].keys())
            yield from self._of_units(code, row, settings)

    @api.model
    def _double_names(self, data):
        """A name means one thing wherever a formula may use it."""
        taken = {*self._part_names(data), *RESERVED}
        for kind in ("measures", "formulas"):
            for code in sorted(taken & data[kind].keys()):
                yield (kind, code), self.env._("%(name)s has another meaning in formulas already", name=code)
            taken |= data[kind].keys()

    @api.model
    def _of_measure(self, code, row, settings):
        functions = self._functions(settings)
        keys = ("measures", code)
        named = row.keys() - {"name", "articles", "date_setting", "date_fields"}
        measure = self.env["jn.measure"].new({"code": code, "name": code, **{k: row[k] for k in named}})
        try:
            measure._check_fields([row["date_field"], *row.get("date_fields", {}).values()])
            measure._check_condition(functions)
        except BadInput as error:
            yield keys, str(error)
        if ("date_setting" in row) != ("date_fields" in row):
            yield keys, self.env._("a setting and the moments of its options belong together")
        elif "date_setting" in row:
            yield from self._of_options(row["date_setting"], row["date_fields"], (*keys, "date_fields"), settings)

    @api.model
    def _of_units(self, code, row, settings):
        """Whether the condition of who is ranked can be used."""
        try:
            found = conditions.read(row.get("units", "[]"), self.env["jn.clock"]._now(), self._functions(settings))
            Domain(found).validate(self.env["jn.unit"])
        except (conditions.ConditionError, ValueError) as error:
            yield ("schemes", code, "units"), self.env._("the condition cannot be used: %(error)s", error=error)

    @api.model
    def _functions(self, settings):
        """What conditions may call, over the settings that the pack brings."""
        now = self.env["jn.clock"]._now()

        def ago(setting):
            if setting not in settings:
                raise KeyError(setting)
            return now

        def chosen(setting, *options):
            unknown = set(options) - self._options(settings[setting])
            if unknown:
                raise KeyError(f"{setting}: {', '.join(sorted(unknown))}")
            return conditions.ALWAYS

        return {"ago": ago, "chosen": chosen}

    @api.model
    def _of_options(self, setting, variants, keys, settings):
        """Whether there is one text for each option of a setting."""
        if setting not in settings:
            yield keys, self.env._("there is no setting %(code)s", code=setting)
        elif self._options(settings[setting]) != variants.keys():
            wanted = ", ".join(sorted(self._options(settings[setting])))
            yield keys, self.env._("expected one text for each of: %(options)s", options=wanted)

    @api.model
    def _of_formula(self, code, row, settings):
        """A formula has one text, or one for each option of its setting."""
        keys = ("formulas", code)
        if ("formula" in row) == ("variants" in row) or ("variants" in row) != ("setting" in row):
            yield keys, self.env._("a formula has either one text or a setting with variants")
        elif "setting" in row:
            yield from self._of_options(row["setting"], row["variants"], (*keys, "variants"), settings)

    @api.model
    def _options(self, setting):
        if setting["kind"] == "boolean":
            return {"true", "false"}
        return {option["code"] for option in setting.get("options", [])}

    @api.model
    def _row_texts(self, row):
        return [*row.get("variants", {}).values(), *(row[name] for name in ("formula",) if name in row)]

    @api.model
    def _of_texts(self, code, texts, data):
        names = {*data["measures"], *data["formulas"], *self._part_names(data), *RESERVED}
        for text in texts[code]:
            found = list(self._try(text, names))
            yield from ((("formulas", code), sentence) for sentence in found)
            if not found and self._reaches(text, texts, code):
                yield ("formulas", code), self.env._("%(formula)s names itself.", formula=code)

    @api.model
    def _of_scheme(self, code, row, texts, measures):
        keys = ("schemes", code)
        codes = {part["code"] for part in row["indicators"]}
        yield from self._rests(row["business"], (*keys, "business"), texts, measures)
        yield from self._rests(row["total"], (*keys, "total"), texts, codes | TOTAL_NAMES)
        for name, names in (("idle", IDLE_NAMES), ("shown", SHOWN_NAMES)):
            if name in row:
                yield from self._rests(row[name], (*keys, name), texts, names)
        for place, extra in enumerate(row.get("extras", [])):
            yield from self._rests(extra["formula"], (*keys, "extras", place, "formula"), texts, measures)
        for place, part in enumerate(row["indicators"]):
            yield from self._of_indicator(part, row, (*keys, "indicators", place), texts, measures)

    @api.model
    def _of_indicator(self, part, row, keys, texts, measures):
        codes = {other["code"] for other in row["indicators"]}
        parts = {other["code"] for other in row["indicators"] if other.get("parent") == part["code"]}
        if part.get("parent", part["code"]) not in codes:
            yield (*keys, "parent"), self.env._("there is no indicator %(code)s", code=part["parent"])
        if "rate" in part:
            yield from self._rests(part["rate"], (*keys, "rate"), texts, self._tails(parts))
        elif any(name not in part for name in COUNTS):
            yield keys, self.env._("an indicator has a rate, or numerators and denominators of both sides")
        if "score" in part:
            yield from self._rests(part["score"], (*keys, "score"), texts, SCORE_NAMES)
        for name in COUNTS:
            if name in part:
                yield from self._rests(part[name], (*keys, name), texts, measures)

    @api.model
    def _rests(self, text, keys, texts, names):
        """What is wrong with a text that may rest on `names` only, through whichever formulas."""
        found = list(self._try(text, {*names, *texts}))
        yield from ((keys, sentence) for sentence in found)
        strangers = set() if found else self._reach(text, texts) - {*names, *texts}
        for name in sorted(strangers):
            yield keys, self.env._("%(name)s cannot be used here", name=name)

    @api.model
    def _try(self, text, names):
        try:
            self.env["jn.formula"]._check_text(text, text, names)
        except BadInput as error:
            yield str(error)

    @api.model
    def _reaches(self, text, texts, code):
        return code in self._reach(text, texts)

    @api.model
    def _reach(self, text, texts):
        """`reach`, without the texts that cannot even be read: those are told by themselves."""
        return reach(
            text, {code: [one for one in found if not list(self._syntax(one))] for code, found in texts.items()}
        )

    @api.model
    def _syntax(self, text):
        """The sentence about a text that is no formula whatever its names are."""
        try:
            reach(text, {})
        except ValueError as error:
            yield str(error)

    @api.model
    def _part_names(self, data):
        codes = {part["code"] for row in data["schemes"].values() for part in row["indicators"]}
        return self._tails(codes)

    @api.model
    def _tails(self, codes):
        return {f"{code}{tail}" for code in codes for tail in ("", "_numerator", "_denominator")}
