"""Whoever is shown which numbers were read learns of no name by asking for access."""

import pytest

from application.authorisation.finding import child_meant
from application.rows import ChildDescribed, ChildNumbered
from domain.access.table import Request as Asking
from domain.errors import Invalid
from domain.shared import PersonId
from tests import examples as given
from tests.office import AUDITOR, Office, acting

NAMED = ChildDescribed(name=given.CHILD_NAME, school_id=given.SCHOOL)
NUMBERED = ChildNumbered(number=given.CHILD.hex, school_id=None)


def meant(office: Office, by: PersonId, told: ChildDescribed | ChildNumbered) -> object:
    return child_meant(office.ledger, acting(by), Asking.ASK_ACCESS, told, given.NOW)


@pytest.mark.parametrize("told", [NAMED, NUMBERED])
def test_a_colleague_names_the_child_in_either_way(
    office: Office, told: ChildDescribed | ChildNumbered
) -> None:
    assert meant(office, given.TEACHER, told) == given.CHILD


def test_an_auditor_asks_by_number_alone_whether_or_not_there_is_such_a_child(
    office: Office,
) -> None:
    assert meant(office, AUDITOR, NUMBERED) == given.CHILD
    for name in (given.CHILD_NAME, "别人"):
        told = ChildDescribed(name=name, school_id=given.SCHOOL)
        with pytest.raises(Invalid, match="number_alone"):
            meant(office, AUDITOR, told)
