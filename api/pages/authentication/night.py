"""Letting a colleague in at night: making sure of them, the code, and looking into it later."""

from uuid import uuid4

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from api import paths
from api.deps import LanguageDep, LedgerDep, OutsideDep
from api.entrance import EntranceDep
from api.noting import note_refusal
from api.pages.authentication.second_step import led_on
from api.pages.frame import FieldsDep, Visitor, VisitorDep, plain_shell, see_other
from api.pages.typed_fields import Fields
from api.rendering import render
from api.view_models.authentication.outside import (
    FindLockedOutPage,
    GiveNightCodePage,
    NightCodePage,
    NightRecoveriesPage,
    NightSignInPage,
    RecoveryLine,
)
from api.view_models.forms import FieldError, Form
from application.authentication import night_recovery as asking
from application.authentication.night_ports import NightRecoveries, NightRecovery
from application.authentication.night_recovery import Locked
from application.authentication.throttling import SignInLocked, SignInRefused
from application.authorisation.opening_forms import open_night_recovery, open_night_review
from application.authorisation.permission import standings_of
from domain.access.table import Request as Asking
from domain.accounts.outside_facts import IdentifiedBy, RecoveryFinding
from domain.accounts.recoveries import GiveNightRecovery
from domain.errors import NotFound, RuleBroken
from domain.shared import RecoveryId

router = APIRouter(include_in_schema=False)

WRONG, CONFLICT, LOCKED, UNREADABLE = 401, 409, 429, 422


@router.get(paths.NIGHT_SIGN_IN)
def sign_in_page(request: Request, ledger: LedgerDep, language: LanguageDep) -> Response:
    """Ask for the code that was given on the telephone."""
    page = NightSignInPage(ends_hour=ledger.rules.doors.night_session_ends_hour)
    return HTMLResponse(render(page, plain_shell(request), language))


@router.post(paths.NIGHT_SIGN_IN)
def sign_in(
    request: Request,
    entrance: EntranceDep,
    doors: OutsideDep,
    fields: FieldsDep,
    language: LanguageDep,
) -> Response:
    """Let in whoever has the code, until the morning."""
    login = fields.text("login")
    try:
        session = asking.sign_in_at_night(
            entrance.ledger,
            entrance.door,
            doors.recoveries,
            login,
            fields.text("code"),
            entrance.source,
        )
    except SignInRefused as refused:
        note_refusal(request, refused)
        is_locked = isinstance(refused, SignInLocked)
        page = NightSignInPage(
            ends_hour=entrance.door.rules.doors.night_session_ends_hour,
            form=Form({"login": (login,)}),
            refused=not is_locked,
            wait_minutes=int(refused.parameters["minutes"]) if is_locked else None,
        )
        shown = render(page, plain_shell(request), language)
        return HTMLResponse(shown, status_code=LOCKED if is_locked else WRONG)
    return led_on(entrance, session, paths.HOME)


@router.get(paths.NIGHT_RECOVERY)
def find_page(visitor: VisitorDep) -> Response:
    """Ask whom to let in."""
    _open(visitor)
    return visitor.page(_find_page(visitor, Form()))


@router.post(paths.NIGHT_RECOVERY)
def find_or_give(
    visitor: VisitorDep, doors: OutsideDep, entrance: EntranceDep, fields: FieldsDep
) -> Response:
    """Show whom to call back; once that is done, give the code and show it, this once."""
    _open(visitor)
    call = visitor.call
    try:
        found = asking.find_locked_out(call.ledger, entrance.door, call.actor, fields.text("login"))
    except NotFound as missing:
        error = FieldError(field="login", code=missing.code)
        page = _find_page(visitor, Form(fields.entries, (error,)))
        return visitor.page(page, status=UNREADABLE)
    if fields.maybe_id("recovery_id") is None:
        return visitor.page(_give_page(fields, found, Form()))
    return _give(visitor, doors.recoveries, entrance, fields, found)


def _give(
    visitor: Visitor,
    recoveries: NightRecoveries,
    entrance: EntranceDep,
    fields: Fields,
    found: Locked,
) -> Response:
    call = visitor.call
    means = fields.one_of("identified_by", IdentifiedBy)
    if fields.errors:
        return visitor.page(_give_page(fields, found, fields.form), status=UNREADABLE)
    request = GiveNightRecovery(
        person_id=found.person_id,
        recovery_id=RecoveryId(fields.id("recovery_id")),
        identified_by=means,
    )
    try:
        given = asking.give_night_recovery(
            call.ledger, entrance.door, recoveries, call.actor, request
        )
    except RuleBroken as broken:
        form = Form(fields.entries, (FieldError(field="", code=broken.code),))
        return visitor.page(_give_page(fields, found, form), status=CONFLICT)
    return visitor.page(
        NightCodePage(
            name=found.name,
            login=fields.text("login"),
            code=given.code,
            expires_at=given.expires_at,
            ends_hour=visitor.call.ledger.rules.doors.night_session_ends_hour,
        )
    )


@router.get(paths.NIGHT_RECOVERIES)
def listed(visitor: VisitorDep, doors: OutsideDep) -> Response:
    """Show what was given at night, what nobody has looked into first."""
    call = visitor.call
    rows = asking.night_recoveries(call.ledger, doors.recoveries, call.actor, call.now)
    ids = {each for row in rows for each in (row.person_id, row.given_by)}
    names = call.ledger.directory.names(ids)

    def line(row: NightRecovery) -> RecoveryLine:
        return RecoveryLine(
            recovery_id=row.recovery_id,
            person=names.get(row.person_id, ""),
            given_by=names.get(row.given_by, ""),
            given_at=row.given_at,
            used_at=row.used_at,
            finding=row.finding,
        )

    return visitor.page(NightRecoveriesPage(lines=tuple(map(line, rows))))


@router.post(paths.NIGHT_RECOVERIES)
def review(
    visitor: VisitorDep, doors: OutsideDep, entrance: EntranceDep, fields: FieldsDep
) -> Response:
    """Keep what was found."""
    call = visitor.call
    open_night_review(call.ledger, call.actor, call.now)
    finding = fields.maybe_one_of("finding", RecoveryFinding)
    if finding is not None:
        asking.review_night_recovery(
            call.ledger,
            entrance.door,
            doors.recoveries,
            call.actor,
            RecoveryId(fields.id("recovery_id")),
            finding,
        )
    return see_other(paths.NIGHT_RECOVERIES)


def _open(visitor: Visitor) -> None:
    call = visitor.call
    open_night_recovery(call.ledger, call.actor, call.now)


def _find_page(visitor: Visitor, form: Form) -> FindLockedOutPage:
    call = visitor.call
    may = standings_of(call.ledger, call.actor, call.now)
    return FindLockedOutPage(form=form, may_review=may.allow(Asking.REVIEW_NIGHT_RECOVERIES))


def _give_page(fields: Fields, found: Locked, form: Form) -> GiveNightCodePage:
    return GiveNightCodePage(
        login=fields.text("login"),
        person_id=found.person_id,
        recovery_id=fields.maybe_id("recovery_id") or uuid4(),
        name=found.name,
        phone=found.phone,
        form=form,
    )
