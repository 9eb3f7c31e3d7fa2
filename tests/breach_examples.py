"""A breach found three hours ago, everything that may be recorded of it, and its rules."""

from dataclasses import replace
from datetime import timedelta

from domain.breaches.facts import (
    AffectedChildrenListed,
    AuthorityNotified,
    BreachClosed,
    BreachDescribed,
    BreachesEvent,
    BreachGrade,
    BreachGraded,
    BreachKind,
    BreachReported,
    GuardianNotified,
)
from domain.breaches.rules import (
    close_breach,
    grade_breach,
    list_affected,
    notify_authority,
    notify_guardian,
    report_breach,
)
from domain.breaches.state import (
    NO_BREACH,
    BreachState,
    CloseBreach,
    GradeBreach,
    ListAffected,
    NotifyAuthority,
    NotifyGuardian,
    ReportBreach,
    evolve,
)
from domain.codelists import ConsentMeans, SpokenBy
from domain.shared import BreachId, ChildId
from tests.examples import (
    CHILD,
    COUNTY_OFFICE,
    NOW,
    RULES,
    SUPERVISOR,
    TEACHER,
    TODAY,
    example_id,
)
from tests.spec import Rule, Spec

BREACH: Spec[BreachState, BreachesEvent] = Spec(evolve, NO_BREACH)
ID = BreachId(example_id(881))
FOUND_AT = NOW - timedelta(hours=3)

REPORT = ReportBreach(
    breach_id=ID,
    organisation_id=COUNTY_OFFICE,
    kind=BreachKind.DEVICE_LOST,
    detected_at=FOUND_AT,
    text="手机丢在班车上了。",
)
REPORTED = BreachReported(
    breach_id=ID,
    organisation_id=COUNTY_OFFICE,
    kind=BreachKind.DEVICE_LOST,
    detected_at=FOUND_AT,
    authority_due_at=FOUND_AT + timedelta(hours=4),
    reported_by=TEACHER,
)
DESCRIBED = BreachDescribed(breach_id=ID, organisation_id=COUNTY_OFFICE, text="手机丢在班车上了。")
GRADED = BreachGraded(
    breach_id=ID,
    organisation_id=COUNTY_OFFICE,
    grade=BreachGrade.LARGE,
    graded_by=SUPERVISOR,
)
GENERAL = replace(GRADED, grade=BreachGrade.GENERAL)
LISTED = AffectedChildrenListed(
    breach_id=ID, organisation_id=COUNTY_OFFICE, child_ids=(CHILD,), listed_by=SUPERVISOR
)
AUTHORITY = AuthorityNotified(
    breach_id=ID,
    organisation_id=COUNTY_OFFICE,
    notified_at=NOW,
    reference="网信2026-3",
    notified_by=SUPERVISOR,
)
GUARDIAN = GuardianNotified(
    breach_id=ID,
    organisation_id=COUNTY_OFFICE,
    child_id=CHILD,
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    told_on=TODAY,
)
CLOSED = BreachClosed(
    breach_id=ID, organisation_id=COUNTY_OFFICE, lessons="手机都设了锁屏。", closed_by=SUPERVISOR
)
NOTIFY = NotifyAuthority(breach_id=ID, notified_at=NOW, reference="网信2026-3")
TELL = NotifyGuardian(
    breach_id=ID,
    child_id=CHILD,
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    told_on=TODAY,
)
CLOSE = CloseBreach(breach_id=ID, lessons="手机都设了锁屏。")

Rules = Rule[BreachState, BreachesEvent]


def reporting(request: ReportBreach) -> Rules:
    return lambda state: report_breach(state, request, by=TEACHER, now=NOW, rules=RULES)


def grading(grade: BreachGrade) -> Rules:
    request = GradeBreach(breach_id=ID, grade=grade)
    return lambda state: grade_breach(state, request, by=SUPERVISOR)


def listing(*child_ids: ChildId) -> Rules:
    request = ListAffected(breach_id=ID, child_ids=child_ids)
    return lambda state: list_affected(state, request, by=SUPERVISOR)


def notifying(request: NotifyAuthority) -> Rules:
    return lambda state: notify_authority(state, request, by=SUPERVISOR, now=NOW, rules=RULES)


def telling(request: NotifyGuardian) -> Rules:
    return lambda state: notify_guardian(state, request, today=TODAY)


def closing(request: CloseBreach) -> Rules:
    return lambda state: close_breach(state, request, by=SUPERVISOR)
