"""The channels as whoever looks after the system sees them: whether they work, and tried out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.authorisation.permission import standings_of
from application.crisis.delivery.channel_rows import ChannelHealth, DeadLetter, OwnTest
from application.ports import Actor, Ledger
from domain.access.table import Request as Asking
from domain.alerts.outside import Channel
from domain.errors import NotFound

DEAD_AT_MOST = 50
TESTS_AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChannels:
    """Every configured channel, what was given up, and one's own tests."""

    channels: Sequence[ChannelHealth]
    dead: Sequence[DeadLetter]
    tests: Sequence[OwnTest]


def see_channels(ledger: Ledger, actor: Actor, now: datetime) -> ShownChannels:
    """Return how the channels fare. Raises: NotPermitted; Unavailable."""
    _permit(ledger, actor, now)
    return ShownChannels(
        channels=ledger.messages.health(),
        dead=ledger.messages.dead(DEAD_AT_MOST),
        tests=ledger.messages.tests_of(actor.person_id, TESTS_AT_MOST),
    )


def retry_message(ledger: Ledger, actor: Actor, delivery_id: UUID, now: datetime) -> None:
    """Let a message that was given up be tried anew. Raises: NotPermitted; NotFound."""
    _permit(ledger, actor, now)
    if not ledger.messages.retry(delivery_id, actor.person_id):
        raise NotFound("no_such_message")


def send_test(
    ledger: Ledger, actor: Actor, channel: Channel, delivery_id: UUID, now: datetime
) -> None:
    """Send a message about nothing to whoever asks. Raises: NotPermitted; NotFound."""
    _permit(ledger, actor, now)
    if channel not in {each.channel for each in ledger.messages.health()}:
        raise NotFound("no_such_message")
    ledger.messages.queue_test(delivery_id, channel, actor.person_id)


def troubled_channels(ledger: Ledger) -> tuple[Channel, ...]:
    """Return by which channels nothing goes out just now, whichever process should send it."""
    return tuple(each.channel for each in ledger.messages.health() if each.is_troubled)


def _permit(ledger: Ledger, actor: Actor, now: datetime) -> None:
    standings_of(ledger, actor, now).require(Asking.MANAGE_CHANNELS)
