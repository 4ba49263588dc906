from . import jn_warning_close
