"""Makes of the facts of a worry what its case shows, who is what to it, and where it reaches."""

from collections.abc import Iterable
from typing import assert_never, get_args
from uuid import UUID

from application.crisis.desk.stages import CaseStage
from application.ports import Recorded
from domain.alerts.facts import ConcernAlerted
from domain.alerts.reaching import reached_in
from domain.alerts.rules import roles_kept_out
from domain.clocks.facts import StepDueSoon, StepOverdue
from domain.days import local_day
from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernPassedOn,
    ConcernRaised,
    ConcernTaken,
    ConcernWithdrawn,
    Involved,
    ReferralAcknowledged,
    ReferralIssued,
    ReferralProposed,
    RepeatRedirected,
)
from domain.referrals.hospital.answer_by import is_urgent
from domain.referrals.hospital.feedback_facts import CaseRestored
from domain.referrals.hospital.hospital_facts import ReferralDeclined, ReferralRerouted
from domain.referrals.joining.joining_facts import (
    AskedAnew,
    ConcernJoined,
    ConcernParted,
    FurtherConcernJoined,
    InvolvementReported,
    JoiningEvent,
    PartingReason,
    TakingAskedAnew,
    is_freed_by,
)
from domain.referrals.joining.redirecting_facts import ConcernMisdirected, RedirectingEvent
from domain.referrals.returning.aftercare_facts import CaseClosed, FollowUpDone, FollowUpOutcome
from domain.referrals.returning.leave_facts import LeaveEvent
from domain.referrals.returning.return_facts import ReturnEvent
from domain.referrals.school.panel_facts import PanelDecided
from infrastructure.views.health.batch import Batch, Case
from infrastructure.views.health.marks import MARKING, MarkFact, RefusalEnd, may_end_refusal
from infrastructure.views.health.tables import Content, Relation

AnswerFact = ConcernTaken | ConcernPassedOn
EndFact = ConcernWithdrawn | CaseRestored | CaseClosed | FollowUpDone
ReferralFact = (
    ReferralProposed | ReferralIssued | ReferralAcknowledged | ReferralDeclined | ReferralRerouted
)
WorryFact = ConcernRaised | ConcernConflictKept | RepeatRedirected | ConcernAlerted
ReportsFact = JoiningEvent | RedirectingEvent
TurningFact = WorryFact | AnswerFact | EndFact | ReferralFact | MarkFact | ReportsFact
# They change nothing here but that the screens look again, and that the case is no old one.
BesideFact = StepDueSoon | StepOverdue | PanelDecided | LeaveEvent | ReturnEvent
CaseFact = TurningFact | BesideFact
FOLDED = (
    *(ConcernRaised, ConcernConflictKept, RepeatRedirected, ConcernAlerted),
    *(ConcernTaken, ConcernPassedOn, ConcernWithdrawn),
    *(ReferralProposed, ReferralIssued, ReferralAcknowledged),
    *(ReferralDeclined, ReferralRerouted, CaseClosed, FollowUpDone),
    *get_args(JoiningEvent),
    *get_args(RedirectingEvent),
    *MARKING,
    *get_args(BesideFact),
)


def fold_fact(batch: Batch, recorded: Recorded[object], fact: CaseFact) -> None:
    """Let the batch know one more fact of a case."""
    case_id, at = fact.case_id, recorded.position
    # When the record of the worry itself cannot be read, whoever was told of it still finds it.
    case = batch.cases.setdefault(case_id, Case(fact.child_id, at, recorded.recorded_at))
    before, case.changed_at = case.standing, at
    case.last_changed_on = local_day(recorded.recorded_at)
    if not isinstance(fact, BesideFact):
        _fold(batch, recorded, case, fact)
    if isinstance(fact, RefusalEnd) and not isinstance(fact, MarkFact) and may_end_refusal(fact):
        case.mark(fact)
    if case.standing != before:
        case.standing_changed_at = at


def _fold(batch: Batch, recorded: Recorded[object], case: Case, fact: TurningFact) -> None:
    case_id = fact.case_id
    match fact:
        case ConcernRaised():
            case.content = Content(fact.situation, fact.is_with_child)
            case.place = fact.school_id or fact.village_id
            batch.people.add((case_id, recorded.actor_id, Relation.RAISED.value))
            places = (fact.class_id, fact.school_id, fact.village_id)
            batch.places.update((case_id, each) for each in places if each)
            _keep_out(batch, fact)
        case ConcernConflictKept() | RepeatRedirected():
            _keep_out(batch, fact.kept)
        case ConcernAlerted():
            _alert(batch, case, fact)
        case ConcernPassedOn() | ConcernTaken():
            _answer(case, fact)
        case ConcernWithdrawn() | CaseRestored() | CaseClosed() | FollowUpDone():
            _end(case, fact)
        case _ if isinstance(fact, ReportsFact):
            _reported(batch, recorded, case, fact)
        case _ if isinstance(fact, ReferralFact):
            _refer(case, recorded, fact)
        case _:
            case.mark(fact)


def _answer(case: Case, fact: AnswerFact) -> None:
    if isinstance(fact, ConcernTaken):
        case.owner, case.waits_anew = fact.taken_by, False
    else:
        case.owner, case.reached_nobody = None, False


def _reported(batch: Batch, recorded: Recorded[object], case: Case, fact: ReportsFact) -> None:
    if isinstance(fact, JoiningEvent):
        _join(batch, case, fact)
    else:
        _redirect(batch, recorded, case, fact)


def _join(batch: Batch, case: Case, fact: JoiningEvent) -> None:
    match fact:
        case ConcernJoined():
            case.is_joined = True
            _stay_out(batch, fact.case_id, fact.kept_out_ids)
        case ConcernParted():
            case.is_joined, case.owner = False, None
            # The alert after it says whether anybody heard; of a repeat they were told before.
            tells = fact.reason is not PartingReason.SAID_OTHERWISE
            case.reached_nobody = case.reached_nobody or (case.alerted and tells)
        case FurtherConcernJoined():
            case.waits_anew = case.waits_anew or (fact.waits and case.owner is not None)
            # The alert after it says whether anybody heard of this one.
            case.reached_nobody = case.reached_nobody or fact.waits
            batch.people.add((fact.case_id, fact.raised_by, Relation.REPORTED.value))
        case TakingAskedAnew():
            _ask_anew(case, fact)
        case InvolvementReported():
            if is_freed_by(fact, case.owner):
                # The alert after it says whether anybody heard that nobody has it.
                case.owner, case.reached_nobody = None, True
                is_ended = case.is_withdrawn or case.is_closed
                case.looks_again = is_ended and (case.looks_again or fact.freed_from is not None)
                # A hospital is told by nothing that somebody was named.
                case.hospital = None if case.looks_again else case.hospital
            _keep_out(batch, fact)
            _stay_out(batch, fact.case_id, fact.kept_out_ids)


def _ask_anew(case: Case, fact: TakingAskedAnew) -> None:
    # The alert after it says whether anybody heard.
    case.reached_nobody = True
    if is_freed_by(fact, case.owner):
        case.owner = None
    elif fact.reason is not AskedAnew.ANSWERS_NO_MORE:
        case.waits_anew = case.owner is not None


def _redirect(batch: Batch, recorded: Recorded[object], case: Case, fact: RedirectingEvent) -> None:
    """Let it be the worry of whoever raised it first; of the wrong child there is no case."""
    if isinstance(fact, ConcernMisdirected):
        batch.gone.add(fact.case_id)
        return
    case.raised_at = fact.raised_at
    corrected_by, raised_by = (
        (fact.case_id, each, Relation.RAISED.value) for each in (recorded.actor_id, fact.raised_by)
    )
    batch.strangers.add(corrected_by)
    batch.strangers.discard(raised_by)
    batch.people.add(raised_by)


def _keep_out(batch: Batch, fact: ConcernRaised | InvolvementReported) -> None:
    case_id = fact.case_id
    _stay_out(batch, case_id, fact.involved_ids)
    batch.kept_posts.update((case_id, each.value) for each in roles_kept_out(fact.involved))
    if Involved.MENTOR in fact.involved:
        batch.kept_posts.add((case_id, Involved.MENTOR.value))


def _stay_out(batch: Batch, case_id: UUID, people: Iterable[UUID]) -> None:
    batch.people.update((case_id, each, Relation.KEPT_OUT.value) for each in people)


def _alert(batch: Batch, case: Case, fact: ConcernAlerted) -> None:
    case.reached_nobody = not reached_in(fact) and (case.reached_nobody or not case.alerted)
    case.alerted = True
    case.has_gap = case.has_gap or bool(fact.gaps)
    _stay_out(batch, fact.case_id, fact.kept_out_ids)
    if fact.place_id:
        case.place = case.place or fact.place_id
        batch.places.add((fact.case_id, fact.place_id))


def _end(case: Case, fact: EndFact) -> None:
    match fact:
        case ConcernWithdrawn():
            case.is_withdrawn = True
        case CaseRestored():
            case.is_restored = True
            case.mark(fact)
        case CaseClosed():
            case.is_closed = True
        case _ if fact.outcome is FollowUpOutcome.NEEDS_ASSESSMENT:
            _leave_hospital(case, None)


def _leave_hospital(case: Case, referral: CaseStage | None) -> None:
    """Let the hospital see the case no more, nor a county count it as waiting there."""
    case.referral, case.hospital, case.is_urgent = referral, None, None
    case.issued_at = case.issued_position = case.received_at = None


def _refer(case: Case, recorded: Recorded[object], fact: ReferralFact) -> None:
    match fact:
        case ReferralProposed():
            case.referral = CaseStage.PROPOSED
        case ReferralIssued() | ReferralRerouted():
            case.referral, case.hospital = CaseStage.ISSUED, fact.hospital_id
            case.is_urgent = is_urgent(fact.basis, case.level)
            case.issued_at = recorded.recorded_at
            case.issued_position, case.received_at = recorded.position, None
        case ReferralAcknowledged():
            case.referral, case.received_at = CaseStage.ACKNOWLEDGED, recorded.recorded_at
        case ReferralDeclined():
            _leave_hospital(case, CaseStage.DECLINED)
        case _:
            assert_never(fact)
