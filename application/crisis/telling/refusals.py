"""Tells offices outside school that the family of a child in acute danger refuses help for it.

What they are told is that alone: the page is in application/crisis/reading/refusal_notices.py.
Whoever may be involved, by whichever case or report of the child, is never told. Each minute it is
looked for, so that a death between two lines, a level that rose or a post that was filled leaves
nobody untold.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast
from uuid import UUID, uuid5

from application.crisis.cases.cases import OpenCase, all_kept_out, chain_of, open_case
from application.crisis.telling.class_teachers import kept_out_elsewhere
from application.crisis.telling.followers import FOLLOWER, answer_or_wait, rows_alone
from application.crisis.telling.outside import alerts_to
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
from application.rows import DutyRow
from application.said_lately import SaidLately
from application.states import alerts_stream, care_state, care_stream, referrals_stream
from domain.alerts.facts import RefusalTold
from domain.alerts.outside import minutes_to_take
from domain.alerts.refusals import MAY_KNOW, offices_to_tell
from domain.days import local_day
from domain.errors import NotFound, RecordDamaged
from domain.referrals.facts import ReferralsEvent
from domain.referrals.family.refusing import refused_in_danger
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import CaseId, ChildId, Erased, OrganisationId, PersonId, RequestId

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Offices:
    """Who holds a post today that may have word of a refusal, and who may not all the same."""

    posts: tuple[DutyRow, ...]
    kept_out: frozenset[PersonId]

    def of(self, person_id: PersonId) -> tuple[DutyRow, ...]:
        """Return the posts by which somebody may read of it."""
        free = person_id not in self.kept_out
        return tuple(each for each in self.posts if free and each.person_id == person_id)


def refused_since(case: OpenCase) -> Recorded[object] | None:
    """Return the refusal by which a child in acute danger goes without help, None without one."""
    stream = referrals_stream(case.concern.case_id)
    own = (each for each in case.history.recorded if each.stream == stream)
    return refused_in_danger((each, cast("ReferralsEvent", each.fact)) for each in own)


def told_of_refusal(case: OpenCase, cause_id: UUID) -> tuple[RefusalTold, ...]:
    """Return what was said to offices of one refusal."""
    facts = (each.fact for each in case.history.recorded)
    return tuple(e for e in facts if isinstance(e, RefusalTold) and e.cause_id == cause_id)


def refusal_told(case: OpenCase, person_id: PersonId) -> UUID | None:
    """Return of which refusal a person was told, where it stands still; whatever came since."""
    cause = refused_since(case)
    if cause is None:
        return None
    told = told_of_refusal(case, cause.event_id)
    return cause.event_id if any(person_id in each.told_ids for each in told) else None


def offices_of(ledger: Ledger, case: OpenCase, now: datetime) -> Offices:
    """Return the offices where the child lives, else those of its school, and who is kept out.

    Raises: Unavailable; Unreadable or RecordDamaged where it cannot be told who may be involved.
    """
    home = chain_of(ledger, _village_of(ledger, case))
    posts = _posts(ledger, home, now) or _posts(ledger, case.chain, now)
    out = all_kept_out(ledger, replace(case, chain=case.chain | home), now)
    return Offices(posts, out | kept_out_elsewhere(ledger, case, posts, now))


def is_told_of_refusal(ledger: Ledger, case: OpenCase, person_id: PersonId, now: datetime) -> bool:
    """Return whether a person may read of a refusal: it stands, they were told and are in post.

    Raises: as `offices_of`.
    """
    if refusal_told(case, person_id) is None:
        return False
    return bool(offices_of(ledger, case, now).of(person_id))


def tell_offices(
    ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime, reachable: Reachable
) -> bool:
    """Record who of offices is told of a refusal now, or that nobody can be; False where all was.

    What goes outside follows from that fact by itself.

    Raises: NotFound, Unreadable, RecordDamaged, Unavailable; StreamMoved when the case did.
    """
    case = open_case(ledger, case_id)
    cause = refused_since(case)
    if cause is None:
        return False
    before, found = told_of_refusal(case, cause.event_id), offices_of(ledger, case, now)
    people = reachable({each.person_id for each in found.posts})
    telling = offices_to_tell(found.posts, before, kept_out_ids=found.kept_out, reachable=people)
    if telling is None:
        return False
    told, gaps = telling
    said = RefusalTold(
        case_id=case_id,
        child_id=case.concern.child_id,
        cause_id=cause.event_id,
        told=told,
        gaps=gaps,
    )
    ledger.log.append(_commit(ledger, actor, case, said, now))
    return True


def tell_all_offices(ledger: Ledger, actor: Actor, now: datetime, said: SaidLately) -> int:
    """Tell offices of each refusal that nobody was told of yet, and return of how many cases.

    Raises: Unavailable when it cannot be told who is on duty, or the log cannot take it.
    """
    told = 0
    untellable: dict[UUID, str] = {}
    for case_id in ledger.risk_notices.acute():
        try:
            told += tell_offices(ledger, actor, case_id, now, ledger.reachable)
        except (NotFound, StreamMoved):
            continue  # Erased; or it moved meanwhile, and the next round looks again.
        except (Unreadable, RecordDamaged) as error:
            untellable[case_id] = type(error).__name__
    if told:
        ledger.catch_up()
    for case, trouble in said.news_of("refusal", untellable, now):
        logger.error("refusal in case %s not told to offices: %s", case, trouble)
    return told


def send_to_offices(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    _reachable: Reachable,
    *,
    follower: str = FOLLOWER,
) -> None:
    """Record the rows of what goes out to offices that were told; once. Raises: as below it."""
    told = cause.fact
    if not isinstance(told, RefusalTold):
        raise TypeError("no office was told by this fact")
    case_id, told_ids = told.case_id, told.told_ids

    def made() -> Commit:
        minutes = minutes_to_take(CrisisLevel.RED, ledger.rules)
        # Nobody knows who else reads along in a group.
        alerts = alerts_to(
            ledger, cause.event_id, case_id, told_ids, minutes, shared_is_closed=True
        )
        return rows_alone(actor, cause, now, alerts, follower=follower)

    answer_or_wait(ledger, actor, cause, now, made, follower=follower)


def _commit(
    ledger: Ledger, actor: Actor, case: OpenCase, said: RefusalTold, now: datetime
) -> Commit:
    alerts, referrals = alerts_stream(said.case_id), referrals_stream(said.case_id)
    version = case.history.versions[alerts]
    return Commit(
        facts=(said,),
        expected={each: case.history.versions[each] for each in (alerts, referrals)},
        request_id=RequestId(uuid5(said.cause_id, f"offices/{version}")),
        actor_id=actor.person_id,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
    )


def _posts(ledger: Ledger, chain: frozenset[OrganisationId], now: datetime) -> tuple[DutyRow, ...]:
    posts = ledger.access.posts_at(chain, local_day(now)) if chain else ()
    return tuple(each for each in posts if each.role in MAY_KNOW)


def _village_of(ledger: Ledger, case: OpenCase) -> tuple[OrganisationId, ...]:
    """Return where the child lives by its file, else as it was told with the worry."""
    child_id = ChildId(case.concern.child_id)
    told = (case.concern.village_id,) if case.concern.village_id else ()
    try:
        history = ledger.log.load([care_stream(child_id)])
    except Unreadable:
        return told
    care = None if isinstance(history, Erased) else care_state(history, child_id)
    if care is None or not care.opened or care.residence is None:
        return told
    return (care.residence.village_id,)
