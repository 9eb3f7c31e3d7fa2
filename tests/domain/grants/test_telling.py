"""Who is told of broken glass: whoever supervises its user, and the privacy officers."""

from dataclasses import replace
from typing import NamedTuple

from domain.grants.telling import Told, told_of
from domain.shared import PersonId
from tests.domain.grants.examples import DOCTOR, HEAD, KEEPER, OFFICER

BOTH = Told(supervisor_ids=(HEAD,), privacy_officer_ids=(KEEPER,))


class Held(NamedTuple):
    person_id: PersonId
    role: str


def told(*posts: Held, user: PersonId = DOCTOR, out: frozenset[PersonId] = frozenset()) -> Told:
    return told_of(posts, posts, user=user, kept_out=out)


SCHOOL_HEAD, COUNTY = Held(HEAD, "school_leader"), Held(OFFICER, "county_officer")
PRIVACY = Held(KEEPER, "privacy_officer")


def test_the_nearest_supervisor_and_every_privacy_officer_are_told() -> None:
    assert told(SCHOOL_HEAD, COUNTY, PRIVACY) == BOTH
    assert told(COUNTY, PRIVACY) == replace(BOTH, supervisor_ids=(OFFICER,))
    assert told(SCHOOL_HEAD) == replace(BOTH, privacy_officer_ids=())


def test_nobody_is_told_of_their_own_access_but_whoever_stands_above() -> None:
    assert told(SCHOOL_HEAD, COUNTY, user=HEAD) == Told(supervisor_ids=(OFFICER,))
    assert told(PRIVACY, user=KEEPER) == Told()


def test_where_nobody_supervises_the_user_those_at_the_place_of_the_child_are_told() -> None:
    assert told_of((), (SCHOOL_HEAD, COUNTY), user=DOCTOR, kept_out=frozenset()) == Told(
        supervisor_ids=(HEAD,)
    )


def test_whoever_may_be_involved_is_not_told() -> None:
    posts = (SCHOOL_HEAD, COUNTY, PRIVACY)
    assert told(*posts, out=frozenset({HEAD, KEEPER})) == Told(supervisor_ids=(OFFICER,))
