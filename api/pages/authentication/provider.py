"""Signing in by a provider outside: going there, and coming back."""

from secrets import token_urlsafe
from urllib.parse import quote, unquote

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api import paths
from api.deps import LanguageDep, OutsideDep
from api.entrance import Entrance, EntranceDep
from api.language import Language
from api.noting import note_refusal
from api.pages.authentication.provider_invited import led_to_invitation
from api.pages.authentication.second_step import led_on
from api.pages.frame import plain_shell
from api.rendering import render
from api.view_models.authentication.outside import ProviderRefusedPage
from application.authentication.links import Named, person_for
from application.authentication.outside_doors import OutsideDoors
from application.authentication.outside_sign_in import (
    CHALLENGE_BYTES,
    CameBack,
    Provider,
    Started,
    let_in,
    said_by,
    unconfirmed,
)
from application.authentication.throttling import SignInRefused
from application.authorisation.on_duty import roles_today
from domain.errors import NotFound, Unavailable

router = APIRouter(include_in_schema=False)

STARTED_SECONDS = 600
REFUSED, BUSY = 401, 503


@router.get(paths.PROVIDER_SIGN_IN)
def go_there(
    request: Request, doors: OutsideDep, language: LanguageDep, back: str = paths.HOME
) -> Response:
    """Send the browser to the provider; all it must come back with follows from a cookie.

    A link leads here, no form: our policy would keep a form from being sent on to another site.
    """
    started = Started(token_urlsafe(CHALLENGE_BYTES))
    try:
        address = _provider(doors.provider).address(started)
    except (SignInRefused, Unavailable) as refused:
        return _refused(request, language, refused)
    response = RedirectResponse(address, status_code=303)
    response.set_cookie(
        _cookie(request),
        f"{started.secret}.{quote(paths.own(back))}",
        max_age=STARTED_SECONDS,
        secure=request.app.state.session_cookie.secure,
        httponly=True,
        # Coming back is another site's link: a stricter cookie would not come with it.
        samesite="lax",
        path="/",
    )
    return response


@router.get(paths.PROVIDER_BACK)
def come_back(
    request: Request, doors: OutsideDep, entrance: EntranceDep, language: LanguageDep
) -> Response:
    """Let in who the provider says it is, and go on to where the person was going."""
    try:
        response = _answered(request, doors, entrance)
    except (SignInRefused, Unavailable) as refused:
        note_refusal(request, refused)
        response = _refused(request, language, refused)
    # Each sign-in is begun anew: what came back once is worth nothing again.
    response.delete_cookie(
        _cookie(request),
        secure=request.app.state.session_cookie.secure,
        httponly=True,
        samesite="lax",
        path="/",
    )
    return response


def _answered(request: Request, doors: OutsideDoors, entrance: Entrance) -> Response:
    """Let in who the provider says it is, or lead on whom it names and nobody is linked to.

    Raises: SignInRefused; Unavailable.
    """
    secret, _, back = request.cookies.get(_cookie(request), "").partition(".")
    if not secret:
        raise SignInRefused("outside_not_started_here")
    came = _came(request)
    said = said_by(_provider(doors.provider), Started(secret), came, entrance.door.now)
    door, owners = entrance.door, (doors.owner_of, doors.digest)
    told = (said.issuer, said.subject)

    def named_now() -> Named | None:
        return person_for(entrance.ledger, door.accounts, owners, told, door.now)

    named = named_now()
    if named is None:
        return led_to_invitation(request, doors, entrance, said)
    roles = roles_today(entrance.ledger, named.person_id, door.now)
    if unconfirmed(roles, said.roles):
        raise SignInRefused("roles_not_confirmed")
    let = let_in(door, named, said, entrance.source, named_now)
    return led_on(entrance, let, paths.own(unquote(back)))


def _came(request: Request) -> CameBack:
    told = request.query_params
    if "error" in told or "code" not in told:
        raise SignInRefused("outside_refused")
    return CameBack(state=told.get("state", ""), code=told["code"], issuer=told.get("iss"))


def _provider(provider: Provider | None) -> Provider:
    if provider is None:
        raise NotFound("no_such_address")
    return provider


def _cookie(request: Request) -> str:
    """Return the name of the cookie: beside that of the session, and bound to this host alike."""
    return f"{request.app.state.session_cookie.name}-provider"


def _refused(
    request: Request, language: Language, refused: SignInRefused | Unavailable
) -> Response:
    is_down = isinstance(refused, Unavailable)
    page = ProviderRefusedPage(code=refused.code, retry=is_down)
    shown = render(page, plain_shell(request), language)
    return HTMLResponse(shown, status_code=BUSY if is_down else REFUSED)
