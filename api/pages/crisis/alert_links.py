"""Saying "I have it" by the link of a message, for whoever cannot or need not sign in first.

What only looks at an address, as mail filters and previews do, gets a page that says the same
whatever the link is, and records nothing.
"""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from api import paths
from api.deps import LanguageDep, LedgerDep, NowDep, OutsideDep
from api.guards.apart import apart
from api.language import Language
from api.pages.frame import plain_shell
from api.rendering import render
from api.view_models.crisis.alert_links import AcknowledgePage, Pressing
from application.crisis.delivery.alert_links import LinkOutrun, LinkRefused, acknowledge_by_link
from application.crisis.telling.reached_by import address_book

router = APIRouter(include_in_schema=False)

REFUSED, OUTRUN = 403, 409


@router.get(paths.ACKNOWLEDGE_ALERT)
@apart
def ask(request: Request, link: str, language: LanguageDep) -> Response:
    """Show the button."""
    del link
    return _page(request, language, Pressing.ASKED)


@router.post(paths.ACKNOWLEDGE_ALERT)
@apart
def acknowledge(
    request: Request,
    link: str,
    ledger: LedgerDep,
    doors: OutsideDep,
    now: NowDep,
    language: LanguageDep,
) -> Response:
    """Record it, for the person to whom the message went."""
    try:
        address = address_book(ledger, doors.addresses)
        is_new = acknowledge_by_link(ledger, doors.alert_links, address, link, now)
    except LinkOutrun:
        return _page(request, language, Pressing.OUTRUN, status=OUTRUN)
    except LinkRefused:
        return _page(request, language, Pressing.REFUSED, status=REFUSED)
    return _page(request, language, Pressing.DONE if is_new else Pressing.ALREADY)


def _page(request: Request, language: Language, pressing: Pressing, status: int = 200) -> Response:
    shown = render(AcknowledgePage(pressing=pressing), plain_shell(request), language)
    return HTMLResponse(shown, status_code=status)
