"""The second step of signing in, and showing the second factor again for a dangerous act."""

from dataclasses import replace

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api import paths
from api.deps import LanguageDep
from api.entrance import Entrance, EntranceDep
from api.noting import note_refusal
from api.pages.frame import FieldsDep, OwnVisitorDep, Visitor, plain_shell, see_other
from api.pages.refusals import OF_THE_STEP
from api.pages.typed_fields import Fields
from api.rendering import render
from api.view_models.authentication.accounts import SecondStepPage, StepUpPage
from api.view_models.forms import FieldError, Form
from api.view_models.shell import Mode
from application.authentication.account_ports import Stage
from application.authentication.enrolling import step
from application.authentication.signing_in import SignedIn
from application.authentication.throttling import SignInLocked, SignInRefused
from application.staffing.telephones import telephone_changed_lately

router = APIRouter(include_in_schema=False)

WRONG, LOCKED = 401, 429


@router.get(paths.SECOND_STEP)
def second_step(
    request: Request, entrance: EntranceDep, language: LanguageDep, back: str = paths.HOME
) -> Response:
    """Ask for the code, of whoever has given the password."""
    step(entrance.door, entrance.source.replaces, Stage.SECOND_FACTOR)
    page = SecondStepPage(back=paths.own(back))
    return HTMLResponse(render(page, plain_shell(request), language))


@router.post(paths.SECOND_STEP)
def show_code(
    request: Request, entrance: EntranceDep, fields: FieldsDep, language: LanguageDep
) -> Response:
    """Take the code and go on to where the person was going."""
    back = paths.own(fields.text("back"))
    try:
        session = entrance.show_factor(fields.text("code"))
    except SignInRefused as refused:
        note_refusal(request, refused)
        page = SecondStepPage(form=_wrong(refused), back=back, wait_minutes=_minutes(refused))
        shown = render(page, plain_shell(request), language)
        return HTMLResponse(shown, status_code=_status(refused))
    return led_on(entrance, session, back)


@router.get(paths.STEP_UP)
def ask_again(visitor: OwnVisitorDep, next: str = paths.HOME) -> Response:
    """Ask for the code again before something dangerous."""
    return visitor.page(_page(visitor, paths.own(next), {}, Form()))


@router.post(paths.STEP_UP)
def show_again(visitor: OwnVisitorDep, entrance: EntranceDep, fields: FieldsDep) -> Response:
    """Take the code and go on: back to the page, or with what was typed there to where it went."""
    going = paths.own(fields.text("next"))
    kept = {name: each for name, each in fields.entries.items() if name not in OF_THE_STEP}
    try:
        session = entrance.show_factor(_as_typed(fields))
    except SignInRefused as refused:
        note_refusal(visitor.request, refused)
        shown = _page(visitor, going, kept, _wrong(refused), _minutes(refused))
        page = replace(shown, is_form=fields.yes("resend"))
        return visitor.page(page, status=_status(refused))
    # 307 sends the same fields once more (RFC 9110 §15.4.8): what was typed is not lost.
    response = (
        RedirectResponse(going, status_code=307) if fields.yes("resend") else see_other(going)
    )
    entrance.hold(response, session)
    return response


def led_on(entrance: Entrance, session: SignedIn, back: str) -> Response:
    """Lead somebody who came one step further to the next, or to where they were going."""
    changed = telephone_changed_lately(entrance.ledger, session.person_id, entrance.door.now)
    response = see_other(_next_path(session, back, is_told=changed is not None))
    entrance.hold(response, session)
    return response


def _next_path(session: SignedIn, back: str, *, is_told: bool) -> str:
    query = None if back == paths.HOME else {"back": back}
    match session.stage:
        case Stage.SECOND_FACTOR:
            return paths.filled(paths.SECOND_STEP, query=query)
        case Stage.CHOOSING:
            return paths.OWN_CHOICE
        case Stage.ENROLMENT:
            return paths.ENROL
        case Stage.OPEN:
            used = {"code_used": "true"} if session.codes_left is not None else {}
            looked_at = paths.filled(paths.SIGNED_IN_BEFORE, query={**(query or {}), **used})
            return looked_at if session.failed_before or used or is_told else back


def _page(
    visitor: Visitor,
    going: str,
    kept: dict[str, tuple[str, ...]],
    form: Form,
    wait_minutes: int | None = None,
) -> StepUpPage:
    return StepUpPage(
        next=going,
        form=form,
        kept=kept,
        asks_password=visitor.request.app.state.mode is Mode.DEMO,
        wait_minutes=wait_minutes,
    )


def _as_typed(fields: Fields) -> str:
    """Return the code as typed: in the demo it is a password, whose spaces belong to it."""
    return next(iter(fields.entries.get("code", ())), "")


def _wrong(refused: SignInRefused) -> Form:
    if isinstance(refused, SignInLocked):
        return Form()
    return Form({}, (FieldError(field="code", code=refused.code),))


def _minutes(refused: SignInRefused) -> int | None:
    return int(refused.parameters["minutes"]) if isinstance(refused, SignInLocked) else None


def _status(refused: SignInRefused) -> int:
    return LOCKED if isinstance(refused, SignInLocked) else WRONG
