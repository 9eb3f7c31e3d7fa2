"""For whom a provider's name stands: one person each, and one name of a provider for a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import assert_never

from domain.accounts.outside_facts import (
    ExternalIdentityLinked,
    ExternalIdentityUnlinked,
    LinkEvent,
)
from domain.errors import NotFound, RuleBroken
from domain.shared import Known, LinkId, PersonId

Answer = tuple[LinkEvent, ...] | Known[LinkEvent]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksState:
    """The names that ever stood for one person, and those that do no longer."""

    linked: Mapping[LinkId, ExternalIdentityLinked] = field(default_factory=dict)
    unlinked: Mapping[LinkId, ExternalIdentityUnlinked] = field(default_factory=dict)

    @property
    def in_force(self) -> tuple[ExternalIdentityLinked, ...]:
        """The names that stand for the person now."""
        return tuple(each for each in self.linked.values() if each.link_id not in self.unlinked)


NO_LINKS = LinksState()


def evolve(state: LinksState, event: LinkEvent) -> LinksState:
    """Return what is known after one more fact."""
    match event:
        case ExternalIdentityLinked():
            return replace(state, linked={**state.linked, event.link_id: event})
        case ExternalIdentityUnlinked():
            return replace(state, unlinked={**state.unlinked, event.link_id: event})
        case _:
            assert_never(event)


def fold(facts: Iterable[LinkEvent]) -> LinksState:
    """Return what is known after these facts of one person."""
    return reduce(evolve, facts, NO_LINKS)


def link(
    state: LinksState, said: ExternalIdentityLinked, *, by: PersonId | None, is_human: bool
) -> Answer:
    """Record for whom a provider's name stands; without `by` it is the person's invitation.

    Raises: RuleBroken for oneself, for what is no registered human being, for a person who has a
    name with that provider, or when the id stands for another name.
    """
    known = state.linked.get(said.link_id)
    if known is not None:
        if known == said:
            return Known((known,))
        raise RuleBroken("identity_already_linked")
    if by == said.person_id:
        # Whoever manages accounts could make any name at the provider their own.
        raise RuleBroken("account_of_oneself")
    if not is_human:
        raise RuleBroken("not_a_registered_human", field="person_id")
    if any(each.issuer == said.issuer for each in state.in_force):
        raise RuleBroken("identity_already_linked")
    return (said,)


def unlink(state: LinksState, said: ExternalIdentityUnlinked) -> Answer:
    """Record that a name stands for the person no longer.

    Raises: NotFound when it never did.
    """
    if said.link_id not in state.linked:
        raise NotFound("identity_not_linked")
    known = state.unlinked.get(said.link_id)
    return (said,) if known is None else Known((known,))


def stands_for(state: LinksState, issuer: str, subject_digest: str) -> bool:
    """Return whether a provider's name stands for the person now."""
    return any(
        (each.issuer, each.subject_digest) == (issuer, subject_digest) for each in state.in_force
    )
