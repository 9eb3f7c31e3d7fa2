"""Given facts, when a rule decides, then this is its answer: how the rules are tested."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Generic, TypeVar

import pytest

from domain.errors import DomainError, Invalid
from domain.shared import Known

S = TypeVar("S")
E = TypeVar("E")

Rule = Callable[[S], tuple[E, ...] | Known[E]]


@dataclass(frozen=True)
class Spec(Generic[S, E]):
    """One context: how it folds its facts, and from where."""

    evolve: Callable[[S, E], S]
    initial: S

    def given(self, *facts: E) -> "Given[S, E]":
        """Take these facts as recorded, in this order."""
        return Given(reduce(self.evolve, facts, self.initial))


@dataclass(frozen=True)
class Given(Generic[S, E]):
    """What is known before the request."""

    state: S

    def when(self, rule: Rule[S, E]) -> "When[S, E]":
        """Let the rule decide."""
        return When(self.state, rule)


@dataclass(frozen=True)
class When(Generic[S, E]):
    """A request about to be decided."""

    state: S
    rule: Rule[S, E]

    def then(self, *facts: E) -> None:
        """Expect exactly these facts, in this order."""
        assert self.rule(self.state) == facts

    def then_known(self, *facts: E, conflicts: bool = False) -> None:
        """Expect that nothing new is recorded, because these facts stand there already."""
        assert self.rule(self.state) == Known(facts, conflicts)

    def then_refused(self, code: str, *, field: str | None = None) -> DomainError:
        """Expect a refusal with this code, of this field where it is about one."""
        with pytest.raises(DomainError) as caught:
            self.rule(self.state)
        refusal = caught.value
        said_of = refusal.field if isinstance(refusal, Invalid) else None
        assert (refusal.code, said_of) == (code, field)
        return refusal
