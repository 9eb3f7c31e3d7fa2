"""Linking a provider's name by an invitation: the page to which whoever is not linked is led."""

from datetime import timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from api import paths
from api.deps import LanguageDep, OutsideDep
from api.entrance import Entrance, EntranceDep
from api.language import Language
from api.noting import note_refusal
from api.pages.authentication.second_step import LOCKED, WRONG, led_on
from api.pages.frame import FieldsDep, plain_shell, see_other
from api.rendering import render
from api.view_models.authentication.outside import ProviderInvitedPage
from api.view_models.forms import FieldError, Form
from application.authentication.linking import link_by_invitation, proof_of, proven_by
from application.authentication.outside_doors import OutsideDoors
from application.authentication.outside_sign_in import Said
from application.authentication.throttling import SignInLocked, SignInRefused

router = APIRouter(include_in_schema=False)

VALID_FOR = timedelta(minutes=10)


def led_to_invitation(
    request: Request, doors: OutsideDoors, entrance: Entrance, said: Said
) -> Response:
    """Lead to the form whoever the provider named, and nobody is linked to."""
    proof = proof_of(doors.digest, said.issuer, said.subject, entrance.door.now, VALID_FOR)
    response = see_other(paths.PROVIDER_INVITED)
    response.set_cookie(
        _cookie(request),
        proof,
        max_age=int(VALID_FOR.total_seconds()),
        secure=request.app.state.session_cookie.secure,
        httponly=True,
        # It comes back from another site's link, once led on.
        samesite="lax",
        path="/",
    )
    return response


@router.get(paths.PROVIDER_INVITED)
def ask_for_invitation(
    request: Request, doors: OutsideDep, entrance: EntranceDep, language: LanguageDep
) -> Response:
    """Ask for login and code; whoever did not come from the provider is led to sign in."""
    if _proven(request, doors, entrance) is None:
        return see_other(paths.SIGN_IN)
    return _shown(request, language, ProviderInvitedPage(), 200)


@router.post(paths.PROVIDER_INVITED)
def link_invited(
    request: Request,
    doors: OutsideDep,
    entrance: EntranceDep,
    fields: FieldsDep,
    language: LanguageDep,
) -> Response:
    """Link who holds an invitation, and go on as at a first sign-in."""
    subject = _proven(request, doors, entrance)
    if subject is None:
        return see_other(paths.SIGN_IN)
    typed = fields.text("login"), fields.text("code")
    kept = {"login": (typed[0],)}
    try:
        session = link_by_invitation(
            entrance.ledger,
            entrance.door,
            doors.digest,
            (doors.issuer, subject),
            typed,
            entrance.source,
        )
    except SignInLocked as locked:
        note_refusal(request, locked)
        minutes = int(locked.parameters["minutes"])
        page = ProviderInvitedPage(form=Form(kept), wait_minutes=minutes)
        return _shown(request, language, page, LOCKED)
    except SignInRefused as refused:
        error = FieldError(field="code", code=refused.code)
        return _shown(request, language, ProviderInvitedPage(form=Form(kept, (error,))), WRONG)
    response = led_on(entrance, session, paths.HOME)
    response.delete_cookie(
        _cookie(request),
        secure=request.app.state.session_cookie.secure,
        httponly=True,
        samesite="lax",
        path="/",
    )
    return response


def _proven(request: Request, doors: OutsideDoors, entrance: Entrance) -> str | None:
    proof = request.cookies.get(_cookie(request), "")
    if doors.provider is None:
        return None
    return proven_by(doors.digest, doors.issuer, proof, entrance.door.now)


def _cookie(request: Request) -> str:
    return f"{request.app.state.session_cookie.name}-proven"


def _shown(
    request: Request, language: Language, page: ProviderInvitedPage, status: int
) -> Response:
    return HTMLResponse(render(page, plain_shell(request), language), status_code=status)
