"""Opens a referral by the number on its letter, for whoever at its hospital has the letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from application.authentication.account_ports import Checked, Failing
from application.authentication.account_stores import Accounts
from application.authentication.signing_in import SignInLocked
from application.authentication.throttling import try_once
from application.authorisation.permission import standings_of
from application.outsiders.links import Digest
from application.ports import Actor, Ledger
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.referrals.hospital.letter_number import position_of
from domain.shared import CaseId


@dataclass(frozen=True, slots=True)
class _Looked(Checked):
    """Which case a number opens, None for none."""

    case_id: CaseId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """With what numbers are read, and where wrong ones are counted."""

    digest: Digest
    accounts: Accounts


def case_by_number(ledger: Ledger, actor: Actor, door: Door, typed: str, now: datetime) -> CaseId:
    """Return the case of a letter that is addressed to a hospital of the person's.

    Nothing of it is shown: whoever opens the case is recorded there. A number that is none, of no
    referral, or of another hospital's is answered alike, and counted.

    Raises: NotPermitted; NotFound; SignInLocked after too many wrong numbers; Unavailable.
    """
    standings_of(ledger, actor, now).require(Asking.ACKNOWLEDGE_REFERRAL)

    def look() -> _Looked:
        position = position_of(typed, door.digest)
        at = -1 if position is None else position
        found = ledger.health.referred_at(actor.person_id, local_day(now), at)
        return _Looked(passed=found is not None, person_id=None, case_id=found)

    try:
        looked = try_once(door.accounts, _counted_by(actor), now, ledger.rules, look)
    except SignInLocked as locked:
        minutes = locked.parameters["minutes"]
        raise SignInLocked("letter_numbers_locked", minutes=minutes) from None
    if looked.case_id is None:
        raise NotFound("letter_not_found")
    return looked.case_id


def _counted_by(actor: Actor) -> Sequence[Failing]:
    return (Failing("letter", str(actor.person_id)),)
