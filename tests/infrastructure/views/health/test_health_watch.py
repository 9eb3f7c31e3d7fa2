"""The watch says for whom a case changed and who was told of one; never anybody kept out."""

from dataclasses import replace
from datetime import timedelta

from application.crisis.reactions import react
from application.rows import CasesChanged, Seen
from domain.grants.facts import GlassBroken, GlassReason
from domain.grants.scope import OPENED_BY_GLASS
from domain.referrals.facts import ConcernConflictKept, Involved
from domain.shared import GrantId
from domain.staff.facts import Role
from infrastructure.views.health.watch import HealthWatch
from tests.examples import CHILD, COUNTY_OFFICE, NOW, SCHOOL, TEACHER, TODAY, example_id
from tests.infrastructure.views.cases import PLACES, STAFF
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.worries import (
    ACKNOWLEDGED,
    ADVISER,
    CONCERN,
    CRISIS_LEAD,
    DUTY_OFFICER,
    ISSUED,
    LEADER,
    LIAISON,
    PASSED_ON,
    POSTS,
    PROPOSED,
    REACTION,
    TAKEN,
    WITHDRAWN,
    case_number,
    cases,
    everybody,
    pass_on_and_tell,
    post,
    raise_and_tell,
)

AT_ITS_PLACE = frozenset({CRISIS_LEAD, ADVISER, DUTY_OFFICER})


START, A_MONTH = Seen(position=0, alerted=0), timedelta(days=30)


def changed(views: OpenedViews, seen: Seen = START) -> CasesChanged:
    return views.watch.changed_since(seen)


def test_everybody_who_has_to_see_a_change_is_named_once(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    assert changed(views) == CasesChanged(person_ids=frozenset(), seen=START)
    (raised,) = views.record(CONCERN, by=TEACHER)
    assert views.projector.catch_up(wait_ms=10_000)
    now = Seen(position=raised.position, alerted=0)
    assert changed(views) == CasesChanged(person_ids=AT_ITS_PLACE, seen=now)
    assert changed(views, now) == CasesChanged(person_ids=frozenset(), seen=now)
    assert views.watch.now() == now


def test_whoever_sees_it_no_more_once_another_has_it_looks_once_more(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    raise_and_tell(views, CONCERN)
    pass_on_and_tell(views, PASSED_ON)
    later = HealthWatch(
        views.databases.views_engine, views.mapper.stream_id, today=lambda: TODAY + A_MONTH
    )
    before = later.now()
    views.know(TAKEN)
    assert later.changed_since(before).person_ids >= {LEADER, CRISIS_LEAD}
    assert cases(views, LEADER, TODAY + A_MONTH) == []


def test_a_hospital_and_whoever_it_was_passed_to_are_named(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, CONCERN, TAKEN)
    before = changed(views)
    assert not before.person_ids & {LIAISON, LEADER}
    views.know(ISSUED)
    issued = changed(views, before.seen)
    assert LIAISON in issued.person_ids
    pass_on_and_tell(views, PASSED_ON)
    passed = changed(views, issued.seen)
    assert LEADER in passed.person_ids
    views.know(ACKNOWLEDGED)
    assert changed(views, passed.seen).person_ids >= AT_ITS_PLACE | {LEADER, LIAISON}


def test_whoever_is_kept_out_is_not_named_but_for_a_worry_of_their_own(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, post(DUTY_OFFICER, Role.CRISIS_LEAD, SCHOOL))
    kept_out = replace(CONCERN, involved=(Involved.SCHOOL_LEADER,), involved_ids=(ADVISER,))
    views.know(kept_out)
    before = changed(views)
    assert not before.person_ids & {*AT_ITS_PLACE, LEADER}
    raise_and_tell(views, replace(kept_out, case_id=case_number(2)), by=CRISIS_LEAD)
    after = changed(views, before.seen)
    assert CRISIS_LEAD in after.person_ids
    assert not after.person_ids & {ADVISER, DUTY_OFFICER, LEADER}


def test_whoever_raised_it_is_named_when_it_stands_otherwise_for_them_and_only_then(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    raise_and_tell(views, CONCERN)
    seen = changed(views).seen
    named = []
    again = ConcernConflictKept(case_id=CONCERN.case_id, child_id=CHILD, kept=CONCERN)
    for fact in (TAKEN, again, PROPOSED, ISSUED, ACKNOWLEDGED, PASSED_ON, TAKEN, WITHDRAWN):
        views.know(fact)
        found = changed(views, seen)
        seen = found.seen
        assert found.person_ids >= AT_ITS_PLACE
        if TEACHER in found.person_ids:
            named.append(fact)
    assert named == [TAKEN, PASSED_ON, TAKEN, WITHDRAWN]


def test_whoever_raised_it_is_named_when_somebody_was_told(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, CONCERN)
    (raised,) = views.record(replace(CONCERN, case_id=case_number(2)), by=TEACHER)
    assert views.projector.catch_up(wait_ms=10_000)
    before = changed(views)
    react(views.ledger, REACTION, raised, NOW, everybody)
    assert views.projector.catch_up(wait_ms=10_000)
    assert TEACHER in changed(views, before.seen).person_ids


def test_whoever_was_told_and_is_on_duty_no_more_is_not_named(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    raise_and_tell(views, CONCERN)
    pass_on_and_tell(views, PASSED_ON)
    yesterday = TODAY - timedelta(days=1)
    for who, role in ((CRISIS_LEAD, Role.CRISIS_LEAD), (LEADER, Role.SCHOOL_LEADER)):
        views.know(post(who, role, SCHOOL, yesterday))
    before = changed(views)
    assert before.person_ids >= {ADVISER, DUTY_OFFICER}
    views.know(replace(TAKEN, taken_by=LEADER))
    assert changed(views, before.seen).person_ids == {ADVISER, DUTY_OFFICER, TEACHER}


def test_only_who_is_in_post_today_is_named(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS[:3], CONCERN)
    former = post(DUTY_OFFICER, Role.COUNTY_DUTY_OFFICER, COUNTY_OFFICE, TODAY)
    views.know(replace(former, to_on=former.from_on))
    assert DUTY_OFFICER not in changed(views).person_ids


def test_a_rebuild_changes_nothing_for_anybody(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    raise_and_tell(views, CONCERN)
    before = changed(views)
    views.projector.rebuild("health")
    assert changed(views, before.seen).person_ids == frozenset()
    assert changed(views) == before


def test_who_was_told_is_named_also_while_the_view_is_behind(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    raise_and_tell(views, CONCERN)
    first = changed(views)
    pass_on_and_tell(views, PASSED_ON)
    unseen = Seen(position=views.watch.now().position, alerted=first.seen.alerted)
    second = changed(views, unseen)
    assert second.person_ids == {LEADER}
    assert second.seen.alerted > first.seen.alerted
    assert changed(views, second.seen).person_ids == frozenset()


def test_whoever_is_told_that_glass_was_broken_looks_again_once(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    before = changed(views)
    (broken,) = views.record(
        GlassBroken(
            child_id=CHILD,
            grant_id=GrantId(example_id(861)),
            person_id=TEACHER,
            reason=GlassReason.CHILD_MISSING,
            compartments=OPENED_BY_GLASS,
            until_at=NOW + timedelta(hours=1),
            supervisor_ids=(LEADER,),
            privacy_officer_ids=(LIAISON,),
        )
    )
    assert views.projector.catch_up(wait_ms=10_000)
    told = changed(views, before.seen)
    assert told == CasesChanged(
        person_ids=frozenset({LEADER, LIAISON}),
        seen=before.seen._replace(glass=broken.position),
    )
    assert changed(views, told.seen).person_ids == frozenset()
