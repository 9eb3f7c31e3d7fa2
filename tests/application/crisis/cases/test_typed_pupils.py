"""A pupil who was told by hand has no class: whoever teaches one there may be the one meant."""

from dataclasses import replace

import pytest

from application.crisis.cases.cases import standings_for_case
from domain.alerts.facts import ConcernAlerted, GapReason
from domain.errors import NotFound
from domain.referrals.facts import ConcernRaised, Involved
from domain.shared import ChildId
from domain.staff.facts import Role
from tests import examples as given
from tests.application.casework import CASE, WORRY, raised, reopen_casework, taken, told
from tests.application.telling import (
    ADVISER_TOLD,
    DUTY_TOLD,
    HEAD_TOLD,
    LEAD_TOLD,
    alerts,
    cause_of,
    employ,
    gap,
)
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import Office, acting

TYPED = ChildId(given.example_id(751))
ABOUT_THE_TYPED = replace(
    WORRY,
    child_id=TYPED,
    name="示例同学",
    school_id=given.SCHOOL,
    involved=(Involved.CLASS_TEACHER,),
)


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def test_a_lead_who_teaches_a_class_there_is_not_told_and_sees_nothing_while_the_class_is_unknown(
    at_work: Office,
) -> None:
    employ(at_work, CRISIS_LEAD, Role.CLASS_TEACHER, given.SCHOOL_CLASS)
    raised(at_work, ABOUT_THE_TYPED)
    told(at_work)
    assert alerts(at_work) == (
        ConcernAlerted(
            case_id=CASE,
            child_id=TYPED,
            cause_id=cause_of(at_work, ConcernRaised).event_id,
            place_id=given.SCHOOL,
            addressees=(DUTY_TOLD, ADVISER_TOLD),
            gaps=(
                gap(Role.CRISIS_LEAD, GapReason.KEPT_OUT, given.SCHOOL),
                gap(Role.SCHOOL_LEADER, GapReason.UNREACHABLE, given.SCHOOL),
            ),
            unreachable=(HEAD_TOLD,),
            kept_out_ids=tuple(sorted((CRISIS_LEAD, given.TEACHER))),
        ),
    )
    with pytest.raises(NotFound):
        standings_for_case(at_work.ledger, acting(CRISIS_LEAD), CASE, given.NOW)
    with pytest.raises(NotFound):
        taken(at_work)


def test_a_lead_who_teaches_nobody_there_is_told_and_answers(at_work: Office) -> None:
    employ(at_work, CRISIS_LEAD, Role.CLASS_TEACHER, given.OTHER_SCHOOL)
    raised(at_work, ABOUT_THE_TYPED)
    told(at_work)
    (alert,) = alerts(at_work)
    assert alert.addressees == (LEAD_TOLD, ADVISER_TOLD)
    assert alert.kept_out_ids == (given.TEACHER,)
    assert taken(at_work).position > 0
