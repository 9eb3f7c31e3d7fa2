"""Who has word of a proposal, of a grave case and of an answer; never who is kept out of it."""

from dataclasses import dataclass, replace
from uuid import uuid4

import pytest

from domain.alerts.reports import answering, who_decides
from domain.alerts.word_facts import CountyTold
from domain.alerts.words_given import county_knows, county_people, second_people
from domain.codelists import Body
from domain.referrals.levels.level_facts import CrisisLevel
from domain.reporting.state import ReportState
from domain.shared import CaseId, OrganisationId, PersonId
from domain.staff.facts import Role
from tests.examples import CHILD, COUNTY_OFFICE, SCHOOL, example_id
from tests.report_examples import ACKNOWLEDGED, CALL, NOTIFIED

LEAD, TEACHER, HEAD, ON_DUTY, OTHER, COUNTY = (PersonId(example_id(i)) for i in range(601, 607))
CIVIL = PersonId(example_id(607))
MAY_AGREE = frozenset({Role.CRISIS_LEAD, Role.PSYCHOLOGY_TEACHER, Role.COUNTY_DUTY_OFFICER})


@dataclass(frozen=True)
class Held:
    person_id: PersonId
    role: Role
    organisation_id: OrganisationId


POSTS = (
    Held(LEAD, Role.CRISIS_LEAD, SCHOOL),
    Held(TEACHER, Role.PSYCHOLOGY_TEACHER, SCHOOL),
    Held(HEAD, Role.SCHOOL_LEADER, SCHOOL),
    Held(ON_DUTY, Role.COUNTY_DUTY_OFFICER, COUNTY_OFFICE),
    Held(OTHER, Role.COUNTY_DUTY_OFFICER, COUNTY_OFFICE),
    Held(COUNTY, Role.COUNTY_OFFICER, COUNTY_OFFICE),
    Held(CIVIL, Role.CIVIL_AFFAIRS_OFFICER, COUNTY_OFFICE),
)
EVERYBODY = frozenset(each.person_id for each in POSTS)


@pytest.mark.parametrize(
    ("not_these", "away", "expected"),
    [
        ({LEAD}, set[PersonId](), (TEACHER,)),
        ({ON_DUTY}, set[PersonId](), (LEAD, TEACHER)),
        # Nobody at the school is left: the county may agree, all who are on duty there.
        ({LEAD}, {TEACHER}, (ON_DUTY, OTHER)),
        ({LEAD, TEACHER, ON_DUTY}, set[PersonId](), (OTHER,)),
        # To the head it is open, and to no officer.
        ({LEAD, TEACHER}, {ON_DUTY, OTHER}, (HEAD,)),
        ({LEAD, TEACHER, HEAD}, {ON_DUTY, OTHER}, ()),
    ],
)
def test_the_nearest_who_may_agree_have_word(
    not_these: set[PersonId], away: set[PersonId], expected: tuple[PersonId, ...]
) -> None:
    found = second_people(
        POSTS,
        standing_in=frozenset({HEAD}),
        may_agree=MAY_AGREE,
        not_these=not_these,
        reachable=EVERYBODY - away,
    )
    assert found == expected


def test_nobody_has_word_who_may_not_agree() -> None:
    one = second_people(
        POSTS,
        standing_in=frozenset(),
        may_agree=MAY_AGREE - {Role.PSYCHOLOGY_TEACHER},
        not_these={LEAD},
        reachable=EVERYBODY,
    )
    assert one == (ON_DUTY, OTHER)


def test_the_next_of_the_countys_line_has_word_where_nobody_is_on_duty() -> None:
    def word(out: set[PersonId], away: set[PersonId]) -> tuple[PersonId, ...]:
        return county_people(POSTS, kept_out_ids=out, reachable=EVERYBODY - away)

    assert word(set(), set()) == (ON_DUTY, OTHER)
    assert word({ON_DUTY}, set()) == (OTHER,)
    assert word({ON_DUTY}, {OTHER}) == (COUNTY,)
    assert word({ON_DUTY, COUNTY}, {OTHER}) == ()


def test_the_county_knows_of_a_level_once_somebody_there_had_word_of_it_or_of_a_graver() -> None:
    told = CountyTold(
        case_id=CaseId(example_id(1)),
        child_id=CHILD,
        cause_id=uuid4(),
        level=CrisisLevel.ORANGE,
        told_ids=(ON_DUTY,),
    )
    known = [county_knows(each, [told]) for each in (CrisisLevel.RED, CrisisLevel.ORANGE)]
    assert known == [False, True]
    assert county_knows(CrisisLevel.ORANGE, [replace(told, level=CrisisLevel.RED)])
    assert not county_knows(CrisisLevel.ORANGE, [replace(told, told_ids=())])


def test_whoever_received_a_report_has_word_of_an_answer_else_all_on_duty_for_it() -> None:
    received = ReportState(acknowledged=replace(ACKNOWLEDGED, acknowledged_by=OTHER))
    assert answering(received, POSTS, EVERYBODY, CIVIL) == (OTHER,)
    assert answering(received, POSTS, EVERYBODY, OTHER) == ()
    gone = EVERYBODY - {OTHER}
    assert answering(received, POSTS, gone, CIVIL) == (ON_DUTY,)
    told = replace(received, calls={CALL: replace(NOTIFIED, body=Body.CIVIL_AFFAIRS)})
    assert answering(told, POSTS, gone, COUNTY) == (ON_DUTY, CIVIL)


def test_all_on_duty_for_a_report_have_word_that_its_end_waits_for_them() -> None:
    nobody = ReportState()
    assert who_decides(nobody, POSTS, EVERYBODY - {ON_DUTY}, frozenset()) == (OTHER,)
    left = EVERYBODY - {ON_DUTY, OTHER}
    assert who_decides(nobody, POSTS, left, frozenset({COUNTY})) == (COUNTY,)
    assert who_decides(nobody, POSTS, left, frozenset()) == ()
