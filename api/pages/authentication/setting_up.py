"""First sign-in and what people choose to sign in with: password, second factor, recovery codes."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from api import paths
from api.deps import LanguageDep
from api.entrance import Entrance, EntranceDep
from api.language import Language
from api.noting import note_refusal
from api.pages.authentication.second_step import LOCKED, WRONG, led_on
from api.pages.frame import FieldsDep, plain_shell
from api.pages.taking import WRONG as UNUSABLE
from api.pages.typed_fields import Fields
from api.qr import qr_image
from api.rendering import render
from api.view_models.authentication.accounts import (
    ChoosePasswordPage,
    EnrolPage,
    FirstSignInPage,
    PasswordRules,
    RecoveryCodesPage,
)
from api.view_models.forms import FieldError, Form
from application.authentication.account_ports import Stage
from application.authentication.enrolling import (
    Step,
    accept_invitation,
    choose_password,
    enrol_factor,
    pending_factor,
    step,
)
from application.authentication.otpauth import otpauth_address
from application.authentication.throttling import SignInLocked, SignInRefused
from domain.errors import Invalid
from domain.ruleset import RuleSet

router = APIRouter(include_in_schema=False)


@router.get(paths.FIRST_SIGN_IN)
def first_sign_in_page(request: Request, language: LanguageDep) -> Response:
    """Ask for the login and the code of an invitation."""
    return HTMLResponse(render(FirstSignInPage(), plain_shell(request), language))


@router.post(paths.FIRST_SIGN_IN)
def first_sign_in(
    request: Request, entrance: EntranceDep, fields: FieldsDep, language: LanguageDep
) -> Response:
    """Take the code and let a password be chosen."""
    login, code = fields.text("login"), fields.text("code")
    kept = {"login": (login,)}
    try:
        session = accept_invitation(entrance.door, login, code, entrance.source)
    except SignInLocked as locked:
        note_refusal(request, locked)
        minutes = int(locked.parameters["minutes"])
        page = FirstSignInPage(form=Form(kept), wait_minutes=minutes)
        return HTMLResponse(render(page, plain_shell(request), language), status_code=LOCKED)
    except SignInRefused as refused:
        form = Form(kept, (FieldError(field="code", code=refused.code),))
        page = FirstSignInPage(form=form)
        return HTMLResponse(render(page, plain_shell(request), language), status_code=WRONG)
    return led_on(entrance, session, paths.HOME)


@router.get(paths.OWN_CHOICE)
def choose_password_page(
    request: Request, entrance: EntranceDep, language: LanguageDep
) -> Response:
    """Ask for a password of one's own."""
    at = step(entrance.door, entrance.source.replaces, Stage.CHOOSING)
    return _password_page(request, entrance, at, language, Form())


@router.post(paths.OWN_CHOICE)
def take_password(
    request: Request, entrance: EntranceDep, fields: FieldsDep, language: LanguageDep
) -> Response:
    """Keep the password and go on."""
    at = step(entrance.door, entrance.source.replaces, Stage.CHOOSING)
    try:
        new = new_password(fields)
        session = choose_password(entrance.ledger, entrance.door, at, new)
    except Invalid as wrong:
        form = Form({}, (FieldError.of(wrong),))
        return _password_page(request, entrance, at, language, form, UNUSABLE)
    return led_on(entrance, session, paths.HOME)


@router.get(paths.ENROL)
def enrol_page(request: Request, entrance: EntranceDep, language: LanguageDep) -> Response:
    """Show what an authenticator has to be told, and ask for its first code."""
    at = step(entrance.door, entrance.source.replaces, Stage.ENROLMENT, Stage.OPEN)
    return _enrol_page(request, entrance, at, language, Form())


@router.get(paths.ENROL_IMAGE)
def enrol_image(entrance: EntranceDep) -> Response:
    """Draw it as a QR code; the secret stands in no address."""
    at = step(entrance.door, entrance.source.replaces, Stage.ENROLMENT, Stage.OPEN)
    address = otpauth_address(at.account.login, pending_factor(entrance.door, at))
    return Response(qr_image(address), media_type="image/svg+xml")


@router.post(paths.ENROL)
def enrol(
    request: Request, entrance: EntranceDep, fields: FieldsDep, language: LanguageDep
) -> Response:
    """Take the first code, and show the recovery codes this once."""
    at = step(entrance.door, entrance.source.replaces, Stage.ENROLMENT, Stage.OPEN)
    try:
        enrolled = enrol_factor(entrance.ledger, entrance.door, at, fields.text("code"))
    except (Invalid, SignInLocked) as wrong:
        note_refusal(request, wrong)
        error = FieldError(field="code", code=wrong.code, parameters=wrong.parameters)
        status = LOCKED if isinstance(wrong, SignInLocked) else UNUSABLE
        return _enrol_page(request, entrance, at, language, Form({}, (error,)), status)
    page = RecoveryCodesPage(codes=enrolled.codes, login=at.account.login)
    response = HTMLResponse(render(page, plain_shell(request), language))
    entrance.hold(response, enrolled.signed_in)
    return response


def new_password(fields: Fields) -> str:
    """Return the password typed twice, as typed: spaces at its ends belong to it.

    Raises: Invalid.
    """
    first, second = (next(iter(fields.entries.get(name, ())), "") for name in ("password", "again"))
    if not first:
        raise Invalid("required", "password")
    if first != second:
        raise Invalid("passwords_differ", "again")
    return first


def password_rules(rules: RuleSet) -> PasswordRules:
    """Return what the page says of passwords."""
    return PasswordRules(
        length=rules.password_length_at_least,
        kinds=rules.password_kinds_at_least,
        sentence_length=rules.passphrase_length,
        not_reused=rules.passwords_not_reused,
    )


def _password_page(
    request: Request,
    entrance: Entrance,
    at: Step,
    language: Language,
    form: Form,
    status: int = 200,
) -> Response:
    page = ChoosePasswordPage(
        rules=password_rules(entrance.door.rules),
        login=at.account.login,
        form=form,
        is_first=not at.account.has_password,
        is_due=at.account.has_password,
    )
    return HTMLResponse(render(page, plain_shell(request), language), status_code=status)


def _enrol_page(
    request: Request,
    entrance: Entrance,
    at: Step,
    language: Language,
    form: Form,
    status: int = 200,
) -> Response:
    page = EnrolPage(
        secret=pending_factor(entrance.door, at),
        login=at.account.login,
        form=form,
        is_first=at.session.stage is Stage.ENROLMENT,
    )
    return HTMLResponse(render(page, plain_shell(request), language), status_code=status)
