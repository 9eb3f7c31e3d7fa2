"""A breach found three hours ago, everything that may be recorded of it, and its rules."""

from dataclasses import replace
from datetime import timedelta

from domain.breaches.closing import close_breach, propose_closure
from domain.breaches.facts import (
    AffectedChildrenLeftToOthers,
    AffectedChildrenListed,
    AuthorityNotified,
    AuthorityTellingOverdue,
    AuthorityWay,
    BreachClosed,
    BreachClosureProposed,
    BreachDescribed,
    BreachesEvent,
    BreachGrade,
    BreachGraded,
    BreachKind,
    BreachReported,
    GuardianLeftUntold,
    GuardianNotified,
    OthersAsked,
    ToldBy,
    UntoldReason,
)
from domain.breaches.rules import grade_breach, list_affected, report_breach
from domain.breaches.state import (
    NO_BREACH,
    BreachState,
    CloseBreach,
    GradeBreach,
    LeaveUntold,
    ListAffected,
    NotifyAuthority,
    NotifyGuardian,
    ProposeClosure,
    ReportBreach,
    evolve,
)
from domain.breaches.telling import leave_untold, notify_authority, notify_guardian
from domain.codelists import ConsentMeans, SpokenBy
from domain.shared import BreachId, ChildId, PersonId
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
    way=AuthorityWay.ONLINE,
)
GUARDIAN = GuardianNotified(
    breach_id=ID,
    organisation_id=COUNTY_OFFICE,
    child_id=CHILD,
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    told_on=TODAY,
)
OVERDUE = AuthorityTellingOverdue(
    breach_id=ID,
    organisation_id=COUNTY_OFFICE,
    due_at=REPORTED.authority_due_at,
    bureau_officer_ids=(),
    privacy_officer_ids=(SUPERVISOR,),
)
UNTOLD = GuardianLeftUntold(
    breach_id=ID,
    organisation_id=COUNTY_OFFICE,
    child_id=CHILD,
    reason=UntoldReason.WOULD_HARM_CHILD,
    decided_by=SUPERVISOR,
)
PROPOSED = BreachClosureProposed(
    breach_id=ID, organisation_id=COUNTY_OFFICE, lessons="手机都设了锁屏。", proposed_by=SUPERVISOR
)
CLOSED = BreachClosed(
    breach_id=ID, organisation_id=COUNTY_OFFICE, lessons="手机都设了锁屏。", closed_by=TEACHER
)
LEFT = AffectedChildrenLeftToOthers(
    breach_id=ID,
    organisation_id=COUNTY_OFFICE,
    child_ids=(CHILD,),
    told_by=ToldBy.HEALTH,
    listed_by=SUPERVISOR,
)
OTHERS_ASKED = OthersAsked(
    breach_id=ID, organisation_id=COUNTY_OFFICE, children=1, asked_by=SUPERVISOR
)
NOTIFY = NotifyAuthority(
    breach_id=ID, notified_at=NOW, way=AuthorityWay.ONLINE, reference="网信2026-3"
)
TELL = NotifyGuardian(
    breach_id=ID,
    child_id=CHILD,
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    told_on=TODAY,
)
LEAVE = LeaveUntold(breach_id=ID, child_id=CHILD, reason=UntoldReason.WOULD_HARM_CHILD)
PROPOSE = ProposeClosure(breach_id=ID, lessons="手机都设了锁屏。")
CLOSE = CloseBreach(breach_id=ID, proposal=1)

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


def leaving(reason: UntoldReason, child_id: ChildId = CHILD) -> Rules:
    request = LeaveUntold(breach_id=ID, child_id=child_id, reason=reason)
    return lambda state: leave_untold(state, request, by=SUPERVISOR)


def proposing(request: ProposeClosure, *, of_nobody: frozenset[ChildId] = frozenset()) -> Rules:
    return lambda state: propose_closure(state, request, by=SUPERVISOR, of_nobody=of_nobody)


def closing(by: PersonId, proposal: int = 1) -> Rules:
    request = replace(CLOSE, proposal=proposal)
    return lambda state: close_breach(state, request, by=by)
