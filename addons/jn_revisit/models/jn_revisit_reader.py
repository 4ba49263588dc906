from odoo import api, models

from odoo.addons.jn_rules.answers import parse_replies

from ..exceptions import AnswerRefused

TEMPLATE = "reply_which"
# Why an answer is refused -> why its text needs a person.
PUZZLES = {"level": "unclear", "used": "used", "expired": "over"}


class JnRevisitReader(models.AbstractModel):
    """Takes a citizen's text as the answer to the question that is open for that number (decision A7)."""

    _name = "jn.revisit.reader"
    _inherit = ["jn.message.reader"]
    _description = "Reader of answers"

    @api.model
    def _read_messages(self, messages):
        """Answer what the texts answer and return those messages; the rest is for people, each with its reason.

        A message of a number that we have asked is noted as being about the question it may
        mean, understood or not, so that the right unit's supervisors find it.
        """
        words = self.env["jn.answer.level"]._by_word()
        asked = self._questions_asked(messages)
        numbered = self._questions_numbered(messages)
        read = messages.browse()
        for message in messages.sorted(lambda each: (each.received_at, each.id)):
            questions = asked.get(message.recipient)
            replies = parse_replies(message.text or "", words)
            puzzle = self._read_all(message, replies, questions, numbered) if questions else "unknown_number"
            if puzzle:
                message._puzzled(puzzle)
            else:
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
        """Return {number: the message that last listed its questions, in the order of its `numbered_ids`}."""
        numbers = messages.mapped("recipient")
        domain = [("recipient", "in", numbers), ("direction", "=", "out"), ("numbered_ids", "!=", False)]
        listings = self.env["jn.message"].sudo().search(domain, order="id")  # read for everybody
        return {listing.recipient: listing for listing in listings}

    @api.model
    def _read_all(self, message, replies, questions, numbered):
        """Do what each reply of a text says, each on its own (decision D8); return why something of it could not be done."""
        waiting = questions.filtered(lambda revisit: not revisit.outcome)  # once: an answer must not move the numbers of the next
        puzzles = [self._read(message, reply, questions, waiting, numbered) for reply in replies]
        return next(filter(None, puzzles), None)

    @api.model
    def _read(self, message, reply, questions, waiting, numbered):
        """Do what one text says; return why it cannot be done (a word of PUZZLES), None if it was."""
        question = self._named(message, reply, questions)
        question = question or self._choose(reply, questions, waiting, numbered.get(message.recipient, message.browse()))
        message._about_record(question or (waiting or questions)[-1:])
        if reply.level is None:
            return "unclear"
        if question:
            return self._answer(question, reply.level, message)
        return "not_listed" if reply.index else self._ask_which(message, waiting, numbered)

    @api.model
    def _named(self, message, reply, questions):
        """The question that the message itself says it answers, as the app does."""
        named = message.res_model == questions._name and not reply.index
        return questions.filtered(lambda revisit: named and revisit.id == message.res_id)

    @api.model
    def _choose(self, reply, questions, waiting, listing):
        """The question that is meant: the numbered one, the only open one, else the one delivered last."""
        if reply.index:
            order = questions.browse(listing.numbered_ids) & questions if listing else waiting
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
        except AnswerRefused as error:
            return PUZZLES[error.refusal]
        return None

    @api.model
    def _ask_which(self, message, waiting, numbered):
        """Ask back once which of several matters is meant; "several" if that is not wanted or has been done."""
        asks_back = self.env["jn.setting"]._get("reply.asks_back", waiting[-1:].unit_id)
        key = f"{TEMPLATE}:{','.join(map(str, waiting.ids))}"
        last = numbered.get(message.recipient, message.browse())
        if not asks_back or (last.key or "").partition("/")[0] == key:
            return "several"
        template = self.env["jn.message.template"]._named(TEMPLATE)
        words = {**waiting[-1:]._placeholders(), "matter": _numbered(waiting)}
        numbered[message.recipient] = self.env["jn.message"]._send([{
            "key": key,
            "unit_id": waiting[-1:].unit_id.id,
            "template_id": template.id,
            "recipient": message.recipient,
            "numbered_ids": waiting.ids,
            **template._words(words),
        }])
        return None


def _numbered(revisits):
    """The matters with the numbers by which a citizen may name them and their days: “1 … (2019-05-22) 2 … (…)”."""
    told = [revisit._placeholders() for revisit in revisits]
    return " ".join(f"{place} {words['matter']} ({words['date']})" for place, words in enumerate(told, start=1))
