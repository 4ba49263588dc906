from . import (
    jn_deduction_removal,
    jn_late_decision,
    jn_objection_decision,
    jn_rule_change,
    jn_rule_change_line,
    jn_scheme_own,
    jn_scheme_publish,
    jn_sheet_part,
    jn_sheet_recount,
)
