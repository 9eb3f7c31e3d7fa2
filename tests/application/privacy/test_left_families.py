"""Families that a breach leaves to others: who is shown them, who tells, and nobody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from application.authorisation.permission import standings_of
from application.ports import Commit
from application.privacy.breach_families import AskedFamilies, families_of
from application.privacy.breach_steps import (
    close_breach,
    grade_breach,
    list_affected,
    notify_guardian,
    propose_closure,
)
from application.privacy.breaches import breach, report_breach
from application.privacy.left_families import (
    AskedLeft,
    LeftFamilyNow,
    count_left,
    left_families,
    left_family,
)
from application.privacy.left_steps import leave_left_family_untold, tell_left_family
from domain.breaches.facts import BreachGrade, ToldBy
from domain.breaches.state import CloseBreach, GradeBreach, ListAffected, ProposeClosure
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.reads.facts import Reading, RecordsRead
from domain.referrals.facts import Involved
from domain.shared import ChildId, DutyId, OrganisationId, PersonId, Purpose, ReadId, RequestId
from domain.staff.facts import DutyAssigned, Role
from tests import examples as given
from tests import privacy
from tests.application.casework import WORRY, raised, reopen_casework, told
from tests.application.granting import reads_of
from tests.breach_examples import ID, LEAVE, LEFT, REPORT, TELL
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, case_id, worry_about
from tests.engines import FoundedLedger
from tests.office import LEADER, SECURITY, WEEK_AGO, Office, acting, read_id

OFFICE, NOW = given.COUNTY_OFFICE, given.NOW
OFFICER = privacy.PRIVACY_OFFICER
OTHER_SCHOOL = OrganisationId(given.example_id(31))
LEAD_ELSEWHERE = PersonId(given.example_id(181))
STRAY = ChildId(given.example_id(9_501))


@pytest.fixture
def casework(founded_ledger: FoundedLedger) -> Office:
    """Give an office with a breach, people who answer for cases here and at another school."""
    office = reopen_casework(founded_ledger)
    privacy.employ_privacy_officer(office.opened)
    privacy.employ_security_administrator(office.opened)
    facts = (
        replace(given.SCHOOL_REGISTERED, organisation_id=OTHER_SCHOOL, name="另一示例小学"),
        replace(given.TEACHER_REGISTERED, person_id=LEAD_ELSEWHERE, name="另一组长"),
        DutyAssigned(
            person_id=LEAD_ELSEWHERE,
            duty_id=DutyId(given.example_id(2_811)),
            role=Role.CRISIS_LEAD,
            organisation_id=OTHER_SCHOOL,
            from_on=given.TODAY,
        ),
    )
    office.ledger.log.append(
        Commit(
            facts=facts,
            expected={office.opened.mapper.stream_of(fact): 0 for fact in facts},
            request_id=RequestId(given.example_id(908)),
            actor_id=given.SUPERVISOR,
            recorded_at=WEEK_AGO,
        )
    )
    report_breach(office.ledger, acting(given.TEACHER), REPORT, NOW)
    return office


def left(office: Office, told_by: ToldBy, *children: ChildId) -> None:
    request = ListAffected(breach_id=ID, child_ids=(), left_to_others={told_by: children})
    number = given.example_id(891 + list(ToldBy).index(told_by))
    list_affected(office.ledger, acting(OFFICER), OFFICE, request, number, NOW)


def shown_to(office: Office, person: PersonId, read: UUID | None = None) -> tuple[ChildId, ...]:
    """Return the children whose families somebody is shown, as many as are counted for them."""
    asked = AskedLeft(actor=acting(person), now=NOW, read_id=read or uuid4())
    found = left_families(office.ledger, asked)
    standings = standings_of(office.ledger, asked.actor, NOW)
    assert count_left(office.ledger, standings, NOW) == len(found.families)
    return tuple(each.family.child_id for each in found.families)


def opened(office: Office, person: PersonId, child_id: ChildId = given.CHILD) -> LeftFamilyNow:
    asked = AskedLeft(actor=acting(person), now=NOW, read_id=uuid4())
    return left_family(office.ledger, asked, OFFICE, ID, child_id)


@contextmanager
def nothing_there(code: str = "family_not_left") -> Iterator[None]:
    with pytest.raises(NotFound, match=code):
        yield


def is_closed_to(office: Office, person: PersonId) -> None:
    """Whoever it is not left to is shown nothing, and cannot tell whether there is anything."""
    assert shown_to(office, person) == ()
    for child_id in (given.CHILD, STRAY):
        with nothing_there():
            opened(office, person, child_id)
    with nothing_there():
        tell_left_family(office.ledger, acting(person), OFFICE, TELL, NOW)
    with nothing_there():
        leave_left_family_untold(office.ledger, acting(person), OFFICE, LEAVE, NOW)


def test_whose_case_leaked_is_told_by_those_who_answer_for_it_and_by_nobody_else(
    casework: Office,
) -> None:
    ledger = casework.ledger
    raised(casework)
    told(casework)
    left(casework, ToldBy.HEALTH, given.CHILD)
    for person in (CRISIS_LEAD, ADVISER, DUTY_OFFICER):
        assert shown_to(casework, person) == (given.CHILD,)
    for person in (OFFICER, SECURITY, LEAD_ELSEWHERE):
        is_closed_to(casework, person)
    for person in (given.TEACHER, LEADER):
        with pytest.raises(NotPermitted):
            shown_to(casework, person)
        with pytest.raises(NotPermitted):
            opened(casework, person)
    found = opened(casework, CRISIS_LEAD)
    assert (found.left.name, found.carers) == (given.CHILD_REGISTERED.name, None)
    asked = AskedLeft(actor=acting(CRISIS_LEAD), now=NOW, read_id=read_id(4))
    (row,) = left_families(ledger, asked).families
    assert (row.name, row.family.told_by) == (given.CHILD_REGISTERED.name, ToldBy.HEALTH)
    # Whoever advises tells, and does not decide that nobody is told.
    assert not opened(casework, ADVISER).may_leave_untold
    with pytest.raises(NotPermitted, match="standing_not_enough"):
        leave_left_family_untold(ledger, acting(ADVISER), OFFICE, LEAVE, NOW)
    assert tell_left_family(ledger, acting(ADVISER), OFFICE, TELL, NOW).fresh
    assert not tell_left_family(ledger, acting(CRISIS_LEAD), OFFICE, TELL, NOW).fresh
    for person in (CRISIS_LEAD, ADVISER, DUTY_OFFICER):
        assert shown_to(casework, person) == ()


def test_that_a_family_is_shown_is_on_record_as_of_a_crisis(casework: Office) -> None:
    raised(casework)
    left(casework, ToldBy.HEALTH, given.CHILD)
    record = read_id(3)
    shown_to(casework, CRISIS_LEAD, record)
    assert reads_of(casework, record) == [
        RecordsRead(
            read_id=ReadId(record),
            reader_id=CRISIS_LEAD,
            child_ids=(given.CHILD,),
            what=Reading.BREACH,
            purpose=Purpose.CRISIS,
        )
    ]


def test_the_office_of_the_breach_waits_for_others_and_is_told_of_nobody(casework: Office) -> None:
    ledger, officer = casework.ledger, acting(OFFICER)
    raised(casework)
    left(casework, ToldBy.HEALTH, given.CHILD)
    general = GradeBreach(breach_id=ID, grade=BreachGrade.GENERAL)
    grade_breach(ledger, officer, OFFICE, general, given.example_id(895), NOW)
    with nothing_there("child_not_affected"):
        notify_guardian(ledger, officer, OFFICE, TELL, NOW)
    propose = ProposeClosure(breach_id=ID, lessons="设锁屏。")
    with pytest.raises(RuleBroken, match="others_not_done"):
        propose_closure(ledger, officer, OFFICE, propose, given.example_id(896), NOW)
    leave_left_family_untold(ledger, acting(DUTY_OFFICER), OFFICE, LEAVE, NOW)
    asked = AskedFamilies(actor=officer, now=NOW, read_id=read_id(7), office=OFFICE, breach_id=ID)
    families = families_of(ledger, asked)
    assert (families.untold, families.left_untold) == ((), ())
    assert len(breach(ledger, officer, OFFICE, ID, NOW).breaches[0].state.others) == 1
    propose_closure(ledger, officer, OFFICE, propose, given.example_id(897), NOW)
    close = CloseBreach(breach_id=ID, proposal=1)
    assert close_breach(ledger, acting(privacy.SECURITY_ADMINISTRATOR), OFFICE, close, NOW).fresh


def test_whoever_is_named_in_the_case_is_shown_nothing_whatever_their_post(
    casework: Office,
) -> None:
    raised(casework, replace(WORRY, involved_ids=(CRISIS_LEAD,)))
    left(casework, ToldBy.HEALTH, given.CHILD)
    is_closed_to(casework, CRISIS_LEAD)
    assert shown_to(casework, DUTY_OFFICER) == (given.CHILD,)


def test_where_the_family_may_be_the_danger_somebody_says_that_it_is_not_whom_they_told(
    casework: Office,
) -> None:
    raised(casework, replace(WORRY, involved=(Involved.GUARDIAN,)))
    left(casework, ToldBy.HEALTH, given.CHILD)
    assert opened(casework, CRISIS_LEAD).may_mean_family
    ledger, lead = casework.ledger, acting(CRISIS_LEAD)
    with pytest.raises(RuleBroken, match="guardian_may_be_suspected"):
        tell_left_family(ledger, lead, OFFICE, TELL, NOW)
    sure = replace(TELL, not_suspected=True)
    assert tell_left_family(ledger, lead, OFFICE, sure, NOW).fresh


def test_a_pupil_without_a_care_file_is_found_by_the_case_and_called_as_it_says(
    casework: Office,
) -> None:
    worry = worry_about(case_id("left"))
    raised(casework, worry)
    left(casework, ToldBy.HEALTH, ChildId(worry.child_id))
    assert shown_to(casework, CRISIS_LEAD) == (worry.child_id,)
    found = opened(casework, CRISIS_LEAD, ChildId(worry.child_id))
    assert (found.left.name, found.carers) == (worry.name, None)
    is_closed_to(casework, LEAD_ELSEWHERE)


def test_who_belongs_elsewhere_is_told_by_the_office_there_and_who_belongs_nowhere_by_the_bureau(
    casework: Office,
) -> None:
    left = replace(LEFT, child_ids=(given.CHILD, STRAY), told_by=ToldBy.OTHER_OFFICE)
    privacy.leave_families(casework.opened, left)
    assert shown_to(casework, OFFICER) == (given.CHILD,)
    assert set(shown_to(casework, SECURITY)) == {given.CHILD, STRAY}
    for person in (CRISIS_LEAD, LEAD_ELSEWHERE):
        is_closed_to(casework, person)
    # Numbers alone are shown; who it is, and whom to reach, stands where the office may look.
    found = opened(casework, OFFICER)
    assert (found.left.name, found.carers, found.may_leave_untold) == (None, None, True)
    with nothing_there():
        opened(casework, OFFICER, STRAY)
    assert tell_left_family(casework.ledger, acting(OFFICER), OFFICE, TELL, NOW).fresh
    stray = replace(LEAVE, child_id=STRAY)
    assert leave_left_family_untold(casework.ledger, acting(SECURITY), OFFICE, stray, NOW).fresh
    assert shown_to(casework, SECURITY) == ()
