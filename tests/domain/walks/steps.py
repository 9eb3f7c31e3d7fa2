"""How a walk takes a step: by a rule, which answers with facts, with known ones, or not at all."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from domain.errors import DomainError
from domain.shared import Known

E = TypeVar("E")


def facts_of(decide: Callable[[], tuple[E, ...] | Known[E]]) -> tuple[E, ...]:
    """Return the new facts of a step: none of a repeat, and none of what is refused."""
    try:
        answer = decide()
    except DomainError:
        return ()
    return () if isinstance(answer, Known) else answer


def check_walks(machine: type[RuleBasedStateMachine], walks: int = 100, steps: int = 30) -> None:
    """Walk so many times; a walk that breaks something is shortened and told step by step."""
    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=walks, stateful_step_count=steps, deadline=None),
    )
