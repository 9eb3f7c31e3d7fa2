"""The table of who may do what, written out by hand row by row and compared cell by cell."""

import pytest

from domain.access.table import OPEN_TO_ALL, TABLE, Permission, Request, Standing, permit, require
from domain.errors import NotPermitted

COLUMNS = (
    Standing.CLASS_TEACHER,
    Standing.SCHOOL_LEADER,
    Standing.VILLAGE_DIRECTOR,
    Standing.TOWNSHIP_SUPERVISOR,
    Standing.COUNTY_OFFICER,
    Standing.BUREAU_OFFICER,
    Standing.AUDITOR,
    Standing.SYSTEM_ADMINISTRATOR,
    Standing.LEAD_MENTOR,
    Standing.MENTOR,
    Standing.VOLUNTEER_MENTOR,
    Standing.MADE_THE_CONTACT,
    Standing.CRISIS_LEAD,
    Standing.HEALTH_VICE_PRINCIPAL,
    Standing.COUNTY_DUTY_OFFICER,
    Standing.HOSPITAL_LIAISON,
    Standing.NEXT_IN_LINE,
    Standing.RAISED_THE_CONCERN,
)

WRITTEN = """
                      cls sch vil twn cty bur aud sys led men vol mad cri adv dut hos nxt rai
register_organisation -   -   -   -   yes yes -   yes -   -   -   -   -   -   -   -   -   -
register_person       -   -   -   -   yes yes -   yes -   -   -   -   -   -   -   -   -   -
assign_duty           -   -   -   -   yes yes -   yes -   -   -   -   -   -   -   -   -   -
end_duty              -   -   -   -   yes yes -   yes -   -   -   -   -   -   -   -   -   -
register_child        yes yes yes yes -   -   -   -   -   -   -   -   -   -   -   -   -   -
open_care_file        yes yes yes yes -   -   -   -   -   -   -   -   -   -   -   -   -   -
record_care_fact      yes yes yes yes -   -   -   -   yes -   -   -   -   -   -   -   -   -
assess_care_level     yes yes yes yes yes -   -   -   -   -   -   -   -   -   -   -   -   -
pair_mentor           -   yes yes yes yes -   -   -   -   -   -   -   -   -   -   -   -   -
end_pairing           -   yes yes yes yes -   -   -   -   -   -   -   -   -   -   -   -   -
log_contact           yes yes yes yes -   -   -   -   yes yes yes -   -   -   -   -   -   -
correct_contact       -   -   -   -   -   -   -   -   yes -   -   yes -   -   -   -   -   -
list_children         yes yes yes yes yes -   -   -   yes yes yes -   -   -   -   -   -   -
read_care_file        yes yes yes yes yes -   -   -   yes yes -   -   -   -   -   -   -   -
read_identity         yes yes yes yes yes -   -   -   -   -   -   -   -   -   -   -   -   -
read_carers           yes yes yes yes yes -   -   -   yes yes -   -   -   -   -   -   -   -
read_history          yes yes yes yes yes -   -   -   yes yes -   -   -   -   -   -   -   -
read_child_words      -   -   -   -   -   -   -   -   yes -   -   -   -   -   -   -   -   -
read_staff            -   yes yes yes yes yes yes yes -   -   -   -   -   -   -   -   -   -
read_reads            -   yes -   yes yes -   yes -   -   -   -   -   -   -   -   -   -   -
raise_concern         yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes
read_own_concern      -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   yes
list_cases            -   yes -   -   yes yes -   -   -   -   -   -   yes yes yes yes yes -
read_case             -   -   -   -   -   -   -   -   -   -   -   -   yes yes yes yes yes -
take_concern          -   -   -   -   -   -   -   -   -   -   -   -   yes yes yes -   yes -
pass_concern_on       -   -   -   -   -   -   -   -   -   -   -   -   yes yes yes -   yes -
propose_referral      -   -   -   -   -   -   -   -   -   -   -   -   yes yes yes -   yes -
issue_referral        -   -   -   -   -   -   -   -   -   -   -   -   yes -   yes -   yes -
acknowledge_referral  -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   yes -   -
withdraw_concern      -   -   -   -   -   -   -   -   -   -   -   -   yes -   yes -   yes -
import_roster         -   yes -   yes yes -   -   -   -   -   -   -   -   -   -   -   -   -
"""

ROWS = {line.split()[0]: line.split()[1:] for line in WRITTEN.strip().splitlines()[1:]}
CELLS = [
    (Request(name), standing, cell == "yes")
    for name, cells in ROWS.items()
    for standing, cell in zip(COLUMNS, cells, strict=True)
]


def test_the_written_table_names_every_request_and_every_standing_once() -> None:
    assert list(ROWS) == [request.value for request in Request]
    assert list(COLUMNS) == list(Standing)
    assert {cell for cells in ROWS.values() for cell in cells} == {"yes", "-"}
    assert set(TABLE) == set(Request)


@pytest.mark.parametrize(
    ("request_", "standing", "allowed"),
    CELLS,
    ids=[f"{request}-{standing}" for request, standing, _ in CELLS],
)
def test_a_standing_is_granted_what_the_written_table_says(
    request_: Request, standing: Standing, allowed: bool
) -> None:
    expected = (
        Permission(allowed=True, reason_code="permitted", by=standing)
        if allowed
        else Permission(allowed=False, reason_code="standing_not_enough")
    )
    assert permit(request_, {standing}) == expected


@pytest.mark.parametrize("request_", sorted(set(Request) - OPEN_TO_ALL))
def test_somebody_without_any_standing_is_refused_everything(request_: Request) -> None:
    assert permit(request_, frozenset()) == Permission(allowed=False, reason_code="no_standing")
    with pytest.raises(NotPermitted) as refusal:
        require(request_, frozenset())
    assert refusal.value.code == "no_standing"
    assert refusal.value.parameters == {"request": request_}


def test_raising_a_worry_alone_is_open_to_whoever_is_signed_in() -> None:
    assert {Request.RAISE_CONCERN} == OPEN_TO_ALL
    assert permit(Request.RAISE_CONCERN, frozenset()) == Permission(
        allowed=True, reason_code="open_to_all"
    )


def test_any_one_standing_is_enough() -> None:
    both = {Standing.VOLUNTEER_MENTOR, Standing.SCHOOL_LEADER}
    assert require(Request.READ_IDENTITY, both) is Standing.SCHOOL_LEADER
    assert require(Request.LOG_CONTACT, both) is Standing.SCHOOL_LEADER


def test_two_standings_do_not_add_up_to_more_than_each() -> None:
    with pytest.raises(NotPermitted, match="standing_not_enough"):
        require(
            Request.READ_CHILD_WORDS, {Standing.SYSTEM_ADMINISTRATOR, Standing.VOLUNTEER_MENTOR}
        )


@pytest.mark.parametrize("standing", [Standing.SYSTEM_ADMINISTRATOR, Standing.AUDITOR])
def test_administrators_and_auditors_see_nothing_of_a_child(standing: Standing) -> None:
    of_a_child = [
        Request.LIST_CHILDREN,
        Request.READ_CARE_FILE,
        Request.READ_IDENTITY,
        Request.READ_CARERS,
        Request.READ_HISTORY,
        Request.READ_CHILD_WORDS,
        Request.LIST_CASES,
        Request.READ_CASE,
        Request.IMPORT_ROSTER,
    ]
    assert not any(permit(request, {standing}).allowed for request in of_a_child)


@pytest.mark.parametrize(
    "standing",
    [
        Standing.CLASS_TEACHER,
        Standing.LEAD_MENTOR,
        Standing.MENTOR,
        Standing.VOLUNTEER_MENTOR,
        Standing.SCHOOL_LEADER,
        Standing.RAISED_THE_CONCERN,
    ],
)
def test_nobody_sees_a_case_without_having_to_answer_for_it(standing: Standing) -> None:
    assert not permit(Request.READ_CASE, {standing}).allowed
