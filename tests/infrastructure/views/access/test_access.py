"""The view `access` answers what permission asks, and never from yesterday's knowledge."""

from dataclasses import replace
from datetime import date
from time import monotonic

import pytest

from application.rows import DutyRow, PairingRow
from domain.errors import Unavailable
from domain.pairing.facts import LeadReassigned, PairingEnded, PairingEndReason
from domain.shared import DutyId, PersonId
from domain.staff.facts import DutyEnded, DutyEndReason
from infrastructure.database import writing
from infrastructure.views import positions
from infrastructure.views.access.answers import AccessDuties
from infrastructure.views.caseworker.desk import CaseworkerDesk
from tests.examples import (
    BUREAU,
    CARE_FILE_OPENED,
    CHILD,
    COUNTY_OFFICE,
    DUTY,
    DUTY_ASSIGNED,
    LEAD_PAIRING,
    MENTOR_PAIRED,
    OTHER_CHILD,
    OTHER_VILLAGE,
    PAIRED_UNTIL,
    RESIDENCE_RECORDED,
    RULES,
    SCHOOL,
    SCHOOL_CLASS,
    SCHOOLING_RECORDED,
    SECOND_PAIRING,
    TEACHER,
    TODAY,
    TOWNSHIP,
    VILLAGE,
    VILLAGE_REGISTERED,
    VOLUNTEER,
    VOLUNTEER_PAIRED,
    example_id,
)
from tests.infrastructure.views.cases import PLACES, STAFF, on_file, visited
from tests.infrastructure.views.opened import OpenedViews

ABOVE_TOWNSHIP = {TOWNSHIP, COUNTY_OFFICE, BUREAU}


def test_a_duty_is_known_with_its_last_day(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF)
    duty = DutyRow(
        duty_id=DUTY,
        person_id=TEACHER,
        role=DUTY_ASSIGNED.role,
        organisation_id=SCHOOL_CLASS,
        from_on=DUTY_ASSIGNED.from_on,
        to_on=DUTY_ASSIGNED.to_on,
    )
    assert views.access.duties_of(TEACHER) == (duty,)
    ended_on = date(2026, 3, 1)
    views.know(
        DutyEnded(person_id=TEACHER, duty_id=DUTY, ended_on=ended_on, reason=DutyEndReason.MOVED)
    )
    assert views.access.duties_of(TEACHER) == (replace(duty, to_on=ended_on),)
    assert views.access.duties_of(VOLUNTEER) == ()


def test_a_place_belongs_to_all_above_it(views: OpenedViews) -> None:
    views.know(*PLACES)
    assert views.access.chain_of_organisation(BUREAU) == {BUREAU}
    assert views.access.chain_of_organisation(SCHOOL_CLASS) == {
        SCHOOL_CLASS,
        SCHOOL,
        *ABOVE_TOWNSHIP,
    }
    assert views.access.chain_of_organisation(OTHER_VILLAGE) == frozenset()
    several = (OTHER_VILLAGE, BUREAU, COUNTY_OFFICE, BUREAU, TOWNSHIP, SCHOOL)
    assert views.access.chain_of_organisation(*several) == {SCHOOL, *ABOVE_TOWNSHIP}
    assert views.access.chain_of_organisation(*several[:2]) == {BUREAU}
    assert views.access.chain_of_organisation() == frozenset()


def test_a_child_belongs_to_class_school_and_village_and_all_above(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF)
    views.know(*on_file(CHILD))
    everywhere = frozenset({SCHOOL_CLASS, SCHOOL, VILLAGE, *ABOVE_TOWNSHIP})
    assert views.access.chain_of_child(CHILD) == everywhere
    assert views.access.chain_of_child(OTHER_CHILD) is None


def test_a_child_who_moves_belongs_to_the_new_places_only(views: OpenedViews) -> None:
    elsewhere = replace(VILLAGE_REGISTERED, organisation_id=OTHER_VILLAGE, parent_id=BUREAU)
    views.know(*PLACES, *STAFF, elsewhere, *on_file(CHILD))
    views.know(replace(RESIDENCE_RECORDED, village_id=OTHER_VILLAGE))
    views.know(replace(SCHOOLING_RECORDED, school_id=None, class_id=None))
    assert views.access.chain_of_child(CHILD) == frozenset({OTHER_VILLAGE, BUREAU})


def test_a_file_without_places_is_a_file(views: OpenedViews) -> None:
    views.know(CARE_FILE_OPENED)
    assert views.access.chain_of_child(CHILD) == frozenset()


def test_pairings_are_known_with_lead_and_end(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), MENTOR_PAIRED, VOLUNTEER_PAIRED)
    views.know(
        LeadReassigned(
            child_id=CHILD,
            pairing_id=SECOND_PAIRING,
            previous_pairing_id=LEAD_PAIRING,
            changed_on=date(2026, 3, 9),
        ),
        PairingEnded(
            child_id=CHILD,
            pairing_id=LEAD_PAIRING,
            ended_on=date(2026, 3, 10),
            reason=PairingEndReason.CHILD_ASKED,
        ),
    )
    assert views.access.pairings_of(CHILD) == (
        PairingRow(
            pairing_id=LEAD_PAIRING,
            child_id=CHILD,
            mentor_id=TEACHER,
            mentor_kind="teacher",
            is_lead=False,
            from_on=MENTOR_PAIRED.from_on,
            ended_on=date(2026, 3, 10),
        ),
        PairingRow(
            pairing_id=SECOND_PAIRING,
            child_id=CHILD,
            mentor_id=VOLUNTEER,
            mentor_kind="volunteer",
            is_lead=True,
            from_on=VOLUNTEER_PAIRED.from_on,
            ended_on=PAIRED_UNTIL,
            vetted_on=VOLUNTEER_PAIRED.vetted_on,
        ),
    )
    assert views.access.pairings_of(OTHER_CHILD) == ()


def test_what_was_appended_a_moment_ago_counts_without_being_asked_for(
    views: OpenedViews,
) -> None:
    views.know(*PLACES)
    views.record(*STAFF)
    assert len(views.access.duties_of(TEACHER)) == 1


def test_permission_is_not_told_while_the_view_cannot_catch_up(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF)
    access = AccessDuties(
        views.databases.views_engine,
        views.projector,
        views.mapper.stream_id,
        current_within_seconds=0.3,
    )
    desk = CaseworkerDesk(
        views.databases.views_engine,
        views.projector,
        access,
        vault=views.vault,
        stream_id=views.mapper.stream_id,
        rules=RULES,
    )
    views.record(replace(DUTY_ASSIGNED, duty_id=DutyId(example_id(290))))
    with writing(views.databases.views_engine) as connection:
        positions.lock(connection, ["access"])
        began = monotonic()
        with pytest.raises(Unavailable, match="access_view_behind"):
            access.duties_of(TEACHER)
        with pytest.raises(Unavailable, match="access_view_behind"):
            desk.page(TEACHER, TODAY, limit=10, cursor=None)
        assert monotonic() - began < 5
    assert len(access.duties_of(TEACHER)) == 2


def test_while_the_view_cannot_catch_up_one_question_waits_and_the_next_ones_do_not(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF)
    patience_seconds = 3.0
    access = AccessDuties(
        views.databases.views_engine,
        views.projector,
        views.mapper.stream_id,
        current_within_seconds=patience_seconds,
    )
    views.record(replace(DUTY_ASSIGNED, duty_id=DutyId(example_id(290))))
    with writing(views.databases.views_engine) as connection:
        positions.lock(connection, ["access"])
        with pytest.raises(Unavailable, match="access_view_behind"):
            access.duties_of(TEACHER)
        began = monotonic()
        with pytest.raises(Unavailable, match="access_view_behind"):
            access.chain_of_organisation(SCHOOL)
        assert monotonic() - began < patience_seconds

    # The lock is gone: whoever asks now is told, also within the same three seconds.
    assert len(access.duties_of(TEACHER)) == 2


def test_events_that_it_does_not_fold_leave_the_view_current(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD))
    views.record(visited(CHILD, 1))
    with writing(views.databases.views_engine) as connection:
        positions.lock(connection, ["access"])
        assert views.access.duties_of(TEACHER)
    assert views.projector.behind("caseworker") == 1


def test_nobody_knows_anything_of_strangers(views: OpenedViews) -> None:
    assert views.access.duties_of(PersonId(example_id(999))) == ()
    assert views.access.chain_of_child(CHILD) is None
    assert views.access.pairings_of(CHILD) == ()
