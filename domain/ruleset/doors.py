"""The numbers of the doors beside the password."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorRules:
    """How long each door stays open, and how often it may be tried."""

    clock_skew_seconds: int
    """So far a provider's clock may differ from ours. Policy default: two minutes."""
    wrong_pins_at_most: int
    """So many wrong PINs in a row lock an enrolled device. Policy default: as for passwords."""
    pin_length_at_least: int
    """Digits. Policy default after GM/T and banking practice: six."""
    device_challenge_seconds: int
    """How long a device may take to sign what it was asked to. Policy default."""
    night_code_minutes: int
    """How long a code given at night opens a session. Policy default."""
    night_session_hours_at_most: int
    """No session opened by such a code lives longer. Policy default."""
    night_session_ends_hour: int
    """The hour in the morning at which it ends, when the office is open. Policy default."""
    night_reviewed_within_hours: int
    """When somebody should have looked into a code given at night. Policy default: three days."""
    api_token_days_at_most: int
    """No token of a machine opens anything for longer. Policy default: changed every 90 days."""
    address_code_minutes: int
    """How long a code sent to an e-mail address confirms it. Policy default."""
    address_code_again_seconds: int
    """So long after one code no other is sent. Policy default: nobody's mailbox is filled by us."""
    address_codes_a_day: int
    """So many codes at most go out for one person in 24 hours, however they ask. Policy default."""
    wrong_address_codes_at_most: int
    """So many wrong codes, and the address has to be entered anew. Policy default."""

    alert_link_hours: int
    """So long after somebody was told, the link of a message says that they have it. Policy
    default: to the next day; by then others were told, or they signed in."""

    outside_liaison_days: int
    """So long a link lets a hospital's liaison without an account in. Policy default: from the
    referral to what the hospital tells the school; whoever needs longer is named anew."""
    wrong_liaison_codes_at_most: int
    """So many wrong codes, and that link opens nothing any more. Policy default."""


DOORS_1 = DoorRules(
    clock_skew_seconds=120,
    wrong_pins_at_most=5,
    pin_length_at_least=6,
    device_challenge_seconds=120,
    night_code_minutes=10,
    night_session_hours_at_most=10,
    night_session_ends_hour=8,
    night_reviewed_within_hours=72,
    api_token_days_at_most=90,
    address_code_minutes=20,
    address_code_again_seconds=60,
    address_codes_a_day=10,
    wrong_address_codes_at_most=5,
    alert_link_hours=24,
    outside_liaison_days=14,
    wrong_liaison_codes_at_most=5,
)
