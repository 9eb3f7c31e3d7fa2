"""The psychology teacher is told of each worry beside the line, and it is theirs to assess."""

from dataclasses import replace

from domain.alerts.assessing import assessors_of
from domain.alerts.facts import Gap, GapReason
from domain.alerts.rules import Addressing
from domain.referrals.facts import Involved
from domain.shared import PersonId
from domain.staff.facts import Role
from tests.case_examples import CONCERN, InPost
from tests.domain.alerts.test_alerts import (
    ADVISER,
    CITY,
    EVERYBODY,
    HEAD,
    IN_DANGER,
    LEAD,
    LINE,
    ON_DUTY,
    WITHOUT_SCHOOL,
    people,
    told,
)
from tests.examples import SCHOOL, example_id
from tests.level_examples import PSYCHOLOGIST

PSYCHOLOGY = InPost(PSYCHOLOGIST, Role.PSYCHOLOGY_TEACHER, SCHOOL)
SECOND = InPost(PersonId(example_id(978)), Role.PSYCHOLOGY_TEACHER, SCHOOL)
ALL = (*EVERYBODY, PSYCHOLOGY)
NOT_TOLD = Gap(role=PSYCHOLOGY.role, reason=GapReason.KEPT_OUT, organisation_id=SCHOOL)


def test_all_psychology_teachers_are_told_beside_the_first_of_the_line_not_instead() -> None:
    assert told(CONCERN, ALL) == Addressing(addressees=people(LEAD, ADVISER, PSYCHOLOGY))
    assert told(IN_DANGER, (*ALL, SECOND)) == Addressing(
        addressees=people(ON_DUTY, LEAD, ADVISER, PSYCHOLOGY, SECOND)
    )
    assert told(CONCERN, (HEAD, ADVISER, PSYCHOLOGY)).addressees == people(
        ADVISER, PSYCHOLOGY, HEAD
    )


def test_one_who_may_be_involved_or_cannot_sign_in_is_left_out_and_that_stands() -> None:
    teacher = replace(CONCERN, involved=(Involved.TEACHER,))
    assert told(teacher, ALL) == Addressing(
        addressees=people(LEAD, ADVISER),
        gaps=(NOT_TOLD,),
        kept_out_ids=tuple(sorted({PSYCHOLOGIST, EVERYBODY[-1].person_id})),
    )
    assert told(CONCERN, ALL, {PSYCHOLOGIST}) == Addressing(
        addressees=people(LEAD, ADVISER),
        gaps=(replace(NOT_TOLD, reason=GapReason.UNREACHABLE),),
        unreachable=people(PSYCHOLOGY),
    )


def test_a_school_without_one_is_a_post_to_fill_and_no_gap_of_each_worry() -> None:
    assert told(CONCERN, EVERYBODY) == Addressing(addressees=people(LEAD, ADVISER))


def test_of_a_child_without_a_school_no_psychology_teacher_is_told() -> None:
    assert told(WITHOUT_SCHOOL, LINE).addressees == people(ON_DUTY)


def test_it_is_for_the_psychology_teachers_else_for_lead_and_adviser_else_the_county() -> None:
    assert assessors_of((*ALL, SECOND)) == people(PSYCHOLOGY, SECOND)
    assert assessors_of(EVERYBODY) == people(LEAD, ADVISER)
    assert assessors_of((HEAD, ON_DUTY, CITY)) == people(ON_DUTY)
    assert assessors_of((CITY,)) == people(CITY)
    assert assessors_of((HEAD,)) == ()
