"""Which schools have a health vice principal, and the desk of those who are."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.deps import PREFIX, CallDep, ReadIdDep
from api.routes.answers import READING, refused_with
from api.routes.named import NamesBody, names_body
from api.routes.staffing.health_duties import EntryBody, entry_body
from application.crisis.desk.stages import CaseStage
from application.rows import DutyRow, OrganisationRow
from application.school_health import health_posts, own_schools
from application.school_health.health_posts import HealthPost
from domain.advising.rhythm import SemesterProgress

router = APIRouter(prefix=PREFIX, tags=["school health"])


class PostBody(BaseModel):
    """The post of one school; `progress` of those that have somebody."""

    post: HealthPost
    progress: tuple[SemesterProgress, ...]


class PostsBody(BaseModel):
    """One page: vacant posts first, then those that end; the numbers are of all pages."""

    items: tuple[PostBody, ...]
    names: NamesBody
    next_cursor: str | None
    total: int
    vacant: int
    ending: int


class OwnSchoolBody(BaseModel):
    """One's own school; `cases` are numbers of cases by how far they are."""

    school: OrganisationRow
    duty: DutyRow
    progress: tuple[SemesterProgress, ...]
    cases: dict[CaseStage, int] | None
    latest: tuple[EntryBody, ...]
    trainings: tuple[EntryBody, ...]
    is_unreadable: bool


class OwnSchoolsBody(BaseModel):
    """The desk of a health vice principal in this semester."""

    first_on: date
    last_on: date
    schools: tuple[OwnSchoolBody, ...]


@router.get("/health-vice-principals", responses=refused_with(*READING, 422))
def posts(call: CallDep, cursor: Annotated[str | None, Query(max_length=1000)] = None) -> PostsBody:
    """Return a page of the posts at the schools of one's places."""
    found = health_posts.health_posts(call.ledger, call.actor, call.now, cursor)
    return PostsBody(
        items=tuple(
            PostBody(post=each, progress=found.progress.get(each.school.organisation_id, ()))
            for each in found.page.rows
        ),
        names=names_body(found.names),
        next_cursor=found.page.next_cursor,
        total=found.page.total,
        vacant=found.vacant,
        ending=found.ending,
    )


@router.get("/own-schools", responses=refused_with(*READING))
def own(call: CallDep, read_id: ReadIdDep) -> OwnSchoolsBody:
    """Return the schools whose health vice principal one is, with counts of their cases."""
    found = own_schools.own_schools(call.ledger, call.actor, call.now, read_id=read_id)
    return OwnSchoolsBody(
        first_on=found.semester.first_on,
        last_on=found.semester.last_on,
        schools=tuple(
            OwnSchoolBody(
                school=each.school,
                duty=each.duty,
                progress=each.progress,
                cases=None if each.cases is None else dict(each.cases),
                latest=tuple(map(entry_body, each.latest)),
                trainings=tuple(map(entry_body, each.trainings)),
                is_unreadable=each.is_unreadable,
            )
            for each in found.schools
        ),
    )
