"""My account: where I am signed in, my password, my second factor."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.deps import Call, OutsideDep
from api.entrance import EntranceDep
from api.pages.authentication.device import enrolled_lines
from api.pages.authentication.mail import MailDep
from api.pages.authentication.setting_up import new_password, password_rules
from api.pages.authentication.sign_ins import sign_in_lines
from api.pages.frame import FieldsDep, OwnVisitorDep, see_other
from api.pages.taking import WRONG
from api.view_models.authentication.accounts import (
    ChoosePasswordPage,
    DeviceLine,
    OwnAccountPage,
    RecoveryCodesPage,
    SignedInBeforePage,
)
from api.view_models.authentication.devices import device_of
from api.view_models.authentication.telephones import TelephoneToldLine
from api.view_models.forms import FieldError, Form
from application.authentication.account_ports import Session, Stage
from application.authentication.devices import end_own_sessions, own_sessions
from application.authentication.enrolling import change_password, renew_codes, step
from application.authentication.shown_sign_ins import own_sign_ins
from application.authentication.stepping_up import require_fresh_factor
from application.authentication.work_addresses import own_address
from application.authorisation.on_duty import roles_today
from application.staffing.telephones import TelephoneChange, own_telephone, telephone_changed_lately
from domain.accounts.devices import may_enrol
from domain.errors import Invalid

router = APIRouter(include_in_schema=False)


@router.get(paths.ACCOUNT)
def account(
    visitor: OwnVisitorDep, entrance: EntranceDep, doors: OutsideDep, mail: MailDep
) -> Response:
    """Show where I am signed in, and how."""
    call, door = visitor.call, entrance.door
    at = step(door, entrance.source.replaces, Stage.OPEN)
    set_at = at.account.password_set_at
    lasts = timedelta(days=door.rules.password_valid_days)
    own = own_telephone(call.ledger, call.actor.person_id, call.now)
    address = own_address(mail, call.actor, call.now, door.rules.doors)
    page = OwnAccountPage(
        login=at.account.login,
        devices=tuple(
            _device(each, this=at.session.session_id)
            for each in own_sessions(call.ledger, door.accounts, call.actor, call.now)
        ),
        has_factor=at.account.has_factor,
        codes_left=at.account.codes_left,
        codes_few=door.rules.recovery_codes_few,
        phone=own.phone,
        telephone=_told(call, own.changed),
        previous_at=at.session.previous_at,
        failed_before=at.session.failed_before,
        password_until=set_at + lasts if set_at is not None else None,
        is_demo=door.password_alone,
        enrolled=enrolled_lines(doors, call.actor),
        sign_ins=sign_in_lines(
            call.ledger,
            call.actor.person_id,
            own_sign_ins(call.ledger, door.accounts, call.actor, call.now),
        ),
        work_address=address.address,
        address_damaged=address.is_damaged,
        mail_goes_out=mail.post_code is not None,
        may_enrol=may_enrol(roles_today(call.ledger, call.actor.person_id, call.now)),
    )
    return visitor.page(page)


@router.get(paths.SIGNED_IN_BEFORE)
def signed_in_before(
    visitor: OwnVisitorDep,
    entrance: EntranceDep,
    back: str = paths.HOME,
    code_used: bool = False,
) -> Response:
    """Ask whether it was me who failed to sign in; tell how many codes a recovery code leaves."""
    call = visitor.call
    at = step(entrance.door, entrance.source.replaces, Stage.OPEN)
    changed = telephone_changed_lately(call.ledger, call.actor.person_id, call.now)
    page = SignedInBeforePage(
        failed=at.session.failed_before,
        previous_at=at.session.previous_at,
        on=paths.own(back),
        codes_left=at.account.codes_left if code_used else None,
        codes_few=entrance.door.rules.recovery_codes_few,
        telephone=_told(call, changed),
    )
    return visitor.page(page)


@router.post(paths.END_SESSIONS)
def end_sessions(visitor: OwnVisitorDep, entrance: EntranceDep, fields: FieldsDep) -> Response:
    """Sign out one other device, or all others."""
    call, accounts = visitor.call, entrance.door.accounts
    at = step(entrance.door, entrance.source.replaces, Stage.OPEN)
    chosen = fields.maybe_id("session_id")
    there = [each.session_id for each in own_sessions(call.ledger, accounts, call.actor, call.now)]
    ids = [UUID(str(chosen))] if chosen else [id for id in there if id != at.session.session_id]
    end_own_sessions(call.ledger, accounts, call.actor, ids, call.now)
    return see_other(paths.ACCOUNT)


@router.get(paths.RENEWAL)
def change_password_page(visitor: OwnVisitorDep, entrance: EntranceDep) -> Response:
    """Ask for the old password and a new one."""
    call = visitor.call
    require_fresh_factor(call.actor, call.now, call.ledger.rules)
    at = step(entrance.door, entrance.source.replaces, Stage.OPEN)
    rules = password_rules(call.ledger.rules)
    return visitor.page(ChoosePasswordPage(rules=rules, login=at.account.login))


@router.post(paths.RENEWAL)
def take_new_password(visitor: OwnVisitorDep, entrance: EntranceDep, fields: FieldsDep) -> Response:
    """Replace the password; every other device is signed out."""
    door = entrance.door
    at = step(door, entrance.source.replaces, Stage.OPEN)
    old = next(iter(fields.entries.get("old", ())), "")
    try:
        session = change_password(entrance.ledger, door, at, old, new_password(fields))
    except Invalid as wrong:
        form = Form({}, (FieldError.of(wrong),))
        rules = password_rules(door.rules)
        page = ChoosePasswordPage(rules=rules, login=at.account.login, form=form)
        return visitor.page(page, status=WRONG)
    response = see_other(paths.ACCOUNT)
    entrance.hold(response, session)
    return response


@router.post(paths.RENEW_CODES)
def new_codes(visitor: OwnVisitorDep, entrance: EntranceDep) -> Response:
    """Replace the recovery codes, and show the new ones this once."""
    at = step(entrance.door, entrance.source.replaces, Stage.OPEN)
    codes = renew_codes(entrance.ledger, entrance.door, at)
    return visitor.page(RecoveryCodesPage(codes=codes, login=at.account.login, on=paths.ACCOUNT))


def _told(call: Call, change: TelephoneChange | None) -> TelephoneToldLine | None:
    if change is None:
        return None
    said = change.changed
    names = call.ledger.directory.names((said.proposed_by, said.confirmed_by))
    return TelephoneToldLine(
        telephone=said.telephone,
        proposed_by=names.get(said.proposed_by, ""),
        confirmed_by=names.get(said.confirmed_by, ""),
        on=change.changed_on,
    )


def _device(session: Session, *, this: UUID) -> DeviceLine:
    return DeviceLine(
        session_id=session.session_id,
        device=device_of(session.device),
        since=session.opened_at,
        last_seen_at=session.last_seen_at,
        is_this=session.session_id == this,
    )
