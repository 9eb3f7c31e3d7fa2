"""Opens the vault of one ledger from its keyfile and its key store, which must be a pair."""

from contextlib import suppress
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from infrastructure.keys.keyfile import KeyFile
from infrastructure.keys.keystore import found, is_founded, require_own
from infrastructure.keys.vault import Vault


def open_vault(
    engine: Engine, ledger_id: UUID, keyfile: Path, passphrase: str | None = None
) -> Vault:
    """Return the vault; on the very first start, keyfile and claims key are made.

    A keyfile that goes missing later is never replaced by a new one, which could read nothing.

    Raises: KeysRefused.
    """
    if is_founded(engine):
        provider = KeyFile.open(keyfile, passphrase)
    else:
        provider = KeyFile.open_or_create(keyfile, passphrase)
        # Refused when another process was first; whether with this keyfile is seen next.
        with suppress(IntegrityError):
            found(engine, ledger_id, provider)
    require_own(engine, ledger_id, provider)
    return Vault(engine, provider)
