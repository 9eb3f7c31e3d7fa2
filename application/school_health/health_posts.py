"""Which schools have a health vice principal today, and of which the term ends soon."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from application.authorisation.permission import Standings, standings_of
from application.authorisation.places import places_by_duty
from application.ports import Actor, Ledger
from application.reads.looking import Names, names_of
from application.rows import DutyRow, OrganisationRow
from application.school_health.school_logs import logs_of, progress_of
from application.staffing.duty_rows import OnePage, page_of
from domain.access.table import Request as Asking
from domain.advising.rhythm import SemesterProgress
from domain.days import local_day
from domain.shared import OrganisationId
from domain.staff.facts import OrganisationKind, Role


class PostStage(StrEnum):
    """How the post of a school's health vice principal is filled."""

    VACANT = "vacant"
    ENDING = "ending"
    FILLED = "filled"


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthPost:
    """The post of one school: who holds it today, and its last day where nobody holds it after."""

    school: OrganisationRow
    holders: tuple[DutyRow, ...]
    stage: PostStage
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthPosts:
    """One page of posts: vacant ones first, then those that end, then all others by place.

    Never by what was done: nobody is ranked. `progress` is of the schools of the page that have
    somebody; nothing of a log that cannot be read.
    """

    page: OnePage[HealthPost]
    vacant: int
    ending: int
    progress: Mapping[OrganisationId, tuple[SemesterProgress, ...]]
    names: Names


def health_posts(
    ledger: Ledger, actor: Actor, now: datetime, cursor: str | None = None
) -> HealthPosts:
    """Return a page of the posts at the schools of the asker's places.

    Raises: NotPermitted, Unavailable; Invalid for the cursor.
    """
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.READ_HEALTH_DUTIES)
    posts = posts_of(ledger, standings, now)
    # The directory has the schools by place; their number in it keeps that order within a stage.
    number = {each.school.organisation_id: UUID(int=at) for at, each in enumerate(posts)}
    page = page_of(
        posts,
        lambda each: (_first_by(each), number[each.school.organisation_id]),
        cursor=cursor,
        size=ledger.rules.page_size,
    )
    return HealthPosts(
        page=page,
        vacant=sum(each.stage is PostStage.VACANT for each in posts),
        ending=sum(each.stage is PostStage.ENDING for each in posts),
        progress=_progress(ledger, page.rows, local_day(now)),
        names=names_of(
            ledger,
            {duty.person_id for each in page.rows for duty in each.holders},
            {each.school.parent_id for each in page.rows},
        ),
    )


def posts_of(ledger: Ledger, standings: Standings, now: datetime) -> tuple[HealthPost, ...]:
    """Return the posts of all schools whose log somebody may see, by place.

    Raises: Unavailable.
    """
    schools = _schools_within(ledger, standings, now)
    today = local_day(now)
    last = today + timedelta(days=ledger.rules.ending_soon_days)
    held, later = (_holders(ledger, schools, on) for on in (today, last + timedelta(days=1)))
    return tuple(
        _post(each, held.get(each.organisation_id, ()), each.organisation_id in later)
        for each in schools
    )


def posts_to_fill(ledger: Ledger, standings: Standings, now: datetime) -> int | None:
    """Return how many schools have nobody, or will have nobody soon; None for whom they are not.

    Raises: Unavailable.
    """
    if not standings.allow(Asking.READ_HEALTH_DUTIES):
        return None
    posts = posts_of(ledger, standings, now)
    return sum(each.stage is not PostStage.FILLED for each in posts)


def serving_since(ledger: Ledger, post: HealthPost, today: date) -> date:
    """Return since when those serve the school who hold the post today, over all their terms."""
    held = (ledger.access.duties_of(each.person_id) for each in post.holders)
    began = [
        each.from_on
        for duties in held
        for each in duties
        if each.role is Role.HEALTH_VICE_PRINCIPAL
        and each.organisation_id == post.school.organisation_id
        and each.from_on <= today
    ]
    return min(began, default=today)


def _progress(
    ledger: Ledger, posts: Iterable[HealthPost], today: date
) -> Mapping[OrganisationId, tuple[SemesterProgress, ...]]:
    filled = {each.school.organisation_id: each for each in posts if each.holders}
    logs = logs_of(ledger, filled)
    return {
        key: progress_of(ledger, logs[key], serving_since(ledger, post, today), today)
        for key, post in filled.items()
    }


def _schools_within(
    ledger: Ledger, standings: Standings, now: datetime
) -> tuple[OrganisationRow, ...]:
    """Return the schools at or below the places of the duties by which somebody sees their logs.

    Of another bureau's schools nobody is told what opening one of them would refuse.
    """
    within = set(places_by_duty(standings, Asking.READ_HEALTH_DUTIES, now))
    rows = ledger.directory.organisations() if within else ()
    # Parents come first, so that one pass finds all that stands below.
    for each in rows:
        if each.parent_id in within:
            within.add(each.organisation_id)
    return tuple(
        each
        for each in rows
        if each.kind is OrganisationKind.SCHOOL and each.organisation_id in within
    )


def _first_by(post: HealthPost) -> date:
    """Return by which day a post stands in the list: before all others what is vacant."""
    places = {PostStage.VACANT: date.min, PostStage.FILLED: date.max}
    return places.get(post.stage, post.ends_on or date.max)


def _holders(
    ledger: Ledger, schools: Iterable[OrganisationRow], on: date
) -> Mapping[OrganisationId, tuple[DutyRow, ...]]:
    found: dict[OrganisationId, tuple[DutyRow, ...]] = {}
    places = [each.organisation_id for each in schools]
    for duty in ledger.access.posts_at(places, on) if places else ():
        if duty.role is Role.HEALTH_VICE_PRINCIPAL:
            found[duty.organisation_id] = (*found.get(duty.organisation_id, ()), duty)
    return found


def _post(school: OrganisationRow, holders: tuple[DutyRow, ...], is_held_later: bool) -> HealthPost:
    if not holders:
        return HealthPost(school=school, holders=(), stage=PostStage.VACANT)
    if is_held_later:
        return HealthPost(school=school, holders=holders, stage=PostStage.FILLED)
    ends_on = max(each.to_on or date.max for each in holders)
    return HealthPost(school=school, holders=holders, stage=PostStage.ENDING, ends_on=ends_on)
