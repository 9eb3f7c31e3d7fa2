"""The typed environment: what the operator sets, and what is said when it is unsafe."""

from dataclasses import replace
from json import loads
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from domain.ruleset import RULES_1, RuleSet
from domain.staff.facts import Role
from infrastructure.delivery.settings import (
    DELIVERY_SECRETS,
    OWN_MACHINE,
    DeliverySettings,
    is_safe,
)
from infrastructure.secret_files import SecretFileError, SecretFiles

SECRETS = DELIVERY_SECRETS | frozenset(
    {
        "database_url",
        "views_url",
        "keys_url",
        "owner_url",
        "keys_owner_url",
        "keyfile_passphrase",
        "oidc_client_secret",
    }
)
"""What may also stand in a file that the variable of its name and `_FILE` names."""


class SettingsError(Exception):
    """The environment is incomplete or unsafe; the message says which variable and what to do."""


class InstallationSettings(BaseSettings):
    """Where data and keys live and how the web is served, from `TONGXIN_*` variables.

    Without any of them everything lives in SQLite files under `./var`. In production the ledger
    and the keys each have an address of their own, and `owner` addresses are given to
    `tongxin migrate` only, never to `tongxin serve`.
    """

    data: Path = Path("var")
    database_url: SecretStr | None = None
    views_url: SecretStr | None = None
    keys_url: SecretStr | None = None
    owner_url: SecretStr | None = None
    keys_owner_url: SecretStr | None = None
    keyfile: Path | None = None
    keyfile_passphrase: SecretStr | None = None
    area_code: str = Field(default="450700", pattern=r"^\d{6}$")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    https: bool = False
    hosts: Annotated[tuple[str, ...], NoDecode] = ()
    session_idle_minutes: int = Field(default=30, ge=15, le=30)
    session_hours: int = Field(default=12, ge=1, le=12)
    request_threads: int = Field(default=8, ge=1, le=64)
    # Ten times what a quick person's browser asks, and what a phone sends after a day without
    # signal: only programs come near. A school of two hundred may share one address.
    reads_a_minute: int = Field(default=600, ge=60)
    writes_a_minute: int = Field(default=240, ge=30)
    uploads_an_hour: int = Field(default=60, ge=1)
    address_requests_a_minute: int = Field(default=6_000, ge=600)
    oidc_issuer: str | None = None
    oidc_address: str | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    oidc_scopes: Annotated[tuple[str, ...], NoDecode] = ()
    oidc_person_claim: str = "sub"
    oidc_roles_claim: str | None = None
    oidc_roles: Annotated[dict[str, Role], NoDecode] = Field(default_factory=dict)
    oidc_factors: Annotated[tuple[str, ...], NoDecode] = ("mfa", "otp", "hwk")

    @field_validator("hosts", mode="before")
    @classmethod
    def _hosts_apart(cls, given: object) -> object:
        if isinstance(given, str):
            return tuple(host.strip() for host in given.split(",") if host.strip())
        return given

    @field_validator("oidc_roles", "oidc_factors", "oidc_scopes", mode="before")
    @classmethod
    def _told_as_json(cls, given: object) -> object:
        # Read here, since what the library says of wrong JSON names the field of ours alone.
        if not isinstance(given, str):
            return given
        try:
            return loads(given)
        except ValueError:
            raise ValueError("this is no JSON; see the examples in the operations manual") from None

    @model_validator(mode="after")
    def _https_has_a_name(self) -> Self:
        if self.https and not self.hosts:
            raise ValueError(
                "TONGXIN_HTTPS needs TONGXIN_HOSTS, the names under which browsers reach the proxy"
            )
        return self

    @model_validator(mode="after")
    def _others_come_by_https(self) -> Self:
        if not self.https and {self.host, *self.hosts} - OWN_MACHINE:
            raise ValueError(
                "TONGXIN_HOST or TONGXIN_HOSTS lets other machines in, whose passwords would "
                "travel in clear: put a proxy with https in front and set TONGXIN_HTTPS=true"
            )
        return self

    @model_validator(mode="after")
    def _addresses_come_together(self) -> Self:
        given = [self.database_url, self.views_url, self.keys_url]
        if any(given) and not all(given):
            raise ValueError(
                "TONGXIN_DATABASE_URL, TONGXIN_VIEWS_URL and TONGXIN_KEYS_URL go together: "
                "set all three, or none for the embedded SQLite files"
            )
        if self.database_url and self.keys_url == self.database_url:
            raise ValueError("TONGXIN_KEYS_URL must not be the address of the ledger itself")
        return self

    @model_validator(mode="after")
    def _provider_is_whole_and_safe(self) -> Self:
        if self.oidc_issuer is None:
            return self
        if not (self.oidc_client_id and self.oidc_address):
            raise ValueError(
                "TONGXIN_OIDC_ISSUER needs TONGXIN_OIDC_CLIENT_ID and TONGXIN_OIDC_ADDRESS, "
                "the address at which browsers reach this installation"
            )
        if not (is_safe(self.oidc_issuer) and is_safe(self.oidc_address)):
            raise ValueError(
                "TONGXIN_OIDC_ISSUER and TONGXIN_OIDC_ADDRESS begin with https://; "
                "http:// is for this machine alone"
            )
        return self

    @property
    def rules(self) -> RuleSet:
        """The rules of this installation: the built-in ones, with what its operator may set."""
        return replace(
            RULES_1,
            session_idle_minutes=self.session_idle_minutes,
            session_hours_at_most=self.session_hours,
        )

    @property
    def embedded(self) -> bool:
        """Whether ledger and keys live in SQLite files under the data folder."""
        return self.database_url is None

    @property
    def own_hosts(self) -> frozenset[str]:
        """The names to answer under: those given, else this machine's own."""
        return frozenset(self.hosts) or OWN_MACHINE | {self.host}

    @property
    def keyfile_path(self) -> Path:
        """Where the key-encryption keys live; apart from the data unless nothing else is said."""
        return self.keyfile or self.data / "keys" / "keyfile.json"

    @property
    def ledger_file(self) -> Path:
        """Where an embedded ledger lives."""
        return self.data / "ledger.sqlite3"

    def ledger_address(self) -> str:
        """Return the address that `serve` uses for the ledger."""
        return _address(self.database_url, self.ledger_file)

    def views_address(self) -> str:
        """Return the address that the projector uses for its views."""
        return _address(self.views_url, self.ledger_file)

    def keys_address(self) -> str:
        """Return the address of the key store."""
        return _address(self.keys_url, self.data / "keys" / "keys.sqlite3")

    def owner_addresses(self) -> tuple[str, str]:
        """Return the addresses that `migrate` uses for the ledger and for the keys.

        Raises: SettingsError when they are needed and not set.
        """
        if self.embedded:
            return self.ledger_address(), self.keys_address()
        if self.owner_url is None or self.keys_owner_url is None:
            raise SettingsError(
                "tongxin migrate needs TONGXIN_OWNER_URL and TONGXIN_KEYS_OWNER_URL, "
                "the addresses of the roles that own the two schemas"
            )
        return self.owner_url.get_secret_value(), self.keys_owner_url.get_secret_value()


class Settings(DeliverySettings, InstallationSettings):
    """All of them, from `TONGXIN_*` variables."""

    model_config = SettingsConfigDict(env_prefix="TONGXIN_", frozen=True, extra="ignore")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the environment and the files it names, and nothing else."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, SecretFiles(settings_cls, SECRETS)


def _address(url: SecretStr | None, file: Path) -> str:
    return f"sqlite:///{file.resolve()}" if url is None else url.get_secret_value()


def read_settings() -> Settings:
    """Return the settings of this process.

    Raises: SettingsError with one sentence a line, never with the value that was wrong.
    """
    try:
        return Settings()
    except SecretFileError as wrong:
        raise SettingsError(str(wrong)) from None
    except ValidationError as wrong:
        lines = [
            f"TONGXIN_{'_'.join(str(part) for part in each['loc']).upper()}: {each['msg']}"
            if each["loc"]
            else each["msg"]
            for each in wrong.errors(include_input=False, include_url=False)
        ]
        raise SettingsError("\n".join(lines)) from None
