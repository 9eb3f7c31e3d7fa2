"""Sends link and code to whom the hospital's directory names, each another way, and passes both on.

Which code that is follows from the id of whoever it lets in, under the key store's key: nothing is
kept for it, and it can be sent again.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from application.authentication.typed_codes import code_of
from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import recorded_case
from application.crisis.cases.sharing import answers_beside, is_withheld_now
from application.crisis.delivery.channels import troubled_channels
from application.outsiders.entering import CODE_LENGTH
from application.outsiders.links import Digest, Door, code_digest
from application.ports import Actor, Context, History, Ledger, Receipt
from application.recording import Request, record
from application.staffing.hospital_contacts import (
    WAYS,
    contacts_in,
    contacts_in_turn,
    contacts_stream,
)
from application.states import case_state, referrals_stream
from domain.access.table import Request as Asking
from domain.contacts.facts import HospitalContactProposed
from domain.errors import NotFound, RuleBroken
from domain.referrals.hospital import link_sending as rules
from domain.referrals.hospital.liaison_facts import LinkWay
from domain.referrals.hospital.liaison_state import NameLiaison
from domain.referrals.rules import Answer
from domain.referrals.state import CaseState
from domain.shared import CaseId, ContactId, Known, OrganisationId, PersonId, Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """To whom of the directory, under an id that the form was drawn with."""

    case_id: CaseId
    naming_id: UUID
    contact_id: ContactId


def sent_code(digest: Digest, liaison_id: PersonId) -> str:
    """Return the code that is sent to somebody, the same each time."""
    return code_of(digest("outside_liaison_sent_code", str(liaison_id)), CODE_LENGTH)


def goes_out(ledger: Ledger) -> bool:
    """Return whether mail and text messages are set up, and both go out just now."""
    ways = {each.channel for each in ledger.messages.health()}
    return ways.issuperset(WAYS) and not set(WAYS).intersection(troubled_channels(ledger))


def may_be_sent(
    ledger: Ledger, state: CaseState, history: History, now: datetime
) -> tuple[HospitalContactProposed, ...]:
    """Return to whom of the hospital that has the case link and code can be sent now, in turn.

    Raises: Unreadable.
    """
    if state.issued is None or not goes_out(ledger) or is_withheld_now(ledger, state, history):
        return ()
    return contacts_in_turn(ledger, state.issued.hospital_id, now)


def send_link(
    ledger: Ledger, actor: Actor, digest: Digest, sending: Sending, now: datetime
) -> Receipt:
    """Let somebody of the directory act on the referral: link and code are sent because of it.

    Raises: as `record_for_case` and the rule; RuleBroken where nothing goes out just now, or
    nothing is sent to them any more.
    """
    case_id, liaison_id = sending.case_id, _id_of(sending.case_id, sending.naming_id)
    hospital_id = _hospital_of(ledger, case_id)
    asked = CaseRequest(
        actor=actor,
        case_id=case_id,
        asking=Asking.ISSUE_REFERRAL,
        request_id=liaison_id,
        now=now,
        beside=_beside(ledger, case_id, hospital_id) if hospital_id else (),
    )

    def decide(state: CaseState, history: History) -> Answer:
        known = state.at_hospital.liaisons.known.get(liaison_id)
        if known is not None and known.contact_id == sending.contact_id:
            return Known((known.named,))
        if is_withheld_now(ledger, state, history):
            raise RuleBroken("sharing_with_hospital_ended")
        at = contacts_in(history, hospital_id).open if hospital_id and goes_out(ledger) else ()
        to = next((each for each in at if each.contact_id == sending.contact_id), None)
        if to is None:
            raise RuleBroken("link_cannot_be_sent")
        return rules.send_link(
            state,
            _request(digest, case_id, liaison_id, to),
            by=actor.person_id,
            now=now,
            rules=ledger.rules,
        )

    return record_for_case(ledger, asked, lambda case, history: decide(case.state, history))


def _beside(ledger: Ledger, case_id: CaseId, hospital_id: OrganisationId) -> tuple[Stream, ...]:
    """Return what is watched while it is decided who is sent a link: contacts, and the answers."""
    return (contacts_stream(hospital_id), *answers_beside(ledger, case_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class InVain:
    """A link that does not go out `by` one of its ways; `is_last` where nobody else is sent it."""

    case_id: CaseId
    liaison_id: PersonId
    by: LinkWay
    is_last: bool = False


def give_up(ledger: Ledger, actor: Actor, digest: Digest, link: InVain, now: datetime) -> None:
    """Pass a link that did not go out on to the next of the hospital, or say that nobody is left.

    Where mail or text messages fail altogether nobody is next: the school telephones. So it does
    where the link is the last. The same is recorded once, whoever says so and however often.

    Raises: NotFound where the link is used by now or opens nothing; Unreadable; Unavailable.
    """
    case_id, liaison_id = link.case_id, link.liaison_id
    hospital_id = _hospital_of(ledger, case_id)
    if hospital_id is None:
        raise NotFound("outside_link_over")

    def decide(history: History) -> Answer:
        state = case_state(history, case_id)
        next_one = None if link.is_last else _following(ledger, digest, history, link, now)
        return rules.give_up_link(state, liaison_id, link.by, next_one, now=now, rules=ledger.rules)

    request = Request(
        request_id=uuid5(liaison_id, f"undelivered/{link.by}"),
        actor=actor,
        now=now,
        context=Context(rules=ledger.rules.version),
    )
    # Who is last is last also where nobody can read whom the hospital has.
    beside = () if link.is_last else _beside(ledger, case_id, hospital_id)
    record(ledger, request, (referrals_stream(case_id), *beside), decide)


def _following(
    ledger: Ledger, digest: Digest, history: History, link: InVain, now: datetime
) -> rules.SendLink | None:
    """Return to whom of the hospital the link goes next, None for nobody."""
    case_id, state = link.case_id, case_state(history, link.case_id)
    found = state.at_hospital.liaisons.known.get(link.liaison_id)
    if found is None:
        return None
    passed_over = rules.tried_in_vain(state, found.named.hospital_id) | {found.contact_id}
    left = [e for e in may_be_sent(ledger, state, history, now) if e.contact_id not in passed_over]
    if not left:
        return None
    next_id = _id_of(case_id, uuid5(link.liaison_id, f"next/{left[0].contact_id}"))
    return _request(digest, case_id, next_id, left[0])


def _request(
    digest: Digest, case_id: CaseId, liaison_id: PersonId, to: HospitalContactProposed
) -> rules.SendLink:
    code = sent_code(digest, liaison_id)
    return rules.SendLink(
        contact_id=to.contact_id,
        naming=NameLiaison(
            case_id=case_id,
            liaison_id=liaison_id,
            name=to.name,
            function=to.function,
            phone=to.mobile,
        ),
        code_digest=code_digest(digest, Door.REFERRAL, liaison_id, code),
    )


def _id_of(case_id: CaseId, naming_id: UUID) -> PersonId:
    """Return the id of whoever is let in: as of those named by hand, nobody's account."""
    return PersonId(uuid5(case_id, f"outside/{naming_id}"))


def _hospital_of(ledger: Ledger, case_id: CaseId) -> OrganisationId | None:
    issued = recorded_case(ledger, case_id).state.issued
    return issued.hospital_id if issued else None
