"""Tokens by which machines are let in: issued, listed, taken back."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from api.deps import PREFIX, CallDep, OutsideDep
from api.routes.answers import (
    READING,
    Listed,
    ReceiptBody,
    receipt_answer,
    receipt_body,
    recorded_with,
    refused_with,
)
from api.routes.fields import Body, Day
from application.authentication import api_tokens
from application.authentication.api_tokens import ApiTokenRow
from domain.accounts.outside_facts import TokenRevokedReason, TokenScope
from domain.accounts.tokens import IssueApiToken, RevokeApiToken
from domain.shared import ApiTokenId, PersonId

router = APIRouter(prefix=PREFIX, tags=["api tokens"])


class Token(Body):
    scopes: frozenset[TokenScope]
    expires_on: Day


class Revocation(Body):
    reason: TokenRevokedReason


class TokenIssued(BaseModel):
    """The token is in this one answer only; a repeat is told the prefix and no token."""

    receipt: ReceiptBody
    prefix: str
    token: str | None = Field(repr=False)


@router.put(
    "/people/{person_id}/api-tokens/{token_id}",
    status_code=201,
    response_model=TokenIssued,
    responses={
        200: {"description": "Issued before: its prefix, and no token.", "model": TokenIssued},
        **refused_with(*READING, 409, 422),
    },
)
def issue(
    person_id: UUID, token_id: UUID, body: Token, call: CallDep, doors: OutsideDep
) -> Response:
    """Give a machine a token that opens no more than these requests, until its last day."""
    request = IssueApiToken(
        person_id=PersonId(person_id),
        token_id=ApiTokenId(token_id),
        scopes=body.scopes,
        expires_on=body.expires_on,
    )
    issued = api_tokens.issue_api_token(call.ledger, doors.tokens, call.actor, request, call.now)
    told = TokenIssued(
        receipt=receipt_body(issued.receipt), prefix=issued.prefix, token=issued.token
    )
    fresh = issued.receipt.fresh
    status = HTTPStatus.CREATED if fresh else HTTPStatus.OK
    return JSONResponse(told.model_dump(mode="json"), status_code=status)


@router.put(
    "/people/{person_id}/api-tokens/{token_id}/revocation",
    status_code=201,
    responses=recorded_with(404),
)
def revoke(
    person_id: UUID, token_id: UUID, body: Revocation, call: CallDep, doors: OutsideDep
) -> Response:
    """Let a token open nothing any more, at once."""
    request = RevokeApiToken(
        person_id=PersonId(person_id), token_id=ApiTokenId(token_id), reason=body.reason
    )
    receipt = api_tokens.revoke_api_token(call.ledger, doors.tokens, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.get("/api-tokens", responses=refused_with(*READING))
def listed(call: CallDep, doors: OutsideDep) -> Listed[ApiTokenRow]:
    """Return all tokens that were ever issued, the latest first; never the tokens themselves."""
    return Listed(
        items=tuple(api_tokens.api_tokens(call.ledger, doors.tokens, call.actor, call.now))
    )
