from . import jn_message_stop_wizard
