"""Access beyond a duty: asked for, granted by whoever is responsible, in force, and over."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid5

import pytest

from application.authorisation.grant_reading import open_grant
from application.care_files.files import care_file
from application.care_files.history import history
from application.staffing.staff import end_duty
from domain.access.table import OPEN_TO_ALL
from domain.access.table import Request as Asking
from domain.errors import DomainError, NotFound, NotPermitted, RuleBroken
from domain.grants.facts import RevocationReason
from domain.reads.facts import Reading, RecordsRead
from domain.shared import ChildId, Compartment, GrantId, PersonId, Purpose
from domain.staff.facts import DutyEndReason
from domain.staff.state import EndDuty
from tests import examples as given
from tests.application.granting import (
    ASK,
    DUTY_OF_LAWYER,
    GRANT,
    LAWYER,
    PRIVACY_OFFICER,
    UNTIL_ON,
    approved,
    asked,
    look,
    look_at,
    open_granting,
    reads_of,
    reopen_granting,
    revoked,
)
from tests.engines import FoundedLedger
from tests.office import (
    ADMINISTRATOR,
    AUDITOR,
    DIRECTOR,
    LEADER,
    OFFICER,
    SECURITY,
    STRANGER,
    Office,
    with_factor,
)

ASK_FOR_NOTHING = [given.VOLUNTEER, given.COMMUNITY_WORKER, ADMINISTRATOR, SECURITY, AUDITOR]


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_granting(founded_ledger(open_granting))


def test_a_grant_opens_what_it_names_for_its_purpose_and_the_reading_says_so(
    office: Office,
) -> None:
    with pytest.raises(NotFound):
        care_file(office.ledger, look())
    asked(office)
    with pytest.raises(NotFound):
        care_file(office.ledger, look())
    approved(office)
    found = care_file(office.ledger, look())
    assert found.registered.name == given.CHILD_NAME
    assert found.may - OPEN_TO_ALL == {Asking.READ_CARE_FILE, Asking.READ_HISTORY}
    (read,) = reads_of(office, look().read_id)
    assert read == RecordsRead(
        read_id=read.read_id,
        reader_id=LAWYER,
        child_ids=(given.CHILD,),
        what=Reading.CARE_FILE,
        purpose=Purpose.CRISIS,
        grant_id=GRANT,
    )


def test_a_request_for_a_child_that_does_not_exist_is_answered_as_any_other(
    office: Office,
) -> None:
    nobody = ChildId(given.example_id(399))
    known = asked(office)
    unknown = asked(office, replace(ASK, child_id=nobody, grant_id=_other()), by=STRANGER)
    assert known.fresh
    assert unknown.fresh
    waiting = office.ledger.grants.to_decide(LEADER, given.NOW, limit=10).rows
    assert [each.grant_id for each in waiting] == [GRANT]
    with pytest.raises(NotFound, match="access_request_not_found"):
        approved(office, child_id=nobody)


@pytest.mark.parametrize("person", ASK_FOR_NOTHING)
def test_whoever_is_paired_or_administers_asks_for_nothing(
    office: Office, person: PersonId
) -> None:
    with pytest.raises(NotPermitted):
        asked(office, by=person)


@pytest.mark.parametrize("person", [given.TEACHER, DIRECTOR, STRANGER, AUDITOR, PRIVACY_OFFICER])
def test_who_is_not_responsible_is_told_of_no_request(office: Office, person: PersonId) -> None:
    asked(office)
    for ask in (
        lambda: approved(office, by=person),
        lambda: open_grant(office.ledger, look_at(person)),
    ):
        with pytest.raises(NotFound):
            ask()
    assert office.ledger.grants.to_decide(person, given.NOW, limit=10).rows == ()


@pytest.mark.parametrize("person", [LEADER, given.SUPERVISOR, OFFICER])
def test_whoever_is_responsible_for_the_places_sees_who_why_what_and_until_when(
    office: Office, person: PersonId
) -> None:
    asked(office)
    (row,) = office.ledger.grants.to_decide(person, given.NOW, limit=10).rows
    shown = open_grant(office.ledger, look_at(person))
    assert shown.requested is not None
    assert (row.person_id, row.compartments) == (LAWYER, (Compartment.CARE,))
    assert (shown.reason, shown.requested.until_on) == (ASK.why, UNTIL_ON)
    assert (shown.child_name, shown.may_decide) == (given.CHILD_NAME, True)
    assert [each.what for each in reads_of(office, look_at(person).read_id)] == [Reading.GRANT]


def test_its_holder_sees_the_request_without_the_child(office: Office) -> None:
    asked(office)
    shown = open_grant(office.ledger, look_at(LAWYER))
    assert (shown.is_own, shown.child_name, shown.may_decide) == (True, None, False)


def test_it_should_be_decided_within_a_working_day(office: Office) -> None:
    asked(office)
    assert open_grant(office.ledger, look_at(LAWYER)).due_at == given.NOW + timedelta(days=1)


def test_a_request_waits_until_it_is_decided_given_back_or_its_last_day_is_over(
    office: Office,
) -> None:
    for number in (1, 2, 3):
        asked(office, replace(ASK, grant_id=GrantId(uuid5(GRANT, str(number)))))
    asked(office)

    def waiting(later: int = 0) -> int:
        at = given.NOW + timedelta(days=later)
        return office.ledger.grants.count_waiting(LAWYER, at)

    assert waiting() == 4
    approved(office)
    revoked(office, LAWYER, GrantId(uuid5(GRANT, "1")), reason=RevocationReason.GIVEN_BACK)
    assert (waiting(), waiting(later=40)) == (2, 0)
    assert office.ledger.grants.count_waiting(LEADER, given.NOW) == 0


def test_too_many_requests_of_one_person_wait_whosever_they_are(office: Office) -> None:
    for number in range(office.ledger.rules.glass.waiting_requests_at_most):
        grant, child = (uuid5(GRANT, f"{what} {number}") for what in ("grant", "child"))
        asked(office, replace(ASK, grant_id=GrantId(grant), child_id=ChildId(child)))
    with pytest.raises(RuleBroken, match="too_many_requests_wait"):
        asked(office)


def test_nobody_approves_their_own_request(office: Office) -> None:
    asked(office, by=LEADER)
    with pytest.raises(RuleBroken, match="own_request"):
        approved(office)


def test_a_grant_ends_with_its_last_day(office: Office) -> None:
    asked(office)
    approved(office)
    care_file(office.ledger, look(now=given.NOW + timedelta(days=7)))
    with pytest.raises(NotFound, match="child_not_found"):
        care_file(office.ledger, look(number=2, now=given.NOW + timedelta(days=8)))


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        (PRIVACY_OFFICER, RevocationReason.MISUSED),
        (LEADER, RevocationReason.NO_LONGER_NEEDED),
        (LAWYER, RevocationReason.GIVEN_BACK),
    ],
)
def test_a_revoked_grant_closes_the_next_page(
    office: Office, by: PersonId, reason: RevocationReason
) -> None:
    asked(office)
    approved(office)
    care_file(office.ledger, look())
    revoked(office, by, reason=reason)
    with pytest.raises(NotFound, match="child_not_found"):
        history(office.ledger, look(number=2))


def test_a_stranger_revokes_nothing_and_is_told_of_nothing(office: Office) -> None:
    asked(office)
    approved(office)
    with pytest.raises(NotFound, match="grant_not_found"):
        revoked(office, STRANGER)


def test_a_grant_ends_with_the_last_duty(office: Office) -> None:
    asked(office)
    approved(office)
    end = EndDuty(
        person_id=LAWYER,
        duty_id=DUTY_OF_LAWYER,
        ended_on=given.TODAY,
        reason=DutyEndReason.LEFT,
    )
    end_duty(office.ledger, with_factor(OFFICER), end, given.NOW)
    care_file(office.ledger, look())
    with pytest.raises(NotFound, match="child_not_found"):
        care_file(office.ledger, look(number=2, now=given.NOW + timedelta(days=1)))


def test_an_approval_that_is_repeated_answers_its_first_receipt(office: Office) -> None:
    asked(office)
    first = approved(office)
    assert approved(office) == replace(first, fresh=False)


def test_a_list_goes_on_where_its_page_ended(office: Office) -> None:
    asked(office)
    asked(office, replace(ASK, grant_id=_other()), by=STRANGER)
    first = office.ledger.grants.to_decide(LEADER, given.NOW, limit=1)
    assert [each.grant_id for each in first.rows] == [GRANT]
    rest = office.ledger.grants.to_decide(LEADER, given.NOW, limit=1, cursor=first.next_cursor)
    assert [each.grant_id for each in rest.rows] == [_other()]
    assert rest.next_cursor is None
    assert office.ledger.grants.counts(LEADER, given.NOW).to_decide == 2
    with pytest.raises(DomainError, match="cursor_invalid"):
        office.ledger.grants.to_decide(OFFICER, given.NOW, limit=1, cursor=first.next_cursor)


def _other() -> GrantId:
    return GrantId(uuid5(GRANT, "other"))
