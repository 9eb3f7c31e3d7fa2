"""Whoever is shown which numbers were read learns of no name by asking for access."""

import pytest

from application.authorisation.finding import child_meant
from application.rows import ChildDescribed, ChildNumbered
from domain.access.table import Request as Asking
from domain.errors import NotPermitted
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


@pytest.mark.parametrize("told", [NAMED, NUMBERED])
def test_an_auditor_who_reads_of_numbers_finds_nobody_by_them(
    office: Office, told: ChildDescribed | ChildNumbered
) -> None:
    with pytest.raises(NotPermitted):
        meant(office, AUDITOR, told)
