from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jn_rules import cohorts, scores

from ..const import VERDICTS, WAITING

# One row for each suggestion and stretch asked about: its scope, and the answers of matters completed then. Of each first
# automatic revisit that a person answered the worst word counts once, as everywhere in the analysis.
COUNTED = """
    SELECT asked.id, asked.which, count(*) FILTER (WHERE worst.level = ANY(%(bad)s) AND {tag} AND {cause}), count(*)
    FROM (VALUES %(asked)s) AS asked (id, which, start_at, end_at, path, matter_id, tag_id, cause_id, department_id, channel)
    JOIN jn_revisit AS revisit ON revisit.kind = 'auto' AND revisit.round = 1
         AND revisit.completed_at >= asked.start_at AND revisit.completed_at < asked.end_at
         AND revisit.outcome IN ('satisfied', 'dissatisfied')
    JOIN jn_unit AS unit ON unit.id = revisit.unit_id AND unit.parent_path LIKE asked.path || '%%'
         AND (asked.department_id IS NULL OR unit.department_id = asked.department_id)
    JOIN jn_case AS kase ON kase.id = revisit.case_id AND (asked.matter_id IS NULL OR kase.matter_id = asked.matter_id)
    JOIN LATERAL (SELECT answer.id, answer.level, answer.channel FROM jn_answer AS answer WHERE answer.revisit_id = revisit.id
                  ORDER BY answer.level, answer.id LIMIT 1) AS worst ON asked.channel IS NULL OR worst.channel = asked.channel
    GROUP BY asked.id, asked.which
""".format(
    tag="""(asked.tag_id IS NULL OR EXISTS (SELECT FROM jn_answer_jn_answer_tag_rel AS ticked
            WHERE ticked.jn_answer_id = worst.id AND ticked.jn_answer_tag_id = asked.tag_id))""",
    cause="""(asked.cause_id IS NULL OR asked.cause_id = (SELECT report.cause_id FROM jn_rectification AS report
              WHERE report.case_id = kase.id AND report.cause_id IS NOT NULL ORDER BY report.id DESC LIMIT 1))""",
)
ROW = "(%s::int, %s::varchar, %s::timestamp, %s::timestamp, %s::varchar, %s::int, %s::int, %s::int, %s::int, %s::varchar)"
BEFORE, AFTER = "before", "after"


class JnSuggestion(models.Model):
    """Whether a suggestion helped: bad answers of its scope in the cohort before it was made and in the one after it was
    carried out, both as fractions with their intervals (Art. 10; decision C13).
    """

    _inherit = "jn.suggestion"

    verdict = fields.Selection(VERDICTS, compute="_compute_measurement", string="Effect")
    measurement = fields.Text(compute="_compute_measurement", string="Before and after")

    @api.depends("made_at", "carried_out_at", "scope_unit_id", "matter_id", "tag_id", "cause_id", "department_id", "channel")
    @api.depends_context("lang")
    def _compute_measurement(self):
        """Counted anew whenever it is shown, for all of these suggestions in one statement."""
        counted = self._origin._counted(self._origin._cohorts())
        for one in self:
            before, after = (cohorts.Share(*counted.get((one._origin.id, which), (0, 0))) for which in (BEFORE, AFTER))
            one.verdict = one._verdict(before, after)
            one.measurement = one._sentence(before, after)

    def _cohorts(self):
        """{(id, before | after): (from, until)} of naive UTC moments; after: until now at most."""
        length, now = self._length(), self.env["jn.clock"]._now()
        spans = {(one.id, BEFORE): (one.made_at - length, one.made_at) for one in self}
        done = self.filtered("carried_out_at")
        return {**spans, **{(one.id, AFTER): (one.carried_out_at, min(now, one.carried_out_at + length)) for one in done}}

    @api.model
    def _length(self):
        return timedelta(days=self.env["jn.setting"]._get("suggestion.cohort_days"))

    def _counted(self, spans):
        """{(id, which): (bad answers, answers)} of matters completed in spans {(id, which): (from, until)}; one statement."""
        if not spans:
            return {}
        for model in ("jn.revisit", "jn.answer", "jn.case", "jn.rectification", "jn.unit"):
            self.env[model].flush_model()
        bad = list(self.env["jn.setting"]._get("answer.bad_levels"))
        rows = SQL(", ").join(self.browse(one_id)._asked(which, *span) for (one_id, which), span in spans.items())
        # whoever sees a suggestion sees its figures: they are counts, by the scope that its maker saw
        found = self.env.execute_query(SQL(COUNTED, bad=bad, asked=rows))
        return {key: (0, 0) for key in spans} | {(one_id, which): (bad, answers) for one_id, which, bad, answers in found}

    def _asked(self, which, start, end):
        one = self.sudo()  # as above
        path = one._where().parent_path
        named = (one.matter_id.id, one.tag_id.id, one.cause_id.id, one.department_id.id, one.channel)
        return SQL(ROW, one.id, which, start, end, path, *(value or None for value in named))

    def _verdict(self, before, after):
        if not self.carried_out_at:
            return WAITING
        get = self.env["jn.setting"]._get
        return cohorts.verdict(before, after, get("score.small_sample"), get("score.confidence_percent"))

    def _sentence(self, before, after):
        """Both fractions with their intervals, and what may be said of them."""
        days = self._length().days
        told = [self.env._("In the %(days)s days before it was made: %(share)s.", days=days, share=self._share(before))]
        if self.carried_out_at:
            told.append(self.env._("After it was carried out, %(days)s: %(share)s.", days=self._days_words(), share=self._share(after)))
        told.append(self._verdict_words(self._verdict(before, after)))
        return "\n".join(told)

    def _days_words(self):
        """How much of the cohort after has gone by."""
        length, now = self._length(), self.env["jn.clock"]._now()
        gone = (now - self.carried_out_at).days
        if gone >= length.days:
            return self.env._("in %(days)s days", days=length.days)
        return self.env._("in %(gone)s of %(days)s days so far", gone=max(gone, 0), days=length.days)

    def _share(self, share):
        edges = scores.wilson(share.numerator, share.denominator, self.env["jn.setting"]._get("score.confidence_percent"))
        if not edges:
            return self.env._("no answers")
        low, high = (f"{100 * edge:.1f}%" for edge in edges)
        words = self._fraction(share.numerator, share.denominator)
        return self.env._("%(share)s, true share between %(low)s and %(high)s", share=words, low=low, high=high)

    def _verdict_words(self, verdict):
        return {
            WAITING: self.env._("It has not been carried out yet; afterwards the same is counted again."),
            cohorts.TOO_FEW: self.env._("Fewer than %(least)s answers on one side: too few to tell.",
                                        least=self.env["jn.setting"]._get("score.small_sample")),
            cohorts.BETTER: self.env._("It became better, by more than chance explains."),
            cohorts.SAME: self.env._("The difference may be chance."),
            cohorts.WORSE: self.env._("It became worse, by more than chance explains."),
        }[verdict]
