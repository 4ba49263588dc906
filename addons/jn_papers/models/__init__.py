from . import (
    jn_paper_subject,
    jn_rectification,
    jn_verification,
    jn_accountability,
    jn_paper,
    jn_paper_made,
    jn_number_test,
)
