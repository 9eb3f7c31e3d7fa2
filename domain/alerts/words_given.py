"""Finds who gets word of a proposal, of a grave level and of an answer: never who is kept out."""

from collections.abc import Iterable, Sequence, Set

from domain.alerts.facts import ClassTeacherTold, RefusalTold
from domain.alerts.on_call import Post
from domain.alerts.rules import ELSEWHERE
from domain.alerts.word_facts import CountyTold, SecondPersonTold
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.levels.level_state import is_more_severe
from domain.shared import PersonId
from domain.staff.facts import Role

WordOfCase = ClassTeacherTold | SecondPersonTold | CountyTold | RefusalTold
"""By which people know something of a case without being told to answer for it."""

AT_THE_SCHOOL = frozenset({Role.CRISIS_LEAD, Role.PSYCHOLOGY_TEACHER})
"""Who is asked first whether they agree: they know the child."""

IN_THE_COUNTY = frozenset({Role.COUNTY_DUTY_OFFICER})
"""Who is asked where nobody nearer can be."""

BY_WORD = CrisisLevel.ORANGE
"""Of these cases the county has word; of a red one it is told at once, as somebody who may act."""


def second_people(
    posts: Sequence[Post],
    *,
    standing_in: Set[PersonId],
    may_agree: Set[Role],
    not_these: Set[PersonId],
    reachable: Set[PersonId],
) -> tuple[PersonId, ...]:
    """Return who has word that something waits for them: the nearest of those who may agree.

    All of the school who may, else all on duty in the county, else those `standing_in` to whom
    the case is open. `not_these` are whoever proposed it and everybody who is kept out.
    """
    free = [e for e in posts if e.person_id in reachable and e.person_id not in not_these]
    for nearest in (AT_THE_SCHOOL & may_agree, IN_THE_COUNTY & may_agree):
        found = {each.person_id for each in free if each.role in nearest}
        if found:
            return tuple(sorted(found))
    return tuple(sorted({each.person_id for each in free} & standing_in))


def county_people(
    posts: Sequence[Post], *, kept_out_ids: Set[PersonId], reachable: Set[PersonId]
) -> tuple[PersonId, ...]:
    """Return who has word of a case: all on duty in the county, else the next of its line.

    Those see numbers alone, unless the case was brought to them: they know whom to call.
    """
    free = [e for e in posts if e.person_id in reachable and e.person_id not in kept_out_ids]
    for role in ELSEWHERE:
        found = {each.person_id for each in free if each.role is role}
        if found:
            return tuple(sorted(found))
    return ()


def county_knows(level: CrisisLevel, before: Iterable[CountyTold]) -> bool:
    """Return whether the county had word of a case at this level before, or of a graver one."""
    return any(each.told_ids and not is_more_severe(level, each.level) for each in before)
