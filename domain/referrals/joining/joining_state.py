"""What the rules keep in mind of the reports of a case, and what is asked about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.referrals.joining.joining_facts import (
    AskedAnew,
    ConcernJoined,
    ConcernParted,
    FurtherConcernJoined,
    FurtherConcernParted,
    InvolvementReported,
    JoiningEvent,
    TakingAskedAnew,
)
from domain.referrals.joining.redirecting_facts import (
    ConcernMisdirected,
    ConcernRedirected,
    RedirectingEvent,
)
from domain.referrals.situations import Situation
from domain.shared import CaseId, PersonId

ReportsEvent = JoiningEvent | RedirectingEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class PartConcern:
    """Let a report stand as a case of its own again: it is another matter (另有其事)."""

    case_id: CaseId
    further_id: CaseId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """Which reports belong to a case, and to which case a report belongs.

    `parted` are those that belong to it no more. `unanswered` are those that wait for somebody to
    take the case with them, the case itself under its own id where it was found graver;
    `unreferred` those that came since it was referred. `kept_out_ids` were kept out when it was
    joined, or reported elsewhere, of which `involvements` tell.
    `misdirected` tells that it was raised about the wrong child, `redirected` by whom and when it
    was raised first, where that was about another.
    """

    joined_to: CaseId | None = None
    was_joined: bool = False
    joined: Mapping[CaseId, FurtherConcernJoined] = field(default_factory=dict)
    parted: Mapping[CaseId, FurtherConcernParted] = field(default_factory=dict)
    unanswered: frozenset[CaseId] = frozenset()
    unreferred: frozenset[CaseId] = frozenset()
    kept_out_ids: frozenset[PersonId] = frozenset()
    involvements: tuple[InvolvementReported, ...] = ()
    misdirected: ConcernMisdirected | None = None
    redirected: ConcernRedirected | None = None

    @property
    def is_elsewhere(self) -> bool:
        """Return whether what was reported is followed in another case."""
        return self.joined_to is not None or self.misdirected is not None

    @property
    def were_any(self) -> bool:
        """Return whether it ever was joined to another, or another to it."""
        return self.was_joined or bool(self.joined) or bool(self.parted)

    def newest_at(self, raised_at: datetime) -> datetime:
        """Return when the last report came of a case that was raised then."""
        return max((raised_at, *(each.raised_at for each in self.joined.values())))

    def earliest_at(self, raised_at: datetime) -> datetime:
        """Return when the first report came of a case that was raised then (T0)."""
        return min((raised_at, *(each.raised_at for each in self.joined.values())))

    @property
    def to_be_parted(self) -> frozenset[CaseId]:
        """Return the reports on which no word of a hospital bears: of harm, or not referred."""
        of_harm = {k for k, e in self.joined.items() if e.situation is Situation.SUSPECTED_HARM}
        return self.unreferred.intersection(self.joined) | of_harm

    def answered(self) -> "Further":
        """Return them when somebody has taken the case with all that is known of it."""
        return replace(self, unanswered=frozenset())

    def referred(self) -> "Further":
        """Return them when the case is referred with all that is known of it."""
        return replace(self, unreferred=frozenset())


NOTHING_FURTHER = Further()


def evolve_further(further: Further, event: ReportsEvent) -> Further:
    """Return what is known of the reports after one more fact."""
    if isinstance(event, ConcernMisdirected):
        return replace(further, misdirected=event)
    if isinstance(event, ConcernRedirected):
        return replace(further, redirected=event)
    return _evolve_joining(further, event)


def _evolve_joining(further: Further, event: JoiningEvent) -> Further:
    match event:
        case ConcernJoined():
            out = further.kept_out_ids | {*event.kept_out_ids}
            return replace(further, joined_to=event.joined_to, was_joined=True, kept_out_ids=out)
        case ConcernParted():
            return replace(further, joined_to=None)
        case FurtherConcernJoined():
            waits = {event.further_id} if event.waits else set()
            return replace(
                further,
                joined={**further.joined, event.further_id: event},
                unanswered=further.unanswered | waits,
                unreferred=further.unreferred | {event.further_id},
            )
        case InvolvementReported():
            return replace(
                further,
                involvements=(*further.involvements, event),
                kept_out_ids=further.kept_out_ids | {*event.kept_out_ids},
            )
        case TakingAskedAnew():
            is_free = event.reason is AskedAnew.ANSWERS_NO_MORE
            waits = set[CaseId]() if is_free else {event.case_id}
            return replace(further, unanswered=further.unanswered | waits)
        case FurtherConcernParted():
            left = {key: each for key, each in further.joined.items() if key != event.further_id}
            # One that waited still waits for somebody to say that they know of it.
            return replace(further, joined=left, parted={**further.parted, event.further_id: event})
