"""Walks every row of the case's table over JSON-2 alone, in a rehearsal database, as an integrator would."""

import pytest

from .contract import Refused


def test_silence_for_48_hours_closes_as_defaulted(city):
    case = city.asked()
    assert city.stage(case) == ("revisiting", None)
    city.advance(48)
    assert city.stage(case) == ("closed", "defaulted")
    revisit = city.admin.read("jn.revisit", city.latest(case, "revisit"), "outcome", "stage_code", "answer_due_at")
    closed = city.admin.read("jn.case", case, "closed_at")["closed_at"]
    assert (revisit["outcome"], revisit["stage_code"]) == ("defaulted", "defaulted")
    assert closed == revisit["answer_due_at"]


def test_satisfied_closes(city):
    case = city.asked()
    city.answer(case, 5)
    assert city.stage(case) == ("closed", "satisfied")


def test_without_a_number_it_is_undelivered_and_a_repaired_number_is_asked(city):
    item = city.item(phone="")
    [created] = city.people["intake"]("jn.case", "ingest", items=[item])
    assert city.stage(created["id"]) == ("closed", "undelivered")
    [updated] = city.people["intake"]("jn.case", "ingest", items=[{**item, "phone": "13905370099"}])
    assert updated["status"] == "updated"
    assert city.stage(created["id"]) == ("revisiting", None)


def test_not_completed_stays_accepted_until_it_is(city):
    item = city.item(completed_at=None)
    [created] = city.people["intake"]("jn.case", "ingest", items=[item])
    assert city.stage(created["id"]) == ("accepted", None)
    city.people["intake"]("jn.case", "ingest", items=[{**item, "completed_at": city.now().isoformat()}])
    assert city.stage(created["id"]) == ("revisiting", None)


def test_satisfied_after_rectification(city):
    case = city.dissatisfied()
    assert city.stage(case) == ("rectifying", None)
    city.repair(case)
    assert city.stage(case) == ("revisiting_again", None)
    city.advance(0.1)
    city.answer(case, 4)
    assert city.stage(case) == ("closed", "satisfied_after_rectification")
    city.answer(case, 1)
    assert city.stage(case) == ("verifying", None), "a late bad answer after rectification"


@pytest.mark.parametrize("finding, reason", [("satisfied", "verified_satisfied"), ("explained", "explained")])
def test_findings_that_close(city, finding, reason):
    case = city.verifying()
    assert city.stage(case) == ("verifying", None)
    city.conclude(case, finding)
    assert city.stage(case) == ("closed", reason)


def test_invalid_needs_a_second_person(city):
    case = city.verifying()
    city.conclude(case, "invalid")
    check = [city.latest(case, "verification")]
    with pytest.raises(Refused):
        city.people["supervisor"]("jn.verification", "approve", ids=check)
    city.people["second"]("jn.verification", "approve", ids=check)
    assert city.stage(case) == ("closed", "invalid")


def test_returns_end_on_the_leaders_desk(city):
    case = city.verifying()
    for finding in ("untrue", "violation"):
        city.conclude(case, finding)
        assert city.stage(case) == ("re_rectifying", None)
        city.repair(case)
        assert city.stage(case) == ("verifying_again", None)
    city.conclude(case, "untrue")
    assert city.stage(case) == ("leader_desk", None)
    assert city.case(case)["return_count"] == 2
    city.people["leader"]("jn.case", "decide", ids=[case], decision="return", note="再办一次")
    assert city.stage(case) == ("re_rectifying", None)
    city.repair(case)
    city.conclude(case, "untrue")
    city.people["leader"]("jn.case", "decide", ids=[case], decision="close", note="到此为止")
    assert city.stage(case) == ("closed", "decided")


def test_silent_at_the_second_revisit_and_a_report_that_never_comes(city):
    silent, unreported = city.dissatisfied(), city.dissatisfied()
    city.repair(silent)
    city.advance(24 * 12)
    assert city.stage(silent) == ("verifying", None)
    outcome = city.admin.read("jn.revisit", city.latest(silent, "revisit"), "outcome", "round")
    assert (outcome["outcome"], outcome["round"]) == ("silent", 2)
    assert city.stage(unreported) == ("verifying", None)


def test_an_overdue_check_goes_to_the_citys_supervisors(city):
    case = city.verifying()
    city.advance(24 * 18)
    assert city.stage(case) == ("verifying", None)
    with pytest.raises(Refused):
        city.conclude(case, "satisfied")
    city.conclude(case, "satisfied", who="city_supervisor")
    assert city.stage(case) == ("closed", "verified_satisfied")


def test_a_late_bad_answer_opens_again(city):
    case = city.asked()
    city.advance(72)
    assert city.stage(case) == ("closed", "defaulted")
    city.answer(case, 1)
    assert city.stage(case) == ("rectifying", None)


def test_the_citizens_page_answers_once_confirmed(city):
    case = city.asked()
    page = city.page(case)
    assert page.open().status_code == 200
    assert city.stage(case) == ("revisiting", None), "opening changes nothing"
    assert page.rate(5).status_code == 200
    assert city.stage(case) == ("closed", "satisfied")


def test_passages_and_deadlines_tell_the_whole_way(city):
    case = city.dissatisfied()
    rows = city.admin(
        "jn.flow.passage", "search_read", domain=[("res_model", "=", "jn.case"), ("res_id", "=", case)],
        fields=["event", "entered_at", "left_at"], order="id",
    )
    assert [row["event"] for row in rows][1:] == ["completed", "answered_dissatisfied"]
    assert [bool(row["left_at"]) for row in rows] == [True, True, False]
    work = city.latest(case, "rectification")
    limits = city.admin(
        "jn.flow.deadline", "search_read", domain=[("res_model", "=", "jn.rectification"), ("res_id", "=", work)],
        fields=["state", "due_at", "explanation"],
    )
    shown = city.admin.read("jn.rectification", work, "call_due_at", "report_due_at")
    assert {shown["call_due_at"], shown["report_due_at"]} <= {row["due_at"] for row in limits}
    assert all(row["state"] == "running" and row["explanation"] for row in limits)


def test_facts_cannot_be_written_over_rpc_even_by_the_administrator(city):
    case = city.dissatisfied()
    revisit = city.latest(case, "revisit")
    [answer] = city.admin.read("jn.revisit", revisit, "answer_ids")["answer_ids"]
    for model, key, values in (
        ("jn.answer", answer, {"level": 5}),
        ("jn.revisit", revisit, {"outcome": "satisfied"}),
        ("jn.case", case, {"close_reason": "satisfied", "stage_code": "closed"}),
        ("jn.rectification", city.latest(case, "rectification"), {"report_due_at": "2030-01-01 00:00:00"}),
    ):
        with pytest.raises(Refused):
            city.admin(model, "write", ids=[key], vals=values)
        with pytest.raises(Refused):
            city.admin(model, "unlink", ids=[key])


def test_staff_cannot_read_the_citizens_link(city):
    case = city.asked()
    for who in ("liaison", "chief", "supervisor", "leader"):
        with pytest.raises(Refused):
            city.people[who]("jn.revisit", "read", ids=[city.latest(case, "revisit")], fields=["url"])
    texts = city.admin("jn.message", "search_read", domain=[("res_id", "=", city.latest(case, "revisit"))], fields=["text"])
    assert texts and all("/jn/r/" not in row["text"] for row in texts)
