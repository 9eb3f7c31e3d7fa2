"""The list of pupils whose screening asks for a talk, and a result that is entered by hand."""

from datetime import date
from uuid import uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.choices import classes
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import place
from api.pages.privacy.breaches import SkipDep
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Form, typed
from api.view_models.screening.screening import (
    InterviewRow,
    InterviewsPage,
    RecordScreeningPage,
    SchoolCount,
)
from application.authorisation.permission import standings_of
from application.ports import Receipt
from application.reads.looking import Names, names_of
from application.screening.by_hand import ToldLead, record_told_lead
from application.screening.counts import (
    InterviewCount,
    counts_beside,
    interview_counts,
    may_bring,
)
from application.screening.interviews import (
    AskedInterviews,
    InterviewLine,
    interviews,
    school_places,
)
from application.screening.pupils import ToldPupil
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.screening.facts import ScreeningScale
from domain.shared import OrganisationId, ScreeningId
from domain.staff.facts import OrganisationKind

router = APIRouter(include_in_schema=False)


@router.get(paths.INTERVIEWS)
def waiting(
    visitor: VisitorDep, skip: SkipDep = 0, over: bool = False, known: bool = False
) -> Response:
    """Show whoever talks with pupils whom to talk with; whoever leads or advises how many."""
    call = visitor.call
    standings = standings_of(call.ledger, call.actor, call.now)
    asked = AskedInterviews(actor=call.actor, now=call.now, read_id=visitor.read_id)
    may_record = standings.allow(Asking.RECORD_SCREENING)
    if not standings.allow(Asking.READ_SCREENING):
        counts = tuple(map(school_count, interview_counts(call.ledger, asked)))
        page = InterviewsPage(lines=None, counts=counts, may_record=may_record, was_known=known)
        return visitor.page(page, standings=standings)
    found = interviews(call.ledger, asked, skip=skip, is_over=over)
    places = {each for line in found.lines for each in (line.class_id, line.school_id)}
    names = names_of(call.ledger, (), places)
    today = local_day(call.now)
    page = InterviewsPage(
        lines=tuple(_row(each, names, today) for each in found.lines),
        counts=tuple(map(school_count, counts_beside(call.ledger, asked))),
        total=found.total,
        overdue=found.overdue,
        behind=found.behind,
        is_over=over,
        was_known=known,
        stands_in=not school_places(standings, call.now),
        may_record=may_record,
        skip=skip,
        next_skip=found.next_skip,
    )
    return visitor.page(page, standings=standings)


@router.get(paths.RECORD_SCREENING)
def ask(visitor: VisitorDep) -> Response:
    """Ask of whom the result is, and when it was got with what."""
    form = Form(typed(screened_on=local_day(visitor.call.now).isoformat()))
    return visitor.page(_new(visitor, ScreeningId(uuid4()), form))


@router.post(paths.RECORD_SCREENING)
def save(visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Record it and show the list."""
    call = visitor.call
    screening_id = ScreeningId(fields.maybe_id("screening_id") or uuid4())

    def record_it() -> Receipt:
        told = _told(fields, screening_id)
        fields.require_no_errors()
        return record_told_lead(call.ledger, call.actor, told, call.now, read_id=visitor.read_id)

    return take(
        visitor,
        fields,
        record_it,
        # Of what became of it nothing is said: it may be of a talk that they may not see.
        done=lambda receipt: paths.INTERVIEWS + ("" if receipt.fresh else "?known=true"),
        again=lambda form: _new(visitor, screening_id, form),
    )


def school_count(count: InterviewCount) -> SchoolCount:
    """Return the numbers of one school as pages show them."""
    return SchoolCount(
        school=count.school.name,
        waiting=count.waiting,
        overdue=count.overdue,
        nobody_talks=count.nobody_talks,
        passed_on=count.passed_on,
        unattended=count.unattended,
        unclear=count.unclear,
        dropped=count.dropped,
    )


def _told(fields: Fields, screening_id: ScreeningId) -> ToldLead:
    class_id = fields.maybe_id("class_id")
    pupil = ToldPupil(
        name=fields.needed("name"),
        number=fields.maybe("id_number"),
        class_id=OrganisationId(class_id) if class_id else None,
    )
    return ToldLead(
        screening_id=screening_id,
        pupil=pupil,
        scale=fields.one_of("scale", ScreeningScale),
        screened_on=fields.day("screened_on"),
    )


def _new(visitor: Visitor, screening_id: ScreeningId, form: Form) -> RecordScreeningPage:
    call = visitor.call
    schools = may_bring(call.ledger, call.actor, call.now)
    places = call.ledger.directory.of_kind(OrganisationKind.SCHOOL, OrganisationKind.CLASS)
    within = {each.organisation_id for each in places if each.parent_id in schools}
    return RecordScreeningPage(
        screening_id=screening_id,
        classes=classes(places, within),
        talk_within_days=call.ledger.rules.screening.talk_within_days,
        form=form,
    )


def _row(line: InterviewLine, names: Names, today: date) -> InterviewRow:
    lead, row = line.lead, line.row
    return InterviewRow(
        child_id=row.child_id,
        screening_id=row.screening_id,
        due_on=row.due_on,
        days_over=max(0, (today - row.due_on).days),
        name=line.name,
        school=place(names, line.school_id) if line.in_turn else None,
        class_name=place(names, line.class_id),
        in_turn=line.in_turn,
        scale=lead.recorded.scale if lead else None,
        screened_on=lead.recorded.screened_on if lead else None,
        tried=len(lead.missed) if lead else 0,
        agrees=line.agrees,
        held=lead.held if lead else None,
        instead=lead.instead if lead else None,
    )
