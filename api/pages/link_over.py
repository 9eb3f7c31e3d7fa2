"""What whoever came by a link is told where it opens nothing any more, and whom to telephone."""

import logging

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from api.deps import asked_language
from api.faults import place_of
from api.guards.apart import apart
from api.pages.crisis.worry_forms import telephones
from api.pages.frame import plain_shell
from api.rendering import render
from api.view_models.crisis.worries import Telephone
from api.view_models.reporting.outsiders import Entry, LinkEntryPage
from application.ports import Ledger
from domain.staff.facts import OrganisationKind

REFUSED = 403
ABOVE_SCHOOLS = (OrganisationKind.COUNTY_OFFICE, OrganisationKind.BUREAU)

logger = logging.getLogger(__name__)


async def link_over(request: Request) -> Response:
    """Say that a link opens nothing, alike whatever the reason is and to whatever it led.

    Whoever gave it may be suspected by now: so nobody is told to call that one. Told are the
    numbers that were published for every county and the city, of which none tells of a school.
    """
    page = LinkEntryPage(entry=Entry.OVER, telephones=await _numbers(request))
    shown = render(page, plain_shell(request), asked_language(request))
    return HTMLResponse(shown, status_code=REFUSED)


@apart
def _numbers(request: Request) -> tuple[Telephone, ...]:
    ledger: Ledger = request.app.state.ledger
    try:
        return telephones(ledger.directory.of_kind(*ABOVE_SCHOOLS))
    except Exception as error:
        # The page is told without them, rather than none: 110 and 120 stand on it all the same.
        logger.warning("a link's end is told without the numbers of places: %s", place_of(error))
        return ()
