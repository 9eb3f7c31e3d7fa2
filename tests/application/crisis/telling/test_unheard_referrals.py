"""Whoever sent a referral hears at once where nobody of the hospital does, and so does the line."""

from dataclasses import replace

import pytest

from domain.alerts.facts import ConcernAlerted, GapReason
from domain.referrals.facts import ReferralIssued
from domain.staff.facts import Role
from tests import examples as given
from tests.application.casework import CASE, REFERRAL, WORRY, issued, raised, reopen_casework, taken
from tests.application.crisis.telling.test_escalating import follow
from tests.application.telling import (
    ADVISER_TOLD,
    LEAD_TOLD,
    LIAISON_TOLD,
    OTHER_HOSPITAL,
    alerts,
    another_hospital,
    cause_of,
    gap,
    repeated,
)
from tests.crisis import HOSPITAL, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office

VACANT = gap(Role.HOSPITAL_LIAISON, GapReason.VACANT, OTHER_HOSPITAL)


@pytest.fixture
def office(founded_on_sqlite: FoundedLedger) -> Office:
    office = reopen_casework(founded_on_sqlite)
    another_hospital(office)
    raised(office)
    follow(office, 0)
    taken(office)
    return office


def test_where_the_post_is_empty_whoever_has_the_case_and_the_line_hear_once(
    office: Office,
) -> None:
    issued(office, replace(REFERRAL, hospital_id=OTHER_HOSPITAL))
    follow(office, 1)
    follow(office, 1)
    assert alerts(office)[1:] == (
        ConcernAlerted(
            case_id=CASE,
            child_id=given.CHILD,
            cause_id=cause_of(office, ReferralIssued).event_id,
            place_id=given.SCHOOL,
            addressees=(LEAD_TOLD, ADVISER_TOLD),
            gaps=(VACANT,),
        ),
    )


def test_a_liaison_who_may_be_involved_is_kept_out_of_that_too(office: Office) -> None:
    repeated(office, replace(WORRY, involved_ids=(LIAISON,)))
    issued(office)
    follow(office, 1)
    last = alerts(office)[-1]
    assert last.addressees == (LEAD_TOLD, ADVISER_TOLD)
    assert last.gaps == (gap(Role.HOSPITAL_LIAISON, GapReason.KEPT_OUT, HOSPITAL),)
    assert last.kept_out_ids == (LIAISON,)


def test_where_the_hospital_hears_nobody_else_does(office: Office) -> None:
    issued(office)
    follow(office, 1)
    assert alerts(office)[-1].addressees == (LIAISON_TOLD,)
