"""By when a hospital says that it received a referral, and a consent to one is signed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralBounds:
    """Law asks for speed and names no number (精神卫生法 §28): policy defaults."""

    received_minutes_in_danger: int
    """Where the referral rests on danger, and at red. Policy default: half an hour."""
    received_working_days: int
    """Where it rests on consent, to the end of that day. Policy default."""
    signed_working_days: int
    """So long after it was given by word or message a consent is signed. Policy default."""


REFERRAL_BOUNDS_1 = ReferralBounds(
    received_minutes_in_danger=30, received_working_days=1, signed_working_days=5
)
"""The built-in first version."""
