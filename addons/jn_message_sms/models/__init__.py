from . import jn_channel_sms
from . import jn_message_account
