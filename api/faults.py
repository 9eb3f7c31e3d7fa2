"""What may be told of an exception without repeating what a person typed or a database holds."""

import traceback
from collections.abc import Iterator, Mapping

from fastapi.exceptions import RequestValidationError

from api.problems import FieldProblem
from domain.errors import Parameter

# Of the context of a validation error only the limits are ours; the rest may repeat the input.
LIMITS = ("ge", "gt", "le", "lt", "min_length", "max_length")
# Here the last name of the path is the sender's.
UNKNOWN_FIELD = "extra_forbidden"
OURS = ("api.", "application.", "domain.", "infrastructure.")


def fields_of(error: RequestValidationError) -> tuple[FieldProblem, ...]:
    """Return which fields cannot be right and why, e.g. `body.minutes`: `int_type`."""
    return tuple(_field_problem(each) for each in error.errors())


def _field_problem(error: Mapping[str, object]) -> FieldProblem:
    code, path, context = str(error["type"]), error["loc"], error.get("ctx")
    names = [str(name) for name in path] if isinstance(path, tuple) else []
    if code == UNKNOWN_FIELD:
        names = names[:-1]
    return FieldProblem(field=".".join(names), code=code, parameters=_limits(context))


def _limits(context: object) -> dict[str, Parameter]:
    if not isinstance(context, Mapping):
        return {}
    return {name: value for name in LIMITS if isinstance(value := context.get(name), int)}


def place_of(error: BaseException) -> str:
    """Return the types of an exception and its causes, and our lines it came through."""
    types = " from ".join(
        f"{type(each).__module__}.{type(each).__name__}" for each in _chain(error)
    )
    lines = [
        f"{frame.f_globals.get('__name__', '?')}:{line}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    # The last line is where it was raised, also within a library.
    told = [each for each in lines[:-1] if each.startswith(OURS)] + lines[-1:]
    return f"{types} at {' > '.join(told)}"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
