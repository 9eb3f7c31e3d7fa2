"""Lets in whoever came by a link to a report of harm, at the addresses of that one report alone."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from api.cookies import SessionCookie
from api.deps import AccountsDep, Call, LanguageDep, LedgerDep, NowDep, ReadIdDep, actor_of
from api.guards.apart import apart
from api.pages.frame import Visitor
from application.authentication.outside_doors import OutsideDoors
from application.authentication.signing_in import NotSignedIn
from application.outsiders.links import LINK_OVER
from application.ports import Actor
from application.reporting.outside_officers import officer_of
from domain.errors import NotFound
from domain.shared import ReportId


@apart
def _officer(request: Request, accounts: AccountsDep, ledger: LedgerDep, now: NowDep) -> Actor:
    """Raises: NotSignedIn where no link opens it here; NotFound for whoever has an account."""
    cookie: SessionCookie = request.app.state.session_cookie
    doors: OutsideDoors = request.app.state.outside
    if cookie.token(request) is not None:
        actor_of(request, accounts, ledger, now)
        raise NotFound("report_not_found")
    officer = None
    try:
        report_id = ReportId(UUID(str(request.path_params.get("report_id"))))
    except ValueError:
        raise NotFound("report_not_found") from None
    kept = cookie.liaison(request, report_id)
    if kept is not None:
        # What an officer says of it is taken, also where the report was closed meanwhile.
        answers = request.method == "POST"
        officer = officer_of(ledger, doors.digest, report_id, kept, now, also_closed=answers)
    if officer is None:
        raise NotSignedIn(LINK_OVER)
    # A form that was drawn for somebody else is not saved under their name.
    request.state.person_id = officer.person_id
    return officer


OfficerDep = Annotated[Actor, Depends(_officer)]


async def _call(request: Request, ledger: LedgerDep, actor: OfficerDep, now: NowDep) -> Call:
    return Call(ledger, actor, now, request.url.path)


OfficerCallDep = Annotated[Call, Depends(_call)]


async def _visitor(
    request: Request, call: OfficerCallDep, read_id: ReadIdDep, language: LanguageDep
) -> Visitor:
    return Visitor(call, read_id, language, request)


OfficerVisitorDep = Annotated[Visitor, Depends(_visitor)]
