"""Keeps accounts in the ledger's database, no secret in clear."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, Select, func, insert, select
from sqlalchemy.exc import IntegrityError

from application.authentication.account_ports import (
    Account,
    Failing,
    Invitation,
    InvitePerson,
    Notes,
)
from application.authentication.session_store import Ending
from application.ports import Actor
from domain.accounts.facts import AccountActivated
from domain.errors import RuleBroken
from domain.shared import PersonId
from infrastructure.authentication.account_notes import AccountNotes, keep_notes
from infrastructure.authentication.account_rows import (
    account_of_row,
    change_account,
    put_password,
)
from infrastructure.authentication.account_sessions import AccountSessions
from infrastructure.authentication.account_turns import AccountTurn
from infrastructure.authentication.ended_sessions import end_all_of, end_sessions
from infrastructure.authentication.first_sign_ins import FirstSignIns
from infrastructure.authentication.inviting import put_invitation
from infrastructure.authentication.known_browsers import KnownBrowsers, forget_browsers
from infrastructure.authentication.other_doors import shut_other_doors
from infrastructure.authentication.passwords import Passwords
from infrastructure.authentication.second_factors import SecondFactors, forget_pending
from infrastructure.authentication.sign_in_failures import SignInFailures
from infrastructure.authentication.work_addresses import drop_address
from infrastructure.chance import Chance
from infrastructure.database import for_single_reads, writing
from infrastructure.keys.vault import Vault
from infrastructure.log.tables import ACCOUNTS, RECOVERY_CODES, SECOND_FACTORS, SESSIONS

_ACCOUNT = select(
    ACCOUNTS,
    SECOND_FACTORS.c.secret.is_not(None).label("has_factor"),
    select(func.count())
    .where(RECOVERY_CODES.c.person_id == ACCOUNTS.c.person_id)
    .scalar_subquery()
    .label("codes_left"),
).outerjoin(SECOND_FACTORS, SECOND_FACTORS.c.person_id == ACCOUNTS.c.person_id)


class _EndedMeanwhile(Exception):
    pass


class Accounts:
    """Accounts, and beside them sessions, factors, failures and what the log has still to say."""

    def __init__(self, engine: Engine, passwords: Passwords, vault: Vault) -> None:
        self._engine = engine
        self._reading = for_single_reads(engine)
        self._passwords = passwords
        self._digest = vault.claim_digest
        self.chance = Chance()
        self.sessions = AccountSessions(engine)
        self.browsers = KnownBrowsers(engine)
        self.factors = SecondFactors(engine, vault)
        self.failed = SignInFailures(engine, vault.claim_digest)
        self.notes = AccountNotes(engine)
        self.first_sign_ins = FirstSignIns(engine)

    @contextmanager
    def turn(self) -> Iterator[AccountTurn]:
        """Wait for a turn at hashing.

        Raises: Unavailable when too many wait already.
        """
        with self._passwords.turn() as hasher:
            yield AccountTurn(self._engine, hasher)

    def account(self, person_id: PersonId) -> Account | None:
        """Return a person's account."""
        return self._account(_ACCOUNT.where(ACCOUNTS.c.person_id == person_id))

    def account_of(self, login: str) -> Account | None:
        """Return the account of a login."""
        return self._account(_ACCOUNT.where(ACCOUNTS.c.login == login))

    def people_of(self, logins: Collection[str]) -> Mapping[str, PersonId]:
        """Return whose accounts have these logins, by login."""
        asked = select(ACCOUNTS.c.login, ACCOUNTS.c.person_id)
        with self._reading.connect() as connection:
            rows = connection.execute(asked.where(ACCOUNTS.c.login.in_(set(logins)))).all()
        return {row.login: PersonId(row.person_id) for row in rows}

    def add(self, person_id: PersonId, login: str, at: datetime, password_hash: str) -> None:
        """Keep an account that may be used at once.

        Raises: RuleBroken when the login or the person has one.
        """
        values = {
            "person_id": person_id,
            "login": login,
            "created_at": at,
            "activated_at": at,
            "confirmed_at": at,
            "password_hash": password_hash,
            "password_set_at": at,
        }
        try:
            with writing(self._engine) as connection:
                connection.execute(insert(ACCOUNTS).values(**values))
        except IntegrityError:
            raise RuleBroken("account_exists") from None

    def invite(
        self, request: InvitePerson, invitation: Invitation, notes: Notes, ending: Ending
    ) -> None:
        """Let a code be all that opens an account, which is made where there is none.

        Raises: RuleBroken when the login is another person's, or the account another than was seen.
        """
        invited = {
            "login": invitation.login,
            "invitation_digest": self._code_digest(invitation.login, invitation.code),
            "invited_until": invitation.expires_at,
        }
        try:
            with writing(self._engine) as connection:
                put_invitation(connection, request, invited, ending)
                keep_notes(connection, notes)
        except IntegrityError:
            made_meanwhile = request.seen is None and self.account(request.person_id) is not None
            code = "account_changed_meanwhile" if made_meanwhile else "account_exists"
            raise RuleBroken(code) from None

    def redeem(self, login: str, code: str, now: datetime) -> PersonId | None:
        """Return who is invited by this login and code; it holds until there is a password."""
        wanted = (
            select(ACCOUNTS.c.person_id)
            .where(ACCOUNTS.c.login == login)
            .where(ACCOUNTS.c.invitation_digest == self._code_digest(login, code))
            .where(ACCOUNTS.c.invited_until > now)
            .where(ACCOUNTS.c.disabled_at.is_(None))
        )
        with self._reading.connect() as connection:
            found = connection.execute(wanted).scalar_one_or_none()
        return PersonId(found) if found is not None else None

    def keep_password(
        self,
        person_id: PersonId,
        password_hash: str,
        notes: Notes,
        asked_in: UUID,
        ending: Ending,
    ) -> bool:
        """Replace the password, which uses up an invitation and ends the person's other sessions.

        False, and nothing is changed, when the session in which it was asked has ended meanwhile.
        """
        own = SESSIONS.c.person_id == person_id
        try:
            with writing(self._engine) as connection:
                # The account's row first, as whoever invites anew has it: one waits for the other.
                put_password(connection, person_id, password_hash, ending.at)
                if any(isinstance(each.fact, AccountActivated) for each in notes):
                    change_account(connection, person_id, {"activated_at": ending.at})
                there = select(SESSIONS.c.session_id).where(own, SESSIONS.c.session_id == asked_in)
                if connection.execute(there).one_or_none() is None:
                    raise _EndedMeanwhile
                forget_browsers(connection, person_id)
                forget_pending(connection, person_id)
                end_sessions(connection, ending, own, SESSIONS.c.session_id != asked_in)
                keep_notes(connection, notes)
        except _EndedMeanwhile:
            return False
        return True

    def reset_password(
        self, person_id: PersonId, password_hash: str, notes: Notes, ending: Ending
    ) -> None:
        """Let a password hold for one sign-in, and nothing else that was there before it."""
        with writing(self._engine) as connection:
            put_password(connection, person_id, password_hash, None)
            shut_other_doors(connection, person_id, ending.at, ending.will)
            forget_pending(connection, person_id)
            end_all_of(connection, person_id, ending)
            keep_notes(connection, notes)

    def in_use(self) -> Sequence[PersonId]:
        """Return whose accounts are not closed."""
        wanted = select(ACCOUNTS.c.person_id).where(ACCOUNTS.c.disabled_at.is_(None))
        with self._reading.connect() as connection:
            return [PersonId(each) for each in connection.scalars(wanted)]

    def disable(self, person_id: PersonId, notes: Notes, ending: Ending) -> None:
        """Close an account: its sessions end, its devices open nothing, nothing is sent to it."""
        with writing(self._engine) as connection:
            change_account(connection, person_id, {"disabled_at": ending.at})
            for note in notes[:1]:
                drop_address(connection, person_id, note)
            shut_other_doors(connection, person_id, ending.at, ending.will)
            end_all_of(connection, person_id, ending)
            keep_notes(connection, notes)

    def enable(self, person_id: PersonId, at: datetime, notes: Notes, by: Actor) -> None:
        """Open a closed account again, to password and second factor alone."""
        with writing(self._engine) as connection:
            change_account(connection, person_id, {"disabled_at": None})
            keep_notes(connection, notes)
            shut_other_doors(connection, person_id, at, by)

    def saw_sign_in(self, person_id: PersonId, by: Sequence[Failing], at: datetime) -> None:
        """Keep when a person last signed in, and start counting failures anew."""
        with writing(self._engine) as connection:
            change_account(connection, person_id, {"signed_in_at": at})
            for each in by:
                self.failed.forget_in(connection, each)

    def reachable(self, person_ids: Collection[PersonId]) -> frozenset[PersonId]:
        """Return those of the people who can do their duty: confirmed, and not disabled."""
        if not person_ids:
            return frozenset()
        able = (
            select(ACCOUNTS.c.person_id)
            .where(ACCOUNTS.c.person_id.in_(set(person_ids)))
            .where(ACCOUNTS.c.confirmed_at.is_not(None))
            .where(ACCOUNTS.c.disabled_at.is_(None))
        )
        with self._reading.connect() as connection:
            return frozenset(PersonId(each) for each in connection.scalars(able))

    def _account(self, wanted: Select[tuple[object, ...]]) -> Account | None:
        with self._reading.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else account_of_row(row)

    def _code_digest(self, login: str, code: str) -> bytes:
        return self._digest("invitation", f"{login}/{code}")
