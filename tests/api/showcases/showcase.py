"""Example values for the pages about a child: normal, empty, failing, long, rare characters."""

from dataclasses import replace
from datetime import date, timedelta

from api.view_models.care_files.children import (
    AllowedHere,
    CarerLine,
    CategoryLine,
    ChildFilePage,
    ChildHead,
    ContactLines,
    IdentityLines,
    LevelLine,
    MentorLine,
    RecentLine,
    SchoolingLine,
)
from api.view_models.care_files.desk import DeskLine, DeskPage
from api.view_models.moments import Due
from api.view_models.privacy.agreed import AgreedLine
from application.rows import DueFilter
from domain.care.facts import Category, Evidence, Standard, StatedBy
from domain.children.facts import CarerStanding
from domain.codelists import Processing, Sex, SpokenBy
from domain.consent.state import Agreement
from domain.pairing.facts import MentorKind
from domain.shared import ChildId, ConsentId, VerifiedBy
from domain.visits.facts import Need, Outcome
from tests import examples as e

TODAY = e.TODAY
LONG_NAME = "阿卜杜拉·买买提热合曼·示例"
MARKUP = "<img src=x onerror=alert(1)>"

CHILD = ChildHead(
    child_id=e.CHILD,
    name=e.CHILD_NAME,
    age=10,
    school="示例小学",
    school_class="五(2)班",
    village="示例镇示例村",
)


def due(days_left: int, grace: int = 3) -> Due:
    """What is due so many days from the example day."""
    on = TODAY + timedelta(days=days_left)
    return Due(on=on, grace_ends_on=on + timedelta(days=grace), today=TODAY)


def desk_line(number: int, name: str | None, visit_in: int, talk_in: int, level: int) -> DeskLine:
    """A child on the desk; level 0 = not assessed."""
    return DeskLine(
        child_id=ChildId(e.example_id(310 + number)),
        name=name,
        age=8 + number % 5,
        school="示例小学",
        school_class=f"{'三四五'[number % 3]}年级({number % 2 + 1})班",
        village="石塘村",
        level=level or None,
        last_visit_on=TODAY - timedelta(days=40 + number),
        next_visit=due(visit_in),
        last_talk_on=TODAY - timedelta(days=9 + number),
        next_talk=due(talk_in),
        may_open=True,
        may_log=True,
    )


LINES = (
    desk_line(0, "覃𠮷·示例", -8, 4, 4),
    desk_line(1, "黄㐂示例", -2, -12, 3),
    desk_line(2, "韦示例", 0, 9, 0),
    desk_line(3, "陆示例", 3, 12, 2),
    desk_line(4, "梁示例", 12, 20, 2),
    desk_line(5, "农示例", 31, 26, 1),
    desk_line(6, "吴示例", 46, 30, 1),
)
DESK = DeskPage(
    lines=LINES,
    total=7,
    counts={DueFilter.ALL: 7, DueFilter.WEEK: 4, DueFilter.OVERDUE: 1},
    may_open_file=True,
)
VOLUNTEER_LINE = replace(
    LINES[1],
    name="示例",
    age=None,
    school_class=None,
    village=None,
    level=None,
    is_least=True,
    may_open=False,
)
BARE_LINE = DeskLine(child_id=ChildId(e.example_id(330)), name=LONG_NAME + MARKUP)
LONG_DESK = replace(
    DESK,
    lines=(replace(LINES[0], name=None), BARE_LINE, VOLUNTEER_LINE, *LINES[2:4]),
    total=230,
    next_cursor="b3JkaW5hcnk",
    is_first_page=False,
)

CARER = CarerLine(
    name="示例奶奶",
    relation_code="62",
    standing=CarerStanding.CLOSE_RELATIVE,
    as_of_on=date(2026, 3, 2),
    verified_by=VerifiedBy.PHONED_CARER,
    phone=e.PHONE,
    may_see_phone=True,
)
AGREED = (
    AgreedLine(
        processing=Processing.PHOTOS,
        agreement=Agreement.GRANTED,
        consent_id=ConsentId(e.example_id(802)),
        spoken_by=SpokenBy.GUARDIAN,
        said_on=date(2026, 3, 2),
        unsigned=True,
    ),
    AgreedLine(
        processing=Processing.SCREENING,
        agreement=Agreement.DECLINED,
        spoken_by=SpokenBy.CHILD,
        said_on=date(2026, 3, 2),
    ),
    AgreedLine(
        processing=Processing.SHARING_WITH_HOSPITAL,
        agreement=Agreement.GRANTED,
        consent_id=ConsentId(e.example_id(803)),
        spoken_by=SpokenBy.GUARDIAN,
        said_on=date(2025, 9, 2),
        ask_child=True,
    ),
    AgreedLine(processing=Processing.SHARING_WITH_CHARITY, agreement=Agreement.NOT_ASKED),
)
FILE = ChildFilePage(
    child=CHILD,
    opened_on=date(2025, 9, 8),
    kept_by="示例小学",
    identity=IdentityLines(
        sex=Sex.MALE,
        born_on=e.BORN_ON,
        id_number_end="0011",
        may_see_number=True,
        ethnicity_code="08",
        address="示例镇示例村一组",
    ),
    carers=(CARER, replace(CARER, name="示例伯母", relation_code="82", may_see_phone=False)),
    village_since_on=date(2020, 1, 1),
    schooling=SchoolingLine(
        as_of_on=date(2025, 9, 8), school="示例小学", school_class="五(2)班", boarding=True
    ),
    categories=(
        CategoryLine(
            category=Category.LEFT_BEHIND,
            standard=Standard.CIVIL_AFFAIRS,
            stated_by=StatedBy.GUARDIAN,
            evidence=Evidence.HOME_VISIT,
            from_on=date(2024, 2, 20),
        ),
    ),
    level=LevelLine(
        level=3,
        basis="奶奶年纪大,晚上常一个人在家;和父母每周通一次电话。",
        assessed_by="示例老师",
        next_review_on=date(2026, 5, 8),
    ),
    needs=((Need.STUDY, date(2026, 3, 9)), (Need.CONTACT_WITH_PARENTS, date(2026, 3, 9))),
    mentors=(
        MentorLine(
            name="示例老师", kind=MentorKind.TEACHER, is_lead=True, from_on=date(2025, 9, 10)
        ),
        MentorLine(
            name="示例志愿者", kind=MentorKind.VOLUNTEER, is_lead=False, from_on=date(2026, 3, 3)
        ),
    ),
    contacts=ContactLines(
        last_visit_on=date(2026, 1, 12),
        last_visit_outcome=Outcome.DONE,
        next_visit=due(3),
        last_talk_on=date(2026, 2, 26),
        next_talk=due(-9),
    ),
    recent=(
        RecentLine(happened_on=date(2026, 2, 26), fact="TalkLogged", who="示例老师"),
        RecentLine(happened_on=date(2026, 1, 12), fact="HomeVisitLogged", who="示例老师"),
        RecentLine(happened_on=date(2025, 9, 8), fact="CareFileOpened", who="示例主任"),
    ),
    agreed=AGREED,
    allowed=AllowedHere(
        log_visit=True,
        log_talk=True,
        pair=True,
        see_history=True,
        see_consent=True,
        record_consent=True,
        see_rights=True,
    ),
)
EMPTY_FILE = ChildFilePage(
    child=ChildHead(child_id=e.CHILD, name=LONG_NAME + MARKUP),
    opened_on=None,
    kept_by=None,
    identity=None,
    allowed=AllowedHere(pair=True),
)
