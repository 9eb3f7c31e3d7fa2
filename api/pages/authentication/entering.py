"""Signing in and out, the language, and where the first page leads."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from api import paths
from api.cookies import SessionCookie
from api.deps import LanguageDep, OutsideDep
from api.entrance import EntranceDep
from api.language import Language
from api.noting import note_refusal
from api.pages.authentication.second_step import led_on
from api.pages.frame import FieldsDep, VisitorDep, plain_shell, see_other
from api.rendering import render
from api.view_models.authentication.sign_in import SignInPage
from api.view_models.crisis.answers import WelcomePage
from api.view_models.forms import Form
from application.authentication.open_sessions import session_of
from application.authentication.throttling import SignInLocked, SignInRefused
from application.authorisation.permission import standings_of
from domain.access.table import Request as Asking

router = APIRouter(include_in_schema=False)


@router.get(paths.SIGN_IN)
def sign_in_page(
    request: Request,
    entrance: EntranceDep,
    doors: OutsideDep,
    language: LanguageDep,
    back: str = paths.HOME,
) -> Response:
    """Show the sign-in form, and whether the session of this browser has come to an end."""
    token, sessions = entrance.source.replaces, entrance.door.accounts.sessions
    page = SignInPage(
        back=paths.own(back),
        has_provider=doors.provider is not None,
        was_displaced=token is not None and sessions.was_displaced(token),
        has_ended=token is not None and session_of(entrance.door, token) is None,
    )
    return HTMLResponse(render(page, plain_shell(request), language))


@router.post(paths.SIGN_IN)
def sign_in(
    request: Request, entrance: EntranceDep, fields: FieldsDep, language: LanguageDep
) -> Response:
    """Open a session and go to where the person was going."""
    back = paths.own(fields.text("back"))
    kept = Form({"login": (fields.text("login"),)})
    try:
        # The password is taken as typed: spaces at its ends belong to it.
        password = next(iter(fields.entries.get("password", ())), "")
        session = entrance.enter(fields.text("login"), password)
    except SignInLocked as locked:
        note_refusal(request, locked)
        page = SignInPage(form=kept, back=back, wait_minutes=int(locked.parameters["minutes"]))
        return HTMLResponse(render(page, plain_shell(request), language), status_code=429)
    except SignInRefused:
        page = SignInPage(form=kept, back=back, refused=True)
        return HTMLResponse(render(page, plain_shell(request), language), status_code=401)
    return led_on(entrance, session, back)


@router.post(paths.SIGN_OUT)
def sign_out(entrance: EntranceDep) -> Response:
    """End the session."""
    response = see_other(paths.SIGN_IN)
    entrance.leave(response)
    return response


@router.get(paths.STILL_HERE)
def still_here(_visitor: VisitorDep) -> Response:
    """Let the session of whoever sits over a form go on, as any request does."""
    return Response(status_code=204)


@router.post(paths.LANGUAGE)
def choose_language(request: Request, fields: FieldsDep) -> Response:
    """Keep the language chosen and show the same page again."""
    chosen = fields.maybe_one_of("language", Language)
    response = see_other(paths.own(fields.text("back")))
    if chosen is not None:
        cookie: SessionCookie = request.app.state.session_cookie
        cookie.put_language(response, chosen.value)
    return response


@router.get(paths.HOME)
def home(visitor: VisitorDep) -> Response:
    """Lead to the desk of children, else of cases or referrals, or welcome who has none."""
    call = visitor.call
    may = standings_of(call.ledger, call.actor, call.now)
    if may.allow(Asking.LIST_CHILDREN):
        return see_other(paths.DESK)
    if may.allow(Asking.LIST_CASES):
        return see_other(paths.HEALTH_DESK)
    if may.allow(Asking.LIST_REFERRALS):
        return see_other(paths.REFERRALS)
    me = call.actor.person_id
    return visitor.page(WelcomePage(name=call.ledger.directory.names((me,)).get(me, "")))
