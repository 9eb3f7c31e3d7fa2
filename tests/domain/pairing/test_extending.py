"""A pairing ends on a day that was said: what is over gives nothing, and how it lasts longer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.pairing.facts import (
    LeadReassigned,
    MentorKind,
    PairingEnded,
    PairingEndReason,
    PairingEvent,
    PairingExtended,
)
from domain.pairing.rules import end_pairing, extend_pairing, pair_mentor, reassign_lead
from domain.pairing.state import (
    NO_PAIRINGS,
    EndPairing,
    ExtendPairing,
    PairingState,
    PairMentor,
    ReassignLead,
    ends_on,
    evolve,
)
from domain.shared import PairingId, PersonId
from tests.examples import (
    CHILD,
    COMMUNITY_WORKER,
    LEAD_PAIRING,
    MENTOR_PAIRED,
    PAIRED_UNTIL,
    RULES,
    SECOND_PAIRING,
    SUPERVISOR,
    TEACHER,
    VOLUNTEER_PAIRED,
    example_id,
)
from tests.spec import Rule, Spec

PAIRING: Spec[PairingState, PairingEvent] = Spec(evolve, NO_PAIRINGS)
AFTERWARDS = PAIRED_UNTIL + timedelta(days=1)
LAST_MONTH = PAIRED_UNTIL - timedelta(days=20)
WORKER_PAIRED = replace(
    VOLUNTEER_PAIRED,
    mentor_id=COMMUNITY_WORKER,
    mentor_kind=MentorKind.COMMUNITY_WORKER,
    vetted_on=None,
)
NEXT_YEAR = date(2028, 2, 1)
EXTENDED = PairingExtended(
    child_id=CHILD, pairing_id=LEAD_PAIRING, until_on=NEXT_YEAR, extended_by=SUPERVISOR
)


def extending(
    until_on: date = NEXT_YEAR, *, by: PersonId = SUPERVISOR, today: date = LAST_MONTH
) -> Rule[PairingState, PairingEvent]:
    request = ExtendPairing(child_id=CHILD, pairing_id=LEAD_PAIRING, until_on=until_on)
    return lambda state: extend_pairing(state, request, by=by, today=today, rules=RULES)


def pairing_worker(
    until_on: date, *, from_on: date = AFTERWARDS, by: PersonId = SUPERVISOR
) -> Rule[PairingState, PairingEvent]:
    request = PairMentor(
        child_id=CHILD,
        pairing_id=SECOND_PAIRING,
        mentor_id=COMMUNITY_WORKER,
        mentor_kind=MentorKind.COMMUNITY_WORKER,
        from_on=from_on,
        until_on=until_on,
    )
    return lambda state: pair_mentor(
        state, request, by=by, file_is_open=True, today=AFTERWARDS, rules=RULES
    )


# ── the last day ─────────────────────────────────────────────────────────────────────────────────


def test_a_pairing_without_a_last_day_lasts_as_long_as_there_may_be() -> None:
    first_version = replace(MENTOR_PAIRED, until_on=None, paired_by=None)
    assert ends_on(first_version, RULES) == date(2027, 3, 3)
    assert ends_on(MENTOR_PAIRED, RULES) == PAIRED_UNTIL


def test_nobody_pairs_themselves_nor_extends_their_own_pairing() -> None:
    PAIRING.given().when(pairing_worker(NEXT_YEAR, by=COMMUNITY_WORKER)).then_refused(
        "pairing_for_oneself"
    )
    PAIRING.given(MENTOR_PAIRED).when(extending(by=TEACHER)).then_refused("pairing_for_oneself")


@pytest.mark.parametrize(
    ("until_on", "code"),
    [
        (AFTERWARDS - timedelta(days=1), "already_over"),
        (AFTERWARDS + timedelta(days=366), "pairing_too_long"),
    ],
)
def test_the_last_day_lies_within_a_year(until_on: date, code: str) -> None:
    PAIRING.given().when(pairing_worker(until_on)).then_refused(code, field="until_on")


def test_a_pairing_that_would_be_over_already_is_refused() -> None:
    past = pairing_worker(AFTERWARDS - timedelta(days=1), from_on=date(2027, 1, 1))
    PAIRING.given().when(past).then_refused("already_over", field="until_on")


def test_when_the_lead_is_over_the_next_mentor_leads() -> None:
    said = replace(WORKER_PAIRED, from_on=AFTERWARDS, until_on=NEXT_YEAR, is_lead=True)
    PAIRING.given(MENTOR_PAIRED).when(pairing_worker(NEXT_YEAR)).then(said)


def test_the_lead_passes_to_nobody_whose_pairing_is_over() -> None:
    request = ReassignLead(child_id=CHILD, pairing_id=SECOND_PAIRING, changed_on=AFTERWARDS)
    PAIRING.given(MENTOR_PAIRED, WORKER_PAIRED).when(
        lambda state: reassign_lead(state, request, by=SUPERVISOR, today=AFTERWARDS, rules=RULES)
    ).then_refused("pairing_is_over")


def test_the_lead_is_not_given_anew_to_one_whose_pairing_is_over() -> None:
    lasts = replace(WORKER_PAIRED, until_on=NEXT_YEAR)
    request = ReassignLead(child_id=CHILD, pairing_id=LEAD_PAIRING, changed_on=AFTERWARDS)
    PAIRING.given(MENTOR_PAIRED, lasts).when(
        lambda state: reassign_lead(state, request, by=SUPERVISOR, today=AFTERWARDS, rules=RULES)
    ).then_refused("pairing_is_over")


def test_who_comes_after_the_leads_last_day_leads_though_others_go_on() -> None:
    third = PairingId(example_id(503))
    goes_on = replace(VOLUNTEER_PAIRED, pairing_id=third, until_on=NEXT_YEAR)
    said = replace(WORKER_PAIRED, from_on=AFTERWARDS, until_on=NEXT_YEAR, is_lead=True)
    PAIRING.given(MENTOR_PAIRED, goes_on).when(pairing_worker(NEXT_YEAR)).then(said)


def test_the_lead_passes_from_one_whose_pairing_is_over() -> None:
    lasts = replace(WORKER_PAIRED, until_on=AFTERWARDS)
    request = ReassignLead(child_id=CHILD, pairing_id=SECOND_PAIRING, changed_on=AFTERWARDS)
    PAIRING.given(MENTOR_PAIRED, lasts).when(
        lambda state: reassign_lead(state, request, by=SUPERVISOR, today=AFTERWARDS, rules=RULES)
    ).then(
        LeadReassigned(
            child_id=CHILD,
            pairing_id=SECOND_PAIRING,
            previous_pairing_id=LEAD_PAIRING,
            changed_on=AFTERWARDS,
        )
    )


def test_a_pairing_does_not_end_after_its_last_day() -> None:
    request = EndPairing(
        child_id=CHILD,
        pairing_id=LEAD_PAIRING,
        ended_on=AFTERWARDS,
        reason=PairingEndReason.GRADUATED,
    )
    PAIRING.given(MENTOR_PAIRED).when(
        lambda state: end_pairing(state, request, today=AFTERWARDS, rules=RULES)
    ).then_refused("after_term", field="ended_on")


# ── lasting longer ───────────────────────────────────────────────────────────────────────────────


def test_a_pairing_is_extended_and_lasts_until_then() -> None:
    PAIRING.given(MENTOR_PAIRED).when(extending()).then(EXTENDED)
    PAIRING.given(MENTOR_PAIRED, EXTENDED).when(extending()).then_known(EXTENDED)
    (active,) = PAIRING.given(MENTOR_PAIRED, EXTENDED).state.active
    assert active == replace(MENTOR_PAIRED, until_on=NEXT_YEAR)


def test_one_that_is_over_is_extended_too_and_leads_again() -> None:
    PAIRING.given(MENTOR_PAIRED).when(extending(today=AFTERWARDS)).then(EXTENDED)


def test_it_lasts_no_shorter_and_no_longer_than_a_year_from_today() -> None:
    known = PAIRING.given(MENTOR_PAIRED)
    known.when(extending(PAIRED_UNTIL)).then_refused("not_later", field="until_on")
    too_long = extending(LAST_MONTH + timedelta(days=366))
    known.when(too_long).then_refused("pairing_too_long", field="until_on")
    old = extending(AFTERWARDS, today=AFTERWARDS + timedelta(days=1))
    known.when(old).then_refused("already_over", field="until_on")


def test_what_ended_or_never_was_is_not_extended() -> None:
    ended = PairingEnded(
        child_id=CHILD,
        pairing_id=LEAD_PAIRING,
        ended_on=LAST_MONTH,
        reason=PairingEndReason.CHILD_ASKED,
    )
    PAIRING.given(MENTOR_PAIRED, ended).when(extending()).then_refused("pairing_already_ended")
    PAIRING.given().when(extending()).then_refused("pairing_not_found")


def test_a_volunteer_is_extended_only_while_the_record_check_holds() -> None:
    volunteer = replace(
        VOLUNTEER_PAIRED, pairing_id=LEAD_PAIRING, is_lead=True, vetted_on=date(2026, 2, 1)
    )
    PAIRING.given(volunteer).when(extending()).then_refused("vetting_too_old")


def test_who_was_paired_anew_is_not_extended_beside_it() -> None:
    anew = replace(MENTOR_PAIRED, pairing_id=SECOND_PAIRING, from_on=AFTERWARDS, until_on=NEXT_YEAR)
    PAIRING.given(MENTOR_PAIRED, anew).when(extending(today=AFTERWARDS)).then_refused(
        "mentor_already_paired"
    )
