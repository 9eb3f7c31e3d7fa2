"""The liaisons without an account of one case, as the rules keep them in mind."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.outsiders import Outsider
from domain.referrals.hospital.liaison_facts import (
    LiaisonEnd,
    LiaisonEvent,
    OutsideCodeRefused,
    OutsideLiaisonEntered,
    OutsideLiaisonNamed,
    OutsideLinkSent,
    OutsideLinkUndelivered,
)
from domain.shared import CaseId, ContactId, OrganisationId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLiaison:
    """Let somebody of the hospital act on the referral who has no account."""

    case_id: CaseId
    liaison_id: PersonId
    name: str
    function: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLiaison(Outsider[OutsideLiaisonNamed]):
    """One of them, and how far the link came.

    `contact_id` is of whom in the hospital's directory link and code were sent to, `undelivered`
    that one of both did not go out; `is_locked` that too many wrong codes ended it.
    """

    contact_id: ContactId | None = None
    undelivered: OutsideLinkUndelivered | None = None
    is_locked: bool = False

    def is_open(self, hospital_id: OrganisationId | None, now: datetime) -> bool:
        """Return whether the link still opens: its day is not over, and its hospital has it."""
        return self.named.hospital_id == hospital_id and self.lasts(now)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLiaisons:
    """All that were ever named, in order."""

    known: Mapping[PersonId, OutsideLiaison] = field(default_factory=dict)

    def acting(
        self, person_id: PersonId, hospital_id: OrganisationId | None, now: datetime
    ) -> OutsideLiaison | None:
        """Return the liaison that somebody is who came in by link and code, None for no such."""
        found = self.known.get(person_id)
        if found is None or found.browser_digest is None:
            return None
        return found if found.is_open(hospital_id, now) else None

    def open(self, hospital_id: OrganisationId | None, now: datetime) -> tuple[OutsideLiaison, ...]:
        """Return those whose link opens something now."""
        return tuple(each for each in self.known.values() if each.is_open(hospital_id, now))

    def of_before(self) -> "OutsideLiaisons":
        """Return them once there is another referral: a link is for one alone."""
        return OutsideLiaisons(known={key: each.ended() for key, each in self.known.items()})


NOBODY_NAMED = OutsideLiaisons()


def evolve_liaisons(state: OutsideLiaisons, event: LiaisonEvent) -> OutsideLiaisons:
    """Return who is known after one more fact."""
    if isinstance(event, OutsideLiaisonNamed):
        return replace(state, known={**state.known, event.liaison_id: OutsideLiaison(named=event)})
    before = state.known.get(event.liaison_id)
    if before is None:
        return state
    match event:
        case OutsideLiaisonEntered():
            after = before.entered(event.browser_digest)
        case OutsideCodeRefused():
            after = before.refused()
        case OutsideLinkSent():
            after = replace(before, contact_id=event.contact_id)
        case OutsideLinkUndelivered():
            after = replace(before, undelivered=event)
        case _:
            ended = before.ended(withdrawn=event.reason is LiaisonEnd.WITHDRAWN)
            after = replace(ended, is_locked=event.reason is LiaisonEnd.WRONG_CODES)
    return replace(state, known={**state.known, event.liaison_id: after})
