from . import (
    jn_intake_source,
    jn_intake_delivery,
    jn_intake,
    jn_intake_column,
    jn_intake_row,
    jn_intake_upload,
    jn_intake_carrier,
    jn_intake_table,
    jn_intake_table_column,
    jn_intake_puller,
    jn_intake_total,
    jn_intake_coverage,
)
