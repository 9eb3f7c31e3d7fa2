"""How the lead passes on and how a pairing ends, never leaving mentors without a lead."""

from dataclasses import replace
from datetime import date

import pytest

from domain.pairing.facts import LeadReassigned, PairingEnded, PairingEndReason, PairingEvent
from domain.pairing.rules import end_pairing, reassign_lead
from domain.pairing.state import NO_PAIRINGS, EndPairing, PairingState, ReassignLead, evolve, fold
from domain.shared import PersonId
from tests.examples import (
    CHILD,
    LEAD_PAIRING,
    MENTOR_PAIRED,
    RULES,
    SECOND_PAIRING,
    SUPERVISOR,
    TODAY,
    VOLUNTEER,
    VOLUNTEER_PAIRED,
)
from tests.spec import Rule, Spec

PAIRING: Spec[PairingState, PairingEvent] = Spec(evolve, NO_PAIRINGS)

# ── the lead ─────────────────────────────────────────────────────────────────────────────────────

REASSIGN_LEAD = ReassignLead(child_id=CHILD, pairing_id=SECOND_PAIRING, changed_on=TODAY)
LEAD_REASSIGNED = LeadReassigned(
    child_id=CHILD,
    pairing_id=SECOND_PAIRING,
    previous_pairing_id=LEAD_PAIRING,
    changed_on=TODAY,
)
TEACHER_ENDED = PairingEnded(
    child_id=CHILD, pairing_id=LEAD_PAIRING, ended_on=TODAY, reason=PairingEndReason.MENTOR_MOVED
)


def reassigning(
    request: ReassignLead, by: PersonId = SUPERVISOR
) -> Rule[PairingState, PairingEvent]:
    return lambda state: reassign_lead(state, request, by=by, today=TODAY, rules=RULES)


def test_the_lead_passes_to_another_mentor() -> None:
    PAIRING.given(MENTOR_PAIRED, VOLUNTEER_PAIRED).when(reassigning(REASSIGN_LEAD)).then(
        LEAD_REASSIGNED
    )


def test_nobody_gives_the_lead_to_themselves() -> None:
    PAIRING.given(MENTOR_PAIRED, VOLUNTEER_PAIRED).when(
        reassigning(REASSIGN_LEAD, by=VOLUNTEER)
    ).then_refused("pairing_for_oneself")


def test_the_lead_passes_back_again() -> None:
    back = replace(REASSIGN_LEAD, pairing_id=LEAD_PAIRING)
    PAIRING.given(MENTOR_PAIRED, VOLUNTEER_PAIRED, LEAD_REASSIGNED).when(reassigning(back)).then(
        replace(LEAD_REASSIGNED, pairing_id=LEAD_PAIRING, previous_pairing_id=SECOND_PAIRING)
    )


def test_the_lead_passes_to_nobody_unknown() -> None:
    PAIRING.given(MENTOR_PAIRED).when(reassigning(REASSIGN_LEAD)).then_refused("pairing_not_found")


def test_the_lead_passes_to_nobody_who_ended() -> None:
    ended = replace(TEACHER_ENDED, pairing_id=SECOND_PAIRING)
    PAIRING.given(MENTOR_PAIRED, VOLUNTEER_PAIRED, ended).when(
        reassigning(REASSIGN_LEAD)
    ).then_refused("pairing_already_ended")


@pytest.mark.parametrize(
    ("changed_on", "code"),
    [(date(2026, 3, 11), "in_future"), (date(2026, 3, 8), "before_earlier_step")],
)
def test_the_lead_does_not_pass_on_an_impossible_day(changed_on: date, code: str) -> None:
    wrong = replace(REASSIGN_LEAD, changed_on=changed_on)
    PAIRING.given(MENTOR_PAIRED, VOLUNTEER_PAIRED).when(reassigning(wrong)).then_refused(
        code, field="changed_on"
    )


def test_the_lead_does_not_pass_back_before_it_passed() -> None:
    back = ReassignLead(child_id=CHILD, pairing_id=LEAD_PAIRING, changed_on=date(2026, 3, 9))
    PAIRING.given(MENTOR_PAIRED, VOLUNTEER_PAIRED, LEAD_REASSIGNED).when(
        reassigning(back)
    ).then_refused("before_earlier_step", field="changed_on")


def test_the_lead_passed_on_twice_is_recorded_once() -> None:
    PAIRING.given(MENTOR_PAIRED, VOLUNTEER_PAIRED, LEAD_REASSIGNED).when(
        reassigning(REASSIGN_LEAD)
    ).then_known(LEAD_REASSIGNED)


def test_whoever_leads_from_the_start_need_not_be_given_the_lead() -> None:
    to_the_lead = replace(REASSIGN_LEAD, pairing_id=LEAD_PAIRING)
    PAIRING.given(MENTOR_PAIRED).when(reassigning(to_the_lead)).then_known(MENTOR_PAIRED)


# ── the end ──────────────────────────────────────────────────────────────────────────────────────

END_TEACHER = EndPairing(
    child_id=CHILD, pairing_id=LEAD_PAIRING, ended_on=TODAY, reason=PairingEndReason.MENTOR_MOVED
)


def ending(request: EndPairing) -> Rule[PairingState, PairingEvent]:
    return lambda state: end_pairing(state, request, today=TODAY, rules=RULES)


def test_the_only_mentor_may_end() -> None:
    PAIRING.given(MENTOR_PAIRED).when(ending(END_TEACHER)).then(TEACHER_ENDED)


def test_a_mentor_who_does_not_lead_may_end() -> None:
    PAIRING.given(MENTOR_PAIRED, VOLUNTEER_PAIRED).when(
        ending(replace(END_TEACHER, pairing_id=SECOND_PAIRING))
    ).then(replace(TEACHER_ENDED, pairing_id=SECOND_PAIRING))


def test_the_lead_does_not_end_while_others_remain() -> None:
    refusal = (
        PAIRING.given(MENTOR_PAIRED, VOLUNTEER_PAIRED)
        .when(ending(END_TEACHER))
        .then_refused("lead_must_be_passed_on_first")
    )
    assert refusal.parameters == {"others": 1}


def test_whoever_passed_the_lead_on_may_end() -> None:
    PAIRING.given(MENTOR_PAIRED, VOLUNTEER_PAIRED, LEAD_REASSIGNED).when(ending(END_TEACHER)).then(
        TEACHER_ENDED
    )


def test_the_end_of_an_unknown_pairing_is_refused() -> None:
    PAIRING.given().when(ending(END_TEACHER)).then_refused("pairing_not_found")


@pytest.mark.parametrize(
    ("ended_on", "code"),
    [(date(2026, 3, 11), "in_future"), (date(2026, 3, 2), "before_start")],
)
def test_a_pairing_does_not_end_on_an_impossible_day(ended_on: date, code: str) -> None:
    PAIRING.given(MENTOR_PAIRED).when(ending(replace(END_TEACHER, ended_on=ended_on))).then_refused(
        code, field="ended_on"
    )


def test_a_pairing_entered_in_error_ends_before_it_began() -> None:
    undone = replace(
        END_TEACHER, ended_on=date(2026, 3, 2), reason=PairingEndReason.PAIRED_IN_ERROR
    )
    PAIRING.given(MENTOR_PAIRED).when(ending(undone)).then(
        replace(TEACHER_ENDED, ended_on=date(2026, 3, 2), reason=PairingEndReason.PAIRED_IN_ERROR)
    )


def test_the_same_end_sent_twice_is_recorded_once() -> None:
    PAIRING.given(MENTOR_PAIRED, TEACHER_ENDED).when(ending(END_TEACHER)).then_known(TEACHER_ENDED)


def test_a_pairing_that_ended_does_not_end_again_otherwise() -> None:
    other = replace(END_TEACHER, reason=PairingEndReason.CHILD_ASKED)
    PAIRING.given(MENTOR_PAIRED, TEACHER_ENDED).when(ending(other)).then_refused(
        "pairing_already_ended"
    )


def test_only_pairings_that_did_not_end_are_active() -> None:
    state = fold([MENTOR_PAIRED, VOLUNTEER_PAIRED, LEAD_REASSIGNED, TEACHER_ENDED])
    assert state.active == (VOLUNTEER_PAIRED,)
