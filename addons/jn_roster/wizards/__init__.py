from . import jn_handover, jn_roster_password, jn_unit_handover
