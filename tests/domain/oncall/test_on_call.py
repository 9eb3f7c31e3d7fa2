"""Who is on call at a place: what can be published, how it is put right, and whom it names when."""

from collections.abc import Set
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.calendar import Calendar
from domain.oncall.facts import OnCallEvent, ShiftKind
from domain.oncall.hours import Watch, shifts_of, watch_at
from domain.oncall.rules import exchange_shift, publish_duty_roster
from domain.oncall.state import (
    NOBODY_ON_CALL,
    ExchangeShift,
    OnCallState,
    PublishDutyRoster,
    evolve,
    fold,
)
from domain.shared import ExchangeId, PersonId
from domain.staff.facts import Role
from tests.crisis import CRISIS_LEAD
from tests.examples import RULES, TODAY, example_id
from tests.office import LEADER
from tests.on_call_examples import (
    AGAIN,
    EXCHANGED,
    PUBLISH,
    PUBLISHED,
    SATURDAY,
    TAKE_OVER,
    TONIGHT,
)
from tests.spec import Rule, Spec

ON_CALL: Spec[OnCallState, OnCallEvent] = Spec(evolve, NOBODY_ON_CALL)
STRANGER = PersonId(example_id(969))
HELD = {CRISIS_LEAD: {Role.TEACHER, Role.CRISIS_LEAD}, LEADER: {Role.SCHOOL_LEADER}}
TWO_MONTHS = RULES.on_call.days_at_most


def in_post(person_id: PersonId, on: date) -> Set[Role]:
    return HELD.get(person_id, set()) if on <= SATURDAY + timedelta(days=90) else set()


def publishing(
    request: PublishDutyRoster = PUBLISH, today: date = TODAY
) -> Rule[OnCallState, OnCallEvent]:
    return lambda state: publish_duty_roster(
        state, request, posts=in_post, today=today, rules=RULES
    )


def exchanging(
    request: ExchangeShift = TAKE_OVER, today: date = TODAY
) -> Rule[OnCallState, OnCallEvent]:
    return lambda state: exchange_shift(state, request, posts=in_post, today=today, rules=RULES)


def test_a_roster_names_each_in_the_first_fitting_role_that_they_hold() -> None:
    ON_CALL.given().when(publishing()).then(PUBLISHED)
    ON_CALL.given(PUBLISHED).when(publishing()).then_known(PUBLISHED)
    turned = replace(PUBLISH, shifts=PUBLISH.shifts[::-1])
    ON_CALL.given().when(publishing(turned)).then(PUBLISHED)
    other = replace(PUBLISH, shifts=PUBLISH.shifts[:1])
    ON_CALL.given(PUBLISHED).when(publishing(other)).then_refused("duty_roster_already_published")


def test_nobody_is_on_call_without_a_fitting_duty_or_twice_in_the_same_hours() -> None:
    tonight, weekend = PUBLISH.shifts
    for shift in (replace(tonight, person_id=STRANGER), replace(tonight, stand_in_id=STRANGER)):
        wrong = replace(PUBLISH, shifts=(shift, weekend))
        ON_CALL.given().when(publishing(wrong)).then_refused("not_in_post_on_that_day")
    holiday = replace(weekend, kind=ShiftKind.HOLIDAY)
    for shifts in (
        (replace(tonight, stand_in_id=CRISIS_LEAD),),
        (weekend, holiday),
        (tonight, replace(tonight, kind=ShiftKind.HOLIDAY, person_id=LEADER, stand_in_id=None)),
    ):
        twice = replace(PUBLISH, shifts=shifts)
        ON_CALL.given().when(publishing(twice)).then_refused("on_call_twice")
    # By day and at night of one day, or two beside each other, is no such thing.
    day = replace(tonight, kind=ShiftKind.DAY)
    held = replace(PUBLISHED.shifts[0], kind=ShiftKind.DAY)
    ON_CALL.given().when(publishing(replace(PUBLISH, shifts=(tonight, day)))).then(
        replace(PUBLISHED, shifts=(held, PUBLISHED.shifts[0]))
    )


@pytest.mark.parametrize(
    ("first_on", "last_on", "code", "field"),
    [
        (SATURDAY, TONIGHT, "before_start", "last_on"),
        (TONIGHT, TONIGHT + timedelta(days=TWO_MONTHS), "roster_too_long", "last_on"),
        (date(1, 1, 1), TONIGHT, "not_a_day", "first_on"),
        (TODAY + timedelta(days=93), TODAY + timedelta(days=99), "roster_too_far", "first_on"),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), "roster_is_over", "last_on"),
        (TONIGHT, TONIGHT, "shift_outside", "shifts"),
    ],
)
def test_a_roster_is_of_days_that_can_still_come(
    first_on: date, last_on: date, code: str, field: str
) -> None:
    wrong = replace(PUBLISH, first_on=first_on, last_on=last_on)
    ON_CALL.given().when(publishing(wrong)).then_refused(code, field=field)
    empty = replace(PUBLISH, shifts=())
    ON_CALL.given().when(publishing(empty)).then_refused("required", field="shifts")


def test_what_was_published_is_put_right_with_the_reason_and_the_other_days_stay() -> None:
    anew = replace(
        PUBLISH, duty_roster_id=AGAIN, first_on=SATURDAY, shifts=PUBLISH.shifts[1:], why=" 换人。 "
    )
    unsaid = replace(anew, why=" ")
    ON_CALL.given(PUBLISHED).when(publishing(unsaid)).then_refused("required", field="why")
    corrected = replace(
        PUBLISHED,
        duty_roster_id=AGAIN,
        first_on=SATURDAY,
        shifts=PUBLISHED.shifts[1:],
        why="换人。",
    )
    ON_CALL.given(PUBLISHED).when(publishing(anew)).then(corrected)
    state = fold((PUBLISHED, corrected))
    assert state.during(Watch(TONIGHT, is_night=True)) == PUBLISHED.shifts[:1]
    gone = replace(corrected, shifts=(), first_on=TONIGHT)
    assert fold((PUBLISHED, gone)).during(Watch(TONIGHT, is_night=True)) == ()


def test_a_shift_is_taken_by_another_whom_both_are_named() -> None:
    ON_CALL.given(PUBLISHED).when(exchanging()).then(EXCHANGED)
    ON_CALL.given(PUBLISHED, EXCHANGED).when(exchanging()).then_known(EXCHANGED)
    (taken,) = fold((PUBLISHED, EXCHANGED)).during(Watch(TONIGHT, is_night=True))
    # Who stood in is on call now, and stands in for nobody.
    assert (taken.person_id, taken.role, taken.stand_in_id) == (LEADER, Role.SCHOOL_LEADER, None)
    other = replace(TAKE_OVER, taken_by=STRANGER)
    given = ON_CALL.given(PUBLISHED, EXCHANGED)
    given.when(exchanging(other)).then_refused("exchange_already_recorded")
    again = replace(TAKE_OVER, exchange_id=ExchangeId(example_id(968)))
    given.when(exchanging(again)).then_refused("shift_not_found")
    ON_CALL.given(PUBLISHED).when(exchanging(other)).then_refused("not_in_post_on_that_day")
    same = replace(TAKE_OVER, taken_by=CRISIS_LEAD)
    ON_CALL.given(PUBLISHED).when(exchanging(same)).then_refused("on_call_twice")


def test_an_exchange_is_told_afterwards_but_not_for_ever() -> None:
    last_on = TONIGHT + timedelta(days=RULES.on_call.exchange_days_back)
    given = ON_CALL.given(PUBLISHED)
    given.when(exchanging(today=last_on)).then(EXCHANGED)
    late = exchanging(today=last_on + timedelta(days=1))
    given.when(late).then_refused("exchange_too_late", field="on")


def test_the_small_hours_belong_to_the_night_before() -> None:
    def at(hour: int, minute: int = 0) -> Watch:
        return watch_at(
            datetime(2026, 3, 9, 16, tzinfo=UTC) + timedelta(hours=hour, minutes=minute), RULES
        )

    assert at(0) == at(7, 59) == Watch(date(2026, 3, 9), is_night=True)
    assert at(8) == at(17, 59) == Watch(TONIGHT, is_night=False)
    assert at(18) == at(23, 59) == Watch(TONIGHT, is_night=True)
    state = fold((PUBLISHED,))
    assert state.during(at(23)) == PUBLISHED.shifts[:1]
    assert state.during(at(12)) == ()
    weekend = [state.during(Watch(SATURDAY, is_night=night)) for night in (False, True)]
    assert weekend == [PUBLISHED.shifts[1:]] * 2


@pytest.mark.parametrize(
    ("on", "at_school", "kinds"),
    [
        (date(2026, 3, 10), True, (ShiftKind.DAY, ShiftKind.NIGHT)),
        (date(2026, 3, 14), True, (ShiftKind.WEEKEND,)),
        (date(2026, 7, 20), True, (ShiftKind.HOLIDAY,)),
        (date(2026, 7, 20), False, (ShiftKind.DAY, ShiftKind.NIGHT)),
        (date(2026, 5, 1), False, (ShiftKind.HOLIDAY,)),
        (date(2026, 5, 9), True, (ShiftKind.DAY, ShiftKind.NIGHT)),
    ],
)
def test_a_day_has_the_shifts_of_what_it_is(
    on: date, *, at_school: bool, kinds: tuple[ShiftKind, ...]
) -> None:
    calendar = Calendar(
        years=frozenset({2026}),
        days_off=frozenset({date(2026, 5, 1)}),
        days_worked=frozenset({date(2026, 5, 9)}),
    )
    assert shifts_of(on, calendar, RULES, at_school=at_school) == kinds
