"""What every door asks of a request: who asks, when, in which language, and of which ledger."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import uuid4

from fastapi import Depends, Header, Request

from api import paths
from api.cookies import SessionCookie
from api.guards.rates import count_request
from api.language import Language, chosen_language
from application.authentication.account_stores import Accounts
from application.authentication.api_tokens import TokenRefused, is_api_token, machine_of
from application.authentication.open_sessions import signed_in
from application.authentication.outside_doors import OutsideDoors
from application.authentication.signing_in import Door, NotSignedIn
from application.authorisation.on_duty import require_on_duty, require_own
from application.ports import Actor, Ledger
from application.survey.staged_rosters import Rosters
from domain.errors import Invalid
from domain.shared import ReadId

PREFIX = "/api/v1"
API_PREFIX = PREFIX + "/"
NO_MACHINES = tuple(API_PREFIX + each for each in ("sessions", "me", "accounts", "api-tokens"))
LOOKS_AGAIN = "tongxin-looks-again"
"""Header by which a page that stands open asks for itself anew (api/static/duty.js)."""
STRONG_TAG = re.compile(r'"(\d{1,18})"', re.ASCII)


# Those that only look something up are `async`, so that no thread is woken for them.
async def _ledger(request: Request) -> Ledger:
    return _ledger_of(request)


async def _accounts(request: Request) -> Accounts:
    accounts: Accounts = request.app.state.accounts
    return accounts


async def _now(request: Request) -> datetime:
    return _now_of(request)


async def _read_id() -> ReadId:
    return ReadId(uuid4())


async def _language(request: Request) -> Language:
    return asked_language(request)


async def _outside(request: Request) -> OutsideDoors:
    doors: OutsideDoors = request.app.state.outside
    return doors


async def _rosters(request: Request) -> Rosters:
    rosters: Rosters = request.app.state.rosters
    return rosters


LedgerDep = Annotated[Ledger, Depends(_ledger)]
AccountsDep = Annotated[Accounts, Depends(_accounts)]
OutsideDep = Annotated[OutsideDoors, Depends(_outside)]
RostersDep = Annotated[Rosters, Depends(_rosters)]
NowDep = Annotated[datetime, Depends(_now)]
ReadIdDep = Annotated[ReadId, Depends(_read_id)]
LanguageDep = Annotated[Language, Depends(_language)]


def _ledger_of(request: Request) -> Ledger:
    ledger: Ledger = request.app.state.ledger
    return ledger.at(_now_of(request))


def _now_of(request: Request) -> datetime:
    """Return when a request came: the same moment, whoever asks for it."""
    now: datetime | None = getattr(request.state, "now", None)
    if now is None:
        now = request.state.now = request.app.state.clock()
    return now


def asked_language(request: Request) -> Language:
    """Return the language once chosen on a page, else the browser's wish, else Chinese."""
    cookie: SessionCookie = request.app.state.session_cookie
    return chosen_language(cookie.language(request), request.headers.get("accept-language"))


def actor_of(request: Request, accounts: Accounts, ledger: Ledger, now: datetime) -> Actor:
    """Return who is signed in, or which machine sent its token. Raises: NotSignedIn."""
    cookie: SessionCookie = request.app.state.session_cookie
    token = cookie.token(request) or ""
    if is_api_token(token):
        actor = _machine(request, token, now)
        if actor is None:
            raise TokenRefused("not_signed_in")
    else:
        door = Door(accounts=accounts, rules=ledger.rules, now=now, reads=ledger.reads)
        actor = signed_in(door, token, slides=_is_used(request)) if token else None
    if actor is None:
        raise NotSignedIn("not_signed_in")
    return actor


def _is_used(request: Request) -> bool:
    """Return whether a request keeps its session: what a page asks by itself does not.

    The duty desk alone does: whoever is on duty is not signed out by waiting before it.
    """
    path = request.url.path
    looks_again = LOOKS_AGAIN in request.headers and path != paths.HEALTH_DESK
    return not looks_again and path not in paths.ASKED_BY_PAGES


def _machine(request: Request, token: str, now: datetime) -> Actor | None:
    """Return the machine of a token: only for programs, and never where people's sign-in is."""
    path = request.url.path
    if not path.startswith(API_PREFIX) or path.startswith(NO_MACHINES):
        return None
    doors: OutsideDoors = request.app.state.outside
    return machine_of(doors.tokens, token, now)


def counted_actor(request: Request, accounts: Accounts, ledger: Ledger, now: datetime) -> Actor:
    """Return who is signed in, with or without a duty; the request counts as theirs."""
    actor = actor_of(request, accounts, ledger, now)
    request.state.person_id = actor.person_id
    count_request(request, actor.person_id)
    return actor


def _actor(request: Request) -> Actor:
    ledger, now = _ledger_of(request), _now_of(request)
    actor = counted_actor(request, request.app.state.accounts, ledger, now)
    require_on_duty(ledger, actor, now)
    return actor


def _owner(request: Request) -> Actor:
    ledger, now = _ledger_of(request), _now_of(request)
    actor = counted_actor(request, request.app.state.accounts, ledger, now)
    require_own(ledger, actor, now)
    return actor


ActorDep = Annotated[Actor, Depends(_actor)]
OwnerDep = Annotated[Actor, Depends(_owner)]
"""Whoever is on duty or waits for one, confirmed or not: for their own account alone."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request by somebody who is signed in; `path` is the address of what it is about."""

    ledger: Ledger
    actor: Actor
    now: datetime
    path: str


async def _call(request: Request, actor: ActorDep) -> Call:
    return Call(_ledger_of(request), actor, _now_of(request), request.url.path)


async def _own_call(request: Request, actor: OwnerDep) -> Call:
    return Call(_ledger_of(request), actor, _now_of(request), request.url.path)


CallDep = Annotated[Call, Depends(_call)]
OwnCallDep = Annotated[Call, Depends(_own_call)]


async def _if_match(if_match: Annotated[str | None, Header()] = None) -> int | None:
    """Return the version that a correction was made from (RFC 9110 §13.1.1)."""
    if if_match is None:
        return None
    version = STRONG_TAG.fullmatch(if_match.strip())
    if version is None:
        raise Invalid("not_a_version", "If-Match")
    return int(version[1])


IfMatchDep = Annotated[int | None, Depends(_if_match)]
