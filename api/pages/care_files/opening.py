"""The page that opens a care file: the child, the carer and the file in one form."""

from datetime import date
from uuid import UUID, uuid4, uuid5

from fastapi import APIRouter, Response

from api import paths
from api.deps import Call
from api.pages.care_files.stated import schooling_in
from api.pages.choices import classes, schools, villages
from api.pages.frame import FieldsDep, VisitorDep
from api.pages.taking import receipt_path, take
from api.pages.typed_fields import Fields
from api.view_models.care_files.opening import CATEGORY_ROWS, OpenFilePage
from api.view_models.forms import Form
from application.care_files.opening import OpenFile, open_file, places_to_open_at
from domain.care.facts import Category, Evidence, Standard, StatedBy
from domain.care.state import Assessment, OpenCareFile, Residence, StatedCategory
from domain.children.facts import CarerStanding
from domain.children.state import RecordCarer, RegisterChild
from domain.codelists import Sex
from domain.days import local_day
from domain.shared import CarerId, ChildId, OrganisationId, VerifiedBy

router = APIRouter(include_in_schema=False)


@router.get(paths.NEW_FILE)
def new_file(visitor: VisitorDep) -> Response:
    """Show the empty form."""
    today = local_day(visitor.call.now).isoformat()
    form = Form({"in_school": ("yes",), "carer_as_of_on": (today,)})
    return visitor.page(_page(visitor.call, uuid4(), form))


@router.post(paths.NEW_FILE)
def open_one(visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Record child, carer and file together; refused, everything typed comes back."""
    call = visitor.call
    places_to_open_at(call.ledger, call.actor, call.now)
    child_id = ChildId(fields.maybe_id("child_id") or uuid4())
    return take(
        visitor,
        fields,
        lambda: open_file(call.ledger, call.actor, _request(call, child_id, fields), call.now),
        done=receipt_path(child_id),
        again=lambda form: _page(call, child_id, form),
    )


def _page(call: Call, child_id: UUID, form: Form) -> OpenFilePage:
    places = places_to_open_at(call.ledger, call.actor, call.now)
    return OpenFilePage(
        child_id=child_id,
        form=form,
        villages=villages(places),
        schools=schools(places),
        classes=classes(places),
    )


def _request(call: Call, child_id: ChildId, fields: Fields) -> OpenFile:
    request = OpenFile(
        child=_child(child_id, fields),
        carer=_carer(child_id, fields),
        file=_file(child_id, fields, local_day(call.now)),
    )
    fields.require_no_errors()
    return request


def _child(child_id: ChildId, fields: Fields) -> RegisterChild:
    return RegisterChild(
        child_id=child_id,
        name=fields.text("name"),
        sex=fields.one_of("sex", Sex),
        born_on=fields.day("born_on"),
        id_number=fields.maybe("id_number"),
        student_number=fields.maybe("student_number"),
        ethnicity_code=fields.maybe("ethnicity_code"),
        address=fields.maybe("address"),
    )


def _carer(child_id: ChildId, fields: Fields) -> RecordCarer:
    return RecordCarer(
        child_id=child_id,
        carer_id=CarerId(uuid5(child_id, "first carer")),
        name=fields.text("carer_name"),
        relation_code=fields.text("relation_code"),
        standing=fields.one_of("standing", CarerStanding),
        phone=fields.maybe("carer_phone"),
        as_of_on=fields.day("carer_as_of_on"),
        verified_by=fields.one_of("verified_by", VerifiedBy),
    )


def _file(child_id: ChildId, fields: Fields, today: date) -> OpenCareFile:
    village_id = OrganisationId(fields.id("village_id"))
    return OpenCareFile(
        child_id=child_id,
        organisation_id=village_id,
        opened_on=today,
        residence=Residence(village_id=village_id, from_on=fields.maybe_day("residence_from_on")),
        schooling=schooling_in(fields, today),
        categories=tuple(
            _category(fields, row)
            for row in range(1, CATEGORY_ROWS + 1)
            if fields.text(f"category_{row}")
        ),
        assessment=_assessment(fields, today),
    )


def _category(fields: Fields, row: int) -> StatedCategory:
    return StatedCategory(
        category=fields.one_of(f"category_{row}", Category),
        standard=fields.one_of(f"standard_{row}", Standard),
        stated_by=fields.one_of(f"stated_by_{row}", StatedBy),
        evidence=fields.one_of(f"evidence_{row}", Evidence),
        from_on=fields.day(f"category_from_on_{row}"),
    )


def _assessment(fields: Fields, today: date) -> Assessment | None:
    level = fields.number("level")
    if level is None:
        return None
    return Assessment(
        level=level,
        basis=fields.text("basis"),
        assessed_on=today,
        next_review_on=fields.day("next_review_on"),
    )
