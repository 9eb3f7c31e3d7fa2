"""What is recorded of requests that were refused at the doors (GB/T 22239-2019 8.1.4.3).

Refusals are counted by kind and hour in each process that serves. No fact holds an address, a name
or anything that was sent. Both are sealed under the key of who counted, a reaction.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.shared import PersonId, RefusalsId


class RefusalKind(StrEnum):
    """Why requests were refused, told apart as far as somebody would act otherwise on it."""

    FOREIGN_HOST = "foreign_host"
    CROSS_SITE = "cross_site"
    TOO_MANY_READS = "too_many_reads"
    TOO_MANY_WRITES = "too_many_writes"
    TOO_MANY_UPLOADS = "too_many_uploads"
    TOO_MANY_FROM_ADDRESS = "too_many_from_address"
    SIGN_IN_BUSY = "sign_in_busy"
    SIGN_IN_LOCKED = "sign_in_locked"
    SIGN_IN_UNPROVEN = "sign_in_unproven"
    MACHINE_UNKNOWN = "machine_unknown"
    MACHINE_OUTSIDE_SCOPE = "machine_outside_scope"
    FILE_REFUSED = "file_refused"
    EMERGENCY_REFUSED = "emergency_refused"
    LINK_REFUSED = "link_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalsNoticed:
    """Requests began to be refused in an hour; how many is counted until the hour is over.

    Where no count follows, the process ended before it could tell.
    """

    refusals_id: RefusalsId
    recorder_id: PersonId
    kind: RefusalKind
    hour_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalsCounted:
    """So many requests were refused in an hour, or in the part of it that was counted.

    `address_count` and `person_count` are counted up to a bound, which stands for that many or
    more; `person_ids` are the first accounts that were concerned, of a few at most.
    """

    refusals_id: RefusalsId
    recorder_id: PersonId
    kind: RefusalKind
    hour_at: datetime
    count: int
    address_count: int
    person_count: int
    person_ids: tuple[PersonId, ...]


SecurityEvent = RefusalsNoticed | RefusalsCounted
