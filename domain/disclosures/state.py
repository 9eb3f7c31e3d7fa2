"""What is asked about data handed to others, and what the rules keep in mind of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import assert_never

from domain.codelists import ConsentMeans, LegalBasis, Processing, SpokenBy
from domain.disclosures.facts import DataDisclosed, DataKind, DisclosuresEvent, DisclosureTold
from domain.shared import ChildId, DisclosureId, OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDisclosure:
    """Write down that data of a child was handed to an organisation.

    `processing` is the use to which the family agreed; it is named where it rests on that.
    """

    child_id: ChildId
    disclosure_id: DisclosureId
    recipient: str
    kinds: tuple[DataKind, ...]
    basis: LegalBasis
    reference: str
    disclosed_on: date
    recipient_id: OrganisationId | None = None
    processing: Processing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellDisclosure:
    """Write down that the family was told afterwards."""

    child_id: ChildId
    disclosure_id: DisclosureId
    spoken_by: SpokenBy
    means: ConsentMeans
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosuresState:
    """What was handed to others of one child's data, in the order in which it was learned."""

    disclosed: Mapping[DisclosureId, DataDisclosed] = field(default_factory=dict)
    told: Mapping[DisclosureId, DisclosureTold] = field(default_factory=dict)

    def awaits_telling(self, disclosure_id: DisclosureId) -> bool:
        """Return whether the family has still to be told of an emergency."""
        disclosed = self.disclosed[disclosure_id]
        return disclosed.tell_by_on is not None and disclosure_id not in self.told


NO_DISCLOSURES = DisclosuresState()


def evolve(state: DisclosuresState, event: DisclosuresEvent) -> DisclosuresState:
    """Return what the rules know after one more fact."""
    match event:
        case DataDisclosed():
            return replace(state, disclosed={**state.disclosed, event.disclosure_id: event})
        case DisclosureTold():
            return replace(state, told={**state.told, event.disclosure_id: event})
        case _:
            assert_never(event)


def fold(facts: Iterable[DisclosuresEvent]) -> DisclosuresState:
    """Return what the rules know after these facts of one child."""
    return reduce(evolve, facts, NO_DISCLOSURES)
