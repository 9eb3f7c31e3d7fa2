"""The pages on which a second person confirms who signed in for the first time, or denies it."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.deps import AccountsDep, Call
from api.pages.frame import FieldsDep, Visitor, VisitorDep, see_other
from api.pages.staffing.duty_lines import places_of, proposal_lines
from api.pages.staffing.person_page import person_line
from api.pages.taking import CONFLICT, WRONG, take
from api.view_models.authentication.first_sign_ins import (
    ConfirmFirstSignInsPage,
    DenyFirstSignInPage,
    FirstSignInLine,
    FirstSignInsPage,
)
from api.view_models.forms import FieldError, Form
from application.authentication import first_sign_ins as asking
from application.authentication.account_ports import FirstSignIn
from application.authentication.account_stores import Accounts
from application.authentication.first_sign_ins import Confirmation
from application.authorisation.permission import standings_of
from application.staffing.proposing import proposals_for
from domain.accounts.outside_facts import IdentifiedBy
from domain.errors import NotFound, NotPermitted, RuleBroken, StepUpNeeded
from domain.shared import PersonId

router = APIRouter(include_in_schema=False)

CHOSEN = "first"
_SINCE = datetime(1970, 1, 1, tzinfo=UTC)
_STEP = timedelta(microseconds=1)


@router.get(paths.FIRST_SIGN_INS)
def first_sign_ins(
    visitor: VisitorDep, accounts: AccountsDep, cursor: str | None = None, none: bool = False
) -> Response:
    """Show who waits to be confirmed, to choose from; `none` was chosen a moment ago."""
    call = visitor.call
    page = asking.first_sign_ins(call.ledger, accounts, call.actor, call.now, cursor)
    shown = FirstSignInsPage(
        lines=_lines(call, page.rows),
        total=page.total,
        next_cursor=page.next_cursor,
        is_first_page=cursor is None,
        none_chosen=none,
    )
    return visitor.page(shown)


@router.get(paths.CONFIRM_FIRST_SIGN_INS)
def ask(visitor: VisitorDep, accounts: AccountsDep) -> Response:
    """Ask how whoever looks made sure of those they chose."""
    keys = visitor.request.query_params.getlist(CHOSEN)
    try:
        asking.open_confirming(visitor.call.ledger, visitor.call.actor, visitor.call.now)
    except StepUpNeeded:
        # Nobody shows a second factor only to be told that nothing was ticked.
        if keys:
            raise
    if not keys:
        return see_other(paths.filled(paths.FIRST_SIGN_INS, query={"none": "true"}))
    lines = _chosen(visitor, accounts, keys)
    if not lines:
        return see_other(paths.FIRST_SIGN_INS)
    return visitor.page(_page(lines, Form()))


@router.post(paths.CONFIRM_FIRST_SIGN_INS)
def confirm(visitor: VisitorDep, accounts: AccountsDep, fields: FieldsDep) -> Response:
    """Confirm the chosen ones, each by itself; who cannot be is shown with the reason."""
    keys = fields.entries.get(CHOSEN, ())
    identified_by = fields.one_of("identified_by", IdentifiedBy)
    if fields.errors:
        lines = _chosen(visitor, accounts, keys)
        form = Form(fields.entries, tuple(fields.errors))
        return visitor.page(_page(lines, form), status=WRONG)
    call, refused = visitor.call, dict[str, FieldError]()
    asking.open_confirming(call.ledger, call.actor, call.now)
    for key in dict.fromkeys(keys):
        error = _confirmed(call, accounts, key, identified_by)
        if error is not None:
            refused[key] = error
    if not refused:
        return see_other(paths.FIRST_SIGN_INS)
    page = ConfirmFirstSignInsPage(
        lines=tuple(_refused_line(call, key, refused[key]) for key in refused),
        refused=refused,
        confirmed=len(set(keys)) - len(refused),
    )
    return visitor.page(page, status=CONFLICT)


@router.get(paths.DENY_FIRST_SIGN_IN)
def ask_before_closing(person_id: UUID, visitor: VisitorDep, accounts: AccountsDep) -> Response:
    """Ask once more before an account is closed because it was not the person."""
    call = visitor.call
    asking.open_confirming(call.ledger, call.actor, call.now)
    waits = _waits(call, accounts, person_id)
    return visitor.page(DenyFirstSignInPage(line=_lines(call, [waits])[0]))


@router.post(paths.DENY_FIRST_SIGN_IN)
def deny(
    person_id: UUID, visitor: VisitorDep, accounts: AccountsDep, fields: FieldsDep
) -> Response:
    """Close the account at once."""
    call = visitor.call
    denied = _read(fields.text(CHOSEN))
    if denied.person_id != person_id:
        raise NotFound("account_not_found")
    return take(
        visitor,
        fields,
        lambda: asking.deny_first_sign_in(call.ledger, accounts, call.actor, denied, call.now),
        done=lambda _done: paths.FIRST_SIGN_INS,
        again=lambda form: DenyFirstSignInPage(line=_lines(call, [denied])[0], form=form),
    )


def _confirmed(
    call: Call, accounts: Accounts, key: str, identified_by: IdentifiedBy
) -> FieldError | None:
    """Confirm one sign-in, or return why not."""
    meant = _read(key)
    request = Confirmation(
        person_id=meant.person_id, set_up_at=meant.set_up_at, identified_by=identified_by
    )
    try:
        asking.confirm_first_sign_in(call.ledger, accounts, call.actor, request, call.now)
    except (RuleBroken, NotFound, NotPermitted) as refusal:
        return FieldError(field="", code=refusal.code, parameters=refusal.parameters)
    return None


def _refused_line(call: Call, key: str, error: FieldError) -> FirstSignInLine:
    """Return one that was not confirmed; of nobody for whom one does not answer a name is shown."""
    meant = _read(key)
    if error.code in {"standing_not_enough", "no_standing", "account_not_found"}:
        return FirstSignInLine(
            person_id=meant.person_id, key=key, name="", set_up_at=meant.set_up_at
        )
    return _lines(call, [meant])[0]


def _page(lines: Sequence[FirstSignInLine], form: Form) -> ConfirmFirstSignInsPage:
    may_call = all(line.phone for line in lines)
    return ConfirmFirstSignInsPage(lines=tuple(lines), form=form, may_call=may_call)


def _waits(call: Call, accounts: Accounts, person_id: UUID) -> FirstSignIn:
    whose = PersonId(person_id)
    may = standings_of(call.ledger, call.actor, call.now)
    found = asking.first_sign_in_of(call.ledger, accounts, may, whose, call.now)
    if found is None:
        raise NotFound("account_not_found")
    return found


def _chosen(
    visitor: Visitor, accounts: Accounts, keys: Collection[str]
) -> tuple[FirstSignInLine, ...]:
    call = visitor.call
    waiting = asking.all_first_sign_ins(call.ledger, accounts, call.actor, call.now)
    return _lines(call, [each for each in waiting if key_of(each) in keys])


def _lines(call: Call, rows: Sequence[FirstSignIn]) -> tuple[FirstSignInLine, ...]:
    people = call.ledger.directory.people([each.person_id for each in rows])
    places = places_of(call, *people.values())
    return tuple(
        FirstSignInLine(
            person_id=each.person_id,
            key=key_of(each),
            name=people[each.person_id].name,
            set_up_at=each.set_up_at,
            phone=asking.telephone_of(call.ledger, each.person_id),
            duties=person_line(people[each.person_id], places, call).duties,
            proposed=proposal_lines(call, proposals_for(call.ledger, each.person_id, call.now)),
        )
        for each in rows
        if each.person_id in people
    )


def key_of(first: FirstSignIn) -> str:
    """Return the value by which a form names a sign-in: the person, and when it was."""
    return f"{first.person_id}.{(first.set_up_at - _SINCE) // _STEP}"


def _read(key: str) -> FirstSignIn:
    person_id, _, since = key.partition(".")
    try:
        return FirstSignIn(
            person_id=PersonId(UUID(person_id)), set_up_at=_SINCE + int(since) * _STEP
        )
    except (ValueError, OverflowError):
        raise NotFound("account_not_found") from None
