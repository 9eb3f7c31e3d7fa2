"""Example values for the pages about who is on call."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.view_models.forms import Choice, FieldError, Form, typed
from api.view_models.oncall import (
    DayLine,
    DutyRosterPage,
    ExchangeLine,
    ExchangeShiftPage,
    GapLine,
    OnCallPage,
    PlaceGapsCard,
    PlaceLine,
    PublishRosterPage,
    RosterCell,
    RosterGapsPage,
    ShiftLine,
    TryTelephonePage,
)
from api.view_models.shell import DutyLabel, PageModel
from domain.oncall.facts import CallOutcome, RosterGapReason, ShiftKind
from domain.shared import TrialId
from domain.staff.facts import OrganisationKind, Role
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.crisis import CRISIS_LEAD, HOSPITAL
from tests.office import LEADER
from tests.on_call_examples import EXCHANGE, ROSTER, SATURDAY, TONIGHT

NIGHT = ShiftLine(
    on=TONIGHT,
    kind=ShiftKind.NIGHT,
    person_id=CRISIS_LEAD,
    name="示例老师",
    role=Role.CRISIS_LEAD,
    stand_in="示例校长",
    may_exchange=True,
)
WEEKEND = ShiftLine(
    on=SATURDAY,
    kind=ShiftKind.WEEKEND,
    person_id=LEADER,
    name=LONG_NAME + MARKUP,
    role=Role.SCHOOL_LEADER,
)
ROSTER_PAGE = DutyRosterPage(
    organisation_id=e.SCHOOL,
    place="示例小学",
    month=date(2026, 3, 1),
    earlier_on=date(2026, 2, 1),
    later_on=date(2026, 4, 1),
    is_published=True,
    days=(
        DayLine(on=date(2026, 3, 9), shifts=(), is_over=True),
        DayLine(on=TONIGHT, shifts=(NIGHT,), empty=(ShiftKind.DAY,), is_today=True),
        DayLine(on=SATURDAY, shifts=(WEEKEND, replace(WEEKEND, name="", stand_in=LONG_NAME))),
        DayLine(
            on=date(2026, 3, 15),
            shifts=(),
            empty=(ShiftKind.WEEKEND,),
            lacking=((ShiftKind.WEEKEND, RosterGapReason.NOBODY_OF_CIVIL_AFFAIRS),),
        ),
    ),
    now=(NIGHT,),
    exchanged=(
        ExchangeLine(
            on=TONIGHT, kind=ShiftKind.NIGHT, given_by="示例校长", taken_by="示例老师" + MARKUP
        ),
        ExchangeLine(on=SATURDAY, kind=ShiftKind.WEEKEND, given_by="", taken_by=""),
    ),
    may_publish=True,
)
PEOPLE = (
    Choice(
        value=str(CRISIS_LEAD),
        label="示例老师",
        posts=(DutyLabel(role=Role.CRISIS_LEAD, organisation=""),),
    ),
    Choice(
        value=str(LEADER),
        label=LONG_NAME,
        posts=(DutyLabel(role=Role.SCHOOL_LEADER, organisation=""),),
    ),
)
CELLS = (
    RosterCell(on=TONIGHT, kind=ShiftKind.DAY),
    RosterCell(on=TONIGHT, kind=ShiftKind.NIGHT),
    RosterCell(on=SATURDAY, kind=ShiftKind.WEEKEND),
)
PUBLISHING = PublishRosterPage(
    organisation_id=e.SCHOOL,
    place="示例小学",
    month=date(2026, 3, 1),
    duty_roster_id=ROSTER,
    version=0,
    cells=CELLS,
    people=PEOPLE,
    form=Form(typed(**{CELLS[1].name: str(CRISIS_LEAD)})),
)
WRONG = replace(
    PUBLISHING,
    is_published=True,
    form=Form(
        typed(**{CELLS[1].second: str(LEADER)}),
        (
            FieldError(field="", code="on_call_twice", parameters={"on": "2026-03-10"}),
            FieldError(field=CELLS[1].name, code="required"),
            FieldError(field="why", code="required"),
        ),
    ),
)
OF_COUNTY = replace(
    PUBLISHING,
    organisation_id=e.COUNTY_OFFICE,
    place="示例县教育局",
    offices=(Role.CIVIL_AFFAIRS_OFFICER, Role.HEALTH_OFFICER),
    office=Role.HEALTH_OFFICER,
    kept=3,
)
EXCHANGING = ExchangeShiftPage(
    organisation_id=e.SCHOOL,
    place="示例小学",
    line=NIGHT,
    exchange_id=EXCHANGE,
    people=PEOPLE[1:],
    form=Form(),
)

TRYING = TryTelephonePage(
    organisation_id=e.SCHOOL,
    place="示例小学",
    telephone="13000000077",
    trial_id=TrialId(e.example_id(964)),
    form=Form(typed(called_on="2026-03-10")),
)

PAGES: Mapping[str, PageModel] = {
    "on-call": OnCallPage(
        lines=(
            PlaceLine(
                organisation_id=e.SCHOOL,
                name="示例小学" + MARKUP,
                kind=OrganisationKind.SCHOOL,
                is_own=True,
            ),
            PlaceLine(
                organisation_id=HOSPITAL,
                name=LONG_NAME,
                kind=OrganisationKind.HOSPITAL,
                telephone="13000000077",
                last_called_on=TONIGHT,
                last_outcome=CallOutcome.NOT_REACHED,
                is_failed=True,
                is_untested=True,
            ),
            PlaceLine(
                organisation_id=e.COUNTY_OFFICE,
                name="示例县",
                kind=OrganisationKind.COUNTY_OFFICE,
                telephone="13000000078",
                last_called_on=TONIGHT,
                last_outcome=CallOutcome.REACHED,
                is_unreadable=True,
            ),
        ),
        may_try=True,
    ),
    "try-telephone": TRYING,
    "try-telephone-wrong": replace(
        TRYING,
        form=Form(
            {},
            (
                FieldError(field="", code="duty_telephone_changed"),
                FieldError(field="call_outcome", code="required"),
                FieldError(field="called_on", code="in_future"),
            ),
        ),
    ),
    "on-call-none": OnCallPage(lines=()),
    "duty-roster": ROSTER_PAGE,
    "duty-roster-none": replace(
        ROSTER_PAGE, is_published=False, days=(), now=(), exchanged=(), may_publish=False
    ),
    "publish-roster": PUBLISHING,
    "publish-roster-of-an-office": OF_COUNTY,
    "publish-roster-wrong": WRONG,
    "roster-gaps": RosterGapsPage(
        days=7,
        cards=(
            PlaceGapsCard(
                organisation_id=e.SCHOOL,
                name="示例小学" + MARKUP,
                gaps=(
                    GapLine(on=TONIGHT, kind=ShiftKind.DAY, reason=RosterGapReason.NOBODY),
                    GapLine(
                        on=SATURDAY,
                        kind=ShiftKind.WEEKEND,
                        reason=RosterGapReason.NO_ADDRESS,
                        name=LONG_NAME,
                    ),
                ),
            ),
            PlaceGapsCard(organisation_id=HOSPITAL, name="示例医院", is_unreadable=True),
        ),
    ),
    "roster-gaps-none": RosterGapsPage(days=7, cards=()),
    "exchange-shift": EXCHANGING,
    "exchange-shift-wrong": replace(
        EXCHANGING, form=Form({}, (FieldError(field="taken_by", code="required"),))
    ),
}
