"""The tokens of machines, as whoever watches over them sees it."""

from datetime import timedelta
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.deps import OutsideDep
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.taking import CONFLICT, WRONG, take
from api.pages.typed_fields import NotReadable
from api.view_models.authentication.outside import (
    ApiTokenPage,
    ApiTokensPage,
    RevokeTokenPage,
    TokenLine,
)
from api.view_models.forms import Choice, FieldError, Form
from application.authentication import api_tokens as asking
from application.authentication.api_tokens import ApiTokenRow
from application.authentication.outside_doors import OutsideDoors
from domain.accounts.outside_facts import TokenRevokedReason, TokenScope
from domain.accounts.tokens import IssueApiToken, RevokeApiToken
from domain.days import local_day
from domain.errors import Invalid, NotFound, RuleBroken
from domain.shared import ApiTokenId, PersonId

router = APIRouter(include_in_schema=False)


@router.get(paths.API_TOKENS)
def listed(visitor: VisitorDep, doors: OutsideDep) -> Response:
    """Show all tokens, and the form for another one."""
    return visitor.page(_page(visitor, doors, Form()))


@router.post(paths.API_TOKENS)
def issue(visitor: VisitorDep, doors: OutsideDep, fields: FieldsDep) -> Response:
    """Give a machine a token and show it, this once."""
    call = visitor.call
    machine = PersonId(fields.id("person_id"))
    request = IssueApiToken(
        person_id=machine,
        token_id=ApiTokenId(fields.id("token_id")),
        scopes=frozenset(fields.several_of("scopes", TokenScope)),
        expires_on=fields.day("expires_on"),
    )
    try:
        fields.require_no_errors()
        issued = asking.issue_api_token(call.ledger, doors.tokens, call.actor, request, call.now)
    except NotReadable as unread:
        return visitor.page(_page(visitor, doors, unread.form), status=WRONG)
    except Invalid as refusal:
        return visitor.page(_page(visitor, doors, fields.refused(refusal)), status=WRONG)
    except RuleBroken as broken:
        error = FieldError(field="person_id", code=broken.code)
        form = Form(fields.entries, (error,))
        return visitor.page(_page(visitor, doors, form), status=CONFLICT)
    return visitor.page(
        ApiTokenPage(
            machine=_name(visitor, machine), token=issued.token, expires_on=request.expires_on
        )
    )


@router.get(paths.REVOKE_TOKENS)
def confirm(person_id: UUID, token_id: UUID, visitor: VisitorDep, doors: OutsideDep) -> Response:
    """Ask why before a token is taken back."""
    return visitor.page(RevokeTokenPage(line=_found(visitor, doors, person_id, token_id)))


@router.post(paths.REVOKE_TOKENS)
def revoke(
    person_id: UUID, token_id: UUID, visitor: VisitorDep, doors: OutsideDep, fields: FieldsDep
) -> Response:
    """Take a token back."""
    call = visitor.call

    def save() -> None:
        request = RevokeApiToken(
            person_id=PersonId(person_id),
            token_id=ApiTokenId(token_id),
            reason=fields.one_of("reason", TokenRevokedReason),
        )
        fields.require_no_errors()
        asking.revoke_api_token(call.ledger, doors.tokens, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _done: paths.API_TOKENS,
        again=lambda form: RevokeTokenPage(
            line=_found(visitor, doors, person_id, token_id), form=form
        ),
    )


def _page(visitor: Visitor, doors: OutsideDoors, form: Form) -> ApiTokensPage:
    call = visitor.call
    rows = asking.api_tokens(call.ledger, doors.tokens, call.actor, call.now)
    days = call.ledger.rules.doors.api_token_days_at_most
    return ApiTokensPage(
        token_id=uuid4(),
        lines=tuple(_line(visitor, row) for row in rows),
        machines=_machines(visitor),
        form=form,
        last_on=local_day(call.now) + timedelta(days=days),
    )


def _machines(visitor: Visitor) -> tuple[Choice, ...]:
    """Return the machines that are registered."""
    return tuple(
        Choice(value=str(each.person_id), label=each.name)
        for each in visitor.call.ledger.directory.machines()
    )


def _found(visitor: Visitor, doors: OutsideDoors, person_id: UUID, token_id: UUID) -> TokenLine:
    call = visitor.call
    rows = asking.api_tokens(call.ledger, doors.tokens, call.actor, call.now)
    for row in rows:
        if (row.person_id, row.token_id) == (person_id, token_id):
            return _line(visitor, row)
    raise NotFound("token_not_found")


def _line(visitor: Visitor, row: ApiTokenRow) -> TokenLine:
    return TokenLine(
        token_id=row.token_id,
        person_id=row.person_id,
        machine=_name(visitor, row.person_id),
        prefix=row.prefix,
        scopes=tuple(sorted(row.scopes)),
        expires_on=row.expires_on,
        last_used_on=row.last_used_on,
        opens=row.opens_on(local_day(visitor.call.now)),
    )


def _name(visitor: Visitor, person_id: PersonId) -> str:
    return visitor.call.ledger.directory.names((person_id,)).get(person_id, "")
