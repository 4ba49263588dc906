from odoo import api, models
from odoo.tools import groupby

from ..const import Result


class JnMessage(models.Model):
    """Several questions for one person go in one message, one line each (decision D8).

    Each question keeps its own row: in a bundle it is `bundled`, and what becomes of the bundle becomes of it.
    The bundle is a message like any other, with a key of its own, so that a repetition carries the same questions.
    """

    _inherit = "jn.message"

    def _in_bundles(self):
        """Put those of these messages together that go together; return what is to be handed over in their place."""
        merging = self.filtered(lambda message: message._can_merge())
        groups = merging._groups_together()
        several = [group for group in groups if len(group) > 1]
        alone = self - self.browse().concat(*several)
        words = merging._words_of_several()
        bundles = self.create([group._prepare_bundle(words) for group in several])
        for bundle, group in zip(bundles, several, strict=True):
            group.write({"state": "bundled", "bundle_id": bundle.id})
        return alone | bundles

    def _groups_together(self):
        """These messages as recordsets, one for each message that would leave the house."""
        held_up = {(message.recipient, message.account_id) for message in self if message.capped}
        groups = groupby(self, lambda message: message._together(held_up))
        return [self.browse().concat(*messages) for _together, messages in groups]

    def _together(self, held_up):
        """What messages share that go in one: number and account, and the day unless the cap has held that person's up."""
        person = (self.recipient, self.account_id)
        if person in held_up:
            return person
        by_day = self.env["jn.setting"]._get("message.bundle_day", self.unit_id)
        return *person, (self.values or {}).get("date") if by_day else self.id

    def _can_merge(self):
        """What was handed over once keeps its key and its words: a provider may know it."""
        return self.merges and not self.attempts and not self.claim and self.channel in self.env["jn.channel"]._merging()

    def _words_of_several(self):
        """Return {template: the templates of a message that carries several of it}, for the templates of these."""
        return {template: template._several() for template in self.template_id if template.several_code}

    def _prepare_bundle(self, words):
        """The row of the one message that carries these; `words` as of `_words_of_several`."""
        first = self.sorted("id")[0]
        return {
            "direction": "out",
            "state": "queued",
            "key": f"bundle:{','.join(map(str, self.ids))}",
            "recipient": first.recipient,
            "account_id": first.account_id.id,
            "channel": first.channel,
            "unit_id": self._common_unit(self.unit_id).id,
            "matter_id": first.matter_id.id,
            "merges": True,
            "rung": first.rung,
            "queued_at": min(self.mapped("queued_at")),
            "not_before": max(self.mapped("not_before")),
            **self._bundle_values(words),
        }

    def _bundle_values(self, words):
        """What a bundle of these parts says and about which records, in the order of their numbers."""
        parts = self.sorted("id")
        several = words[parts[0].template_id]
        lines = [
            several["line"]._words({**(part.values or {}), "number": place})
            for place, part in enumerate(parts, start=1)
        ]
        matters = "; ".join((part.values or {}).get("matter", "") for part in parts)  # for templates of a platform
        values = {**(parts[0].values or {}), "matter": matters, "lines": "\n".join(line["text"] for line in lines)}
        return {
            "template_id": several["text"].id,
            "res_model": parts[0].res_model,
            "res_id": parts[0].res_id,
            "numbered_ids": parts.mapped("res_id"),
            **several["text"]._words(values),
        }

    def _share(self):
        """What became of these bundles became of the questions in them."""
        for bundle in self.filtered("part_ids"):
            parts = bundle.part_ids.filtered(lambda part, bundle=bundle: part._follows(bundle.state))
            bundle.write({"news": False, "mended": True})  # its parts' records are told, its parts are mended
            if bundle.state == "failed":
                needless = parts._unwanted()
                needless._settle_withdrawn()
                for part in parts - needless:
                    part._settle_failed(Result("failed", error=bundle.error, detail=bundle.error_detail))
            elif bundle.state in ("sent", "delivered"):
                same = ("state", "sent_at", "delivered_at")
                parts.write(
                    {**{name: bundle[name] for name in same}, "error": False, "error_detail": False, "news": True}
                )

    def _follows(self, state):
        """Whether this part goes along with a bundle in this state."""
        return self.state == "bundled" or self._may_become(state)

    def _drop_unwanted(self):
        """Take out what has become needless while it waited (answered, refused, given up); return what is left."""
        unwanted = self._unwanted()
        parts = self.part_ids._unwanted()
        bundles = parts.bundle_id
        (unwanted | parts)._settle_withdrawn()
        words = bundles.part_ids._words_of_several()
        for bundle in bundles:
            left = bundle.part_ids.filtered(lambda part: part.state == "bundled")
            if left:
                bundle.write(left._bundle_values(words))
        empty = bundles.filtered(lambda bundle: "bundled" not in bundle.part_ids.mapped("state"))
        empty._settle_withdrawn()
        return self - unwanted - empty

    def _unwanted(self):
        """Those of these messages whose records need them no more; a bundle is as wanted as its parts."""
        needless = self.browse()
        for model, messages in self.filtered(lambda message: not message.part_ids).grouped("res_model").items():
            records = messages._subjects() if model else None
            if records and hasattr(records, "_message_unwanted"):
                ids = set(records._message_unwanted().ids)
                needless |= messages.filtered(lambda message, ids=ids: message.res_id in ids)
        return needless

    @api.model
    def _common_unit(self, units):
        """The nearest unit that lies above all of `units`, or is the only one."""
        chains = [self.env["jn.unit"]._ancestors_and_self(unit.id) for unit in units]
        shared = [ids[0] for ids in zip(*chains, strict=False) if len(set(ids)) == 1]
        return units.browse(shared[-1:])
