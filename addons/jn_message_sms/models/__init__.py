from . import jn_channel_sms
