"""What was taken is not said again, whatever stands in the answer; nothing waits for a name."""

import socket
from collections.abc import Iterator
from threading import Event
from typing import Never
from uuid import UUID

import pytest
from pydantic import SecretStr, ValidationError

from application.crisis.delivery.delivering import Message
from domain.alerts.outside import neutral_words
from domain.alerts.trying import Failure
from domain.shared import PersonId
from infrastructure.delivery import looking_up
from infrastructure.delivery.calling import Caller
from infrastructure.delivery.channels import NotSent
from infrastructure.delivery.email import EmailSender, SmtpServer
from infrastructure.delivery.gateways import SmsGateway, Webhook, WecomBot
from infrastructure.delivery.settings import DeliverySettings, SmtpSecurity
from infrastructure.delivery.trust import trusting
from tests.infrastructure.delivery.gateway import Gateway, gateway

MESSAGE = Message(
    delivery_id=UUID(int=7),
    person_id=PersonId(UUID(int=8)),
    address="13800000001",
    words=neutral_words(10, "https://tongxin.example/duty"),
)
BODY = '{"to": "{number}", "text": "{text}"}'


@pytest.fixture
def there() -> Iterator[Gateway]:
    with gateway() as found:
        yield found


def test_a_message_that_was_taken_is_taken_however_long_the_answer_is(there: Gateway) -> None:
    url = f"http://127.0.0.1:{there.port}/hook"
    senders = (
        Webhook(caller=Caller(), url=url, secret="signing", seconds=lambda: 1),
        SmsGateway(caller=Caller(), url=url, body=BODY),
        WecomBot(caller=Caller(), url=url),
    )
    for sender in senders:
        there.answers.append((200, b"x" * 70_000))
        sender.send(MESSAGE)
    assert len(there.calls) == len(senders)


def test_a_bot_that_answers_what_cannot_be_read_is_not_told_again(
    there: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    there.answers.append((200, b"<html>"))
    WecomBot(caller=Caller(), url=f"http://127.0.0.1:{there.port}/hook").send(MESSAGE)
    assert "a bot answered what cannot be read" in caplog.text


def test_a_long_answer_that_refuses_still_refuses(there: Gateway) -> None:
    there.answers.append((400, b"x" * 70_000))
    with pytest.raises(NotSent):
        SmsGateway(caller=Caller(), url=f"http://127.0.0.1:{there.port}/", body=BODY).send(MESSAGE)


NESTED = '{"Response":{"SendStatusSet":[{"Code":"Ok"}]}}'


@pytest.mark.parametrize(
    ("taken", "answer", "expected"),
    [
        ('{"Code":"OK"}', '{"Message":"OK","Code":"OK","BizId":"9"}', None),
        ('{"Code":"OK"}', '{"Code":"isv.AMOUNT_NOT_ENOUGH"}', Failure.REFUSED_FOR_NOW),
        ('{"Code":"OK"}', "<html>sign in to the network</html>", Failure.REFUSED_FOR_NOW),
        ('{"Code":"OK"}', "", Failure.REFUSED_FOR_NOW),
        ('{"code":0}', '{"code":false}', Failure.REFUSED_FOR_NOW),
        (NESTED, '{"Response":{"SendStatusSet":[{"Code":"Ok","Fee":1}],"Id":"1"}}', None),
        (NESTED, '{"Response":{"SendStatusSet":[]}}', Failure.REFUSED_FOR_NOW),
        (NESTED, '{"Response":{"Error":{"Code":"AuthFailure"}}}', Failure.REFUSED_FOR_NOW),
        ("{}", "queued", None),
    ],
)
def test_a_gateway_for_short_messages_took_one_where_its_answer_says_so(
    there: Gateway, taken: str, answer: str, expected: Failure | None
) -> None:
    there.answers.append((200, answer.encode()))
    url = f"http://127.0.0.1:{there.port}/hook"
    sms = SmsGateway(caller=Caller(), url=url, body=BODY, taken=taken)
    if expected is None:
        sms.send(MESSAGE)
    else:
        with pytest.raises(NotSent) as refused:
            sms.send(MESSAGE)
        assert refused.value.failure is expected
    assert len(there.calls) == 1


def test_a_resolver_that_does_not_answer_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()
    monkeypatch.setattr(looking_up, "_SECONDS", 0.2)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: over.wait(30) and [])
    server = SmtpServer(
        host="mail.city.example",
        port=587,
        security=SmtpSecurity.STARTTLS,
        sender="tongxin@city.example",
        trusted=trusting(),
    )
    for sender in (
        EmailSender(server),
        SmsGateway(caller=Caller(), url="https://sms.example", body=BODY),
    ):
        with pytest.raises(NotSent) as refused:
            sender.send(MESSAGE)
        assert refused.value.failure is Failure.TOOK_TOO_LONG
    over.set()


def test_nobody_looks_up_the_name_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    def looked_up(*_args: object) -> Never:
        raise AssertionError("the name of this machine was looked up")

    monkeypatch.setattr(socket, "getfqdn", looked_up)
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        server = SmtpServer(
            host="127.0.0.1",
            port=bound.getsockname()[1],
            security=SmtpSecurity.STARTTLS,
            sender="tongxin@city.example",
            trusted=trusting(),
        )
        with pytest.raises(NotSent) as refused:
            EmailSender(server).send(MESSAGE)
    assert refused.value.failure is Failure.NO_CONNECTION


def test_a_template_of_short_messages_is_json_or_refused_at_the_start() -> None:
    def settings(body: str) -> DeliverySettings:
        return DeliverySettings(
            address="https://tongxin.example",
            sms_url=SecretStr("https://s.example"),
            sms_body=body,
            sms_taken="{}",
        )

    assert settings(BODY).sms_body == BODY
    with pytest.raises(ValidationError, match="TONGXIN_SMS_BODY, JSON"):
        settings("number={number}&text={text}")


@pytest.mark.parametrize("taken", [None, "", "OK", "[]", '"OK"'])
def test_who_sends_short_messages_says_what_an_answer_looks_like_that_took_one(
    taken: str | None,
) -> None:
    with pytest.raises(ValidationError, match="TONGXIN_SMS_TAKEN, the JSON"):
        DeliverySettings(
            address="https://tongxin.example",
            sms_url=SecretStr("https://s.example"),
            sms_body=BODY,
            sms_taken=taken,
        )


def test_private_hosts_are_the_same_however_they_are_written() -> None:
    found = DeliverySettings.model_validate({"private_hosts": "GW.city.local, Other.local"})
    assert found.private_hosts == {"gw.city.local", "other.local"}
