"""Access is granted as asked for or narrower, refused, and ended early."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.grants.facts import (
    AccessDenied,
    AccessRevoked,
    DenialReason,
    GrantsEvent,
    RevocationReason,
)
from domain.grants.requesting import (
    Answer,
    approve_access,
    deny_access,
    revoke_access,
)
from domain.grants.state import (
    ApproveAccess,
    DenyAccess,
    GrantsState,
    RevokeAccess,
)
from domain.shared import Compartment, PersonId
from tests.domain.grants.examples import (
    APPROVED,
    BROKEN,
    DOCTOR,
    GLASS,
    GRANT,
    GRANTS,
    HEAD,
    HEALTH_REQUESTED,
    KEEPER,
    OFFICER,
    REQUESTED,
    UNTIL_ON,
)
from tests.examples import CHILD, RULES, TODAY
from tests.spec import Rule

APPROVE = ApproveAccess(
    child_id=CHILD, grant_id=GRANT, compartments=(Compartment.CARE,), until_on=UNTIL_ON
)
DENY = DenyAccess(child_id=CHILD, grant_id=GRANT, reason=DenialReason.NOT_NEEDED)
DENIED = AccessDenied(
    child_id=CHILD, grant_id=GRANT, denied_by=HEAD, reason=DenialReason.NOT_NEEDED
)
REVOKE = RevokeAccess(child_id=CHILD, grant_id=GRANT, reason=RevocationReason.MISUSED)
REVOKED = AccessRevoked(
    child_id=CHILD, grant_id=GRANT, revoked_by=KEEPER, reason=RevocationReason.MISUSED
)
NOBODY: frozenset[PersonId] = frozenset()


def approving(
    request: ApproveAccess = APPROVE,
    by: PersonId = HEAD,
    kept_out: frozenset[PersonId] = NOBODY,
    today: date = TODAY,
) -> Rule[GrantsState, GrantsEvent]:
    def rule(state: GrantsState) -> Answer:
        return approve_access(state, request, by=by, today=today, rules=RULES, kept_out=kept_out)

    return rule


def denying(
    request: DenyAccess = DENY, by: PersonId = HEAD, kept_out: frozenset[PersonId] = NOBODY
) -> Rule[GrantsState, GrantsEvent]:
    return lambda state: deny_access(state, request, by=by, kept_out=kept_out)


def revoking(
    request: RevokeAccess = REVOKE, by: PersonId = KEEPER
) -> Rule[GrantsState, GrantsEvent]:
    return lambda state: revoke_access(state, request, by=by)


# ── deciding ─────────────────────────────────────────────────────────────────────────────────────


def test_access_is_granted_narrower_than_asked_for() -> None:
    GRANTS.given(REQUESTED).when(approving()).then(APPROVED)


def test_an_approval_sent_twice_is_recorded_once_and_another_is_refused() -> None:
    GRANTS.given(REQUESTED, APPROVED).when(approving()).then_known(APPROVED)
    GRANTS.given(REQUESTED, APPROVED).when(approving(by=OFFICER)).then_refused(
        "access_already_decided"
    )
    GRANTS.given(REQUESTED, DENIED).when(approving()).then_refused("access_already_decided")
    GRANTS.given(REQUESTED, REVOKED).when(approving()).then_refused("access_already_decided")


def test_what_nobody_asked_for_cannot_be_granted() -> None:
    GRANTS.given().when(approving()).then_refused("access_request_not_found")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        (replace(APPROVE, compartments=()), "required", "compartments"),
        (
            replace(APPROVE, compartments=(Compartment.HEALTH,)),
            "more_than_asked_for",
            "compartments",
        ),
        (
            replace(APPROVE, until_on=UNTIL_ON + timedelta(days=1)),
            "more_than_asked_for",
            "until_on",
        ),
        (replace(APPROVE, until_on=TODAY - timedelta(days=1)), "until_is_past", "until_on"),
    ],
)
def test_more_than_was_asked_for_is_never_granted(
    wrong: ApproveAccess, code: str, field: str
) -> None:
    GRANTS.given(REQUESTED).when(approving(wrong)).then_refused(code, field=field)


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (Compartment.LEGAL, "legal_is_not_granted"),
        (Compartment.IDENTITY, "identity_stands_in_the_file"),
    ],
)
def test_what_opens_nothing_and_was_asked_for_before_that_was_said_is_refused_and_not_granted(
    part: Compartment, code: str
) -> None:
    waits = replace(REQUESTED, compartments=(part,))
    approve = replace(APPROVE, compartments=(part,))
    GRANTS.given(waits).when(approving(approve)).then_refused(code, field="compartments")
    GRANTS.given(waits).when(denying()).then(DENIED)


def test_nobody_decides_on_their_own_request() -> None:
    GRANTS.given(REQUESTED).when(approving(by=DOCTOR)).then_refused("own_request")
    GRANTS.given(REQUESTED).when(denying(by=DOCTOR)).then_refused("own_request")


@pytest.mark.parametrize("involved", [DOCTOR, HEAD])
def test_health_is_granted_neither_to_nor_by_anybody_who_may_be_involved(
    involved: PersonId,
) -> None:
    approve = replace(APPROVE, compartments=(Compartment.HEALTH,))
    GRANTS.given(HEALTH_REQUESTED).when(
        approving(approve, kept_out=frozenset({involved}))
    ).then_refused("access_request_not_found")


def test_the_care_file_is_granted_whoever_may_be_involved_since_their_duty_may_open_it() -> None:
    GRANTS.given(REQUESTED).when(approving(kept_out=frozenset({DOCTOR, HEAD}))).then(APPROVED)


def test_a_request_is_refused_with_a_reason() -> None:
    GRANTS.given(REQUESTED).when(denying()).then(DENIED)
    GRANTS.given(REQUESTED, DENIED).when(denying()).then_known(DENIED)
    GRANTS.given(REQUESTED, APPROVED).when(denying()).then_refused("access_already_decided")


def test_whoever_may_be_involved_can_be_refused_but_refuses_nobody() -> None:
    GRANTS.given(HEALTH_REQUESTED).when(denying(kept_out=frozenset({DOCTOR}))).then(DENIED)
    GRANTS.given(HEALTH_REQUESTED).when(denying(kept_out=frozenset({HEAD}))).then_refused(
        "access_request_not_found"
    )


# ── ending ───────────────────────────────────────────────────────────────────────────────────────


def test_a_grant_is_revoked_and_so_is_a_break_glass_access() -> None:
    GRANTS.given(REQUESTED, APPROVED).when(revoking()).then(REVOKED)
    of_glass = replace(REVOKE, grant_id=GLASS)
    GRANTS.given(BROKEN).when(revoking(of_glass)).then(replace(REVOKED, grant_id=GLASS))


def test_its_holder_alone_gives_it_back_also_before_the_answer() -> None:
    back = replace(REVOKE, reason=RevocationReason.GIVEN_BACK)
    given_back = replace(REVOKED, revoked_by=DOCTOR, reason=RevocationReason.GIVEN_BACK)
    GRANTS.given(REQUESTED).when(revoking(back, by=DOCTOR)).then(given_back)
    GRANTS.given(REQUESTED, APPROVED).when(revoking(back)).then_refused("not_theirs_to_give_back")
    GRANTS.given(REQUESTED, APPROVED).when(revoking(by=DOCTOR)).then_refused(
        "not_theirs_to_give_back"
    )


def test_what_is_over_is_not_revoked_again() -> None:
    GRANTS.given(REQUESTED, APPROVED, REVOKED).when(revoking()).then_known(REVOKED)
    GRANTS.given(REQUESTED, APPROVED, REVOKED).when(revoking(by=HEAD)).then_refused(
        "grant_already_over"
    )
    GRANTS.given(REQUESTED, DENIED).when(revoking()).then_refused("grant_already_over")
    GRANTS.given().when(revoking()).then_refused("grant_not_found")
