from collections import Counter

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import NotAllowed
from odoo.addons.jn_rules import similar

from .. import segmenting

MOST_GROUPS = 30  # what a screen can hold
MOST_NAMES = 3


class JnSimilar(models.AbstractModel):
    """Complaints that say the same in other words: what has become common (带有普遍性的问题, Art. 10).

    They are compared when somebody asks, by what that person may read; nothing is stored and nothing leaves the machine.
    """

    _name = "jn.similar"
    _description = "Similar complaints"

    @api.model
    def page(self, period=None):
        """Groups of similar complaints of a period, the largest first.

        :param period: a key of `_names()` of jn.analysis.period or [first day, last day]; without, what the setting says
        :return: {periods, period, asked, words, compared, cut, alone, least,
            groups: [{size, words, example, matters: [{name, number}], units, window, suggestion}], rest}
        """
        if not self.env["jn.analysis.answer"].has_access("read"):
            raise NotAllowed(self.env._("Analysis is for people of the windows, offices and bureaus."))
        asked, get = self.env["jn.analysis.period"], self.env["jn.setting"]._get
        period = period or get("analysis.similar_period")
        chosen = asked._of(period)
        rows = self._complaints(chosen)
        groups = self._groups(rows)
        return {
            "periods": [{"code": code, "name": name} for code, name in asked._names().items()],
            "period": [str(chosen.start), str(chosen.end)], "asked": period, "words": asked._words(chosen),
            "compared": len(rows), "cut": len(rows) == get("analysis.similar_most"), "least": get("analysis.similar_least"),
            "alone": len(rows) - sum(len(group.keys) for group in groups), "rest": max(0, len(groups) - MOST_GROUPS),
            "groups": [self._shown(group, rows, chosen) for group in groups[:MOST_GROUPS]],
        }  # fmt: skip

    @api.model
    def _complaints(self, period):
        """{id: (comment, matter, unit)} of the bad answers with words of a period that the reader may read, the newest first."""
        start, end = self.env["jn.analysis.period"]._bounds(period)
        facts = self.env["jn.analysis.answer"]
        domain = Domain("answered_at", ">=", start) & Domain("answered_at", "<", end)
        domain &= Domain("level", "in", facts._bad_levels()) & Domain("answer_id.comment", "!=", False)
        most = self.env["jn.setting"]._get("analysis.similar_most")
        rows = facts.search_fetch(domain, ["answer_id", "matter_id", "unit_id"], limit=most)
        return {row.id: (row.answer_id.comment, row.matter_id, row.unit_id) for row in rows}

    @api.model
    def _groups(self, rows):
        get = self.env["jn.setting"]._get
        texts = {key: segmenting.words(comment) for key, (comment, _matter, _unit) in rows.items()}
        return similar.groups(texts, get("analysis.similar_percent") / 100, get("analysis.similar_least"))

    @api.model
    def _shown(self, group, rows, period):
        of_group = [rows[key] for key in group.keys]
        shown = {
            "size": len(of_group), "words": list(group.words), "example": of_group[0][0],
            "matters": self._most(matter for _comment, matter, _unit in of_group),
            "units": self._most(unit for _comment, _matter, unit in of_group),
            "window": self._window(group),
        }  # fmt: skip
        may_suggest = self.env["jn.suggestion"].has_access("create")
        return {**shown, "suggestion": may_suggest and self._suggestion(group, shown, period)}

    @api.model
    def _most(self, records):
        """The records that occur most often, with how often."""
        return [{"id": one.id, "name": one.display_name, "number": number} for one, number in Counter(records).most_common(MOST_NAMES)]

    @api.model
    def _suggestion(self, group, shown, period):
        """The form of a suggestion about a group: with its matter and unit where most of it is about one."""
        problem = self.env._("%(size)s complaints say nearly the same, such as: “%(example)s”", size=shown["size"], example=shown["example"])
        main = {name: rows[0]["id"] for name, rows in (("matter_id", shown["matters"]), ("scope_unit_id", shown["units"]))
                if 2 * rows[0]["number"] > shown["size"]}  # fmt: skip
        return self.env["jn.suggestion"]._form(
            "similar", period, name=" ".join(group.words), problem=problem, unit_id=main.get("scope_unit_id"),
            answer_ids=[(6, 0, list(group.keys))], **main,
        )  # fmt: skip

    @api.model
    def _window(self, group):
        """The list of the complaints of a group."""
        return {
            "type": "ir.actions.act_window", "name": " ".join(group.words) or self.env._("Similar complaints"), "res_model": "jn.answer",
            "views": [(False, "list"), (False, "form")], "domain": [("id", "in", list(group.keys))],
        }  # fmt: skip
