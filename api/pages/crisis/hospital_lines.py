"""What hospitals said, made of what the use case answered."""

from api.deps import Call
from api.pages.people_names import person, place
from api.view_models.crisis.hospital_lines import (
    DeclineLine,
    HospitalLines,
    LinkLine,
    SignatureLine,
)
from application.crisis.hospital.signing import signature_due_at
from application.crisis.reading.case_reading import Case
from domain.access.table import Request as Asking
from domain.days import last_day
from domain.referrals.hospital.hospital_facts import NotAttended, ReferralDeclined, ReferralRerouted


def hospital_of(call: Call, found: Case) -> HospitalLines:
    """Return what the page of a case tells of hospitals."""
    state, known = found.state, found.state.at_hospital
    consent_id = state.issued.consent_id if state.issued else None
    named = known.scopes.get(consent_id, ()) if consent_id else ()
    last, appointment = known.last_visit, known.appointment
    told = known.restored or known.feedback
    let = known.authorisers.get(told.feedback_id) if told else None
    waiting = known.aftercare.waiting
    return HospitalLines(
        declines=tuple(_line(found, each) for each in known.declines.values()),
        stands_declined=_line(found, state.declined) if state.declined else None,
        went_on=isinstance(state.issued, ReferralRerouted),
        went_past=_went_past(found),
        also_named=tuple(place(found.names, each) or "" for each in named),
        appointment_at=appointment.at if appointment else None,
        attended=known.attended,
        missed=last if isinstance(last, NotAttended) else None,
        feedback=known.feedback,
        restored=known.restored,
        let_by=let.name if let else "",
        link=_link(found),
        signature=_signature(call, found),
        sharing=found.sharing,
        closing_by=person(found.names, waiting.proposed_by) if waiting else None,
    )


def _link(found: Case) -> LinkLine | None:
    """Return the link that was given last to whom of the hospital that has the case now.

    Nobody is called who came in, nor where the link was taken back.
    """
    issued, given = found.state.issued, found.state.at_hospital.liaisons.known.values()
    last = next(reversed(tuple(given)), None)
    if issued is None or last is None or last.named.hospital_id != issued.hospital_id:
        return None
    if last.has_entered or (last.is_ended and not last.is_locked):
        return None
    return LinkLine(
        name=last.named.name,
        phone=last.named.phone,
        undelivered=last.undelivered.by if last.undelivered else None,
        is_locked=last.is_locked,
    )


def _signature(call: Call, found: Case) -> SignatureLine | None:
    """Return how it stands with the signature under the consent, None where it asks for none."""
    state, due_at = found.state, signature_due_at(call.ledger, found.state)
    last_id = next(reversed([*state.consents]), None)
    consent_id = state.issued.consent_id if state.issued else last_id
    signed = state.signed.get(consent_id) if consent_id else None
    if due_at is None and signed is None:
        return None
    is_mine = state.is_over or state.owner_id == call.actor.person_id
    return SignatureLine(
        signed=signed,
        declined=state.unsigned.get(consent_id) if consent_id and due_at else None,
        due_on=last_day(due_at) if due_at else None,
        is_late=due_at is not None and call.now > due_at,
        may_sign=due_at is not None and is_mine and Asking.ISSUE_REFERRAL in found.may,
    )


def _went_past(found: Case) -> str | None:
    """Return the hospital past which the referral went at once; no hospital is told of another."""
    issued = found.state.issued
    if found.is_for_hospital or not isinstance(issued, ReferralRerouted):
        return None
    return None if issued.decline_id else place(found.names, issued.from_hospital_id) or ""


def _line(found: Case, declined: ReferralDeclined) -> DeclineLine:
    return DeclineLine(hospital=place(found.names, declined.hospital_id) or "", declined=declined)
