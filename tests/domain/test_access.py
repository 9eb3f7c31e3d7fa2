"""The table of who may do what, written out by hand row by row and compared cell by cell."""

import pytest

from domain.access.table import OPEN_TO_ALL, TABLE, Permission, Request, Standing, permit, require
from domain.errors import NotPermitted

SHORT = {
    "cls": Standing.CLASS_TEACHER,
    "sch": Standing.SCHOOL_LEADER,
    "vil": Standing.VILLAGE_DIRECTOR,
    "twn": Standing.TOWNSHIP_SUPERVISOR,
    "cty": Standing.COUNTY_OFFICER,
    "bur": Standing.BUREAU_OFFICER,
    "aud": Standing.AUDITOR,
    "sys": Standing.SYSTEM_ADMINISTRATOR,
    "led": Standing.LEAD_MENTOR,
    "men": Standing.MENTOR,
    "vol": Standing.VOLUNTEER_MENTOR,
    "mad": Standing.MADE_THE_CONTACT,
    "cri": Standing.CRISIS_LEAD,
    "adv": Standing.HEALTH_VICE_PRINCIPAL,
    "dut": Standing.COUNTY_DUTY_OFFICER,
    "hos": Standing.HOSPITAL_LIAISON,
    "nxt": Standing.NEXT_IN_LINE,
    "rai": Standing.RAISED_THE_CONCERN,
    "psy": Standing.PSYCHOLOGY_TEACHER,
    "law": Standing.LAW_VICE_PRINCIPAL,
    "civ": Standing.CIVIL_AFFAIRS_OFFICER,
    "edu": Standing.EDUCATION_OFFICER,
    "hea": Standing.HEALTH_OFFICER,
    "ins": Standing.INSPECTOR,
    "prv": Standing.PRIVACY_OFFICER,
    "sec": Standing.SECURITY_ADMINISTRATOR,
}
ALL = "all"

WRITTEN = """
register_organisation   cty bur sys
register_person         cty bur sys
assign_duty             cty bur sys
end_duty                cty bur sys
register_child          cls sch vil twn
open_care_file          cls sch vil twn
record_care_fact        cls sch vil twn led
assess_care_level       cls sch vil twn cty
pair_mentor             sch vil twn cty
end_pairing             sch vil twn cty
log_contact             cls sch vil twn led men vol
correct_contact         led mad
list_children           cls sch vil twn cty led men vol
read_care_file          cls sch vil twn cty led men
read_identity           cls sch vil twn cty
read_carers             cls sch vil twn cty led men
read_history            cls sch vil twn cty led men
read_child_words        led
read_staff              sch vil twn cty bur aud sys
read_reads              sch twn cty aud
raise_concern           all
read_own_concern        rai
list_cases              sch cty bur cri adv dut hos nxt
read_case               cri adv dut hos nxt
take_concern            cri adv dut nxt
pass_concern_on         cri adv dut nxt
propose_referral        cri adv dut nxt
issue_referral          cri dut nxt
acknowledge_referral    hos
withdraw_concern        cri dut nxt
import_roster           sch twn cty
"""
"""Who may have each request; whoever is not named is refused."""

ROWS = {
    line.split()[0]: set(Standing)
    if line.split()[1:] == [ALL]
    else {SHORT[each] for each in line.split()[1:]}
    for line in WRITTEN.strip().splitlines()
}
CELLS = [
    (Request(name), standing, standing in granted)
    for name, granted in ROWS.items()
    for standing in Standing
]


def test_the_written_table_names_every_request_and_every_standing_once() -> None:
    assert list(ROWS) == [request.value for request in Request]
    assert set(SHORT.values()) == set(Standing)
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
