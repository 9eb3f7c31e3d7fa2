"""By when a hospital should say that it received a referral."""

from datetime import UTC, datetime, timedelta

from domain.calendar import WEEKENDS_ONLY
from domain.referrals.hospital.answer_by import is_urgent, receive_by
from domain.referrals.hospital.hospital_facts import Basis
from domain.referrals.levels.level_facts import CrisisLevel
from tests.examples import RULES

FRIDAY_EVENING = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)


def test_in_danger_it_is_half_an_hour_at_any_time_of_the_week() -> None:
    by = receive_by(FRIDAY_EVENING, RULES, WEEKENDS_ONLY, urgent=True)
    assert by == FRIDAY_EVENING + timedelta(minutes=30)


def test_on_consent_it_is_the_end_of_the_next_working_day() -> None:
    by = receive_by(FRIDAY_EVENING, RULES, WEEKENDS_ONLY, urgent=False)
    assert by == datetime(2026, 3, 9, 16, 0, tzinfo=UTC)


def test_it_is_urgent_in_danger_and_at_red_whatever_it_rests_on() -> None:
    levels = (CrisisLevel.RED, CrisisLevel.ORANGE, CrisisLevel.YELLOW, None)
    assert [is_urgent(Basis.CONSENT, each) for each in levels] == [True, False, False, False]
    assert all(is_urgent(Basis.EMERGENCY, each) for each in levels)
