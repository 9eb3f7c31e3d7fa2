"""Who is told of broken glass: whoever supervises its user, and the privacy officers."""

from dataclasses import replace
from typing import NamedTuple

from domain.grants.telling import Told, told_above, told_of
from domain.shared import PersonId
from tests.domain.grants.examples import DOCTOR, HEAD, KEEPER, OFFICER
from tests.examples import example_id

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


TOWN, BUREAU = Held(DOCTOR, "township_supervisor"), Held(OFFICER, "bureau_officer")


def above(*posts: Held, out: frozenset[PersonId] = frozenset(), beyond: int = 0) -> Told:
    user = PersonId(example_id(135))
    return told_above(posts, posts, user=user, kept_out=out, beyond=beyond)


def test_of_what_nobody_did_those_next_above_are_told_and_every_privacy_officer() -> None:
    assert above(SCHOOL_HEAD, TOWN, COUNTY, PRIVACY) == replace(BOTH, supervisor_ids=(DOCTOR,))
    assert above(SCHOOL_HEAD, COUNTY, PRIVACY) == replace(BOTH, supervisor_ids=(OFFICER,))
    assert above(TOWN, BUREAU) == Told(supervisor_ids=(OFFICER,))


def test_where_nobody_stands_above_the_highest_are_told_once_more() -> None:
    assert above(SCHOOL_HEAD, PRIVACY) == BOTH
    assert above() == Told()


def test_whoever_may_be_involved_and_whoever_stands_too_low_is_not_told() -> None:
    assert above(SCHOOL_HEAD, TOWN, COUNTY, out=frozenset({DOCTOR})) == Told(
        supervisor_ids=(OFFICER,)
    )
    assert above(SCHOOL_HEAD, TOWN, COUNTY, beyond=2) == Told(supervisor_ids=(OFFICER,))
    assert above(SCHOOL_HEAD, TOWN, beyond=2) == Told()
