"""Who is on call at the school of the examples; all of it invented. 10 March 2026 is a Tuesday."""

from datetime import date

from domain.oncall.facts import DutyRosterPublished, Shift, ShiftExchanged, ShiftKind
from domain.oncall.state import AskedShift, ExchangeShift, PublishDutyRoster
from domain.shared import DutyRosterId, ExchangeId
from domain.staff.facts import Role
from tests.crisis import CRISIS_LEAD
from tests.examples import SCHOOL, example_id
from tests.office import LEADER

ROSTER, AGAIN = (DutyRosterId(example_id(number)) for number in (961, 962))
EXCHANGE = ExchangeId(example_id(963))
TONIGHT, SATURDAY = date(2026, 3, 10), date(2026, 3, 14)

PUBLISH = PublishDutyRoster(
    organisation_id=SCHOOL,
    duty_roster_id=ROSTER,
    first_on=TONIGHT,
    last_on=SATURDAY,
    shifts=(
        AskedShift(on=TONIGHT, kind=ShiftKind.NIGHT, person_id=CRISIS_LEAD, stand_in_id=LEADER),
        AskedShift(on=SATURDAY, kind=ShiftKind.WEEKEND, person_id=LEADER),
    ),
)
PUBLISHED = DutyRosterPublished(
    organisation_id=SCHOOL,
    duty_roster_id=ROSTER,
    first_on=TONIGHT,
    last_on=SATURDAY,
    shifts=(
        Shift(
            on=TONIGHT,
            kind=ShiftKind.NIGHT,
            person_id=CRISIS_LEAD,
            role=Role.CRISIS_LEAD,
            stand_in_id=LEADER,
        ),
        Shift(on=SATURDAY, kind=ShiftKind.WEEKEND, person_id=LEADER, role=Role.SCHOOL_LEADER),
    ),
)
TAKE_OVER = ExchangeShift(
    organisation_id=SCHOOL,
    exchange_id=EXCHANGE,
    on=TONIGHT,
    kind=ShiftKind.NIGHT,
    given_by=CRISIS_LEAD,
    taken_by=LEADER,
)
EXCHANGED = ShiftExchanged(
    organisation_id=SCHOOL,
    exchange_id=EXCHANGE,
    on=TONIGHT,
    kind=ShiftKind.NIGHT,
    given_by=CRISIS_LEAD,
    taken_by=LEADER,
    role=Role.SCHOOL_LEADER,
)
