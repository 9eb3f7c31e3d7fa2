"""Example values for the duty desk: calm, full, empty, and for a hospital."""

from dataclasses import replace
from datetime import timedelta

from api.view_models.crisis.duty import (
    AgreementLine,
    AgreementLines,
    CaseLine,
    Elapsed,
    EmptyPostLine,
    HealthDeskPage,
)
from application.crisis.desk.agreeing import AgreementKind
from application.crisis.desk.marks import GuardianMark
from application.crisis.desk.stages import CaseStage, DeskPart
from domain.referrals.facts import (
    Situation,
)
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import CaseId
from domain.staff.facts import Role
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME, MARKUP

HOSPITAL_NAME = "示例市人民医院"


def ago(minutes: int) -> Elapsed:
    """What was so many minutes before the example moment."""
    return Elapsed(at=e.NOW - timedelta(minutes=minutes), now=e.NOW)


def case_id(number: int) -> CaseId:
    """The id of an example case."""
    return CaseId(e.example_id(700 + number))


URGENT = CaseLine(
    case_id=case_id(1),
    taking_id=e.example_id(761),
    stage=CaseStage.UNTAKEN,
    part=DeskPart.UNTAKEN,
    raised=ago(6),
    situation=Situation.LIFE_IN_DANGER,
    is_with_child=True,
    place="示例小学",
    may_take=True,
    may_pass_on=True,
)
LINES = (
    URGENT,
    replace(
        URGENT,
        case_id=case_id(2),
        raised=ago(0),
        situation=Situation.SOMEWHAT_WORRIED,
        is_with_child=False,
        place="示例镇中心小学（示例校区）",
        has_gap=True,
    ),
    replace(
        URGENT,
        case_id=case_id(3),
        raised=ago(72),
        situation=Situation.SUSPECTED_HARM,
        is_with_child=False,
        place=None,
        reached_nobody=True,
    ),
    CaseLine(
        case_id=case_id(4),
        taking_id=e.example_id(764),
        stage=CaseStage.TAKEN,
        part=DeskPart.RED,
        raised=ago(120),
        situation=Situation.SUSPECTED_HARM,
        level=CrisisLevel.RED,
        guardian=GuardianMark.NOT_REACHED,
        is_accompanied=True,
        staff_with=("示例班主任", ""),
        with_relations=("52",),
        is_escorted=True,
        owner="示例危机负责人",
        place="示例小学",
    ),
    CaseLine(
        case_id=case_id(5),
        taking_id=e.example_id(765),
        stage=CaseStage.PROPOSED,
        part=DeskPart.WORKING,
        raised=ago(1_500),
        level=CrisisLevel.ORANGE,
        guardian=GuardianMark.WITHHELD,
        situation=Situation.SOMEWHAT_WORRIED,
        is_with_child=True,
        owner=LONG_NAME,
        is_mine=True,
        place="示例小学",
        may_pass_on=True,
    ),
    CaseLine(
        case_id=case_id(6),
        taking_id=e.example_id(766),
        stage=CaseStage.ISSUED,
        part=DeskPart.AT_HOSPITAL,
        raised=ago(2_900),
        situation=Situation.LIFE_IN_DANGER,
        owner="示例危机负责人",
        place="示例小学",
        hospital=HOSPITAL_NAME,
    ),
    CaseLine(
        case_id=case_id(7),
        taking_id=e.example_id(767),
        stage=CaseStage.ACKNOWLEDGED,
        part=DeskPart.TODAY,
        raised=ago(4_500),
        situation=Situation.NOBODY_CARING,
        owner="",
        place="示例小学",
        hospital=HOSPITAL_NAME,
    ),
    CaseLine(
        case_id=case_id(8),
        taking_id=e.example_id(768),
        stage=CaseStage.TAKEN,
        part=DeskPart.WORKING,
        raised=ago(33),
        owner="",
        place="示例小学",
        unreadable=True,
    ),
)
DESK = HealthDeskPage(
    lines=LINES,
    now=e.NOW,
    total=8,
    parts={
        DeskPart.UNTAKEN: 3,
        DeskPart.RED: 1,
        DeskPart.WORKING: 2,
        DeskPart.AT_HOSPITAL: 1,
        DeskPart.TODAY: 1,
    },
    empty_posts=(
        EmptyPostLine(role=Role.CRISIS_LEAD, place="示例镇中心小学（示例校区）"),
        EmptyPostLine(role=Role.HEALTH_VICE_PRINCIPAL, place="示例小学" + MARKUP),
    ),
    empty_posts_total=14,
    older_received=12,
    received_shown_days=30,
    unreadable=2,
    next_cursor="n",
    is_first_page=False,
    agreements=AgreementLines(
        of_cases=(
            AgreementLine(
                kind=AgreementKind.PAUSE,
                case_id=case_id(4),
                address=f"/cases/{case_id(4)}/pauses/{e.example_id(891)}",
                since=ago(90),
            ),
            AgreementLine(
                kind=AgreementKind.LEVEL_DROP,
                case_id=case_id(5),
                address=f"/cases/{case_id(5)}/drops/{e.example_id(705)}",
                since=ago(3000),
            ),
        ),
        reports=2,
        rule_sets=(f"/rules/{e.example_id(973)}",),
    ),
)
CALM_DESK = replace(
    DESK,
    lines=(URGENT, *LINES[3:7]),
    parts={**DESK.parts, DeskPart.UNTAKEN: 1, DeskPart.WORKING: 1},
    empty_posts=(),
    empty_posts_total=0,
    unreadable=0,
    next_cursor=None,
    is_first_page=True,
    agreements=AgreementLines(),
)
EMPTY_DESK = HealthDeskPage(lines=(), now=e.NOW)
HOSPITAL_DESK = replace(
    CALM_DESK,
    lines=(
        replace(LINES[5], may_acknowledge=True),
        replace(LINES[6], part=DeskPart.RECEIVED),
    ),
    total=2,
    parts={DeskPart.AT_HOSPITAL: 1, DeskPart.RECEIVED: 1},
    for_hospital=True,
)
EMPTY_HOSPITAL_DESK = replace(EMPTY_DESK, for_hospital=True)
