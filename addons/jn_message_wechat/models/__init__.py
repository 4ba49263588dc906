from . import jn_channel_wechat
from . import jn_message_account
