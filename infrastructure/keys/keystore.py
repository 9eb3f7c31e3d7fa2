"""The key store's own row: whose ledger it serves, and the key that claims are digested with.

The claims key is wrapped by the keyfile, so this row also tells whether the keyfile is the one
that the store was started with, before any event is touched.
"""

import os
from uuid import UUID

from sqlalchemy import Engine, insert, select

from infrastructure.keys.provider import CLAIMS, KekProvider, UnwrapRefused
from infrastructure.keys.refusals import KeysRefused
from infrastructure.keys.tables import DATA_KEYS, KEYSTORE

CLAIMS_KEY_BYTES = 32


def is_founded(engine: Engine) -> bool:
    """Return whether the store has its row.

    Raises: KeysRefused when it holds data keys without it.
    """
    with engine.connect() as connection:
        row = connection.execute(select(KEYSTORE.c.id)).first()
        key = connection.execute(select(DATA_KEYS.c.generation).limit(1)).first()
    if row is None and key is not None:
        raise KeysRefused("keystore_damaged")
    return row is not None


def found(engine: Engine, ledger_id: UUID, provider: KekProvider) -> None:
    """Give a new store its row, with a new claims key."""
    wrapped = provider.wrap(CLAIMS, os.urandom(CLAIMS_KEY_BYTES), ledger_id.bytes)
    row = {"id": 1, "ledger_id": ledger_id, "claims_key_wrapped": wrapped}
    with engine.begin() as connection:
        connection.execute(insert(KEYSTORE).values(row))


def require_own(engine: Engine, ledger_id: UUID, provider: KekProvider) -> None:
    """Refuse a store of another ledger, and a keyfile that is not this store's.

    Raises: KeysRefused.
    """
    if _row(engine)[0] != ledger_id:
        raise KeysRefused("keystore_of_another_ledger")
    open_claims_key(engine, provider)


def open_claims_key(engine: Engine, provider: KekProvider) -> bytes:
    """Return the key that claims are digested with.

    Raises: KeysRefused.
    """
    ledger_id, wrapped = _row(engine)
    try:
        return provider.unwrap(CLAIMS, wrapped, ledger_id.bytes)
    except UnwrapRefused as refused:
        other = refused.code == "other_kek"
    raise KeysRefused("keyfile_of_another_keystore" if other else "keystore_damaged")


def _row(engine: Engine) -> tuple[UUID, bytes]:
    query = select(KEYSTORE.c.ledger_id, KEYSTORE.c.claims_key_wrapped)
    with engine.connect() as connection:
        row = connection.execute(query).first()
    if row is None:
        raise KeysRefused("keystore_damaged")
    return row.ledger_id, row.claims_key_wrapped
