"""The doors beside the password, put together once for whoever serves them."""

from dataclasses import dataclass

from application.authentication.api_tokens import ApiTokens
from application.authentication.enrolled_devices import EnrolledDevices
from application.authentication.links import Digest, OwnerOf
from application.authentication.night_ports import NightRecoveries
from application.authentication.outside_sign_in import Provider
from application.authentication.work_addresses import WorkAddresses
from application.crisis.delivery.linked import AlertLinks


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideDoors:
    """Tokens, devices, codes given at night, and the provider where there is one.

    `issuer` is the provider's own name, empty without one; `owner_of` and `digest` tell whose a
    name at it was claimed to be, `alert_links` which message a link came with, and
    `addresses` who reads mail where.
    """

    tokens: ApiTokens
    devices: EnrolledDevices
    recoveries: NightRecoveries
    alert_links: AlertLinks
    addresses: WorkAddresses
    owner_of: OwnerOf
    digest: Digest
    provider: Provider | None = None
    issuer: str = ""
