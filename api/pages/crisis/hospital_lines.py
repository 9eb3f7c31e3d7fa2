"""What hospitals said, made of what the use case answered."""

from api.pages.people_names import person, place
from api.view_models.crisis.hospital_lines import DeclineLine, HospitalLines, LinkLine
from application.crisis.reading.case_reading import Case
from domain.referrals.hospital.hospital_facts import NotAttended, ReferralDeclined, ReferralRerouted


def hospital_of(found: Case) -> HospitalLines:
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
        also_named=tuple(place(found.names, each) or "" for each in named),
        appointment_at=appointment.at if appointment else None,
        attended=known.attended,
        missed=last if isinstance(last, NotAttended) else None,
        feedback=known.feedback,
        restored=known.restored,
        let_by=let.name if let else "",
        link=_link(found),
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


def _line(found: Case, declined: ReferralDeclined) -> DeclineLine:
    return DeclineLine(hospital=place(found.names, declined.hospital_id) or "", declined=declined)
