from odoo import api, models

from odoo.addons.jn_rules import phones

from ..const import CHANGED

TEMPLATE = "work_reminder"
LATE, SOON = "red", "yellow"


class JnReminder(models.AbstractModel):
    """Tells people of work that turns yellow or red: on their activities, on the screen, by message where the city wants it."""

    _name = "jn.reminder"
    _inherit = "jn.sweep"
    _description = "Reminders of late work"
    _sweep_order = 50  # after the limits have been ended

    @api.model
    def _sweep_next(self):
        firsts = [works.search([("remind_at", "!=", False)], order="remind_at", limit=1).remind_at for works in self._works()]
        return min(filter(None, firsts), default=None)

    @api.model
    def _sweep_batch(self, limit):
        now = self.env["jn.clock"]._now()
        handled = 0
        for works in self._works():
            due = works.search([("remind_at", "<=", now)], order="remind_at, id", limit=limit - handled)
            due = due.try_lock_for_update(allow_referencing=True)
            due.invalidate_recordset(["light"])  # it is a matter of time, and time has passed
            due.write({"reminded_at": now})
            for light, some in due.grouped("light").items():
                self._tell(some, light)
            handled += len(due)
        return handled

    @api.model
    def _works(self):
        """Everything with time limits that people are reminded of, as empty recordsets."""
        names = self.env.registry.descendants(["jn.reminded"], "_inherit")
        models_ = (self.env[name].sudo() for name in names)  # lateness is told whoever looks
        return [works for works in models_ if not works._abstract and "next_due_at" in works._fields]

    @api.model
    def _tell(self, works, light):
        if light not in (LATE, SOON):
            return
        # a sweep speaks no language of its own: what it writes down is in the office's, what it says in the listener's
        works = works.with_context(lang=self.env.company.partner_id.lang)
        owners = {work: work._flow_owners() for work in works}
        title = self.with_env(works.env)._title(light)
        works._flow_activities([("summary", "=", title)]).unlink()  # what is told again takes the place of what was
        works._flow_plan("todo", title)
        people = self.env["res.users"].union(*owners.values())
        for user in people:
            own = [work for work in works if user in owners[work]]
            user._bus_send(CHANGED, {"model": works._name, "light": light, "count": len(own), "name": own[0]._desk_name(user)})
        self._message(works, owners, light)

    @api.model
    def _title(self, light):
        return self.env._("Overdue: act at once") if light == LATE else self.env._("Due soon")

    @api.model
    def _message(self, works, owners, light):
        """A message to the owners' own phones, where the city has chosen it; each work and colour once."""
        rows = []
        for unit, some in works.grouped("unit_id").items():
            if light not in self.env["jn.setting"]._get("remind.by_message", unit):
                continue
            template = self.env["jn.message.template"]._named(TEMPLATE)
            for work in some:
                rows += self._rows(template, work, owners[work], light)
        if rows:
            self.env["jn.message"]._send(rows)

    @api.model
    def _rows(self, template, work, people, light):
        words = template._words(work._reminder_placeholders())
        numbers = {user.id: phones.check(user.sudo().phone).e164 for user in people}  # people's own, for their own duty
        return [
            {"key": f"{TEMPLATE}:{work._name}:{work.id}:{light}:{user.id}:{work.reminded_at}", "unit_id": work.unit_id.id,
             "template_id": template.id, "recipient": numbers[user.id], **words}
            for user in people if numbers[user.id]
        ]
