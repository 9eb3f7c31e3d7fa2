"""Gives the county word of each orange case, also where nobody there has to act.

Of a red one those on duty there are told at once, as somebody who may act: then they know. Of an
orange one they have word when somebody finds the level, or before nobody found it in time.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import cast
from uuid import uuid5

from application.crisis.cases.cases import OpenCase, all_kept_out, open_case
from application.crisis.telling.followers import FOLLOWER, answer_or_wait, rows_alone
from application.crisis.telling.outside import alerts_to
from application.ports import Actor, Commit, Context, Ledger, Reachable, Recorded
from application.states import alerts_stream, referrals_stream
from domain.alerts.facts import ConcernAlerted
from domain.alerts.rules import ELSEWHERE
from domain.alerts.word_facts import CountyTold
from domain.alerts.words_given import BY_WORD, county_knows, county_people
from domain.clocks.course import provisional_level
from domain.clocks.facts import Step, StepDueSoon, StepOverdue
from domain.days import local_day
from domain.errors import NotFound
from domain.referrals.facts import ConcernRaised
from domain.referrals.family.guardian_facts import EmergencyEscortStarted
from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel, LevelDropConfirmed
from domain.shared import RequestId

GRAVE_CAUSES = (CrisisAssessed, StepDueSoon, StepOverdue)
"""The facts by which it may be known that a case is orange."""

_Cause = CrisisAssessed | StepDueSoon | StepOverdue


def give_county_word(
    ledger: Ledger, actor: Actor, cause: Recorded[object], now: datetime, reachable: Reachable
) -> None:
    """Record who of the county has word of an orange case; once, whoever does it.

    What goes outside follows from that fact by itself.

    Raises: StreamMoved when another process did it, or the case moved, meanwhile; Unavailable
    while it cannot be told who is on duty; WrittenByNewerProgram; Unreadable.
    """
    fact = cause.fact
    if not isinstance(fact, GRAVE_CAUSES) or fact.level is not BY_WORD:
        return
    try:
        case = open_case(ledger, fact.case_id)
        if not _tells_of_it(case, fact) or _is_known(ledger, case):
            return
        told = _told(ledger, case, cause, now, reachable)
        ledger.log.append(_commit(ledger, actor, case, told, now))
    except NotFound:
        return  # The child was erased, or the worry is about another child.


def send_county_word(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    _reachable: Reachable,
    *,
    follower: str = FOLLOWER,
) -> None:
    """Record the rows of what goes out to who of the county has word; once.

    Raises: as `answer_or_wait`.
    """
    told = cause.fact
    if not isinstance(told, CountyTold):
        raise TypeError("nobody of the county is told by this fact")
    case_id, told_ids = told.case_id, told.told_ids

    def made() -> Commit:
        # It may wait until the morning: no minutes are said.
        alerts = alerts_to(ledger, cause.event_id, case_id, told_ids, None, shared_is_closed=True)
        return rows_alone(actor, cause, now, alerts, follower=follower)

    answer_or_wait(ledger, actor, cause, now, made, follower=follower)


def _tells_of_it(case: OpenCase, fact: _Cause) -> bool:
    """Return whether a case is orange by a fact, and nobody found it milder or graver since."""
    if case.state.is_over or fact.level is not BY_WORD:
        return False
    if isinstance(fact, CrisisAssessed):
        return case.state.level is BY_WORD
    return fact.step is Step.ASSESSED and case.state.assessed is None


def _is_known(ledger: Ledger, case: OpenCase) -> bool:
    """Return whether the county knows; what rises again after it fell to yellow is news again."""
    recorded = case.history.recorded
    fell = [each for each in recorded if isinstance(each.fact, LevelDropConfirmed)]
    if fell and cast("LevelDropConfirmed", fell[-1].fact).level is BY_WORD:
        return True  # It knew of a graver one, and this is what was left of that.
    since = fell[-1].position if fell else 0
    later = [each for each in recorded if each.position > since]
    known = [each.fact for each in later if isinstance(each.fact, CountyTold)]
    return county_knows(BY_WORD, (*known, *_told_as_alert(ledger, case, later)))


def _told_as_alert(
    ledger: Ledger, case: OpenCase, recorded: Sequence[Recorded[object]]
) -> Iterator[CountyTold]:
    """Yield, as word of its level, that somebody of the county was told of the case itself."""
    causes = {each.event_id: each for each in case.history.recorded}
    for each in recorded:
        alert = each.fact
        cause = causes.get(alert.cause_id) if isinstance(alert, ConcernAlerted) else None
        level = _level_of(ledger, cause) if cause else None
        if level is None or not isinstance(alert, ConcernAlerted):
            continue
        yield CountyTold(
            case_id=alert.case_id,
            child_id=alert.child_id,
            cause_id=alert.cause_id,
            level=level,
            told_ids=tuple(e.person_id for e in alert.addressees if e.role in ELSEWHERE),
        )


def _level_of(ledger: Ledger, cause: Recorded[object]) -> CrisisLevel | None:
    """Return as how grave the case was told of because of a fact, None where that is not told."""
    match cause.fact:
        case ConcernRaised():
            return provisional_level(cause.fact, ledger.rulebook.at(cause.recorded_at))
        case CrisisAssessed():
            return cause.fact.level
        case EmergencyEscortStarted():
            return CrisisLevel.RED
        case _:
            return None


def _told(
    ledger: Ledger,
    case: OpenCase,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
) -> CountyTold:
    posts = ledger.access.posts_at(case.chain, local_day(now))
    asked = {each.person_id for each in posts if each.role in ELSEWHERE}
    out = all_kept_out(ledger, case, now)
    return CountyTold(
        case_id=case.concern.case_id,
        child_id=case.concern.child_id,
        cause_id=cause.event_id,
        level=BY_WORD,
        told_ids=county_people(posts, kept_out_ids=out, reachable=reachable(asked)),
    )


def _commit(
    ledger: Ledger, actor: Actor, case: OpenCase, told: CountyTold, now: datetime
) -> Commit:
    streams = (alerts_stream(told.case_id), referrals_stream(told.case_id))
    return Commit(
        facts=(told,),
        expected={each: case.history.versions[each] for each in streams},
        request_id=RequestId(uuid5(told.cause_id, "county")),
        actor_id=actor.person_id,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
    )
