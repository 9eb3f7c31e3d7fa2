"""For whom a provider's name stands: linked by another, one at a time, and unlinked."""

from dataclasses import replace

from domain.accounts.links import NO_LINKS, LinksState, evolve, link, stands_for, unlink
from domain.accounts.outside_facts import (
    ExternalIdentityLinked,
    ExternalIdentityUnlinked,
    LinkEvent,
)
from domain.shared import LinkId
from tests.examples import OPERATOR, TEACHER, example_id
from tests.spec import Rule, Spec

LINKS: Spec[LinksState, LinkEvent] = Spec(evolve, NO_LINKS)

LINKED = ExternalIdentityLinked(
    person_id=TEACHER,
    link_id=LinkId(example_id(1601)),
    issuer="https://login.example",
    subject_digest="5f2b",
)
UNLINKED = ExternalIdentityUnlinked(person_id=TEACHER, link_id=LINKED.link_id)
ANOTHER = replace(LINKED, link_id=LinkId(example_id(1602)), subject_digest="9c00")


def linking(said: ExternalIdentityLinked) -> Rule[LinksState, LinkEvent]:
    return lambda state: link(state, said, by=OPERATOR, is_human=True)


def unlinking(said: ExternalIdentityUnlinked) -> Rule[LinksState, LinkEvent]:
    return lambda state: unlink(state, said)


def test_a_name_stands_for_the_person_it_is_linked_to() -> None:
    LINKS.given().when(linking(LINKED)).then(LINKED)
    state = LINKS.given(LINKED).state
    assert stands_for(state, LINKED.issuer, LINKED.subject_digest)
    assert not stands_for(state, LINKED.issuer, ANOTHER.subject_digest)
    assert not stands_for(state, "https://other.example", LINKED.subject_digest)


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
    assert not stands_for(state, LINKED.issuer, LINKED.subject_digest)


def test_what_was_never_linked_cannot_be_unlinked() -> None:
    LINKS.given().when(unlinking(UNLINKED)).then_refused("identity_not_linked")
