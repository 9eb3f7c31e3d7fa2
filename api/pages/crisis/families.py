"""The page on which it is said what came of telling the family."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.deps import Call
from api.guards.apart import VisitorApartDep, apart
from api.pages.choices import people
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import head_of
from api.pages.crisis.cases import case_path
from api.pages.crisis.family_lines import family_of
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.crisis.families import GuardianPage, TellingOutcome
from api.view_models.forms import Form
from application.crisis.reading.case_reading import Case
from application.crisis.school import families
from application.crisis.school.accompanying import people_around
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.codelists import ConsentMeans
from domain.days import LOCAL
from domain.referrals.facts import MayTellGuardian
from domain.referrals.family.guardian_facts import (
    OtherGuardianReason,
    TellingMeans,
    WithholdingReason,
)
from domain.referrals.family.guardian_state import (
    InformGuardian,
    NoteNotReached,
    OmitOtherGuardian,
    RecordRefusal,
    WithholdNotification,
)
from domain.referrals.family.guardians import family_may_be_meant, may_tell_guardian
from domain.referrals.family.other_guardian import is_other_owed
from domain.shared import CaseId, PersonId, TellingId

router = APIRouter(include_in_schema=False)

NAMES = {
    "informed_at": "told_at",
    "tried_at": "told_at",
    "refused_at": "told_at",
    "means": "telling_means",
    "reason": "other_reason",
}


@router.get(paths.GUARDIAN)
@apart
def ask_outcome(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask what came of telling the family."""
    found = case_for(visitor, case_id, Asking.INFORM_GUARDIAN)
    if not family_of(found).may_tell:
        return see_other(case_path(case_id))
    here = visitor.call.now.astimezone(LOCAL)
    form = Form({"told_on": (here.date().isoformat(),), "told_time": (f"{here:%H:%M}",)})
    return visitor.page(_page(visitor, found, uuid4(), form), fresh=True)


@router.post(paths.GUARDIAN)
@apart
def tell(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record it, and show the case."""
    telling_id = TellingId(fields.maybe_id("telling_id") or uuid4())
    return take(
        visitor,
        fields,
        lambda: _save(visitor.call, fields, CaseId(case_id), telling_id),
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _page(
            visitor, case_for(visitor, case_id, Asking.INFORM_GUARDIAN), telling_id, form
        ),
        names=NAMES,
    )


def _save(call: Call, fields: Fields, case_id: CaseId, telling_id: TellingId) -> Receipt:
    match fields.one_of("telling_outcome", TellingOutcome):
        case TellingOutcome.INFORMED:
            told = _told(fields, case_id, telling_id)
            fields.require_no_errors()
            return families.inform_guardian(call.ledger, call.actor, told, call.now)
        case TellingOutcome.NOT_REACHED:
            tried = _tried(fields, case_id, telling_id)
            fields.require_no_errors()
            return families.note_not_reached(call.ledger, call.actor, tried, call.now)
        case TellingOutcome.REFUSED:
            refused = _refused(fields, case_id, telling_id)
            fields.require_no_errors()
            return families.record_refusal(call.ledger, call.actor, refused, call.now)
        case TellingOutcome.OTHER_NOT_TOLD:
            omitted = OmitOtherGuardian(
                case_id=case_id,
                telling_id=telling_id,
                reason=fields.one_of("other_reason", OtherGuardianReason),
                why=fields.needed("why"),
            )
            fields.require_no_errors()
            return families.omit_other_guardian(call.ledger, call.actor, omitted, call.now)
        case TellingOutcome.WITHHELD:
            withheld = WithholdNotification(
                case_id=case_id,
                reason=WithholdingReason.SUSPECTED_OF_HARM,
                why=fields.needed("why"),
            )
            fields.require_no_errors()
            return families.withhold_notification(call.ledger, call.actor, withheld, call.now)


def _told(fields: Fields, case_id: CaseId, telling_id: TellingId) -> InformGuardian:
    return InformGuardian(
        case_id=case_id,
        telling_id=telling_id,
        name=fields.needed("family_name"),
        relation_code=fields.needed("relation_code"),
        is_guardian=fields.yes("is_guardian"),
        means=fields.one_of("telling_means", TellingMeans),
        informed_at=fields.moment("told_on", "told_time", "told_at"),
        not_suspected=fields.yes("not_suspected"),
    )


def _tried(fields: Fields, case_id: CaseId, telling_id: TellingId) -> NoteNotReached:
    return NoteNotReached(
        case_id=case_id,
        telling_id=telling_id,
        relation_code=fields.needed("relation_code"),
        means=fields.one_of("telling_means", TellingMeans),
        tried_at=fields.moment("told_on", "told_time", "told_at"),
    )


def _refused(fields: Fields, case_id: CaseId, telling_id: TellingId) -> RecordRefusal:
    witness_id = fields.maybe_id("witness_id")
    return RecordRefusal(
        case_id=case_id,
        telling_id=telling_id,
        name=fields.needed("family_name"),
        relation_code=fields.needed("relation_code"),
        is_guardian=fields.yes("is_guardian"),
        means=fields.one_of("consent_means", ConsentMeans),
        refused_at=fields.moment("told_on", "told_time", "told_at"),
        why=fields.needed("why"),
        witness_id=PersonId(witness_id) if witness_id else None,
        not_suspected=fields.yes("not_suspected"),
    )


def _page(visitor: Visitor, found: Case, telling_id: UUID, form: Form) -> GuardianPage:
    call = visitor.call
    around = set[PersonId]()
    if Asking.ACCOMPANY_CHILD in found.may:
        around |= people_around(call.ledger, call.actor, found.case_id, call.now)
    rows = call.ledger.directory.people(around - {call.actor.person_id}).values()
    return GuardianPage(
        case=head_of(found, call.now),
        now=call.now,
        telling_id=telling_id,
        form=form,
        witnesses=people(rows),
        may_be_meant=family_may_be_meant(found.state),
        asks_not_to_tell=may_tell_guardian(found.state, found.concern) is MayTellGuardian.NOT_YET,
        may_withhold=Asking.WITHHOLD_NOTIFICATION in found.may,
        is_other_owed=is_other_owed(found.state),
    )
