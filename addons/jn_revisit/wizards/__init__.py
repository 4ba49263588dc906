from . import (
    jn_step_wizard,
    jn_reveal_wizard,
    jn_call_wizard,
    jn_report_wizard,
    jn_finding_wizard,
    jn_decide_wizard,
    jn_transfer_wizard,
    jn_answer_wizard,
    jn_phone_wizard,
    jn_spot_wizard,
    jn_mend_wizard,
    jn_sort_wizard,
)
