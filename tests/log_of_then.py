"""What the log tells of a moment in the past: who held which duty, what was paired, where."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from application.ports import Recorded
from application.rows import DutyRow, PairingRow
from domain.care.facts import ResidenceRecorded, SchoolingRecorded
from domain.pairing.facts import LeadReassigned, MentorPaired, PairingEnded
from domain.shared import ChildId, OrganisationId
from domain.staff.facts import (
    DutyAssigned,
    DutyEnded,
    HealthVicePrincipalAppointed,
    OrganisationRegistered,
)


@dataclass(frozen=True, slots=True)
class Then:
    """All facts that were recorded up to a moment."""

    facts: tuple[Recorded[object], ...]

    def of(self, *kinds: type) -> list[object]:
        """Return the facts of these kinds, in order."""
        return [each.fact for each in self.facts if isinstance(each.fact, kinds)]

    def duties(self) -> list[DutyRow]:
        """Return every duty with its last day."""
        duties: dict[object, DutyRow] = {}
        for fact in self.of(DutyAssigned, HealthVicePrincipalAppointed, DutyEnded):
            match fact:
                case DutyAssigned() | HealthVicePrincipalAppointed():
                    duties[fact.duty_id] = DutyRow(
                        duty_id=fact.duty_id,
                        person_id=fact.person_id,
                        role=fact.role,
                        organisation_id=fact.organisation_id,
                        from_on=fact.from_on,
                        to_on=fact.to_on,
                    )
                case DutyEnded():
                    duties[fact.duty_id] = replace(duties[fact.duty_id], to_on=fact.ended_on)
        return list(duties.values())

    def pairings(self, child_id: ChildId) -> list[PairingRow]:
        """Return every pairing of a child with its last day and who led."""
        pairings: dict[object, PairingRow] = {}
        for fact in self.of(MentorPaired, LeadReassigned, PairingEnded):
            match fact:
                case MentorPaired() if fact.child_id == child_id:
                    pairings[fact.pairing_id] = _pairing(fact)
                case LeadReassigned() if fact.child_id == child_id:
                    for each in pairings:
                        leads = each == fact.pairing_id
                        pairings[each] = replace(pairings[each], is_lead=leads)
                case PairingEnded() if fact.child_id == child_id:
                    ended = replace(pairings[fact.pairing_id], ended_on=fact.ended_on)
                    pairings[fact.pairing_id] = ended
        return list(pairings.values())

    def chain(self, places: Iterable[OrganisationId | None]) -> frozenset[OrganisationId]:
        """Return these places and all above them."""
        parents = {
            fact.organisation_id: fact.parent_id
            for fact in self.of(OrganisationRegistered)
            if isinstance(fact, OrganisationRegistered)
        }
        found: set[OrganisationId] = set()
        waiting = [each for each in places if each is not None]
        while waiting:
            place = waiting.pop()
            above = parents.get(place)
            found.add(place)
            waiting += [above] if above is not None else []
        return frozenset(found)

    def places(self, child_id: ChildId) -> list[OrganisationId | None]:
        """Return where the file says that a child lives and learns."""
        village: OrganisationId | None = None
        learns: tuple[OrganisationId | None, ...] = ()
        for fact in self.of(ResidenceRecorded, SchoolingRecorded):
            match fact:
                case ResidenceRecorded() if fact.child_id == child_id:
                    village = fact.village_id
                case SchoolingRecorded() if fact.child_id == child_id:
                    learns = (fact.class_id, fact.school_id)
        return [village, *learns]


def _pairing(fact: MentorPaired) -> PairingRow:
    return PairingRow(
        pairing_id=fact.pairing_id,
        child_id=fact.child_id,
        mentor_id=fact.mentor_id,
        mentor_kind=fact.mentor_kind.value,
        is_lead=fact.is_lead,
        from_on=fact.from_on,
        ended_on=None,
        vetted_on=fact.vetted_on,
    )
