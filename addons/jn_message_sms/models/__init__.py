from . import jn_channel_sms
from . import jn_message_account
from . import jn_sms_nonce
