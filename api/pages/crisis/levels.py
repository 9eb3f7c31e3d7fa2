"""The pages by which a crisis is assessed, and by which its level falls."""

from datetime import date, datetime
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import head_of
from api.pages.crisis.cases import case_path
from api.pages.crisis.level_lines import crisis_of
from api.pages.crisis.meeting import people_to_sit
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.crisis.crisis import CrisisLines
from api.view_models.crisis.levels import (
    NONE_FOUND,
    AssessCrisisPage,
    DropDecision,
    DropGround,
    DropLevelPage,
    SettleDropPage,
)
from api.view_models.forms import Choice, Form
from application.crisis.reading.case_reading import Case
from application.crisis.school import levels
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.days import LOCAL
from domain.referrals.levels.level_facts import AssessmentMethod, CrisisLevel, LevelError
from domain.referrals.levels.level_state import (
    AssessCrisis,
    ConfirmLevelDrop,
    DeclineLevelDrop,
    ProposeLevelDrop,
    ProposeLevelError,
    without_holding,
)
from domain.shared import AssessmentId, CaseId, DropId, PersonId

router = APIRouter(include_in_schema=False)


@router.get(paths.ASSESS_CRISIS)
@apart
def ask_level(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask how severe the crisis is, and how that was found."""
    found = case_for(visitor, case_id, Asking.ASSESS_CRISIS)
    if not _crisis(visitor, found).may_assess:
        return see_other(case_path(case_id))
    return visitor.page(_assess(visitor, found, uuid4(), _now(visitor.call.now)), fresh=True)


@router.post(paths.ASSESS_CRISIS)
@apart
def assess(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record the assessment; a more severe level holds at once."""
    call = visitor.call
    assessment_id = AssessmentId(fields.maybe_id("assessment_id") or uuid4())

    def save() -> Receipt:
        request = _assessment(fields, CaseId(case_id), assessment_id)
        fields.require_no_errors()
        return levels.assess_crisis(call.ledger, call.actor, request, call.now)

    def again(form: Form) -> AssessCrisisPage:
        found = case_for(visitor, case_id, Asking.ASSESS_CRISIS)
        return _assess(visitor, found, assessment_id, form)

    return take(visitor, fields, save, done=lambda _receipt: case_path(case_id), again=again)


@router.get(paths.DROP_LEVEL)
@apart
def ask_why_lower(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask why a less severe level is enough."""
    found = case_for(visitor, case_id, Asking.ASSESS_CRISIS)
    if not grounds_of(_crisis(visitor, found)):
        return see_other(case_path(case_id))
    return visitor.page(_drop(visitor, found, uuid4(), Form()), fresh=True)


@router.post(paths.DROP_LEVEL)
@apart
def propose_drop(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Propose the drop; the level holds until another person or a panel agrees."""
    call, case = visitor.call, CaseId(case_id)
    drop_id = DropId(fields.maybe_id("drop_id") or uuid4())

    def save() -> Receipt:
        ground, why = fields.one_of("drop_ground", DropGround), fields.needed("why")
        fields.require_no_errors()
        if ground is DropGround.RESTED:
            drop = ProposeLevelDrop(case_id=case, drop_id=drop_id, why=why)
            return levels.propose_level_drop(call.ledger, call.actor, drop, call.now)
        error = ProposeLevelError(
            case_id=case, drop_id=drop_id, error=LevelError(ground.value), why=why
        )
        return levels.propose_level_error(call.ledger, call.actor, error, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _drop(
            visitor, case_for(visitor, case_id, Asking.ASSESS_CRISIS), drop_id, form
        ),
    )


@router.get(paths.SETTLE_LEVEL_DROP)
@apart
def ask_decision(case_id: UUID, drop_id: UUID, visitor: VisitorApartDep) -> Response:
    """Show the drop that waits and ask whether it may hold."""
    found = case_for(visitor, case_id, Asking.ASSESS_CRISIS)
    waiting = found.state.levels.waiting
    if waiting is None or waiting.drop_id != drop_id or not _crisis(visitor, found).may_decline:
        return see_other(case_path(case_id))
    return visitor.page(_settle(visitor, found, drop_id, Form()), fresh=True)


@router.post(paths.SETTLE_LEVEL_DROP)
@apart
def settle_drop(
    case_id: UUID, drop_id: UUID, visitor: VisitorApartDep, fields: FieldsDep
) -> Response:
    """Record that the level falls, or that it stays and why."""
    call = visitor.call

    def save() -> Receipt:
        decision = fields.one_of("decision", DropDecision)
        why = fields.needed("why") if decision is DropDecision.DECLINE else ""
        fields.require_no_errors()
        if decision is DropDecision.CONFIRM:
            members = tuple(PersonId(each) for each in fields.some_ids("member_ids"))
            yes = ConfirmLevelDrop(
                case_id=CaseId(case_id), drop_id=DropId(drop_id), member_ids=members
            )
            return levels.confirm_level_drop(call.ledger, call.actor, yes, call.now)
        no = DeclineLevelDrop(case_id=CaseId(case_id), drop_id=DropId(drop_id), why=why)
        return levels.decline_level_drop(call.ledger, call.actor, no, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _settle(
            visitor, case_for(visitor, case_id, Asking.ASSESS_CRISIS), drop_id, form
        ),
    )


def _assessment(fields: Fields, case_id: CaseId, assessment_id: AssessmentId) -> AssessCrisis:
    none_found = fields.text("crisis_level") == NONE_FOUND
    saw_child = fields.yes_no("saw_child")
    if saw_child is None:
        fields.refuse("saw_child", "required")
    return AssessCrisis(
        case_id=case_id,
        assessment_id=assessment_id,
        level=None if none_found else fields.one_of("crisis_level", CrisisLevel),
        methods=fields.some_of("methods", AssessmentMethod),
        child_seen=bool(saw_child),
        assessed_at=fields.moment("assessed_on", "assessed_time", "assessed_at"),
        why=fields.needed("why"),
    )


def _now(now: datetime) -> Form:
    here = now.astimezone(LOCAL)
    return Form(
        {"assessed_on": (here.date().isoformat(),), "assessed_time": (f"{here:%H:%M}",)},
    )


def _crisis(visitor: Visitor, found: Case) -> CrisisLines:
    call = visitor.call
    return crisis_of(found, call.actor.person_id, call.now, call.ledger.rules)


def _assess(visitor: Visitor, found: Case, assessment_id: UUID, form: Form) -> AssessCrisisPage:
    now = visitor.call.now
    return AssessCrisisPage(
        case=head_of(found, now), now=now, assessment_id=assessment_id, form=form
    )


def grounds_of(crisis: CrisisLines) -> frozenset[DropGround]:
    """Return why a level may be said to fall now."""
    errors = {each for each in DropGround if each is not DropGround.RESTED}
    rested = {DropGround.RESTED} if crisis.may_propose_drop else frozenset()
    return frozenset(rested | (errors if crisis.may_propose_error else frozenset()))


def _drop(visitor: Visitor, found: Case, drop_id: UUID, form: Form) -> DropLevelPage:
    call, crisis = visitor.call, _crisis(visitor, found)
    level = found.state.level
    return DropLevelPage(
        case=head_of(found, call.now),
        now=call.now,
        drop_id=drop_id,
        crisis=crisis,
        days=call.ledger.rules.crisis.days_at_rest(level) if level else 0,
        from_on=crisis.drop_from_on or date.min,
        grounds=grounds_of(crisis),
        without_error=without_holding(found.state.levels).level,
        takes_panel=level is CrisisLevel.RED,
        form=form,
    )


def _settle(visitor: Visitor, found: Case, drop_id: UUID, form: Form) -> SettleDropPage:
    call, crisis, people = visitor.call, _crisis(visitor, found), tuple[Choice, ...]()
    if crisis.takes_panel and crisis.may_confirm:
        among = levels.people_to_settle(call.ledger, call.actor, found.case_id, call.now)
        people = people_to_sit(call, among)
    return SettleDropPage(
        case=head_of(found, call.now),
        now=call.now,
        drop_id=drop_id,
        crisis=crisis,
        people=people,
        form=form,
    )
