"""Requests about a child's data as lines, for the pages about them."""

from collections.abc import Callable
from uuid import UUID

from api import paths
from api.pages.frame import Visitor
from api.pages.people_names import person
from api.view_models.moments import Due
from api.view_models.privacy.rights import CorrectionLine, RightsLine
from application.care_files.identity_corrections import PUT_RIGHT
from application.ports import Receipt
from application.privacy.rights import Rights, RightsRequest, rights_of
from application.privacy.rights_corrections import Correction
from application.reads.looking import Names
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound, NotPermitted
from domain.rights.state import RightsStage


def back_to_rights(child_id: UUID) -> Callable[[Receipt], str]:
    """Return how the page of all requests is addressed."""
    return lambda _receipt: paths.filled(paths.RIGHTS, child_id=child_id)


def found_for(visitor: Visitor, child_id: UUID, asking: Asking) -> Rights:
    """Return the requests to whoever may also do that; the reading is recorded first."""
    found = rights_of(visitor.call.ledger, visitor.asked(child_id))
    if asking not in found.head.may:
        raise NotPermitted("standing_not_enough", request=asking)
    return found


def line_of(visitor: Visitor, found: Rights, rights_id: UUID) -> RightsLine:
    """Return the line of one request. Raises: NotFound."""
    for each in found.requests:
        if each.requested.rights_id == rights_id:
            return line_to(visitor, found, each)
    raise NotFound("rights_not_found")


def line_to(visitor: Visitor, found: Rights, request: RightsRequest) -> RightsLine:
    """Return a request as a line, with what the visitor may do about it."""
    due_on, answered = request.requested.due_on, request.answered
    handed_over = request.handed_over
    today = local_day(visitor.call.now)
    is_verified = request.stage is RightsStage.VERIFIED
    is_to_put_right = is_verified and request.requested.kind in PUT_RIGHT
    return RightsLine(
        request=request,
        received_by=person(found.names, request.requested.received_by),
        decided_by=person(found.names, answered.decided_by) if answered else "",
        handed_by=person(found.names, handed_over.handed_by) if handed_over else "",
        due=None if answered else Due(on=due_on, grace_ends_on=due_on, today=today),
        may_verify=request.stage is RightsStage.RECEIVED
        and Asking.RECEIVE_RIGHTS in found.head.may,
        may_correct=is_to_put_right and Asking.CORRECT_IDENTITY in found.head.may,
        may_update=is_to_put_right
        and {Asking.RECORD_CARE_FACT, Asking.READ_CARERS} <= found.head.may,
    )


def correction_line(
    names: Names, correction: Correction, rights_id: UUID | None = None
) -> CorrectionLine:
    """Return a correction with the names of who made it, and whether it is for that request."""
    other = correction.confirmed_by
    return CorrectionLine(
        correction=correction,
        by=person(names, correction.by),
        confirmed_by=person(names, other) if other else "",
        is_for_this=rights_id is not None and correction.rights_id == rights_id,
    )
