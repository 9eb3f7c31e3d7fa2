"""What is asked about mentors, and what the rules keep in mind of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import reduce
from typing import assert_never

from domain.pairing.facts import (
    LeadReassigned,
    MentorKind,
    MentorPaired,
    PairingEnded,
    PairingEndReason,
    PairingEvent,
    PairingExtended,
)
from domain.ruleset import RuleSet
from domain.shared import ChildId, PairingId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PairMentor:
    """Let a mentor look out for the child; the first one takes the lead."""

    child_id: ChildId
    pairing_id: PairingId
    mentor_id: PersonId
    mentor_kind: MentorKind
    from_on: date
    until_on: date
    vetted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReassignLead:
    """Pass the lead to another mentor of the child."""

    child_id: ChildId
    pairing_id: PairingId
    changed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendPairing:
    """Let a pairing last until another day."""

    child_id: ChildId
    pairing_id: PairingId
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPairing:
    """Let a pairing end."""

    child_id: ChildId
    pairing_id: PairingId
    ended_on: date
    reason: PairingEndReason


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingState:
    """The mentors of one child; `lead` is the fact by which the present lead came to it."""

    paired: Mapping[PairingId, MentorPaired] = field(default_factory=dict)
    ended: Mapping[PairingId, PairingEnded] = field(default_factory=dict)
    extended: Mapping[PairingId, PairingExtended] = field(default_factory=dict)
    lead: MentorPaired | LeadReassigned | None = None

    @property
    def active(self) -> tuple[MentorPaired, ...]:
        """The pairings that nobody ended, earliest first, each until the last day that was said."""
        return tuple(
            replace(each, until_on=self.extended[id_].until_on) if id_ in self.extended else each
            for id_, each in self.paired.items()
            if id_ not in self.ended
        )

    def active_on(self, on: date, rules: RuleSet) -> tuple[MentorPaired, ...]:
        """Return those of them whose last day is not over."""
        return tuple(each for each in self.active if ends_on(each, rules) >= on)


NO_PAIRINGS = PairingState()


def ends_on(pairing: MentorPaired, rules: RuleSet) -> date:
    """Return a pairing's last day; where none was said, the longest there may be."""
    return pairing.until_on or pairing.from_on + timedelta(days=rules.pairing_days_at_most)


def evolve(state: PairingState, event: PairingEvent) -> PairingState:
    """Return what the rules know after one more fact."""
    match event:
        case MentorPaired():
            lead = event if event.is_lead else state.lead
            return replace(state, paired={**state.paired, event.pairing_id: event}, lead=lead)
        case LeadReassigned():
            return replace(state, lead=event)
        case PairingExtended():
            return replace(state, extended={**state.extended, event.pairing_id: event})
        case PairingEnded():
            return replace(state, ended={**state.ended, event.pairing_id: event})
        case _:
            assert_never(event)


def fold(facts: Iterable[PairingEvent]) -> PairingState:
    """Return what the rules know after these facts of one child."""
    return reduce(evolve, facts, NO_PAIRINGS)
