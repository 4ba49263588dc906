from . import (
    test_access,
    test_calculation,
    test_conditions,
    test_configuration,
    test_doctests,
    test_drill_down,
    test_oracle,
    test_section,
    test_sheets,
)
