"""Gives the letter that a family takes to the hospital, which opens the case by its number."""

from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.deps import AccountsDep, OutsideDep
from api.guards.apart import VisitorApartDep, apart
from api.letters import PDF, drawn
from api.pages.crisis.cases import case_path
from api.pages.frame import FieldsDep, VisitorDep
from api.pages.taking import take
from api.view_models.crisis.letters import LetterNumberPage
from api.view_models.forms import Form
from application.authorisation.permission import standings_of
from application.crisis.reading.by_number import Door, case_by_number
from application.crisis.reading.case_reading import AskedCase
from application.crisis.reading.letters import referral_letter
from domain.access.table import Request as Asking
from domain.errors import Invalid, NotFound
from domain.shared import CaseId

router = APIRouter(include_in_schema=False)

FILED_AS = "attachment; filename=\"letter.pdf\"; filename*=UTF-8''%E8%BD%AC%E4%BB%8B%E5%8D%95.pdf"


@router.get(paths.LETTER_NUMBER)
def ask_number(visitor: VisitorDep) -> Response:
    """Ask for the number on a letter."""
    call = visitor.call
    standings_of(call.ledger, call.actor, call.now).require(Asking.ACKNOWLEDGE_REFERRAL)
    return visitor.page(LetterNumberPage(form=Form()), fresh=True)


@router.post(paths.LETTER_NUMBER)
def open_by_number(
    visitor: VisitorDep, accounts: AccountsDep, doors: OutsideDep, fields: FieldsDep
) -> Response:
    """Lead to the case of the letter; a number that opens none is answered like any other."""
    call, door = visitor.call, Door(digest=doors.digest, accounts=accounts)
    typed = fields.needed("letter_number")

    def find() -> CaseId:
        fields.require_no_errors()
        try:
            return case_by_number(call.ledger, call.actor, door, typed, call.now)
        except NotFound as error:
            raise Invalid(error.code, "letter_number") from None

    return take(
        visitor,
        fields,
        find,
        done=case_path,
        again=lambda form: LetterNumberPage(form=form),
    )


@router.get(paths.REFERRAL_LETTER)
@apart
def letter(case_id: UUID, visitor: VisitorApartDep, doors: OutsideDep) -> Response:
    """Give the letter of the referral that stands, with a slip for the hospital's answer."""
    call = visitor.call
    asked = AskedCase(
        actor=call.actor, case_id=CaseId(case_id), now=call.now, read_id=visitor.read_id
    )
    content = drawn(referral_letter(call.ledger, asked, doors.digest))
    return Response(content, media_type=PDF, headers={"Content-Disposition": FILED_AS})
