"""The page that shows what stands of who a child is beside what shall stand, and records that."""

from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.pages.care_files.taking_corrections import Correcting, correcting, take_correction
from api.pages.care_files.versions_seen import ticked_for, version_seen
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import head, number_line, person
from api.pages.privacy.rights_lines import correction_line
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.care_files.identity import (
    IdentityLine,
    IdentityPage,
    OwnCorrectionLine,
    Settling,
    WaitingCorrection,
)
from api.view_models.forms import Form
from api.view_models.staffing.proposed_numbers import NumberLine, NumbersPage
from application.care_files.corrections_waiting import corrections_waiting
from application.care_files.identity_corrections import (
    confirm_correction,
    correct_identity,
    decline_correction,
    withdraw_correction,
)
from application.care_files.identity_seen import IdentityNow, identity_to_correct
from application.ports import Receipt
from application.proposed_numbers import NumberKind, NumberRow
from application.showing import SHOWN_CHARACTERS
from domain.children.facts import (
    ChildIdentity,
    ChildRegistered,
    CorrectionBasis,
    WhyNotCorrected,
)
from domain.children.state import (
    ConfirmCorrection,
    CorrectIdentity,
    DeclineCorrection,
    WithdrawCorrection,
)
from domain.codelists import Sex
from domain.days import local_day
from domain.shared import ChildId, CorrectionId

router = APIRouter(include_in_schema=False)


@router.get(paths.CORRECTIONS_WAITING)
def waiting(visitor: VisitorDep, cursor: str | None = None) -> Response:
    """Show which ID numbers wait for whoever looks, and what became of those they proposed."""
    call = visitor.call
    found = corrections_waiting(call.ledger, call.actor, visitor.read_id, call.now, cursor)
    people = call.ledger.directory.names(
        {row.proposed_by for row in (*found.page.rows, *found.own)}
    )

    def line(row: NumberRow) -> NumberLine:
        return number_line(row, found.children.get(ChildId(row.subject_id), ""), people)

    return visitor.page(
        NumbersPage(
            kind=NumberKind.ID_NUMBER,
            lines=tuple(map(line, found.page.rows)),
            own=tuple(map(line, found.own)),
            total=found.page.total,
            cursor=cursor,
            next_cursor=found.page.next_cursor,
        ),
        behind=found.behind,
    )


@router.get(paths.IDENTITY)
def identity(child_id: UUID, visitor: VisitorDep, rights_id: UUID | None = None) -> Response:
    """Show who the child is, to be put right; for a request of the family where it names one."""
    return visitor.page(_page(visitor, correcting(child_id, rights_id=rights_id), Form()))


@router.post(paths.IDENTITY)
def correct(child_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Record who the child is, unless somebody put it right meanwhile."""
    return take_correction(visitor, fields, child_id, _request, correct_identity, _page)


@router.post(paths.SETTLE_CORRECTION)
def settle(child_id: UUID, correction_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Let a proposed number stand, leave the one before, or take one's own proposal back."""
    return take(
        visitor,
        fields,
        lambda: _settled(visitor, fields, ChildId(child_id), CorrectionId(correction_id)),
        done=lambda _receipt: paths.filled(paths.CHILD, child_id=child_id),
        again=lambda form: _page(visitor, correcting(child_id), form),
        names={"id_number": "typed_number", "why": "why_not_corrected"},
    )


def _settled(
    visitor: Visitor, fields: Fields, child_id: ChildId, correction_id: CorrectionId
) -> Receipt:
    ledger, actor, now = visitor.call.ledger, visitor.call.actor, visitor.call.now
    settling = fields.one_of("settling", Settling)
    declines = settling is Settling.DECLINE
    why = fields.one_of("why_not_corrected", WhyNotCorrected) if declines else None
    fields.require_no_errors()
    if settling is Settling.WITHDRAW:
        withdraw = WithdrawCorrection(child_id=child_id, correction_id=correction_id)
        return withdraw_correction(ledger, actor, withdraw, now)
    if why is not None:
        decline = DeclineCorrection(child_id=child_id, correction_id=correction_id, why=why)
        return decline_correction(ledger, actor, decline, now)
    confirm = ConfirmCorrection(
        child_id=child_id,
        correction_id=correction_id,
        id_number=fields.maybe("typed_number"),
    )
    return confirm_correction(ledger, actor, confirm, now)


def _request(fields: Fields, this: Correcting) -> CorrectIdentity:
    return CorrectIdentity(
        child_id=this.child_id,
        correction_id=this.correction_id,
        rests_on=fields.one_of("rests_on", CorrectionBasis),
        name=fields.maybe("name"),
        sex=fields.maybe_one_of("sex", Sex),
        born_on=fields.maybe_day("born_on"),
        id_number=fields.maybe("id_number"),
        removes_id_number=fields.yes("removes_id_number"),
        words=fields.maybe("why_corrected"),
        rights_id=this.rights_id,
    )


def _page(visitor: Visitor, this: Correcting, form: Form) -> IdentityPage:
    call = visitor.call
    found = identity_to_correct(call.ledger, visitor.asked(this.child_id), version_seen(form))
    return IdentityPage(
        child=head(found.head, local_day(call.now), call.ledger.rules),
        now=_line(found.registered),
        correction_id=this.correction_id,
        version=found.version,
        form=ticked_for(form, found.version),
        rights_id=this.rights_id,
        waiting=_waiting(found),
        last=_last(found),
        meanwhile=tuple(correction_line(found.names, each) for each in found.meanwhile.corrections),
    )


def _line(said: ChildRegistered | ChildIdentity) -> IdentityLine:
    return IdentityLine(
        name=said.name,
        sex=said.sex,
        born_on=said.born_on,
        number_end=None if said.id_number is None else said.id_number[-SHOWN_CHARACTERS:],
    )


def _last(found: IdentityNow) -> OwnCorrectionLine | None:
    if found.last is None:
        return None
    return OwnCorrectionLine(
        stage=found.last.stage,
        settled_on=local_day(found.last.settled_at),
        settled_by=person(found.names, found.last.settled_by),
        why=found.last.why,
    )


def _waiting(found: IdentityNow) -> WaitingCorrection | None:
    if found.waiting is None:
        return None
    return WaitingCorrection(
        correction_id=found.waiting.correction_id,
        shall=_line(found.waiting.identity),
        rests_on=found.waiting.rests_on,
        proposed_by=person(found.names, found.waiting.proposed_by),
        words=found.words,
        may_settle=found.may_settle,
        is_proposer=found.is_proposer,
    )
