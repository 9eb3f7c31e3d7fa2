"""For whom a provider's name stands: one person each, and one name of a provider for a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import assert_never

from domain.accounts.facts import (
    AccountDisabled,
    AccountInvited,
    PasswordChanged,
    PasswordChangeReason,
)
from domain.accounts.outside_facts import (
    ExternalIdentityLinked,
    ExternalIdentityUnlinked,
    LinkEvent,
)
from domain.errors import NotFound, RuleBroken
from domain.shared import Known, LinkId, PersonId

Heard = LinkEvent | AccountInvited | AccountDisabled | PasswordChanged
"""What is listened to: the names, and what voids all that somebody signed in with."""

Answer = tuple[LinkEvent, ...] | Known[LinkEvent]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksState:
    """The names that ever stood for one person, and those that do no longer.

    `void` are those that an invitation, a closed account or the operator's password outdated;
    `early` those linked while the code of an invitation was in somebody's hand.
    """

    linked: Mapping[LinkId, ExternalIdentityLinked] = field(default_factory=dict)
    unlinked: Mapping[LinkId, ExternalIdentityUnlinked] = field(default_factory=dict)
    void: frozenset[LinkId] = frozenset()
    early: frozenset[LinkId] = frozenset()
    is_invited: bool = False

    @property
    def in_force(self) -> tuple[ExternalIdentityLinked, ...]:
        """The names that stand for the person now."""
        gone = self.void | set(self.unlinked)
        return tuple(each for each in self.linked.values() if each.link_id not in gone)


NO_LINKS = LinksState()


def evolve(state: LinksState, event: Heard) -> LinksState:
    """Return what is known after one more fact."""
    match event:
        case ExternalIdentityLinked():
            early = state.early | {event.link_id} if state.is_invited else state.early
            return replace(state, linked={**state.linked, event.link_id: event}, early=early)
        case ExternalIdentityUnlinked():
            return replace(state, unlinked={**state.unlinked, event.link_id: event})
        case AccountInvited():
            return replace(_voided(state), is_invited=True)
        case AccountDisabled():
            return _voided(state)
        case PasswordChanged():
            by_operator = event.reason is PasswordChangeReason.RESET_BY_OPERATOR
            return replace(_voided(state) if by_operator else state, is_invited=False)
        case _:
            assert_never(event)


def _voided(state: LinksState) -> LinksState:
    return replace(state, void=frozenset(state.linked))


def fold(facts: Iterable[Heard]) -> LinksState:
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


def standing(state: LinksState, issuer: str, subject_digest: str) -> ExternalIdentityLinked | None:
    """Return the link by which a provider's name stands for the person now."""
    named = (issuer, subject_digest)
    return next(
        (each for each in state.in_force if (each.issuer, each.subject_digest) == named), None
    )


def is_own(state: LinksState, link_id: LinkId, *, by: PersonId) -> bool:
    """Return whether the person linked the name, being the one who had chosen the password.

    Whoever manages accounts, or holds the code of an invitation, may link a name of their own.
    """
    return state.linked[link_id].person_id == by and link_id not in state.early
