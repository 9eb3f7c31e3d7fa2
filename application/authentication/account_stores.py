"""The stores of accounts and second factors, as protocols."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.authentication.account_ports import (
    Account,
    Checked,
    Failing,
    FirstSignIn,
    Invitation,
    InvitePerson,
    Note,
    Notes,
    Vouched,
)
from application.authentication.failures import Failures
from application.authentication.session_store import Ending, KnownBrowsers, Sessions
from application.ports import Actor
from domain.shared import PersonId


class Chance(Protocol):
    """What nobody can foresee."""

    def id(self) -> UUID:
        """Return an id that nothing has."""
        ...

    def code(self, length: int) -> str:
        """Return a code to be copied by hand: capitals and digits, five bits in each."""
        ...


class PasswordTurn(Protocol):
    """What may be done with a password while holding a turn."""

    def check(self, login: str, password: str) -> Checked:
        """Check a password, in the same time whether the login exists or not."""
        ...

    def hash(self, password: str) -> str:
        """Return what to store of a password."""
        ...

    def matches(self, stored: str, typed: str) -> bool:
        """Return whether that is what was stored."""
        ...

    def is_one_of_the_last(self, person_id: PersonId, password: str, count: int) -> bool:
        """Return whether a person has had the password among the last so many."""
        ...


class Factors(Protocol):
    """Second factors that make a code for every half minute, and the codes for when one is lost."""

    def pending(self, person_id: PersonId, now: datetime, since: datetime) -> str:
        """Return the secret of the factor that a person is about to enrol.

        It is made when first asked, and anew when it was first shown before `since`.

        Raises: Unavailable when its key cannot be had.
        """
        ...

    def confirm(self, person_id: PersonId, code: str, now: datetime, since: datetime) -> bool:
        """Return whether the code is one of the factor shown since then; it counts once."""
        ...

    def enrol(self, person_id: PersonId, codes: Sequence[str], now: datetime, notes: Notes) -> None:
        """Let the pending factor take the place of the last one, with these recovery codes.

        Raises: Invalid `code_wrong` when none waits any more; nothing is changed.
        """
        ...

    def check(self, person_id: PersonId, code: str, now: datetime) -> bool:
        """Return whether the code is right now, and was not used before."""
        ...

    def use_recovery_code(self, person_id: PersonId, code: str, notes: Notes) -> bool:
        """Return whether the code is one of the person's; it is none from now on."""
        ...

    def replace_codes(self, person_id: PersonId, codes: Sequence[str], notes: Notes) -> None:
        """Let these recovery codes take the place of all others."""
        ...


class UnrecordedNotes(Protocol):
    """The notes that the log has still to say."""

    def keep(self, notes: Notes) -> None:
        """Keep notes of what no row says."""
        ...

    def waiting(self, person_id: PersonId | None = None) -> Sequence[Note]:
        """Return them in order, of one person or of all."""
        ...

    def forget(self, note_id: UUID) -> None:
        """Delete a note that is recorded."""
        ...


class FirstSignIns(Protocol):
    """Accounts that were set up while nobody has made sure by whom."""

    def any_waits(self) -> bool:
        """Return whether anybody waits, wherever they belong to."""
        ...

    def waiting(self, among: Vouched) -> Sequence[FirstSignIn]:
        """Return those that wait, the earliest first; as far as the view of duties has come."""
        ...

    def confirm(self, first: FirstSignIn, at: datetime, notes: Notes) -> bool:
        """Keep that it was the person; False when it was set up anew or closed meanwhile."""
        ...

    def deny(self, first: FirstSignIn, notes: Notes, ending: Ending) -> bool:
        """Close the account; False, and nothing is changed, when it was set up anew meanwhile."""
        ...


class Accounts(Protocol):
    """Accounts; what stands beside them is in stores of its own."""

    @property
    def chance(self) -> Chance:
        """What nobody can foresee."""
        ...

    @property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        ...

    @property
    def browsers(self) -> KnownBrowsers:
        """Where somebody signed in before."""
        ...

    @property
    def factors(self) -> Factors:
        """What is shown besides the password."""
        ...

    @property
    def first_sign_ins(self) -> FirstSignIns:
        """Who set up an account and waits for somebody to vouch for them."""
        ...

    @property
    def failed(self) -> Failures:
        """What did not succeed lately."""
        ...

    @property
    def notes(self) -> UnrecordedNotes:
        """What the log has still to say."""
        ...

    def turn(self) -> AbstractContextManager[PasswordTurn]:
        """Wait for a turn at hashing; raises Unavailable when too many wait already."""
        ...

    def account(self, person_id: PersonId) -> Account | None:
        """Return a person's account."""
        ...

    def account_of(self, login: str) -> Account | None:
        """Return the account of a login."""
        ...

    def people_of(self, logins: Collection[str]) -> Mapping[str, PersonId]:
        """Return whose accounts have these logins, by login."""
        ...

    def add(self, person_id: PersonId, login: str, at: datetime, password_hash: str) -> None:
        """Keep an account that may be used at once; raises RuleBroken when one is there."""
        ...

    def invite(
        self, request: InvitePerson, invitation: Invitation, notes: Notes, ending: Ending
    ) -> None:
        """Let a code be all that opens an account, which is made where there is none.

        Raises: RuleBroken `account_exists` when the login is another person's, and
        `account_changed_meanwhile` when the account is another than was seen.
        """
        ...

    def redeem(self, login: str, code: str, now: datetime) -> PersonId | None:
        """Return who is invited by this login and code; it holds until there is a password."""
        ...

    def keep_password(
        self,
        person_id: PersonId,
        password_hash: str,
        notes: Notes,
        asked_in: UUID,
        ending: Ending,
    ) -> bool:
        """Replace the password and end all sessions but the one in which it was asked.

        Where the notes say that it activates the account, it does.

        False, and nothing is changed, when that one has ended meanwhile.
        """
        ...

    def reset_password(
        self, person_id: PersonId, password_hash: str, notes: Notes, ending: Ending
    ) -> None:
        """Let a password hold for one sign-in; sessions, devices and night codes hold no more."""
        ...

    def in_use(self) -> Sequence[PersonId]:
        """Return whose accounts are not closed."""
        ...

    def disable(self, person_id: PersonId, notes: Notes, ending: Ending) -> None:
        """Close an account: its sessions end, its devices and night codes open nothing."""
        ...

    def enable(self, person_id: PersonId, at: datetime, notes: Notes, by: Actor) -> None:
        """Open a closed account again, to password and second factor alone."""
        ...

    def saw_sign_in(self, person_id: PersonId, by: Sequence[Failing], at: datetime) -> None:
        """Keep when a person last signed in, and start counting failures anew."""
        ...
