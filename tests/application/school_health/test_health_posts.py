"""Which schools have no health vice principal, and what those who have one see of their schools."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

from application.ports import History
from application.school_health.health_posts import PostStage, health_posts
from application.school_health.own_schools import own_schools
from application.states import reads_stream
from domain.advising.rhythm import Expectation, SemesterProgress
from domain.reads.facts import Reading, RecordsRead
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import Role
from tests import examples as given
from tests.advising_examples import LESSON, LOG_TRAINING, TRAINING
from tests.application.advising import (
    SECOND_SCHOOL,
    appointment,
    ended,
    logged,
    may,
    put,
    to_fill,
)
from tests.application.casework import WORRY, raised, referred, told
from tests.crisis import ADVISER, LIAISON
from tests.office import LEADER, OFFICER, Office, acting, read_id

OTHER_OFFICER = PersonId(given.example_id(970))
AFTER_ONE_LESSON = tuple(
    SemesterProgress(expectation=expectation, done=done, wanted=wanted, due_on=date(2026, 7, 5))
    for expectation, done, wanted in zip(Expectation, (1, 1, 0, 1), (4, 2, 1, 1), strict=True)
)


def test_vacant_posts_come_first_then_those_that_end_with_nobody_after(
    at_work_on_each: Office,
) -> None:
    office, ledger = at_work_on_each, at_work_on_each.ledger
    assert may(lambda by: health_posts(ledger, acting(by), given.NOW)) == {
        LEADER,
        OFFICER,
        ADVISER,
    }
    assert to_fill(office, OFFICER) == 0
    logged(office)
    posts = health_posts(ledger, acting(OFFICER), given.NOW)
    (post,) = posts.page.rows
    assert (post.school.organisation_id, post.stage, post.ends_on) == (
        given.SCHOOL,
        PostStage.FILLED,
        None,
    )
    assert [each.person_id for each in post.holders] == [ADVISER]
    assert posts.progress == {given.SCHOOL: AFTER_ONE_LESSON}
    put(office, SECOND_SCHOOL)
    last_on = given.TODAY + timedelta(days=30)
    put(office, ended(office, last_on))
    posts = health_posts(ledger, acting(OFFICER), given.NOW)
    rows = [(each.school.organisation_id, each.stage, each.ends_on) for each in posts.page.rows]
    assert rows == [
        (given.OTHER_SCHOOL, PostStage.VACANT, None),
        (given.SCHOOL, PostStage.ENDING, last_on),
    ]
    assert (posts.vacant, posts.ending, to_fill(office, OFFICER)) == (1, 1, 2)
    # The head of one school is told of that one alone.
    assert [
        each.school.organisation_id
        for each in health_posts(ledger, acting(LEADER), given.NOW).page.rows
    ] == [given.SCHOOL]
    assert (to_fill(office, LEADER), to_fill(office, given.TEACHER)) == (1, None)
    # Somebody who comes after lets nothing end.
    put(office, appointment(given.SCHOOL, 2, LIAISON, last_on + timedelta(days=1)))
    assert (to_fill(office, LEADER), to_fill(office, OFFICER)) == (0, 1)


def test_the_officer_of_another_bureau_is_told_of_no_school_here(at_work_on_each: Office) -> None:
    office, elsewhere = at_work_on_each, OrganisationId(given.example_id(971))
    put(
        office,
        replace(given.BUREAU_REGISTERED, organisation_id=elsewhere, name="另一示例市教育局"),
        replace(given.TEACHER_REGISTERED, person_id=OTHER_OFFICER),
        replace(
            given.DUTY_ASSIGNED,
            person_id=OTHER_OFFICER,
            duty_id=DutyId(given.example_id(972)),
            role=Role.BUREAU_OFFICER,
            organisation_id=elsewhere,
        ),
    )
    posts = health_posts(office.ledger, acting(OTHER_OFFICER), given.NOW)
    assert (posts.page.rows, posts.page.total, to_fill(office, OTHER_OFFICER)) == ((), 0, 0)


def test_whoever_goes_on_for_another_term_is_expected_to_do_all_of_it(
    at_work_on_each: Office,
) -> None:
    office = at_work_on_each
    yesterday = given.TODAY - timedelta(days=1)
    put(office, ended(office, yesterday))
    put(office, appointment(given.SCHOOL, 3, since=given.TODAY))
    posts = health_posts(office.ledger, acting(OFFICER), given.NOW)
    assert [each.wanted for each in posts.progress[given.SCHOOL]] == [4, 2, 1, 1]


def test_the_desk_counts_the_cases_that_one_may_open_and_that_is_on_record(
    at_work_on_each: Office,
) -> None:
    office, ledger = at_work_on_each, at_work_on_each.ledger
    referred(office)
    assert may(lambda by: own_schools(ledger, acting(by), given.NOW, read_id=uuid4())) == {ADVISER}
    logged(office)
    logged(office, LOG_TRAINING)
    desk = own_schools(ledger, acting(ADVISER), given.NOW, read_id=read_id(7))
    (school,) = desk.schools
    assert school.cases == {"issued": 1}
    assert [each.record.logged.health_duty_id for each in school.latest] == [LESSON, TRAINING]
    assert [each.record.logged.health_duty_id for each in school.trainings] == [TRAINING]
    assert [each.done for each in school.progress] == [1, 1, 0, 2]
    read = ledger.reads.load([reads_stream(read_id(7))])
    assert isinstance(read, History)
    (reading,) = read.recorded
    assert isinstance(reading.fact, RecordsRead)
    assert (reading.fact.what, reading.fact.child_ids) == (Reading.CASE_COUNTS, (given.CHILD,))
    assert reading.context.duty == "health_vice_principal"


def test_who_may_be_involved_in_a_case_does_not_count_it(at_work_on_each: Office) -> None:
    office = at_work_on_each
    raised(office, replace(WORRY, involved_ids=(ADVISER,)))
    told(office)
    desk = own_schools(office.ledger, acting(ADVISER), given.NOW, read_id=read_id(8))
    assert [each.cases for each in desk.schools] == [{}]
    read = office.ledger.reads.load([reads_stream(read_id(8))])
    assert isinstance(read, History)
    assert read.recorded == ()
