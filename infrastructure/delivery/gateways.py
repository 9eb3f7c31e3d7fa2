"""The channels that are called by HTTPS: our own webhook, group bots, a gateway for short messages.

Each is a body, how it is signed, and which answer means that it was taken.
"""

import hmac
import json
import logging
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import quote_plus

from application.crisis.delivery.delivering import Message
from domain.alerts.trying import Failure
from infrastructure.delivery.calling import Caller
from infrastructure.delivery.channels import NotSent

logger = logging.getLogger(__name__)

SIGNATURE, TIMESTAMP, ID = "Tongxin-Signature", "Tongxin-Timestamp", "Tongxin-Delivery"
_JSON = {"Content-Type": "application/json; charset=utf-8"}
_TAKEN = 0
_LATER = frozenset({-1, 45009, 130101, 660026})
"""What bots answer where they are busy or have had too many: the same message is taken later."""
_NOT_US = frozenset({93000, 300001, 310000})


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A gateway of the city's own, which knows people by their id; docs/formats/webhook.md."""

    caller: Caller
    url: str = field(repr=False)
    secret: str = field(repr=False)
    seconds: Callable[[], int]

    def send(self, message: Message) -> None:
        """Send one message, signed. Raises: NotSent."""
        body = _bytes(
            {
                "id": str(message.delivery_id),
                "to": message.address,
                "text": message.words.chinese,
                "english": message.words.english,
                "link": message.words.link,
            }
        )
        at = str(self.seconds())
        signed = hmac.new(self.secret.encode(), f"{at}.".encode() + body, sha256).hexdigest()
        headers = {
            **_JSON,
            ID: str(message.delivery_id),
            TIMESTAMP: at,
            SIGNATURE: f"sha256={signed}",
        }
        self.caller.post(self.url, body, headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class WecomBot:
    """A bot in a group of WeCom; the key stands in its address."""

    caller: Caller
    url: str = field(repr=False)

    def send(self, message: Message) -> None:
        """Say it in the group. Raises: NotSent."""
        said = {"msgtype": "text", "text": {"content": message.words.brief}}
        _require_taken(self.caller.post(self.url, _bytes(said), _JSON))


@dataclass(frozen=True, slots=True, kw_only=True)
class DingtalkBot:
    """A bot in a group of DingTalk; with a secret each call is signed by the time it is made."""

    caller: Caller
    url: str = field(repr=False)
    secret: str | None = field(default=None, repr=False)
    seconds: Callable[[], int]

    def send(self, message: Message) -> None:
        """Say it in the group. Raises: NotSent."""
        said = {"msgtype": "text", "text": {"content": message.words.brief}}
        _require_taken(self.caller.post(self._address(), _bytes(said), _JSON))

    def _address(self) -> str:
        if self.secret is None:
            return self.url
        at = str(self.seconds() * 1000)
        digest = hmac.new(self.secret.encode(), f"{at}\n{self.secret}".encode(), sha256).digest()
        joint = "&" if "?" in self.url else "?"
        return f"{self.url}{joint}timestamp={at}&sign={quote_plus(b64encode(digest))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsGateway:
    """A gateway for short messages: what it wants to be sent is a template of the settings."""

    caller: Caller
    url: str = field(repr=False)
    body: str
    taken: str = "{}"
    token: str | None = field(default=None, repr=False)

    def send(self, message: Message) -> None:
        """Hand one short message over.

        Raises: NotSent, also where the answer is not what `taken` says one looks like that took it.
        """
        values = {
            "number": message.address,
            "text": message.words.brief,
            "id": str(message.delivery_id),
        }
        headers = {**_JSON, "Idempotency-Key": str(message.delivery_id)}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        told = _bytes(filled(json.loads(self.body), values))
        answer = self.caller.post(self.url, told, headers)
        if answer is not None and not _says(answer, json.loads(self.taken)):
            raise NotSent(Failure.REFUSED_FOR_NOW)


def filled(template: object, values: Mapping[str, str]) -> object:
    """Return a template of JSON with its places filled: no value can end a text it stands in."""
    match template:
        case str():
            for name, value in values.items():
                template = template.replace(f"{{{name}}}", value)
            return template
        case list():
            return [filled(each, values) for each in template]
        case dict():
            return {name: filled(each, values) for name, each in template.items()}
        case _:
            return template


def holds(said: object, expected: object) -> bool:
    """Return whether all that is expected of JSON stands in it, whatever else does."""
    match expected:
        case dict():
            return isinstance(said, dict) and all(
                name in said and holds(said[name], each) for name, each in expected.items()
            )
        case list():
            return (
                isinstance(said, list)
                and len(said) >= len(expected)
                and all(map(holds, said, expected))
            )
        case _:
            return type(said) is type(expected) and said == expected


def _says(answer: bytes, expected: object) -> bool:
    if expected == {}:
        return True
    try:
        return holds(json.loads(answer), expected)
    except ValueError:
        return False


def _bytes(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _require_taken(answer: bytes | None) -> None:
    """Bots answer 200 to everything, and say in the body what they think of it. Raises: NotSent.

    What cannot be read may have been said in the group: it is not said twelve times.
    """
    try:
        said = json.loads(answer or b"")
        code = int(said["errcode"])
    except (ValueError, KeyError, TypeError):
        logger.error("a bot answered what cannot be read: whether it said the message is unknown")
        return
    if code in _LATER:
        raise NotSent(Failure.BUSY)
    if code in _NOT_US:
        raise NotSent(Failure.SIGN_IN_REFUSED)
    if code != _TAKEN:
        raise NotSent(Failure.REFUSED)
