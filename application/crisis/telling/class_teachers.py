"""Tells the class teacher that a pupil's life is in acute danger, whoever teaches the class by now.

What they are told is the danger and what to do (教基一厅函〔2015〕36号): the page is in
application/crisis/reading/risk_notices.py. Whoever may be involved, by whichever case or report
of the child, is never told.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast
from uuid import UUID, uuid5

from application.crisis.cases.cases import OpenCase, all_kept_out, chain_of, open_case
from application.ports import (
    Actor,
    Commit,
    Context,
    Ledger,
    Reachable,
    Recorded,
    StreamMoved,
    Unreadable,
)
from application.reporting.recorded import open_report, suspects_of
from application.rows import DutyRow
from application.said_lately import SaidLately
from application.states import alerts_stream, care_state, care_stream, referrals_stream
from domain.alerts.class_teachers import class_teachers, still_told, to_tell
from domain.alerts.facts import ClassTeacherTold, RiskNoticeRead
from domain.days import local_day
from domain.errors import NotFound, RecordDamaged
from domain.referrals.facts import ReferralsEvent
from domain.referrals.levels.acute import acute_since
from domain.shared import CaseId, ChildId, Erased, OrganisationId, PersonId, RequestId

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Teaching:
    """The child's class today, who teaches it and may know of the danger, and who may not."""

    class_id: OrganisationId | None
    teachers: frozenset[PersonId]
    kept_out: frozenset[PersonId] = frozenset()


def red_since(case: OpenCase) -> Recorded[object] | None:
    """Return the event since which a case is red, None where it is not."""
    stream = referrals_stream(case.concern.case_id)
    own = (each for each in case.history.recorded if each.stream == stream)
    return acute_since((each, cast("ReferralsEvent", each.fact)) for each in own)


def told_of(case: OpenCase, cause_id: UUID) -> tuple[ClassTeacherTold, ...]:
    """Return what was said to class teachers since an event by which a case is red."""
    facts = (each.fact for each in case.history.recorded)
    return tuple(e for e in facts if isinstance(e, ClassTeacherTold) and e.cause_id == cause_id)


def teaching(ledger: Ledger, case: OpenCase, now: datetime, *, surely: bool = False) -> Teaching:
    """Return who teaches the child today and is kept out of nothing that concerns it.

    Where what decides it cannot be read, they may not know; `surely` raises that: for what is
    settled for good.

    Raises: Unavailable while that cannot be told; Unreadable or RecordDamaged with `surely`.
    """
    class_id = _class_of(ledger, case, surely=surely)
    if class_id is None:
        return Teaching(None, frozenset())
    posts = ledger.access.posts_at([class_id], local_day(now))
    # Who is kept out by a post is so in a class to which the child came since, too.
    here = replace(case, chain=case.chain | chain_of(ledger, [class_id]))
    try:
        elsewhere = kept_out_elsewhere(ledger, case, posts, now)
    except (RecordDamaged, Unreadable):
        if surely:
            raise
        # Nobody knows whom it names.
        elsewhere = frozenset(each.person_id for each in posts)
    out = all_kept_out(ledger, here, now) | elsewhere
    return Teaching(class_id, class_teachers(posts, class_id, out), out)


def has_read(case: OpenCase, cause_id: UUID, person_id: PersonId) -> bool:
    """Return whether somebody said that they read of a danger."""
    facts = (each.fact for each in case.history.recorded)
    read = (each for each in facts if isinstance(each, RiskNoticeRead))
    return any((each.cause_id, each.read_by) == (cause_id, person_id) for each in read)


def danger_told(case: OpenCase, person_id: PersonId) -> UUID | None:
    """Return since which event it is red, where a person was told of it, whatever came since."""
    cause = red_since(case)
    if cause is None or person_id not in still_told(told_of(case, cause.event_id)):
        return None
    return cause.event_id


def is_told(ledger: Ledger, case: OpenCase, person_id: PersonId, now: datetime) -> bool:
    """Return whether a person may read of the danger: it holds, they teach the child and were told.

    Raises: Unavailable.
    """
    if danger_told(case, person_id) is None:
        return False
    return person_id in teaching(ledger, case, now).teachers


def tell_class_teachers(
    ledger: Ledger,
    actor: Actor,
    case_id: CaseId,
    now: datetime,
    reachable: Reachable,
) -> bool:
    """Record which class teachers are told now, or that nobody can be; False where all was said.

    What goes outside follows from that fact by itself.

    Raises: NotFound, Unreadable, Unavailable; StreamMoved when the case did meanwhile.
    """
    case = open_case(ledger, case_id)
    told = _telling(ledger, case, now, reachable)
    if told is None:
        return False
    streams = (alerts_stream(case_id), referrals_stream(case_id))
    alerts, _ = streams
    version = case.history.versions[alerts]
    commit = Commit(
        facts=(told,),
        expected={each: case.history.versions[each] for each in streams},
        request_id=RequestId(uuid5(told.cause_id, f"class teacher/{version}")),
        actor_id=actor.person_id,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
    )
    ledger.log.append(commit)
    return True


def tell_all_class_teachers(ledger: Ledger, actor: Actor, now: datetime, said: SaidLately) -> int:
    """Tell who came to a class since its pupil is in danger, and return of how many cases.

    Raises: Unavailable when it cannot be told who is on duty, or the log cannot take it.
    """
    told = 0
    untellable: dict[UUID, str] = {}
    for case_id in ledger.risk_notices.acute():
        try:
            told += tell_class_teachers(ledger, actor, case_id, now, ledger.reachable)
        except (NotFound, StreamMoved):
            continue  # Erased; or it moved meanwhile, and the next round looks again.
        except (Unreadable, RecordDamaged) as error:
            untellable[case_id] = type(error).__name__
    if told:
        ledger.catch_up()
    for case, trouble in said.news_of("class teacher", untellable, now):
        logger.error("class teacher of case %s not told: %s", case, trouble)
    return told


def _telling(
    ledger: Ledger, case: OpenCase, now: datetime, reachable: Reachable
) -> ClassTeacherTold | None:
    cause = red_since(case)
    if cause is None:
        return None
    found = teaching(ledger, case, now)
    told_ids = to_tell(reachable(found.teachers), told_of(case, cause.event_id))
    if told_ids is None:
        return None
    return ClassTeacherTold(
        case_id=case.concern.case_id,
        child_id=case.concern.child_id,
        cause_id=cause.event_id,
        class_id=found.class_id,
        told_ids=told_ids,
    )


def _class_of(ledger: Ledger, case: OpenCase, *, surely: bool) -> OrganisationId | None:
    """Return the child's class by its file, else as it was told with the worry."""
    child_id = ChildId(case.concern.child_id)
    try:
        history = ledger.log.load([care_stream(child_id)])
    except Unreadable:
        if surely:
            raise
        return case.concern.class_id
    care = None if isinstance(history, Erased) else care_state(history, child_id)
    if care is None or not care.opened or care.schooling is None:
        return case.concern.class_id
    return care.schooling.class_id


def kept_out_elsewhere(
    ledger: Ledger, case: OpenCase, posts: tuple[DutyRow, ...], now: datetime
) -> frozenset[PersonId]:
    """Return who of these posts is kept out of any case or report of harm of the child.

    Raises: Unavailable; Unreadable.
    """
    child_id, people = ChildId(case.concern.child_id), [each.person_id for each in posts]
    out = frozenset(ledger.grants.kept_out(child_id, people, now))
    for report_id in ledger.reports.of_child(child_id):
        try:
            out |= suspects_of(ledger, open_report(ledger, report_id), posts)
        except NotFound:
            continue  # Erased since it was listed: it names nobody any more.
    return out
