from . import (
    jn_intake_column,
    jn_intake_upload,
    jn_roster_door,
    jn_roster_matter,
    jn_roster_person,
    jn_roster_unit,
    jn_unit,
    res_users,
)
