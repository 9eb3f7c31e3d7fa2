"""Requests about the mentors of a child."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from types import MappingProxyType
from uuid import uuid5

from application.authorisation.permission import permit, permit_for_child
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision, Request, record
from application.states import (
    care_state,
    care_stream,
    pairing_state,
    pairing_stream,
    staff_state,
    staff_stream,
)
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound, RuleBroken
from domain.pairing import rules
from domain.pairing.facts import MentorKind, MentorPaired
from domain.pairing.state import EndPairing, ExtendPairing, PairMentor, ReassignLead, evolve
from domain.shared import ChildId, Erased, Known, PairingId, PersonId
from domain.staff.facts import Role
from domain.staff.rules import last_day_of
from domain.staff.state import StaffState

MENTOR_ROLES: Mapping[MentorKind, frozenset[Role]] = MappingProxyType(
    {
        MentorKind.TEACHER: frozenset({Role.CLASS_TEACHER, Role.TEACHER, Role.SCHOOL_LEADER}),
        MentorKind.COMMUNITY_WORKER: frozenset(
            {Role.COMMUNITY_WORKER, Role.VILLAGE_DIRECTOR, Role.TOWNSHIP_SUPERVISOR}
        ),
        MentorKind.VOLUNTEER: frozenset({Role.VOLUNTEER}),
    }
)
"""Which duties make a person one of the three kinds of mentor (Qinzhou policy (四)2)."""


def pair_mentor(ledger: Ledger, actor: Actor, request: PairMentor, now: datetime) -> Receipt:
    """Record a mentor of the child.

    Raises: RuleBroken when the mentor holds no duty of that kind on the first day.
    """
    context = permit_for_child(ledger, actor, Asking.PAIR_MENTOR, request.child_id, now)

    def decide(history: History) -> rules.Answer:
        mentor = staff_state(history, request.mentor_id)
        if not holds_duty(mentor, MENTOR_ROLES[request.mentor_kind], request.from_on):
            raise RuleBroken("mentor_without_duty")
        return rules.pair_mentor(
            pairing_state(history, request.child_id),
            request,
            by=actor.person_id,
            file_is_open=care_state(history, request.child_id).opened is not None,
            today=local_day(now),
            rules=ledger.rules,
        )

    return record(
        ledger,
        Request(request_id=request.pairing_id, actor=actor, now=now, context=context),
        [
            care_stream(request.child_id),
            pairing_stream(request.child_id),
            staff_stream(request.mentor_id),
        ],
        decide,
    )


def reassign_lead(ledger: Ledger, actor: Actor, request: ReassignLead, now: datetime) -> Receipt:
    """Record that the lead passes to another mentor of the child."""
    context = permit_for_child(ledger, actor, Asking.PAIR_MENTOR, request.child_id, now)
    return record(
        ledger,
        Request(
            request_id=uuid5(request.pairing_id, f"lead from {request.changed_on}"),
            actor=actor,
            now=now,
            context=context,
        ),
        [pairing_stream(request.child_id)],
        lambda history: rules.reassign_lead(
            pairing_state(history, request.child_id),
            request,
            by=actor.person_id,
            today=local_day(now),
            rules=ledger.rules,
        ),
    )


def extend_pairing(ledger: Ledger, actor: Actor, request: ExtendPairing, now: datetime) -> Receipt:
    """Record that a pairing lasts until another day.

    Raises: NotFound; RuleBroken, also when the mentor holds no duty of that kind any more; Invalid.
    """
    context = permit_for_child(ledger, actor, Asking.PAIR_MENTOR, request.child_id, now)
    today, paired = local_day(now), _paired(ledger, request)
    if paired is None:
        raise NotFound("pairing_not_found")

    def decide(history: History) -> rules.Answer:
        mentor = staff_state(history, paired.mentor_id)
        if not holds_duty(mentor, MENTOR_ROLES[paired.mentor_kind], today):
            raise RuleBroken("mentor_without_duty")
        return rules.extend_pairing(
            pairing_state(history, request.child_id),
            request,
            by=actor.person_id,
            today=today,
            rules=ledger.rules,
        )

    asked = Request(
        request_id=uuid5(request.pairing_id, f"until {request.until_on}"),
        actor=actor,
        now=now,
        context=context,
    )
    return record(
        ledger,
        asked,
        [pairing_stream(request.child_id), staff_stream(paired.mentor_id)],
        decide,
    )


def end_pairing(
    ledger: Ledger,
    actor: Actor,
    request: EndPairing,
    now: datetime,
    next_lead: ReassignLead | None = None,
) -> Receipt:
    """Record the last day of a pairing; with `next_lead` the lead passes on in the same commit."""
    context = permit_for_child(ledger, actor, Asking.END_PAIRING, request.child_id, now)
    today = local_day(now)

    def decide(history: History) -> Decision:
        state = pairing_state(history, request.child_id)
        if next_lead is None or request.pairing_id in state.ended:
            return rules.end_pairing(state, request, today=today, rules=ledger.rules)
        passed = rules.reassign_lead(
            state, next_lead, by=actor.person_id, today=today, rules=ledger.rules
        )
        handed_over = () if isinstance(passed, Known) else passed
        ended = rules.end_pairing(
            reduce(evolve, handed_over, state), request, today=today, rules=ledger.rules
        )
        return ended if isinstance(ended, Known) else (*handed_over, *ended)

    asked = Request(
        request_id=uuid5(request.pairing_id, "end"), actor=actor, now=now, context=context
    )
    return record(ledger, asked, [pairing_stream(request.child_id)], decide)


@dataclass(frozen=True, slots=True)
class MentorLoad:
    """With how many children a mentor is paired, and how many are advised at most."""

    children: int
    advised: int

    @property
    def is_full(self) -> bool:
        """Whether another child would be more than is advised."""
        return self.children >= self.advised


def mentor_load(ledger: Ledger, actor: Actor, mentor_id: PersonId, now: datetime) -> MentorLoad:
    """Return a mentor's load today; too many is only a warning.

    Fewer are advised when one of the children is at a high level. The levels stay here: whoever
    pairs need not know those children.
    """
    permit(ledger, actor, Asking.PAIR_MENTOR, now)
    levels = ledger.desk.load_of(mentor_id, local_day(now))
    return MentorLoad(children=len(levels), advised=ledger.rules.children_advised(levels))


def arrangers(ledger: Ledger, child_id: ChildId) -> Mapping[PairingId, PersonId]:
    """Return who arranged each pairing of a child, for whoever was let see the pairings.

    Raises: Unreadable.
    """
    history = ledger.log.load([pairing_stream(child_id)])
    if isinstance(history, Erased):
        return {}
    return {
        each.fact.pairing_id: each.actor_id
        for each in history.recorded
        if isinstance(each.fact, MentorPaired)
    }


def _paired(ledger: Ledger, request: ExtendPairing) -> MentorPaired | None:
    history = ledger.log.load([pairing_stream(request.child_id)])
    if isinstance(history, Erased):
        raise NotFound("erased")
    return pairing_state(history, request.child_id).paired.get(request.pairing_id)


def holds_duty(person: StaffState, roles: frozenset[Role], on: date) -> bool:
    """Return whether a person holds a duty of one of these roles on a day."""
    return any(
        duty.role in roles and duty.from_on <= on <= (last_day_of(person, duty_id) or date.max)
        for duty_id, duty in person.assigned.items()
    )
