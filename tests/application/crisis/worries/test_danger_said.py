"""A life said to be in danger is told to the class teacher before anybody assessed it."""

from dataclasses import replace

import pytest

from domain.alerts.facts import ClassTeacherTold
from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernRaised,
    Involved,
    Situation,
)
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.state import RaiseConcern
from tests import examples as given
from tests.application.casework import CASE, WORRY, raised, reopen_casework, taken
from tests.application.crisis.telling.test_escalating import follow
from tests.application.levels import RED, assessed
from tests.application.noticing import TEACHER, is_closed_to, look_round, notices, said
from tests.application.telling import cause_of, repeated
from tests.engines import FoundedLedger
from tests.office import Office

IN_DANGER = replace(WORRY, situation=Situation.LIFE_IN_DANGER)


@pytest.fixture
def office(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def told(office: Office, kind: type[object] = ConcernRaised) -> ClassTeacherTold:
    return ClassTeacherTold(
        case_id=CASE,
        child_id=given.CHILD,
        cause_id=cause_of(office, kind).event_id,
        class_id=given.SCHOOL_CLASS,
        told_ids=(TEACHER,),
    )


def heard(office: Office, worry: RaiseConcern = IN_DANGER) -> None:
    raised(office, worry)
    follow(office, 0)


def test_the_class_teacher_hears_of_it_at_once_and_not_again_when_it_is_found_red(
    office: Office,
) -> None:
    heard(office)
    assert notices(office) == (CASE,)
    taken(office)
    assessed(office, RED)
    follow(office, 1)
    assert look_round(office) == 0
    assert said(office) == [told(office)]
    assert notices(office) == (CASE,)


def test_a_repeat_that_says_so_is_told_too(office: Office) -> None:
    heard(office, WORRY)
    assert said(office) == []
    repeated(office, IN_DANGER)
    follow(office, 0)
    assert said(office) == [told(office, ConcernConflictKept)]


def test_the_round_tells_whom_a_death_kept_from_hearing(office: Office) -> None:
    raised(office, IN_DANGER)
    assert look_round(office) == 1
    follow(office, 0)
    assert said(office) == [told(office)]


@pytest.mark.parametrize("level", [CrisisLevel.ORANGE, None])
def test_it_is_taken_back_once_it_is_assessed_lower(
    office: Office, level: CrisisLevel | None
) -> None:
    heard(office)
    taken(office)
    assessed(office, replace(RED, level=level))
    assert is_closed_to(office)
    assert look_round(office) == 0


def test_whoever_may_be_involved_is_never_told(office: Office) -> None:
    heard(office, replace(IN_DANGER, involved=(Involved.CLASS_TEACHER,)))
    assert said(office) == [replace(told(office), told_ids=())]
    assert is_closed_to(office)
