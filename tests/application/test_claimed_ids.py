"""An id under which something begins is its subject's own from the commit on that uses it first."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import get_type_hints
from uuid import UUID, uuid4

import pytest

from application.claimed_ids import CHOSEN, Chosen, id_claims
from application.ports import Claim, ClaimTaken, History, Receipt
from application.recording import Request, record
from domain.errors import RuleBroken
from domain.grants.facts import AccessRequested, GlassBroken
from domain.shared import ChildId, GrantId
from infrastructure.log.names import NAMES
from tests import examples as given
from tests.domain.grants.examples import BROKEN, REQUESTED
from tests.office import Office, acting
from tests.vectors.samples import SAMPLES

EXAMPLES: Mapping[type[object], object] = MappingProxyType(
    {type(sample): sample for sample in SAMPLES.values()}
)
BEGUN_BY_ID = {"referrals", "reporting", "alerts", "reads", "security"}
"""Contexts whose streams are called by the very id that callers choose: their versions guard it."""
OF_A_SUBJECT = {
    "class_id": "a place",
    "employer_id": "a place",
    "organisation_id": "a place",
    "parent_id": "a place",
    "recipient_id": "a place",
    "school_id": "a place",
    "village_id": "a place",
    "case_id": "names a worry",
    "child_id": "a child, or names one",
    "like_child_id": "names a child",
    "mentor_id": "names a person",
    "person_id": "names a person",
}
WITHIN_ITS_STREAM = {
    "carer_id": "of a child: siblings may share a carer, and no view has a row for it",
    "consent_id": "read in the stream of its subject alone",
    "interview_id": "read in the stream of its child alone",
    "list_id": "names a list that is kept for a day",
    "device_id": "a row that is only ever inserted",
    "link_id": "read in the stream of its person alone",
    "notice_id": "read in the stream of its organisation alone",
    "previous_pairing_id": "of a pairing that began before",
    "rule_set_id": "read in the one stream of the city",
    "recovery_id": "a row that is only ever inserted",
    "talk_id": "kept in the row of its child",
    "token_id": "a row that is only ever inserted",
    "visit_id": "kept in the row of its child",
}


def recorded(office: Office, fact: object) -> Receipt:
    """Record a fact as every use case does, under a request of its own."""
    stream = office.opened.mapper.stream_of(fact)
    asked = Request(request_id=uuid4(), actor=acting(given.SUPERVISOR), now=given.NOW)
    return record(office.ledger, asked, [stream], lambda _history: (fact,))


def altered(fact: object, field: str, value: UUID) -> object:
    make: Callable[..., object] = type(fact)
    return make(**{each: getattr(fact, each) for each in get_type_hints(make)} | {field: value})


def of_another(fact: object, chosen: Chosen) -> object:
    return altered(fact, chosen.subject_field, uuid4())


def test_each_fact_that_begins_something_claims_its_id_for_its_subject(office: Office) -> None:
    for kind, chosen in CHOSEN.values():
        assert chosen.subject_field.endswith("_id"), kind
    for fact_type, (_kind, chosen) in CHOSEN.items():
        fact = altered(EXAMPLES[fact_type], chosen.id_field, uuid4())
        stream = office.opened.mapper.stream_of(fact)
        assert stream.subject_id == getattr(fact, chosen.subject_field)
        first = recorded(office, fact)
        other = of_another(fact, chosen)
        with pytest.raises(RuleBroken, match="id_already_used"):
            recorded(office, other)
        history = office.ledger.log.load([office.opened.mapper.stream_of(other)])
        assert isinstance(history, History)
        assert history.recorded == ()
        again = recorded(office, fact)
        assert again.position == first.position + 1


def test_one_kind_holds_two_sorts_of_facts_apart_that_share_a_view(office: Office) -> None:
    recorded(office, REQUESTED)
    with pytest.raises(RuleBroken, match="id_already_used"):
        recorded(office, replace(BROKEN, grant_id=REQUESTED.grant_id, child_id=given.OTHER_CHILD))
    kinds = {CHOSEN[AccessRequested][0], CHOSEN[GlassBroken][0]}
    assert kinds == {"grant"}


def test_what_begins_nothing_claims_nothing(office: Office) -> None:
    visit = next(each for name, each in SAMPLES.items() if "home_visit_logged" in name)
    assert id_claims((visit, given.CHILD_REGISTERED)) == ()
    assert recorded(office, given.TEACHER_REGISTERED).fresh


def test_a_taken_value_that_is_no_id_is_told_to_whoever_claimed_it(office: Office) -> None:
    def claiming(owner: UUID) -> None:
        fact = replace(REQUESTED, grant_id=GrantId(uuid4()), child_id=ChildId(owner))
        claim = Claim(kind="of_a_test", value="the same", owner_id=owner)
        asked = Request(
            request_id=uuid4(),
            actor=acting(given.SUPERVISOR),
            now=given.NOW,
            claims=lambda _facts: [claim],
        )
        stream = office.opened.mapper.stream_of(fact)
        record(office.ledger, asked, [stream], lambda _history: (fact,))

    claiming(given.CHILD)
    with pytest.raises(ClaimTaken) as taken:
        claiming(given.OTHER_CHILD)
    assert (taken.value.kind, taken.value.owner_id) == ("of_a_test", given.CHILD)


def test_of_every_id_in_a_fact_it_is_said_whose_it_is() -> None:
    claimed = {chosen.id_field for _kind, chosen in CHOSEN.values()}
    found = {
        name
        for row in NAMES.rows
        for name in get_type_hints(row.fact)
        if name.endswith("_id") and name != row.stream_field and row.context not in BEGUN_BY_ID
    }
    assert found == claimed | OF_A_SUBJECT.keys() | WITHIN_ITS_STREAM.keys()
