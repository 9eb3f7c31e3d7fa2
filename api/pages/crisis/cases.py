"""One case as a page, and the two buttons on it: to take it, and for a hospital to receive it."""

from dataclasses import replace
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.deps import Call
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.case_lines import (
    actions_of,
    acts_of,
    before_panel,
    entry,
    head_of,
    referral_of,
    told,
    worry_of,
)
from api.pages.crisis.clock_lines import clocks_of
from api.pages.crisis.family_lines import family_of
from api.pages.crisis.further_lines import further_of
from api.pages.crisis.hospital_lines import hospital_of
from api.pages.crisis.level_lines import crisis_of
from api.pages.crisis.pause_lines import pauses_of
from api.pages.crisis.return_lines import return_of
from api.pages.crisis.teacher_lines import teachers_of
from api.pages.frame import FieldsDep, Visitor
from api.pages.people_names import all_names, person
from api.pages.taking import take
from api.view_models.crisis.cases import CaseActions, CaseEntry, CasePage
from api.view_models.forms import Form
from application.authorisation.permission import standings_for_child
from application.crisis.clocks.case_clocks import timing_of
from application.crisis.hospital.referring import acknowledge_referral
from application.crisis.reading.case_reading import AskedCase, Case, case
from application.crisis.worries.joining_by_hand import other_cases
from application.crisis.worries.referrals import may_take_over, take_concern
from domain.access.table import Request as Asking
from domain.alerts.facts import ConcernAlerted
from domain.alerts.reaching import reached_in
from domain.errors import NotFound, NotPermitted, RecordDamaged, Unavailable
from domain.referrals.facts import ConsentGiverNamed, PupilNamed
from domain.referrals.family.guardian_facts import FamilyMemberNamed
from domain.referrals.hospital.feedback_facts import FeedbackAuthoriserNamed
from domain.referrals.hospital.sending import AcknowledgeReferral
from domain.referrals.state import TakeConcern
from domain.shared import CaseId, ChildId, TakingId

router = APIRouter(include_in_schema=False)

NAMING = (ConsentGiverNamed, FamilyMemberNamed, FeedbackAuthoriserNamed)


@router.get(paths.CASE)
@apart
def open_case(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Show the case to whoever answers for it or was referred to."""
    return visitor.page(case_page(visitor, case_id, Form()), fresh=True)


@router.post(paths.TAKE_CASE)
@apart
def take_case(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Let the person answer for the case from now on, and show it."""
    call = visitor.call
    taking_id = TakingId(fields.maybe_id("taking_id") or uuid4())
    seen = fields.number("seen")
    request = TakeConcern(case_id=CaseId(case_id), taking_id=taking_id, seen=seen)
    return take(
        visitor,
        fields,
        lambda: take_concern(call.ledger, call.actor, request, call.now),
        done=lambda _receipt: case_path(case_id),
        again=lambda form: case_page(visitor, case_id, form),
    )


@router.post(paths.ACKNOWLEDGE_REFERRAL)
@apart
def acknowledge(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record that the hospital has the referral, and show the case."""
    call, request = visitor.call, AcknowledgeReferral(case_id=CaseId(case_id))
    return take(
        visitor,
        fields,
        lambda: acknowledge_referral(call.ledger, call.actor, request, call.now),
        done=lambda _receipt: case_path(case_id),
        again=lambda form: case_page(visitor, case_id, form),
    )


def case_path(case_id: UUID) -> str:
    """Return the address of a case."""
    return paths.filled(paths.CASE, case_id=case_id)


def found_case(visitor: Visitor, case_id: UUID) -> Case:
    """Return the case that a page is about; that it is shown is recorded first."""
    asked = AskedCase(
        actor=visitor.call.actor,
        case_id=CaseId(case_id),
        now=visitor.call.now,
        read_id=visitor.read_id,
    )
    return case(visitor.call.ledger, asked)


def case_page(visitor: Visitor, case_id: UUID, form: Form) -> CasePage:
    """Return the page of a case, with what went wrong with a button."""
    call, found = visitor.call, found_case(visitor, case_id)
    owner_id = found.state.owner_id
    return CasePage(
        case=head_of(found, call.now),
        worry=worry_of(found),
        now=call.now,
        owner=person(found.names, owner_id) if owner_id else None,
        is_mine=owner_id == call.actor.person_id,
        for_hospital=found.is_for_hospital,
        child_id=_child_on_file(visitor, found),
        is_on_file=found.file.pupil.is_on_file,
        is_damaged=found.file.is_damaged,
        acts=acts_of(found),
        told=() if found.is_for_hospital else told(found),
        gaps=() if found.is_for_hospital else told(found, gaps=True),
        teachers=teachers_of(call, found),
        reached=_reached(found),
        referral=referral_of(found),
        hospital=hospital_of(call, found),
        entries=_course(found),
        names=all_names(found.names),
        actions=_actions(call, found),
        further=further_of(found, call.actor.person_id),
        joined_to=found.joined_to,
        before_panel=before_panel(found, call.actor.person_id),
        opened_by=found.opened_by,
        is_wordless=found.is_wordless,
        crisis=crisis_of(found, call.actor.person_id, call.now, call.ledger.rules),
        clocks=clocks_of(found.clocks, call.now, timing_of(call.ledger)),
        clocks_are_damaged=found.clocks.is_damaged,
        pauses=pauses_of(found, call.actor.person_id, call.now, call.ledger.rules),
        family=family_of(found),
        returning=return_of(found),
        taking_id=uuid4(),
        seen=found.seen,
        form=form,
    )


def _actions(call: Call, found: Case) -> CaseActions:
    me, owner_id = call.actor.person_id, found.state.owner_id
    take_over = owner_id not in (None, me) and may_take_over(
        call.ledger, call.actor, found.case_id, call.now
    )
    return replace(actions_of(found, me, take_over=take_over), join=_has_another(call, found))


def _has_another(call: Call, found: Case) -> bool:
    """Return whether the person has another case of the child; no page fails for want of that."""
    if found.state.owner_id != call.actor.person_id or found.state.is_over:
        return False
    child_id = ChildId(found.child_id)
    try:
        return bool(other_cases(call.ledger, call.actor, found.case_id, child_id, call.now))
    except (RecordDamaged, Unavailable):
        return False


def _reached(found: Case) -> bool | None:
    alerts = [each.fact for each in found.entries if isinstance(each.fact, ConcernAlerted)]
    return any(map(reached_in, alerts)) if alerts else None


def _course(found: Case) -> tuple[CaseEntry, ...]:
    """Return what was recorded of the case, the latest first; names stand with what they name."""
    return tuple(
        entry(found, each)
        for each in reversed(found.entries)
        if not isinstance(each.fact, NAMING)
        and not (isinstance(each.fact, PupilNamed) and not each.fact.with_conflict)
    )


def _child_on_file(visitor: Visitor, found: Case) -> ChildId | None:
    """Return the child whose care file the person may open; a damaged file closes no case."""
    if not found.file.pupil.is_on_file or found.is_for_hospital:
        return None
    call, child_id = visitor.call, ChildId(found.child_id)
    try:
        may = standings_for_child(call.ledger, call.actor, child_id, call.now)
    except (NotFound, NotPermitted, Unavailable):
        return None
    return child_id if may.allow(Asking.READ_CARE_FILE) else None
