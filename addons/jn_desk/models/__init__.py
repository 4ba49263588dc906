from . import (
    jn_flow_mixin,
    jn_reminded,
    jn_flow_work,
    jn_following,
    jn_case,
    jn_rectification,
    jn_verification,
    jn_desk_list,
    jn_desk,
    jn_reminder,
)
