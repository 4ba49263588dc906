from odoo import api, models
from odoo.tools.mail import plaintext2html

from odoo.addons.jn_desk.const import CHANGED
from odoo.addons.jn_rules import phones
from odoo.addons.jn_rules.periods import day_of

from ..const import TEMPLATE

LIAISON = "jn_org.group_liaison"


class JnWarningHerald(models.AbstractModel):
    """Who hears of a warning, and how: an activity for its owner, word on the screen and in the inbox for the others."""

    _name = "jn.warning.herald"
    _description = "Herald of warnings"

    @api.model
    def _owners(self, warning):
        """Those who could own it, the nearest first: the role at the unit, else in its hall, its county, its city."""
        return self._nearest(warning.rule_id.owner_group_id, self._places(warning.unit_id))

    @api.model
    def _told(self, warning):
        """Those who are told: the rule's roles at the unit, and those above at the nearest unit that has some."""
        rule, unit = warning.rule_id.sudo(), warning.unit_id  # who is told is configuration
        above = self._places(unit)[1:]
        return self._people(unit, rule.group_ids) | self._nearest(rule.above_group_ids, above)

    @api.model
    def _places(self, unit):
        """The unit and what lies above it, each once."""
        found = [unit]
        for place in (unit.hall_id, unit.county_id, unit._city()):
            if place and place not in found:
                found.append(place)
        return found

    @api.model
    def _nearest(self, groups, places):
        for place in places:
            people = self._people(place, groups)
            if people:
                return people
        return self.env["res.users"]

    @api.model
    def _people(self, unit, groups):
        return unit._holding(groups.sudo()) | unit._standing_in(groups.sudo())  # whose roles they are is configuration

    @api.model
    def _tell(self, rule, warnings):
        """Tell of new warnings of one rule: each person once, however many there are."""
        heard = {}
        for warning in warnings:
            self._plan(warning)
            for person in self._told(warning) | warning.owner_id:
                heard.setdefault(person, []).append(warning)
        for person, some in heard.items():
            self._show(person, rule, some)
        self._note(rule, heard)
        self._message(warnings)

    @api.model
    def _hand_over(self, warnings):
        """The new owner has the activity, the old one no longer."""
        for warning in warnings.sudo():  # the system plans, whoever took it on
            warning.activity_ids.unlink()
            self._plan(warning)

    @api.model
    def _plan(self, warning):
        if not warning.owner_id:
            return
        zone = self.env["jn.warning.gauge"]._zone()
        # the system plans; the lists of those who work tell them, no e-mail
        self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create({
            "res_model_id": self.env["ir.model"]._get_id(warning._name), "res_id": warning.id, "user_id": warning.owner_id.id,
            "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id, "automated": True,
            "summary": warning.with_context(lang=warning.owner_id.lang).rule_id.name,
            "date_deadline": day_of(self.env["jn.clock"]._now(), zone),
        })  # fmt: skip

    @api.model
    def _show(self, person, rule, warnings):
        """Word on the screen of that person."""
        names = ", ".join(warning.unit_id.display_name for warning in warnings)
        news = {"model": warnings[0]._name, "name": f"{rule.with_context(lang=person.lang).name}: {names}"}
        person._bus_send(CHANGED, {**news, "id": warnings[0].id} if len(warnings) == 1 else news)

    @api.model
    def _note(self, rule, heard):
        """A line in the inbox of everybody but the owners, who have the activity."""
        for person, warnings in heard.items():
            others = [warning.with_context(lang=person.lang) for warning in warnings if warning.owner_id != person]
            if others:
                body = plaintext2html("\n".join(warning.explanation for warning in others))
                # it is the system that speaks
                self.env["mail.thread"].sudo().message_notify(
                    partner_ids=person.partner_id.ids, subject=rule.with_context(lang=person.lang).name, body=body,
                    author_id=self.env.ref("base.partner_root").id,
                )  # fmt: skip

    @api.model
    def _message(self, warnings):
        """A message to the liaisons' own phones, where the city has chosen it for this light."""
        rows = []
        for warning in warnings:
            if warning.light in self.env["jn.setting"]._get("warning.by_message", warning.unit_id):
                rows += self._rows(warning)
        if rows:
            self.env["jn.message"]._send(rows)

    @api.model
    def _rows(self, warning):
        template, unit = self.env["jn.message.template"]._named(TEMPLATE), warning.unit_id
        words = template._words({
            "unit": unit.name, "matter": warning.rule_id.with_context(lang="zh_CN").name, "signature": unit._city().name or unit.name,
            "date": str(warning.period_end), "number": len(warning),
        })  # fmt: skip
        people = unit._holders(LIAISON)
        numbers = {user.id: phones.check(user.sudo().phone).e164 for user in people}  # people's own, for their own duty
        return [
            {"key": f"{TEMPLATE}:{warning.id}:{user.id}", "unit_id": unit.id, "template_id": template.id,
             "recipient": numbers[user.id], **words}
            for user in people if numbers[user.id]
        ]  # fmt: skip
