"""Who is let in at night on another's word, and until when."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.access.of_trust import NEVER_BY_WORD
from domain.accounts.devices import (
    NO_DEVICE,
    is_quickly_guessed,
    require_may_enrol,
    require_pin,
)
from domain.accounts.outside_facts import (
    IdentifiedBy,
    NightRecoveryGiven,
    NightRecoveryReviewed,
    NightRecoveryUsed,
    RecoveryFinding,
)
from domain.accounts.recoveries import (
    GiveNightRecovery,
    give_night_recovery,
    review_night_recovery,
    session_ends_at,
    use_night_recovery,
)
from domain.errors import Invalid, RuleBroken
from domain.shared import PersonId, RecoveryId
from domain.staff.facts import Role
from tests.examples import OPERATOR, RULES, TEACHER, example_id

NIGHT = datetime(2026, 3, 9, 18, 5, tzinfo=UTC)
"""Five past two in the morning, in Beijing."""
RECOVERY = RecoveryId(example_id(1701))
GIVE = GiveNightRecovery(
    person_id=TEACHER, recovery_id=RECOVERY, identified_by=IdentifiedBy.CALLED_BACK
)


def giving(by: PersonId, *roles: str) -> NightRecoveryGiven:
    held = frozenset(roles)
    return give_night_recovery(GIVE, by=by, roles=held, never=NEVER_BY_WORD, now=NIGHT, rules=RULES)


def test_a_colleague_who_made_sure_gives_a_code_for_ten_minutes() -> None:
    assert giving(OPERATOR, "class_teacher") == NightRecoveryGiven(
        person_id=TEACHER,
        recovery_id=RECOVERY,
        identified_by=IdentifiedBy.CALLED_BACK,
        expires_at=NIGHT + timedelta(minutes=10),
    )


@pytest.mark.parametrize(
    ("by", "roles", "code"),
    [
        (TEACHER, ["class_teacher"], "recovery_for_oneself"),
        (OPERATOR, ["class_teacher", "security_administrator"], "recovery_for_administrator"),
        (OPERATOR, ["system_administrator"], "recovery_for_administrator"),
        (OPERATOR, ["county_duty_officer"], "recovery_for_administrator"),
        (OPERATOR, ["class_teacher", "school_leader"], "recovery_for_administrator"),
        (OPERATOR, ["county_officer"], "recovery_for_administrator"),
        (OPERATOR, [], "person_without_duty"),
    ],
)
def test_it_is_refused(by: PersonId, roles: list[str], code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        giving(by, *roles)


def test_who_is_never_let_in_by_word_holds_a_role_that_exists() -> None:
    assert {role.value for role in Role} > NEVER_BY_WORD
    assert {role.value for role in Role} > NO_DEVICE


def test_whoever_gives_duties_or_decides_on_access_is_never_let_in_by_word() -> None:
    assert (
        NO_DEVICE
        | {
            "school_leader",
            "township_supervisor",
            "county_officer",
            "bureau_officer",
        }
        == NEVER_BY_WORD
    )


@pytest.mark.parametrize(
    ("begun", "ends"),
    [
        ("2026-03-09T18:05", "2026-03-10T00:00"),
        ("2026-03-09T23:59", "2026-03-10T00:00"),
        ("2026-03-10T00:00", "2026-03-10T10:00"),
        ("2026-03-09T12:00", "2026-03-09T22:00"),
        ("2026-03-09T14:30", "2026-03-10T00:00"),
    ],
)
def test_a_session_ends_when_the_office_opens_and_is_never_long(begun: str, ends: str) -> None:
    at, until = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (begun, ends))
    assert session_ends_at(at, RULES) == until


def test_what_was_used_says_until_when() -> None:
    assert use_night_recovery(TEACHER, RECOVERY, now=NIGHT, rules=RULES) == NightRecoveryUsed(
        person_id=TEACHER, recovery_id=RECOVERY, ends_at=datetime(2026, 3, 10, tzinfo=UTC)
    )


def test_somebody_who_had_no_part_in_it_looks_into_it() -> None:
    reviewer = PersonId(example_id(1702))
    assert review_night_recovery(
        TEACHER, RECOVERY, RecoveryFinding.NOT_THE_PERSON, by=reviewer, given_by=OPERATOR
    ) == NightRecoveryReviewed(
        person_id=TEACHER, recovery_id=RECOVERY, finding=RecoveryFinding.NOT_THE_PERSON
    )
    for by in (OPERATOR, TEACHER):
        with pytest.raises(RuleBroken, match="review_of_oneself"):
            review_night_recovery(
                TEACHER, RECOVERY, RecoveryFinding.IN_ORDER, by=by, given_by=OPERATOR
            )


def test_a_device_is_for_the_field_not_for_who_administers() -> None:
    require_may_enrol({"class_teacher"})
    for role in NO_DEVICE:
        with pytest.raises(RuleBroken, match="device_for_administrator"):
            require_may_enrol({"class_teacher", role})
    with pytest.raises(RuleBroken, match="person_without_duty"):
        require_may_enrol(frozenset())


def test_a_pin_is_six_digits_or_more_whatever_the_keyboard_gave() -> None:
    assert require_pin("739204", "739204", RULES) == "739204"
    assert require_pin("\uff17\uff13\uff19\uff12\uff10\uff14 ", "739204", RULES) == "739204"


@pytest.mark.parametrize(
    ("pin", "again", "code"),
    [
        ("73920", "73920", "pin_not_usable"),
        ("7392041850362", "7392041850362", "pin_not_usable"),
        ("73920a", "73920a", "pin_not_usable"),
        ("٧٣٩٢٠٤", "٧٣٩٢٠٤", "pin_not_usable"),
        ("123456", "123456", "pin_common"),
        ("739204", "739205", "pins_differ"),
    ],
)
def test_a_pin_that_will_not_do_is_refused(pin: str, again: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        require_pin(pin, again, RULES)


@pytest.mark.parametrize(
    "pin", ["000000", "121212", "112211", "345678", "987654", "901234", "427427"]
)
def test_what_many_choose_is_quickly_guessed(pin: str) -> None:
    assert is_quickly_guessed(pin)


@pytest.mark.parametrize("pin", ["739204", "102938", "428167"])
def test_what_few_choose_is_not(pin: str) -> None:
    assert not is_quickly_guessed(pin)
