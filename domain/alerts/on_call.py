"""Who is on call is told beside all in the post at night, at weekends and in holidays."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Protocol, TypeVar

from domain.oncall.rules import ON_CALL_AS
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role


class Post(Protocol):
    """A role that a person holds today at one place."""

    @property
    def person_id(self) -> PersonId:
        """Who holds it."""

    @property
    def role(self) -> Role:
        """Which role it is."""

    @property
    def organisation_id(self) -> OrganisationId:
        """Where it is held."""


P = TypeVar("P", bound=Post)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCall:
    """Somebody is on call at a place at this moment, and who stands in for them."""

    organisation_id: OrganisationId
    person_id: PersonId
    stand_in_id: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Who is on call at the places concerned; `school_id` is the child's school among them.

    A roster brings people in and spares nobody: of whoever is on call it is not known that a
    message reaches them, nor whether a worry that began mildly stays so.
    """

    on_call: Sequence[OnCall] = ()
    school_id: OrganisationId | None = None

    def beside(self, found: Sequence[P], free: Sequence[P], line: Sequence[Role]) -> Sequence[P]:
        """Return those found in a line with whoever is on call at their places and the school.

        `free` are all who could be told. No post there, no account, or kept out: then it is who
        stands in.
        """
        if not found or not self.on_call or set(line).isdisjoint(ON_CALL_AS):
            return found
        places = _places(found, self.school_id)
        return [*found, *(each for place in places for each in self._called(place, free, line))]

    def without(self, person_ids: Set[PersonId]) -> "Calls":
        """Return the same without those who were told before."""
        left = [each for each in self.on_call if each.person_id not in person_ids]
        return Calls(on_call=left, school_id=self.school_id)

    def _called(self, place: OrganisationId, free: Sequence[P], line: Sequence[Role]) -> list[P]:
        there = [each for each in free if each.organisation_id == place]
        here = [each for each in self.on_call if each.organisation_id == place]
        return [
            post
            for each in here
            for post in _post_of((each.person_id, each.stand_in_id), there, line)
        ]


NOBODY_CALLED = Calls()


def _post_of(
    people: Iterable[PersonId | None], free: Sequence[P], line: Sequence[Role]
) -> Sequence[P]:
    """Return the post of the first of these people who can be told, one of the line before others.

    None where neither can.
    """
    for person_id in people:
        held = [each for each in free if each.person_id == person_id]
        if held:
            return [min(held, key=lambda each: each.role not in line)]
    return ()


def _places(found: Iterable[Post], school_id: OrganisationId | None) -> list[OrganisationId]:
    places = {each.organisation_id for each in found} | ({school_id} if school_id else set())
    return sorted(places)
