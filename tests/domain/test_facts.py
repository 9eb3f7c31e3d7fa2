"""What all facts have in common, and that no context folds another's."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import get_args

import pytest

from domain.accounts import facts as accounts
from domain.accounts import outside_facts as outside
from domain.alerts.facts import AlertsEvent
from domain.breaches import facts as breaches
from domain.breaches import state as breaches_state
from domain.care import facts as care
from domain.care import state as care_state
from domain.children import facts as children
from domain.children import state as children_state
from domain.clocks import facts as clocks
from domain.consent import facts as consent
from domain.consent import state as consent_state
from domain.disclosures import facts as disclosures
from domain.disclosures import state as disclosures_state
from domain.grants import facts as grants
from domain.grants import state as grants_state
from domain.pairing import facts as pairing
from domain.pairing import state as pairing_state
from domain.reads.facts import Reading, RecordsRead
from domain.referrals import facts as referrals
from domain.referrals import state as referrals_state
from domain.reporting import facts as reporting
from domain.rights import facts as rights
from domain.rights import state as rights_state
from domain.security import facts as security
from domain.shared import KeptBeside, Purpose, ReadId
from domain.staff import facts as staff
from domain.staff import state as staff_state
from domain.visits import facts as visit_facts
from domain.visits import state as visits
from tests.examples import (
    CARE_FILE_OPENED,
    CHILD,
    CHILD_REGISTERED,
    MENTOR_PAIRED,
    TEACHER,
    TEACHER_REGISTERED,
    example_id,
)

CONTEXTS: dict[str, tuple[type, ...]] = {
    "staff": get_args(staff.StaffEvent),
    "children": get_args(children.ChildrenEvent),
    "care": get_args(care.CareEvent),
    "pairing": get_args(pairing.PairingEvent),
    "visits": get_args(visit_facts.VisitsEvent),
    "reads": (RecordsRead,),
    "referrals": get_args(referrals.ReferralsEvent),
    "alerts": get_args(AlertsEvent),
    "reporting": get_args(reporting.ReportingEvent),
    "clocks": get_args(clocks.ClocksEvent),
    "grants": get_args(grants.GrantsEvent),
    "disclosures": get_args(disclosures.DisclosuresEvent),
    "breaches": get_args(breaches.BreachesEvent),
    "rights": get_args(rights.RightsEvent),
    "security": get_args(security.SecurityEvent),
    "consent": get_args(consent.ConsentEvent),
    "accounts": (*get_args(accounts.AccountsEvent), *get_args(outside.OutsideEvent)),
}
FACTS = [fact for facts in CONTEXTS.values() for fact in facts]
READ = RecordsRead(
    read_id=ReadId(example_id(701)),
    reader_id=TEACHER,
    child_ids=(CHILD,),
    what=Reading.CARE_FILE,
    purpose=Purpose.CARE,
)


def test_no_two_facts_share_a_name() -> None:
    assert len(FACTS) == len({fact.__name__ for fact in FACTS})


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_is_a_dataclass_of_named_fields(fact: type) -> None:
    assert is_dataclass(fact)
    assert all(each.kw_only for each in fields(fact))
    assert "__dict__" not in dir(fact)


@pytest.mark.parametrize(
    "fact",
    [TEACHER_REGISTERED, CHILD_REGISTERED, CARE_FILE_OPENED, MENTOR_PAIRED, READ],
    ids=lambda fact: type(fact).__name__,
)
def test_a_fact_cannot_be_changed(
    fact: staff.StaffEvent | children.ChildrenEvent | care.CareEvent | RecordsRead,
) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(fact, fields(fact)[0].name, None)


def test_what_is_kept_beside_is_marked_and_named_so() -> None:
    marked = {fact.__name__ for fact in FACTS if issubclass(fact, KeptBeside)}
    assert marked == {fact.__name__ for fact in FACTS if fact.__name__.endswith("ConflictKept")}


@pytest.mark.parametrize(
    ("evolve", "initial"),
    [
        (staff_state.evolve, staff_state.NO_STAFF),
        (children_state.evolve, children_state.NO_CHILD),
        (care_state.evolve, care_state.NO_CARE_FILE),
        (pairing_state.evolve, pairing_state.NO_PAIRINGS),
        (visits.evolve, visits.NO_VISITS),
        (referrals_state.evolve, referrals_state.NO_CASE),
        (grants_state.evolve, grants_state.NO_GRANTS),
        (consent_state.evolve, consent_state.NO_CONSENT),
        (rights_state.evolve, rights_state.NO_RIGHTS),
        (disclosures_state.evolve, disclosures_state.NO_DISCLOSURES),
        (breaches_state.evolve, breaches_state.NO_BREACH),
    ],
    ids=[
        "staff",
        "children",
        "care",
        "pairing",
        "visits",
        "referrals",
        "grants",
        "consent",
        "rights",
        "disclosures",
        "breaches",
    ],
)
def test_a_fact_of_another_context_is_never_folded(
    evolve: Callable[[object, object], object], initial: object
) -> None:
    with pytest.raises(AssertionError):
        evolve(initial, READ)
