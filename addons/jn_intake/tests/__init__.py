from . import (
    test_access,
    test_door,
    test_exchange_table,
    test_exchange_told,
    test_file_kinds,
    test_json2,
    test_reconciliation,
    test_rejects_export,
    test_sources,
    test_upload,
)
