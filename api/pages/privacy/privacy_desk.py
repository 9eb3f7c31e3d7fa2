"""The page on which whoever answers for data sees what is due."""

from collections.abc import Iterable
from datetime import date

from fastapi import APIRouter, Response

from api import paths
from api.pages.authorisation.grant_lists import line_of
from api.pages.frame import Visitor, VisitorDep
from api.pages.people_names import person
from api.pages.privacy.breach_lines import lines_of, unreadable_of
from api.view_models.moments import Due
from api.view_models.privacy.privacy_desk import FamilyDue, PrivacyDeskPage, RightsToVerifyPage
from application.privacy.due_rows import RightsDue
from application.privacy.privacy_desk import privacy_desk, rights_to_verify
from domain.days import local_day

router = APIRouter(include_in_schema=False)


@router.get(paths.PRIVACY_DESK)
def desk(visitor: VisitorDep) -> Response:
    """Show what is due: breaches, broken glass, requests, families to be told, questions."""
    call = visitor.call
    found = privacy_desk(call.ledger, call.actor, visitor.read_id, call.now)
    today, glass = local_day(call.now), found.glass
    page = PrivacyDeskPage(
        breaches=lines_of(found.breaches, call.now),
        glass=tuple(line_of(call, row, glass.names) for row in glass.page.rows) if glass else (),
        rights=_requests(visitor, found.rights),
        tellings=tuple(
            FamilyDue(child_id=each.child_id, due=_due(each.due_on, today))
            for each in found.tellings
        ),
        questions=tuple(
            (each, person(found.questions.names, each.reader_id)) for each in found.questions.rows
        ),
        unreadable=unreadable_of(found.breaches),
        has_more=found.has_more,
    )
    return visitor.page(page, behind=found.behind)


@router.get(paths.RIGHTS_TO_VERIFY)
def to_verify(visitor: VisitorDep) -> Response:
    """Show the requests of families of which somebody has to make sure who asks."""
    call = visitor.call
    found = rights_to_verify(call.ledger, call.actor, visitor.read_id, call.now)
    page = RightsToVerifyPage(rights=_requests(visitor, found.rights), has_more=found.has_more)
    return visitor.page(page, behind=found.behind)


def _requests(visitor: Visitor, found: Iterable[RightsDue]) -> tuple[FamilyDue, ...]:
    call = visitor.call
    return tuple(
        FamilyDue(
            child_id=each.child_id,
            due=_due(each.due_on, local_day(call.now)),
            kind=each.kind,
            is_proven=each.is_proven,
            is_own=each.received_by == call.actor.person_id,
        )
        for each in found
    )


def _due(on: date, today: date) -> Due:
    return Due(on=on, grace_ends_on=on, today=today)
