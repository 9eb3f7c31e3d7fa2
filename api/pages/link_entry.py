"""The page on which whoever has a link types its code, and comes in without an account."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from api import paths
from api.cookies import SessionCookie
from api.deps import (
    AccountsDep,
    LanguageDep,
    LedgerDep,
    NowDep,
    OutsideDep,
    actor_of,
    asked_language,
)
from api.guards.apart import apart
from api.language import Language
from api.noting import note_refusal
from api.pages.frame import FieldsDep, Visitor, plain_shell, see_other
from api.rendering import render
from api.view_models.reporting.outsiders import Entry, LinkEntryPage, LinkGivenPage
from application.authentication.signing_in import NotSignedIn
from application.crisis.hospital.outside_liaisons import TO_REFERRAL
from application.outsiders.entering import CameIn, Given, Keys, LinkOver, Sent, come_in, secret_for
from application.outsiders.links import LINK_OVER, Door
from application.ports import Ledger
from application.reporting.outside_officers import TO_REPORT

router = APIRouter(include_in_schema=False)

WRONG, IN_THE_WAY = 401, 409
OPENINGS = {Door.REFERRAL: TO_REFERRAL, Door.REPORT: TO_REPORT}


async def _keys(accounts: AccountsDep, doors: OutsideDep) -> Keys:
    return Keys(digest=doors.digest, code=accounts.chance.code)


KeysDep = Annotated[Keys, Depends(_keys)]


@router.get(paths.LINK_ENTRY)
@apart
def ask_code(request: Request, link: str, keys: KeysDep, language: LanguageDep) -> Response:
    """Ask for the code, whatever the link is."""
    del link
    cookie: SessionCookie = request.app.state.session_cookie
    answer = entry_page(request, language, Entry.ASKED)
    cookie.put_secret(answer, secret_for(keys, cookie.secret(request)))
    return answer


@router.post(paths.LINK_ENTRY)
@apart
def enter(
    request: Request,
    link: str,
    ledger: LedgerDep,
    keys: KeysDep,
    now: NowDep,
    fields: FieldsDep,
) -> Response:
    """Let in whoever has both, and let this browser keep what opens the one matter."""
    language = asked_language(request)
    if _is_signed_in(request, ledger, now):
        return entry_page(request, language, Entry.SIGNED_IN, status=IN_THE_WAY)
    cookie: SessionCookie = request.app.state.session_cookie
    sent = Sent(link, fields.text("code"), secret_for(keys, cookie.secret(request)))
    try:
        came = come_in(ledger, keys, OPENINGS, sent, now)
    except LinkOver as over:
        note_refusal(request, over)
        raise NotSignedIn(LINK_OVER) from None
    if came.kept is None:
        note_refusal(request, LinkOver())
        return entry_page(request, language, Entry.WRONG, status=WRONG)
    answer = see_other(_led_to(came))
    # What is left of a session that has ended would keep the link shut.
    cookie.clear(answer)
    days = ledger.rules.doors.outside_liaison_days
    cookie.put_liaison(answer, came.matter_id, came.kept, days)
    return answer


def entry_page(request: Request, language: Language, entry: Entry, status: int = 200) -> Response:
    """Answer with what whoever follows a link is told while it opens, and once it is done."""
    shown = render(LinkEntryPage(entry=entry), plain_shell(request), language)
    return HTMLResponse(shown, status_code=status)


def given_page(visitor: Visitor, given: Given, door: Door, *, name: str, back: str) -> Response:
    """Show link and code this once to whoever named somebody."""
    link = paths.filled(paths.LINK_ENTRY, link=given.token)
    page = LinkGivenPage(
        door=door,
        back=back,
        name=name,
        link=f"{visitor.request.base_url}{link.removeprefix('/')}",
        code=given.code,
        days=visitor.call.ledger.rules.doors.outside_liaison_days,
    )
    return visitor.page(page)


def _led_to(came: CameIn) -> str:
    matter_id: UUID = came.matter_id
    if came.door is Door.REPORT:
        return paths.filled(paths.TOLD_REPORT, report_id=matter_id)
    return paths.filled(paths.CASE, case_id=matter_id)


def _is_signed_in(request: Request, ledger: Ledger, now: datetime) -> bool:
    """Return whether somebody else works in this browser: the link would be spent for nothing."""
    try:
        actor_of(request, request.app.state.accounts, ledger, now)
    except NotSignedIn:
        return False
    return True
