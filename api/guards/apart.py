"""Threads of their own for worries and alerts, so that no flood of other requests starves them."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial, wraps
from typing import Annotated, ParamSpec, TypeVar
from uuid import UUID

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request

from api import paths
from api.cookies import SessionCookie
from api.deps import AccountsDep, Call, LanguageDep, LedgerDep, NowDep, ReadIdDep, actor_of
from api.guards.precedence import going_first
from api.pages.frame import Visitor
from application.authentication.outside_doors import OutsideDoors
from application.authentication.signing_in import NotSignedIn
from application.authorisation.on_duty import require_on_duty
from application.crisis.cases.liaison_links import came_by_link
from application.crisis.hospital.outside_liaisons import Taken, liaison_of
from application.outsiders.links import LINK_OVER
from application.ports import Actor, Ledger
from domain.shared import CaseId

APART_THREADS = 4
TAKEN = {
    paths.DECLINE_REFERRAL: Taken.THE_SAME_AGAIN,
    paths.HOSPITAL_FEEDBACK: Taken.THE_SAME_AGAIN,
    paths.CASE_REPORT: Taken.A_REPORT,
}
"""What of a liaison is taken where the link has ended."""

P = ParamSpec("P")
T = TypeVar("T")

_threads = CapacityLimiter(APART_THREADS)


def apart(work: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """Return the route or dependency as one that runs in a thread set apart."""

    @wraps(work)
    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        with going_first():
            return await to_thread.run_sync(partial(work, *args, **kwargs), limiter=_threads)

    return run


@apart
def _actor(request: Request, accounts: AccountsDep, ledger: LedgerDep, now: NowDep) -> Actor:
    actor = _anybody_or_liaison(request, accounts, ledger, now)
    if not came_by_link(actor):
        require_on_duty(ledger, actor, now)
    return actor


def _anybody_or_liaison(
    request: Request, accounts: AccountsDep, ledger: LedgerDep, now: NowDep
) -> Actor:
    try:
        return actor_of(request, accounts, ledger, now)
    except NotSignedIn:
        liaison = _liaison(request, ledger, now)
        if liaison is None:
            raise
        return liaison


def _liaison(request: Request, ledger: Ledger, now: datetime) -> Actor | None:
    """Return who came in by a link for the hospital, at an address of that very case alone.

    Whoever signed in here, or sends a token, never goes on as somebody else when that has ended.

    Raises: NotSignedIn where the link opens nothing any more.
    """
    cookie: SessionCookie = request.app.state.session_cookie
    doors: OutsideDoors = request.app.state.outside
    if cookie.token(request) is not None:
        return None
    try:
        case_id = CaseId(UUID(str(request.path_params.get("case_id"))))
    except ValueError:
        return None
    kept = cookie.liaison(request, case_id)
    if kept is None:
        return None
    taken = Taken.NOTHING
    if request.method == "POST":
        sent_to = {paths.filled(path, case_id=case_id): what for path, what in TAKEN.items()}
        taken = sent_to.get(request.url.path, taken)
    liaison = liaison_of(ledger, doors.digest, case_id, kept, now, taken)
    if liaison is None:
        raise NotSignedIn(LINK_OVER)
    # A form that was drawn for somebody else is not saved under their name.
    request.state.person_id = liaison.person_id
    return liaison


@apart
def _anybody(request: Request, accounts: AccountsDep, ledger: LedgerDep, now: NowDep) -> Actor:
    return actor_of(request, accounts, ledger, now)


ActorApartDep = Annotated[Actor, Depends(_actor)]
AnybodyDep = Annotated[Actor, Depends(_anybody)]
"""Whoever is signed in, whether or not they hold a duty: for raising a worry, and for no more."""
ReporterApartDep = Annotated[Actor, Depends(apart(_anybody_or_liaison))]
"""The same, or the liaison of a case at its own addresses: for a report of harm."""


async def _call(request: Request, ledger: LedgerDep, actor: ActorApartDep, now: NowDep) -> Call:
    return Call(ledger, actor, now, request.url.path)


async def _raising(request: Request, ledger: LedgerDep, actor: AnybodyDep, now: NowDep) -> Call:
    return Call(ledger, actor, now, request.url.path)


async def _reporting(
    request: Request, ledger: LedgerDep, actor: ReporterApartDep, now: NowDep
) -> Call:
    return Call(ledger, actor, now, request.url.path)


CallApartDep = Annotated[Call, Depends(_call)]
RaisingCallDep = Annotated[Call, Depends(_raising)]
CaseReportCallDep = Annotated[Call, Depends(_reporting)]


async def _visitor(
    request: Request, call: CallApartDep, read_id: ReadIdDep, language: LanguageDep
) -> Visitor:
    return Visitor(call, read_id, language, request)


async def _raising_visitor(
    request: Request, call: RaisingCallDep, read_id: ReadIdDep, language: LanguageDep
) -> Visitor:
    return Visitor(call, read_id, language, request)


async def _reporting_visitor(
    request: Request, call: CaseReportCallDep, read_id: ReadIdDep, language: LanguageDep
) -> Visitor:
    return Visitor(call, read_id, language, request)


VisitorApartDep = Annotated[Visitor, Depends(_visitor)]
RaisingVisitorDep = Annotated[Visitor, Depends(_raising_visitor)]
CaseReportVisitorDep = Annotated[Visitor, Depends(_reporting_visitor)]
