"""How a person comes to a standing: by a duty of that day, a pairing, a contact, or a grant."""

from collections.abc import Iterable, Mapping, Set
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Protocol

from domain.access.table import Grant, Request, Standing, permit
from domain.ruleset import RuleSet
from domain.shared import Compartment, GrantId, OrganisationId, PersonId, Purpose


class DutyHeld(Protocol):
    """A role at an organisation; `to_on` is its last day, of its term or where it ended before."""

    @property
    def person_id(self) -> PersonId:
        """Who holds it."""

    @property
    def role(self) -> str:
        """A role of the staff context."""

    @property
    def organisation_id(self) -> OrganisationId:
        """Where it is held."""

    @property
    def from_on(self) -> date:
        """Its first day."""

    @property
    def to_on(self) -> date | None:
        """Its last day."""


class PairingHeld(Protocol):
    """A mentor's pairing; `ended_on` is its last day, of its term or where it ended before."""

    @property
    def mentor_id(self) -> PersonId:
        """Who is paired."""

    @property
    def mentor_kind(self) -> str:
        """A kind of mentor of the pairing context."""

    @property
    def is_lead(self) -> bool:
        """Whether it leads now."""

    @property
    def from_on(self) -> date:
        """Its first day."""

    @property
    def ended_on(self) -> date | None:
        """Its last day."""

    @property
    def vetted_on(self) -> date | None:
        """When the mentor's record was checked."""


class GrantHeld(Protocol):
    """Access of the person to the child concerned, beyond a duty, that nobody ended."""

    @property
    def grant_id(self) -> GrantId:
        """Which grant it is."""

    @property
    def is_glass(self) -> bool:
        """Whether glass was broken for it."""

    @property
    def purpose(self) -> Purpose:
        """What it was given for."""

    @property
    def compartments(self) -> frozenset[Compartment]:
        """What of the record it opens."""

    @property
    def until_at(self) -> datetime:
        """The moment from which it opens nothing any more."""


_BY_ROLE: Mapping[str, Standing] = MappingProxyType(
    {
        standing.value: standing
        for standing in (
            Standing.CLASS_TEACHER,
            Standing.SCHOOL_LEADER,
            Standing.VILLAGE_DIRECTOR,
            Standing.TOWNSHIP_SUPERVISOR,
            Standing.COUNTY_OFFICER,
            Standing.BUREAU_OFFICER,
            Standing.AUDITOR,
            Standing.SYSTEM_ADMINISTRATOR,
            Standing.CRISIS_LEAD,
            Standing.HEALTH_VICE_PRINCIPAL,
            Standing.COUNTY_DUTY_OFFICER,
            Standing.HOSPITAL_LIAISON,
            Standing.PSYCHOLOGY_TEACHER,
            Standing.LAW_VICE_PRINCIPAL,
            Standing.CIVIL_AFFAIRS_OFFICER,
            Standing.EDUCATION_OFFICER,
            Standing.HEALTH_OFFICER,
            Standing.INSPECTOR,
            Standing.PRIVACY_OFFICER,
            Standing.SECURITY_ADMINISTRATOR,
        )
    }
)
"""The roles that give a standing by themselves."""

_BY_PAIRING_ONLY = frozenset({"teacher", "community_worker", "volunteer"})

_VOLUNTEER = "volunteer"


def standings_at(
    person_id: PersonId,
    duties: Iterable[DutyHeld],
    pairings: Iterable[PairingHeld],
    *,
    chain: Set[OrganisationId],
    on: date,
    rules: RuleSet,
) -> frozenset[Standing]:
    """Return in what capacities a person may ask about a child or a place on a day.

    `pairings` are those of this child (none for a place), `chain` the organisations to which the
    child or place belongs, itself and all above; other people's duties and pairings are passed
    over. A pairing gives nothing to somebody who holds no
    duty at all any more, nor to a volunteer whose record check is too old (未成年人保护法 §62).
    """
    held = _held(person_id, duties, on)
    by_duty = {
        _BY_ROLE[each.role]
        for each in held
        if each.role in _BY_ROLE and each.organisation_id in chain
    }
    by_pairing = {
        _mentor_standing(each)
        for each in pairings
        if held and each.mentor_id == person_id and _is_active(each, on, rules)
    }
    return frozenset(by_duty | by_pairing)


def standings_anywhere(
    person_id: PersonId, duties: Iterable[DutyHeld], *, on: date
) -> frozenset[Standing]:
    """Return the capacities a person holds at any place, for requests that concern no one place.

    Whose role is to look after children by pairing asks as the least of mentors; what a list then
    shows is chosen child by child.
    """
    held = _held(person_id, duties, on)
    by_duty = {_BY_ROLE[each.role] for each in held if each.role in _BY_ROLE}
    paired = {Standing.VOLUNTEER_MENTOR for each in held if each.role in _BY_PAIRING_ONLY}
    return frozenset(by_duty | paired)


def may_have_grants(person_id: PersonId, duties: Iterable[DutyHeld], *, on: date) -> bool:
    """Return whether a grant opens anything to a person: only to who might still ask for one.

    What was granted before somebody became an administrator or auditor is over with that.
    """
    return permit(Request.ASK_ACCESS, standings_anywhere(person_id, duties, on=on)).allowed


def grants_in_force(held: Iterable[GrantHeld], *, at: datetime) -> tuple[Grant, ...]:
    """Return what opens something at that moment, of what a person holds for a child."""
    return tuple(
        Grant(
            grant_id=each.grant_id,
            by=Standing.BROKE_GLASS if each.is_glass else Standing.GRANTED_ACCESS,
            compartments=each.compartments,
            purpose=each.purpose,
        )
        for each in held
        if at < each.until_at
    )


def with_contact(
    standings: frozenset[Standing], *, made_by: PersonId, by: PersonId
) -> frozenset[Standing]:
    """Add that the person made this visit or talk, for whom might still log one with the child."""
    if made_by == by and permit(Request.LOG_CONTACT, standings).allowed:
        return standings | {Standing.MADE_THE_CONTACT}
    return standings


def _held(person_id: PersonId, duties: Iterable[DutyHeld], on: date) -> tuple[DutyHeld, ...]:
    return tuple(
        each
        for each in duties
        if each.person_id == person_id and _holds(each.from_on, each.to_on, on)
    )


def _mentor_standing(pairing: PairingHeld) -> Standing:
    # What a volunteer may never see, a volunteer in the lead may not see either.
    if pairing.mentor_kind == _VOLUNTEER:
        return Standing.VOLUNTEER_MENTOR
    return Standing.LEAD_MENTOR if pairing.is_lead else Standing.MENTOR


def _is_active(pairing: PairingHeld, on: date, rules: RuleSet) -> bool:
    if not _holds(pairing.from_on, pairing.ended_on, on):
        return False
    if pairing.mentor_kind != _VOLUNTEER:
        return True
    valid = timedelta(days=rules.vetting_valid_days)
    return pairing.vetted_on is not None and on - pairing.vetted_on <= valid


def _holds(from_on: date, to_on: date | None, on: date) -> bool:
    return from_on <= on and (to_on is None or on <= to_on)
