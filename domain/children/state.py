"""What is asked about a child and the carers, and what the rules keep in mind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import assert_never

from domain.children.facts import (
    CarerRecorded,
    CarerStanding,
    ChildRegistered,
    ChildRegisteredConflictKept,
    ChildrenEvent,
    CorrectionAsked,
    CorrectionBasis,
    CorrectionEvent,
    CorrectionExplained,
    CorrectionSettled,
    IdentityConfirmationFailed,
    IdentityCorrected,
    IdentityCorrectionDeclined,
    IdentityCorrectionProposed,
    IdentityCorrectionWithdrawn,
    ParticularsCorrected,
    WhyNotCorrected,
)
from domain.codelists import Sex
from domain.shared import CarerId, ChildId, CorrectionId, RightsId, VerifiedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChild:
    """Make a child known by name."""

    child_id: ChildId
    name: str
    sex: Sex
    born_on: date
    id_number: str | None = None
    student_number: str | None = None
    ethnicity_code: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCarer:
    """State who looks after the child; of the same carer the newest statement holds."""

    child_id: ChildId
    carer_id: CarerId
    name: str
    relation_code: str
    standing: CarerStanding
    as_of_on: date
    verified_by: VerifiedBy
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectIdentity:
    """Put right who a child is: what is left out stays as it is.

    `removes_id_number` takes away a number that is another child's, without one in its place.
    """

    child_id: ChildId
    correction_id: CorrectionId
    rests_on: CorrectionBasis
    name: str | None = None
    sex: Sex | None = None
    born_on: date | None = None
    id_number: str | None = None
    removes_id_number: bool = False
    words: str | None = None
    rights_id: RightsId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectParticulars:
    """Put right what else a child is registered with: what is left out stays as it is.

    What `removes_…` is told of is on file no more, without anything in its place.
    """

    child_id: ChildId
    correction_id: CorrectionId
    rests_on: CorrectionBasis
    student_number: str | None = None
    removes_student_number: bool = False
    ethnicity_code: str | None = None
    removes_ethnicity: bool = False
    address: str | None = None
    removes_address: bool = False
    words: str | None = None
    rights_id: RightsId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmCorrection:
    """Let another ID number stand; it is typed again from the paper, since nobody is shown it."""

    child_id: ChildId
    correction_id: CorrectionId
    id_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineCorrection:
    """Leave the ID number as it stands, and say why."""

    child_id: ChildId
    correction_id: CorrectionId
    why: WhyNotCorrected


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawCorrection:
    """Take one's own proposal back."""

    child_id: ChildId
    correction_id: CorrectionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction as it was asked for, and what stood then."""

    before: ChildRegistered
    asked: CorrectionAsked


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildState:
    """One child: who it is now, what was said first and beside that, and each carer's latest word.

    `registered` has every correction folded in; `first` is the registration as it came;
    `failures` how often a proposed number was typed again and did not come to stand.
    """

    registered: ChildRegistered | None = None
    first: ChildRegistered | None = None
    conflicts: tuple[ChildRegisteredConflictKept, ...] = ()
    carers: Mapping[CarerId, CarerRecorded] = field(default_factory=dict)
    corrections: Mapping[CorrectionId, Correction] = field(default_factory=dict)
    settled: Mapping[CorrectionId, CorrectionSettled] = field(default_factory=dict)
    explained: Mapping[CorrectionId, CorrectionExplained] = field(default_factory=dict)
    failures: Mapping[CorrectionId, int] = field(default_factory=dict)

    @property
    def waiting(self) -> IdentityCorrectionProposed | None:
        """The proposal that waits for a second person; there is never more than one."""
        asked = (each.asked for each in self.corrections.values())
        proposed = (each for each in asked if isinstance(each, IdentityCorrectionProposed))
        return next((each for each in proposed if each.correction_id not in self.settled), None)


NO_CHILD = ChildState()


def evolve(state: ChildState, event: ChildrenEvent) -> ChildState:
    """Return what the rules know after one more fact."""
    match event:
        case ChildRegistered():
            return replace(state, registered=event, first=event)
        case ChildRegisteredConflictKept():
            return replace(state, conflicts=(*state.conflicts, event))
        case CarerRecorded():
            return replace(state, carers={**state.carers, event.carer_id: event})
        case IdentityConfirmationFailed():
            return replace(state, failures={**state.failures, event.correction_id: event.failures})
        case _:
            return _evolve_corrections(state, event)


def fold(facts: Iterable[ChildrenEvent]) -> ChildState:
    """Return what the rules know after these facts of one child."""
    return reduce(evolve, facts, NO_CHILD)


def corrected(
    registered: ChildRegistered, correction: IdentityCorrected | ParticularsCorrected
) -> ChildRegistered:
    """Return who a child is once a correction is folded in; the rest stays as it was."""
    if isinstance(correction, IdentityCorrected):
        who = correction.identity
        return replace(
            registered, name=who.name, sex=who.sex, born_on=who.born_on, id_number=who.id_number
        )
    told = correction.particulars
    return replace(
        registered,
        student_number=told.student_number,
        ethnicity_code=told.ethnicity_code,
        address=told.address,
    )


def _evolve_corrections(state: ChildState, event: CorrectionEvent) -> ChildState:
    match event:
        case CorrectionExplained():
            return replace(state, explained={**state.explained, event.correction_id: event})
        case IdentityCorrectionProposed():
            return _asked(state, event)
        case IdentityCorrected():
            return _settled(_corrected(state, event), event)
        case ParticularsCorrected():
            return _corrected(state, event)
        case IdentityCorrectionDeclined() | IdentityCorrectionWithdrawn():
            return _settled(state, event)
        case _:
            assert_never(event)


def _corrected(state: ChildState, event: IdentityCorrected | ParticularsCorrected) -> ChildState:
    if state.registered is None:
        return state
    now = corrected(state.registered, event)
    if event.correction_id not in state.corrections:
        state = _asked(state, event)
    return replace(state, registered=now)


def _asked(state: ChildState, event: CorrectionAsked) -> ChildState:
    if state.registered is None:
        return state
    asked = Correction(before=state.registered, asked=event)
    return replace(state, corrections={**state.corrections, event.correction_id: asked})


def _settled(state: ChildState, event: CorrectionSettled) -> ChildState:
    return replace(state, settled={**state.settled, event.correction_id: event})
