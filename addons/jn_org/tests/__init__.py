from . import (
    test_calendar,
    test_calendar_load,
    test_clock,
    test_exceptions,
    test_journey,
    test_menus,
    test_role_holder,
    test_secret,
    test_sight,
    test_sweep,
    test_system_guard,
    test_unit,
)
