"""A data breach at the office: reported by a teacher, handled by whoever answers for data."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.privacy.breach_steps import (
    close_breach,
    grade_breach,
    leave_untold,
    list_affected,
    notify_authority,
    notify_guardian,
    propose_closure,
)
from application.privacy.breaches import (
    answering_offices,
    breach,
    breaches,
    own_report,
    report_breach,
)
from domain.breaches.facts import (
    AuthorityWay,
    BreachGrade,
    BreachKind,
    ToldBy,
    UntoldReason,
)
from domain.breaches.state import (
    CloseBreach,
    GradeBreach,
    LeaveUntold,
    ListAffected,
    NotifyAuthority,
    NotifyGuardian,
    ProposeClosure,
    ReportBreach,
)
from domain.codelists import ConsentMeans, SpokenBy
from domain.errors import Invalid, NotFound, NotPermitted, RuleBroken
from domain.shared import BreachId, ChildId, Compartment, PersonId
from tests import examples as given
from tests import privacy
from tests.office import ADMINISTRATOR, STRANGER, Office, acting

OFFICE = given.COUNTY_OFFICE
ID = BreachId(given.example_id(881))
REPORT = ReportBreach(
    breach_id=ID,
    organisation_id=OFFICE,
    kind=BreachKind.SENT_WRONGLY,
    detected_at=given.NOW - timedelta(hours=1),
    text="名单发到了家长群。",
)
GRADE = GradeBreach(breach_id=ID, grade=BreachGrade.LARGE)
LIST = ListAffected(breach_id=ID, child_ids=(given.CHILD,))
NOTIFY = NotifyAuthority(
    breach_id=ID, notified_at=given.NOW, way=AuthorityWay.ONLINE, reference="网信2026-3"
)
TELL = NotifyGuardian(
    breach_id=ID,
    child_id=given.CHILD,
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    told_on=given.TODAY,
)
PROPOSE = ProposeClosure(breach_id=ID, lessons="名单不再发到群里。")
CLOSE = CloseBreach(breach_id=ID, proposal=1)
GRADING, LISTING, PROPOSING = (given.example_id(number) for number in (890, 891, 892))


@pytest.fixture
def reported(office: Office) -> Office:
    """Give the office where a teacher reported a breach."""
    privacy.employ_privacy_officer(office.opened)
    report_breach(office.ledger, acting(given.TEACHER), REPORT, given.NOW)
    return office


def test_a_breach_goes_all_the_way_to_its_end(reported: Office) -> None:
    privacy.employ_security_administrator(reported.opened)
    ledger, now = reported.ledger, given.NOW
    officer, security = acting(privacy.PRIVACY_OFFICER), acting(privacy.SECURITY_ADMINISTRATOR)
    grade_breach(ledger, officer, OFFICE, GRADE, GRADING, now)
    list_affected(ledger, officer, OFFICE, LIST, LISTING, now)
    with pytest.raises(RuleBroken, match="authority_not_notified"):
        propose_closure(ledger, officer, OFFICE, PROPOSE, PROPOSING, now)
    notify_authority(ledger, officer, OFFICE, NOTIFY, now)
    with pytest.raises(RuleBroken, match="guardians_not_notified"):
        propose_closure(ledger, officer, OFFICE, PROPOSE, PROPOSING, now)
    leave = LeaveUntold(breach_id=ID, child_id=given.CHILD, reason=UntoldReason.NOT_REACHABLE)
    leave_untold(ledger, officer, OFFICE, leave, now)
    notify_guardian(ledger, officer, OFFICE, TELL, now)
    proposed = propose_closure(ledger, officer, OFFICE, PROPOSE, PROPOSING, now)
    again = propose_closure(ledger, officer, OFFICE, PROPOSE, PROPOSING, now)
    assert again == replace(proposed, fresh=False)
    with pytest.raises(RuleBroken, match="closed_by_another"):
        close_breach(ledger, officer, OFFICE, CLOSE, now)
    first = close_breach(ledger, security, OFFICE, CLOSE, now)
    assert close_breach(ledger, security, OFFICE, CLOSE, now) == replace(first, fresh=False)
    (found,) = breach(ledger, officer, OFFICE, ID, now).breaches
    assert found.state.closed is not None
    assert not found.is_overdue


def test_a_repeated_step_answers_its_first_receipt_whatever_came_between(reported: Office) -> None:
    ledger, officer = reported.ledger, acting(privacy.PRIVACY_OFFICER)
    later = given.NOW + timedelta(minutes=5)
    graded = grade_breach(ledger, officer, OFFICE, GRADE, GRADING, given.NOW)
    graver = replace(GRADE, grade=BreachGrade.MAJOR)
    grade_breach(ledger, officer, OFFICE, graver, given.example_id(893), given.NOW)
    listed = list_affected(ledger, officer, OFFICE, LIST, LISTING, given.NOW)
    assert grade_breach(ledger, officer, OFFICE, GRADE, GRADING, later) == replace(
        graded, fresh=False
    )
    assert list_affected(ledger, officer, OFFICE, LIST, LISTING, later) == replace(
        listed, fresh=False
    )
    with pytest.raises(RuleBroken, match="breach_step_already_recorded"):
        grade_breach(ledger, officer, OFFICE, graver, GRADING, later)
    (found,) = breach(ledger, officer, OFFICE, ID, later).breaches
    assert found.state.graded is not None
    assert found.state.graded.grade is BreachGrade.MAJOR


def test_children_of_elsewhere_are_on_no_list(reported: Office) -> None:
    ledger, officer = reported.ledger, acting(privacy.PRIVACY_OFFICER)
    astray = ListAffected(breach_id=ID, child_ids=(given.CHILD, ChildId(given.example_id(899))))
    with pytest.raises(Invalid, match="children_not_ours"):
        list_affected(ledger, officer, OFFICE, astray, LISTING, given.NOW)


def test_whoever_reported_a_breach_is_shown_the_receipt_and_nobody_else(reported: Office) -> None:
    own = own_report(reported.ledger, acting(given.TEACHER), OFFICE, ID)
    assert own.reported.breach_id == ID
    with pytest.raises(NotFound, match="breach_not_found"):
        own_report(reported.ledger, acting(privacy.PRIVACY_OFFICER), OFFICE, ID)


def test_after_four_hours_a_large_breach_that_nobody_reported_on_is_overdue(
    reported: Office,
) -> None:
    ledger, officer = reported.ledger, acting(privacy.PRIVACY_OFFICER)
    grade_breach(ledger, officer, OFFICE, GRADE, GRADING, given.NOW)
    in_time, late = given.NOW + timedelta(hours=3), given.NOW + timedelta(hours=3, minutes=1)
    assert [each.is_overdue for each in breaches(ledger, officer, in_time).breaches] == [False]
    assert [each.is_overdue for each in breaches(ledger, officer, late).breaches] == [True]


def test_the_same_report_is_recorded_once_beside_another(reported: Office) -> None:
    ledger, teacher = reported.ledger, acting(given.TEACHER)
    assert not report_breach(ledger, teacher, REPORT, given.NOW).fresh
    other = replace(REPORT, breach_id=BreachId(given.example_id(882)))
    assert report_breach(ledger, teacher, other, given.NOW).fresh
    found = breaches(ledger, acting(privacy.PRIVACY_OFFICER), given.NOW).breaches
    assert [each.breach_id for each in found] == [other.breach_id, ID]


def test_a_breach_is_reported_to_the_office_above_and_handled_by_few(reported: Office) -> None:
    ledger = reported.ledger
    for somebody in (given.TEACHER, STRANGER, PersonId(given.example_id(898))):
        rows = answering_offices(ledger, acting(somebody), given.NOW)
        assert [each.organisation_id for each in rows] == [OFFICE, given.BUREAU]
    astray = replace(REPORT, breach_id=BreachId(given.example_id(883)))
    with pytest.raises(NotFound, match="office_not_found"):
        report_breach(
            ledger, acting(STRANGER), replace(astray, organisation_id=given.SCHOOL), given.NOW
        )
    for refused in (given.TEACHER, ADMINISTRATOR):
        with pytest.raises(NotPermitted):
            breaches(ledger, acting(refused), given.NOW)
        with pytest.raises(NotPermitted):
            grade_breach(ledger, acting(refused), OFFICE, GRADE, GRADING, given.NOW)


def test_a_closure_that_left_an_erased_family_untold_is_known_when_it_is_proposed_again(
    reported: Office,
) -> None:
    ledger, officer = reported.ledger, acting(privacy.PRIVACY_OFFICER)
    left = replace(LIST, child_ids=(), left_to_others={ToldBy.HEALTH: (given.CHILD,)})
    list_affected(ledger, officer, OFFICE, left, LISTING, given.NOW)
    general = replace(GRADE, grade=BreachGrade.GENERAL)
    grade_breach(ledger, officer, OFFICE, general, GRADING, given.NOW)
    reported.opened.vault.destroy(given.CHILD, tuple(Compartment), given.NOW)
    first, again = (
        propose_closure(ledger, officer, OFFICE, PROPOSE, PROPOSING, given.NOW) for _ in range(2)
    )
    assert (first.fresh, again.fresh, again.position) == (True, False, first.position)
