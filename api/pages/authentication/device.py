"""A device that signs for me: enrolling it, signing in with its PIN, letting it go."""

from base64 import urlsafe_b64decode
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from api import paths
from api.deps import LanguageDep, OutsideDep
from api.entrance import EntranceDep
from api.language import Language
from api.noting import note_refusal
from api.pages.authentication.second_step import led_on
from api.pages.frame import FieldsDep, OwnVisitorDep, Visitor, plain_shell, see_other
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.rendering import render
from api.view_models.authentication.outside import DeviceSignInPage, EnrolDevicePage, EnrolledLine
from api.view_models.forms import Form
from application.authentication import enrolled_devices as asking
from application.authentication.enrolled_devices import EnrolDevice, Shown
from application.authentication.outside_doors import OutsideDoors
from application.authentication.stepping_up import require_fresh_factor
from application.authentication.throttling import SignInLocked, SignInRefused
from application.authorisation.on_duty import roles_today
from application.ports import Actor
from domain.accounts.devices import require_may_enrol
from domain.errors import RuleBroken
from domain.shared import DeviceId

router = APIRouter(include_in_schema=False)

WRONG, CONFLICT, LOCKED = 401, 409, 429


@router.get(paths.ENROL_DEVICE)
def enrol_page(visitor: OwnVisitorDep, doors: OutsideDep, done: str = "") -> Response:
    """Show the devices that sign for me, and let this one do so."""
    call = visitor.call
    require_may_enrol(roles_today(call.ledger, call.actor.person_id, call.now))
    require_fresh_factor(call.actor, call.now, call.ledger.rules)
    return visitor.page(_page(visitor, doors, Form(), done=done == "yes"))


@router.post(paths.ENROL_DEVICE)
def enrol(
    visitor: OwnVisitorDep, doors: OutsideDep, entrance: EntranceDep, fields: FieldsDep
) -> Response:
    """Let this device sign for me from now on."""
    call = visitor.call

    def save() -> None:
        request = EnrolDevice(
            device_id=DeviceId(fields.id("device_id")),
            public_key=_bytes(fields.text("public_key")),
            pin=fields.text("pin"),
            again=fields.text("again"),
        )
        fields.require_no_errors()
        asking.enrol(call.ledger, entrance.door, doors.devices, call.actor, request)

    return take(
        visitor,
        fields,
        save,
        done=lambda _done: paths.filled(paths.ENROL_DEVICE, query={"done": "yes"}),
        again=lambda form: _page(visitor, doors, Form({}, form.errors)),
    )


@router.post(paths.REVOKE_DEVICE)
def revoke(
    visitor: OwnVisitorDep, doors: OutsideDep, entrance: EntranceDep, fields: FieldsDep
) -> Response:
    """Let one of my devices sign no more."""
    call = visitor.call
    device_id = DeviceId(fields.id("device_id"))
    asking.revoke_own(call.ledger, entrance.door, doors.devices, call.actor, device_id)
    return see_other(paths.ACCOUNT)


@router.get(paths.DEVICE_SIGN_IN)
def sign_in_page(request: Request, language: LanguageDep, back: str = paths.HOME) -> Response:
    """Ask for the PIN of this device."""
    return _shown(request, language, DeviceSignInPage(back=paths.own(back)), 200)


@router.post(paths.DEVICE_CHALLENGE)
def challenge(entrance: EntranceDep, doors: OutsideDep, fields: FieldsDep) -> Response:
    """Tell a device what to sign."""
    device_id = DeviceId(fields.maybe_id("device_id") or UUID(int=0))
    return JSONResponse(
        {"challenge": asking.challenge(doors.devices, device_id, entrance.door.now)}
    )


@router.post(paths.DEVICE_SIGN_IN)
def sign_in(
    request: Request,
    entrance: EntranceDep,
    doors: OutsideDep,
    fields: FieldsDep,
    language: LanguageDep,
) -> Response:
    """Let in who knows the PIN of a device that signs."""
    back = paths.own(fields.text("back"))
    try:
        session = asking.sign_in_by_device(
            entrance.ledger, entrance.door, doors.devices, _signed(fields), entrance.source
        )
    except (SignInRefused, RuleBroken) as refused:
        note_refusal(request, refused)
        left, minutes = (refused.parameters.get(each) for each in ("left", "minutes"))
        page = DeviceSignInPage(
            back=back,
            refused=refused.code,
            left=int(left) if left is not None else None,
            minutes=int(minutes) if minutes is not None else None,
        )
        return _shown(request, language, page, _status(refused))
    return led_on(entrance, session, back)


def _signed(fields: Fields) -> Shown:
    return Shown(
        device_id=DeviceId(fields.maybe_id("device_id") or UUID(int=0)),
        challenge=fields.text("challenge"),
        signature=_bytes(fields.text("signature")),
        pin=fields.text("pin"),
    )


def _status(refused: SignInRefused | RuleBroken) -> int:
    if isinstance(refused, SignInLocked):
        return LOCKED
    return CONFLICT if isinstance(refused, RuleBroken) else WRONG


def _shown(request: Request, language: Language, page: DeviceSignInPage, status: int) -> Response:
    return HTMLResponse(render(page, plain_shell(request), language), status_code=status)


def _page(
    visitor: Visitor, doors: OutsideDoors, form: Form, *, done: bool = False
) -> EnrolDevicePage:
    return EnrolDevicePage(
        device_id=uuid4(),
        form=form,
        devices=enrolled_lines(doors, visitor.call.actor),
        done=done,
        pin_at_least=visitor.call.ledger.rules.doors.pin_length_at_least,
        wrong_pins_at_most=visitor.call.ledger.rules.doors.wrong_pins_at_most,
    )


def enrolled_lines(doors: OutsideDoors, actor: Actor) -> tuple[EnrolledLine, ...]:
    """Return the devices that sign for whoever asks."""
    return tuple(
        EnrolledLine(
            device_id=each.device_id,
            device=each.device or "computer",
            enrolled_at=each.enrolled_at,
            last_used_at=each.last_used_at,
        )
        for each in asking.own_devices(doors.devices, actor)
    )


def _bytes(text: str) -> bytes:
    """Return what a script encoded as base64url; nothing when it is none."""
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""
