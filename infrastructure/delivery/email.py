"""Sends by e-mail: to a server that speaks TLS, and to no other but one on this machine."""

import asyncio
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

import aiosmtplib

from application.crisis.delivery.delivering import Message
from domain.alerts.trying import Failure
from infrastructure.delivery.channels import SECONDS_AT_MOST, NotSent
from infrastructure.delivery.looking_up import addresses_of
from infrastructure.delivery.settings import SmtpSecurity

_EACH_SECONDS = 8.0
_GOOD_BYE_SECONDS = 2.0
_CLOSES = 421
_PERMANENT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """Where mail is handed in, and as whom; `trusted` checks its certificate."""

    host: str
    port: int
    security: SmtpSecurity
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    trusted: ssl.SSLContext = field(repr=False)


class EmailSender:
    """Hands mail in, one connection each: what fails with one does not hold up the next."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server

    def send(self, message: Message) -> None:
        """Hand a message in under its own Message-ID. Raises: NotSent."""
        subject = message.words.chinese
        self.hand_in(message.address, subject, message.words.text, str(message.delivery_id))

    def hand_in(self, to: str, subject: str, text: str, called: str) -> None:
        """Hand in any mail; `called` is the first half of its Message-ID. Raises: NotSent."""
        mail = EmailMessage()
        mail["From"] = self._server.sender
        mail["To"] = to
        mail["Subject"] = subject
        mail["Date"] = format_datetime(datetime.now(UTC))
        mail["Message-ID"] = f"<{called}@{self._server.sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(text)
        addresses_of(self._server.host, self._server.port)
        try:
            asyncio.run(asyncio.wait_for(self._hand_in(mail, to), SECONDS_AT_MOST))
        except (TimeoutError, OSError, ValueError, aiosmtplib.SMTPException) as error:
            # Its text may quote the address: only what kind it was goes on.
            raise NotSent(_failure_of(error)) from None

    async def _hand_in(self, mail: EmailMessage, to: str) -> None:
        server = self._server
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            # Else this machine's own name is looked up, for as long as that takes.
            local_hostname=server.sender.rpartition("@")[2],
            timeout=_EACH_SECONDS,
            use_tls=server.security is SmtpSecurity.TLS,
            start_tls=False,
            tls_context=server.trusted,
        )
        try:
            await client.connect()
            if server.security is SmtpSecurity.STARTTLS:
                await self._encrypt(client)
            if server.user and server.password:
                await client.login(server.user, server.password)
            # Never read out of the headers: those are decoded, and may name more than one.
            await client.send_message(mail, sender=server.sender, recipients=[to])
        finally:
            await _leave(client)

    async def _encrypt(self, client: aiosmtplib.SMTP) -> None:
        """Go on encrypted or not at all: whoever sits in between may have taken the offer out."""
        await client.ehlo()
        if not client.supports_extension("starttls"):
            raise NotSent(Failure.NOT_ENCRYPTED)
        await client.starttls(tls_context=self._server.trusted)


async def _leave(client: aiosmtplib.SMTP) -> None:
    """Say good-bye where somebody listens; what was handed in stays so whatever comes of it."""
    transport = client.transport
    if transport is None:
        return
    try:
        await client.quit(timeout=_GOOD_BYE_SECONDS)
    except (TimeoutError, OSError, aiosmtplib.SMTPException):
        client.close()
    # The loop is about to end: it has no time for a good-bye of TLS.
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()
    await asyncio.sleep(0)


def _failure_of(error: Exception) -> Failure:
    match error:
        case aiosmtplib.SMTPAuthenticationError():
            return Failure.SIGN_IN_REFUSED
        case aiosmtplib.SMTPRecipientsRefused(
            recipients=[aiosmtplib.SMTPRecipientRefused() as one]
        ):
            return _by_code(one.code)
        case aiosmtplib.SMTPResponseException():
            return _by_code(error.code)
        case TimeoutError() | aiosmtplib.SMTPTimeoutError():
            return Failure.TOOK_TOO_LONG
        case _:
            return Failure.NOT_TRUSTED if _speaks_of_trust(error) else Failure.NO_CONNECTION


def _by_code(code: int) -> Failure:
    if code == _CLOSES:
        return Failure.BUSY
    return Failure.REFUSED if code >= _PERMANENT else Failure.REFUSED_FOR_NOW


def _speaks_of_trust(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
