"""The typed environment: what the operator sets, and what is said when it is unsafe."""

from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(Exception):
    """The environment is incomplete or unsafe; the message says which variable and what to do."""


class Settings(BaseSettings):
    """Where data and keys live and how the web is served, from `TONGXIN_*` variables.

    Without any of them everything lives in SQLite files under `./var`. In production the ledger
    and the keys each have an address of their own, and `owner` addresses are given to
    `tongxin migrate` only, never to `tongxin serve`.
    """

    model_config = SettingsConfigDict(env_prefix="TONGXIN_", frozen=True, extra="ignore")

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
    request_threads: int = Field(default=8, ge=1, le=64)

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

    @property
    def embedded(self) -> bool:
        """Whether ledger and keys live in SQLite files under the data folder."""
        return self.database_url is None

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


def _address(url: SecretStr | None, file: Path) -> str:
    return f"sqlite:///{file.resolve()}" if url is None else url.get_secret_value()


def read_settings() -> Settings:
    """Return the settings of this process.

    Raises: SettingsError with one sentence a line, never with the value that was wrong.
    """
    try:
        return Settings()
    except ValidationError as wrong:
        lines = [
            f"TONGXIN_{'_'.join(str(part) for part in each['loc']).upper()}: {each['msg']}"
            if each["loc"]
            else each["msg"]
            for each in wrong.errors(include_input=False, include_url=False)
        ]
        raise SettingsError("\n".join(lines)) from None
