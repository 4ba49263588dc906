from . import jn_calendar_load, jn_deputy_wizard
