"""What the API answers with: receipts, pages of lists, and what each operation may refuse."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Generic, TypeVar

from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel

from application.ports import Receipt

T = TypeVar("T")

# What may meet any reading by somebody who is signed in.
READING = (401, 403, 503)
REFUSALS: Mapping[int, str] = {
    400: "It cannot be read.",
    401: "Nobody is signed in, or login and password do not belong together.",
    403: "This person may not do it, or another site sent it.",
    404: "There is nothing of that id, or nothing that this person may know of.",
    409: "The facts recorded so far do not allow it; a conflict that was kept has a receipt.",
    412: "It was changed meanwhile: the version of If-Match is not the latest.",
    413: "It is too large.",
    421: "It was sent to a name that is not ours.",
    422: "A field cannot be right.",
    429: "Too many failures, or too many requests; Retry-After says when to try again.",
    503: "It cannot be decided right now; Retry-After says when to try again.",
}

Documented = dict[int | str, dict[str, object]]


class ReceiptBody(BaseModel):
    """The proof that a request is recorded: place in the log, version of the thing, leaf hash."""

    position: int
    version: int
    leaf_hash: str
    recorded_at: AwareDatetime


class Listed(BaseModel, Generic[T]):
    """One page of a list; `next_cursor` continues after it, nothing more comes without one."""

    items: tuple[T, ...]
    next_cursor: str | None = None


def refused_with(*statuses: int) -> Documented:
    """Return the refusals of an operation for its description."""
    return {status: {"description": REFUSALS[status]} for status in sorted(statuses)}


def recorded_with(*statuses: int) -> Documented:
    """Return the answers of an operation that records something, for its description."""
    text = {"schema": {"type": "string"}}
    receipt = {"model": ReceiptBody, "headers": {"ETag": text, "Location": text}}
    first: Documented = {
        201: {"description": "Recorded now."} | receipt,
        200: {"description": "Recorded before: the first receipt again."} | receipt,
    }
    return first | refused_with(*{*READING, 409, 422, *statuses})


def receipt_body(receipt: Receipt) -> ReceiptBody:
    """Return a receipt as it is told."""
    return ReceiptBody(
        position=receipt.position,
        version=receipt.version,
        leaf_hash=receipt.leaf_hash.hex(),
        recorded_at=receipt.recorded_at,
    )


def receipt_answer(receipt: Receipt, path: str) -> JSONResponse:
    """Return 201 with the receipt the first time, 200 with the same receipt for a repeat."""
    return JSONResponse(
        receipt_body(receipt).model_dump(mode="json"),
        status_code=HTTPStatus.CREATED if receipt.fresh else HTTPStatus.OK,
        headers={"Location": path, "ETag": f'"{receipt.version}"'},
    )
