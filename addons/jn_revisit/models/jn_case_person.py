from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed
from odoo.addons.jn_rules import phones

NOT_THE_WINDOW = ("supervisor", "administrator")
CALLERS = ("liaison", "chief_representative", *NOT_THE_WINDOW)
ANYTHING = "%"  # what a pattern ends with that asks for a name's beginning
CONTAINS = ("ilike", "like")  # a searched word without a pattern of its own


class JnCasePerson(models.AbstractModel):
    """Who brought the matter, as far as each reader may know it (decision D12).

    Name and number are kept in fields that nobody reads. What people see is computed for each of them: the number
    masked, and neither name nor number for those whom the criticism is about. Searches go the same way, so that
    nobody finds by a word what they may not see; what is computed can be neither grouped nor sorted by.
    """

    _name = "jn.case.person"
    _description = "Person behind a case"

    applicant = fields.Char(readonly=True, string="Applicant as sent", groups=fields.NO_ACCESS)
    applicant_name = fields.Char(compute="_compute_person", search="_search_applicant_name", string="Applicant")
    phone = fields.Char(compute="_compute_person", search="_search_phone")
    phone_number = fields.Char(readonly=True, groups=fields.NO_ACCESS)
    phone_e164 = fields.Char(readonly=True, index="btree_not_null", groups=fields.NO_ACCESS)
    phone_changed_at = fields.Datetime(readonly=True, string="Number changed at")
    phone_problem = fields.Selection(
        [("empty", "No number"), ("invalid", "Not a number"), ("not_mobile", "No Chinese mobile number")], readonly=True
    )

    @api.depends("applicant", "phone_number", "handler_id", "unit_id")
    @api.depends_context("uid", "su")
    def _compute_person(self):
        hidden = self._person_hidden()
        for case in self.sudo():  # hidden or masked before it is shown
            shown = self.browse(case.id)
            unseen = shown in hidden
            number = case.phone_number or ""
            shown.applicant_name = not unseen and case.applicant
            shown.phone = not unseen and (number if self.env.su else phones.mask(number))

    def _person_hidden(self):
        """Those of these cases whose person the user may not know."""
        if self.env.su or not self._hides_person():
            return self.browse()
        return self.filtered(lambda case: case._is_criticised(self.env.user))

    def _is_criticised(self, user):
        """True if the criticism is about this person: the handler, or every clerk of the unit where none was matched (D5)."""
        if self.handler_id:
            return user == self.handler_id
        return user.has_group("jn_org.group_window_clerk") and self.unit_id in user.unit_ids

    @api.model
    def _hides_person(self):
        return self.env["jn.setting"]._get("privacy.hide_from_handler")

    @api.model
    def _domain_person_seen(self):
        """Which cases the user may find by their person: those of their sight that are not about themselves."""
        if self.env.su:
            return Domain.TRUE
        user = self.env.user
        mine = Domain("unit_id", "in", user.work_unit_ids.ids) | Domain("matter_id", "in", user.field_matter_ids.ids)
        seen = Domain.TRUE if user.sees_all_work else mine
        if not self._hides_person():
            return seen
        if user.has_group("jn_org.group_window_clerk"):
            seen &= Domain("handler_id", "!=", False) | Domain("unit_id", "not in", user.unit_ids.ids)
        return seen & (Domain("handler_id", "=", False) | Domain("handler_id", "!=", user.id))

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """As Odoo does it; of namesakes the page is found first, in an index that knows all it takes, and only its cases are read."""
        asked = Domain(domain)
        if field_names == [] or all(leaf.field_expr != "applicant_name" for leaf in asked.iter_conditions()):
            return super().search_fetch(asked, field_names, offset, limit, order)
        found = super().search_fetch(asked, [], offset, limit, order)
        found.fetch(field_names)
        return found

    @api.model
    def _search_applicant_name(self, operator, value):
        """A name is found whole or by its beginning: there is an index for these, and none for its middle."""
        if operator == "in":
            return self._find_person(Domain("applicant", "in", value))
        if operator in CONTAINS:
            value = f"{value}{ANYTHING}"
        elif operator not in ("=like", "=ilike"):
            return NotImplemented
        if not value.rstrip(ANYTHING) or value.startswith((ANYTHING, "_")):
            raise BadInput(self.env._("A name is found by its beginning. Please type its first characters."))
        return self._find_person(Domain("applicant", "=like", value))

    @api.model
    def _search_phone(self, operator, value):
        """A masked number is found by the whole number only, and the question is kept: parts would be an oracle."""
        if operator != "in":
            return NotImplemented
        numbers = [number for number in (phones.check(word).e164 for word in value if word) if number]
        self.env["jn.number.search"]._keep(numbers)
        return self._find_person(Domain("phone_e164", "in", numbers))

    @api.model
    def _find_person(self, domain):
        # by fields that nobody reads, among what the user may know; record rules apply to what is found as well
        return Domain("id", "in", self.sudo()._search(domain & self._domain_person_seen()))

    def reveal_phone(self, reason):
        """Return the full number to someone who has to call, and remember who asked and why (decision D12)."""
        self.ensure_one()
        self.check_access("read")
        if not self._may_call(self.env.user) or self._is_criticised(self.env.user):
            raise NotAllowed(self.env._("Numbers are shown to those who have to call the citizen."))
        if not (reason or "").strip():
            raise BadInput(self.env._("Please say why you need the number."))
        self.env["jn.unmasking"].sudo().create({  # facts are written by the system
            "case_id": self.id, "unit_id": self.unit_id.id, "user_id": self.env.uid, "reason": reason.strip(),
            "at": self.env["jn.clock"]._now(),
        })
        return self.sudo().phone_number or ""  # checked and put on record above

    def action_repair_phone(self, phone):
        """Correct a citizen's number; one that could not be reached is asked again while there is time (Art. 13)."""
        self.ensure_one()
        self.check_access("read")
        if not self._may_call(self.env.user, "window_clerk"):
            raise NotAllowed(self.env._("Numbers are corrected by the window's staff or the supervisors."))
        self.sudo()._repair_phone(phone, self.env.user)  # checked above; staff have no write access of their own
        return True

    def _repair_phone(self, phone, user):
        """Take a number that `user` has corrected; what could not be delivered is mended by it."""
        dead = self._dead_messages()
        self._take_phone(phone)
        dead.with_user(user)._log_repair("number")
        about_case = dead.filtered(lambda message: message.res_model == self._name)
        about_case._send_copy(self._message_recipient())

    def _dead_messages(self):
        """The messages about this case or its revisits that no channel could deliver and nobody has mended."""
        revisits, cases = (Domain("res_model", "=", records._name) & Domain("res_id", "in", records.ids) for records in (self.revisit_ids, self))
        lost = Domain("state", "=", "failed") & Domain("next_id", "=", False) & Domain("mended", "=", False)
        return self.env["jn.message"].search((revisits | cases) & lost)

    def _take_phone(self, phone):
        """Store a number; ask again where the last one could not be reached and the term still runs."""
        now = self.env["jn.clock"]._now()
        self.write({**self._prepare_phone_values(phone), "phone_changed_at": now})
        open_term = self.filtered(lambda case: any(each.kind == "auto" and each._is_repairable() for each in case.revisit_ids))
        open_term.filtered(lambda case: not case.phone_problem)._flow_fire("number_repaired")

    @api.model
    def _prepare_phone_values(self, phone):
        checked = phones.check(phone)
        return {
            "phone_number": (phone or "").strip() or False,
            "phone_e164": checked.e164 or False,
            "phone_problem": checked.reason or False,
        }

    def _may_call(self, user, *more_roles):
        """Whether this person's role has a use for the number; the window's has none once the citizen wants the supervisors."""
        own = [user.has_group(f"jn_org.group_{role}") for role in (*CALLERS, *more_roles)]
        others = [user.has_group(f"jn_org.group_{role}") for role in NOT_THE_WINDOW]
        # What the citizen wished holds for whoever sees the case.
        return any(others if self.sudo()._wants_supervisor() else own)
