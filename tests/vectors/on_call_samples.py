"""The samples of who is on call at a place; all of it invented."""

from collections.abc import Mapping
from datetime import date

from domain.oncall.facts import (
    CallOutcome,
    DutyRosterPublished,
    DutyTelephoneTested,
    DutyTelephoneUntested,
    InterviewTurnsTold,
    RosterGap,
    RosterGapReason,
    RosterGapsTold,
    Shift,
    ShiftExchanged,
    ShiftKind,
)
from domain.shared import DutyRosterId, ExchangeId, OrganisationId, PersonId, ScreeningId, TrialId
from domain.staff.facts import Role
from tests.vectors.ids import sample_id

_SCHOOL = OrganisationId(sample_id(2))
_LEAD, _PSYCHOLOGY, _LEADER = (PersonId(sample_id(number)) for number in (81, 82, 83))

ON_CALL_SAMPLES: Mapping[str, object] = {
    "oncall.duty_roster_published.1": DutyRosterPublished(
        organisation_id=_SCHOOL,
        duty_roster_id=DutyRosterId(sample_id(151)),
        first_on=date(2026, 3, 12),
        last_on=date(2026, 3, 14),
        shifts=(
            Shift(
                on=date(2026, 3, 12),
                kind=ShiftKind.NIGHT,
                person_id=_LEAD,
                role=Role.CRISIS_LEAD,
                stand_in_id=_LEADER,
            ),
            Shift(
                on=date(2026, 3, 14),
                kind=ShiftKind.WEEKEND,
                person_id=_PSYCHOLOGY,
                role=Role.PSYCHOLOGY_TEACHER,
            ),
        ),
        why="周六换成心理老师值班。",
    ),
    "oncall.shift_exchanged.1": ShiftExchanged(
        organisation_id=_SCHOOL,
        exchange_id=ExchangeId(sample_id(152)),
        on=date(2026, 3, 12),
        kind=ShiftKind.NIGHT,
        given_by=_LEAD,
        taken_by=_LEADER,
        role=Role.SCHOOL_LEADER,
    ),
    "oncall.roster_gaps_told.1": RosterGapsTold(
        organisation_id=_SCHOOL,
        gaps=(
            RosterGap(on=date(2026, 3, 13), kind=ShiftKind.NIGHT, reason=RosterGapReason.NOBODY),
            RosterGap(
                on=date(2026, 3, 14),
                kind=ShiftKind.WEEKEND,
                reason=RosterGapReason.NOT_IN_POST,
                person_id=_PSYCHOLOGY,
            ),
        ),
        told_ids=(_LEADER,),
    ),
    "oncall.duty_telephone_tested.1": DutyTelephoneTested(
        organisation_id=_SCHOOL,
        trial_id=TrialId(sample_id(153)),
        telephone="13000000077",
        outcome=CallOutcome.NOT_REACHED,
        called_on=date(2026, 3, 11),
        called_by=_LEADER,
    ),
    "oncall.duty_telephone_untested.1": DutyTelephoneUntested(
        organisation_id=_SCHOOL, since_on=date(2026, 2, 20), told_ids=(_LEADER,)
    ),
    "oncall.interview_turns_told.1": InterviewTurnsTold(
        organisation_id=_SCHOOL,
        role=Role.PSYCHOLOGY_TEACHER,
        screening_ids=(ScreeningId(sample_id(154)), ScreeningId(sample_id(155))),
        told_ids=(_PSYCHOLOGY,),
    ),
}
