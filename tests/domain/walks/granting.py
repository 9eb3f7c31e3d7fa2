"""A walk of people who ask for access to children, decide on it, and break the glass."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from domain.days import local_day
from domain.grants.facts import (
    AccessRequested,
    DenialReason,
    GlassBreakCounted,
    GlassBroken,
    GlassReason,
    GrantsEvent,
    RevocationReason,
    Verdict,
)
from domain.grants.glass import Answer, Breaking, break_glass, close_glass, review_glass_break
from domain.grants.requesting import (
    Asker,
    approve_access,
    deny_access,
    request_access,
    revoke_access,
)
from domain.grants.state import (
    NO_GRANTS,
    ApproveAccess,
    BreakGlass,
    CloseGlass,
    DenyAccess,
    GrantsState,
    RequestAccess,
    ReviewGlassBreak,
    RevokeAccess,
    evolve,
)
from domain.grants.telling import Told
from domain.shared import ChildId, Compartment, GrantId, PersonId, Purpose
from tests.domain.grants.examples import DOCTOR, HEAD, KEEPER
from tests.domain.walks.steps import facts_of
from tests.examples import CHILD, NOW, OTHER_CHILD, RULES, example_id

people = st.sampled_from([DOCTOR, HEAD, KEEPER])
CHILDREN = (CHILD, OTHER_CHILD, ChildId(example_id(7_010)))
children = st.sampled_from(CHILDREN)
ids = st.sampled_from([GrantId(example_id(7_000 + number)) for number in range(12)])
parts = st.sampled_from(
    [
        (Compartment.CARE,),
        (Compartment.CARE, Compartment.IDENTITY),
        (Compartment.HEALTH,),
        (Compartment.LEGAL,),
        (Compartment.HEALTH, Compartment.CARE),
        (),
    ]
)
days = st.sampled_from([0, 1, 7, 7, 30, 31, -1])
UNTIL = [None, None, None, 0, 31]
"""Mostly the day that was asked for."""


@dataclass(frozen=True)
class Happened:
    """A fact, when it was recorded, and who was recused by then."""

    fact: GrantsEvent
    at: datetime
    recused: frozenset[tuple[ChildId, PersonId]]


class Granting(RuleBasedStateMachine):
    """Three people and three children over some days; who is recused once stays so."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.of_child = dict.fromkeys(CHILDREN, NO_GRANTS)
        self.of_person = dict.fromkeys((DOCTOR, HEAD, KEEPER), NO_GRANTS)
        self.recused: frozenset[tuple[ChildId, PersonId]] = frozenset()
        self.happened: list[Happened] = []
        self.taken: list[tuple[ChildId, Callable[[GrantsState], Answer]]] = []

    def take(self, child_id: ChildId, decide: Callable[[GrantsState], Answer]) -> None:
        facts = facts_of(lambda: decide(self.of_child[child_id]))
        for fact in facts:
            self.happened.append(Happened(fact, self.now, self.recused))
            if isinstance(fact, GlassBreakCounted):
                self.of_person[fact.person_id] = evolve(self.of_person[fact.person_id], fact)
            else:
                self.of_child[child_id] = evolve(self.of_child[child_id], fact)
        if facts:
            self.taken.append((child_id, decide))

    def out_for(self, child_id: ChildId) -> frozenset[PersonId]:
        return frozenset(person for child, person in self.recused if child == child_id)

    def asked(self) -> list[AccessRequested]:
        facts = (each.fact for each in self.happened)
        return [fact for fact in facts if isinstance(fact, AccessRequested)]

    def begun(self) -> list[AccessRequested | GlassBroken]:
        return [*self.asked(), *self.broken()]

    def broken(self) -> list[GlassBroken]:
        facts = (each.fact for each in self.happened)
        return [fact for fact in facts if isinstance(fact, GlassBroken)]

    # ── what people do ───────────────────────────────────────────────────────────────────────────

    @rule(minutes=st.sampled_from([1, 2, 10, 30, 59, 60, 24 * 60]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(child=children, person=people)
    def become_involved(self, child: ChildId, person: PersonId) -> None:
        self.recused |= {(child, person)}

    @rule(child=children, by=people, grant=ids, parts=parts, in_days=days)
    def ask(
        self,
        child: ChildId,
        by: PersonId,
        grant: GrantId,
        parts: tuple[Compartment, ...],
        in_days: int,
    ) -> None:
        today = local_day(self.now)
        request = RequestAccess(
            child_id=child,
            grant_id=grant,
            purpose=Purpose.CARE,
            compartments=parts,
            until_on=today + timedelta(days=in_days),
            why="要商量安排。",
        )
        self.take(
            child,
            lambda state: request_access(
                state,
                request,
                by=Asker(person_id=by, purposes=set(Purpose), waiting=0),
                today=today,
                rules=RULES,
            ),
        )

    @precondition(lambda self: bool(self.asked()))
    @rule(data=st.data(), by=people, parts=st.none() | parts, in_days=st.sampled_from(UNTIL))
    def approve(
        self,
        data: st.DataObject,
        by: PersonId,
        parts: tuple[Compartment, ...] | None,
        in_days: int | None,
    ) -> None:
        asked = data.draw(st.sampled_from(self.asked()))
        today, out = local_day(self.now), self.out_for(asked.child_id)
        until_on = asked.until_on if in_days is None else today + timedelta(days=in_days)
        request = ApproveAccess(
            child_id=asked.child_id,
            grant_id=asked.grant_id,
            compartments=asked.compartments if parts is None else parts,
            until_on=until_on,
        )
        self.take(
            asked.child_id,
            lambda state: approve_access(
                state, request, by=by, today=today, rules=RULES, kept_out=out
            ),
        )

    @precondition(lambda self: bool(self.asked()))
    @rule(data=st.data(), by=people)
    def deny(self, data: st.DataObject, by: PersonId) -> None:
        asked = data.draw(st.sampled_from(self.asked()))
        child, out = asked.child_id, self.out_for(asked.child_id)
        request = DenyAccess(
            child_id=child, grant_id=asked.grant_id, reason=DenialReason.NOT_NEEDED
        )
        self.take(child, lambda state: deny_access(state, request, by=by, kept_out=out))

    @precondition(lambda self: bool(self.begun()))
    @rule(data=st.data(), by=people, reason=st.sampled_from(RevocationReason))
    def revoke(self, data: st.DataObject, by: PersonId, reason: RevocationReason) -> None:
        meant = data.draw(st.sampled_from(self.begun()))
        request = RevokeAccess(child_id=meant.child_id, grant_id=meant.grant_id, reason=reason)
        self.take(meant.child_id, lambda state: revoke_access(state, request, by=by))

    @rule(child=children, by=st.sampled_from([DOCTOR, DOCTOR, HEAD]), grant=ids)
    def break_the_glass(self, child: ChildId, by: PersonId, grant: GrantId) -> None:
        request = BreakGlass(
            child_id=child, grant_id=grant, reason=GlassReason.CHILD_MISSING, why="没有到家。"
        )
        breaking = Breaking(by=by, at=self.now, told=Told(supervisor_ids=(HEAD,)))
        self.take(
            child,
            lambda state: break_glass(state, self.of_person[by], request, breaking, rules=RULES),
        )

    @precondition(lambda self: bool(self.broken()))
    @rule(data=st.data(), by=people)
    def close(self, data: st.DataObject, by: PersonId) -> None:
        meant, at = data.draw(st.sampled_from(self.broken())), self.now
        request = CloseGlass(child_id=meant.child_id, grant_id=meant.grant_id)
        self.take(meant.child_id, lambda state: close_glass(state, request, by=by, at=at))

    @precondition(lambda self: bool(self.broken()))
    @rule(data=st.data(), by=people, verdict=st.sampled_from(Verdict))
    def review(self, data: st.DataObject, by: PersonId, verdict: Verdict) -> None:
        meant, at = data.draw(st.sampled_from(self.broken())), self.now
        child, out = meant.child_id, self.out_for(meant.child_id)
        request = ReviewGlassBreak(
            child_id=child, grant_id=meant.grant_id, verdict=verdict, note="看过了。"
        )
        self.take(
            child, lambda state: review_glass_break(state, request, by=by, at=at, kept_out=out)
        )

    @precondition(lambda self: bool(self.taken))
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        """A phone sends again what it sent once, perhaps much later: nothing is recorded anew."""
        child, decide = data.draw(st.sampled_from(self.taken))
        assert facts_of(lambda: decide(self.of_child[child])) == ()
