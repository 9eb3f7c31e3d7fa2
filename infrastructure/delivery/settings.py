"""The settings of what is sent outside; without any of them nothing is."""

import json
from enum import StrEnum
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, FilePath, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode

OWN_MACHINE = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})

DELIVERY_SECRETS = frozenset(
    {
        "smtp_password",
        "webhook_url",
        "webhook_secret",
        "wecom_url",
        "dingtalk_url",
        "dingtalk_secret",
        "sms_url",
        "sms_token",
    }
)
"""The addresses of bots hold a key, and those of gateways may."""


class SmtpSecurity(StrEnum):
    """How mail is handed in; `none` to this machine alone."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class DeliverySettings(BaseSettings):
    """By which channels people are told outside the application, and where those are."""

    address: str | None = None
    smtp_host: str | None = None
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: SmtpSecurity = SmtpSecurity.STARTTLS
    smtp_from: str | None = Field(default=None, pattern=r"^[^@\s<>]+@[^@\s<>]+$")
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    webhook_url: SecretStr | None = None
    webhook_secret: SecretStr | None = None
    wecom_url: SecretStr | None = None
    dingtalk_url: SecretStr | None = None
    dingtalk_secret: SecretStr | None = None
    sms_url: SecretStr | None = None
    sms_body: str | None = None
    sms_taken: str | None = None
    sms_token: SecretStr | None = None
    trusted_certificates: FilePath | None = None
    private_hosts: Annotated[frozenset[str], NoDecode] = frozenset()

    @field_validator("private_hosts", mode="before")
    @classmethod
    def _private_hosts_apart(cls, given: object) -> object:
        if isinstance(given, str):
            # As addresses name them once they are taken apart.
            return frozenset(host.strip().casefold() for host in given.split(",") if host.strip())
        return given

    @property
    def sends_outside(self) -> bool:
        """Whether any channel is configured."""
        given = (self.webhook_url, self.wecom_url, self.dingtalk_url, self.sms_url)
        return self.smtp_host is not None or any(each is not None for each in given)

    @model_validator(mode="after")
    def _messages_lead_somewhere(self) -> Self:
        if self.sends_outside and self.address is None:
            raise ValueError(
                "messages lead to TONGXIN_ADDRESS, the address at which browsers reach us: set it"
            )
        if self.address is not None and not is_safe(self.address):
            raise ValueError(
                "TONGXIN_ADDRESS begins with https://; http:// is for this machine alone"
            )
        return self

    @model_validator(mode="after")
    def _mail_is_whole_and_safe(self) -> Self:
        if self.smtp_host is None:
            return self
        if self.smtp_from is None:
            raise ValueError("TONGXIN_SMTP_HOST needs TONGXIN_SMTP_FROM, whom mail comes from")
        if self.smtp_security is SmtpSecurity.NONE and self.smtp_host not in OWN_MACHINE:
            raise ValueError(
                "TONGXIN_SMTP_SECURITY=none would send in clear over the network: it is for a "
                "mail server on this machine alone"
            )
        if (self.smtp_user is None) != (self.smtp_password is None):
            raise ValueError("TONGXIN_SMTP_USER and TONGXIN_SMTP_PASSWORD go together")
        return self

    @model_validator(mode="after")
    def _gateways_are_whole_and_safe(self) -> Self:
        given = {
            "TONGXIN_WEBHOOK_URL": self.webhook_url,
            "TONGXIN_WECOM_URL": self.wecom_url,
            "TONGXIN_DINGTALK_URL": self.dingtalk_url,
            "TONGXIN_SMS_URL": self.sms_url,
        }
        for name, address in given.items():
            if address is not None and not is_safe(address.get_secret_value()):
                raise ValueError(f"{name} begins with https://; http:// is for this machine alone")
        if self.webhook_url is not None and self.webhook_secret is None:
            raise ValueError("TONGXIN_WEBHOOK_URL needs TONGXIN_WEBHOOK_SECRET to sign with")
        if self.sms_url is not None and not names_number(self.sms_body or ""):
            raise ValueError(
                "TONGXIN_SMS_URL needs TONGXIN_SMS_BODY, JSON with {number} and {text} in it"
            )
        if self.sms_url is not None and not is_object(self.sms_taken or ""):
            raise ValueError(
                "TONGXIN_SMS_URL needs TONGXIN_SMS_TAKEN, the JSON that its answer holds when it "
                'took a message, as {"Code": "OK"}; {} where its status alone tells that'
            )
        return self


def names_number(body: str) -> bool:
    """Return whether a template is JSON, and says where number and text go."""
    try:
        json.loads(body)
    except ValueError:
        return False
    return "{number}" in body and "{text}" in body


def is_object(written: str) -> bool:
    """Return whether it is a JSON object."""
    try:
        return isinstance(json.loads(written), dict)
    except ValueError:
        return False


def is_safe(address: str) -> bool:
    """Return whether nobody on the way can read or change what is sent there."""
    parsed = urlsplit(address)
    here = parsed.scheme == "http" and parsed.hostname in {"127.0.0.1", "localhost", "::1"}
    return parsed.scheme == "https" or here
