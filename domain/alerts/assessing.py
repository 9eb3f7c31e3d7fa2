"""Whose it is to assess a pupil: the psychology teachers of the school, else lead and adviser."""

from collections.abc import Sequence

from domain.alerts.facts import Addressee
from domain.alerts.on_call import Post
from domain.alerts.rules import ELSEWHERE, once_each
from domain.staff.facts import Role

_IN_THEIR_STEAD = (Role.CRISIS_LEAD, Role.HEALTH_VICE_PRINCIPAL)


def assessors_of(posts: Sequence[Post]) -> tuple[Addressee, ...]:
    """Return whose it is, of those in post at the child's places and above who may hear of it.

    All psychology teachers of the school; where there is none, or each is kept out, whoever leads
    and advises there, else the first of the county's line. Others may assess all the same: a level
    waits for no expert.
    """
    nearest = [{Role.PSYCHOLOGY_TEACHER}, {*_IN_THEIR_STEAD}, *({each} for each in ELSEWHERE)]
    for roles in nearest:
        found = once_each(each for each in posts if each.role in roles)
        if found:
            return found
    return ()
