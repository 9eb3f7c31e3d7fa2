"""Opens the channels that the settings name, and nothing where they name none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from random import SystemRandom
from threading import Event, Thread
from time import time
from uuid import UUID, uuid4

from pydantic import SecretStr
from sqlalchemy import Engine

from application.authentication.work_addresses import Mail
from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.delivering import Due, Message, Withheld, message_for
from application.crisis.delivery.link_messages import LinkPost, give_up_late, link_message
from application.crisis.desk.weekly import weekly_message
from application.crisis.telling.reached_by import address_book
from application.outages.messages import outage_message
from application.outsiders.links import Digest
from application.ports import Actor, Ledger
from application.screening.telling_turns import turns_message
from domain.alerts.outside import Channel
from domain.errors import Unavailable
from infrastructure.authentication.work_addresses import WorkAddresses
from infrastructure.delivery.calling import Caller
from infrastructure.delivery.channels import NotSent, Sender
from infrastructure.delivery.delivering import LEASE_SECONDS, Delivering
from infrastructure.delivery.email import EmailSender, SmtpServer
from infrastructure.delivery.gateways import DingtalkBot, SmsGateway, Webhook, WecomBot
from infrastructure.delivery.links import SentLinks
from infrastructure.delivery.outbox import Outbox, lease_of
from infrastructure.delivery.settings import DeliverySettings
from infrastructure.delivery.trust import trusting
from infrastructure.keys.vault import Vault
from infrastructure.leases import Lease

DUTY_DESK, CHANNELS = "/duty", "/channels"
ACKNOWLEDGING, ENTERING = "/a/", "/h/"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysOut:
    """The channels of one installation, and where the messages of each of them lead."""

    senders: Mapping[Channel, Sender]
    mail: Mail
    addresses: WorkAddresses
    links: SentLinks
    leads: Leads
    digest: Digest
    leads_to: Callable[[str], str]

    @property
    def channels(self) -> Sequence[Channel]:
        """Those that are configured."""
        return tuple(self.senders)

    def followers(
        self, ledger: Ledger, engine: Engine, actor: Callable[[], Actor], stop: Event
    ) -> list[Thread]:
        """Return a thread for each channel, so that one that hangs holds up no other.

        `actor` passes on what did not reach a hospital, and records outages.
        """
        return [
            Thread(target=each.run, args=(stop,), name=f"by {each.outbox.channel}", daemon=True)
            for each in self.delivering(ledger, engine, actor)
        ]

    def delivering(
        self,
        ledger: Ledger,
        engine: Engine,
        actor: Callable[[], Actor],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> list[Delivering]:
        """Return this process's part in each channel."""
        book = address_book(ledger, self.addresses)
        post = LinkPost(leads_to=self.leads_to, digest=self.digest, actor=actor)

        def message_of(due: Due) -> Message | Withheld:
            now = clock()
            found = link_message(ledger.at(now), book, due, post, now)
            found = found or weekly_message(ledger, book, due, self.leads, now)
            found = found or turns_message(ledger, book, due, self.leads, now)
            found = found or outage_message(ledger, book, due, actor().person_id, self.leads, now)
            return found or message_for(ledger, book, due, self.leads, now)

        def given_up(due: Due) -> Withheld | None:
            now = clock()
            return give_up_late(ledger.at(now), due, post, now)

        return [
            Delivering(
                outbox=Outbox(engine, channel),
                sender=sender,
                lease=Lease(engine, lease_of(channel), uuid4(), LEASE_SECONDS),
                message_of=message_of,
                chance=SystemRandom().random,
                given_up=given_up,
            )
            for channel, sender in self.senders.items()
        ]


def ways_out(settings: DeliverySettings, engine: Engine, vault: Vault) -> WaysOut:
    """Return the channels that the settings name."""
    addresses = WorkAddresses(engine, vault)
    senders: dict[Channel, Sender] = {}
    mail = Mail(addresses=addresses)
    if settings.smtp_host is not None:
        by_mail = EmailSender(_server(settings, settings.smtp_host))
        senders[Channel.EMAIL] = by_mail
        mail = Mail(addresses=addresses, post_code=partial(_post_code, by_mail))
    senders |= _called(settings)
    links, base = SentLinks(engine, vault.claim_digest), (settings.address or "").rstrip("/")

    def acknowledging(delivery_id: UUID) -> str:
        return f"{base}{ACKNOWLEDGING}{links.token_of(delivery_id)}"

    leads = Leads(f"{base}{DUTY_DESK}", acknowledging, f"{base}{CHANNELS}")
    return WaysOut(
        senders=senders,
        mail=mail,
        addresses=addresses,
        links=links,
        leads=leads,
        digest=vault.claim_digest,
        leads_to=lambda token: f"{base}{ENTERING}{token}",
    )


def _server(settings: DeliverySettings, host: str) -> SmtpServer:
    return SmtpServer(
        host=host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        sender=settings.smtp_from or "",
        user=settings.smtp_user,
        password=_opened(settings.smtp_password),
        trusted=trusting(settings.trusted_certificates),
    )


def _called(settings: DeliverySettings) -> dict[Channel, Sender]:
    """Return the channels that are called by HTTPS."""
    found = dict[Channel, Sender]()
    if not settings.sends_outside:
        # To read all authorities of this machine takes longer than all else of opening a ledger.
        return found
    trusted = trusting(settings.trusted_certificates)
    caller = Caller(private_hosts=settings.private_hosts, trusted=trusted)
    if (url := _opened(settings.webhook_url)) is not None:
        secret = _opened(settings.webhook_secret) or ""
        found[Channel.WEBHOOK] = Webhook(caller=caller, url=url, secret=secret, seconds=_seconds)
    if (url := _opened(settings.wecom_url)) is not None:
        found[Channel.WECOM] = WecomBot(caller=caller, url=url)
    if (url := _opened(settings.dingtalk_url)) is not None:
        signing = _opened(settings.dingtalk_secret)
        found[Channel.DINGTALK] = DingtalkBot(
            caller=caller, url=url, secret=signing, seconds=_seconds
        )
    if (url := _opened(settings.sms_url)) is not None:
        token, body = _opened(settings.sms_token), settings.sms_body or ""
        taken = settings.sms_taken or "{}"
        found[Channel.SMS] = SmsGateway(caller=caller, url=url, body=body, taken=taken, token=token)
    return found


def _seconds() -> int:
    return int(time())


def _opened(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()


def _post_code(by_mail: EmailSender, address: str, code: str) -> None:
    """Send a code to an address that somebody says is theirs. Raises: Unavailable."""
    text = (
        f"确认码：{code}\n请在“登录设备和密码”页面输入。不是您本人操作的，不用理会。\n\n"
        f"Code: {code}\nEnter it on the page of your account. If this was not you, ignore it.\n"
    )
    try:
        by_mail.hand_in(address, "工作邮箱确认码", text, str(uuid4()))
    except NotSent as error:
        raise Unavailable("address_code_not_sent", why=error.failure.value) from None
