from . import jn_channel_app
