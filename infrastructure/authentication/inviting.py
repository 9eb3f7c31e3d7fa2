"""Statements that let an invitation be all that opens an account."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from application.authentication.account_ports import Account, InvitePerson
from application.authentication.session_store import Ending
from domain.errors import RuleBroken
from infrastructure.authentication.account_rows import change_account, forget_password
from infrastructure.authentication.ended_sessions import end_all_of
from infrastructure.authentication.other_doors import shut_other_doors
from infrastructure.log.tables import ACCOUNTS, RECOVERY_CODES, SECOND_FACTORS

_GONE = ("password_hash", "password_set_at", "activated_at", "confirmed_at")


def put_invitation(
    connection: Connection,
    request: InvitePerson,
    invited: Mapping[str, object],
    ending: Ending,
) -> None:
    """Make an account that only a code opens, or void what the one that was seen is opened with.

    Raises: RuleBroken, and nothing is changed, when the account is another than was seen: somebody
    was invited, chose a password or was shut out since.
    """
    person_id = request.person_id
    if request.seen is None:
        there = {"person_id": person_id, "created_at": ending.at}
        connection.execute(insert(ACCOUNTS).values(**there, **invited))
        return
    if not _is_as_seen(connection, request.seen):
        raise RuleBroken("account_changed_meanwhile")
    forget_password(connection, person_id)
    change_account(connection, person_id, {**invited, **dict.fromkeys(_GONE)})
    shut_other_doors(connection, person_id, ending.at, ending.will)
    for table in (SECOND_FACTORS, RECOVERY_CODES):
        connection.execute(delete(table).where(table.c.person_id == person_id))
    end_all_of(connection, person_id, ending)


def _is_as_seen(connection: Connection, seen: Account) -> bool:
    """Return whether the account stands as it was seen, which nobody changes until the end."""
    has_password = ACCOUNTS.c.password_hash.is_not(None)
    wanted = (
        select(ACCOUNTS.c.person_id)
        .where(ACCOUNTS.c.person_id == seen.person_id)
        .where(has_password if seen.has_password else ACCOUNTS.c.password_hash.is_(None))
        .where(ACCOUNTS.c.password_set_at == seen.password_set_at)
        .where(ACCOUNTS.c.invited_until == seen.invited_until)
        .where(ACCOUNTS.c.disabled_at == seen.disabled_at)
        .with_for_update()
    )
    return connection.execute(wanted).one_or_none() is not None
