"""Which children a person sees on which day: as the table of the domain says, asked of the view."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.access.standings import standings_at
from domain.access.table import Request, permit
from domain.pairing.facts import MentorKind, PairingEnded, PairingEndReason
from domain.shared import ChildId, Compartment, OrganisationId, PairingId, PersonId
from domain.staff.facts import Role
from tests.examples import (
    BUREAU,
    CHILD,
    COMMUNITY_WORKER,
    COUNTY_OFFICE,
    LEAD_PAIRING,
    LEVEL_ASSESSED,
    MENTOR_PAIRED,
    NOW,
    OTHER_CHILD,
    OTHER_SCHOOL,
    RULES,
    SCHOOL,
    SCHOOL_CLASS,
    SUPERVISOR,
    TEACHER,
    TODAY,
    TOWNSHIP,
    VILLAGE,
    VOLUNTEER,
    VOLUNTEER_PAIRED,
    example_id,
)
from tests.infrastructure.views.cases import (
    PLACES,
    STAFF,
    child_number,
    duty,
    on_file,
    paired,
    person,
)
from tests.infrastructure.views.opened import OpenedViews

YESTERDAY = TODAY - timedelta(days=1)

SCHOOL_LEADER = PersonId(example_id(111))
VILLAGE_DIRECTOR = PersonId(example_id(112))
COUNTY_OFFICER = PersonId(example_id(113))
BUREAU_OFFICER = PersonId(example_id(114))
PLAIN_TEACHER = PersonId(example_id(115))
AUDITOR = PersonId(example_id(116))
ELSEWHERE = PersonId(example_id(117))

BY_PLACE: tuple[tuple[PersonId, Role, OrganisationId], ...] = (
    (TEACHER, Role.CLASS_TEACHER, SCHOOL_CLASS),
    (SCHOOL_LEADER, Role.SCHOOL_LEADER, SCHOOL),
    (VILLAGE_DIRECTOR, Role.VILLAGE_DIRECTOR, VILLAGE),
    (SUPERVISOR, Role.TOWNSHIP_SUPERVISOR, TOWNSHIP),
    (COUNTY_OFFICER, Role.COUNTY_OFFICER, COUNTY_OFFICE),
)
WITHOUT_CHILDREN: tuple[tuple[PersonId, Role, OrganisationId], ...] = (
    (PLAIN_TEACHER, Role.TEACHER, SCHOOL),
    (COMMUNITY_WORKER, Role.COMMUNITY_WORKER, VILLAGE),
    (VOLUNTEER, Role.VOLUNTEER, VILLAGE),
    (BUREAU_OFFICER, Role.BUREAU_OFFICER, BUREAU),
    (AUDITOR, Role.AUDITOR, BUREAU),
    (ELSEWHERE, Role.SCHOOL_LEADER, OTHER_SCHOOL),
)


def test_each_role_sees_the_children_of_its_place(views: OpenedViews) -> None:
    views.know(*PLACES, *on_file(CHILD))
    for who, role, where in (*BY_PLACE, *WITHOUT_CHILDREN):
        views.know(person(who), duty(who, role, where))
    for who, role, _where in BY_PLACE:
        assert seen(views, who) == {CHILD}, role
    for who, role, _where in WITHOUT_CHILDREN:
        assert seen(views, who) == set(), role


def test_a_duty_that_ended_yesterday_shows_nobody_any_more(views: OpenedViews) -> None:
    views.know(*PLACES, *on_file(CHILD))
    for who, role, where in BY_PLACE:
        views.know(person(who), duty(who, role, where, to_on=YESTERDAY))
    for who, role, _where in BY_PLACE:
        assert seen(views, who, YESTERDAY) == {CHILD}, role
        assert seen(views, who, TODAY) == set(), role
        assert seen(views, who, date(2025, 8, 31)) == set(), role


def test_a_mentor_sees_the_paired_child_from_first_to_last_day(views: OpenedViews) -> None:
    views.know(*PLACES, person(PLAIN_TEACHER), duty(PLAIN_TEACHER, Role.TEACHER, SCHOOL))
    views.know(*on_file(CHILD), *on_file(OTHER_CHILD))
    pairing = replace(MENTOR_PAIRED, mentor_id=PLAIN_TEACHER)
    views.know(pairing)
    assert seen(views, PLAIN_TEACHER) == {CHILD}
    assert seen(views, PLAIN_TEACHER, date(2026, 3, 2)) == set()
    views.know(
        PairingEnded(
            child_id=CHILD,
            pairing_id=LEAD_PAIRING,
            ended_on=YESTERDAY,
            reason=PairingEndReason.NOT_SUITABLE,
        )
    )
    assert seen(views, PLAIN_TEACHER, YESTERDAY) == {CHILD}
    assert seen(views, PLAIN_TEACHER, TODAY) == set()


def test_a_pairing_shows_nothing_to_who_holds_no_duty_any_more(views: OpenedViews) -> None:
    ended = duty(PLAIN_TEACHER, Role.TEACHER, SCHOOL, to_on=YESTERDAY)
    views.know(*PLACES, person(PLAIN_TEACHER), ended, *on_file(CHILD))
    views.know(paired(CHILD, PLAIN_TEACHER))
    assert seen(views, PLAIN_TEACHER, YESTERDAY) == {CHILD}
    assert seen(views, PLAIN_TEACHER, TODAY) == set()


@pytest.mark.parametrize(
    ("vetted_on", "sees"),
    [(TODAY - timedelta(days=365), True), (TODAY - timedelta(days=366), False), (None, False)],
)
def test_a_volunteer_sees_the_child_while_the_record_check_holds(
    views: OpenedViews, vetted_on: date | None, sees: bool
) -> None:
    views.know(*PLACES, person(VOLUNTEER), duty(VOLUNTEER, Role.VOLUNTEER, VILLAGE))
    views.know(*on_file(CHILD), replace(VOLUNTEER_PAIRED, vetted_on=vetted_on))
    assert seen(views, VOLUNTEER) == ({CHILD} if sees else set())


def test_the_desk_shows_exactly_whom_the_domain_permits(views: OpenedViews) -> None:
    """The question in SQL and domain/access/standings.py say the same, day by day."""
    people = [who for who, _role, _where in (*BY_PLACE, *WITHOUT_CHILDREN)]
    views.know(*PLACES, *on_file(CHILD), *on_file(OTHER_CHILD))
    for number, (who, role, where) in enumerate((*BY_PLACE, *WITHOUT_CHILDREN)):
        to_on = TODAY + timedelta(days=number % 4 - 1)
        views.know(person(who), duty(who, role, where, to_on=to_on))
        kind = MentorKind.VOLUNTEER if number % 2 else MentorKind.TEACHER
        views.know(
            replace(
                MENTOR_PAIRED,
                child_id=OTHER_CHILD if number % 3 else CHILD,
                pairing_id=PairingId(example_id(5_000 + number)),
                mentor_id=who,
                mentor_kind=kind,
                from_on=TODAY - timedelta(days=number % 2),
                vetted_on=TODAY - timedelta(days=364 + number % 3) if number % 5 else None,
            )
        )
    for who in people:
        for on in (TODAY + timedelta(days=days) for days in range(-2, 4)):
            permitted = {
                child
                for child in (CHILD, OTHER_CHILD)
                if permit(
                    Request.LIST_CHILDREN,
                    standings_at(
                        who,
                        views.access.duties_of(who),
                        views.access.pairings_of(child),
                        chain=views.access.chain_of_child(child) or frozenset(),
                        on=on,
                        rules=RULES,
                    ),
                ).allowed
            }
            assert seen(views, who, on) == permitted, (who, on)


def seen(views: OpenedViews, who: PersonId, on: date = TODAY) -> set[ChildId]:
    page = views.desk.page(who, on, limit=50, cursor=None)
    return {row.child_id for row in page.rows}


def test_a_mentors_load_counts_the_children_paired_that_day(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF)
    views.know(*(paired(child_number(number), TEACHER) for number in range(4)))
    views.know(
        PairingEnded(
            child_id=child_number(0),
            pairing_id=paired(child_number(0), TEACHER).pairing_id,
            ended_on=YESTERDAY,
            reason=PairingEndReason.GRADUATED,
        )
    )
    assert len(views.desk.load_of(TEACHER, TODAY)) == 3
    assert len(views.desk.load_of(TEACHER, YESTERDAY)) == 4
    assert views.desk.load_of(TEACHER, date(2026, 3, 2)) == ()
    assert views.desk.load_of(VOLUNTEER, TODAY) == ()


def test_a_mentors_load_tells_the_level_of_each_child_once(views: OpenedViews) -> None:
    assessed, changed, unassessed = (child_number(number) for number in range(3))
    views.know(*PLACES, *STAFF)
    views.know(*on_file(assessed), *on_file(changed), *on_file(unassessed)[:-1])
    views.know(replace(LEVEL_ASSESSED, child_id=changed, level=2))
    views.know(*(paired(child_number(number), TEACHER) for number in range(4)))
    views.know(paired(assessed, TEACHER, number=50))
    assert Counter(views.desk.load_of(TEACHER, TODAY)) == {4: 1, 2: 1, None: 2}
    views.vault.destroy(assessed, [Compartment.CARE], NOW)
    assert Counter(views.desk.load_of(TEACHER, TODAY)) == {2: 1, None: 3}
