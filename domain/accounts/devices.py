"""Who may sign in by a device and a PIN, what a PIN must be, and what the device signs."""

from collections.abc import Set
from unicodedata import normalize

from domain.errors import Invalid, RuleBroken
from domain.ruleset import RuleSet
from domain.shared import DeviceId

PIN_AT_MOST = 12
DIGITS_AT_LEAST = 3
"""So many different ones."""
NO_DEVICE = frozenset(
    {
        "system_administrator",
        "security_administrator",
        "privacy_officer",
        "auditor",
        "county_duty_officer",
    }
)
"""Whose work is at a desk, and too much to be opened by six digits."""
SIGNED_FOR = "tongxin/device-sign-in/1"
"""What begins everything a device signs, so that no signature serves for anything else."""
_RUN = "01234567890123456789"


def may_enrol(roles: Set[str]) -> bool:
    """Return whether a device may sign for whoever holds these roles today."""
    return bool(roles) and not roles & NO_DEVICE


def require_may_enrol(roles: Set[str]) -> None:
    """Let whoever works in the field enrol a device.

    Raises: RuleBroken for whoever administers, who signs in with password and second factor only,
    and for whoever has no duty today.
    """
    if roles & NO_DEVICE:
        raise RuleBroken("device_for_administrator")
    if not roles:
        raise RuleBroken("person_without_duty")


def plain_pin(pin: str) -> str:
    """Return a PIN as it is compared, whichever digits the keyboard gave."""
    return normalize("NFKC", pin).strip()


def require_pin(pin: str, again: str, rules: RuleSet) -> str:
    """Return the PIN to keep.

    Raises: Invalid for one that is short, no number, quickly guessed, or typed in two ways.
    """
    plain = plain_pin(pin)
    if not (plain.isascii() and plain.isdecimal()) or len(plain) < rules.doors.pin_length_at_least:
        raise Invalid("pin_not_usable", "pin", minimum=rules.doors.pin_length_at_least)
    if len(plain) > PIN_AT_MOST:
        raise Invalid("pin_not_usable", "pin", minimum=rules.doors.pin_length_at_least)
    if is_quickly_guessed(plain):
        raise Invalid("pin_common", "pin")
    if plain_pin(again) != plain:
        raise Invalid("pins_differ", "again")
    return plain


def is_quickly_guessed(pin: str) -> bool:
    """Return whether it repeats one or two digits, repeats its own half, or counts on."""
    half = pin[: len(pin) // 2]
    few = len(set(pin)) < DIGITS_AT_LEAST
    return few or pin == half * 2 or pin in _RUN or pin in _RUN[::-1]


def message_of(device_id: DeviceId, challenge: str) -> bytes:
    """Return what a device signs for a challenge."""
    return f"{SIGNED_FOR}\n{device_id}\n{challenge}".encode("utf-8", "surrogatepass")
