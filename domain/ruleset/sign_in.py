"""The numbers of signing in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRules:
    """How long sessions, locks, passwords and codes hold, and what a password must be."""

    sign_in_failures_at_most: int
    """So many failed sign-ins of one login lock it. 等保三级."""
    sign_in_failures_per_address: int
    """So many from one address lock that: a whole school may share one. Policy default."""
    factor_failures_at_most: int
    """So many wrong second factors in open sessions of one person lock it there. Policy default."""
    known_browsers_at_most: int
    """In so many browsers a person is known from before. Policy default: phones and desks."""
    sign_in_locked_minutes: int
    """How long the lock holds. 等保三级: 10 to 30."""
    session_idle_minutes: int
    """A session unused for this long is over. 等保三级: 15 to 30."""
    session_hours_at_most: int
    """No session lives longer. Policy default: one long working day."""
    sessions_open_at_most: int
    """So many has one person. Policy default: desk and phone, at work and at home, and one more."""
    session_first_step_minutes: int
    """How long after the password the second step may be taken. Policy default."""
    factor_fresh_minutes: int
    """How long a second factor shown counts for a dangerous act. Policy default."""
    invitation_valid_hours: int
    """How long the code holds by which somebody signs in for the first time. Policy default."""
    recovery_codes: int
    """So many codes stand in for a lost second factor, each once. Policy default."""
    recovery_codes_few: int
    """With so many left their owner is told to make new ones. Policy default."""
    password_length_at_least: int
    """Characters. 等保三级: 8 to 12."""
    password_kinds_at_least: int
    """Of small letters, capitals, digits and others so many. 等保三级: complexity."""
    passphrase_length: int
    """From this length on one kind is enough. Policy default after NIST SP 800-63B §5.1.1."""
    passwords_not_reused: int
    """So many of the last passwords may not be chosen again. 等保三级: periodic change."""
    password_valid_days: int
    """After so long it must be changed at signing in. 等保三级: customarily 90."""
