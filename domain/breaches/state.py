"""What is asked about a data breach, and what the rules keep in mind of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import assert_never

from domain.breaches.facts import (
    REPORTED_GRADES,
    AffectedChildrenLeftToOthers,
    AffectedChildrenListed,
    AuthorityNotified,
    AuthorityTellingOverdue,
    AuthorityWay,
    BreachClosed,
    BreachClosureProposed,
    BreachDescribed,
    BreachesEvent,
    BreachGrade,
    BreachGraded,
    BreachKind,
    BreachReported,
    GuardianLeftUntold,
    GuardianNotified,
    OthersAsked,
    ToldBy,
    UntoldReason,
)
from domain.codelists import ConsentMeans, SpokenBy
from domain.shared import BreachId, ChildId, OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBreach:
    """Write down that data may have leaked or been lost; whoever works here may."""

    breach_id: BreachId
    organisation_id: OrganisationId
    kind: BreachKind
    detected_at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeBreach:
    """Judge how grave it is."""

    breach_id: BreachId
    grade: BreachGrade


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAffected:
    """Name children whose data is concerned, and those whose families others tell."""

    breach_id: BreachId
    child_ids: tuple[ChildId, ...]
    left_to_others: Mapping[ToldBy, tuple[ChildId, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyAuthority:
    """Write down when the authority was told."""

    breach_id: BreachId
    notified_at: datetime
    way: AuthorityWay
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyGuardian:
    """Write down that somebody who speaks for an affected child was told.

    `not_suspected` says that it is nobody whom a case of the child may mean.
    """

    breach_id: BreachId
    child_id: ChildId
    spoken_by: SpokenBy
    means: ConsentMeans
    told_on: date
    not_suspected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveUntold:
    """Decide that a family is not told, and why."""

    breach_id: BreachId
    child_id: ChildId
    reason: UntoldReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeClosure:
    """Say that everything is done, and what was learned."""

    breach_id: BreachId
    lessons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseBreach:
    """Close what another proposed to close; `proposal` counts which proposal is meant."""

    breach_id: BreachId
    proposal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachState:
    """One breach; `proposed` is the closure that waits, `proposals` how many there were."""

    reported: BreachReported | None = None
    described: BreachDescribed | None = None
    graded: BreachGraded | None = None
    listed: tuple[AffectedChildrenListed, ...] = ()
    left_to_others: tuple[AffectedChildrenLeftToOthers, ...] = ()
    authority: AuthorityNotified | None = None
    overdue: AuthorityTellingOverdue | None = None
    told: Mapping[ChildId, GuardianNotified] = field(default_factory=dict)
    left_untold: Mapping[ChildId, GuardianLeftUntold] = field(default_factory=dict)
    proposed: BreachClosureProposed | None = None
    proposals: int = 0
    closed: BreachClosed | None = None

    @property
    def affected(self) -> frozenset[ChildId]:
        """All children whose data is concerned, as far as listed."""
        return frozenset(child_id for each in self.listed for child_id in each.child_ids)

    def left_to(self, told_by: ToldBy) -> frozenset[ChildId]:
        """Return the affected children whose families these others tell."""
        lists = (each.child_ids for each in self.left_to_others if each.told_by is told_by)
        return frozenset(child_id for those in lists for child_id in those)

    @property
    def others(self) -> frozenset[ChildId]:
        """The affected children whose families others tell, whoever these are."""
        return frozenset().union(*(self.left_to(each) for each in ToldBy))

    @property
    def untold(self) -> frozenset[ChildId]:
        """The children for whom somebody has still to be told by the office itself."""
        return self.affected - self.told.keys() - self.left_untold.keys()

    @property
    def untold_by_others(self) -> frozenset[ChildId]:
        """The children for whom somebody has still to be told by others."""
        return self.others - self.told.keys() - self.left_untold.keys()

    @property
    def authority_due_at(self) -> datetime | None:
        """By when the authority is told; nothing where the grade does not ask for it."""
        if self.reported is None or self.graded is None:
            return None
        is_reported = self.graded.grade in REPORTED_GRADES
        return self.reported.authority_due_at if is_reported else None

    def is_overdue(self, now: datetime) -> bool:
        """Return whether the authority was told too late, or is not told although it is time."""
        due_at = self.authority_due_at
        told_at = self.authority.notified_at if self.authority else now
        return due_at is not None and told_at > due_at


NO_BREACH = BreachState()


def evolve(state: BreachState, event: BreachesEvent) -> BreachState:
    """Return what the rules know after one more fact.

    Whoever closes a breach closes what was proposed and nothing that came since: a further
    judgement, list or family left untold takes the proposal back.
    """
    match event:
        case BreachReported():
            state = replace(state, reported=event)
        case BreachDescribed():
            state = replace(state, described=event)
        case BreachGraded():
            state = replace(state, graded=event, proposed=None)
        case AffectedChildrenListed() | AffectedChildrenLeftToOthers() | OthersAsked():
            state = _after_list(state, event)
        case AuthorityNotified() | AuthorityTellingOverdue():
            state = _after_authority(state, event)
        case GuardianNotified() | GuardianLeftUntold():
            state = _after_family(state, event)
        case BreachClosureProposed() | BreachClosed():
            state = _after_closing(state, event)
        case _:
            assert_never(event)
    return state


def _after_authority(
    state: BreachState, event: AuthorityNotified | AuthorityTellingOverdue
) -> BreachState:
    if isinstance(event, AuthorityNotified):
        return replace(state, authority=event)
    return replace(state, overdue=event)


def _after_list(
    state: BreachState, event: AffectedChildrenListed | AffectedChildrenLeftToOthers | OthersAsked
) -> BreachState:
    if isinstance(event, OthersAsked):
        # From before they were shown whom they tell: that they were asked ends nothing now.
        return state
    if isinstance(event, AffectedChildrenListed):
        return replace(state, listed=(*state.listed, event), proposed=None)
    return replace(state, left_to_others=(*state.left_to_others, event), proposed=None)


def _after_family(state: BreachState, event: GuardianNotified | GuardianLeftUntold) -> BreachState:
    if isinstance(event, GuardianNotified):
        return replace(state, told={**state.told, event.child_id: event})
    left_untold = {**state.left_untold, event.child_id: event}
    return replace(state, left_untold=left_untold, proposed=None)


def _after_closing(state: BreachState, event: BreachClosureProposed | BreachClosed) -> BreachState:
    if isinstance(event, BreachClosed):
        return replace(state, closed=event)
    return replace(state, proposed=event, proposals=state.proposals + 1)


def fold(facts: Iterable[BreachesEvent]) -> BreachState:
    """Return what the rules know after these facts of one breach, as `evolve` would one by one."""
    state = NO_BREACH
    # Of thousands of families each is taken in once: `evolve` would copy all others each time.
    told: dict[ChildId, GuardianNotified] = {}
    left_untold: dict[ChildId, GuardianLeftUntold] = {}
    for each in facts:
        match each:
            case GuardianNotified():
                told[each.child_id] = each
            case GuardianLeftUntold():
                left_untold[each.child_id] = each
                state = replace(state, proposed=None)
            case _:
                state = evolve(state, each)
    return replace(state, told=told, left_untold=left_untold)
