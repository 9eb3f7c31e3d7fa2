"""Fills a ledger with children and their visits, many facts a commit."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from application.ports import Commit
from benchmarks.example import ACTOR, CONTEXT, VISIT, now, visit_logged
from domain.shared import ChildId, Compartment, RequestId, Stream
from infrastructure.opening import OpenLedger
from tests import examples as e

FACTS_A_COMMIT = 1_000


class Filler:
    """Appends facts to a ledger that nobody else writes to, and remembers its streams' versions."""

    def __init__(self, opened: OpenLedger) -> None:
        self._opened = opened
        self._versions: Counter[Stream] = Counter()

    def record(self, facts: Sequence[object]) -> None:
        """Append the facts in commits of a thousand."""
        for start in range(0, len(facts), FACTS_A_COMMIT):
            self._record(facts[start : start + FACTS_A_COMMIT])

    def _record(self, facts: Sequence[object]) -> None:
        streams = [self._opened.mapper.stream_of(fact) for fact in facts]
        self._opened.ledger.log.append(
            Commit(
                facts=facts,
                expected={stream: self._versions[stream] for stream in streams},
                request_id=RequestId(uuid4()),
                actor_id=ACTOR,
                recorded_at=now(),
                context=CONTEXT,
            )
        )
        self._versions.update(streams)

    def prepare_keys(self, children: Sequence[ChildId]) -> None:
        """Make the keys of all children in one commit, not one by one."""
        self._opened.vault.prepare(
            (child_id, compartment)
            for child_id in children
            for compartment in (Compartment.IDENTITY, Compartment.CARE)
        )

    def visits(self, child_id: UUID, wanted: int) -> None:
        """Append so many visits to one child."""
        self.record([visit_logged(child_id, VISIT) for _ in range(wanted)])

    def city(self, children: int, visits_each: int) -> None:
        """Append the files of so many children and visits to each, mixed as life mixes them."""
        ids = [ChildId(uuid4()) for _ in range(children)]
        self.prepare_keys(ids)
        self.record([fact for child_id in ids for fact in file_of(child_id)])
        for _ in range(visits_each):
            self.record([visit_logged(child_id, VISIT) for child_id in ids])


def file_of(child_id: ChildId) -> Iterator[object]:
    """Return what opening a child's file records."""
    yield replace(e.CHILD_REGISTERED, child_id=child_id)
    yield replace(e.CARER_RECORDED, child_id=child_id)
    yield replace(e.CARE_FILE_OPENED, child_id=child_id)
    yield replace(e.RESIDENCE_RECORDED, child_id=child_id)
    yield replace(e.SCHOOLING_RECORDED, child_id=child_id)
    yield replace(e.LEFT_BEHIND_STATED, child_id=child_id)
    yield replace(e.LEVEL_ASSESSED, child_id=child_id)
