"""Refusals of this room, of the one error family."""

from odoo.addons.jn_org.exceptions import BadInput


class AnswerRefused(BadInput):
    """An answer that cannot be taken; `refusal` is the word of `jn_rules.answers` for why."""

    def __init__(self, sentence, refusal):
        super().__init__(sentence)
        self.refusal = refusal
