from . import (
    jn_spot_signal,
    jn_spot_stratum,
    jn_spot_section,
    jn_answer,
    jn_case,
    jn_rectification,
    jn_verification,
    jn_spot_draw,
    jn_spot_check,
    jn_spot_call,
    jn_spot_finding,
    jn_spot_term,
)
