"""A worry about a child who was erased, or whose own file is in trouble."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from domain.errors import RuleBroken
from domain.shared import CaseId, ChildId, Compartment
from tests import examples as given
from tests.application.casework import WORRY, open_casework, raised
from tests.engines import LedgerDatabases

OF_A_CHILD = [each for each in Compartment if each is not Compartment.ORGANISATION]
BY_HAND = replace(
    WORRY,
    case_id=CaseId(given.example_id(709)),
    child_id=ChildId(given.example_id(309)),
    name="示例学生",
)


@pytest.mark.parametrize(
    "gone",
    [OF_A_CHILD, [Compartment.HEALTH], [Compartment.IDENTITY], [Compartment.CARE]],
    ids=["all keys", "health", "identity", "care"],
)
def test_a_worry_about_an_erased_child_is_refused_and_can_be_told_by_hand(
    ledger: LedgerDatabases, gone: Collection[Compartment]
) -> None:
    office = open_casework(ledger)
    office.opened.vault.destroy(given.CHILD, gone, given.NOW)
    with pytest.raises(RuleBroken, match="child_erased"):
        raised(office)
    assert raised(office, BY_HAND).fresh


def test_the_name_of_a_pupil_who_was_erased_is_recorded_no_more(
    sqlite_ledger: LedgerDatabases,
) -> None:
    office = open_casework(sqlite_ledger)
    office.opened.vault.destroy(BY_HAND.child_id, [Compartment.IDENTITY], given.NOW)
    with pytest.raises(RuleBroken, match="child_erased"):
        raised(office, BY_HAND)


def test_a_worry_repeated_after_the_child_was_erased_is_refused(
    sqlite_ledger: LedgerDatabases,
) -> None:
    office = open_casework(sqlite_ledger)
    raised(office)
    office.opened.vault.destroy(given.CHILD, OF_A_CHILD, given.NOW)
    with pytest.raises(RuleBroken, match="child_erased"):
        raised(office)
