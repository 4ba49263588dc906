"""The citizens: each answers when the time has come, on the page, in the app or by a text."""

from datetime import timedelta

from . import fates

BAD = (1, 2)


class Citizens:
    """Answers open questions as each case's fate says."""

    def __init__(self, world):
        self.world = world
        self.done = set()

    def act(self):
        """Give every answer whose time has come."""
        world = self.world
        willing = [case for case, fate in world.fates.items() if case not in self.done and any(fate.levels)]
        asked = [("case_id", "in", willing), ("delivered_at", "!=", False)]
        for revisit in world.env["jn.revisit"].search(asked, order="id"):
            self._consider(revisit, world.fates[revisit.case_id.id])

    def _consider(self, revisit, fate):
        turn, answers = revisit.round, len(revisit.answer_ids)
        if not answers and fate.level(turn) and self._is_time(revisit, fate, turn):
            self._answer(revisit, fate.level(turn), turn)
        elif turn == 1 and answers == 1 and fate.change and self._is_after(revisit.answered_at, 2):
            self._answer(revisit, fate.change, turn)
        elif turn == 2 and answers == 1 and fate.late_again and self._is_after(revisit.answered_at, 50):
            self._answer(revisit, fate.late_again, turn)
        elif self._is_over(revisit, fate, answers):
            self.done.add(revisit.case_id.id)

    def _is_over(self, revisit, fate, answers):
        """Whether nothing more will come: a content citizen, or one who has said it all."""
        content = answers and revisit.round == 1 and fate.level(1) not in BAD and not fate.change
        return content or self._is_after(revisit.delivered_at, 24 * 14)

    def _is_time(self, revisit, fate, turn):
        return self._is_after(revisit.delivered_at, fate.waits["first" if turn == 1 else "second"])

    def _is_after(self, moment, hours):
        return self.world.now - moment >= timedelta(hours=hours)

    def _answer(self, revisit, level, turn):
        """Answer the way this citizen likes."""
        channel = fates.weighted(self.world.rng, self.world.behaviour["channels"])
        tags, words = self._words(revisit, level, turn)
        if channel == "demo" and level not in BAD:
            self._text(revisit, level)
        elif channel == "app":
            user = self.world.staff[self.world.places["city"]["code"], "intake"]
            self.world.acting(revisit, user).answer(level, tags, words, "app")
        else:
            revisit._answer(level, tags, words, "page")

    def _text(self, revisit, level):
        """Answer by a text from the demo phone; the inbox reads it as it would any other."""
        phone = self.world.env["jn.demo.phone"].search([("number", "=", revisit.case_id.phone_e164)])
        phone._reply(str(level))

    def _words(self, revisit, level, turn):
        """(codes of reasons, comment)."""
        rng, matter = self.world.rng, revisit.case_id.matter_id.name
        if level not in BAD:
            source = "praise" if turn == 1 else "calmed"
            return [], self.world.text(source) if rng.random() < 0.3 else None
        tag = rng.choice(list(self.world.texts["comments"]))
        words = self.world.text("comments", tag, matter=matter) if turn == 1 else self.world.text("again")
        return [tag], words
