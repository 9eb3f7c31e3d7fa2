"""For whom a provider's name stands: linked by another, one at a time, and unlinked."""

from dataclasses import replace

import pytest

from domain.accounts.facts import (
    AccountDisabled,
    AccountInvited,
    DisablingReason,
    PasswordChanged,
    PasswordChangeReason,
)
from domain.accounts.links import (
    NO_LINKS,
    Heard,
    LinksState,
    evolve,
    is_own,
    link,
    standing,
    unlink,
)
from domain.accounts.outside_facts import (
    ExternalIdentityLinked,
    ExternalIdentityUnlinked,
)
from domain.shared import LinkId
from tests.examples import NOW, OPERATOR, TEACHER, example_id
from tests.spec import Rule, Spec

LINKS: Spec[LinksState, Heard] = Spec(evolve, NO_LINKS)

LINKED = ExternalIdentityLinked(
    person_id=TEACHER,
    link_id=LinkId(example_id(1601)),
    issuer="https://login.example",
    subject_digest="5f2b",
)
UNLINKED = ExternalIdentityUnlinked(person_id=TEACHER, link_id=LINKED.link_id)
INVITED = AccountInvited(person_id=TEACHER, expires_at=NOW)
CHOSEN = PasswordChanged(person_id=TEACHER, reason=PasswordChangeReason.FIRST)
RESET = replace(CHOSEN, reason=PasswordChangeReason.RESET_BY_OPERATOR)
CLOSED = AccountDisabled(person_id=TEACHER, reason=DisablingReason.MISUSED)
ANOTHER = replace(LINKED, link_id=LinkId(example_id(1602)), subject_digest="9c00")


def linking(said: ExternalIdentityLinked) -> Rule[LinksState, Heard]:
    return lambda state: link(state, said, by=OPERATOR, is_human=True)


def unlinking(said: ExternalIdentityUnlinked) -> Rule[LinksState, Heard]:
    return lambda state: unlink(state, said)


def test_a_name_stands_for_the_person_it_is_linked_to() -> None:
    LINKS.given().when(linking(LINKED)).then(LINKED)
    state = LINKS.given(LINKED).state
    assert standing(state, LINKED.issuer, LINKED.subject_digest) == LINKED
    assert standing(state, LINKED.issuer, ANOTHER.subject_digest) is None
    assert standing(state, "https://other.example", LINKED.subject_digest) is None


def test_a_repeat_is_known() -> None:
    LINKS.given(LINKED).when(linking(LINKED)).then_known(LINKED)


def test_a_person_has_one_name_with_a_provider() -> None:
    LINKS.given(LINKED).when(linking(ANOTHER)).then_refused("identity_already_linked")
    LINKS.given(LINKED, UNLINKED).when(linking(ANOTHER)).then(ANOTHER)


def test_an_id_stands_for_one_link() -> None:
    other = replace(ANOTHER, link_id=LINKED.link_id)
    LINKS.given(LINKED, UNLINKED).when(linking(other)).then_refused("identity_already_linked")


def test_nobody_links_a_name_to_themselves() -> None:
    LINKS.given().when(lambda state: link(state, LINKED, by=TEACHER, is_human=True)).then_refused(
        "account_of_oneself"
    )


def test_a_name_stands_for_human_beings_only() -> None:
    LINKS.given().when(lambda state: link(state, LINKED, by=OPERATOR, is_human=False)).then_refused(
        "not_a_registered_human"
    )


def test_what_is_unlinked_stands_for_nobody_and_stays_so() -> None:
    LINKS.given(LINKED).when(unlinking(UNLINKED)).then(UNLINKED)
    LINKS.given(LINKED, UNLINKED).when(unlinking(UNLINKED)).then_known(UNLINKED)
    state = LINKS.given(LINKED, UNLINKED).state
    assert standing(state, LINKED.issuer, LINKED.subject_digest) is None


def test_what_was_never_linked_cannot_be_unlinked() -> None:
    LINKS.given().when(unlinking(UNLINKED)).then_refused("identity_not_linked")


@pytest.mark.parametrize("voiding", [INVITED, RESET, CLOSED])
def test_what_voids_a_password_voids_the_names_linked_before(voiding: Heard) -> None:
    state = LINKS.given(LINKED, voiding).state
    assert standing(state, LINKED.issuer, LINKED.subject_digest) is None
    LINKS.given(LINKED, voiding).when(linking(ANOTHER)).then(ANOTHER)


def test_a_name_is_ones_own_that_one_linked_with_a_password_chosen() -> None:
    chosen = LINKS.given(INVITED, CHOSEN, LINKED).state
    assert is_own(chosen, LINKED.link_id, by=TEACHER)
    assert not is_own(chosen, LINKED.link_id, by=OPERATOR)


def test_a_name_linked_while_a_code_was_out_may_be_of_whoever_gave_it() -> None:
    early = LINKS.given(INVITED, LINKED, CHOSEN).state
    assert standing(early, LINKED.issuer, LINKED.subject_digest) == LINKED
    assert not is_own(early, LINKED.link_id, by=TEACHER)
