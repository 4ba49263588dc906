from . import test_handover, test_passwords, test_tables
