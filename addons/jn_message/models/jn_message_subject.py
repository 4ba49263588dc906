from odoo import models


class JnMessageSubject(models.AbstractModel):
    """A record that messages are about: what they say, to whom, and what became of them. All set-wise."""

    _name = "jn.message.subject"
    _description = "Subject of messages"
    _message_secret_names = ()  # the keys of `_message_secrets`

    def _message_recipient(self):
        """Return {record id: number in E.164, or False}."""
        raise NotImplementedError

    def _message_values(self):
        """Return {record id: {placeholder: words}}, secrets left out."""
        raise NotImplementedError

    def _message_secrets(self):
        """Return {record id: {"url": …, "applicant": …}}; asked only when messages leave the house, never stored."""
        return {record.id: {} for record in self}

    def _message_unit(self):
        """Return the unit that a message about this one record belongs to."""
        return self.unit_id

    def _message_matter(self):
        """Return the matter that a message about this one record is about, if any."""
        return self.env["jn.matter"]

    def _message_unwanted(self):
        """Return those of these records that what still waits to be sent about them would be needless for."""
        return self.browse()

    def _message_send_again(self, messages):
        """Send `messages` about these records, which no channel could deliver, once more; raise NotPossible if that makes no sense."""
        messages._send_copy(self._message_recipient())

    def _message_handed_over(self, messages):
        """A channel has taken `messages` about these records."""

    def _message_delivered(self, messages):
        """`messages` about these records have reached their phones, at each one's `delivered_at`."""

    def _message_failed(self, messages):
        """No channel could deliver `messages` about these records; each one's `error` says why."""
