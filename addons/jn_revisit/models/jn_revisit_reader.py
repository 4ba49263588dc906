from odoo import api, models

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules.answers import parse_reply

TEMPLATE = "reply_which"


class JnRevisitReader(models.AbstractModel):
    """Takes a citizen's text as the answer to the question that is open for that number (decision A7)."""

    _name = "jn.revisit.reader"
    _inherit = ["jn.message.reader"]
    _description = "Reader of answers"

    @api.model
    def _read_messages(self, messages):
        """Answer what the texts answer and return those messages; the rest is for people.

        A message of a number that we have asked is noted as being about the question it may
        mean, understood or not, so that the right unit's supervisors find it.
        """
        words = self.env["jn.answer.level"]._by_word()
        asked = self._questions_asked(messages)
        numbered = self._questions_numbered(messages)
        read = messages.browse()
        for message in messages.sorted(lambda each: (each.received_at, each.id)):
            questions = asked.get(message.recipient)
            if questions and self._read(message, parse_reply(message.text or "", words), questions, numbered):
                read |= message
        return read

    @api.model
    def _questions_asked(self, messages):
        """Return {number: the revisits that have been put to it, by id}, in one search."""
        numbers = [number for number in messages.mapped("recipient") if number]
        domain = [("case_id.phone_e164", "in", numbers), ("sent_at", "!=", False)]
        revisits = self.env["jn.revisit"].sudo().search(domain, order="id")  # a citizen's number is in every unit
        return revisits.grouped(lambda revisit: revisit.case_id.phone_e164)

    @api.model
    def _questions_numbered(self, messages):
        """Return {number: ids in the order in which they were last listed to it}."""
        domain = [("key", "=like", f"{TEMPLATE}:%"), ("recipient", "in", messages.mapped("recipient"))]
        listings = self.env["jn.message"].sudo().search(domain, order="id")  # read for everybody
        return {listing.recipient: _listed_ids(listing.key) for listing in listings}

    @api.model
    def _read(self, message, reply, questions, numbered):
        """Do what one text says; return whether it was understood."""
        waiting = questions.filtered(lambda revisit: not revisit.outcome)
        question = self._named(message, reply, questions)
        question = question or self._choose(reply, questions, waiting, numbered.get(message.recipient))
        message._about_record(question or (waiting or questions)[-1:])
        if reply.level is None:
            return False
        if question:
            return self._answer(question, reply.level, message)
        return reply.index is None and self._ask_which(message, waiting, numbered)

    @api.model
    def _named(self, message, reply, questions):
        """The question that the message itself says it answers, as the app does."""
        named = message.res_model == questions._name and not reply.index
        return questions.filtered(lambda revisit: named and revisit.id == message.res_id)

    @api.model
    def _choose(self, reply, questions, waiting, listed):
        """The question that is meant: the numbered one, the only open one, else the one delivered last."""
        if reply.index:
            order = questions.browse(listed) & questions if listed else waiting
            return order[reply.index - 1 : reply.index]
        if waiting:
            return waiting if len(waiting) == 1 else questions.browse()
        delivered = questions.filtered("delivered_at")
        return delivered.sorted(lambda revisit: (revisit.delivered_at, revisit.id))[-1:]

    @api.model
    def _answer(self, question, level, message):
        try:
            with self.env.cr.savepoint():
                question._answer(level, channel=message.channel, at=message.received_at)
        except BadInput:  # used, expired or no level: a person reads it
            return False
        return True

    @api.model
    def _ask_which(self, message, waiting, numbered):
        """Ask back once which of several matters is meant; return False if that has been asked already."""
        if numbered.get(message.recipient) == waiting.ids:
            return False
        template = self.env["jn.message.template"]._named(TEMPLATE)
        words = {**waiting[-1:]._placeholders(), "matter": _numbered(waiting)}
        self.env["jn.message"]._send([{
            "key": f"{TEMPLATE}:{','.join(map(str, waiting.ids))}",
            "unit_id": waiting[-1:].unit_id.id,
            "template_id": template.id,
            "recipient": message.recipient,
            **template._words(words),
        }])
        numbered[message.recipient] = waiting.ids
        return True


def _numbered(revisits):
    """The matters with the numbers by which a citizen may name them: “1 … 2 …”."""
    return " ".join(f"{place} {revisit.case_id.matter_id.name}" for place, revisit in enumerate(revisits, start=1))


def _listed_ids(key):
    """The ids in the key of a listing; rungs of the ladder add their channel after a slash.

    >>> _listed_ids("reply_which:12,15/sms")
    [12, 15]
    """
    return [int(number) for number in key.partition(":")[2].partition("/")[0].split(",")]
