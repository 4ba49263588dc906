from . import jn_channel_app
from . import jn_message_account
