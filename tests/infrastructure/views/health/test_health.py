"""The health desk: what it shows of each case, in which order, page by page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from application.crisis.desk.stages import CaseStage
from application.rows import EmptyPost, HealthRow
from domain.alerts.facts import ConcernAlerted, Gap, GapReason
from domain.errors import Invalid
from domain.referrals.facts import ConcernTaken, Situation
from domain.shared import CaseId, OrganisationId, PersonId
from domain.staff.facts import DutyEnded, DutyEndReason, Role
from tests.examples import (
    CHILD,
    COUNTY_OFFICE,
    NOW,
    OTHER_SCHOOL,
    SCHOOL,
    SCHOOL_REGISTERED,
    TEACHER,
    TODAY,
    VILLAGE,
    example_id,
)
from tests.infrastructure.views.cases import PLACES, STAFF
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.worries import (
    ACKNOWLEDGED,
    ADVISER,
    APPOINTED,
    CASE,
    CONCERN,
    CRISIS_LEAD,
    DUTY_OFFICER,
    HOSPITAL,
    ISSUED,
    LEADER,
    LIAISON,
    PASSED_ON,
    POSTS,
    PROPOSED,
    TAKEN,
    WITHDRAWN,
    case_number,
    cases,
    pass_on_and_tell,
    post,
    raise_and_tell,
    rows,
)

TOLD_BY_HAND = ConcernAlerted(
    case_id=CASE, child_id=CHILD, cause_id=example_id(1_401), place_id=None, addressees=()
)


def stage(views: OpenedViews, who: PersonId = CRISIS_LEAD) -> CaseStage:
    (row,) = rows(views, who)
    return row.stage


def test_a_worry_stands_on_the_desk_of_whoever_answers_for_it(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    (raised,) = views.record(CONCERN, at=NOW + timedelta(microseconds=1), by=TEACHER)
    views.projector.catch_up(wait_ms=10_000)
    row = HealthRow(
        case_id=CASE,
        child_id=CHILD,
        stage=CaseStage.UNTAKEN,
        position=raised.position,
        raised_at=NOW + timedelta(microseconds=1),
        situation=Situation.SUSPECTED_HARM,
        is_with_child=True,
        owner_id=None,
        place_id=SCHOOL,
        hospital_id=None,
        is_brought_to_me=False,
    )
    for who in (CRISIS_LEAD, ADVISER, DUTY_OFFICER):
        page = views.health.page(who, TODAY, limit=10)
        assert page.rows == (row,)
        assert (page.untaken, page.total, page.behind, page.unreadable) == (1, 1, 0, 0)
    for who in (TEACHER, LEADER, LIAISON):
        assert rows(views, who) == ()


def test_whoever_was_told_sees_that_it_was_brought_to_them(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    raise_and_tell(views, CONCERN)
    (mine,), (others,) = rows(views, CRISIS_LEAD), rows(views, DUTY_OFFICER)
    assert (mine.is_brought_to_me, others.is_brought_to_me) == (True, False)
    assert (mine.has_gap, mine.reached_nobody) == (False, False)


def test_a_case_that_reached_nobody_says_so_until_it_reaches_somebody(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, CONCERN)
    views.know(replace(TOLD_BY_HAND, gaps=(Gap(role=Role.CRISIS_LEAD, reason=GapReason.VACANT),)))
    (row,) = rows(views, CRISIS_LEAD)
    assert (row.has_gap, row.reached_nobody) == (True, True)
    # A hospital is not told how the school is staffed.
    views.know(ISSUED)
    (row,) = rows(views, LIAISON)
    assert (row.has_gap, row.reached_nobody) == (False, False)
    views.know(PASSED_ON, replace(TOLD_BY_HAND, cause_id=example_id(1_402)))
    (row,) = rows(views, CRISIS_LEAD)
    assert (row.has_gap, row.reached_nobody) == (True, False)


def test_a_case_goes_through_its_stages(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, CONCERN)
    seen = [stage(views)]
    for fact in (TAKEN, PROPOSED, ISSUED, ACKNOWLEDGED):
        views.know(fact)
        seen.append(stage(views))
    assert seen == [
        CaseStage.UNTAKEN,
        CaseStage.TAKEN,
        CaseStage.PROPOSED,
        CaseStage.ISSUED,
        CaseStage.ACKNOWLEDGED,
    ]
    (row,) = rows(views, LIAISON)
    assert (row.owner_id, row.hospital_id) == (CRISIS_LEAD, HOSPITAL)


def test_passed_on_it_is_untaken_and_taken_again_as_far_as_it_was(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, CONCERN, TAKEN, ISSUED)
    assert rows(views, LEADER) == ()
    pass_on_and_tell(views, PASSED_ON)
    (row,) = rows(views, LEADER)
    assert (row.stage, row.owner_id, row.is_brought_to_me) == (CaseStage.UNTAKEN, None, True)
    views.know(replace(TAKEN, taken_by=LEADER))
    assert stage(views) is CaseStage.ISSUED
    views.know(ACKNOWLEDGED, replace(PASSED_ON, passed_by=LEADER, passed_to=CRISIS_LEAD))
    assert stage(views) is CaseStage.UNTAKEN
    views.know(TAKEN)
    assert stage(views) is CaseStage.ACKNOWLEDGED


def test_a_case_that_is_over_is_shown_no_more(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, CONCERN, TAKEN, ISSUED, WITHDRAWN)
    assert [rows(views, who) for who in (CRISIS_LEAD, DUTY_OFFICER, LIAISON)] == [(), (), ()]
    assert views.health.page(CRISIS_LEAD, TODAY, limit=10).total == 0


def test_a_worry_about_a_child_of_no_school_has_the_place_that_is_known(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    at_home = replace(CONCERN, class_id=None, school_id=None)
    nowhere = replace(at_home, case_id=case_number(2), village_id=None)
    raise_and_tell(views, at_home, nowhere)
    found = {row.case_id: row.place_id for row in rows(views, DUTY_OFFICER)}
    # Nowhere is where the teacher who raised it is on duty, at school.
    assert found[CASE] == VILLAGE
    assert set(cases(views, CRISIS_LEAD)) == {case_number(2)}


def test_a_place_that_becomes_known_later_counts_from_then_on(views: OpenedViews) -> None:
    elsewhere = replace(CONCERN, class_id=None, school_id=OTHER_SCHOOL, village_id=None)
    views.know(*PLACES, *STAFF, *POSTS, elsewhere)
    assert cases(views, DUTY_OFFICER) == []
    views.know(replace(SCHOOL_REGISTERED, organisation_id=OTHER_SCHOOL))
    assert cases(views, DUTY_OFFICER) == [CASE]
    assert cases(views, CRISIS_LEAD) == []


def many(views: OpenedViews, number: int, taken: Sequence[int]) -> list[CaseId]:
    views.know(*PLACES, *STAFF, *POSTS)
    views.record_all(replace(CONCERN, case_id=case_number(each)) for each in range(number))
    views.know(*(replace(TAKEN, case_id=case_number(each)) for each in taken))
    untaken = [each for each in range(number) if each not in taken]
    return [case_number(each) for each in (*untaken, *sorted(taken))]


def test_pages_show_untaken_ones_first_each_the_oldest_first(views: OpenedViews) -> None:
    in_order = many(views, 25, [3, 1, 12, 24])
    assert cases(views, DUTY_OFFICER) == in_order
    read: list[CaseId] = []
    cursor, pages = None, 0
    while True:
        page = views.health.page(DUTY_OFFICER, TODAY, limit=7, cursor=cursor)
        read += [row.case_id for row in page.rows]
        pages += 1
        assert (page.untaken, page.total) == (21, 25)
        cursor = page.next_cursor
        if cursor is None:
            break
    assert (read, pages) == (in_order, 4)


def test_a_case_taken_meanwhile_is_not_missed(views: OpenedViews) -> None:
    in_order = many(views, 12, [])
    first = views.health.page(CRISIS_LEAD, TODAY, limit=5)
    views.know(ConcernTaken(case_id=in_order[6], child_id=CHILD, taken_by=CRISIS_LEAD))
    rest = views.health.page(CRISIS_LEAD, TODAY, limit=50, cursor=first.next_cursor)
    assert [row.case_id for row in rest.rows] == [in_order[5], *in_order[7:], in_order[6]]


def test_a_cursor_serves_nobody_else(views: OpenedViews) -> None:
    many(views, 12, [])
    cursor = views.health.page(CRISIS_LEAD, TODAY, limit=5).next_cursor
    assert cursor is not None
    for made_up in ("", "x", cursor[:-4], "A" * 50):
        with pytest.raises(Invalid, match="cursor_invalid"):
            views.health.page(CRISIS_LEAD, TODAY, limit=5, cursor=made_up)
    with pytest.raises(Invalid, match="cursor_invalid"):
        views.health.page(DUTY_OFFICER, TODAY, limit=5, cursor=cursor)


def test_schools_without_somebody_in_post_are_named(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, post(TEACHER, Role.PSYCHOLOGY_TEACHER, SCHOOL))
    page = views.health.page(DUTY_OFFICER, TODAY, limit=10)
    assert (page.empty_posts, page.empty_posts_total) == ((), 0)
    views.know(
        *(
            replace(SCHOOL_REGISTERED, organisation_id=OrganisationId(example_id(40_000 + number)))
            for number in range(7)
        ),
        DutyEnded(
            person_id=ADVISER,
            duty_id=APPOINTED.duty_id,
            ended_on=TODAY - timedelta(days=1),
            reason=DutyEndReason.LEFT,
        ),
    )
    page = views.health.page(DUTY_OFFICER, TODAY, limit=10)
    assert (len(page.empty_posts), page.empty_posts_total) == (10, 22)
    assert page.empty_posts[0] == EmptyPost(organisation_id=SCHOOL, role=Role.HEALTH_VICE_PRINCIPAL)
    own = views.health.page(CRISIS_LEAD, TODAY, limit=10)
    assert (own.empty_posts, own.empty_posts_total) == (page.empty_posts[:1], 1)
    for who in (LEADER, LIAISON):
        assert views.health.page(who, TODAY, limit=10).empty_posts_total == 0
    assert COUNTY_OFFICE not in {each.organisation_id for each in page.empty_posts}


def test_a_hospital_receives_also_what_nobody_at_the_school_has_just_now(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, *POSTS, CONCERN, TAKEN, ISSUED, PASSED_ON)
    assert {who: stage(views, who) for who in (CRISIS_LEAD, LIAISON)} == {
        CRISIS_LEAD: CaseStage.UNTAKEN,
        LIAISON: CaseStage.ISSUED,
    }
    assert views.health.counts(LIAISON, TODAY) == {CaseStage.ISSUED: 1}
    assert views.health.counts(CRISIS_LEAD, TODAY) == {CaseStage.UNTAKEN: 1}
