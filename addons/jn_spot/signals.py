"""What makes the record of a case doubtful, each as an SQL condition on one row of jn_case."""

from odoo.tools import SQL

# Reports are alike if they differ in figures, spaces and punctuation only. The same words stand in the index.
PLAIN_REPORT = r"regexp_replace(%s.cause || %s.measures || %s.result, '[0-9\s[:punct:]，。；：、！？（）“”]', '', 'g')"
FINGERPRINT = "md5(" + PLAIN_REPORT + ")"


def fingerprint(alias):
    """The fingerprint of a report whose row has this alias."""
    return SQL(FINGERPRINT.replace("%s", alias))


def hasty_call(case, seconds):
    """A talk by phone was put on record within seconds after the number was first shown to the caller."""
    return SQL(
        """EXISTS (
            SELECT 1 FROM jn_call AS talk, LATERAL (
                SELECT min(at) AS at FROM jn_unmasking
                WHERE case_id = talk.case_id AND user_id = talk.user_id AND at <= talk.at
            ) AS shown
            WHERE talk.case_id = %(case)s.id AND talk.reached AND talk.method = 'phone'
              AND talk.at < shown.at + %(seconds)s * interval '1 second')""",
        case=case, seconds=seconds,
    )


def copied_report(case):
    """Another case of the same unit has nearly the same report."""
    return SQL(
        """EXISTS (
            SELECT 1 FROM jn_rectification AS own JOIN jn_rectification AS other
              ON other.unit_id = own.unit_id AND other.case_id <> own.case_id
             AND other.submitted_at IS NOT NULL AND %(other)s = %(own)s
            WHERE own.case_id = %(case)s.id AND own.submitted_at IS NOT NULL)""",
        case=case, own=fingerprint("own"), other=fingerprint("other"),
    )


def number_changed(case, bad_levels):
    """The citizen's number was changed after a bad answer."""
    return SQL(
        """EXISTS (
            SELECT 1 FROM jn_answer AS answer
            WHERE answer.case_id = %(case)s.id AND answer.level = ANY(%(bad)s)
              AND answer.answered_at < %(case)s.phone_changed_at)""",
        case=case, bad=bad_levels,
    )


def quick_praise(case, bad_levels, seconds):
    """A good answer came within seconds after the question was sent."""
    return SQL(
        """EXISTS (
            SELECT 1 FROM jn_answer AS answer JOIN jn_revisit AS asked ON asked.id = answer.revisit_id
            WHERE answer.case_id = %(case)s.id AND answer.level <> ALL(%(bad)s) AND answer.entered_by_id IS NULL
              AND answer.answered_at < asked.sent_at + %(seconds)s * interval '1 second')""",
        case=case, bad=bad_levels, seconds=seconds,
    )
