"""Work on a batch in which one bad record must not hold up the others."""

import logging

from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

_logger = logging.getLogger(__name__)


def attempt(records, work):
    """Do `work(records)` in a savepoint, record by record if that fails; return those that fail alone.

    A concurrent change is no failure: it goes up to the sweep, which claims again. Each failure
    leaves a row on the health page.
    """
    try:
        with records.env.cr.savepoint():
            work(records)
        return records.browse()
    except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
        raise
    except Exception as error:
        if len(records) > 1:
            return records.browse().union(*(attempt(record, work) for record in records))
        _logger.exception("%s failed", records)
        records.env["jn.flow.engine"]._fail(records, records.display_name, error)
        return records
