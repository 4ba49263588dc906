from . import jn_calendar_load
