"""What is asked about a child's return to school, and what the rules keep in mind of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import assert_never

from domain.referrals.returning.return_facts import (
    DeferralReason,
    ReducedLoad,
    ReturnAppealed,
    ReturnDecision,
    ReturnEvent,
    ReturnHelp,
    ReturnPlanned,
    ReturnRequested,
    ReturnReviewed,
)
from domain.shared import CaseId, PersonId, ReturnId, ReviewId


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReturn:
    """Say that a guardian asks that the child comes back (申请复学)."""

    case_id: CaseId
    return_id: ReturnId
    relation_code: str
    is_guardian: bool
    requested_on: date
    not_suspected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReturn:
    """How the child comes back: who meets it when, what is less, what helps (复学计划)."""

    first_on: date
    met_by: PersonId
    loads: tuple[ReducedLoad, ...] = ()
    helps: tuple[ReturnHelp, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferReturn:
    """Why the return waits, and by when a panel looks again (暂缓复学)."""

    reason: DeferralReason
    look_again_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReturn:
    """Record what a panel decided about the return (复学评估)."""

    case_id: CaseId
    return_id: ReturnId
    review_id: ReviewId
    member_ids: tuple[PersonId, ...]
    met_at: datetime
    outcome: PlanReturn | DeferReturn


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealReturn:
    """Say that a guardian asks the county to look at a deferral (申诉)."""

    case_id: CaseId
    return_id: ReturnId
    relation_code: str
    is_guardian: bool
    appealed_on: date
    not_suspected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """The returns so far, in `waiting` the one that nobody agreed to yet, and the `plan` that
    stands: none of a leave before, or from before the child was worse again."""

    requests: Mapping[ReturnId, ReturnRequested] = field(default_factory=dict)
    reviews: Mapping[ReviewId, ReturnReviewed] = field(default_factory=dict)
    plans: Mapping[ReviewId, ReturnPlanned] = field(default_factory=dict)
    appeals: Mapping[ReturnId, ReturnAppealed] = field(default_factory=dict)
    waiting: ReturnRequested | None = None
    plan: ReturnPlanned | None = None

    @property
    def reviewed(self) -> tuple[ReturnReviewed, ...]:
        """The reviews of the return that waits, in order: each deferred it."""
        waiting = self.waiting
        every = self.reviews.values()
        return tuple(each for each in every if waiting and each.return_id == waiting.return_id)

    @property
    def decided_before(self) -> frozenset[PersonId]:
        """Everybody who sat on a panel that deferred the return that waits."""
        return frozenset(each for review in self.reviewed for each in review.member_ids)

    @property
    def deferred(self) -> ReturnReviewed | None:
        """The deferral that stands, None where none does."""
        return next(reversed(self.reviewed), None)

    @property
    def appeal(self) -> ReturnAppealed | None:
        """The appeal that the county has to decide, None where it has none to."""
        appealed = self.appeals.get(self.waiting.return_id) if self.waiting else None
        return None if any(each.on_appeal for each in self.reviewed) else appealed


NO_RETURNS = Returns()


def evolve_returns(known: Returns, event: ReturnEvent) -> Returns:
    """Return what is known after one more fact."""
    match event:
        case ReturnRequested():
            asked = {**known.requests, event.return_id: event}
            return replace(known, requests=asked, waiting=event)
        case ReturnReviewed():
            reviews = {**known.reviews, event.review_id: event}
            agreed = event.decision is ReturnDecision.AGREED
            return replace(known, reviews=reviews, waiting=None if agreed else known.waiting)
        case ReturnPlanned():
            return replace(known, plans={**known.plans, event.review_id: event}, plan=event)
        case ReturnAppealed():
            return replace(known, appeals={**known.appeals, event.return_id: event})
        case _:
            assert_never(event)
