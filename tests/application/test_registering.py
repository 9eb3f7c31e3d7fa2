"""A child who is registered and has no file yet belongs to the offices above and below."""

import pytest

from application.care_files.care import open_care_file
from application.care_files.children import record_carer, register_child
from application.ports import Actor
from domain.care.facts import Category, Evidence, Standard, StatedBy
from domain.care.state import OpenCareFile, Residence, Schooling, StatedCategory
from domain.children.facts import CarerStanding, VerifiedBy
from domain.children.state import RecordCarer, RegisterChild
from domain.codelists import Sex
from domain.errors import RuleBroken
from domain.shared import CarerId, ChildId, OrganisationId, PersonId
from tests import examples as given
from tests.office import LEADER, STRANGER, Office, acting

NEW = ChildId(given.example_id(771))


def registers(office: Office, by: PersonId) -> None:
    request = RegisterChild(child_id=NEW, name="示例", sex=Sex.FEMALE, born_on=given.BORN_ON)
    register_child(office.ledger, acting(by), request, given.NOW)


def adds_carer(office: Office, by: Actor, child_id: ChildId = NEW) -> None:
    request = RecordCarer(
        child_id=child_id,
        carer_id=CarerId(given.example_id(772)),
        name="示例爷爷",
        relation_code="61",
        standing=CarerStanding.CLOSE_RELATIVE,
        as_of_on=given.TODAY,
        verified_by=VerifiedBy.HEARD,
    )
    record_carer(office.ledger, by, request, given.NOW)


def opens_file(
    office: Office, by: Actor, village_id: OrganisationId, child_id: ChildId = NEW
) -> None:
    request = OpenCareFile(
        child_id=child_id,
        organisation_id=village_id,
        opened_on=given.TODAY,
        residence=Residence(village_id=village_id),
        schooling=Schooling(as_of_on=given.TODAY),
        categories=(
            StatedCategory(
                category=Category.LEFT_BEHIND,
                standard=Standard.CIVIL_AFFAIRS,
                stated_by=StatedBy.CIVIL_AFFAIRS,
                evidence=Evidence.SURVEY_FORM,
                from_on=given.TODAY,
            ),
        ),
    )
    open_care_file(office.ledger, by, request, given.NOW)


def test_whoever_comes_by_the_id_elsewhere_is_told_as_of_a_child_whom_nobody_registered(
    office: Office,
) -> None:
    """To open a file takes the child to one's own: name, address and telephones with it."""
    registers(office, given.TEACHER)
    head, stranger = office.opened.recorder.head(), acting(STRANGER)
    for child_id in (NEW, ChildId(given.example_id(773))):
        with pytest.raises(RuleBroken, match="child_not_registered"):
            adds_carer(office, stranger, child_id)
        with pytest.raises(RuleBroken, match="child_not_registered"):
            opens_file(office, stranger, given.OTHER_VILLAGE, child_id)
    assert office.opened.recorder.head() == head


@pytest.mark.parametrize(
    ("first", "then"), [(given.TEACHER, LEADER), (LEADER, given.TEACHER)], ids=["above", "below"]
)
def test_the_office_above_or_below_goes_on_with_the_child(
    office: Office, first: PersonId, then: PersonId
) -> None:
    registers(office, first)
    head = office.opened.recorder.head()
    adds_carer(office, acting(then))
    assert office.opened.recorder.head() == head + 1
