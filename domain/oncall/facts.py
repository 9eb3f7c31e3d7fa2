"""What is recorded of who is on call at a school, office or hospital, and when (值班表).

No child is in it: it is sealed under the key of the place, and belongs to no child's record.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.shared import DutyRosterId, ExchangeId, OrganisationId, PersonId, ScreeningId, TrialId
from domain.staff.facts import Role


class ShiftKind(StrEnum):
    """Which hours of a day somebody is on call: those of work, those after it, or all."""

    DAY = "day"
    NIGHT = "night"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Somebody is on call in a role that they hold there; a night goes on into the next morning.

    `stand_in_id` is who is told instead where the person cannot be.
    """

    on: date
    kind: ShiftKind
    person_id: PersonId
    role: Role
    stand_in_id: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRosterPublished:
    """These shifts hold at a place from `first_on` to `last_on`, and none beside them.

    What was published before for any of these days holds no more; `why` is told then.
    """

    organisation_id: OrganisationId
    duty_roster_id: DutyRosterId
    first_on: date
    last_on: date
    shifts: tuple[Shift, ...]
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftExchanged:
    """`taken_by`, in the role `role`, has the shift that `given_by` had; said before or after."""

    organisation_id: OrganisationId
    exchange_id: ExchangeId
    on: date
    kind: ShiftKind
    given_by: PersonId
    taken_by: PersonId
    role: Role


class RosterGapReason(StrEnum):
    """What is wrong with a shift: nobody holds it, or they hold no post then or read no mail.

    Or with the place: it never published a roster, publishes no number to call, or at a county
    nobody of an office that stands there too is on call, whoever else is.
    """

    NOBODY = "nobody"
    NOT_IN_POST = "not_in_post"
    NO_ADDRESS = "no_address"
    NO_ROSTER = "no_roster"
    NO_NUMBER = "no_number"
    NOBODY_OF_CIVIL_AFFAIRS = "nobody_of_civil_affairs"
    NOBODY_OF_HEALTH = "nobody_of_health"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterGap:
    """A shift of a day that will reach nobody, or may not; `person_id` is whoever it names.

    Of a place, or an office, without any roster it is the first shift of a week, without a number
    of a semester.
    """

    on: date
    kind: ShiftKind
    reason: RosterGapReason
    person_id: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterGapsTold:
    """Those who answer for a place were told in advance of gaps in its roster; each of one once."""

    organisation_id: OrganisationId
    gaps: tuple[RosterGap, ...]
    told_ids: tuple[PersonId, ...]


class CallOutcome(StrEnum):
    """What came of calling a duty telephone to try it."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    WRONG_NUMBER = "wrong_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyTelephoneTested:
    """Somebody called the number that a place has published, to try it, on a day."""

    organisation_id: OrganisationId
    trial_id: TrialId
    telephone: str
    outcome: CallOutcome
    called_on: date
    called_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyTelephoneUntested:
    """Nobody reached a place by its number in time in the semester that began on `since_on`.

    Those who answer for it were told, once a semester.
    """

    organisation_id: OrganisationId
    since_on: date
    told_ids: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewTurnsTold:
    """It became these people's turn to talk with pupils of a school, and they were told that it is.

    `role` is in which post, `screening_ids` the leads of screenings that ask for the talks; of whom
    they are is not said here. Nobody is told twice of one.
    """

    organisation_id: OrganisationId
    role: Role
    screening_ids: tuple[ScreeningId, ...]
    told_ids: tuple[PersonId, ...]


OnCallEvent = (
    DutyRosterPublished
    | ShiftExchanged
    | RosterGapsTold
    | DutyTelephoneTested
    | DutyTelephoneUntested
    | InterviewTurnsTold
)
