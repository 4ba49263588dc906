from odoo import api, models


class JnChannel(models.AbstractModel):
    """A way to reach a citizen's phone (Art. 6: WeChat, app, SMS); each is a model `jn.channel.<code>` of its own."""

    _name = "jn.channel"
    _description = "Channel"

    _channel_code = ""
    # In a rehearsal database only channels that never leave the house are used, elsewhere never.
    _channel_rehearsal = False

    @api.model
    def _channel_name(self):
        """The channel's name in the user's language."""
        raise NotImplementedError

    @api.model
    def _hand_over(self, messages):
        """Hand queued messages over; return {message id: (state, external_id, error, detail)}, see `Result`.

        `messages._filled_texts()` gives the words that leave the house. A channel answers for
        each message what became of it; if it raises, nothing was handed over.
        """
        raise NotImplementedError

    @api.model
    def _channels(self):
        """All installed channels as {code: empty recordset}."""
        names = self.env.registry.descendants(["jn.channel"], "_inherit") - {"jn.channel"}
        return {self.env[name]._channel_code: self.env[name] for name in sorted(names)}

    @api.model
    def _selection(self):
        """The installed channels as the items of a selection."""
        return [(code, channel._channel_name()) for code, channel in self._channels().items()]

    @api.model
    def _codes_for(self, unit):
        """The codes of the channels to try for a unit, in order: the city's ladder (Art. 6)."""
        rehearsal = self.env["jn.clock"]._is_rehearsal()
        usable = [code for code, channel in self._channels().items() if channel._channel_rehearsal == rehearsal]
        if rehearsal:
            return usable
        return [code for code in self.env["jn.setting"]._get("message.ladder", unit) if code in usable]
