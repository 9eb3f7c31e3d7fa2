"""The health desk lists what a use case would open for the same person that day, and no more."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.crisis.cases.cases import standings_for_case
from application.crisis.reactions import react
from application.ports import Actor, Ledger
from domain.access.table import Request
from domain.days import local_day
from domain.errors import NotFound
from domain.referrals.facts import ConcernConflictKept, ConcernRaised, Involved
from domain.shared import CaseId, OrganisationId, PassId, PersonId
from domain.staff.facts import OrganisationKind, OrganisationRegistered, Role
from tests.examples import (
    BUREAU,
    CHILD,
    COUNTY_OFFICE,
    NOW,
    OTHER_CHILD,
    OTHER_SCHOOL,
    OTHER_VILLAGE,
    SCHOOL,
    SCHOOL_CLASS,
    SCHOOL_CLASS_REGISTERED,
    SCHOOL_REGISTERED,
    TEACHER,
    TODAY,
    VOLUNTEER_PAIRED,
    example_id,
)
from tests.infrastructure.views.cases import PLACES, STAFF, on_file, paired
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.worries import (
    ADVISER,
    CONCERN,
    CRISIS_LEAD,
    DUTY_OFFICER,
    HOSPITAL,
    ISSUED,
    LEADER,
    LIAISON,
    PASSED_ON,
    POSTS,
    REACTION,
    TAKEN,
    WITHDRAWN,
    case_number,
    cases,
    everybody,
    pass_on_and_tell,
    post,
    raise_and_tell,
    rows,
)

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

OTHER_COUNTY, OTHER_HOSPITAL, OTHER_CLASS = (
    OrganisationId(example_id(each)) for each in (1_002, 1_003, 1_004)
)
OTHER_PLACES = (
    OrganisationRegistered(
        organisation_id=OTHER_COUNTY,
        kind=OrganisationKind.COUNTY_OFFICE,
        name="另一县教育局",
        parent_id=BUREAU,
    ),
    OrganisationRegistered(
        organisation_id=OTHER_VILLAGE,
        kind=OrganisationKind.VILLAGE,
        name="另一村",
        parent_id=OTHER_COUNTY,
    ),
    replace(SCHOOL_REGISTERED, organisation_id=OTHER_SCHOOL, parent_id=OTHER_COUNTY),
    replace(SCHOOL_CLASS_REGISTERED, organisation_id=OTHER_CLASS, parent_id=OTHER_SCHOOL),
    OrganisationRegistered(
        organisation_id=OTHER_HOSPITAL, kind=OrganisationKind.HOSPITAL, name="另一医院"
    ),
)


def somebody(number: int) -> PersonId:
    return PersonId(example_id(1_500 + number))


TEACHES_AND_LEADS, MENTORS_AND_LEADS, LEADS_ELSEWHERE = somebody(1), somebody(2), somebody(3)
OFFICER, BUREAU_OFFICER, OTHER_LIAISON = somebody(4), somebody(5), somebody(6)
OTHER_DUTY_OFFICER, LED_UNTIL_YESTERDAY, LEADS_FROM_TOMORROW = somebody(7), somebody(8), somebody(9)
CITY_DUTY_OFFICER, NOBODY, FORMER_OFFICER, ACCUSED, COUNSELLOR = map(somebody, range(10, 15))
LEADS_WITH_CLASS, LEADS_CLASS_ELSEWHERE = somebody(15), somebody(16)
WITHOUT_VIEW = {
    role: somebody(20 + number)
    for number, role in enumerate(
        [
            *(Role.CLASS_TEACHER, Role.TEACHER, Role.VILLAGE_DIRECTOR, Role.COMMUNITY_WORKER),
            *(Role.VOLUNTEER, Role.TOWNSHIP_SUPERVISOR, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR),
            *(Role.LAW_VICE_PRINCIPAL, Role.HEALTH_OFFICER, Role.INSPECTOR, Role.PRIVACY_OFFICER),
        ]
    )
}
PEOPLE = (
    *(CRISIS_LEAD, ADVISER, DUTY_OFFICER, LEADER, LIAISON, TEACHER),
    *(TEACHES_AND_LEADS, MENTORS_AND_LEADS, LEADS_ELSEWHERE, OFFICER, BUREAU_OFFICER),
    *(OTHER_LIAISON, OTHER_DUTY_OFFICER, LED_UNTIL_YESTERDAY, LEADS_FROM_TOMORROW),
    *(CITY_DUTY_OFFICER, NOBODY, FORMER_OFFICER, ACCUSED, COUNSELLOR),
    *(LEADS_WITH_CLASS, LEADS_CLASS_ELSEWHERE),
    *WITHOUT_VIEW.values(),
)
MORE_POSTS = (
    *POSTS,
    *(post(TEACHES_AND_LEADS, role, SCHOOL) for role in (Role.TEACHER, Role.CRISIS_LEAD)),
    post(MENTORS_AND_LEADS, Role.CRISIS_LEAD, SCHOOL),
    post(LEADS_ELSEWHERE, Role.CRISIS_LEAD, OTHER_SCHOOL),
    post(OFFICER, Role.COUNTY_OFFICER, COUNTY_OFFICE),
    post(BUREAU_OFFICER, Role.BUREAU_OFFICER, BUREAU),
    post(OTHER_LIAISON, Role.HOSPITAL_LIAISON, OTHER_HOSPITAL),
    post(OTHER_DUTY_OFFICER, Role.COUNTY_DUTY_OFFICER, OTHER_COUNTY),
    post(LED_UNTIL_YESTERDAY, Role.CRISIS_LEAD, SCHOOL, YESTERDAY),
    replace(post(LEADS_FROM_TOMORROW, Role.CRISIS_LEAD, SCHOOL), from_on=TOMORROW),
    post(CITY_DUTY_OFFICER, Role.COUNTY_DUTY_OFFICER, BUREAU),
    post(FORMER_OFFICER, Role.COUNTY_OFFICER, COUNTY_OFFICE, TODAY),
    post(ACCUSED, Role.COUNTY_DUTY_OFFICER, COUNTY_OFFICE),
    post(COUNSELLOR, Role.PSYCHOLOGY_TEACHER, SCHOOL),
    *(post(each, Role.CRISIS_LEAD, SCHOOL) for each in (LEADS_WITH_CLASS, LEADS_CLASS_ELSEWHERE)),
    post(LEADS_WITH_CLASS, Role.CLASS_TEACHER, SCHOOL_CLASS),
    post(LEADS_CLASS_ELSEWHERE, Role.CLASS_TEACHER, OTHER_CLASS),
    *(post(who, role, SCHOOL_CLASS) for role, who in WITHOUT_VIEW.items()),
)


def about(number: int, *involved: Involved, **others: object) -> ConcernRaised:
    changed = replace(CONCERN, case_id=case_number(number), involved=involved)
    return replace(changed, **others)  # type: ignore[arg-type]


AT_HOME = {"class_id": None, "school_id": None}
WORRIES = (
    about(1),
    about(2, Involved.CLASS_TEACHER),
    about(3, Involved.TEACHER),
    about(4, Involved.SCHOOL_LEADER),
    about(5, Involved.MENTOR),
    about(6, Involved.OFFICIAL, involved_ids=(ACCUSED,)),
    about(7, **AT_HOME),
    about(8, **AT_HOME, village_id=None),
    # A boarder: home lies in another county than school.
    about(9, village_id=OTHER_VILLAGE),
    about(10, child_id=OTHER_CHILD, class_id=None, school_id=OTHER_SCHOOL, village_id=None),
    about(11, school_id=None, village_id=None),
    about(12, Involved.MENTOR, Involved.TEACHER, child_id=OTHER_CHILD),
    about(13, Involved.TEACHER, class_id=None),
)
NOT_TOLD_YET = (
    about(21),
    about(22, Involved.SCHOOL_LEADER, involved_ids=(ADVISER,)),
    # Told by hand, of no class: before anybody was told of it, the desk knows it by itself.
    about(23, Involved.CLASS_TEACHER, class_id=None),
)


@pytest.fixture
def a_city(views: OpenedViews) -> OpenedViews:
    views.know(*PLACES, *OTHER_PLACES, *STAFF, *MORE_POSTS, *on_file(CHILD))
    views.know(paired(CHILD, MENTORS_AND_LEADS), replace(VOLUNTEER_PAIRED, mentor_id=ADVISER))
    raise_and_tell(views, *WORRIES)
    for number, to_id in ((1, OFFICER), (4, LEADER), (3, FORMER_OFFICER), (10, OFFICER)):
        passing = replace(PASSED_ON, case_id=case_number(number), passed_to=to_id)
        passing = replace(passing, pass_id=PassId(example_id(1_600 + number)))
        child_id = next(each.child_id for each in WORRIES if each.case_id == passing.case_id)
        pass_on_and_tell(views, replace(passing, child_id=child_id))
    views.know(*(replace(ISSUED, case_id=case_number(each)) for each in (1, 4, 6)))
    views.know(replace(ISSUED, case_id=case_number(7), hospital_id=OTHER_HOSPITAL))
    views.know(*(replace(TAKEN, case_id=case_number(each)) for each in (1, 6)), *NOT_TOLD_YET)
    return views


def opened_by(ledger: Ledger, who: PersonId, now: datetime) -> set[CaseId]:
    """Return the cases that the use cases would show to a person."""
    found = set()
    for each in (*WORRIES, *NOT_TOLD_YET):
        try:
            standings, _ = standings_for_case(ledger, Actor(person_id=who), each.case_id, now)
        except NotFound:
            continue
        if standings.allow(Request.READ_CASE):
            found.add(each.case_id)
    return found


def test_the_desk_lists_what_the_use_cases_open(a_city: OpenedViews) -> None:
    for days in (0, 7, 365):
        now, ledger = NOW + timedelta(days=days), a_city.ledger
        pages = {who: a_city.health.page(who, local_day(now), limit=50) for who in PEOPLE}
        listed = {who: {row.case_id for row in page.rows} for who, page in pages.items()}
        assert listed == {who: opened_by(ledger, who, now) for who in PEOPLE}, now
        for who, page in pages.items():
            assert page.total == len(page.rows) == len(listed[who]), now
        assert (case_number(1) in listed[OFFICER]) == (days <= 7)  # Brought, and another has it.
        if not days:
            assert listed[COUNSELLOR]
            assert len({frozenset(each) for each in listed.values()}) >= 14  # it tells people apart
            assert not any(listed[who] for who in WITHOUT_VIEW.values())
            of_unknown_class = {case_number(13), case_number(23)}
            assert listed[LEADS_WITH_CLASS].isdisjoint(of_unknown_class)
            assert listed[LEADS_CLASS_ELSEWHERE] >= of_unknown_class


def test_a_hospital_sees_a_case_from_its_referral_on_until_it_is_over(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, about(1))
    assert cases(views, LIAISON) == []
    views.know(replace(ISSUED, case_id=case_number(1)))
    assert cases(views, LIAISON) == [case_number(1)]
    views.know(replace(WITHDRAWN, case_id=case_number(1)))
    assert cases(views, LIAISON) == []


def test_whoever_a_repeat_names_is_kept_out_though_it_was_not_told_yet(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS, about(1))
    kept = about(1, Involved.SCHOOL_LEADER, involved_ids=(ADVISER,))
    views.know(ConcernConflictKept(case_id=kept.case_id, child_id=kept.child_id, kept=kept))
    seen = {who: cases(views, who) for who in (CRISIS_LEAD, ADVISER, DUTY_OFFICER)}
    assert seen == {CRISIS_LEAD: [], ADVISER: [], DUTY_OFFICER: [kept.case_id]}


def test_whoever_was_told_for_a_hospital_comes_in_by_the_referral_alone(
    views: OpenedViews,
) -> None:
    """Also one who is head of the child's school, and was told of the referral as liaison only."""
    views.know(*PLACES, *STAFF, *POSTS, post(LEADER, Role.HOSPITAL_LIAISON, HOSPITAL))
    raise_and_tell(views, about(1), about(2))
    (issued,) = views.record(replace(ISSUED, case_id=case_number(1)), by=CRISIS_LEAD)
    react(views.ledger, REACTION, issued, NOW, everybody)
    assert views.projector.catch_up(wait_ms=10_000)
    assert {who: cases(views, who) for who in (LEADER, LIAISON)} == {
        LEADER: [case_number(1)],
        LIAISON: [case_number(1)],
    }
    assert not any(row.is_brought_to_me for row in rows(views, LIAISON))
    views.know(post(LEADER, Role.HOSPITAL_LIAISON, HOSPITAL, YESTERDAY))
    before = views.watch.now()
    views.know(replace(TAKEN, case_id=case_number(1)))
    assert {who: cases(views, who) for who in (LEADER, LIAISON)} == {
        LEADER: [],
        LIAISON: [case_number(1)],
    }
    assert LEADER not in views.watch.changed_since(before).person_ids
