"""The page on which a class teacher reads of a pupil in acute danger, and what they say to it."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.worry_forms import telephones
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.people_names import place
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.crisis.risk_notices import RiskNoticePage, RiskNoticesPage
from api.view_models.forms import Form
from application.authorisation.permission import standings_of
from application.crisis.reading import risk_notices
from application.crisis.reading.case_reading import AskedCase
from application.crisis.reading.notices_now import risk_notices as notices_now
from application.crisis.worries.worrying import places_around
from application.reads.looking import names_of
from domain.access.table import Request as Asking
from domain.shared import CaseId, CompanyId

router = APIRouter(include_in_schema=False)


@router.get(paths.RISK_NOTICES)
@apart
def all_notices(visitor: VisitorApartDep) -> Response:
    """Lead to the danger of which a class teacher is told, or to each where there are more."""
    call = visitor.call
    standings = standings_of(call.ledger, call.actor, call.now)
    standings.require(Asking.READ_RISK_NOTICE)
    found = notices_now(call.ledger, standings, call.now)
    if len(found.case_ids) == 1 and found.is_whole:
        return see_other(_path(found.case_ids[0]))
    page = RiskNoticesPage(
        case_ids=found.case_ids,
        is_whole=found.is_whole,
        telephones=telephones(places_around(call.ledger, call.actor, call.now)),
    )
    return visitor.page(page, standings=standings)


@router.get(paths.RISK_NOTICE)
@apart
def notice(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Show which pupil is in danger and what to do now."""
    return visitor.page(_page(visitor, case_id, Form()))


@router.post(paths.READ_RISK_NOTICE)
@apart
def note_read(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record that the class teacher read it."""
    call, reading_id = visitor.call, fields.maybe_id("reading_id") or uuid4()
    return take(
        visitor,
        fields,
        lambda: risk_notices.note_risk_notice_read(
            call.ledger,
            call.actor,
            CaseId(case_id),
            fields.maybe_id("cause_id"),
            reading_id,
            call.now,
        ),
        done=lambda _receipt: _path(case_id),
        again=lambda form: _page(visitor, case_id, form),
    )


@router.post(paths.BE_WITH_CHILD)
@apart
def be_with_child(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record that the class teacher is with the child from now on."""
    call, company_id = visitor.call, CompanyId(fields.maybe_id("company_id") or uuid4())
    return take(
        visitor,
        fields,
        lambda: risk_notices.be_with_child(
            call.ledger, call.actor, CaseId(case_id), company_id, call.now
        ),
        done=lambda _receipt: _path(case_id),
        again=lambda form: _page(visitor, case_id, form),
    )


@router.post(paths.LEAVE_CHILD)
@apart
def leave_child(case_id: UUID, company_id: UUID, visitor: VisitorApartDep) -> Response:
    """Record that the class teacher is no longer with the child, from now on."""
    call = visitor.call
    return take(
        visitor,
        Fields({}),
        lambda: risk_notices.leave_child(
            call.ledger, call.actor, CaseId(case_id), CompanyId(company_id), call.now
        ),
        done=lambda _receipt: paths.RISK_NOTICES,
        again=lambda form: _page(visitor, case_id, form),
    )


def _path(case_id: UUID) -> str:
    return paths.filled(paths.RISK_NOTICE, case_id=case_id)


def _page(visitor: Visitor, case_id: UUID, form: Form) -> RiskNoticePage:
    call = visitor.call
    asked = AskedCase(
        actor=call.actor, case_id=CaseId(case_id), now=call.now, read_id=visitor.read_id
    )
    found = risk_notices.risk_notice(call.ledger, asked)
    return RiskNoticePage(
        case_id=found.case_id,
        cause_id=found.cause_id,
        pupil=found.name,
        class_name=place(names_of(call.ledger, (), (found.class_id,)), found.class_id),
        told_at=found.told_at,
        read_at=found.read_at,
        here_id=found.here.company_id if found.here else None,
        since_at=found.here.since_at if found.here else None,
        telephones=telephones(places_around(call.ledger, call.actor, call.now)),
        reading_id=uuid4(),
        company_id=uuid4(),
        form=form,
    )
