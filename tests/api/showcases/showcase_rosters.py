"""Example values for the pages of uploaded lists: none, some, refused, and a long list."""

from dataclasses import replace
from datetime import date, timedelta

from api.view_models.forms import FieldError, Form, typed
from api.view_models.staffing.rosters import (
    FIRST_FOR_A_PERSON,
    DeleteRosterPage,
    RecordRosterPage,
    RosterLine,
    RosterPage,
    RosterProgressPage,
    RostersPage,
    RowGroup,
    RowLine,
)
from application.survey.staging_ports import RowsRecorded
from domain.survey.outcomes import RowOutcome, RowReason
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME, MARKUP

LINE = RosterLine(
    roster_id=e.example_id(801),
    file_name="示例镇农村留守儿童登记表.xlsx",
    uploaded_at=e.NOW - timedelta(hours=2),
    gone_at=e.NOW + timedelta(hours=22),
)
UNREADABLE = replace(LINE, roster_id=e.example_id(802), file_name="")

NONE = RostersPage(request_id=e.example_id(803), form=Form())
SOME = replace(NONE, lists=(LINE, UNREADABLE, replace(LINE, file_name=f"{LONG_NAME}{MARKUP}.csv")))
REFUSED = replace(SOME, form=Form(errors=(FieldError(field="file", code="file_wrong_extension"),)))

CHILD = RowLine(
    number=12,
    name="示例甲",
    born_on=date(2015, 6, 1),
    id_number_end="001X",
    carer="示例奶奶",
    place="示例镇示例村",
    school="示例小学",
)


def rows(first: int, *why: RowReason | None, like: RowLine = CHILD) -> tuple[RowLine, ...]:
    """Return rows one below the other, each for its reason."""
    return tuple(replace(like, number=first + n, why=each) for n, each in enumerate(why))


GROUPS = (
    RowGroup(
        outcome=RowOutcome.REJECT,
        count=2,
        rows=(
            RowLine(number=7, name=LONG_NAME + MARKUP, why=RowReason.BIRTH_DATE_UNREADABLE),
            RowLine(number=9, born_on=date(2012, 1, 1), why=RowReason.NAME_MISSING),
        ),
    ),
    RowGroup(
        outcome=RowOutcome.ACCEPT_FLAGGED,
        count=230,
        page=2,
        rows=rows(110, RowReason.ID_CHECK_DIGIT, RowReason.ID_PRECISION_LOST),
    ),
    RowGroup(
        outcome=RowOutcome.REVIEW,
        count=1,
        rows=rows(40, RowReason.SAME_NAME_AND_BIRTH_DATE, like=replace(CHILD, sheet="三年级")),
    ),
    RowGroup(
        outcome=RowOutcome.LEAD,
        count=1,
        rows=(
            RowLine(
                number=3,
                name="示例乙",
                about_years=8,
                place="示例镇示例村三组",
                why=RowReason.MATCHES_KNOWN_CHILD,
            ),
        ),
    ),
    RowGroup(
        outcome=RowOutcome.ACCEPT,
        count=2,
        rows=rows(50, None, RowReason.ID_MISSING),
        is_open=False,
    ),
    RowGroup(
        outcome=RowOutcome.IGNORE,
        count=1,
        rows=(RowLine(number=60, is_of_a_child=False, why=RowReason.SUBTOTAL),),
        is_open=False,
    ),
)
ROSTER = RosterPage(roster=LINE, total=237, returned=234, groups=GROUPS)
ALL_WELL = replace(
    ROSTER,
    total=3,
    returned=0,
    groups=tuple(each for each in GROUPS if each.outcome not in FIRST_FOR_A_PERSON),
)
OPENED = replace(
    ROSTER, groups=tuple(replace(each, is_open=True) for each in GROUPS), roster=UNREADABLE
)
RECORD = RecordRosterPage(
    roster=LINE,
    form=Form(typed(outcome=("accept", "accept_flagged"))),
    counts=((RowOutcome.ACCEPT, 171), (RowOutcome.ACCEPT_FLAGGED, 6), (RowOutcome.REVIEW, 2)),
)
RECORD_NOTHING_CHOSEN = replace(
    RECORD, form=Form(errors=(FieldError(field="outcome", code="required"),))
)
RECORD_NOTHING_LEFT = replace(RECORD, counts=())
RECORDING = RosterProgressPage(roster=LINE, told=RowsRecorded(total=177, done=40, fresh=40))
WAITING = replace(RECORDING, told=RowsRecorded(total=0))
RECORDED = replace(
    RECORDING,
    told=RowsRecorded(total=177, done=177, fresh=150, refused=2, beyond=3, is_over=True),
)
BROKEN_OFF = replace(
    RECORDING, told=RowsRecorded(total=177, done=40, fresh=40, is_over=True, is_broken_off=True)
)
DELETE = DeleteRosterPage(roster=LINE)
