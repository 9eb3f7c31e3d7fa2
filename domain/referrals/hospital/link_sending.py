"""How a link is sent to somebody of the hospital's directory, and passed on where it fails."""

from dataclasses import dataclass
from datetime import datetime

from domain.errors import NotFound
from domain.referrals.hospital.liaison_facts import LinkWay, OutsideLinkSent, OutsideLinkUndelivered
from domain.referrals.hospital.liaison_state import NameLiaison, OutsideLiaison
from domain.referrals.hospital.liaisons import name_liaison
from domain.referrals.rules import Answer, require_raised
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import ContactId, Known, OrganisationId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class SendLink:
    """Let somebody of the directory act on the referral, as they stand there."""

    contact_id: ContactId
    naming: NameLiaison
    code_digest: str


def send_link(
    state: CaseState, request: SendLink, *, by: PersonId, now: datetime, rules: RuleSet
) -> Answer:
    """Record that somebody of the hospital may act by link and code, and that both are sent.

    Raises: as `name_liaison`.
    """
    named = name_liaison(
        state, request.naming, by=by, code_digest=request.code_digest, now=now, rules=rules
    )
    if isinstance(named, Known):
        return named
    sent = OutsideLinkSent(
        case_id=request.naming.case_id,
        child_id=require_raised(state).child_id,
        liaison_id=request.naming.liaison_id,
        contact_id=request.contact_id,
    )
    return (*named, sent)


def give_up_link(
    state: CaseState,
    liaison_id: PersonId,
    by: LinkWay,
    following: SendLink | None,
    *,
    now: datetime,
    rules: RuleSet,
) -> Answer:
    """Record that link or code did not go out, and to whom of the hospital they go instead.

    Whoever gave the first gives the next, too: where that one is kept out, it opens nothing. None
    `following` tells that the school has to telephone.

    Raises: NotFound where that link was not sent, is used by now, or opens nothing any more.
    """
    liaison = sent_to(state, liaison_id, now)
    if liaison is None:
        raise NotFound("outside_link_over")
    said = OutsideLinkUndelivered(
        case_id=liaison.named.case_id,
        child_id=liaison.named.child_id,
        liaison_id=liaison_id,
        by=by,
        passed_on=following is not None,
    )
    if liaison.undelivered is not None:
        return Known((liaison.undelivered,))
    if following is None:
        return (said,)
    giver = liaison.named.named_by
    sent = send_link(state, following, by=giver, now=now, rules=rules)
    # Whose id is of somebody let in before is never sent anything anew.
    return (said,) if isinstance(sent, Known) else (said, *sent)


def sent_to(state: CaseState, liaison_id: PersonId, now: datetime) -> OutsideLiaison | None:
    """Return whom a link was sent to that still waits to be used, None for no such."""
    hospital_id = state.issued.hospital_id if state.issued else None
    found = state.at_hospital.liaisons.known.get(liaison_id)
    if found is None or found.contact_id is None or found.has_entered or state.is_over:
        return None
    return found if found.is_open(hospital_id, now) else None


def tried_in_vain(state: CaseState, hospital_id: OrganisationId) -> frozenset[ContactId]:
    """Return whom of a hospital nothing reached: they are passed over."""
    return frozenset(
        each.contact_id
        for each in state.at_hospital.liaisons.known.values()
        if each.contact_id and each.undelivered and each.named.hospital_id == hospital_id
    )
