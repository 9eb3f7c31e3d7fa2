"""Example values for the history: every kind of fact, marked in every way."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from api import paths
from api.view_models.care_files.history import Fact, HistoryPage, Mark, TimelineEntry
from domain.care.facts import (
    CareLevelAssessed,
    Category,
    CategoryStated,
    Evidence,
    NotInSchoolReason,
    ResidenceRecorded,
    SchoolingRecorded,
    Standard,
    StatedBy,
)
from domain.children.facts import ChildRegisteredConflictKept
from domain.pairing.facts import LeadReassigned, PairingEnded, PairingEndReason, PairingExtended
from domain.staff.facts import Role
from domain.visits.facts import (
    ChildWordsRecorded,
    HomeVisitConflictKept,
    HomeVisitCorrected,
    HomeVisitLogged,
    Outcome,
    TalkConflictKept,
    TalkCorrected,
    TalkLogged,
    TalkNotesRecorded,
)
from tests import examples as e
from tests.api.showcases import showcase_identity
from tests.api.showcases.showcase import CHILD, TODAY

_VISIT_AT = e.HOME_VISIT.started_at
_OTHER_VISIT = replace(e.HOME_VISIT, outcome=Outcome.NOT_AT_HOME, observations=(), note=None)

FACTS: tuple[tuple[Fact, date | datetime | None], ...] = (
    *((fact, None) for fact in showcase_identity.FACTS),
    (
        TalkCorrected(
            child_id=e.CHILD,
            talk_id=e.TALK_ID,
            correction_id=e.CORRECTION_ID,
            talk=e.TALK,
            why="日期记错了。",
        ),
        e.TALK.started_at,
    ),
    (TalkConflictKept(child_id=e.CHILD, talk_id=e.TALK_ID, talk=e.TALK), e.TALK.started_at),
    (TalkNotesRecorded(child_id=e.CHILD, talk_id=e.TALK_ID, notes="…"), e.TALK.started_at),
    (TalkLogged(child_id=e.CHILD, talk_id=e.TALK_ID, talk=e.TALK), e.TALK.started_at),
    (
        HomeVisitCorrected(
            child_id=e.CHILD,
            visit_id=e.VISIT_ID,
            correction_id=e.CORRECTION_ID,
            visit=e.HOME_VISIT,
            why="把两家的情况记混了。",
        ),
        _VISIT_AT,
    ),
    (HomeVisitConflictKept(child_id=e.CHILD, visit_id=e.VISIT_ID, visit=_OTHER_VISIT), _VISIT_AT),
    (ChildWordsRecorded(child_id=e.CHILD, visit_id=e.VISIT_ID, words="…"), _VISIT_AT),
    (HomeVisitLogged(child_id=e.CHILD, visit_id=e.VISIT_ID, visit=e.HOME_VISIT), _VISIT_AT),
    (
        PairingExtended(
            child_id=e.CHILD,
            pairing_id=e.LEAD_PAIRING,
            until_on=e.PAIRED_UNTIL,
            extended_by=e.SUPERVISOR,
        ),
        None,
    ),
    (
        PairingEnded(
            child_id=e.CHILD,
            pairing_id=e.LEAD_PAIRING,
            ended_on=date(2026, 3, 6),
            reason=PairingEndReason.CHILD_ASKED,
        ),
        date(2026, 3, 6),
    ),
    (
        LeadReassigned(
            child_id=e.CHILD,
            pairing_id=e.SECOND_PAIRING,
            previous_pairing_id=e.LEAD_PAIRING,
            changed_on=date(2026, 3, 6),
        ),
        date(2026, 3, 6),
    ),
    (e.MENTOR_PAIRED, date(2026, 3, 3)),
    (
        CareLevelAssessed(
            child_id=e.CHILD,
            level=3,
            basis="奶奶年纪大,晚上常一个人在家。",
            assessed_by=e.TEACHER,
            assessed_on=date(2026, 3, 1),
            next_review_on=date(2026, 5, 8),
        ),
        None,
    ),
    (
        CategoryStated(
            child_id=e.CHILD,
            category=Category.LEFT_BEHIND,
            standard=Standard.CIVIL_AFFAIRS,
            stated_by=StatedBy.GUARDIAN,
            evidence=Evidence.HOME_VISIT,
            from_on=date(2024, 2, 20),
        ),
        date(2024, 2, 20),
    ),
    (
        SchoolingRecorded(
            child_id=e.CHILD,
            as_of_on=date(2026, 3, 2),
            not_in_school_reason=NotInSchoolReason.POSTPONED,
        ),
        date(2026, 3, 2),
    ),
    (
        SchoolingRecorded(
            child_id=e.CHILD,
            as_of_on=date(2026, 3, 2),
            school_id=e.SCHOOL,
            class_id=e.SCHOOL_CLASS,
            boarding=False,
        ),
        date(2026, 3, 2),
    ),
    (ResidenceRecorded(child_id=e.CHILD, village_id=e.VILLAGE), None),
    (e.CARE_FILE_OPENED, date(2026, 3, 2)),
    (e.CARER_RECORDED, date(2026, 3, 2)),
    (ChildRegisteredConflictKept(child_id=e.CHILD, kept=e.CHILD_REGISTERED), None),
    (e.CHILD_REGISTERED, None),
)
MARKS: dict[str, tuple[Mark, ...]] = {
    "HomeVisitConflictKept": (Mark.CONFLICT,),
    "HomeVisitCorrected": (Mark.CORRECTION,),
    "IdentityCorrected": (Mark.CORRECTION,),
    "TalkCorrected": (Mark.CORRECTION, Mark.LATE),
    "HomeVisitLogged": (Mark.CORRECTED,),
}
_CORRECT = paths.filled(paths.CORRECT_VISIT, child_id=e.CHILD, visit_id=e.VISIT_ID)
_WORDS = paths.filled(paths.CHILD_WORDS, child_id=e.CHILD, visit_id=e.VISIT_ID)


def entry(number: int, fact: Fact, happened: date | datetime | None) -> TimelineEntry:
    """A fact as it stands in the timeline."""
    kind = type(fact).__name__
    return TimelineEntry(
        position=120 - number,
        kind=kind,
        learned_at=datetime(2026, 3, 9, 12, 4, tzinfo=UTC) - timedelta(minutes=7 * number),
        who="示例老师",
        role=Role.CLASS_TEACHER,
        organisation="五(2)班",
        happened_at=happened if isinstance(happened, datetime) else None,
        happened_on=None if isinstance(happened, datetime) else happened,
        marks=MARKS.get(kind, ()),
        fact=fact,
        receipt=f"{120 - number}-7f3a9c02" if kind.endswith("Logged") else None,
        correct=_CORRECT if kind == "HomeVisitLogged" else None,
        words=_WORDS if kind == "ChildWordsRecorded" else None,
    )


ENTRIES = tuple(entry(number, *each) for number, each in enumerate(FACTS))
WITHHELD = replace(ENTRIES[0], position=130, fact=None, marks=())
HISTORY = HistoryPage(
    child=CHILD,
    entries=(WITHHELD, *ENTRIES),
    names={
        e.TEACHER: "示例老师",
        e.SCHOOL: "示例小学",
        e.SCHOOL_CLASS: "五(2)班",
        e.VILLAGE: "示例村",
    },
    today=TODAY,
    may_see_phone=True,
    may_see_number=True,
)
PAST = replace(
    HISTORY, entries=ENTRIES[len(showcase_identity.FACTS) + 14 :], as_of=date(2026, 3, 2)
)
NOTHING_THEN = replace(HISTORY, entries=(), as_of=date(2025, 3, 2))
NOTHING_YET = replace(HISTORY, entries=(), asked="2026-99-99", error="in_future")
