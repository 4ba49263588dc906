from . import ir_ui_menu
from . import jn_channel_demo
from . import jn_demo_phone
from . import jn_demo_text
