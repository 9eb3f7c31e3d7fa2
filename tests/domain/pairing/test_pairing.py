"""Who is paired with a child: the first leads, volunteers are vetted, at most four."""

from dataclasses import replace
from datetime import date

import pytest

from domain.pairing.facts import MentorKind, PairingEnded, PairingEndReason, PairingEvent
from domain.pairing.rules import Answer, pair_mentor
from domain.pairing.state import NO_PAIRINGS, PairingState, PairMentor, evolve
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
    TODAY,
    VOLUNTEER,
    VOLUNTEER_PAIRED,
    example_id,
)
from tests.spec import Rule, Spec

PAIRING: Spec[PairingState, PairingEvent] = Spec(evolve, NO_PAIRINGS)

PAIR_TEACHER = PairMentor(
    child_id=CHILD,
    pairing_id=LEAD_PAIRING,
    mentor_id=TEACHER,
    mentor_kind=MentorKind.TEACHER,
    from_on=date(2026, 3, 3),
    until_on=PAIRED_UNTIL,
)
PAIR_VOLUNTEER = PairMentor(
    child_id=CHILD,
    pairing_id=SECOND_PAIRING,
    mentor_id=VOLUNTEER,
    mentor_kind=MentorKind.VOLUNTEER,
    from_on=date(2026, 3, 9),
    until_on=PAIRED_UNTIL,
    vetted_on=date(2025, 9, 1),
)
TEACHER_ENDED = PairingEnded(
    child_id=CHILD, pairing_id=LEAD_PAIRING, ended_on=TODAY, reason=PairingEndReason.MENTOR_MOVED
)


def pairing(request: PairMentor, *, file_is_open: bool = True) -> Rule[PairingState, PairingEvent]:
    def rule(state: PairingState) -> Answer:
        return pair_mentor(
            state, request, by=SUPERVISOR, file_is_open=file_is_open, today=TODAY, rules=RULES
        )

    return rule


# ── pairing ──────────────────────────────────────────────────────────────────────────────────────


def test_the_first_mentor_takes_the_lead() -> None:
    PAIRING.given().when(pairing(PAIR_TEACHER)).then(MENTOR_PAIRED)


def test_a_second_mentor_stands_beside_the_lead() -> None:
    PAIRING.given(MENTOR_PAIRED).when(pairing(PAIR_VOLUNTEER)).then(VOLUNTEER_PAIRED)


def test_a_mentor_without_an_open_file_is_refused() -> None:
    PAIRING.given().when(pairing(PAIR_TEACHER, file_is_open=False)).then_refused(
        "care_file_not_open"
    )


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        (replace(PAIR_TEACHER, from_on=date(2026, 3, 11)), "in_future", "from_on"),
        (replace(PAIR_TEACHER, vetted_on=date(2026, 3, 11)), "in_future", "vetted_on"),
        (replace(PAIR_VOLUNTEER, vetted_on=None), "volunteer_not_vetted", None),
        (replace(PAIR_VOLUNTEER, vetted_on=TODAY), "volunteer_not_vetted", None),
        (replace(PAIR_VOLUNTEER, vetted_on=date(2025, 3, 9)), "vetting_too_old", None),
    ],
)
def test_a_mentor_who_cannot_begin_is_refused(
    wrong: PairMentor, code: str, field: str | None
) -> None:
    PAIRING.given().when(pairing(wrong)).then_refused(code, field=field)


def test_a_record_check_holds_for_a_year() -> None:
    last_day = replace(PAIR_VOLUNTEER, vetted_on=date(2025, 3, 10))
    PAIRING.given(MENTOR_PAIRED).when(pairing(last_day)).then(
        replace(VOLUNTEER_PAIRED, vetted_on=date(2025, 3, 10))
    )


def test_the_same_mentor_is_not_paired_twice() -> None:
    again = replace(PAIR_TEACHER, pairing_id=SECOND_PAIRING)
    PAIRING.given(MENTOR_PAIRED).when(pairing(again)).then_refused("mentor_already_paired")


def test_a_fifth_mentor_is_refused() -> None:
    four = [
        replace(
            MENTOR_PAIRED,
            pairing_id=PairingId(example_id(510 + number)),
            mentor_id=PersonId(example_id(110 + number)),
            is_lead=number == 0,
        )
        for number in range(4)
    ]
    refusal = PAIRING.given(*four).when(pairing(PAIR_TEACHER)).then_refused("too_many_mentors")
    assert refusal.parameters == {"at_most": 4}


def test_the_same_pairing_sent_twice_is_recorded_once() -> None:
    PAIRING.given(MENTOR_PAIRED).when(pairing(PAIR_TEACHER)).then_known(MENTOR_PAIRED)
    PAIRING.given(MENTOR_PAIRED, VOLUNTEER_PAIRED).when(pairing(PAIR_VOLUNTEER)).then_known(
        VOLUNTEER_PAIRED
    )


def test_another_pairing_of_the_same_id_is_refused() -> None:
    other = replace(PAIR_TEACHER, mentor_id=COMMUNITY_WORKER)
    PAIRING.given(MENTOR_PAIRED).when(pairing(other)).then_refused("pairing_already_recorded")


def test_the_first_mentor_after_all_ended_leads_again() -> None:
    PAIRING.given(MENTOR_PAIRED, TEACHER_ENDED).when(pairing(PAIR_VOLUNTEER)).then(
        replace(VOLUNTEER_PAIRED, is_lead=True)
    )
