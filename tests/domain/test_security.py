"""Refusals are counted in hours and within bounds, and each hour is told once."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from domain.security.facts import RefusalKind, RefusalsCounted, RefusalsNoticed
from domain.security.rules import COUNTED_AT_MOST, NAMED_AT_MOST, Refusals, hour_of, tell
from domain.shared import Known, PersonId, RefusalsId
from tests.examples import example_id

HOUR = datetime(2026, 3, 10, 4, tzinfo=UTC)
REFUSALS, RECORDER = RefusalsId(example_id(1)), PersonId(example_id(2))
SOMEBODY, ANOTHER = PersonId(example_id(3)), PersonId(example_id(4))


def refusals() -> Refusals:
    return Refusals(REFUSALS, RefusalKind.CROSS_SITE, HOUR)


def test_who_asked_from_where_is_told_apart_and_each_refusal_counted() -> None:
    counted = refusals()
    for address, person in ((1, SOMEBODY), (1, None), (2, ANOTHER), (2, SOMEBODY)):
        counted.note(address, person)
    assert counted.noticed(RECORDER) == RefusalsNoticed(
        refusals_id=REFUSALS, recorder_id=RECORDER, kind=RefusalKind.CROSS_SITE, hour_at=HOUR
    )
    assert counted.counted(RECORDER) == RefusalsCounted(
        refusals_id=REFUSALS,
        recorder_id=RECORDER,
        kind=RefusalKind.CROSS_SITE,
        hour_at=HOUR,
        count=4,
        address_count=2,
        person_count=2,
        person_ids=(SOMEBODY, ANOTHER),
    )


def test_a_flood_from_everywhere_is_counted_within_bounds() -> None:
    counted = refusals()
    for number in range(2 * COUNTED_AT_MOST):
        counted.note(number, PersonId(example_id(number)))
    told = counted.counted(RECORDER)
    assert (told.count, told.address_count, told.person_count, len(told.person_ids)) == (
        2 * COUNTED_AT_MOST,
        COUNTED_AT_MOST,
        COUNTED_AT_MOST,
        NAMED_AT_MOST,
    )


def test_what_was_told_first_stands() -> None:
    before = refusals().counted(RECORDER)
    later = refusals()
    later.note(1, None)
    assert tell((), before) == (before,)
    assert tell((before,), later.counted(RECORDER)) == Known((before,))
    assert tell((later.noticed(RECORDER),), before) == (before,)


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))])))
def test_each_moment_lies_in_its_hour(at: datetime) -> None:
    assert timedelta() <= at - hour_of(at) < timedelta(hours=1)
    assert hour_of(hour_of(at)) == hour_of(at)
