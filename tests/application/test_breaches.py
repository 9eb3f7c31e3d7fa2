"""A data breach at the office: reported by a teacher, handled by whoever answers for data."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.breaches import (
    breaches,
    close_breach,
    grade_breach,
    list_affected,
    notify_authority,
    notify_guardian,
    offices_of,
    report_breach,
)
from domain.breaches.facts import BreachGrade, BreachKind
from domain.breaches.state import (
    CloseBreach,
    GradeBreach,
    ListAffected,
    NotifyAuthority,
    NotifyGuardian,
    ReportBreach,
)
from domain.codelists import ConsentMeans, SpokenBy
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.shared import BreachId
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
NOTIFY = NotifyAuthority(breach_id=ID, notified_at=given.NOW, reference="网信2026-3")
TELL = NotifyGuardian(
    breach_id=ID,
    child_id=given.CHILD,
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    told_on=given.TODAY,
)
CLOSE = CloseBreach(breach_id=ID, lessons="名单不再发到群里。")


@pytest.fixture
def reported(office: Office) -> Office:
    """Give the office where a teacher reported a breach."""
    privacy.employ_privacy_officer(office.opened)
    report_breach(office.ledger, acting(given.TEACHER), REPORT, given.NOW)
    return office


def test_a_breach_goes_all_the_way_to_its_end(reported: Office) -> None:
    ledger, officer, now = reported.ledger, acting(privacy.PRIVACY_OFFICER), given.NOW
    grade_breach(ledger, officer, OFFICE, GRADE, now)
    list_affected(ledger, officer, OFFICE, LIST, now)
    with pytest.raises(RuleBroken, match="authority_not_notified"):
        close_breach(ledger, officer, OFFICE, CLOSE, now)
    notify_authority(ledger, officer, OFFICE, NOTIFY, now)
    with pytest.raises(RuleBroken, match="guardians_not_notified"):
        close_breach(ledger, officer, OFFICE, CLOSE, now)
    notify_guardian(ledger, officer, OFFICE, TELL, now)
    first = close_breach(ledger, officer, OFFICE, CLOSE, now)
    assert close_breach(ledger, officer, OFFICE, CLOSE, now) == replace(first, fresh=False)
    (found,) = breaches(ledger, officer, now).breaches
    assert found.state.closed is not None
    assert not found.is_overdue


def test_after_four_hours_a_large_breach_that_nobody_reported_on_is_overdue(
    reported: Office,
) -> None:
    ledger, officer = reported.ledger, acting(privacy.PRIVACY_OFFICER)
    grade_breach(ledger, officer, OFFICE, GRADE, given.NOW)
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
    assert offices_of(ledger, acting(given.TEACHER), given.NOW) == (OFFICE, given.BUREAU)
    astray = replace(REPORT, breach_id=BreachId(given.example_id(883)))
    with pytest.raises(NotFound, match="office_not_found"):
        report_breach(
            ledger, acting(STRANGER), replace(astray, organisation_id=given.SCHOOL), given.NOW
        )
    for refused in (given.TEACHER, ADMINISTRATOR):
        with pytest.raises(NotPermitted):
            breaches(ledger, acting(refused), given.NOW)
        with pytest.raises(NotPermitted):
            grade_breach(ledger, acting(refused), OFFICE, GRADE, given.NOW)
