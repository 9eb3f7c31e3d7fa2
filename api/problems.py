"""How a refusal reads: one plain value, written as problem+json (RFC 9457) for programs."""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from domain.errors import Parameter

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldProblem:
    """One field that cannot be right: where it is, and a code; never what was sent."""

    field: str
    code: str
    parameters: Mapping[str, Parameter] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A request that was not done: the status, the code that has a sentence, and its parameters.

    `number` is what to tell the person on duty when the program itself failed.
    """

    status: int
    code: str
    parameters: Mapping[str, Parameter] = dataclasses.field(default_factory=dict)
    fields: Sequence[FieldProblem] = ()
    retry_after_seconds: int | None = None
    allow: str | None = None
    number: str | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers that belong to the status (RFC 9110 §10.2.1, §10.2.3, §11.6.1)."""
        found: dict[str, str] = {}
        if self.status == UNAUTHORIZED:
            found["WWW-Authenticate"] = "Bearer"
        if self.retry_after_seconds is not None:
            found["Retry-After"] = str(self.retry_after_seconds)
        if self.allow is not None:
            found["Allow"] = self.allow
        return found


UNAUTHORIZED = 401


class FieldProblemBody(BaseModel):
    """One field that cannot be right."""

    model_config = ConfigDict(title="FieldProblem")

    field: str
    code: str
    parameters: dict[str, str | int] = {}


class KeptReceipt(BaseModel):
    """The receipt of what was kept beside the first request of the same id."""

    position: int
    leaf_hash: str


class ProblemBody(BaseModel):
    """What every answer from 400 on holds; nothing of what was sent comes back in it."""

    model_config = ConfigDict(title="Problem")

    type: str
    title: str
    status: int
    code: str
    parameters: dict[str, str | int] = {}
    fields: list[FieldProblemBody] = []
    receipt: KeptReceipt | None = None
    number: str | None = None


def problem_response(problem: Problem, title: str) -> Response:
    """Return a problem as problem+json under its title."""
    parameters = dict(problem.parameters)
    receipt = None
    if problem.code == "conflict_kept":
        receipt = KeptReceipt(
            position=int(parameters.pop("position")),
            leaf_hash=str(parameters.pop("leaf_hash_hex")),
        )
    body = ProblemBody(
        type=f"/problems/{problem.code.replace('_', '-')}",
        title=title,
        status=problem.status,
        code=problem.code,
        parameters=parameters,
        fields=[
            FieldProblemBody(field=each.field, code=each.code, parameters=dict(each.parameters))
            for each in problem.fields
        ],
        receipt=receipt,
        number=problem.number,
    )
    content = json.dumps(body.model_dump(exclude_defaults=True), ensure_ascii=False)
    return Response(
        content, status_code=problem.status, headers=problem.headers(), media_type=MEDIA_TYPE
    )
