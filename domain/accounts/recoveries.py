"""Who may be let in at night on another's word, and how long that lasts."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from domain.accounts.outside_facts import (
    IdentifiedBy,
    NightRecoveryGiven,
    NightRecoveryReviewed,
    NightRecoveryUsed,
    NightReviewOverdue,
    RecoveryFinding,
)
from domain.days import LOCAL
from domain.errors import RuleBroken
from domain.ruleset import RuleSet
from domain.shared import PersonId, RecoveryId


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveNightRecovery:
    """Let a person in for the night, whom whoever asks has made sure of."""

    person_id: PersonId
    recovery_id: RecoveryId
    identified_by: IdentifiedBy


def give_night_recovery(
    request: GiveNightRecovery,
    *,
    by: PersonId,
    roles: Set[str],
    never: Set[str],
    now: datetime,
    rules: RuleSet,
) -> NightRecoveryGiven:
    """Return that a code was given to a person who holds these roles today.

    Raises: RuleBroken for oneself, for whoever holds one of the roles that are `never` let in by
    somebody's word, and for whoever has no duty today.
    """
    if by == request.person_id:
        raise RuleBroken("recovery_for_oneself")
    if roles & never:
        raise RuleBroken("recovery_for_administrator")
    if not roles:
        raise RuleBroken("person_without_duty")
    return NightRecoveryGiven(
        person_id=request.person_id,
        recovery_id=request.recovery_id,
        identified_by=request.identified_by,
        expires_at=now + timedelta(minutes=rules.doors.night_code_minutes),
    )


def use_night_recovery(
    person_id: PersonId, recovery_id: RecoveryId, *, now: datetime, rules: RuleSet
) -> NightRecoveryUsed:
    """Return that the code opened a session, and until when."""
    return NightRecoveryUsed(
        person_id=person_id, recovery_id=recovery_id, ends_at=session_ends_at(now, rules)
    )


def review_night_recovery(
    person_id: PersonId,
    recovery_id: RecoveryId,
    finding: RecoveryFinding,
    *,
    by: PersonId,
    given_by: PersonId,
) -> NightRecoveryReviewed:
    """Return what somebody found who had no part in it.

    Raises: RuleBroken for who gave the code, and for whom it was given to.
    """
    if by in (given_by, person_id):
        raise RuleBroken("review_of_oneself")
    return NightRecoveryReviewed(person_id=person_id, recovery_id=recovery_id, finding=finding)


def review_overdue(
    person_id: PersonId, recovery_id: RecoveryId, *, given_at: datetime, rules: RuleSet
) -> NightReviewOverdue:
    """Return that nobody looked into a code given at night, and by when somebody should have."""
    due_at = review_due_at(given_at, rules)
    return NightReviewOverdue(person_id=person_id, recovery_id=recovery_id, due_at=due_at)


def review_due_at(given_at: datetime, rules: RuleSet) -> datetime:
    """Return when somebody should have looked into a code that was given then."""
    return given_at + timedelta(hours=rules.doors.night_reviewed_within_hours)


def session_ends_at(now: datetime, rules: RuleSet) -> datetime:
    """Return when a session that begins now ends: in the morning, when the office opens."""
    here = now.astimezone(LOCAL)
    morning = datetime.combine(here.date(), time(rules.doors.night_session_ends_hour), LOCAL)
    if here >= morning:
        morning += timedelta(days=1)
    longest = now + timedelta(hours=rules.doors.night_session_hours_at_most)
    return min(morning.astimezone(UTC), longest)
