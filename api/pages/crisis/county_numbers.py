"""The page of a county's numbers (本县数字), for its education and health office."""

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import VisitorDep
from api.view_models.crisis.county import CountyNumbersPage
from application.county.numbers import county_numbers
from domain.small_numbers import SHOWN_FROM

router = APIRouter(include_in_schema=False)


@router.get(paths.COUNTY_NUMBERS)
def numbers(visitor: VisitorDep) -> Response:
    """Show how many cases there are, how far they are, and what lacks; never whose."""
    call = visitor.call
    found = county_numbers(call.ledger, call.actor, call.now)
    page = CountyNumbersPage(numbers=found, shown_from=SHOWN_FROM)
    return visitor.page(page, behind=found.behind)
