"""Statements about the row of an account that several transactions share."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, Row, insert, select, update

from application.authentication.account_ports import Account
from domain.shared import PersonId
from infrastructure.log.tables import ACCOUNTS, FORMER_PASSWORDS


def change_account(
    connection: Connection, person_id: PersonId, values: Mapping[str, object]
) -> None:
    connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.person_id == person_id).values(**values))


def put_password(
    connection: Connection, person_id: PersonId, password_hash: str, set_at: datetime | None
) -> None:
    forget_password(connection, person_id)
    change_account(
        connection,
        person_id,
        {
            "password_hash": password_hash,
            "password_set_at": set_at,
            "invitation_digest": None,
            "invited_until": None,
        },
    )


def forget_password(connection: Connection, person_id: PersonId) -> None:
    """Keep the hash of the password that is about to be replaced among the former ones."""
    connection.execute(
        insert(FORMER_PASSWORDS).from_select(
            ["person_id", "password_hash"],
            select(ACCOUNTS.c.person_id, ACCOUNTS.c.password_hash)
            .where(ACCOUNTS.c.person_id == person_id)
            .where(ACCOUNTS.c.password_hash.is_not(None)),
        )
    )


def account_of_row(row: Row[tuple[object, ...]]) -> Account:
    """Return an account as the use cases know it."""
    return Account(
        person_id=PersonId(row.person_id),
        login=row.login,
        has_password=row.password_hash is not None,
        has_factor=bool(row.has_factor),
        is_active=row.activated_at is not None,
        password_set_at=row.password_set_at,
        invited_until=row.invited_until,
        set_up_at=row.activated_at,
        confirmed_at=row.confirmed_at,
        disabled_at=row.disabled_at,
        signed_in_at=row.signed_in_at,
        codes_left=row.codes_left,
    )
