"""Opens the doors beside the password over one ledger."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import Engine, select

from application.authentication.outside_doors import OutsideDoors
from infrastructure.authentication.api_tokens import ApiTokens
from infrastructure.authentication.enrolled_devices import EnrolledDevices
from infrastructure.authentication.night_recoveries import NightRecoveries
from infrastructure.authentication.oidc import OidcProvider, client_of
from infrastructure.database import for_single_reads
from infrastructure.log.tables import CLAIMS
from infrastructure.opening import OpenLedger
from infrastructure.settings import Settings


def outside_doors(opened: OpenLedger, settings: Settings, redirect_path: str) -> OutsideDoors:
    """Return the doors; `redirect_path` is where a provider sends browsers back to."""
    digest = opened.vault.claim_digest
    client = client_of(settings, redirect_path, opened.ledger.rules.doors.clock_skew_seconds)
    return OutsideDoors(
        tokens=ApiTokens(opened.engine),
        devices=EnrolledDevices(opened.engine),
        recoveries=NightRecoveries(opened.engine, digest),
        alert_links=opened.ways_out.links,
        addresses=opened.ways_out.addresses,
        owner_of=_owner_of(opened.engine, digest),
        digest=digest,
        provider=None if client is None else OidcProvider(client),
        issuer="" if client is None else client.issuer,
    )


def _owner_of(
    engine: Engine, digest: Callable[[str, str], bytes]
) -> Callable[[str, str], UUID | None]:
    reading = for_single_reads(engine)

    def owner_of(kind: str, value: str) -> UUID | None:
        wanted = select(CLAIMS.c.owner).where(
            CLAIMS.c.kind == kind, CLAIMS.c.digest == digest(kind, value)
        )
        with reading.connect() as connection:
            return connection.execute(wanted).scalar_one_or_none()

    return owner_of
