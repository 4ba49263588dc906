from . import jn_message_stop_wizard
from . import jn_message_dead_wizard
