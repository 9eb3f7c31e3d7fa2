"""The pages about who is on call: one's places, the roster of one, publishing, exchanging."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from api.view_models.forms import Choice, Form
from domain.oncall.facts import CallOutcome, RosterGapReason, ShiftKind
from domain.shared import DutyRosterId, ExchangeId, OrganisationId, PersonId, TrialId
from domain.staff.facts import OrganisationKind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """A place at which somebody can be on call; `is_own` tells that the asker has a duty there.

    `is_failed` marks a number until it is mended, `is_untested` one that nobody tried in time.
    """

    organisation_id: OrganisationId
    name: str
    kind: OrganisationKind
    is_own: bool = False
    telephone: str | None = None
    last_called_on: date | None = None
    last_outcome: CallOutcome | None = None
    is_failed: bool = False
    is_untested: bool = False
    is_unreadable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCallPage:
    """The places whose rosters somebody may see, their own first."""

    template: ClassVar[str] = "on_call.html"
    lines: tuple[PlaceLine, ...]
    may_try: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftLine:
    """Who holds a shift, in which role, and who stands in; `may_exchange` while that is told."""

    on: date
    kind: ShiftKind
    person_id: PersonId
    name: str
    role: Role
    stand_in: str = ""
    may_exchange: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One day of a roster; `empty` are the shifts of it that nobody holds, none before today.

    `lacking` are those that nobody of an office holds which stands in the same place.
    """

    on: date
    shifts: tuple[ShiftLine, ...]
    empty: tuple[ShiftKind, ...] = ()
    lacking: tuple[tuple[ShiftKind, RosterGapReason], ...] = ()
    is_today: bool = False
    is_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeLine:
    """A shift that was exchanged: both are named."""

    on: date
    kind: ShiftKind
    given_by: str
    taken_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRosterPage:
    """The roster of one place in one month (?month=); `now` are those on call at this moment."""

    template: ClassVar[str] = "duty_roster.html"
    organisation_id: OrganisationId
    place: str
    month: date
    earlier_on: date
    later_on: date
    is_published: bool
    days: tuple[DayLine, ...]
    now: tuple[ShiftLine, ...] = ()
    exchanged: tuple[ExchangeLine, ...] = ()
    may_publish: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """A shift that reaches nobody, or may not, why, and whom it names."""

    on: date
    kind: ShiftKind
    reason: RosterGapReason
    name: str = ""

    @property
    def is_of_place(self) -> bool:
        """Whether it is about the place, not about a day."""
        return self.reason in (RosterGapReason.NO_ROSTER, RosterGapReason.NO_NUMBER)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceGapsCard:
    """What lacks in the roster of one place; `is_unreadable` tells that nobody can say."""

    organisation_id: OrganisationId
    name: str
    gaps: tuple[GapLine, ...] = ()
    is_unreadable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterGapsPage:
    """The places in whose rosters something lacks in the coming `days`."""

    template: ClassVar[str] = "roster_gaps.html"
    days: int
    cards: tuple[PlaceGapsCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterCell:
    """One shift to be filled: the fields are called `name` and, of who stands in, `second`."""

    on: date
    kind: ShiftKind

    @property
    def name(self) -> str:
        """The field of who is on call."""
        return f"{self.kind}_{self.on}"

    @property
    def second(self) -> str:
        """The field of who stands in."""
        return f"{self.name}_second"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRosterPage:
    """Fields: two of each cell, why where something `is_published`; hidden id, month, version.

    `kept` shifts have no fields and stay as they are. `office` (hidden, too) is whose shifts the
    form asks for, of the `offices` that stand in the same place; None = the place itself.
    """

    template: ClassVar[str] = "publish_roster.html"
    organisation_id: OrganisationId
    place: str
    month: date
    duty_roster_id: DutyRosterId
    version: int
    cells: tuple[RosterCell, ...]
    people: tuple[Choice, ...]
    form: Form
    is_published: bool = False
    kept: int = 0
    offices: tuple[Role, ...] = ()
    office: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeShiftPage:
    """Fields: taken_by; hidden exchange_id."""

    template: ClassVar[str] = "exchange_shift.html"
    organisation_id: OrganisationId
    place: str
    line: ShiftLine
    exchange_id: ExchangeId
    people: tuple[Choice, ...]
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class TryTelephonePage:
    """Fields: outcome, called_on; hidden trial_id and the telephone that was called."""

    template: ClassVar[str] = "try_telephone.html"
    organisation_id: OrganisationId
    place: str
    telephone: str
    trial_id: TrialId
    form: Form
