"""The care file: opening it, and how closely to look."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX, CallDep
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body, Day, Flag, Number
from application.care_files import care
from domain.care.facts import Category, Evidence, NotInSchoolReason, Standard, StatedBy
from domain.care.state import (
    AssessCareLevel,
    Assessment,
    OpenCareFile,
    Residence,
    Schooling,
    StatedCategory,
)
from domain.shared import ChildId, OrganisationId

router = APIRouter(prefix=PREFIX, tags=["care"])


class ResidenceBody(Body):
    village_id: OrganisationId
    from_on: Day | None = None

    def value(self) -> Residence:
        return Residence(village_id=self.village_id, from_on=self.from_on)


class SchoolingBody(Body):
    as_of_on: Day
    school_id: OrganisationId | None = None
    class_id: OrganisationId | None = None
    boarding: Flag | None = None
    not_in_school_reason: NotInSchoolReason | None = None

    def value(self) -> Schooling:
        return Schooling(
            as_of_on=self.as_of_on,
            school_id=self.school_id,
            class_id=self.class_id,
            boarding=self.boarding,
            not_in_school_reason=self.not_in_school_reason,
        )


class CategoryBody(Body):
    category: Category
    standard: Standard
    stated_by: StatedBy
    evidence: Evidence
    from_on: Day

    def value(self) -> StatedCategory:
        return StatedCategory(
            category=self.category,
            standard=self.standard,
            stated_by=self.stated_by,
            evidence=self.evidence,
            from_on=self.from_on,
        )


class AssessmentBody(Body):
    level: Number
    basis: str
    assessed_on: Day
    next_review_on: Day

    def value(self) -> Assessment:
        return Assessment(
            level=self.level,
            basis=self.basis,
            assessed_on=self.assessed_on,
            next_review_on=self.next_review_on,
        )


class CareFileBody(Body):
    organisation_id: OrganisationId
    opened_on: Day
    residence: ResidenceBody
    schooling: SchoolingBody
    categories: tuple[CategoryBody, ...]
    assessment: AssessmentBody | None = None


@router.put("/children/{child_id}/care-file", status_code=201, responses=recorded_with(404))
def open_care_file(child_id: UUID, body: CareFileBody, call: CallDep) -> Response:
    """Record the opening of the one file of a child, with every section it needs."""
    request = OpenCareFile(
        child_id=ChildId(child_id),
        organisation_id=body.organisation_id,
        opened_on=body.opened_on,
        residence=body.residence.value(),
        schooling=body.schooling.value(),
        categories=tuple(each.value() for each in body.categories),
        assessment=None if body.assessment is None else body.assessment.value(),
    )
    receipt = care.open_care_file(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/children/{child_id}/assessments/{assessment_id}",
    status_code=201,
    responses=recorded_with(404),
)
def assess_care_level(
    child_id: UUID, assessment_id: UUID, body: AssessmentBody, call: CallDep
) -> Response:
    """Record how closely to look at a child from now on."""
    request = AssessCareLevel(child_id=ChildId(child_id), assessment=body.value())
    receipt = care.assess_care_level(call.ledger, call.actor, request, assessment_id, call.now)
    return receipt_answer(receipt, call.path)
