from . import jn_channel_wechat
