"""Link and code go to whom the hospital's directory names, and on to the next where they fail."""

from dataclasses import replace
from datetime import timedelta

from domain.referrals.facts import ReferralsEvent
from domain.referrals.hospital.liaison_facts import (
    LiaisonEnd,
    LinkWay,
    OutsideLinkSent,
    OutsideLinkUndelivered,
)
from domain.referrals.hospital.link_sending import (
    SendLink,
    give_up_link,
    send_link,
    sent_to,
    tried_in_vain,
)
from domain.referrals.rules import Answer
from domain.referrals.state import CaseState, fold
from domain.shared import ContactId
from tests.case_examples import CASE, CONCERN, CRISIS_LEAD, HOSPITAL, TAKEN
from tests.domain.referrals.test_liaisons import (
    ANOTHER,
    CASES,
    ENDED,
    ENTERED,
    NAMED,
    NURSE,
    OUTSIDE,
    REFERRED,
)
from tests.examples import CHILD, NOW, RULES, example_id
from tests.hospital_examples import DECLINED
from tests.spec import Rule

CONTACT, NEXT = ContactId(example_id(3901)), ContactId(example_id(3902))
SEND = SendLink(contact_id=CONTACT, naming=NURSE, code_digest="right")
SENT = OutsideLinkSent(case_id=CASE, child_id=CHILD, liaison_id=OUTSIDE, contact_id=CONTACT)
FOLLOWING = SendLink(
    contact_id=NEXT, naming=replace(NURSE, liaison_id=ANOTHER), code_digest="another"
)
PASSED_ON = OutsideLinkUndelivered(
    case_id=CASE, child_id=CHILD, liaison_id=OUTSIDE, by=LinkWay.EMAIL, passed_on=True
)
LEFT = replace(PASSED_ON, passed_on=False)
REPLACED = replace(ENDED, reason=LiaisonEnd.REPLACED)
NAMED_NEXT = replace(NAMED, liaison_id=ANOTHER, code_digest="another")
SENT_NEXT = replace(SENT, liaison_id=ANOTHER, contact_id=NEXT)


def sending(state: CaseState) -> Answer:
    return send_link(state, SEND, by=CRISIS_LEAD, now=NOW, rules=RULES)


def failing(
    following: SendLink | None = FOLLOWING, days: int = 0
) -> Rule[CaseState, ReferralsEvent]:
    at = NOW + timedelta(days=days)
    return lambda state: give_up_link(state, OUTSIDE, LinkWay.EMAIL, following, now=at, rules=RULES)


def test_whom_it_is_sent_to_is_named_and_may_come_in_once() -> None:
    CASES.given(*REFERRED).when(sending).then(NAMED, SENT)
    CASES.given(*REFERRED, NAMED, SENT).when(sending).then_known(NAMED)
    CASES.given(CONCERN, TAKEN).when(sending).then_refused("no_hospital_has_it")


def test_what_did_not_go_out_goes_to_the_next_by_the_one_who_gave_it() -> None:
    given = CASES.given(*REFERRED, NAMED, SENT)
    # Later on: the next has as many days as the one before had.
    later = replace(NAMED_NEXT, ends_at=NAMED.ends_at + timedelta(days=1))
    by_nobody_else = replace(REPLACED, ended_by=CRISIS_LEAD)
    given.when(failing(days=1)).then(PASSED_ON, by_nobody_else, later, SENT_NEXT)


def test_where_nobody_is_left_the_school_is_told_once() -> None:
    CASES.given(*REFERRED, NAMED, SENT).when(failing(None)).then(LEFT)
    CASES.given(*REFERRED, NAMED, SENT, LEFT).when(failing(None)).then_known(LEFT)
    CASES.given(*REFERRED, NAMED, SENT, LEFT).when(failing()).then_known(LEFT)


def test_nothing_is_passed_on_of_a_link_that_is_used_ended_over_or_was_not_sent() -> None:
    for before, days in (
        ((NAMED, SENT, ENTERED), 0),
        ((NAMED, SENT, ENDED), 0),
        ((NAMED, SENT, DECLINED), 0),
        ((NAMED, SENT), 14),
        ((NAMED,), 0),
        ((), 0),
    ):
        CASES.given(*REFERRED, *before).when(failing(days=days)).then_refused("outside_link_over")


def test_whom_nothing_reached_is_passed_over_at_that_hospital() -> None:
    state = fold([*REFERRED, NAMED, SENT, PASSED_ON, REPLACED, NAMED_NEXT, SENT_NEXT])
    assert tried_in_vain(state, HOSPITAL) == {CONTACT}
    assert sent_to(state, OUTSIDE, NOW) is None
    waits = sent_to(state, ANOTHER, NOW)
    assert waits is not None
    assert waits.contact_id == NEXT
