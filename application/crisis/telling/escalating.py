"""Who is told that a step of a case is overdue: the next in line, from who is on duty today."""

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from application.crisis.cases.cases import chain_of, places_of
from application.crisis.cases.held import bureau_of, place_of
from application.crisis.cases.kept_out import kept_out_by
from application.crisis.cases.on_call import on_call_at
from application.crisis.clocks.case_clocks import deadlines_of, timing_of
from application.crisis.telling.alerting import alerted
from application.ports import History, Ledger, Reachable, Recorded
from application.rows import DutyRow
from application.states import alerts_of, case_state, referrals_stream
from domain.alerts.escalating import (
    addressees_in_holidays,
    addressees_of_step,
    beside_in_county,
    ever_kept_out,
    told_before,
    undecided,
    with_others,
)
from domain.alerts.facts import ConcernAlerted
from domain.alerts.on_call import NOBODY_CALLED, Calls
from domain.alerts.rules import (
    ELSEWHERE,
    MAY_ANSWER,
    Addressing,
    addressees_of_referral,
    line_of,
    with_repeats,
)
from domain.clocks.facts import AT_HOSPITAL, ClocksEvent, Step, StepDueSoon, StepOverdue
from domain.clocks.rules import which
from domain.days import local_day
from domain.referrals.facts import ConcernRaised
from domain.referrals.involvement import repeats_of
from domain.referrals.state import CaseState
from domain.shared import OrganisationId, PersonId


def still_waits(ledger: Ledger, history: History, fact: ClocksEvent) -> bool:
    """Return whether the step is not done yet; where the case cannot be read, it waits."""
    if not history.of(referrals_stream(fact.case_id)):
        return True
    found = deadlines_of(ledger, history, fact.case_id)
    return any(each.is_running and which(each) == which(fact) for each in found)


def escalation_for(
    ledger: Ledger,
    cause: Recorded[object],
    history: History,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted:
    """Return who is told because of a step that is overdue, `history` being all of the case.

    A hospital that has not answered is told again, and the line of the child's places beside it.

    Raises: Unavailable while it cannot be told who is on duty.
    """
    fact = cause.fact
    if not isinstance(fact, StepOverdue):
        raise TypeError("nothing is overdue by this fact")
    return _escalation(ledger, fact, history, now, reachable).because_of(cause)


def holiday_duty_for(
    ledger: Ledger,
    cause: Recorded[object],
    history: History,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted | None:
    """Return which psychology teachers look after the child whose school is closed that day.

    None where it is open, no semesters are known, or another step is due soon.

    Raises: Unavailable while it cannot be told who is on duty.
    """
    fact = cause.fact
    if not isinstance(fact, StepDueSoon):
        raise TypeError("nothing is due soon by this fact")
    if not timing_of(ledger).is_for_duty_teacher(fact.step, fact.due_at):
        return None
    return _escalation(ledger, fact, history, now, reachable).because_of(cause)


def _escalation(
    ledger: Ledger, fact: ClocksEvent, history: History, now: datetime, reachable: Reachable
) -> "_Escalation":
    return _Escalation(
        ledger=ledger,
        fact=fact,
        case=case_state(history, fact.case_id),
        alerts=alerts_of(history, fact.case_id),
        now=now,
        reachable=reachable,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Escalation:
    """All that decides who is told of one step of one case."""

    ledger: Ledger
    fact: ClocksEvent
    case: CaseState
    alerts: Sequence[ConcernAlerted]
    now: datetime
    reachable: Reachable

    def because_of(self, cause: Recorded[object]) -> ConcernAlerted:
        place_id = self._place(cause)
        told = self._told_at({place_id} if place_id else set())
        bureau_id = None if told.addressees else bureau_of(self.ledger)
        if bureau_id in (None, place_id):
            return alerted(cause, self.fact, told, place_id)
        # What is damaged may hide who stands above.
        at_last = self._told_at({bureau_id})
        gaps = tuple(dict.fromkeys((*told.gaps, *at_last.gaps)))
        found_by = bureau_id if at_last.addressees else place_id
        return alerted(cause, self.fact, replace(at_last, gaps=gaps), found_by)

    @property
    def _concern(self) -> ConcernRaised | None:
        """The worry with all that its repeats add; None where its record cannot be read."""
        raised = self.case.raised
        return raised and with_repeats(raised, repeats_of(self.case))

    def _place(self, cause: Recorded[object]) -> OrganisationId | None:
        """Return the place by which people were found before, else that of the worry."""
        before = [each.place_id for each in self.alerts if each.place_id]
        if before or self._concern is None:
            return before[0] if before else None
        return place_of(self.ledger, cause.actor_id, self._concern, self.now)

    def _told_at(self, more: Collection[OrganisationId]) -> Addressing:
        concern, ledger = self._concern, self.ledger
        chain = chain_of(ledger, {*(places_of(concern) if concern else ()), *more})
        posts = ledger.access.posts_at(chain, local_day(self.now)) if chain else ()
        out = ever_kept_out(self.alerts) | self.case.further.kept_out_ids
        if concern is not None:
            out |= kept_out_by(ledger, concern, posts, chain, self.now)
        answering = {each.person_id for each in posts if each.role in MAY_ANSWER}
        calls = replace(on_call_at(ledger, chain, self.now), school_id=self._school_in(chain))
        found = self._line(posts, calls, out, self.reachable(answering))
        found = replace(found, kept_out_ids=tuple(sorted(out)))
        return with_others(found, self._at_hospital(out).addressees)

    def _line(
        self,
        posts: Sequence[DutyRow],
        calls: Calls,
        out: frozenset[PersonId],
        reachable: Set[PersonId],
    ) -> Addressing:
        fact, holidays = self.fact, Addressing(addressees=())
        if timing_of(self.ledger).is_for_duty_teacher(fact.step, fact.due_at):
            holidays = addressees_in_holidays(
                posts,
                kept_out_ids=out,
                reachable=reachable,
                calls=calls,
                line=line_of(self._concern),
            )
        if isinstance(fact, StepDueSoon):
            return holidays
        is_appeal = fact.step is Step.APPEAL_REVIEWED
        decided_before = self.case.at_school.returns.decided_before if is_appeal else frozenset()
        in_turn = ELSEWHERE if is_appeal else line_of(self._concern)
        line = addressees_of_step(
            undecided(posts, decided_before),
            told=replace(told_before(self.alerts), line=in_turn),
            owner_id=self.case.owner_id,
            kept_out_ids=out,
            reachable=reachable,
            # The county decides an appeal: the school that decided before is no line to it.
            calls=NOBODY_CALLED if is_appeal else calls,
        )
        if fact.step in (Step.TALKED_AGAIN, Step.OTHER_TOLD):
            # A family that refuses, or cannot be reached, is a matter of the township, too.
            line = beside_in_county(line, posts, kept_out_ids=out, reachable=reachable)
        return with_others(line, holidays.addressees)

    def _school_in(self, chain: Collection[OrganisationId]) -> OrganisationId | None:
        school_id = self._concern.school_id if self._concern else None
        return school_id if school_id in chain else None

    def _at_hospital(self, out: frozenset[PersonId]) -> Addressing:
        issued = self.case.issued
        if self.fact.step not in AT_HOSPITAL or issued is None:
            return Addressing(addressees=())
        posts = self.ledger.access.posts_at([issued.hospital_id], local_day(self.now))
        people = {each.person_id for each in posts}
        return addressees_of_referral(
            issued, posts, kept_out_ids=out, reachable=self.reachable(people)
        )
