"""Access is asked for: which parts of whose record, for what, and until when."""

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
    Asker,
    request_access,
)
from domain.grants.state import (
    GrantsState,
    RequestAccess,
)
from domain.shared import Compartment, PersonId, Purpose
from tests.domain.grants.examples import (
    APPROVED,
    ASK,
    BROKEN,
    DOCTOR,
    GLASS,
    GRANT,
    GRANTS,
    HEAD,
    OFFICER,
    OTHER_GRANT,
    REASON,
    REQUESTED,
    UNTIL_ON,
)
from tests.examples import CHILD, RULES, TODAY
from tests.spec import Rule

DENIED = AccessDenied(
    child_id=CHILD, grant_id=GRANT, denied_by=HEAD, reason=DenialReason.NOT_NEEDED
)
GIVEN_BACK = AccessRevoked(
    child_id=CHILD, grant_id=GRANT, revoked_by=DOCTOR, reason=RevocationReason.GIVEN_BACK
)


def asking(
    request: RequestAccess = ASK, by: PersonId = DOCTOR, today: date = TODAY, waiting: int = 0
) -> Rule[GrantsState, GrantsEvent]:
    def rule(state: GrantsState) -> Answer:
        return request_access(
            state,
            request,
            by=Asker(person_id=by, purposes={ASK.purpose}, waiting=waiting),
            today=today,
            rules=RULES,
        )

    return rule


# ── asking ───────────────────────────────────────────────────────────────────────────────────────


def test_a_request_says_who_what_for_which_parts_and_until_when_and_its_reason_apart() -> None:
    GRANTS.given().when(asking()).then(REASON, REQUESTED)


def test_the_same_request_sent_twice_is_recorded_once() -> None:
    GRANTS.given(REASON, REQUESTED).when(asking()).then_known(REASON, REQUESTED)
    turned = replace(ASK, compartments=(Compartment.IDENTITY, Compartment.CARE))
    GRANTS.given(REASON, REQUESTED).when(asking(turned)).then_known(REASON, REQUESTED)


def test_nobody_asks_for_a_purpose_that_is_not_theirs() -> None:
    for_audit = replace(ASK, purpose=Purpose.AUDIT)
    GRANTS.given().when(asking(for_audit)).then_refused("not_your_purpose", field="purpose")


@pytest.mark.parametrize(
    "other", [replace(ASK, why="为了别的"), replace(ASK, until_on=TODAY)], ids=["why", "until"]
)
def test_the_same_id_for_another_request_is_refused(other: RequestAccess) -> None:
    GRANTS.given(REASON, REQUESTED).when(asking(other)).then_refused("access_already_requested")
    GRANTS.given(BROKEN).when(asking(replace(ASK, grant_id=GLASS))).then_refused(
        "access_already_requested"
    )


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        (replace(ASK, why="  "), "required", "why"),
        (replace(ASK, compartments=()), "required", "compartments"),
        (replace(ASK, compartments=(Compartment.ORGANISATION,)), "unknown_code", "compartments"),
        (
            replace(ASK, compartments=(Compartment.LEGAL,)),
            "legal_is_not_granted",
            "compartments",
        ),
        (
            replace(ASK, compartments=(Compartment.IDENTITY,)),
            "identity_stands_in_the_file",
            "compartments",
        ),
        (
            replace(ASK, compartments=(Compartment.CARE, Compartment.HEALTH)),
            "ask_one_by_one",
            "compartments",
        ),
        (replace(ASK, until_on=TODAY - timedelta(days=1)), "until_is_past", "until_on"),
        (replace(ASK, until_on=TODAY + timedelta(days=31)), "until_too_far", "until_on"),
    ],
)
def test_a_request_that_nobody_could_decide_on_is_refused(
    wrong: RequestAccess, code: str, field: str
) -> None:
    GRANTS.given().when(asking(wrong)).then_refused(code, field=field)


def test_access_is_granted_for_thirty_days_at_most_and_for_today_at_least() -> None:
    for until_on in (TODAY, TODAY + timedelta(days=30)):
        asked = replace(ASK, until_on=until_on)
        GRANTS.given().when(asking(asked)).then(REASON, replace(REQUESTED, until_on=until_on))


def test_asking_again_is_taken_alike_whether_or_not_it_is_the_same_child() -> None:
    again = replace(ASK, grant_id=OTHER_GRANT)
    once_more = (
        replace(REASON, grant_id=OTHER_GRANT),
        replace(REQUESTED, grant_id=OTHER_GRANT),
    )
    for before in ((), (APPROVED,), (DENIED,), (GIVEN_BACK,)):
        GRANTS.given(REASON, REQUESTED, *before).when(asking(again)).then(*once_more)


def test_a_request_whose_last_day_passed_unanswered_holds_up_no_other() -> None:
    later = UNTIL_ON + timedelta(days=1)
    again = replace(ASK, grant_id=OTHER_GRANT, until_on=later)
    GRANTS.given(REASON, REQUESTED).when(asking(again, today=later)).then(
        replace(REASON, grant_id=OTHER_GRANT),
        replace(REQUESTED, grant_id=OTHER_GRANT, until_on=later),
    )


def test_nobody_has_more_than_so_many_requests_waiting_whosever_they_are() -> None:
    at_most = RULES.glass.waiting_requests_at_most
    GRANTS.given().when(asking(waiting=at_most - 1)).then(REASON, REQUESTED)
    GRANTS.given().when(asking(waiting=at_most)).then_refused("too_many_requests_wait")
    GRANTS.given(REASON, REQUESTED).when(asking(waiting=at_most)).then_known(REASON, REQUESTED)


def test_two_people_ask_for_the_same_child_beside_each_other() -> None:
    again = replace(ASK, grant_id=OTHER_GRANT)
    GRANTS.given(REASON, REQUESTED).when(asking(again, by=OFFICER)).then(
        replace(REASON, grant_id=OTHER_GRANT, written_by=OFFICER),
        replace(REQUESTED, grant_id=OTHER_GRANT, person_id=OFFICER),
    )


@pytest.mark.parametrize(
    ("parts", "purpose"),
    [
        ((Compartment.HEALTH,), Purpose.CARE),
        ((Compartment.CARE, Compartment.IDENTITY), Purpose.AUDIT),
    ],
)
def test_what_would_open_nothing_for_that_purpose_is_not_taken(
    parts: tuple[Compartment, ...], purpose: Purpose
) -> None:
    asker = Asker(person_id=DOCTOR, purposes={purpose}, waiting=0)
    asked = replace(ASK, compartments=parts, purpose=purpose)
    GRANTS.given().when(
        lambda state: request_access(state, asked, by=asker, today=TODAY, rules=RULES)
    ).then_refused("closed_for_that_purpose", field="compartments")
