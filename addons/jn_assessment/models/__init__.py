from . import (
    jn_measure,
    jn_formula,
    jn_formula_variant,
    jn_scheme,
    jn_indicator,
    jn_sheet,
    jn_sheet_line,
    jn_pack_section_assessment,
)
