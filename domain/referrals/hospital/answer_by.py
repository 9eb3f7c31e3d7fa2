"""By when a hospital answers a referral: within minutes in danger and at red, else working days."""

from datetime import datetime, timedelta

from domain.calendar import Calendar
from domain.referrals.hospital.hospital_facts import Basis
from domain.referrals.levels.level_facts import CrisisLevel
from domain.ruleset import RuleSet


def is_urgent(basis: Basis, level: CrisisLevel | None) -> bool:
    """Return whether a hospital answers within minutes: in danger, and at red."""
    return basis is Basis.EMERGENCY or level is CrisisLevel.RED


def refer_again_by(
    declined_at: datetime, rules: RuleSet, calendar: Calendar, *, urgent: bool
) -> datetime:
    """Return by when a referral that a hospital declined should be with another."""
    bounds = rules.hospital
    if urgent:
        return declined_at + timedelta(minutes=bounds.referred_again_minutes_in_danger)
    return calendar.end_of_working_day(declined_at, bounds.referred_again_working_days)


def receive_by(
    issued_at: datetime, rules: RuleSet, calendar: Calendar, *, urgent: bool
) -> datetime:
    """Return by when the hospital should say that it received a referral."""
    bounds = rules.referrals
    if urgent:
        return issued_at + timedelta(minutes=bounds.received_minutes_in_danger)
    return calendar.end_of_working_day(issued_at, bounds.received_working_days)
