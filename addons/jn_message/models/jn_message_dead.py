from odoo import fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotPossible

MENDERS = ("supervisor", "liaison", "chief_representative", "administrator")


class JnMessage(models.Model):
    """What no channel could deliver waits for a person: correct the number, send again, or mark unreachable; each is logged."""

    _inherit = "jn.message"

    mended = fields.Boolean(readonly=True, help="It failed on its last channel, and a person has dealt with it.")
    repair_ids = fields.One2many("jn.message.repair", "message_id", string="Repairs", readonly=True)

    _dead_index = models.Index(
        "(unit_id, id) WHERE state = 'failed' AND next_id IS NULL AND mended IS NOT TRUE"
    )

    def send_again(self):
        """Send messages that could not be delivered once more, on the first channel of their ladder."""
        dead = self._to_mend()
        for model, messages in dead.grouped("res_model").items():
            messages = messages.sudo()  # checked in _to_mend; the queue is the system's
            records = messages._subjects() if model else None
            if records and hasattr(records, "_message_send_again"):
                records._message_send_again(messages)
            else:
                messages._send_copy()
        dead._log_repair("again")
        return True

    def mark_unreachable(self, note):
        """Take messages off the list whose citizen cannot be reached, with the reason."""
        if not isinstance(note, str) or not note.strip():
            raise BadInput(self.env._("Please say why this citizen cannot be reached."))
        self._to_mend()._log_repair("unreachable", note.strip())
        return True

    def _to_mend(self):
        """Those of these messages that wait for repair, for who may mend them."""
        self._check_person(*(f"jn_org.group_{role}" for role in MENDERS))
        dead = self.filtered(lambda message: message.state == "failed" and not message.next_id and not message.mended)
        if not dead:
            raise NotPossible(self.env._("This message has been dealt with already, or it is still under way."))
        return dead

    def _log_repair(self, kind, note=False):
        """Note who did what about these; none of them waits any longer. Its callers check the person."""
        who = {"kind": kind, "note": note, "user_id": self.env.uid, "at": self.env["jn.clock"]._now()}
        mended = self.sudo()  # the log is the system's, and a clerk who corrects a number reads no messages
        self.env["jn.message.repair"].sudo().create(  # as above
            [{"message_id": message.id, "unit_id": message.unit_id.id, **who} for message in mended]
        )
        mended.mended = True

    def _send_copy(self, numbers=None):
        """Queue the same words about the same records anew; `numbers`: {record id: number}, where they may have changed."""
        copied = ("res_model", "res_id", "text", "values", "merges", "numbered_ids")
        return self._send(
            [
                {
                    **{name: message[name] for name in copied},
                    **{name: message[name].id for name in ("unit_id", "matter_id", "template_id")},
                    "recipient": (numbers or {}).get(message.res_id, message.recipient),
                    "key": f"{message.key}/again",
                }
                for message in self
            ]
        )
