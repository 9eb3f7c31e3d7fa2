"""What is done with passwords by whoever holds a turn at hashing."""

from sqlalchemy import Engine, select, update

from application.authentication.account_ports import Checked
from domain.shared import PersonId
from infrastructure.authentication.passwords import Hasher
from infrastructure.database import writing
from infrastructure.log.tables import ACCOUNTS, FORMER_PASSWORDS


class AccountTurn:
    """One turn at hashing."""

    def __init__(self, engine: Engine, hasher: Hasher) -> None:
        self._engine = engine
        self._hasher = hasher

    def check(self, login: str, password: str) -> Checked:
        """Check a password, in the same time whether the login exists or not.

        A hash made with older parameters is renewed, as only now the password is at hand.
        """
        with self._engine.connect() as connection:
            account = connection.execute(
                select(
                    ACCOUNTS.c.person_id, ACCOUNTS.c.password_hash, ACCOUNTS.c.disabled_at
                ).where(ACCOUNTS.c.login == login)
            ).one_or_none()
        if account is None:
            return Checked(passed=self._hasher.verify(None, password), person_id=None)
        # An account that is not activated has no password: nobody's is checked, which none has.
        right = self._hasher.verify(account.password_hash, password)
        passed = right and account.disabled_at is None
        if passed and self._hasher.is_outdated(account.password_hash):
            with writing(self._engine) as connection:
                connection.execute(
                    update(ACCOUNTS)
                    .where(ACCOUNTS.c.login == login)
                    .where(ACCOUNTS.c.password_hash == account.password_hash)
                    .values(password_hash=self._hasher.hash(password))
                )
        return Checked(passed=passed, person_id=PersonId(account.person_id))

    def hash(self, password: str) -> str:
        """Return what to store of a password."""
        return self._hasher.hash(password)

    def matches(self, stored: str, typed: str) -> bool:
        """Return whether that is what was stored."""
        return self._hasher.verify(stored, typed)

    def is_one_of_the_last(self, person_id: PersonId, password: str, count: int) -> bool:
        """Return whether a person has had the password among the last so many."""
        current = select(ACCOUNTS.c.password_hash).where(ACCOUNTS.c.person_id == person_id)
        former = (
            select(FORMER_PASSWORDS.c.password_hash)
            .where(FORMER_PASSWORDS.c.person_id == person_id)
            .order_by(FORMER_PASSWORDS.c.id.desc())
            .limit(count)
        )
        with self._engine.connect() as connection:
            hashes = [*connection.scalars(current), *connection.scalars(former)]
        had = [each for each in hashes if each is not None][:count]
        return any(self._hasher.verify(each, password) for each in had)
