"""The pages by which a body's officer without an account is named, told and ended."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.link_entry import KeysDep, given_page
from api.pages.taking import take
from api.view_models.forms import Form
from api.view_models.reporting.officers import NameOfficerPage
from api.view_models.reporting.outsiders import OutsiderLine
from application.outsiders.entering import Given
from application.outsiders.links import Door
from application.reporting.outside_officers import (
    NamingOfficer,
    end_officer,
    name_officer,
    open_links,
)
from application.reporting.permitted import Reporting
from application.reporting.reading import AskedReport, Report, report
from domain.access.table import Request as Asking
from domain.codelists import Body
from domain.errors import NotPermitted
from domain.reporting.facts import Suspect
from domain.reporting.officer_state import OutsideOfficer
from domain.shared import PersonId, ReportId

router = APIRouter(include_in_schema=False)

NAMES = {
    "body": "officer_body",
    "name": "officer_name",
    "function": "officer_function",
    "phone": "officer_phone",
}


@router.get(paths.NAME_OFFICER)
@apart
def ask_whom(report_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask who of a body is let in to the report, and show who is."""
    return visitor.page(_page(visitor, report_id, uuid4(), Form()))


@router.post(paths.NAME_OFFICER)
@apart
def name(report_id: UUID, visitor: VisitorApartDep, keys: KeysDep, fields: FieldsDep) -> Response:
    """Name them, and show link and code this once."""
    naming_id, given = fields.maybe_id("naming_id") or uuid4(), list[Given]()
    back = paths.filled(paths.REPORT_PAGE, report_id=report_id)

    def save() -> None:
        naming = NamingOfficer(
            report_id=ReportId(report_id),
            naming_id=naming_id,
            body=fields.one_of("officer_body", Body),
            name=fields.needed("officer_name"),
            function=fields.needed("officer_function"),
            phone=fields.needed("officer_phone"),
        )
        fields.require_no_errors()
        given.append(name_officer(visitor.call.ledger, _asked(visitor), keys, naming))

    answer = take(
        visitor,
        fields,
        save,
        done=lambda _none: back,
        again=lambda form: _page(visitor, report_id, naming_id, form),
        names=NAMES,
    )
    if not given:
        return answer
    told = fields.text("officer_name")
    return given_page(visitor, given[0], Door.REPORT, name=told, back=back)


@router.post(paths.END_OFFICER)
@apart
def end(report_id: UUID, officer_id: UUID, visitor: VisitorApartDep) -> Response:
    """Take a link back."""
    asked, officer = _asked(visitor), PersonId(officer_id)
    end_officer(visitor.call.ledger, asked, ReportId(report_id), officer)
    return see_other(paths.filled(paths.NAME_OFFICER, report_id=report_id))


def _asked(visitor: Visitor) -> Reporting:
    return Reporting(actor=visitor.call.actor, now=visitor.call.now)


def _page(visitor: Visitor, report_id: UUID, naming_id: UUID, form: Form) -> NameOfficerPage:
    """Raises: NotPermitted for whoever is shown the report and does not answer for it."""
    call = visitor.call
    asked = AskedReport(
        actor=call.actor, report_id=ReportId(report_id), now=call.now, read_id=visitor.read_id
    )
    found = report(call.ledger, asked)
    if Asking.ANSWER_REPORT not in found.may:
        raise NotPermitted("standing_not_enough", request=Asking.ANSWER_REPORT)
    state = found.state
    return NameOfficerPage(
        report_id=found.report_id,
        number=str(found.position),
        naming_id=naming_id,
        days=call.ledger.rules.doors.outside_liaison_days,
        bodies=tuple(each for each in Body if each in state.told),
        accuses_official=Suspect.OFFICIAL in state.suspects,
        open=tuple(
            _line(found, each) for each in open_links(call.ledger, found.report_id, call.now)
        ),
        may_name=state.acknowledged is not None and state.closed is None and bool(state.told),
        form=form,
    )


def _line(found: Report, each: OutsideOfficer) -> OutsiderLine:
    named = each.named
    return OutsiderLine(
        person_id=named.officer_id,
        name=named.name,
        function=named.function,
        phone=named.phone,
        ends_at=named.ends_at,
        has_entered=each.has_entered,
        end=paths.filled(paths.END_OFFICER, report_id=found.report_id, officer_id=named.officer_id),
        body=named.body,
    )
