"""Whom of a hospital links are sent to: one person proposes them, another confirms."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from domain.contacts.facts import (
    ContactHours,
    ContactsEvent,
    HospitalContactConfirmed,
    HospitalContactEnded,
    HospitalContactProposed,
)
from domain.contacts.state import ConfirmContact, Contacts, EndContact, ProposeContact
from domain.errors import Invalid, NotFound, RuleBroken
from domain.identity import phone_if_any
from domain.ruleset import RuleSet
from domain.shared import ContactId, Known, PersonId
from domain.text import NAME_AT_MOST, one_line, plain_address

_MOBILE = re.compile(r"1[3-9][0-9]{9}")

Answer = tuple[ContactsEvent, ...] | Known[ContactsEvent]


def propose_contact(
    state: Contacts, request: ProposeContact, *, by: PersonId, today: date, rules: RuleSet
) -> Answer:
    """Record whom somebody proposes; nothing is sent to them until another confirms.

    Raises: Invalid for what is no name, address or mobile; RuleBroken when the id is another's, or
    the mailbox or mobile is somebody's here already: one of two must not be reached in vain.
    """
    said = HospitalContactProposed(
        organisation_id=request.organisation_id,
        contact_id=request.contact_id,
        name=one_line(request.name, field="name", at_most=NAME_AT_MOST),
        function=one_line(request.function, field="function", at_most=NAME_AT_MOST),
        mail=plain_address(request.mail, field="mail"),
        mobile=_mobile(request.mobile),
        hours=request.hours,
        proposed_by=by,
        proposed_on=today,
    )
    before = state.proposed.get(request.contact_id)
    if before is not None:
        if before == replace(said, proposed_on=before.proposed_on):
            return Known((before,))
        raise RuleBroken("contact_proposed_already")
    # A proposal that nobody can confirm any more does not stand in the way of its renewal.
    waiting = [each for each in state.waiting if not is_too_old(each, today, rules)]
    _require_apart(said, (*state.open, *waiting))
    return (said,)


def confirm_contact(
    state: Contacts, request: ConfirmContact, *, by: PersonId, today: date, rules: RuleSet
) -> Answer:
    """Record that links go to somebody: one person alone sends no child's link anywhere.

    Raises: NotFound without a proposal; RuleBroken for one's own, one that was ended, confirmed by
    somebody else, is too old, or whose mailbox or mobile is another contact's by now.
    """
    proposal = _proposed(state, request.contact_id)
    done = state.confirmed.get(request.contact_id)
    if done is not None:
        if done.confirmed_by == by:
            return Known((done,))
        raise RuleBroken("contact_confirmed_already")
    if request.contact_id in state.ended:
        raise RuleBroken("contact_ended_already")
    if proposal.proposed_by == by:
        raise RuleBroken("own_contact_proposal")
    if is_too_old(proposal, today, rules):
        raise RuleBroken("proposal_too_old", days=rules.proposal_valid_days)
    # It may be renewed, and hold again when the rules give proposals more days.
    _require_apart(proposal, state.open)
    return (
        HospitalContactConfirmed(
            organisation_id=proposal.organisation_id,
            contact_id=proposal.contact_id,
            proposed_by=proposal.proposed_by,
            confirmed_by=by,
        ),
    )


def end_contact(state: Contacts, request: EndContact, *, by: PersonId) -> Answer:
    """Record that nothing is sent to somebody any more. Raises: NotFound for nobody of that id."""
    proposal = _proposed(state, request.contact_id)
    before = state.ended.get(request.contact_id)
    if before is not None:
        return Known((before,))
    return (
        HospitalContactEnded(
            organisation_id=proposal.organisation_id,
            contact_id=proposal.contact_id,
            ended_by=by,
            reason=request.reason,
        ),
    )


def is_too_old(proposal: HospitalContactProposed, today: date, rules: RuleSet) -> bool:
    """Return whether nobody can confirm a proposal any more."""
    return today > proposal.proposed_on + timedelta(days=rules.proposal_valid_days)


def in_turn(state: Contacts, *, at_work: bool) -> tuple[HospitalContactProposed, ...]:
    """Return to whom links are sent, whoever answers at this hour before whoever does not."""
    now = ContactHours.WORKING_HOURS if at_work else ContactHours.OUT_OF_HOURS
    answering = {ContactHours.DAY_AND_NIGHT, now}
    return tuple(sorted(state.open, key=lambda each: each.hours not in answering))


def _mobile(told: str) -> str:
    """Return a mobile of the mainland: a code by text message reaches no fixed line.

    Raises: Invalid.
    """
    mobile = phone_if_any(told, field="mobile")
    if mobile is None:
        raise Invalid("required", "mobile")
    if not _MOBILE.fullmatch(mobile):
        raise Invalid("not_a_mobile", "mobile")
    return mobile


def _require_apart(
    said: HospitalContactProposed, others: Iterable[HospitalContactProposed]
) -> None:
    """Raises: RuleBroken where mailbox or mobile is another's: one must not be reached in vain."""
    for each in others:
        if said.mail.casefold() == each.mail.casefold() or said.mobile == each.mobile:
            raise RuleBroken("contact_known_already")


def _proposed(state: Contacts, contact_id: ContactId) -> HospitalContactProposed:
    proposal = state.proposed.get(contact_id)
    if proposal is None:
        raise NotFound("contact_not_proposed")
    return proposal
