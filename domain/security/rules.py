"""How refusals are counted: in hours, within bounds, and each hour told once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from domain.security.facts import RefusalKind, RefusalsCounted, RefusalsNoticed, SecurityEvent
from domain.shared import Known, PersonId, RefusalsId

COUNTED_AT_MOST = 1_000
"""Addresses and accounts are told apart up to here: a flood must not fill the memory either."""
NAMED_AT_MOST = 20
"""So many accounts are named by their id; whoever looks into it needs no more to begin with."""

Answer = tuple[SecurityEvent, ...] | Known[SecurityEvent]


def hour_of(at: datetime) -> datetime:
    """Return the beginning of the hour in which a moment lies."""
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


@dataclass(slots=True)
class Refusals:
    """The refusals of one kind in one hour, as they go on; `addresses` are no more than digests."""

    refusals_id: RefusalsId
    kind: RefusalKind
    hour_at: datetime
    count: int = 0
    addresses: set[int] = field(default_factory=set)
    persons: dict[PersonId, None] = field(default_factory=dict)

    def note(self, address: int, person_id: PersonId | None) -> None:
        """Count one more."""
        self.count += 1
        if len(self.addresses) < COUNTED_AT_MOST:
            self.addresses.add(address)
        if person_id is not None and len(self.persons) < COUNTED_AT_MOST:
            self.persons[person_id] = None

    def noticed(self, recorder_id: PersonId) -> RefusalsNoticed:
        """Return that there are some."""
        return RefusalsNoticed(
            refusals_id=self.refusals_id,
            recorder_id=recorder_id,
            kind=self.kind,
            hour_at=self.hour_at,
        )

    def counted(self, recorder_id: PersonId) -> RefusalsCounted:
        """Return how many there are."""
        return RefusalsCounted(
            refusals_id=self.refusals_id,
            recorder_id=recorder_id,
            kind=self.kind,
            hour_at=self.hour_at,
            count=self.count,
            address_count=len(self.addresses),
            person_count=len(self.persons),
            person_ids=tuple(self.persons)[:NAMED_AT_MOST],
        )


def tell(said: Sequence[SecurityEvent], fact: SecurityEvent) -> Answer:
    """Record what is told of the refusals of one hour; what was `said` of them first stands."""
    same = [each for each in said if type(each) is type(fact)]
    return Known((same[0],)) if same else (fact,)
