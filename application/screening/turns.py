"""Who talks with a pupil: a psychology teacher, else the next in line who is not kept out.

A result is no alarm: the pupil stands on their list, and `telling_turns.py` gives word of it once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from application.authorisation.recusal import recused_among
from application.ports import Actor, Ledger
from application.reads.discretion import having_cases
from application.rows import DutyRow
from application.screening.lead_rows import LeadDue
from domain.days import local_day
from domain.errors import RecordDamaged
from domain.shared import ChildId, OrganisationId, PersonId
from domain.staff.facts import Role

LINE = (Role.PSYCHOLOGY_TEACHER, Role.HEALTH_VICE_PRINCIPAL, Role.COUNTY_DUTY_OFFICER)


class Turn(NamedTuple):
    """Who may talk with a pupil: all of one role who are not kept out."""

    role: Role
    people: frozenset[PersonId]


def turns_with(
    ledger: Ledger, actor: Actor, children: Collection[ChildId], now: datetime
) -> Mapping[ChildId, Turn | None]:
    """Return who may talk with each of some pupils; None where nobody in line can.

    Posts count at the places of the child and above them. Of whom nobody can tell whether they are
    kept out, they are. However many pupils there are, a question of its own is asked only of each
    of whom there is a case or a report.

    Raises: Unavailable.
    """
    cases = having_cases(ledger, actor, [*children], now)
    places = ledger.screenings.places_of(children)
    everywhere = frozenset[OrganisationId]().union(*places.values())
    at_work: dict[OrganisationId, list[DutyRow]] = {}
    for each in ledger.access.posts_at(everywhere, local_day(now)) if everywhere else ():
        if each.role in LINE:
            at_work.setdefault(each.organisation_id, []).append(each)
    return {
        child_id: _first_free(
            ledger,
            child_id if child_id in cases else None,
            [post for place in places.get(child_id, ()) for post in at_work.get(place, ())],
            now,
        )
        for child_id in children
    }


def is_turn_of(ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime) -> bool:
    """Return whether somebody talks with a pupil by that order. Raises: Unavailable."""
    found = turns_with(ledger, actor, [child_id], now)[child_id]
    return found is not None and actor.person_id in found.people


def in_turn(
    ledger: Ledger, actor: Actor, rows: Iterable[LeadDue], now: datetime
) -> tuple[LeadDue, ...]:
    """Return the leads of those pupils with whom it is somebody's turn to talk.

    Raises: Unavailable.
    """
    found = tuple(rows)
    turns = turns_with(ledger, actor, list({each.child_id: None for each in found}), now)
    theirs = {key for key, turn in turns.items() if turn and actor.person_id in turn.people}
    return tuple(each for each in found if each.child_id in theirs)


def _first_free(
    ledger: Ledger, child_id: ChildId | None, posts: Sequence[DutyRow], now: datetime
) -> Turn | None:
    """Return the first of the line; without a child of a case nobody is kept out."""
    apart: frozenset[PersonId] = frozenset()
    if child_id is not None and posts:
        people = {each.person_id for each in posts}
        try:
            apart = recused_among(ledger, child_id, people, now)
        except RecordDamaged:
            return None
    for role in LINE:
        held = {each.person_id for each in posts if each.role is role} - apart
        if held:
            return Turn(role, frozenset(held))
    return None
