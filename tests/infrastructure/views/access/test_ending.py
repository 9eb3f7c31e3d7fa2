"""What ends by itself: the view `access` knows the last day, and tells what ends soon and waits."""

from dataclasses import replace
from datetime import date, timedelta

from domain.pairing.facts import PairingEnded, PairingEndReason, PairingExtended
from domain.shared import DutyId
from domain.staff.facts import DutyApproved, DutyDeclined, DutyDeclineReason, DutyProposed, Role
from infrastructure.views.access.scope import children_of
from tests.examples import (
    CHILD,
    COUNTY_OFFICE,
    DUTY,
    DUTY_ASSIGNED,
    LEAD_PAIRING,
    MENTOR_PAIRED,
    PAIRED_UNTIL,
    SCHOOL,
    SCHOOL_CLASS,
    SECOND_PAIRING,
    SUPERVISOR,
    TEACHER,
    TODAY,
    VILLAGE,
    VOLUNTEER,
    example_id,
)
from tests.infrastructure.views.cases import PLACES, STAFF, on_file
from tests.infrastructure.views.opened import OpenedViews

NEXT = DutyId(example_id(250))
PROPOSED = DutyProposed(
    person_id=TEACHER,
    duty_id=NEXT,
    role=Role.CLASS_TEACHER,
    organisation_id=SCHOOL_CLASS,
    from_on=date(2026, 7, 6),
    to_on=date(2027, 7, 5),
    proposed_by=SUPERVISOR,
    proposed_as=Role.TOWNSHIP_SUPERVISOR,
    proposed_on=TODAY,
)
A_MONTH_BEFORE = date(2026, 6, 6)
LONG_AGO = date(2026, 1, 1)


def ending_there(views: OpenedViews, first: date = A_MONTH_BEFORE) -> list[DutyId]:
    last = first + timedelta(days=30)
    found = views.access.duties_ending([COUNTY_OFFICE], first, last, LONG_AGO)
    assert found == views.access.duties_ending(None, first, last, LONG_AGO)
    return [each.duty_id for each in found]


def _declined(duty_id: DutyId) -> DutyDeclined:
    return DutyDeclined(
        person_id=TEACHER,
        duty_id=duty_id,
        declined_by=VOLUNTEER,
        reason=DutyDeclineReason.OTHER_DAYS,
    )


def test_a_duty_that_ends_soon_is_told_until_it_goes_on(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF)
    assert ending_there(views) == [DUTY]
    assert ending_there(views, date(2026, 7, 6)) == []
    assert views.access.duties_ending([VILLAGE], A_MONTH_BEFORE, date(2026, 7, 6), LONG_AGO) == ()
    views.record(PROPOSED)
    assert ending_there(views) == []
    views.record(_declined(NEXT))
    assert ending_there(views) == [DUTY]
    views.record(replace(DUTY_ASSIGNED, duty_id=NEXT, from_on=PROPOSED.from_on, to_on=None))
    assert ending_there(views) == []


def test_a_proposal_waits_where_it_would_be_held_until_it_is_decided(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF)
    views.record(PROPOSED)
    (waiting,) = views.access.proposals_under([SCHOOL], TODAY)
    assert (waiting,) == views.access.proposals_of(TEACHER, TODAY)
    assert (waiting,) == views.access.proposals_under(None, TODAY)
    assert (waiting.duty_id, waiting.proposed_as) == (NEXT, Role.TOWNSHIP_SUPERVISOR)
    assert views.access.proposals_under([VILLAGE], TODAY) == ()
    assert views.access.proposals_under([SCHOOL], TODAY + timedelta(days=1)) == ()
    others = [replace(PROPOSED, duty_id=DutyId(example_id(n))) for n in (1992, 1990, 1991)]
    views.record(*others)
    listed = [each.duty_id for each in views.access.proposals_under([SCHOOL], TODAY)]
    assert listed == [NEXT, *(each.duty_id for each in others)]
    views.record(*(_declined(each.duty_id) for each in others))
    (asked,) = views.access.signatures_asked(VOLUNTEER, [SCHOOL], TODAY)
    assert (asked,) == views.access.signatures_asked(VOLUNTEER, None, TODAY)
    assert (asked.role, asked.proposed_as, asked.waiting) == (
        waiting.role,
        waiting.proposed_as,
        1,
    )
    assert views.access.signatures_asked(VOLUNTEER, [VILLAGE], TODAY) == ()
    for involved in (TEACHER, SUPERVISOR):
        assert views.access.signatures_asked(involved, None, TODAY) == ()
    views.record(
        DutyApproved(
            person_id=TEACHER,
            duty_id=NEXT,
            proposed_by=SUPERVISOR,
            approved_by=VOLUNTEER,
            approved_as=Role.COUNTY_OFFICER,
        )
    )
    assert views.access.proposals_under([SCHOOL], TODAY) == ()


def test_a_pairing_ends_on_its_day_is_extended_and_may_end_before(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), MENTOR_PAIRED)
    (paired,) = views.access.pairings_of(CHILD)
    assert paired.ended_on == PAIRED_UNTIL
    first = PAIRED_UNTIL - timedelta(days=30)
    (ending,) = views.access.pairings_ending([SCHOOL], first, PAIRED_UNTIL)
    assert (ending.mentor_id, ending.ends_on, ending.is_lead) == (TEACHER, PAIRED_UNTIL, True)
    assert views.access.pairings_ending([VILLAGE], first, PAIRED_UNTIL) == (ending,)
    until = PAIRED_UNTIL + timedelta(days=60)
    views.record(
        PairingExtended(
            child_id=CHILD, pairing_id=LEAD_PAIRING, until_on=until, extended_by=SUPERVISOR
        )
    )
    assert views.access.pairings_ending([SCHOOL], first, PAIRED_UNTIL) == ()
    assert [each.ended_on for each in views.access.pairings_of(CHILD)] == [until]
    views.record(
        PairingEnded(
            child_id=CHILD,
            pairing_id=LEAD_PAIRING,
            ended_on=PAIRED_UNTIL,
            reason=PairingEndReason.GRADUATED,
        )
    )
    assert views.access.pairings_ending([SCHOOL], first, PAIRED_UNTIL) == ()
    (ended,) = views.access.pairings_of(CHILD)
    assert ended.ended_on == PAIRED_UNTIL


def test_a_pairing_of_the_first_version_lasts_a_year_and_the_next_to_lead_leads_alone(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), MENTOR_PAIRED)
    first = replace(
        MENTOR_PAIRED, pairing_id=SECOND_PAIRING, until_on=None, paired_by=None, is_lead=True
    )
    views.record(first)
    found = {each.pairing_id: each for each in views.access.pairings_of(CHILD)}
    assert found[SECOND_PAIRING].ended_on == first.from_on + timedelta(days=365)
    assert [each.is_lead for each in (found[LEAD_PAIRING], found[SECOND_PAIRING])] == [False, True]


def test_a_mentor_whose_pairing_is_over_looks_after_the_child_no_more(views: OpenedViews) -> None:
    volunteer = replace(
        MENTOR_PAIRED, pairing_id=SECOND_PAIRING, mentor_id=VOLUNTEER, is_lead=False
    )
    views.know(*PLACES, *STAFF, *on_file(CHILD), MENTOR_PAIRED)
    duty = replace(
        DUTY_ASSIGNED,
        person_id=VOLUNTEER,
        duty_id=NEXT,
        role=Role.VOLUNTEER,
        organisation_id=VILLAGE,
        to_on=None,
    )
    views.know(volunteer, duty)

    def looked_after(on: date) -> list[object]:
        asked = {"person": VOLUNTEER, "on": on, "vetted_since": LONG_AGO}
        with views.databases.views_engine.connect() as connection:
            return list(connection.execute(children_of(), asked).scalars())

    assert looked_after(PAIRED_UNTIL) == [CHILD]
    assert looked_after(PAIRED_UNTIL + timedelta(days=1)) == []
