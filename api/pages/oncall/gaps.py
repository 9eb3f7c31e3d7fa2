"""The page of gaps in the rosters of one's places."""

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import VisitorDep
from api.view_models.oncall import GapLine, PlaceGapsCard, RosterGapsPage
from application.oncall.gaps import roster_gaps
from application.reads.looking import names_of

router = APIRouter(include_in_schema=False)


@router.get(paths.ROSTER_GAPS)
def gaps(visitor: VisitorDep) -> Response:
    """Show what lacks in the coming days, place by place."""
    call = visitor.call
    found = roster_gaps(call.ledger, call.actor, call.now)
    named = {gap.person_id for each in found for gap in each.gaps if gap.person_id is not None}
    names = names_of(call.ledger, named, ()).people
    cards = tuple(
        PlaceGapsCard(
            organisation_id=each.place.organisation_id,
            name=each.place.name,
            gaps=tuple(
                GapLine(
                    on=gap.on,
                    kind=gap.kind,
                    reason=gap.reason,
                    name=names.get(gap.person_id, "") if gap.person_id else "",
                )
                for gap in each.gaps
            ),
            is_unreadable=each.is_unreadable,
        )
        for each in found
    )
    return visitor.page(RosterGapsPage(days=call.ledger.rules.on_call.gap_days, cards=cards))
