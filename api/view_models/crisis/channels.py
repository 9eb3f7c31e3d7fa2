"""The page of the channels by which people are told outside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from application.crisis.delivery.channel_rows import ChannelHealth, OwnTest
from domain.alerts.outside import Channel
from domain.alerts.trying import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLine:
    """A message that was given up; `retried_by` names who had it sent again before."""

    delivery_id: UUID
    channel: Channel
    queued_at: datetime
    failure: Failure | None
    retried_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelsPage:
    """How each channel fares; `test_ids` are those under which a test would be sent.

    `nobody_sweeps` tells that nothing looks at deadlines just now.
    """

    template: ClassVar[str] = "channels.html"
    nobody_sweeps: bool = False
    channels: tuple[ChannelHealth, ...] = ()
    dead: tuple[DeadLine, ...] = ()
    tests: tuple[OwnTest, ...] = ()
    test_ids: Mapping[Channel, UUID] = field(default_factory=dict)
