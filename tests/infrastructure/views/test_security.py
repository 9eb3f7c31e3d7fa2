"""The view `security`: refusals, accounts and duties as rows of one list, on each engine."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from application.authentication.security_rows import SecurityFilter, SecurityRow, SecurityTopic
from domain.accounts.facts import AccountDisabled, AccountLocked, DisablingReason
from domain.days import local_day
from domain.security.facts import RefusalKind, RefusalsCounted, RefusalsNoticed
from domain.shared import ANONYMOUS, Compartment, DutyId, PersonId, RefusalsId
from domain.staff.facts import (
    DutyApproved,
    DutyAssigned,
    DutyEnded,
    DutyEndReason,
    DutyProposed,
    Role,
)
from tests import examples as given
from tests.infrastructure.views.cases import PLACES, on_file
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.test_erasure import erase, mentions

ALL = SecurityFilter()
HOUR = datetime(2026, 3, 10, 4, tzinfo=UTC)
NOTICED = RefusalsNoticed(
    refusals_id=RefusalsId(given.example_id(401)),
    recorder_id=PersonId(given.example_id(402)),
    kind=RefusalKind.TOO_MANY_READS,
    hour_at=HOUR,
)
COUNTED = RefusalsCounted(
    refusals_id=NOTICED.refusals_id,
    recorder_id=NOTICED.recorder_id,
    kind=NOTICED.kind,
    hour_at=HOUR,
    count=300,
    address_count=3,
    person_count=1,
    person_ids=(given.TEACHER,),
)
LOCKED = AccountLocked(person_id=given.TEACHER, until_at=given.NOW + timedelta(minutes=15))
DISABLED = AccountDisabled(person_id=given.SUPERVISOR, reason=DisablingReason.LEFT)
DUTY = DutyId(given.example_id(403))
PROPOSED = DutyProposed(
    person_id=given.TEACHER,
    duty_id=DUTY,
    role=Role.CLASS_TEACHER,
    organisation_id=given.SCHOOL_CLASS,
    from_on=given.TODAY,
    to_on=given.TODAY + timedelta(days=300),
    proposed_by=given.SUPERVISOR,
    proposed_as=Role.SCHOOL_LEADER,
    proposed_on=given.TODAY,
)
APPROVED = DutyApproved(
    person_id=given.TEACHER,
    duty_id=DUTY,
    proposed_by=given.SUPERVISOR,
    approved_by=given.OPERATOR,
    approved_as=Role.COUNTY_OFFICER,
)
GIVEN = DutyAssigned(
    person_id=given.TEACHER,
    duty_id=DUTY,
    role=Role.CLASS_TEACHER,
    organisation_id=given.SCHOOL_CLASS,
    from_on=given.TODAY,
    to_on=given.TODAY + timedelta(days=300),
)
ENDED = DutyEnded(
    person_id=given.TEACHER, duty_id=DUTY, ended_on=given.TODAY, reason=DutyEndReason.LEFT
)


def shown(views: OpenedViews, chosen: SecurityFilter = ALL) -> list[SecurityRow]:
    return list(views.security.page(chosen, None, limit=50).rows)


def test_refusals_of_an_hour_are_one_line_that_is_counted_later(views: OpenedViews) -> None:
    (noticed,) = views.record(NOTICED)
    waiting = SecurityRow(
        position=noticed.position,
        topic=SecurityTopic.REFUSALS,
        what="RefusalsNoticed",
        noted_at=given.NOW,
        actor_id=ANONYMOUS,
        code="too_many_reads",
        hour_at=HOUR,
    )
    assert shown(views) == [waiting]
    views.record(COUNTED, at=given.NOW + timedelta(hours=1))
    assert shown(views) == [
        replace(
            waiting,
            what="RefusalsCounted",
            count=300,
            address_count=3,
            person_count=1,
            account_ids=(given.TEACHER,),
        )
    ]


def test_a_duty_is_told_when_it_is_proposed_approved_and_ended_but_not_twice(
    views: OpenedViews,
) -> None:
    views.know(*PLACES)
    views.record(PROPOSED, by=given.SUPERVISOR)
    views.record(APPROVED, GIVEN, by=given.OPERATOR)
    views.know(ENDED)
    told = [(each.what, each.role, each.organisation_id, each.code) for each in shown(views)]
    at = (Role.CLASS_TEACHER, given.SCHOOL_CLASS)
    assert told == [
        ("DutyEnded", *at, "left"),
        ("DutyApproved", *at, None),
        ("DutyProposed", *at, None),
    ]


def test_a_duty_that_nobody_approved_is_told_wherever_the_batch_was_cut(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, GIVEN)
    views.know(PROPOSED)
    views.know(APPROVED)
    assert [each.what for each in shown(views)] == ["DutyApproved", "DutyProposed", "DutyAssigned"]


def test_a_list_is_narrowed_and_goes_on_behind_a_position(views: OpenedViews) -> None:
    views.know(NOTICED, LOCKED, DISABLED)
    tomorrow = given.TODAY + timedelta(days=1)
    accounts = SecurityFilter(topic=SecurityTopic.ACCOUNTS, from_on=given.TODAY, to_on=tomorrow)
    assert [each.what for each in shown(views, accounts)] == ["AccountDisabled", "AccountLocked"]
    assert shown(views, SecurityFilter(from_on=tomorrow)) == []
    first = views.security.page(ALL, None, limit=2)
    assert first.next_before == first.rows[-1].position
    rest = views.security.page(ALL, None, limit=2, before=first.next_before)
    assert ([each.what for each in rest.rows], rest.next_before) == (["RefusalsNoticed"], None)


def test_people_of_other_places_are_left_out_and_refusals_never(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, GIVEN, NOTICED, LOCKED, DISABLED)
    rows = views.security.page(SecurityFilter(), [given.OTHER_VILLAGE, given.SCHOOL], limit=9).rows
    assert {each.what for each in rows} == {"DutyAssigned", "RefusalsNoticed", "AccountLocked"}


def test_what_is_about_a_person_goes_with_the_person(views: OpenedViews) -> None:
    views.know(LOCKED, DISABLED)
    views.vault.destroy(given.TEACHER, [Compartment.ORGANISATION], given.NOW)
    views.projector.forget([given.TEACHER])
    assert [each.what for each in shown(views)] == ["AccountDisabled"]


def test_filled_anew_it_holds_the_same(views: OpenedViews) -> None:
    views.know(*PLACES, NOTICED, PROPOSED, LOCKED)
    views.know(COUNTED, APPROVED, ENDED)
    before = shown(views)
    views.projector.rebuild("security")
    assert shown(views) == before


def test_an_erased_child_was_never_in_it(views: OpenedViews) -> None:
    views.know(*PLACES, *on_file(given.CHILD), NOTICED, COUNTED, LOCKED)
    before = shown(views)
    assert len(before) == 2
    erase(views, given.CHILD)
    views.projector.forget([given.CHILD])
    assert shown(views) == before
    assert "security_noted" not in mentions(views, given.CHILD)


def test_hours_with_many_refusals_of_a_kind_are_counted(views: OpenedViews) -> None:
    kind = RefusalKind.EMERGENCY_REFUSED
    emergency = replace(NOTICED, kind=kind)
    few = replace(COUNTED, kind=kind, count=2, refusals_id=RefusalsId(given.example_id(405)))
    views.know(emergency, replace(COUNTED, kind=kind, count=3), few)

    def often(kind: RefusalKind, since_on: date) -> int:
        return views.security.count_often(kind, since_on, at_least=3)

    day = local_day(given.NOW)
    assert [often(kind, day), often(RefusalKind.TOO_MANY_READS, day)] == [1, 0]
    assert often(kind, day + timedelta(days=1)) == 0
