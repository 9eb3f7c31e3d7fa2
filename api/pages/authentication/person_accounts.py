"""A person's account as administrators see it: inviting, closing, opening, unlocking."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.deps import AccountsDep, OutsideDep
from api.pages.frame import FieldsDep, Visitor, VisitorDep, see_other
from api.pages.taking import take
from api.view_models.authentication.person_account import (
    AccountStanding,
    DisableAccountPage,
    InvitationPage,
    InvitePage,
    PersonAccountPage,
)
from api.view_models.forms import FieldError, Form
from application.authentication import accounts as asking
from application.authentication.account_ports import InvitePerson
from application.authentication.account_stores import Accounts
from application.authentication.devices import end_sessions_of
from application.authentication.inviting_once import invited_as_of, not_invited_since
from application.authorisation.answering_for import allowed_for_person, may_take_away
from application.authorisation.on_duty import roles_today, without_duty
from application.authorisation.opening_forms import open_account_closing
from application.authorisation.permission import standings_of
from domain.access.table import Request as Asking
from domain.accounts.facts import DisablingReason
from domain.errors import Invalid, NotFound, NotPermitted, RuleBroken
from domain.shared import PersonId

router = APIRouter(include_in_schema=False)


class Act(StrEnum):
    """What can be done to an account with one button."""

    ENABLE = "enable"
    UNLOCK = "unlock"
    END_SESSIONS = "end_sessions"
    END_DEVICES = "end_devices"


@router.get(paths.PERSON_ACCOUNT)
def account(
    person_id: UUID, visitor: VisitorDep, accounts: AccountsDep, doors: OutsideDep
) -> Response:
    """Show how a person's account stands."""
    whose = PersonId(person_id)
    page = replace(
        _account(visitor, accounts, whose),
        has_provider=doors.provider is not None,
        pin_devices=len(doors.devices.of_person(whose)),
    )
    return visitor.page(page)


@router.post(paths.PERSON_ACCOUNT)
def act(person_id: UUID, visitor: VisitorDep, accounts: AccountsDep, fields: FieldsDep) -> Response:
    """Open an account again, unlock it, or end its sessions, with its devices or without."""
    call, whose = visitor.call, PersonId(person_id)
    acts: dict[Act, Callable[[], object]] = {
        Act.ENABLE: lambda: asking.enable_account(
            call.ledger, accounts, call.actor, whose, call.now
        ),
        Act.UNLOCK: lambda: asking.unlock_account(
            call.ledger, accounts, call.actor, whose, call.now
        ),
        Act.END_SESSIONS: lambda: end_sessions_of(
            call.ledger, accounts, call.actor, whose, call.now
        ),
        Act.END_DEVICES: lambda: end_sessions_of(
            call.ledger, accounts, call.actor, whose, call.now, devices_too=True
        ),
    }
    open_account_closing(call.ledger, call.actor, whose, call.now)
    chosen = fields.maybe_one_of("act", Act)
    if chosen is not None:
        acts[chosen]()
    return see_other(paths.filled(paths.PERSON_ACCOUNT, person_id=person_id))


@router.get(paths.INVITE_PERSON)
def invite_page(person_id: UUID, visitor: VisitorDep, accounts: AccountsDep) -> Response:
    """Ask for the login of somebody to invite."""
    call, whose = visitor.call, PersonId(person_id)
    asking.permit_inviting(call.ledger, accounts, call.actor, whose, call.now)
    there = accounts.account(whose)
    form = Form({"login": (there.login,)}) if there is not None else Form()
    return visitor.page(_invite(visitor, accounts, whose, form))


@router.post(paths.INVITE_PERSON)
def invite(
    person_id: UUID, visitor: VisitorDep, accounts: AccountsDep, fields: FieldsDep
) -> Response:
    """Invite the person and show the slip, this once."""
    call, whose = visitor.call, PersonId(person_id)
    try:
        seen = not_invited_since(
            call.ledger, accounts, call.actor, whose, fields.text("as_of"), call.now
        )
        request = InvitePerson(person_id=whose, login=fields.text("login"), seen=seen)
        invited = asking.invite(call.ledger, accounts, call.actor, request, call.now)
    except (Invalid, RuleBroken) as wrong:
        error = FieldError(field="login", code=wrong.code, parameters=wrong.parameters)
        page = _invite(visitor, accounts, whose, Form(fields.entries, (error,)))
        return visitor.page(page, status=409 if isinstance(wrong, RuleBroken) else 422)
    slip = InvitationPage(
        person_id=whose,
        name=_name(visitor, whose),
        login=invited.login,
        code=invited.code,
        expires_at=invited.expires_at,
        address=_first_sign_in(visitor),
    )
    return visitor.page(slip)


@router.get(paths.DISABLE_ACCOUNT)
def confirm_disabling(person_id: UUID, visitor: VisitorDep) -> Response:
    """Ask why before an account is closed."""
    call, whose = visitor.call, PersonId(person_id)
    open_account_closing(call.ledger, call.actor, whose, call.now)
    return visitor.page(DisableAccountPage(person_id=whose, name=_name(visitor, whose)))


@router.post(paths.DISABLE_ACCOUNT)
def disable(
    person_id: UUID, visitor: VisitorDep, accounts: AccountsDep, fields: FieldsDep
) -> Response:
    """Close the account."""
    call, whose = visitor.call, PersonId(person_id)
    open_account_closing(call.ledger, call.actor, whose, call.now)

    def save() -> None:
        reason = fields.one_of("reason", DisablingReason)
        fields.require_no_errors()
        asking.disable_account(call.ledger, accounts, call.actor, whose, reason, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _done: paths.filled(paths.PERSON_ACCOUNT, person_id=person_id),
        again=lambda form: DisableAccountPage(
            person_id=whose, name=_name(visitor, whose), form=form
        ),
    )


def _account(visitor: Visitor, accounts: Accounts, whose: PersonId) -> PersonAccountPage:
    call = visitor.call
    found = asking.account_of(call.ledger, accounts, call.actor, whose, call.now)
    managing, there = Asking.MANAGE_ACCOUNTS, found.account
    may = standings_of(call.ledger, call.actor, call.now)
    lets_in = {managing, Asking.INVITE_PERSON}
    allowed = allowed_for_person(call.ledger, may, lets_in, whose, call.now)
    return PersonAccountPage(
        person_id=whose,
        name=_name(visitor, whose),
        standing=_standing(found, visitor),
        login=there.login if there else None,
        until=found.locked_until or (there.invited_until if there else None),
        has_factor=there is not None and there.has_factor,
        signed_in_at=there.signed_in_at if there else None,
        sessions=found.sessions,
        may_invite=(managing if found.was_used else Asking.INVITE_PERSON) in allowed,
        may_manage=managing in allowed and whose != call.actor.person_id,
        may_close=may_take_away(call.ledger, may, managing, whose, call.now)
        and whose != call.actor.person_id,
    )


def _standing(found: asking.AccountFound, visitor: Visitor) -> AccountStanding:
    there = found.account
    if there is None:
        return AccountStanding.NONE
    if there.disabled_at is not None:
        return AccountStanding.DISABLED
    if found.locked_until is not None:
        return AccountStanding.LOCKED
    if there.is_active and there.confirmed_at is None:
        return AccountStanding.UNCONFIRMED
    if there.has_password:
        return AccountStanding.IN_USE
    over = there.invited_until is None or there.invited_until <= visitor.call.now
    return AccountStanding.INVITATION_OVER if over else AccountStanding.INVITED


def _invite(visitor: Visitor, accounts: Accounts, whose: PersonId, form: Form) -> InvitePage:
    there, call = accounts.account(whose), visitor.call
    waits = None
    if not roles_today(call.ledger, whose, call.now):
        waits = without_duty(call.ledger, whose, call.now)
    return InvitePage(
        person_id=whose,
        name=_name(visitor, whose),
        form=form,
        as_of=invited_as_of(there),
        voids=there is not None and there.has_password,
        without_duty=waits.code if waits else None,
        begins_on=_first_day(waits) if waits else None,
    )


def _first_day(waits: NotPermitted) -> date | None:
    first = waits.parameters.get("from_on")
    return date.fromisoformat(str(first)) if first else None


def _name(visitor: Visitor, whose: PersonId) -> str:
    """Return the name of a registered person. Raises: NotFound."""
    found = visitor.call.ledger.directory.names((whose,)).get(whose)
    if found is None:
        raise NotFound("person_not_found")
    return found


def _first_sign_in(visitor: Visitor) -> str:
    """Return the address that a slip tells; its scheme is from the settings, not from a proxy."""
    is_https = visitor.request.app.state.session_cookie.secure
    here = visitor.request.base_url.replace(scheme="https" if is_https else "http")
    return f"{here}{paths.FIRST_SIGN_IN.removeprefix('/')}"
