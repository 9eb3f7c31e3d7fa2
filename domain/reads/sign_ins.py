"""Who signed in and how sessions ended, in the log of readings (GB/T 22239-2019 8.1.4.3)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.shared import EndId, PersonId, SessionId


class SignInDoor(StrEnum):
    """By what somebody came in: a second factor is asked beside a password or a provider."""

    CREDENTIAL = "password"
    DEVICE = "device"
    PROVIDER = "provider"
    NIGHT_CODE = "night_code"


class SessionEnd(StrEnum):
    """How a session ended before its time.

    SIGNED_IN_ANEW in the same browser, ENDED_ELSEWHERE by its person in another; TOO_MANY when one
    more was opened than a person may have. NOT_LET_IN where what the sign-in rested on was taken
    back in the same moment.
    """

    SIGNED_OUT = "signed_out"
    SIGNED_IN_ANEW = "signed_in_anew"
    ENDED_ELSEWHERE = "ended_elsewhere"
    TOO_MANY = "too_many"
    BY_ADMINISTRATOR = "by_administrator"
    CREDENTIAL_CHANGED = "password_changed"
    CREDENTIAL_RESET = "password_reset"
    INVITED_ANEW = "invited_anew"
    ACCOUNT_CLOSED = "account_closed"
    UNLINKED = "unlinked"
    DEVICE_GONE = "device_gone"
    NIGHT_CODE_USED = "night_code_used"
    NOT_LET_IN = "not_let_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOpened:
    """Somebody is about to be let in, from a browser that was known or not.

    `browser_was_known` is None where a password or a second factor was chosen in the same session:
    that voids what was known.
    """

    session_id: SessionId
    person_id: PersonId
    door: SignInDoor
    browser_was_known: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded:
    """A session ended before its time; of one that ran out there is no such fact."""

    end_id: EndId
    session_id: SessionId
    person_id: PersonId
    how: SessionEnd
    ended_at: datetime


SignInsEvent = SessionOpened | SessionEnded
"""Each sign-in, and each end of a session before its time."""
