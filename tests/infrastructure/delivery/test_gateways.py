"""Webhook, bots and gateways are called as documented, and reach nothing that they must not."""

import hmac
import json
import socket
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from application.crisis.delivery.delivering import Message
from domain.alerts.outside import neutral_words
from domain.alerts.trying import Failure
from domain.shared import PersonId
from infrastructure.delivery import calling
from infrastructure.delivery.calling import Caller, is_public
from infrastructure.delivery.channels import NotSent, Sender
from infrastructure.delivery.gateways import DingtalkBot, SmsGateway, Webhook, WecomBot
from infrastructure.delivery.trust import trusting
from tests.infrastructure.delivery.gateway import Gateway, gateway
from tests.infrastructure.delivery.mailbox import certificate
from tests.tree import ROOT

LINK = "https://tongxin.example/duty"
AT = 1_700_000_000
SECRET = "velvet-giraffe-7"
MESSAGE = Message(
    delivery_id=UUID(int=7),
    person_id=PersonId(UUID(int=8)),
    address="13800000001",
    words=neutral_words(10, LINK),
)
TAKEN = (200, b'{"errcode":0,"errmsg":"ok"}')


@pytest.fixture(scope="module")
def served() -> Iterator[Gateway]:
    with gateway() as found:
        yield found


@pytest.fixture
def there(served: Gateway) -> Gateway:
    served.calls.clear()
    served.answers.clear()
    served.slow_seconds, served.leads_to = 0.0, ""
    return served


def url(there: Gateway, path: str = "/hook") -> str:
    return f"http://127.0.0.1:{there.port}{path}"


def webhook(address: str, caller: Caller | None = None) -> Webhook:
    return Webhook(caller=caller or Caller(), url=address, secret=SECRET, seconds=lambda: AT)


def failure(sender: Sender) -> Failure:
    with pytest.raises(NotSent) as refused:
        sender.send(MESSAGE)
    assert refused.value.__cause__ is None
    return refused.value.failure


def test_the_webhook_is_told_the_person_in_neutral_words_and_signed(there: Gateway) -> None:
    webhook(url(there)).send(MESSAGE)
    (call,) = there.calls
    assert json.loads(call.body) == {
        "id": str(UUID(int=7)),
        "to": "13800000001",
        "text": "紧急·请10分钟内处理",
        "english": "Urgent: please act within 10 minutes",
        "link": LINK,
    }
    signed = hmac.new(SECRET.encode(), f"{AT}.".encode() + call.body, sha256).hexdigest()
    assert call.headers["Tongxin-Signature"] == f"sha256={signed}"
    assert call.headers["Tongxin-Timestamp"] == str(AT)
    assert call.headers["Tongxin-Delivery"] == str(UUID(int=7))


def test_the_signature_is_the_one_of_the_documented_example() -> None:
    told = (ROOT / "docs/formats/webhook.md").read_text("utf-8")
    signed = hmac.new(SECRET.encode(), f"{AT}.".encode() + b'{"id":"1"}', sha256).hexdigest()
    assert f"sha256={signed}" in told
    assert all(each in told for each in (SECRET, str(AT), '{"id":"1"}'))


def test_a_group_of_wecom_is_told_in_its_own_form(there: Gateway) -> None:
    there.answers.append(TAKEN)
    WecomBot(caller=Caller(), url=url(there, "/send?key=k")).send(MESSAGE)
    (call,) = there.calls
    assert call.path == "/send?key=k"
    assert json.loads(call.body) == {
        "msgtype": "text",
        "text": {"content": f"紧急·请10分钟内处理\n{LINK}"},
    }


def test_a_group_of_dingtalk_is_told_signed_by_the_time(there: Gateway) -> None:
    there.answers.append(TAKEN)
    bot = DingtalkBot(
        caller=Caller(), url=url(there, "/send?token=t"), secret=SECRET, seconds=lambda: AT
    )
    bot.send(MESSAGE)
    asked = parse_qs(urlsplit(there.calls[0].path).query)
    at = f"{AT}000"
    digest = hmac.new(SECRET.encode(), f"{at}\n{SECRET}".encode(), sha256).digest()
    assert asked == {"token": ["t"], "timestamp": [at], "sign": [b64encode(digest).decode()]}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((200, b'{"errcode":45009,"errmsg":"too many"}'), Failure.BUSY),
        ((200, b'{"errcode":310000,"errmsg":"sign not match"}'), Failure.SIGN_IN_REFUSED),
        ((200, b'{"errcode":40008,"errmsg":"invalid"}'), Failure.REFUSED),
        ((502, b""), Failure.BUSY),
    ],
)
def test_what_a_bot_says_in_its_answer_counts(
    there: Gateway, answer: tuple[int, bytes], expected: Failure
) -> None:
    there.answers.append(answer)
    assert failure(WecomBot(caller=Caller(), url=url(there))) is expected


def test_a_gateway_for_short_messages_gets_what_its_template_says(there: Gateway) -> None:
    body = '{"mobile":["{number}"],"say":"[童心]{text}","ref":"{id}","sign":7}'
    SmsGateway(caller=Caller(), url=url(there), body=body, token="t-1").send(MESSAGE)
    (call,) = there.calls
    assert json.loads(call.body) == {
        "mobile": ["13800000001"],
        "say": f"[童心]紧急·请10分钟内处理\n{LINK}",
        "ref": str(UUID(int=7)),
        "sign": 7,
    }
    assert call.headers["Authorization"] == "Bearer t-1"
    assert call.headers["Idempotency-Key"] == str(UUID(int=7))


@pytest.mark.parametrize(
    ("status", "expected"),
    [(401, "sign_in_refused"), (404, "refused"), (429, "busy"), (500, "busy"), (204, None)],
)
def test_an_answer_is_told_by_its_kind(there: Gateway, status: int, expected: str | None) -> None:
    there.answers.append((status, b""))
    if expected is None:
        webhook(url(there)).send(MESSAGE)
    else:
        assert failure(webhook(url(there))).value == expected


# ── where it may not go ──────────────────────────────────────────────────────────────────────────


def test_no_redirect_is_followed(there: Gateway) -> None:
    there.answers.append((307, b""))
    there.leads_to = url(there, "/elsewhere")
    assert failure(webhook(url(there))) is Failure.REFUSED
    assert [call.path for call in there.calls] == ["/hook"]


@pytest.mark.parametrize(
    "address",
    [
        "http://gateway.example/hook",
        "ftp://127.0.0.1/x",
        "https://user@gateway.example/",
        "https:/x",
    ],
)
def test_nothing_goes_in_clear_over_the_network_nor_anywhere_else(address: str) -> None:
    assert failure(webhook(address)) is Failure.FORBIDDEN_ADDRESS


@pytest.mark.parametrize(
    "means",
    [
        *("10.0.0.7", "172.16.3.4", "192.168.1.1", "169.254.169.254", "127.0.0.1", "0.1.2.3"),
        *("100.64.0.1", "224.0.0.1", "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.7"),
        *("64:ff9b::a00:7", "2002:a00:7::1"),
    ],
)
def test_a_name_that_leads_into_a_private_network_is_not_called(
    there: Gateway, monkeypatch: pytest.MonkeyPatch, means: str
) -> None:
    assert not is_public(means)
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (means, there.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
    assert failure(webhook(f"https://gateway.example:{there.port}/")) is Failure.FORBIDDEN_ADDRESS
    assert there.calls == []


def test_public_addresses_are_called() -> None:
    assert all(map(is_public, ("203.119.25.1", "2400:3200::1", "::ffff:203.119.25.1")))


def test_a_private_host_is_called_where_the_settings_name_it_and_by_the_address_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = certificate(tmp_path, "gateway.city.example")
    with gateway(files) as private:
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", private.port))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
        address = f"https://gateway.city.example:{private.port}/hook"
        named = Caller(private_hosts={"gateway.city.example"}, trusted=trusting(files[0]))
        webhook(address, named).send(MESSAGE)
        (call,) = private.calls
        assert call.headers["Host"] == f"gateway.city.example:{private.port}"
        stranger = Caller(private_hosts={"gateway.city.example"})
        assert failure(webhook(address, stranger)) is Failure.NOT_TRUSTED
        assert len(private.calls) == 1


def test_whoever_answers_too_slowly_is_left(
    there: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "SECONDS_AT_MOST", 0.2)
    there.slow_seconds = 0.5
    assert failure(webhook(url(there))) is Failure.TOOK_TOO_LONG


def test_nobody_there_is_no_connection() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
    assert failure(webhook(f"http://127.0.0.1:{port}/")) is Failure.NO_CONNECTION
