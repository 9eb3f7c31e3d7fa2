"""The page that tells which schools have a health vice principal."""

from fastapi import APIRouter, Response

from api import paths
from api.deps import Call
from api.pages.frame import VisitorDep
from api.pages.people_names import place
from api.view_models.school_health import HealthPostsPage, PostLine
from application.authorisation.permission import standings_of
from application.school_health.health_posts import HealthPost, HealthPosts, health_posts
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.ruleset.semesters import semester_of

router = APIRouter(include_in_schema=False)


@router.get(paths.HEALTH_POSTS)
def posts(visitor: VisitorDep, cursor: str | None = None) -> Response:
    """Show one page of the posts at the schools of one's places, vacant ones first."""
    call = visitor.call
    found = health_posts(call.ledger, call.actor, call.now, cursor)
    may = standings_of(call.ledger, call.actor, call.now)
    page = HealthPostsPage(
        semester=semester_of(local_day(call.now), call.ledger.rules.terms),
        lines=tuple(_line(call, each, found) for each in found.page.rows),
        total=found.page.total,
        vacant=found.vacant,
        ending=found.ending,
        within_days=call.ledger.rules.ending_soon_days,
        may_propose=may.allow(Asking.PROPOSE_DUTY) and may.allow(Asking.READ_STAFF),
        next_cursor=found.page.next_cursor,
        is_first_page=cursor is None,
    )
    return visitor.page(page, standings=may)


def _line(call: Call, post: HealthPost, found: HealthPosts) -> PostLine:
    school = post.school
    ends_on = post.ends_on
    return PostLine(
        school_id=school.organisation_id,
        school=school.name,
        above=place(found.names, school.parent_id) or "",
        stage=post.stage,
        holders=tuple(found.names.people.get(each.person_id, "") for each in post.holders),
        ends_on=ends_on,
        days_left=None if ends_on is None else (ends_on - local_day(call.now)).days,
        progress=found.progress.get(school.organisation_id, ()),
    )
