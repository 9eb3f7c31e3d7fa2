"""What a row of a list asks for: a child registered, a carer recorded, a care file opened."""

from datetime import date
from functools import reduce
from uuid import uuid5

from application.survey.known_places import KnownPlaces
from domain.care.facts import Category, Evidence, Standard, StatedBy
from domain.care.state import OpenCareFile, Residence, Schooling, StatedCategory
from domain.children.facts import CarerStanding
from domain.children.rules import may_stand_as, record_carer, register_child
from domain.children.state import NO_CHILD, RecordCarer, RegisterChild, evolve
from domain.codelists import RELATIONS, Relation, Sex
from domain.errors import DomainError
from domain.ruleset import RuleSet
from domain.shared import CarerId, ChildId, Known, VerifiedBy
from domain.survey.rows import RosterRow, ToldCategories


def child_of(row: RosterRow, child_id: ChildId, name: str, born_on: date) -> RegisterChild:
    """Return the registration of the child that a row tells of."""
    return RegisterChild(
        child_id=child_id,
        name=name,
        sex=row.sex or Sex.UNKNOWN,
        born_on=born_on,
        id_number=row.id_number,
        student_number=row.student_number,
        ethnicity_code=row.ethnicity_code,
        address="".join(filter(None, (row.township, row.village, row.address))) or None,
    )


def carer_of(row: RosterRow, child_id: ChildId, today: date) -> RecordCarer | None:
    """Return who a row says looks after the child; nobody without name and relation.

    Of the same name it is the same carer of this child. A list does not tell in what right: a
    parent is the guardian (民法典 §27), another close relative stands as one (§1045), whoever
    else as entrusted with the child.
    """
    relation = RELATIONS.get(row.carer.relation_code or "")
    if row.carer.name is None or relation is None:
        return None
    return RecordCarer(
        child_id=child_id,
        carer_id=CarerId(uuid5(child_id, f"carer/{row.carer.name}")),
        name=row.carer.name,
        relation_code=relation.code,
        standing=_standing(relation),
        phone=row.carer.phone,
        as_of_on=today,
        verified_by=VerifiedBy.HEARD,
    )


def is_recordable(row: RosterRow, child_id: ChildId, today: date, rules: RuleSet) -> bool:
    """Return whether the rules let a child and a carer of these words be recorded."""
    if row.name is None or row.born_on is None:
        return False
    child = child_of(row, child_id, row.name, row.born_on)
    carer = carer_of(row, child_id, today)
    try:
        answer = register_child(NO_CHILD, child, today=today, rules=rules, keeps_wrong_number=True)
        if carer is not None and not isinstance(answer, Known):
            record_carer(reduce(evolve, answer, NO_CHILD), carer, today=today)
    except DomainError:
        return False
    return True


def opens_file(row: RosterRow, places: KnownPlaces) -> bool:
    """Return whether a row is enough to open a care file: village, school and a category."""
    is_placed = places.village(row) is not None and places.school(row) is not None
    return is_placed and bool(_told(row.categories))


def care_file_of(
    row: RosterRow, child_id: ChildId, places: KnownPlaces, today: date
) -> OpenCareFile | None:
    """Return the care file that a row is enough to open, kept by the village; or nothing."""
    village_id, school_id = places.village(row), places.school(row)
    categories = _categories(row, today)
    if village_id is None or school_id is None or not categories:
        return None
    return OpenCareFile(
        child_id=child_id,
        organisation_id=village_id,
        opened_on=today,
        residence=Residence(village_id=village_id),
        schooling=Schooling(
            as_of_on=today, school_id=school_id, boarding=row.schooling.is_boarding
        ),
        categories=categories,
    )


def _standing(relation: Relation) -> CarerStanding:
    if relation.is_parent:
        return CarerStanding.GUARDIAN
    if may_stand_as(relation, CarerStanding.CLOSE_RELATIVE):
        return CarerStanding.CLOSE_RELATIVE
    return CarerStanding.ENTRUSTED_CARER


def _categories(row: RosterRow, today: date) -> tuple[StatedCategory, ...]:
    """A list with student numbers is a school's; any other a survey of civil affairs."""
    by_school = row.student_number is not None
    return tuple(
        StatedCategory(
            category=category,
            standard=Standard.SCHOOL_REGISTER if by_school else Standard.CIVIL_AFFAIRS,
            stated_by=StatedBy.SCHOOL if by_school else StatedBy.CIVIL_AFFAIRS,
            evidence=Evidence.REGISTER_ENTRY if by_school else Evidence.SURVEY_FORM,
            from_on=today,
        )
        for category in _told(row.categories)
    )


def _told(told: ToldCategories) -> tuple[Category, ...]:
    holds = {
        Category.LEFT_BEHIND: told.left_behind,
        Category.MIGRANT: told.migrant,
        Category.ORPHAN: told.orphan,
    }
    return tuple(category for category, is_told in holds.items() if is_told)
