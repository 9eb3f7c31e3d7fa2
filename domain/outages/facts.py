"""What is recorded when what tells people falls silent: that they were told, and of its end.

No child is in it, and no name: it is sealed under the key of who records it, a reaction.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.alerts.outside import Channel
from domain.shared import PersonId


class WatchedPart(StrEnum):
    """What must not fall silent: the sweeping of deadlines, and each channel; permanent."""

    SWEEPING = "sweeping"
    EMAIL = "email"
    WEBHOOK = "webhook"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    SMS = "sms"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageTold:
    """These people were told that a part is silent; `number` 1 = for the first time in this outage.

    `first_seen_at` is since when whoever recorded it saw no sign of it. `by` are the channels that
    worked just then; none = they were told on their pages alone.
    """

    recorder_id: PersonId
    part: WatchedPart
    number: int
    first_seen_at: datetime
    told_ids: tuple[PersonId, ...]
    by: tuple[Channel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageOverTold:
    """Whoever was told that a part is silent was told that it works again, since `works_since`."""

    recorder_id: PersonId
    part: WatchedPart
    works_since: datetime
    told_ids: tuple[PersonId, ...]
    by: tuple[Channel, ...]


OutageEvent = OutageTold | OutageOverTold
