"""The table of who may do what, compared cell by cell with the one written out by hand."""

import pytest

from domain.access.rows import BY_GRANT, PURPOSES
from domain.access.table import (
    OPEN_TO_ALL,
    TABLE,
    Permission,
    Request,
    Row,
    Standing,
    permit,
    require,
)
from domain.errors import NotPermitted, StepUpNeeded
from domain.shared import Purpose
from tests.access_table import LINES, PURPOSES_OF, SHORT, Line

ADMINISTRATORS = (Standing.SYSTEM_ADMINISTRATOR, Standing.SECURITY_ADMINISTRATOR)
CELLS = [(line, standing) for line in LINES for standing in Standing]


def refused(reason_code: str) -> Permission:
    return Permission(allowed=False, reason_code=reason_code)


def test_the_written_table_names_every_request_and_every_standing_once() -> None:
    assert sorted(line.request for line in LINES) == sorted(Request)
    assert sorted(SHORT.values()) == sorted(Standing)
    assert set(TABLE) == set(Request)
    assert PURPOSES_OF == PURPOSES


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.request)
def test_a_row_says_what_the_written_line_says(line: Line) -> None:
    assert TABLE[line.request] == Row(
        by=line.standings,
        act=line.act,
        opens=line.opens,
        purposes=line.purposes,
        is_open_to_all="all" in line.marks,
        despite_recusal="despite" in line.marks,
        closed_to_involved="involved" in line.marks,
        needs_fresh_factor="factor" in line.marks,
    )


def expected(line: Line, standing: Standing) -> Permission:
    shared = [each for each in Purpose if each in line.purposes & PURPOSES_OF[standing]]
    if "all" in line.marks:
        purpose = next(iter(line.purposes), None)
        return Permission(allowed=True, reason_code="open_to_all", purpose=purpose)
    if standing not in line.standings or standing in BY_GRANT:
        return refused("standing_not_enough")
    if line.purposes and not shared:
        return refused("purpose_not_theirs")
    purpose_ = shared[0] if shared else None
    return Permission(allowed=True, reason_code="permitted", by=standing, purpose=purpose_)


@pytest.mark.parametrize(
    ("line", "standing"), CELLS, ids=[f"{line.request}-{standing}" for line, standing in CELLS]
)
def test_a_standing_is_granted_what_the_written_table_says(line: Line, standing: Standing) -> None:
    assert permit(line.request, {standing}, factor_is_fresh=True) == expected(line, standing)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.request)
def test_whoever_is_named_has_a_purpose_to_ask_for_it(line: Line) -> None:
    assert [each for each in line.standings if not PURPOSES_OF[each] & line.purposes] == (
        [] if line.purposes else list(line.standings)
    )


@pytest.mark.parametrize("request_", sorted(set(Request) - OPEN_TO_ALL))
def test_somebody_without_any_standing_is_refused_everything(request_: Request) -> None:
    assert permit(request_, frozenset()) == refused("no_standing")
    with pytest.raises(NotPermitted) as refusal:
        require(request_, frozenset())
    assert refusal.value.code == "no_standing"
    assert refusal.value.parameters == {"request": request_}


def test_a_worry_a_breach_and_an_answer_about_own_readings_alone_are_open_to_all() -> None:
    open_to_all = {
        *(Request.RAISE_CONCERN, Request.ANSWER_QUESTION, Request.REPORT_BREACH),
        *(Request.REPORT_HARM, Request.READ_OWN_REPORT),
    }
    assert open_to_all == OPEN_TO_ALL
    assert permit(Request.RAISE_CONCERN, frozenset(), recused=True) == Permission(
        allowed=True, reason_code="open_to_all", purpose=Purpose.CRISIS
    )


@pytest.mark.parametrize("standing", sorted(TABLE[Request.LIST_CHILDREN].by))
def test_whoever_may_list_children_may_choose_among_them_for_a_worry(standing: Standing) -> None:
    assert permit(Request.LIST_CHILDREN, {standing}, purpose=Purpose.CRISIS).allowed


def test_a_worry_is_for_a_crisis_and_for_nothing_else() -> None:
    assert not permit(Request.RAISE_CONCERN, frozenset(), purpose=Purpose.CARE).allowed


def test_any_one_standing_is_enough() -> None:
    both = {Standing.VOLUNTEER_MENTOR, Standing.SCHOOL_LEADER}
    assert require(Request.READ_IDENTITY, both).by is Standing.SCHOOL_LEADER
    assert require(Request.LOG_CONTACT, both).by is Standing.SCHOOL_LEADER


def test_two_standings_do_not_add_up_to_more_than_each() -> None:
    with pytest.raises(NotPermitted, match="standing_not_enough"):
        require(
            Request.READ_CHILD_WORDS, {Standing.SYSTEM_ADMINISTRATOR, Standing.VOLUNTEER_MENTOR}
        )


@pytest.mark.parametrize("standing", [*ADMINISTRATORS, Standing.AUDITOR])
def test_who_guards_the_system_opens_and_writes_nothing_of_a_child(standing: Standing) -> None:
    opening = {request for request, row in TABLE.items() if row.opens} - OPEN_TO_ALL
    asked = {standing}
    assert not any(permit(request, asked, factor_is_fresh=True).allowed for request in opening)


@pytest.mark.parametrize("standing", [*ADMINISTRATORS, Standing.AUDITOR])
@pytest.mark.parametrize("request_", [Request.ASK_ACCESS, Request.BREAK_GLASS])
def test_who_guards_the_system_asks_for_no_access_and_breaks_no_glass(
    request_: Request, standing: Standing
) -> None:
    answer = permit(request_, {standing}, factor_is_fresh=True)
    assert answer == refused("standing_not_enough")


def test_a_privacy_officer_opens_only_what_a_family_is_owed_and_what_must_be_checked() -> None:
    opening = {request for request, row in TABLE.items() if row.opens} - OPEN_TO_ALL
    asked = {Standing.PRIVACY_OFFICER}
    answers = {each: permit(each, asked, factor_is_fresh=True) for each in opening}
    opened = {each: answer.purpose for each, answer in answers.items() if answer.allowed}
    assert opened == {
        Request.READ_CONSENT: Purpose.RIGHTS,
        Request.DECIDE_LEGAL_ACCESS: Purpose.AUDIT,
        Request.REVIEW_GLASS_BREAK: Purpose.AUDIT,
        Request.RECEIVE_RIGHTS: Purpose.RIGHTS,
        Request.READ_RIGHTS: Purpose.RIGHTS,
        Request.ANSWER_RIGHTS: Purpose.RIGHTS,
        Request.EXPORT_RIGHTS_COPY: Purpose.RIGHTS,
        Request.RECORD_DISCLOSURE: Purpose.RIGHTS,
        Request.READ_DISCLOSURES: Purpose.RIGHTS,
        Request.EXPORT_DISCLOSURES: Purpose.RIGHTS,
    }


@pytest.mark.parametrize(
    "standing",
    [
        Standing.CLASS_TEACHER,
        Standing.LEAD_MENTOR,
        Standing.MENTOR,
        Standing.VOLUNTEER_MENTOR,
        Standing.SCHOOL_LEADER,
        Standing.LAW_VICE_PRINCIPAL,
        Standing.HEALTH_OFFICER,
        Standing.INSPECTOR,
        Standing.RAISED_THE_CONCERN,
    ],
)
def test_nobody_sees_a_case_without_having_to_answer_for_it(standing: Standing) -> None:
    assert not permit(Request.READ_CASE, {standing}).allowed


def test_a_request_that_opens_something_of_a_child_says_for_what() -> None:
    assert [request for request, row in TABLE.items() if bool(row.opens) > bool(row.purposes)] == []


def test_the_purpose_asked_for_is_the_one_recorded() -> None:
    asked = permit(Request.READ_CARE_FILE, {Standing.COUNTY_OFFICER}, purpose=Purpose.SUPERVISION)
    assert asked.purpose is Purpose.SUPERVISION
    assert permit(Request.READ_CARE_FILE, {Standing.COUNTY_OFFICER}).purpose is Purpose.CARE


def test_a_purpose_that_is_not_theirs_is_refused() -> None:
    asked = {Standing.CLASS_TEACHER}
    assert permit(Request.READ_CARE_FILE, asked, purpose=Purpose.AUDIT) == refused(
        "purpose_not_theirs"
    )


def test_a_second_standing_serves_the_purpose_that_the_first_does_not() -> None:
    both = {Standing.CLASS_TEACHER, Standing.EDUCATION_OFFICER}
    asked = permit(Request.READ_CARE_FILE, both, purpose=Purpose.SUPERVISION)
    assert asked.by is Standing.EDUCATION_OFFICER


def test_a_dangerous_request_needs_a_second_factor_shown_a_moment_ago(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = TABLE[Request.END_DUTY].after_fresh_factor()
    monkeypatch.setattr("domain.access.table.TABLE", {Request.END_DUTY: row})
    asked = {Standing.COUNTY_OFFICER}
    assert permit(Request.END_DUTY, asked) == refused("factor_not_fresh")
    assert permit(Request.END_DUTY, asked, factor_is_fresh=True).allowed
    with pytest.raises(StepUpNeeded):
        require(Request.END_DUTY, asked)
    assert permit(Request.READ_CASE, asked) == refused("standing_not_enough")
