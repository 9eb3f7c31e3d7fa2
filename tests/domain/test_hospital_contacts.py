"""Whom of a hospital links go to: proposed by one, confirmed by another, ended by anybody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.contacts.facts import (
    ContactEnd,
    ContactHours,
    ContactsEvent,
    HospitalContactConfirmed,
    HospitalContactEnded,
    HospitalContactProposed,
)
from domain.contacts.rules import Answer, confirm_contact, end_contact, in_turn, propose_contact
from domain.contacts.state import (
    NO_CONTACTS,
    ConfirmContact,
    Contacts,
    EndContact,
    ProposeContact,
    evolve,
    fold,
)
from domain.shared import ContactId, PersonId
from tests.case_examples import HOSPITAL
from tests.examples import RULES, SUPERVISOR, TEACHER, TODAY, example_id
from tests.spec import Rule, Spec

CONTACTS: Spec[Contacts, ContactsEvent] = Spec(evolve, NO_CONTACTS)
CONTACT, ANOTHER = ContactId(example_id(3901)), ContactId(example_id(3902))
ASKED = ProposeContact(
    organisation_id=HOSPITAL,
    contact_id=CONTACT,
    name="示例医师",
    function="心理科",
    mail=" Doctor@Example.test ",
    mobile="+86 130 0000 0061",
    hours=ContactHours.WORKING_HOURS,
)
PROPOSED = HospitalContactProposed(
    organisation_id=HOSPITAL,
    contact_id=CONTACT,
    name="示例医师",
    function="心理科",
    mail="Doctor@example.test",
    mobile="13000000061",
    hours=ContactHours.WORKING_HOURS,
    proposed_by=SUPERVISOR,
    proposed_on=TODAY,
)
CONFIRMED = HospitalContactConfirmed(
    organisation_id=HOSPITAL, contact_id=CONTACT, proposed_by=SUPERVISOR, confirmed_by=TEACHER
)
ENDED = HospitalContactEnded(
    organisation_id=HOSPITAL, contact_id=CONTACT, ended_by=TEACHER, reason=ContactEnd.LEFT
)
OTHER = replace(
    PROPOSED,
    contact_id=ANOTHER,
    mail="night@example.test",
    mobile="13000000062",
    hours=ContactHours.OUT_OF_HOURS,
)


def proposing(
    request: ProposeContact = ASKED, by: PersonId = SUPERVISOR
) -> Rule[Contacts, ContactsEvent]:
    return lambda state: propose_contact(state, request, by=by, today=TODAY, rules=RULES)


def confirming(by: PersonId = TEACHER, days: int = 0) -> Rule[Contacts, ContactsEvent]:
    request = ConfirmContact(organisation_id=HOSPITAL, contact_id=CONTACT)
    on = TODAY + timedelta(days=days)
    return lambda state: confirm_contact(state, request, by=by, today=on, rules=RULES)


def ending(state: Contacts) -> Answer:
    request = EndContact(organisation_id=HOSPITAL, contact_id=CONTACT, reason=ContactEnd.LEFT)
    return end_contact(state, request, by=TEACHER)


def test_a_contact_is_proposed_once_with_a_mailbox_and_a_mobile_of_their_own() -> None:
    CONTACTS.given().when(proposing()).then(PROPOSED)
    CONTACTS.given(PROPOSED).when(proposing()).then_known(PROPOSED)
    other_name = replace(ASKED, name="另一位")
    CONTACTS.given(PROPOSED).when(proposing(other_name)).then_refused("contact_proposed_already")
    same_mail = replace(ASKED, contact_id=ANOTHER, mobile="13000000063")
    same_mobile = replace(ASKED, contact_id=ANOTHER, mail="other@example.test")
    for taken in (same_mail, same_mobile):
        CONTACTS.given(PROPOSED).when(proposing(taken)).then_refused("contact_known_already")
    CONTACTS.given(PROPOSED, ENDED).when(proposing(replace(ASKED, contact_id=ANOTHER))).then(
        replace(PROPOSED, contact_id=ANOTHER)
    )


@pytest.mark.parametrize(
    ("asked", "field", "code"),
    [
        (replace(ASKED, name=" "), "name", "required"),
        (replace(ASKED, function=""), "function", "required"),
        (replace(ASKED, mail="no address"), "mail", "address_not_email"),
        (replace(ASKED, mobile="call me"), "mobile", "not_a_phone"),
        (replace(ASKED, mobile=" "), "mobile", "required"),
        (replace(ASKED, mobile="0777 2825061"), "mobile", "not_a_mobile"),
        (replace(ASKED, mobile="12000000061"), "mobile", "not_a_phone"),
        (replace(ASKED, mobile="+852 5123 4567"), "mobile", "not_a_mobile"),
    ],
)
def test_what_nobody_can_be_reached_by_is_refused(
    asked: ProposeContact, field: str, code: str
) -> None:
    CONTACTS.given().when(proposing(asked)).then_refused(code, field=field)


def test_another_than_the_proposer_confirms_within_the_days_of_a_proposal() -> None:
    CONTACTS.given(PROPOSED).when(confirming()).then(CONFIRMED)
    CONTACTS.given(PROPOSED, CONFIRMED).when(confirming()).then_known(CONFIRMED)
    last = RULES.proposal_valid_days
    CONTACTS.given(PROPOSED).when(confirming(days=last)).then(CONFIRMED)
    late = CONTACTS.given(PROPOSED).when(confirming(days=last + 1))
    late.then_refused("proposal_too_old")
    CONTACTS.given(PROPOSED).when(confirming(SUPERVISOR)).then_refused("own_contact_proposal")
    settled = CONTACTS.given(PROPOSED, CONFIRMED)
    settled.when(confirming(SUPERVISOR)).then_refused("contact_confirmed_already")
    CONTACTS.given(PROPOSED, ENDED).when(confirming()).then_refused("contact_ended_already")
    CONTACTS.given().when(confirming()).then_refused("contact_not_proposed")


def test_one_person_alone_ends_a_contact_once() -> None:
    CONTACTS.given(PROPOSED, CONFIRMED).when(ending).then(ENDED)
    CONTACTS.given(PROPOSED, ENDED).when(ending).then_known(ENDED)
    CONTACTS.given().when(ending).then_refused("contact_not_proposed")


def test_links_go_to_whoever_answers_at_the_hour_first() -> None:
    night = replace(CONFIRMED, contact_id=ANOTHER)
    state = fold([PROPOSED, OTHER, CONFIRMED, night])
    assert in_turn(state, at_work=True) == (PROPOSED, OTHER)
    assert in_turn(state, at_work=False) == (OTHER, PROPOSED)
    assert in_turn(fold([PROPOSED, OTHER, night]), at_work=True) == (OTHER,)
    assert in_turn(fold([PROPOSED, CONFIRMED, ENDED]), at_work=True) == ()


def test_a_proposal_that_is_too_old_stands_in_nobodys_way() -> None:
    old = replace(PROPOSED, proposed_on=TODAY - timedelta(days=RULES.proposal_valid_days + 1))
    again = replace(ASKED, contact_id=ANOTHER)
    CONTACTS.given(old).when(proposing(again)).then(replace(PROPOSED, contact_id=ANOTHER))


def test_of_two_with_one_mailbox_one_alone_is_confirmed() -> None:
    renewed = replace(PROPOSED, contact_id=ANOTHER)
    other = replace(CONFIRMED, contact_id=ANOTHER)
    given = CONTACTS.given(PROPOSED, renewed, other)
    given.when(confirming()).then_refused("contact_known_already")
