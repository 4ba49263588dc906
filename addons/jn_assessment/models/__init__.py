from . import (
    jn_measure,
    jn_formula,
    jn_formula_variant,
    jn_scheme,
    jn_indicator,
    jn_reckoner,
    jn_score_table,
    jn_sheet,
    jn_sheet_line,
    jn_assessment_proof,
    jn_pack_section_assessment,
)
