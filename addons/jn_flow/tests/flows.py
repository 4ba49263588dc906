"""The two processes of the tests, as a pack writes them."""

PERMIT = {
    "code": "permit",
    "model": "jn.flow.test.permit",
    "name": {"en_US": "Permit", "zh_CN": "许可"},
    "stages": [
        {"code": "new", "kind": "start", "name": {"en_US": "New", "zh_CN": "新建"}, "articles": [6]},
        {"code": "barred", "kind": "wait", "name": "Barred"},
        {"code": "working", "kind": "work", "name": {"en_US": "Working", "zh_CN": "办理中"}, "roles": ["liaison"], "articles": [7]},
        {"code": "parked", "kind": "wait", "name": "Parked", "roles": ["liaison"]},
        {
            "code": "reviewing", "kind": "work", "name": "Reviewing", "level": "county", "roles": ["supervisor"],
            "help": {"en_US": "Look at it.", "zh_CN": "核对。"},
        },
        {"code": "desk", "kind": "work", "name": "Leader's desk", "level": "city", "roles": ["leader"]},
        {"code": "done", "kind": "end", "name": {"en_US": "Done", "zh_CN": "已办结"}, "fold": True},
    ],
    "moves": [
        {"event": "started", "guard": '[("is_blocked", "=", True)]', "to": "barred", "name": "Blocked", "outcome": "barred"},
        {"from": "barred", "event": "unbarred", "to": "new", "name": "Unbarred"},
        {
            "from": "new", "event": "taken", "to": "working", "roles": ["chief_representative", "liaison"], "articles": [6, 7],
            "name": {"en_US": "Take it", "zh_CN": "受理"},
        },
        {"from": "working", "event": "parked", "to": "parked", "roles": ["liaison"], "note_required": True, "name": "Park"},
        {"from": "parked", "event": "unparked", "to": "working", "roles": ["liaison"], "name": "Go on"},
        {
            "from": "working", "event": "finished", "guard": '[("is_urgent", "=", True)]', "to": "done", "outcome": "fast",
            "roles": ["liaison"], "name": "Finish at once",
        },
        {
            "from": "working", "event": "finished", "to": "reviewing", "roles": ["liaison"], "name": "Hand in",
            "effects": [
                {"open": "check_ids", "values": {"kind": "first"}},
                {"set": {"mark": "handed in"}, "when": '[("is_blocked", "=", False)]'},
                {"stamp": "handed_in_at"},
            ],
        },
        {
            "from": "working", "event": "lapsed", "to": "done", "outcome": "lapsed", "name": {"en_US": "Lapse", "zh_CN": "逾期"},
            "effects": [{"do": "break"}],
        },
        {
            "from": "reviewing", "event": "approved", "to": "done", "outcome": "granted", "roles": ["liaison", "supervisor"],
            "second_person": True, "name": "Approve",
        },
        {"from": "reviewing", "event": "check_passed", "to": "done", "outcome": "checked", "name": "Check passed"},
        {
            "from": "reviewing", "event": "refused", "to": "working", "roles": ["supervisor"], "note_required": True,
            "loop": "refusal", "loop_limit": 2, "overflow": "desk", "effects": [{"do": "count_refusal"}], "name": "Refuse",
        },
        {"from": "reviewing", "event": "review_slow", "to": "reviewing", "name": "Review is slow"},
        {
            "from": "desk", "event": "decided", "to": "done", "outcome": "decided", "roles": ["leader"],
            "form": "base.action_partner_form", "name": "Decide",
        },
    ],
    "timers": [
        {
            "code": "work", "name": {"en_US": "Work", "zh_CN": "办理时限"}, "amount": 24, "unit": "natural_hours",
            "starts": ["working"], "pauses": ["parked"], "start_field": "applied_at", "due_field": "work_due_at",
            "warn_hours": 4, "at_end": "light", "articles": [7],
        },
        {
            "code": "report", "name": {"en_US": "Report", "zh_CN": "整改报告"}, "amount": 3, "unit": "natural_days",
            "roll": "next_working_day", "starts": ["working"], "pauses": ["parked"], "due_field": "report_due_at",
            "at_end": "light", "articles": [7],
        },
        {
            "code": "lapse", "name": "Lapse", "amount": 3, "unit": "working_days", "starts": ["working"],
            "pauses": ["parked"], "start_field": "report_due_at", "at_end": "event", "event": "lapsed",
        },
        {
            "code": "review", "name": "Review", "amount": 2, "unit": "working_days", "starts": ["reviewing"],
            "guard": '[("is_blocked", "=", False)]', "at_end": "event", "event": "review_slow",
        },
    ],
}

MORE_TIME = {"extend_limit": 1, "extend_most": 3, "extend_roles": ["leader", "supervisor"]}
EXTENSIBLE = {**PERMIT, "timers": [{**row, **(MORE_TIME if row["code"] == "report" else {})} for row in PERMIT["timers"]]}

CHECK = {
    "code": "check",
    "model": "jn.flow.test.check",
    "name": "Check",
    "stages": [{"code": "open", "kind": "start", "name": "Open"}, {"code": "closed", "kind": "end", "name": "Closed"}],
    "moves": [
        {
            "from": "open", "event": "passed", "to": "closed", "roles": ["supervisor"], "name": "Pass",
            "effects": [{"raise": "check_passed", "on": "permit_id"}],
        },
        {"from": "open", "event": "quietly_passed", "to": "closed", "name": "Pass quietly"},
    ],
}

VISIT = {
    "code": "visit",
    "model": "jn.flow.test.visit",
    "name": "Visit",
    "stages": [
        {"code": "planned", "kind": "start", "name": "Planned", "roles": ["liaison"]},
        {"code": "under_way", "kind": "work", "name": "Under way", "roles": ["chief_representative", "liaison"]},
        {"code": "written_up", "kind": "work", "name": "Written up", "level": "county", "roles": ["supervisor"]},
        {"code": "ended", "kind": "end", "name": "Ended"},
    ],
    "moves": [
        {
            "from": "planned", "event": "left", "to": "under_way", "name": "Leave",
            "effects": [{"activity": "Ring the bell", "kind": "call"}],
        },
        {
            "from": "under_way", "event": "returned", "to": "written_up", "name": "Return",
            "effects": [{"activity": "Read the note", "when": '[("name", "!=", "quiet")]'}],
        },
        {"from": "written_up", "event": "read", "to": "ended", "name": "Read"},
    ],
    "timers": [
        {
            "code": "visit", "name": "Visit", "amount": 2, "unit": "working_days", "starts": ["under_way"], "at_end": "light",
            "extend_limit": 1, "extend_most": 1, "extend_roles": ["supervisor"],
        }
    ],
}
