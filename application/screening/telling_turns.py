"""Gives word to whoever's turn it became to talk with a pupil: once, and only that something waits.

A result is no alarm: nobody is called for it, and many that came together are one word.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from application.authorisation.permission import Standings, standings_of
from application.authorisation.places import places_by_duty
from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.delivering import Due, Message, Withheld, to_person
from application.crisis.telling.outside import alerts_to
from application.crisis.telling.same_address import Address
from application.oncall.publishing import on_call_facts, on_call_stream
from application.ports import (
    Actor,
    Commit,
    Context,
    FollowUp,
    History,
    Ledger,
    StreamMoved,
    Unreadable,
)
from application.said_lately import SaidLately
from application.screening.interviews import school_places, without_involved
from application.screening.turns import in_turn, turns_with
from domain.access.table import Request as Asking
from domain.alerts.outside import words_of_talk
from domain.alerts.weekly import is_time_for_word
from domain.oncall.facts import InterviewTurnsTold
from domain.oncall.state import turns_told
from domain.shared import CaseId, Erased, OrganisationId, PersonId, RequestId, ScreeningId
from domain.staff.facts import OrganisationKind, Role

FOLLOWER = "turns/"
"""So begins the name under which it is counted how often that was told at a school; permanent."""
AT_ONCE = 500
"""So many leads are told in one fact: it protects storage, so it is no policy."""
logger = logging.getLogger(__name__)

_Turns = dict[tuple[Role, tuple[PersonId, ...]], list[ScreeningId]]


def tell_of_turns(ledger: Ledger, actor: Actor, now: datetime, said: SaidLately) -> int:
    """Tell everybody whose turn it became, on working days; return at how many schools.

    Raises: Unavailable.
    """
    hour, told = ledger.rules.on_call.week_told_hour, 0
    if not is_time_for_word(now, ledger.clocks.calendar, hour):
        return told
    unread: dict[UUID, str] = {}
    for school in ledger.directory.of_kind(OrganisationKind.SCHOOL):
        try:
            told += _tell_at(ledger, actor, school.organisation_id, now)
        except StreamMoved:
            continue  # Another process told it, or somebody is on call anew; the next round looks.
        except Unreadable as error:
            unread[school.organisation_id] = type(error).__name__
    for school_id, trouble in said.news_of("turns", unread, now):
        logger.error("whose turn it is at school %s is not told: %s", school_id, trouble)
    return told


def may_talk_now(ledger: Ledger, standings: Standings, now: datetime) -> bool:
    """Return whether it is somebody's turn to talk with any pupil: that alone, so no reading.

    Raises: Unavailable.
    """
    if not standings.allow(Asking.READ_SCREENING):
        return False
    own, actor = school_places(standings, now), standings.actor
    beside = places_by_duty(standings, Asking.READ_SCREENING, now) - own
    if own and without_involved(ledger, actor, ledger.screenings.waiting(own), now):
        return True
    further = ledger.screenings.waiting(beside) if beside else ()
    return bool(in_turn(ledger, actor, further, now))


def turns_matter(person_id: PersonId) -> CaseId:
    """Return by which name messages and screens call the talks of somebody: they are no case."""
    return CaseId(uuid5(person_id, "turns"))


def turns_message(
    ledger: Ledger, address: Address, due: Due, leads: Leads, now: datetime
) -> Message | Withheld | None:
    """Return what is to be sent of somebody's turn, or why nothing is; None for other messages.

    Raises: Unreadable; Unavailable.
    """
    if due.case_id != turns_matter(due.person_id):
        return None
    actor = Actor(person_id=due.person_id)
    if not may_talk_now(ledger, standings_of(ledger, actor, now), now):
        return Withheld.DONE
    return to_person(ledger, address, due, words_of_talk(leads.desk))


def _tell_at(ledger: Ledger, actor: Actor, school_id: OrganisationId, now: datetime) -> bool:
    rows = ledger.screenings.waiting((school_id,))
    if not rows:
        return False
    loaded = ledger.log.load([on_call_stream(school_id)])
    history = History((), {}) if isinstance(loaded, Erased) else loaded
    known = turns_told(on_call_facts(history, school_id))
    turns = turns_with(ledger, actor, list({each.child_id: None for each in rows}), now)
    able = ledger.reachable({who for turn in turns.values() if turn for who in turn.people})
    new: _Turns = defaultdict(list)
    for row in rows:
        turn = turns[row.child_id]
        people = turn.people & able if turn else frozenset()
        untold = tuple(sorted(e for e in people if (e, row.screening_id) not in known))
        if turn and untold:
            new[turn.role, untold].append(row.screening_id)
    if not new:
        return False
    version = history.versions.get(on_call_stream(school_id), 0)
    ledger.log.append(_commit(ledger, actor, list(_facts(school_id, new)), version, now))
    return True


def _facts(school_id: OrganisationId, new: _Turns) -> Iterator[InterviewTurnsTold]:
    for (role, people), screening_ids in new.items():
        for start in range(0, len(screening_ids), AT_ONCE):
            yield InterviewTurnsTold(
                organisation_id=school_id,
                role=role,
                screening_ids=tuple(screening_ids[start : start + AT_ONCE]),
                told_ids=people,
            )


def _commit(
    ledger: Ledger, actor: Actor, facts: Sequence[InterviewTurnsTold], version: int, now: datetime
) -> Commit:
    """Return the facts with the rows that wake the screens and queue a word to each, once."""
    school_id = facts[0].organisation_id
    request_id = RequestId(uuid5(school_id, f"turns/{version + 1}"))
    people = sorted({each for fact in facts for each in fact.told_ids})
    alerts = [
        alert
        for each in people
        for alert in alerts_to(
            ledger, request_id, turns_matter(each), [each], None, shared_is_closed=True
        )
    ]
    return Commit(
        facts=facts,
        expected={on_call_stream(school_id): version},
        request_id=request_id,
        actor_id=actor.person_id,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
        follows=FollowUp(follower=f"{FOLLOWER}{school_id}", position=version + 1, alerts=alerts),
    )
