from . import jn_channel_wechat
from . import jn_message_account
from . import jn_wechat_callback
from . import jn_wechat_follower
