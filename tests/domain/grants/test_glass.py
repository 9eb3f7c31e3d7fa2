"""The glass is broken for one child and an hour, told at once, closed early, and reviewed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.grants.facts import (
    AccessReasonWritten,
    AccessRevoked,
    GlassBreakReviewed,
    GlassClosed,
    GlassReason,
    GrantsEvent,
    RevocationReason,
    Verdict,
)
from domain.grants.glass import (
    Answer,
    Breaking,
    break_glass,
    close_glass,
    review_glass_break,
)
from domain.grants.state import (
    NO_GRANTS,
    BreakGlass,
    CloseGlass,
    GrantsState,
    ReviewGlassBreak,
    fold,
)
from domain.grants.telling import Told
from domain.shared import GrantId, PersonId
from tests.domain.grants.examples import (
    BREAK,
    BROKEN,
    COUNTED,
    DOCTOR,
    GLASS,
    GLASS_REASON,
    GRANTS,
    HEAD,
    IN_AN_HOUR,
    KEEPER,
    OFFICER,
    OTHER_GRANT,
    REQUESTED,
)
from tests.examples import CHILD, NOW, OTHER_CHILD, RULES, example_id
from tests.spec import Rule

TOLD = Told(supervisor_ids=(HEAD,), privacy_officer_ids=(KEEPER,))
BREAKING = Breaking(by=DOCTOR, at=NOW, told=TOLD)
CLOSE = CloseGlass(child_id=CHILD, grant_id=GLASS)
CLOSED = GlassClosed(child_id=CHILD, grant_id=GLASS, closed_by=DOCTOR)
REVIEW = ReviewGlassBreak(child_id=CHILD, grant_id=GLASS, verdict=Verdict.COMPLIANT)
REVIEWED = GlassBreakReviewed(
    child_id=CHILD, grant_id=GLASS, reviewed_by=HEAD, verdict=Verdict.COMPLIANT
)


def breaking(
    request: BreakGlass = BREAK,
    using: Breaking = BREAKING,
    of_person: GrantsState = NO_GRANTS,
) -> Rule[GrantsState, GrantsEvent]:
    def rule(state: GrantsState) -> Answer:
        return break_glass(state, of_person, request, using, rules=RULES)

    return rule


def closing(by: PersonId = DOCTOR, at: datetime = NOW) -> Rule[GrantsState, GrantsEvent]:
    return lambda state: close_glass(state, CLOSE, by=by, at=at)


def reviewing(
    request: ReviewGlassBreak = REVIEW,
    by: PersonId = HEAD,
    at: datetime = IN_AN_HOUR,
    kept_out: frozenset[PersonId] = frozenset(),
) -> Rule[GrantsState, GrantsEvent]:
    return lambda state: review_glass_break(state, request, by=by, at=at, kept_out=kept_out)


# ── breaking ─────────────────────────────────────────────────────────────────────────────────────


def test_breaking_the_glass_says_why_until_when_and_who_is_told_in_one_commit() -> None:
    GRANTS.given().when(breaking()).then(COUNTED, GLASS_REASON, BROKEN)


def test_a_repeat_after_a_lost_reply_opens_nothing_anew_and_prolongs_nothing() -> None:
    later = replace(BREAKING, at=NOW + timedelta(minutes=5), told=Told())
    GRANTS.given(GLASS_REASON, BROKEN).when(breaking(using=later)).then_known(BROKEN)


@pytest.mark.parametrize(
    ("request_", "using"),
    [
        (replace(BREAK, reason=GlassReason.OTHER_EMERGENCY), BREAKING),
        (replace(BREAK, why="别的"), BREAKING),
        (BREAK, replace(BREAKING, by=OFFICER)),
    ],
)
def test_the_same_id_for_another_access_is_refused(request_: BreakGlass, using: Breaking) -> None:
    GRANTS.given(GLASS_REASON, BROKEN).when(breaking(request_, using)).then_refused(
        "glass_already_broken"
    )


def test_the_id_of_a_request_for_access_breaks_no_glass() -> None:
    request = replace(BREAK, grant_id=REQUESTED.grant_id)
    GRANTS.given(REQUESTED).when(breaking(request)).then_refused("glass_already_broken")


def test_a_reason_in_words_is_needed() -> None:
    GRANTS.given().when(breaking(replace(BREAK, why=" "))).then_refused("required", field="why")


def test_what_is_open_is_not_opened_twice_but_again_when_it_is_over() -> None:
    again = replace(BREAK, grant_id=OTHER_GRANT)
    anew = tuple(replace(each, grant_id=OTHER_GRANT) for each in (COUNTED, GLASS_REASON, BROKEN))
    GRANTS.given(GLASS_REASON, BROKEN).when(breaking(again)).then_refused("glass_open_already")
    GRANTS.given(GLASS_REASON, BROKEN, CLOSED).when(breaking(again)).then(*anew)


def test_at_most_three_run_at_a_time_and_closing_early_frees_none() -> None:
    def counted(minutes_ago: int) -> GrantsState:
        until_at = IN_AN_HOUR - timedelta(minutes=minutes_ago)
        ids = [GrantId(example_id(810 + number)) for number in range(3)]
        return fold(replace(COUNTED, grant_id=id_, until_at=until_at) for id_ in ids)

    refusal = (
        GRANTS.given().when(breaking(of_person=counted(59))).then_refused("too_many_glass_breaks")
    )
    assert refusal.parameters == {"at_most": 3}
    GRANTS.given().when(breaking(of_person=counted(60))).then(COUNTED, GLASS_REASON, BROKEN)


def test_the_id_of_an_access_to_another_child_is_refused_whoever_the_other_child_is() -> None:
    elsewhere = fold([COUNTED])
    later = replace(BREAKING, at=IN_AN_HOUR)
    GRANTS.given().when(breaking(using=later, of_person=elsewhere)).then_refused(
        "glass_already_broken"
    )


def test_after_three_hours_somebody_has_to_look_before_the_same_child_is_opened_again() -> None:
    ids = [GrantId(example_id(810 + number)) for number in range(3)]
    broken = [replace(BROKEN, grant_id=id_) for id_ in ids]
    later = replace(BREAKING, at=IN_AN_HOUR)
    refusal = GRANTS.given(*broken).when(breaking(using=later)).then_refused("glass_awaits_review")
    assert refusal.parameters == {"at_most": 3}
    until = IN_AN_HOUR + timedelta(minutes=60)
    opened = (replace(COUNTED, until_at=until), GLASS_REASON, replace(BROKEN, until_at=until))
    looked_at = replace(REVIEWED, grant_id=ids[0])
    GRANTS.given(*broken, looked_at).when(breaking(using=later)).then(*opened)
    by_another = [replace(broken[0], person_id=OFFICER), *broken[1:]]
    GRANTS.given(*by_another).when(breaking(using=later)).then(*opened)


# ── closing and reviewing ────────────────────────────────────────────────────────────────────────


def test_whoever_broke_the_glass_closes_it_early() -> None:
    GRANTS.given(BROKEN).when(closing()).then(CLOSED)
    GRANTS.given(BROKEN, CLOSED).when(closing()).then_known(CLOSED)
    GRANTS.given(BROKEN).when(closing(by=HEAD)).then_refused("grant_not_found")
    GRANTS.given().when(closing()).then_refused("grant_not_found")


def test_what_is_over_is_not_closed() -> None:
    GRANTS.given(BROKEN).when(closing(at=IN_AN_HOUR)).then_refused("grant_already_over")


def test_it_runs_for_an_hour_to_the_moment_unless_it_is_ended() -> None:
    revoked = AccessRevoked(
        child_id=CHILD, grant_id=GLASS, revoked_by=HEAD, reason=RevocationReason.MISUSED
    )
    just_before = IN_AN_HOUR - timedelta(microseconds=1)
    assert fold([BROKEN]).glass_is_open(GLASS, just_before)
    assert not fold([BROKEN]).glass_is_open(GLASS, IN_AN_HOUR)
    assert not fold([BROKEN, CLOSED]).glass_is_open(GLASS, NOW)
    assert not fold([BROKEN, revoked]).glass_is_open(GLASS, NOW)
    assert not fold([]).glass_is_open(GLASS, NOW)


def test_somebody_else_reviews_it_once_it_is_over() -> None:
    GRANTS.given(BROKEN).when(reviewing()).then(REVIEWED)
    GRANTS.given(BROKEN, CLOSED).when(reviewing(at=NOW)).then(REVIEWED)
    GRANTS.given(BROKEN).when(reviewing(at=NOW)).then_refused("glass_still_open")
    GRANTS.given(BROKEN).when(reviewing(by=DOCTOR)).then_refused("own_glass_break")
    GRANTS.given().when(reviewing()).then_refused("grant_not_found")


def test_whoever_may_be_involved_reviews_nothing_and_is_told_of_nothing() -> None:
    GRANTS.given(BROKEN).when(reviewing(kept_out=frozenset({HEAD}))).then_refused("grant_not_found")


def test_a_violation_is_found_in_words() -> None:
    bare = replace(REVIEW, verdict=Verdict.VIOLATION)
    GRANTS.given(BROKEN).when(reviewing(bare)).then_refused("required", field="note")
    written = AccessReasonWritten(
        child_id=CHILD, grant_id=GLASS, written_by=HEAD, why="与工作无关。"
    )
    said = replace(REVIEWED, verdict=Verdict.VIOLATION)
    noted = replace(bare, note="与工作无关。")
    GRANTS.given(BROKEN).when(reviewing(noted)).then(written, said)
    GRANTS.given(BROKEN, written, said).when(reviewing(noted)).then_known(said)


def test_one_review_is_enough() -> None:
    GRANTS.given(BROKEN, REVIEWED).when(reviewing()).then_known(REVIEWED)
    GRANTS.given(BROKEN, REVIEWED).when(reviewing(by=OFFICER)).then_refused("already_reviewed")


def test_the_access_of_one_child_says_nothing_of_another() -> None:
    elsewhere = replace(BROKEN, child_id=OTHER_CHILD, grant_id=OTHER_GRANT, person_id=OFFICER)
    assert not fold([elsewhere]).glass_is_open(GLASS, NOW)
