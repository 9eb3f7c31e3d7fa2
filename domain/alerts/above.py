"""Who stands above somebody who may be involved: nobody below them is left alone with a child."""

from collections.abc import Iterable, Mapping, Sequence, Set
from types import MappingProxyType

from domain.alerts.on_call import Post
from domain.referrals.facts import ConcernRaised
from domain.referrals.situations import Involved
from domain.shared import PersonId
from domain.staff.facts import Role

ELSEWHERE = (Role.COUNTY_DUTY_OFFICER, Role.COUNTY_OFFICER, Role.BUREAU_OFFICER)
"""The line of the county: beside a school in danger, and for what is told of no one place."""

OUT_OF_SCHOOL = (
    *(Role.TOWNSHIP_SUPERVISOR, Role.COUNTY_DUTY_OFFICER),
    *(Role.CIVIL_AFFAIRS_OFFICER, Role.HEALTH_OFFICER),
    *(Role.COUNTY_OFFICER, Role.BUREAU_OFFICER),
)
"""Who answers for a child who belongs to no school: who is near, who is awake, whose task it is."""

OFFICES = frozenset(OUT_OF_SCHOOL) - frozenset(ELSEWHERE)
"""Those of them to whom no case of a child at a school is ever opened by their post."""

_BUREAU = (Role.BUREAU_OFFICER,)

_OVER_KIND: Mapping[Involved, Sequence[Role]] = MappingProxyType(
    {Involved.SCHOOL_LEADER: ELSEWHERE, Involved.OFFICIAL: _BUREAU}
)
"""An official may be of the county: then the city's bureau is the first that is not below."""

_OVER_POST: Mapping[Role, Sequence[Role]] = MappingProxyType(
    {
        Role.SCHOOL_LEADER: ELSEWHERE,
        Role.TOWNSHIP_SUPERVISOR: ELSEWHERE,
        **dict.fromkeys(
            (
                *(Role.COUNTY_DUTY_OFFICER, Role.COUNTY_OFFICER, Role.CIVIL_AFFAIRS_OFFICER),
                *(Role.EDUCATION_OFFICER, Role.HEALTH_OFFICER),
            ),
            _BUREAU,
        ),
    }
)
"""Over an officer of the bureau nobody here stands: the police are called besides."""


def is_for_offices(concern: ConcernRaised | None) -> bool:
    """Return whether a child is told to live in a village and be at no school.

    Of whom no place is told, or nothing can be read, it may be a pupil. Where an official may be
    involved nobody knows of which office: the county answers, and the bureau above it.
    """
    if concern is None or Involved.OFFICIAL in concern.involved:
        return False
    return concern.village_id is not None and concern.school_id is concern.class_id is None


def lines_above(
    involved: Iterable[Involved], out: Set[PersonId], posts: Iterable[Post]
) -> tuple[Sequence[Role], ...]:
    """Return the lines to be told besides, each from its first, of whoever may be involved.

    By what they are to the child and, where they are named, by the posts that they hold at its
    places and above; `out` are all who are kept out.
    """
    kinds = frozenset(involved) & _OVER_KIND.keys()
    by_kind = (_OVER_KIND[each] for each in Involved if each in kinds)
    held = {each.role for each in posts if each.person_id in out}
    by_post = (_OVER_POST[each] for each in Role if each in held & _OVER_POST.keys())
    return tuple(dict.fromkeys((*by_kind, *by_post)))
