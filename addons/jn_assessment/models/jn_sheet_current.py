from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import JnError, NotPossible

from .. import const, ground

COUNTED_BY = ("model", "domain", "unit_field", "date_field")


class JnSheetCurrent(models.AbstractModel):
    """Whether a computed sheet still says what would be computed now: what came in between is in no figure and no correction."""

    _name = "jn.sheet.current"
    _description = "What has changed since a score sheet was computed"

    outdated = fields.Text(string="Changed since it was computed", compute="_compute_outdated")

    @api.depends("state", "computed_at")
    @api.depends_context("lang", "uid")
    def _compute_outdated(self):
        for sheet in self:
            told = sheet._told_inputs() if sheet.state == const.COMPUTED else ()
            sheet.outdated = "\n".join(told) or False

    def _check_current(self):
        """Refuse to freeze figures that something has overtaken, and say what it is (decision C6)."""
        moved = [*self._moved_inputs()]
        if moved:
            raise NotPossible(self.env._(
                "%(sheet)s no longer fits what it counts. Compute it again, then publish it. Since it was computed this has changed: %(what)s",
                sheet=self.display_name, what="; ".join(moved),
            ))  # fmt: skip

    @api.model
    def _collide(self, start, end):
        """Let nobody publish a sheet of these days in the very instant in which this transaction changes what it counts.

        Neither would see the other. Once both have written to the sheet's row, PostgreSQL refuses the later one, which
        Odoo then does anew: it finds a published sheet, and signs a correction; or a change, and refuses to publish.
        """
        self.flush_model(["state", "period_start", "period_end"])
        self.env.cr.execute(SQL(
            "UPDATE %s SET state = state WHERE state = %s AND period_start <= %s AND period_end >= %s",
            SQL.identifier(self._table), const.COMPUTED, end, start,
        ))

    def _told_inputs(self):
        """The same for a screen: rules that cannot be read at all are told there, too."""
        try:
            return [*self._moved_inputs()]
        except JnError as error:
            return [str(error)]

    def _moved_inputs(self):
        """Sentences about each thing a sheet rests on that is not what it was at the moment of computing."""
        self.ensure_one()
        held = self.scheme_id._holding(self.period_start)
        if held and held != self.scheme_id:
            yield self.env._("version %(number)s of the scheme holds in this period", number=held.version)
        yield from self._moved_settings()
        yield from self._moved_ground()
        if self.is_mean:
            yield from self._moved_quarters()
            return
        yield from self._moved_rules()
        yield from self._moved_deductions()
        yield from self._moved_cases()

    def _moved_settings(self):
        """Settings that figures are reckoned by, whose value is another one now."""
        get = self.env["jn.setting"]._get
        with self.env["jn.clock"]._frozen(self.computed_at):
            then = {code: get(code) for code in const.SCORED_BY}
        moved = [code for code in const.SCORED_BY if get(code) != then[code]]
        return self.env["jn.setting"].sudo().search([("code", "in", moved)]).mapped("name")  # settings are no secret

    def _moved_quarters(self):
        pins = self.env["jn.reckoner.year"]._pins(self)
        if pins != self.formulas.get("quarters", pins):
            yield self.env._("a quarter was published or corrected")

    def _moved_rules(self):
        """Formulas and measures of the scheme that read otherwise now."""
        then, now = self.formulas["book"], self.env["jn.formula"]._book()
        names = self.scheme_id._names(then) | self.scheme_id._names(now)
        moved = {name for name in names if then.get(name) != now.get(name)} | self._moved_measures(now)
        words = self.env["jn.formula"]._name_words(self.scheme_id) if moved else {}
        return [self.env._("the rule “%(rule)s”", rule=words.get(code, code)) for code in sorted(moved)]

    def _moved_measures(self, book):
        """Codes of measures that are other ones now, or whose condition reads another setting."""
        then = self.formulas.get("measures")
        if then is None:  # sheets from before they were kept
            return set()
        now = self.scheme_id._measures(book)._kept()
        changed = {code for code in then.keys() | now.keys() if self._counting(then.get(code)) != self._counting(now.get(code))}
        with self.env["jn.clock"]._frozen(self.computed_at):
            conditions = self._conditions()
        return changed | {code for code, condition in self._conditions().items() if condition != conditions[code]}

    @staticmethod
    def _counting(kept):
        """What of a kept measure decides what it counts; its name does not."""
        return kept and {name: kept[name] for name in COUNTED_BY}

    def _conditions(self):
        """{measure code: its condition} of the measures kept here, by the settings of the clock's moment."""
        measures = self._measures_then(self.formulas["measures"])
        return {one.code: one._condition(self.computed_at) for one in measures}

    def _moved_ground(self):
        """Units that came, went, or count for others than they did."""
        reckoned = self.ground and ground.read(self.env["jn.reckoner"]._ground(self.sudo()).kept())  # the tree is no secret
        if reckoned and reckoned != ground.read(self.ground):
            yield from [*self._moved_units()] or [self.env._("who is ranked, or what counts for whom")]

    def _moved_deductions(self):
        """Units from whose total more or less is taken off by now than it was."""
        totals = self.line_ids.filtered(lambda line: not line.indicator_id)
        booked = self.env["jn.deduction"]._booked(self.sudo()._period(), totals.unit_id)  # the period is no secret
        for line in totals:
            now = booked.get(line.unit_id.id, 0)
            if round(now - line.deducted, const.POINTS_DIGITS):
                yield self.env._("deductions of %(unit)s: %(now)g points, not %(then)g",
                                 unit=line.unit_id.name, now=now, then=line.deducted)
