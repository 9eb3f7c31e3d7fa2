"""My e-mail address at work: entered by myself, confirmed by the code sent there, or removed."""

from fastapi import APIRouter, Response

from api import paths
from api.entrance import EntranceDep
from api.pages.authentication.mail import MailDep
from api.pages.frame import FieldsDep, OwnVisitorDep, Visitor, see_other
from api.pages.taking import take
from api.view_models.authentication.work_address import WorkAddressPage
from api.view_models.forms import Form
from application.authentication import work_addresses as asking
from application.authentication.stepping_up import require_fresh_factor
from application.authentication.work_addresses import Mail, own_address

router = APIRouter(include_in_schema=False)


@router.get(paths.WORK_ADDRESS)
def work_address(visitor: OwnVisitorDep, mail: MailDep, done: str = "") -> Response:
    """Show my address, and what is still to be done for it."""
    call = visitor.call
    require_fresh_factor(call.actor, call.now, call.ledger.rules)
    return visitor.page(_page(visitor, mail, Form(), done=done == "yes"))


@router.post(paths.WORK_ADDRESS)
def send_code(
    visitor: OwnVisitorDep, mail: MailDep, entrance: EntranceDep, fields: FieldsDep
) -> Response:
    """Send a code to an address."""
    call, accounts = visitor.call, entrance.door.accounts

    def save() -> None:
        typed = fields.text("address")
        fields.require_no_errors()
        asking.propose_address(call.ledger, accounts, mail, call.actor, typed, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _done: paths.WORK_ADDRESS,
        again=lambda form: _page(visitor, mail, form),
    )


@router.post(paths.CONFIRM_ADDRESS)
def confirm(
    visitor: OwnVisitorDep, mail: MailDep, entrance: EntranceDep, fields: FieldsDep
) -> Response:
    """Let the address hold to which the code was sent."""
    call, accounts = visitor.call, entrance.door.accounts

    def save() -> None:
        code = fields.text("code")
        fields.require_no_errors()
        asking.confirm_address(call.ledger, accounts, mail, call.actor, code, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _done: paths.filled(paths.WORK_ADDRESS, query={"done": "yes"}),
        again=lambda form: _page(visitor, mail, Form({}, form.errors)),
    )


@router.post(paths.REMOVE_ADDRESS)
def remove(visitor: OwnVisitorDep, mail: MailDep, entrance: EntranceDep) -> Response:
    """Keep no address of mine any more."""
    call = visitor.call
    asking.remove_address(call.ledger, entrance.door.accounts, mail, call.actor, call.now)
    return see_other(paths.ACCOUNT)


def _page(visitor: Visitor, mail: Mail, form: Form, *, done: bool = False) -> WorkAddressPage:
    call = visitor.call
    doors = call.ledger.rules.doors
    own = own_address(mail, call.actor, call.now, doors)
    return WorkAddressPage(
        address=own.address,
        waits=own.waits,
        damaged=own.is_damaged,
        form=form,
        done=done and own.address is not None,
        mail_goes_out=mail.post_code is not None,
        code_minutes=doors.address_code_minutes,
    )
