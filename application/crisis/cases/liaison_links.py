"""Whether somebody acts on a referral by a link and a code, and for which hospital."""

from datetime import datetime

from application.outsiders.links import Door, door_of
from application.ports import Actor
from domain.referrals.hospital.liaisons import acting
from domain.referrals.state import CaseState
from domain.shared import OrganisationId, PersonId


def came_by_link(actor: Actor) -> bool:
    """Return whether somebody acts as liaison by link and code, and not by an account."""
    return door_of(actor) is Door.REFERRAL


def hospital_by_link(actor: Actor, state: CaseState, now: datetime) -> OrganisationId | None:
    """Return for which hospital somebody acts by link and code, None for none."""
    found = acting(state, actor.person_id, now) if came_by_link(actor) else None
    return found.named.hospital_id if found else None


def let_in_by(state: CaseState, liaison_id: PersonId) -> PersonId | None:
    """Return who named somebody as liaison without account, None for nobody of that id."""
    found = state.at_hospital.liaisons.known.get(liaison_id)
    return found.named.named_by if found else None
