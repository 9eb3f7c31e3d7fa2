"""Whatever is asked, decided and broken: nothing stays open too long, nothing opens to the recused.

What is open is worked out from the facts and their moments alone, not by the folds of the rules.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from hypothesis.stateful import invariant

from domain.days import local_day
from domain.grants.facts import (
    AccessApproved,
    AccessDenied,
    AccessReasonWritten,
    AccessRequested,
    AccessRevoked,
    GlassBreakCounted,
    GlassBreakReviewed,
    GlassBroken,
    GlassClosed,
)
from domain.shared import Compartment
from tests.domain.walks.granting import Granting, Happened
from tests.domain.walks.steps import check_walks

F = TypeVar("F")
AN_HOUR = timedelta(minutes=60)
CLOSED_TO_THE_RECUSED = {Compartment.HEALTH, Compartment.LEGAL}
OPENED_BY_GRANT = {Compartment.IDENTITY, Compartment.CARE, Compartment.HEALTH}
GLASS_OPENS = {Compartment.IDENTITY, Compartment.CARE, Compartment.HEALTH}
OVER = (AccessDenied, AccessRevoked, GlassClosed)
AFTER_THE_END = (GlassBreakReviewed, AccessReasonWritten)


class Granted(Granting):
    """The walk, and what must hold after each of its steps."""

    def of(self, kind: type[F]) -> Iterator[tuple[F, Happened]]:
        return ((each.fact, each) for each in self.happened if isinstance(each.fact, kind))

    def over_at(self, broken: GlassBroken) -> datetime:
        """Return when an access by broken glass was or will be over."""
        ends = [
            each.at
            for each in self.happened
            if isinstance(fact := each.fact, AccessRevoked | GlassClosed)
            and (fact.child_id, fact.grant_id) == (broken.child_id, broken.grant_id)
        ]
        return min([broken.until_at, *ends])

    @invariant()
    def glass_opens_an_hour_at_most_and_never_what_is_legal(self) -> None:
        for fact, when in self.of(GlassBroken):
            assert fact.until_at - when.at <= AN_HOUR
            assert set(fact.compartments) <= GLASS_OPENS

    @invariant()
    def the_rules_take_glass_for_open_until_it_is_over_and_not_a_moment_longer(self) -> None:
        for fact, _ in self.of(GlassBroken):
            is_open = self.of_child[fact.child_id].glass_is_open(fact.grant_id, self.now)
            assert is_open == (self.now < self.over_at(fact))

    @invariant()
    def nobody_has_more_than_three_that_began_within_the_hour(self) -> None:
        began = [(fact.person_id, when.at) for fact, when in self.of(GlassBroken)]
        for person, at in began:
            counted = [who for who, then in began if who == person and at - AN_HOUR < then <= at]
            assert len(counted) <= 3

    @invariant()
    def nobody_has_two_for_one_child_at_a_time(self) -> None:
        broken = list(self.of(GlassBroken))
        for number, (later, when) in enumerate(broken):
            for earlier, _ in broken[:number]:
                same = (later.child_id, later.person_id) == (earlier.child_id, earlier.person_id)
                assert not same or self.over_at(earlier) <= when.at

    @invariant()
    def each_is_counted_for_its_person(self) -> None:
        counted = [(fact.person_id, fact.grant_id) for fact, _ in self.of(GlassBreakCounted)]
        assert counted == [(fact.person_id, fact.grant_id) for fact, _ in self.of(GlassBroken)]

    @invariant()
    def an_id_stands_for_one_access_and_is_decided_once(self) -> None:
        begun = [
            (fact.child_id, fact.grant_id)
            for each in self.happened
            if isinstance(fact := each.fact, AccessRequested | GlassBroken)
        ]
        decided = [
            (fact.child_id, fact.grant_id)
            for each in self.happened
            if isinstance(fact := each.fact, AccessApproved | AccessDenied)
        ]
        assert len(begun) == len(set(begun))
        assert len(decided) == len(set(decided))
        assert set(decided) <= set(begun)

    @invariant()
    def what_is_granted_is_no_more_than_was_asked_for_and_by_somebody_else(self) -> None:
        asked = {(fact.child_id, fact.grant_id): fact for fact, _ in self.of(AccessRequested)}
        for fact, when in self.of(AccessApproved):
            request = asked[fact.child_id, fact.grant_id]
            assert fact.person_id == request.person_id != fact.approved_by
            assert set(fact.compartments) <= set(request.compartments)
            assert set(fact.compartments) <= OPENED_BY_GRANT
            today = local_day(when.at)
            assert today <= fact.until_on <= min(request.until_on, today + timedelta(days=30))

    @invariant()
    def nothing_of_health_or_law_is_granted_to_or_by_the_recused(self) -> None:
        for fact, when in self.of(AccessApproved):
            if CLOSED_TO_THE_RECUSED & set(fact.compartments):
                both = {(fact.child_id, fact.person_id), (fact.child_id, fact.approved_by)}
                assert not both & when.recused

    @invariant()
    def what_is_over_stays_over(self) -> None:
        over = set()
        for each in self.happened:
            if isinstance(each.fact, GlassBreakCounted):
                continue
            key = (each.fact.child_id, each.fact.grant_id)
            assert key not in over or isinstance(each.fact, AFTER_THE_END)
            if isinstance(each.fact, OVER):
                over.add(key)

    @invariant()
    def a_review_comes_once_afterwards_and_from_somebody_apart(self) -> None:
        broken = {(fact.child_id, fact.grant_id): fact for fact, _ in self.of(GlassBroken)}
        reviews = [((f.child_id, f.grant_id), f, when) for f, when in self.of(GlassBreakReviewed)]
        assert len(reviews) == len({key for key, *_ in reviews})
        for key, fact, when in reviews:
            assert fact.reviewed_by != broken[key].person_id
            assert (fact.child_id, fact.reviewed_by) not in when.recused
            assert self.over_at(broken[key]) <= when.at


def test_whatever_people_do_no_access_goes_beyond_its_bounds() -> None:
    check_walks(Granted, steps=50)
