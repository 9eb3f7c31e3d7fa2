"""Mail goes to a real server over STARTTLS, and to none that cannot show who it is."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from application.crisis.delivery.delivering import Message
from domain.alerts.outside import neutral_words
from domain.alerts.trying import Failure
from domain.shared import PersonId
from infrastructure.delivery import email
from infrastructure.delivery.channels import NotSent
from infrastructure.delivery.email import EmailSender, SmtpServer
from infrastructure.delivery.settings import SmtpSecurity
from infrastructure.delivery.trust import trusting
from tests.infrastructure.delivery.mailbox import (
    PASSWORD,
    USER,
    Mailbox,
    certificate,
    mail_server,
)

LINK = "https://tongxin.example/duty"
MESSAGE = Message(
    delivery_id=UUID(int=7),
    person_id=PersonId(UUID(int=8)),
    address="lead@school.example",
    words=neutral_words(10, LINK),
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def box(files: tuple[Path, Path]) -> Iterator[Mailbox]:
    with mail_server(files) as served:
        yield served


@pytest.fixture
def server(box: Mailbox, files: tuple[Path, Path]) -> SmtpServer:
    box.mails.clear()
    box.was_encrypted.clear()
    box.recipients.clear()
    return SmtpServer(
        host="127.0.0.1",
        port=box.port,
        security=SmtpSecurity.STARTTLS,
        sender="tongxin@city.example",
        user=USER,
        password=PASSWORD,
        trusted=trusting(files[0]),
    )


def failure(server: SmtpServer, message: Message = MESSAGE) -> Failure:
    with pytest.raises(NotSent) as refused:
        EmailSender(server).send(message)
    assert "lead@school" not in str(refused.value)
    assert refused.value.__cause__ is None
    return refused.value.failure


def test_a_message_arrives_encrypted_with_nothing_but_neutral_words(
    box: Mailbox, server: SmtpServer
) -> None:
    EmailSender(server).send(MESSAGE)
    (mail,) = box.mails
    assert {name: mail[name] for name in ("From", "To", "Subject", "Auto-Submitted")} == {
        "From": "tongxin@city.example",
        "To": "lead@school.example",
        "Subject": "紧急·请10分钟内处理",
        "Auto-Submitted": "auto-generated",
    }
    assert mail.get_content().splitlines() == MESSAGE.words.text.splitlines()
    assert box.was_encrypted == [True]


def test_an_address_that_a_header_would_be_read_as_three_goes_to_none_of_them(
    box: Mailbox, server: SmtpServer
) -> None:
    address = "=?utf-8?q?me=40a.example=2Cyou=40b.example=2C?=x@school.example"
    assert failure(server, replace(MESSAGE, address=address)) is Failure.REFUSED
    assert box.recipients == []
    EmailSender(server).send(MESSAGE)
    assert box.recipients == [["lead@school.example"]]


def test_sent_again_it_has_the_same_message_id(box: Mailbox, server: SmtpServer) -> None:
    for _ in range(2):
        EmailSender(server).send(MESSAGE)
    assert [mail["Message-ID"] for mail in box.mails] == [
        "<00000000-0000-0000-0000-000000000007@city.example>"
    ] * 2


def test_a_server_whose_certificate_nobody_stands_for_is_sent_nothing(
    box: Mailbox, server: SmtpServer
) -> None:
    assert failure(replace(server, trusted=trusting())) is Failure.NOT_TRUSTED
    assert box.mails == []


def test_a_server_under_another_name_is_sent_nothing(server: SmtpServer, tmp_path: Path) -> None:
    with mail_server(certificate(tmp_path, "elsewhere.example")) as other:
        trusted = trusting(tmp_path / "elsewhere.example.pem")
        assert failure(replace(server, port=other.port, trusted=trusted)) is Failure.NOT_TRUSTED
        assert other.mails == []


def test_a_server_that_offers_no_encryption_is_sent_nothing_and_told_no_password(
    server: SmtpServer,
) -> None:
    with mail_server(None) as plain:
        assert failure(replace(server, port=plain.port)) is Failure.NOT_ENCRYPTED
        assert plain.mails == []


def test_in_clear_it_goes_only_where_the_settings_say_so(server: SmtpServer) -> None:
    with mail_server(None) as plain:
        in_clear = replace(
            server, port=plain.port, security=SmtpSecurity.NONE, user=None, password=None
        )
        EmailSender(in_clear).send(MESSAGE)
        assert plain.was_encrypted == [False]


def test_a_wrong_password_is_told_as_that(server: SmtpServer) -> None:
    assert failure(replace(server, password="wrong")) is Failure.SIGN_IN_REFUSED


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("550 no such mailbox lead@school.example", Failure.REFUSED),
        ("451 try again, lead@school.example", Failure.REFUSED_FOR_NOW),
        ("421 closing", Failure.BUSY),
    ],
)
def test_what_the_server_answers_is_told_by_kind_and_never_quoted(
    box: Mailbox, server: SmtpServer, answer: str, expected: Failure
) -> None:
    box.answers.append(answer)
    assert failure(server) is expected


def test_nobody_at_the_address_is_no_connection(server: SmtpServer) -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
    assert failure(replace(server, port=port)) is Failure.NO_CONNECTION


def test_a_server_that_says_nothing_holds_nobody_up_for_long(
    server: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(email, "SECONDS_AT_MOST", 0.3)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        assert failure(replace(server, port=silent.getsockname()[1])) is Failure.TOOK_TOO_LONG
