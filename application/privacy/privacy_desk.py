"""The desk of whoever answers for data: what is owed to families and what waits, in one look."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from application.authorisation.grant_lists import AskedList, GrantList, glass_to_review
from application.authorisation.permission import Standings, standings_of
from application.authorisation.places import places_by_duty
from application.ports import Actor, Ledger
from application.privacy.breaches import Breaches, breaches
from application.privacy.due_rows import RightsDue, RightsWaiting, TellingDue
from application.reads.discretion import may_be_involved_in
from application.reads.looking import Names
from application.reads.reading import Look, note_reading
from application.reads.reading_questions import Questions, questions
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.reads.facts import Reading
from domain.shared import ChildId, OrganisationId

NOTHING = Names(people={}, organisations={})


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyDesk:
    """Everything that is due, each part the soonest first; None for what is not this person's.

    `has_more` tells that a list of what is owed to families was cut; `behind` how many facts are
    not in these lists yet.
    """

    rights: tuple[RightsDue, ...]
    tellings: tuple[TellingDue, ...]
    breaches: Breaches
    glass: GrantList | None
    questions: Questions
    has_more: bool
    behind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsToVerify:
    """Requests of which nobody made sure yet who asks, the soonest due first; as above."""

    rights: tuple[RightsDue, ...]
    has_more: bool
    behind: int


def privacy_desk(ledger: Ledger, actor: Actor, read_id: UUID, now: datetime) -> PrivacyDesk:
    """Return what is due; whose children it shows is a reading, recorded first.

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.ANSWER_RIGHTS)
    access = standings.require_reading(Asking.READ_RIGHTS)
    places, size = places_by_duty(standings, Asking.ANSWER_RIGHTS, now), ledger.rules.page_size
    # Asked before the lists: what is folded in between is in them.
    behind = ledger.dues.behind()
    rights = ledger.dues.rights(places, limit=size + 1)
    tellings = _tellings(ledger, actor, places, now)
    look = Look(read_id=read_id, actor=actor, now=now, what=Reading.RIGHTS, access=access)
    note_reading(ledger, look, _children(rights[:size], tellings[:size]))
    return PrivacyDesk(
        rights=rights[:size],
        tellings=tellings[:size],
        breaches=_open_breaches(ledger, standings, now),
        glass=_glass(ledger, standings, uuid5(read_id, "glass"), now),
        questions=questions(ledger, actor, now)
        if standings.allow(Asking.SETTLE_QUESTION)
        else Questions(rows=(), names=NOTHING),
        has_more=len(rights) > size or len(tellings) > size,
        behind=behind,
    )


def waiting_rights(ledger: Ledger, standings: Standings, now: datetime) -> RightsWaiting | None:
    """Return how many requests of families a person has to answer or to verify, and by when.

    Whoever receives them and answers none is told of those alone of which somebody has to make
    sure who asks; None for whoever does neither. Raises: Unavailable.
    """
    askings = (Asking.ANSWER_RIGHTS, Asking.RECEIVE_RIGHTS)
    asking = next((each for each in askings if standings.allow(each)), None)
    if asking is None:
        return None
    return ledger.dues.rights_waiting(
        places_by_duty(standings, asking, now),
        standings.actor.person_id,
        local_day(now),
        only_unproven=asking is Asking.RECEIVE_RIGHTS,
    )


def rights_to_verify(ledger: Ledger, actor: Actor, read_id: UUID, now: datetime) -> RightsToVerify:
    """Return the requests of which somebody has to make sure who asks; the reading is recorded.

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.RECEIVE_RIGHTS)
    access = standings.require_reading(Asking.READ_RIGHTS)
    places, size = places_by_duty(standings, Asking.RECEIVE_RIGHTS, now), ledger.rules.page_size
    behind = ledger.dues.behind()
    found = ledger.dues.rights(places, limit=size + 1, only_unproven=True)
    look = Look(read_id=read_id, actor=actor, now=now, what=Reading.RIGHTS, access=access)
    note_reading(ledger, look, _children(found[:size], ()))
    return RightsToVerify(rights=found[:size], has_more=len(found) > size, behind=behind)


def _tellings(
    ledger: Ledger, actor: Actor, places: frozenset[OrganisationId], now: datetime
) -> tuple[TellingDue, ...]:
    """Return a page of what families are to be told of, and one more where there is more.

    An emergency tells of a case: whoever may be involved is told nothing of it.
    """
    wanted = ledger.rules.page_size + 1
    told: list[TellingDue] = []
    after: TellingDue | None = None
    while len(told) < wanted:
        rows = ledger.dues.tellings(places, limit=wanted, after=after)
        children = tuple(dict.fromkeys(each.child_id for each in rows))
        involved = may_be_involved_in(ledger, actor, children, now)
        told.extend(each for each in rows if each.child_id not in involved)
        if len(rows) < wanted:
            break
        after = rows[-1]
    return tuple(told[:wanted])


def _glass(ledger: Ledger, standings: Standings, read_id: UUID, now: datetime) -> GrantList | None:
    if not standings.allow(Asking.REVIEW_GLASS_BREAK):
        return None
    return glass_to_review(ledger, AskedList(actor=standings.actor, now=now, read_id=read_id))


def _open_breaches(ledger: Ledger, standings: Standings, now: datetime) -> Breaches:
    if not standings.allow(Asking.HANDLE_BREACH):
        return Breaches(breaches=(), names=NOTHING)
    found = breaches(ledger, standings.actor, now)
    still_open = tuple(each for each in found.breaches if each.state.closed is None)
    return replace(found, breaches=still_open)


def _children(rights: Sequence[RightsDue], tellings: Sequence[TellingDue]) -> tuple[ChildId, ...]:
    found = [*(each.child_id for each in rights), *(each.child_id for each in tellings)]
    return tuple(dict.fromkeys(found))
