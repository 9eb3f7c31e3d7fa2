"""A child who is registered and has no file yet belongs to the offices above and below."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from application.care_files.care import open_care_file
from application.care_files.children import record_carer, register_child
from application.care_files.opening import OpenFile, open_file
from application.ports import Actor, Commit
from domain.care.facts import Category, Evidence, Standard, StatedBy
from domain.care.state import OpenCareFile, Residence, Schooling, StatedCategory
from domain.children.facts import CarerStanding
from domain.children.state import RecordCarer, RegisterChild
from domain.codelists import Sex
from domain.errors import Invalid, RuleBroken
from domain.shared import CarerId, ChildId, DutyId, OrganisationId, PersonId, RequestId, VerifiedBy
from domain.staff.facts import DutyAssigned, PersonKind, PersonRegistered, Role
from tests import examples as given
from tests.office import DIRECTOR, LEADER, WEEK_AGO, Office, acting

NEW = ChildId(given.example_id(771))
FAR_COUNTY, FAR_TOWNSHIP, FAR_VILLAGE = (
    OrganisationId(given.example_id(number)) for number in (774, 775, 776)
)
STRANGER, MOVED = PersonId(given.example_id(777)), PersonId(given.example_id(778))
MOVED_ON = given.TODAY - timedelta(days=9)


def registration(name: str = "示例", id_number: str | None = None) -> RegisterChild:
    return RegisterChild(
        child_id=NEW, name=name, sex=Sex.FEMALE, born_on=given.BORN_ON, id_number=id_number
    )


def registers(office: Office, by: PersonId, request: RegisterChild | None = None) -> None:
    register_child(office.ledger, acting(by), request or registration(), given.NOW)


def carer(child_id: ChildId = NEW) -> RecordCarer:
    return RecordCarer(
        child_id=child_id,
        carer_id=CarerId(given.example_id(772)),
        name="示例爷爷",
        relation_code="61",
        standing=CarerStanding.CLOSE_RELATIVE,
        as_of_on=given.TODAY,
        verified_by=VerifiedBy.HEARD,
    )


def adds_carer(office: Office, by: Actor, child_id: ChildId = NEW) -> None:
    record_carer(office.ledger, by, carer(child_id), given.NOW)


def file_at(village_id: OrganisationId, child_id: ChildId = NEW) -> OpenCareFile:
    return OpenCareFile(
        child_id=child_id,
        organisation_id=village_id,
        opened_on=given.TODAY,
        residence=Residence(village_id=village_id),
        schooling=Schooling(
            as_of_on=given.TODAY, school_id=given.SCHOOL, class_id=given.SCHOOL_CLASS
        ),
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


def opens_file(
    office: Office, by: Actor, village_id: OrganisationId = given.VILLAGE, child_id: ChildId = NEW
) -> None:
    open_care_file(office.ledger, by, file_at(village_id, child_id), given.NOW)


def directs(
    person_id: PersonId, number: int, place: OrganisationId, from_on: date, to_on: date | None
) -> DutyAssigned:
    return DutyAssigned(
        person_id=person_id,
        duty_id=DutyId(given.example_id(number)),
        role=Role.VILLAGE_DIRECTOR,
        organisation_id=place,
        from_on=from_on,
        to_on=to_on,
    )


def far_away(office: Office) -> None:
    """Found another county with a village, its director, and one who came from ours."""
    facts = (
        replace(given.COUNTY_OFFICE_REGISTERED, organisation_id=FAR_COUNTY, name="远县教育局"),
        replace(given.TOWNSHIP_REGISTERED, organisation_id=FAR_TOWNSHIP, parent_id=FAR_COUNTY),
        replace(given.VILLAGE_REGISTERED, organisation_id=FAR_VILLAGE, parent_id=FAR_TOWNSHIP),
        PersonRegistered(person_id=STRANGER, kind=PersonKind.HUMAN, name="示例甲"),
        directs(STRANGER, 781, FAR_VILLAGE, MOVED_ON, None),
        PersonRegistered(person_id=MOVED, kind=PersonKind.HUMAN, name="示例乙"),
        directs(MOVED, 782, given.VILLAGE, given.TODAY - timedelta(days=90), MOVED_ON),
        directs(MOVED, 783, FAR_VILLAGE, MOVED_ON + timedelta(days=1), None),
    )
    opened = office.opened
    opened.ledger.log.append(
        Commit(
            facts=facts,
            expected={opened.mapper.stream_of(fact): 0 for fact in facts},
            request_id=RequestId(given.example_id(780)),
            actor_id=given.SUPERVISOR,
            recorded_at=WEEK_AGO,
        )
    )
    assert opened.projector.catch_up(wait_ms=5_000)


def files_by_form(office: Office, by: Actor, village_id: OrganisationId) -> None:
    """Send the form with the very name, sex and birth date that are registered."""
    request = OpenFile(child=registration(), carer=carer(), file=file_at(village_id))
    open_file(office.ledger, by, request, given.NOW)


def test_whoever_comes_by_the_id_elsewhere_is_told_as_of_a_child_whom_nobody_registered(
    office: Office,
) -> None:
    """To open a file takes the child to one's own: name, address and telephones with it."""
    far_away(office)
    registers(office, given.TEACHER)
    head, stranger = office.opened.recorder.head(), acting(STRANGER)
    for child_id in (NEW, ChildId(given.example_id(773))):
        with pytest.raises(RuleBroken, match="child_not_registered"):
            adds_carer(office, stranger, child_id)
        with pytest.raises(RuleBroken, match="child_not_registered"):
            opens_file(office, stranger, FAR_VILLAGE, child_id)
    # The words of the registration are no key to it, nor told right by what is answered.
    with pytest.raises(RuleBroken, match="child_registered_otherwise"):
        files_by_form(office, stranger, FAR_VILLAGE)
    for name in ("示例", "别人"):
        with pytest.raises(RuleBroken, match="child_registered_otherwise"):
            registers(office, STRANGER, registration(name))
    assert office.opened.recorder.head() == head


def test_a_child_with_a_file_elsewhere_is_told_as_one_whom_nobody_registered(
    office: Office,
) -> None:
    far_away(office)
    head, stranger = office.opened.recorder.head(), acting(STRANGER)
    for child_id in (given.CHILD, ChildId(given.example_id(773))):
        with pytest.raises(RuleBroken, match="child_not_registered"):
            adds_carer(office, stranger, child_id)
        with pytest.raises(RuleBroken, match="child_not_registered"):
            opens_file(office, stranger, FAR_VILLAGE, child_id)
    # Under a free id a child is registered; an id in use is refused without telling whose it is.
    with pytest.raises(RuleBroken, match="child_registered_otherwise"):
        registers(office, STRANGER, replace(registration(), child_id=given.CHILD))
    assert office.opened.recorder.head() == head


def test_whoever_works_in_the_same_township_is_told_whom_to_ask(office: Office) -> None:
    number = "450721201503120026"
    registers(office, given.TEACHER, registration(id_number=number))
    anew = replace(registration(id_number=number), child_id=ChildId(given.example_id(779)))
    for wants in (adds_carer, opens_file, lambda *_by: registers(office, DIRECTOR, anew)):
        with pytest.raises(RuleBroken, match="child_registered_by_office") as refused:
            wants(office, acting(DIRECTOR))
        assert refused.value.parameters == {"office": given.SCHOOL_CLASS_REGISTERED.name}


@pytest.mark.parametrize(
    ("first", "then"), [(given.TEACHER, LEADER), (LEADER, given.TEACHER)], ids=["above", "below"]
)
def test_the_office_above_or_below_goes_on_with_the_child(
    office: Office, first: PersonId, then: PersonId
) -> None:
    registers(office, first)
    adds_carer(office, acting(then))
    opens_file(office, acting(then), given.VILLAGE)
    assert office.ledger.access.chain_of_child(NEW)


def test_where_a_registrar_worked_before_has_no_part_in_it(office: Office) -> None:
    far_away(office)
    registers(office, MOVED)
    with pytest.raises(RuleBroken, match="child_not_registered"):
        adds_carer(office, acting(DIRECTOR))
    adds_carer(office, acting(STRANGER))


def test_a_class_of_another_school_opens_no_file_by_either_door(office: Office) -> None:
    director = acting(DIRECTOR)
    registers(office, DIRECTOR)
    adds_carer(office, director)
    other = replace(given.SCHOOL_REGISTERED, organisation_id=given.OTHER_SCHOOL)
    office.ledger.log.append(
        Commit(
            facts=(other,),
            expected={office.opened.mapper.stream_of(other): 0},
            request_id=RequestId(given.example_id(784)),
            actor_id=given.OPERATOR,
            recorded_at=given.NOW,
        )
    )
    there = replace(file_at(given.VILLAGE).schooling, school_id=given.OTHER_SCHOOL)
    file = replace(file_at(given.VILLAGE), schooling=there)
    whole = OpenFile(child=registration(), carer=carer(), file=file)
    with pytest.raises(Invalid, match="class_of_another_school"):
        open_care_file(office.ledger, director, file, given.NOW)
    with pytest.raises(Invalid, match="class_of_another_school"):
        open_file(office.ledger, director, whole, given.NOW)
