"""Citizens who text: what tests of replies share."""

from .common import RevisitCase

WANG = "13905379001"
LI = "13905379002"


class TextCase(RevisitCase):
    """A world in which the citizen's phone is Wang's; `self.text()` sends what it says."""

    def setUp(self):
        super().setUp()
        self.external_ids = iter(range(1, 999))

    def item(self, **values):
        return super().item(**{"phone": WANG, **values})

    def arrive(self, *texts, sender=WANG, **named):
        """The phone sends these texts, one after the other; nobody has read them yet."""
        now = self.env["jn.clock"]._now()
        common = {"channel": "demo", "sender": sender, "at": now, **named}
        return self.env["jn.message"]._receive([
            {**common, "text": text, "external_id": f"in-{next(self.external_ids)}"} for text in texts
        ])

    def text(self, *texts, **named):
        """As `arrive`, and the inbox reads them in one go."""
        messages = self.arrive(*texts, **named)
        self.env["jn.message.inbox"]._sweep_batch(500)
        return messages
