"""The lead passes on and a pairing ends together, or neither does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.care_files.pairing import end_pairing, extend_pairing, pair_mentor
from application.ports import History
from application.staffing.staff import end_duty
from application.states import pairing_stream
from domain.errors import Invalid, NotFound, RuleBroken
from domain.pairing.facts import (
    LeadReassigned,
    MentorKind,
    MentorPaired,
    PairingEnded,
    PairingEndReason,
)
from domain.pairing.state import EndPairing, ExtendPairing, PairMentor, ReassignLead
from domain.shared import DutyId, PairingId
from domain.staff.facts import DutyEndReason
from domain.staff.state import EndDuty
from tests import examples as given
from tests.office import OFFICER, Office, acting

PAIR = PairMentor(
    child_id=given.CHILD,
    pairing_id=given.SECOND_PAIRING,
    mentor_id=given.COMMUNITY_WORKER,
    mentor_kind=MentorKind.COMMUNITY_WORKER,
    from_on=given.TODAY,
    until_on=given.PAIRED_UNTIL,
)
END = EndPairing(
    child_id=given.CHILD,
    pairing_id=given.LEAD_PAIRING,
    ended_on=given.TODAY,
    reason=PairingEndReason.MENTOR_MOVED,
)
NEXT = ReassignLead(child_id=given.CHILD, pairing_id=given.SECOND_PAIRING, changed_on=given.TODAY)


def recorded_kinds(office: Office) -> list[type]:
    history = office.ledger.log.load([pairing_stream(given.CHILD)])
    assert isinstance(history, History)
    return [type(each.fact) for each in history.recorded]


def test_the_lead_passes_on_and_the_pairing_ends_in_one_commit(office: Office) -> None:
    supervisor = acting(given.SUPERVISOR)
    pair_mentor(office.ledger, supervisor, PAIR, given.NOW)
    first = end_pairing(office.ledger, supervisor, END, given.NOW, NEXT)
    again = end_pairing(office.ledger, supervisor, END, given.NOW, NEXT)
    assert again == replace(first, fresh=False)
    assert recorded_kinds(office) == [MentorPaired, MentorPaired, LeadReassigned, PairingEnded]


def test_an_ending_that_is_refused_leaves_the_lead_where_it_was(office: Office) -> None:
    supervisor = acting(given.SUPERVISOR)
    pair_mentor(office.ledger, supervisor, PAIR, given.NOW)
    too_early = replace(END, ended_on=given.MENTOR_PAIRED.from_on - timedelta(days=9))
    with pytest.raises(Invalid):
        end_pairing(office.ledger, supervisor, too_early, given.NOW, NEXT)
    assert recorded_kinds(office) == [MentorPaired, MentorPaired]


def test_a_pairing_is_not_extended_with_somebody_who_left(office: Office) -> None:
    supervisor = acting(given.SUPERVISOR)
    pair_mentor(office.ledger, supervisor, PAIR, given.NOW)
    left = EndDuty(
        person_id=given.COMMUNITY_WORKER,
        duty_id=DutyId(given.example_id(282)),
        ended_on=given.TODAY - timedelta(days=1),
        reason=DutyEndReason.LEFT,
    )
    end_duty(office.ledger, acting(OFFICER), left, given.NOW)
    longer = ExtendPairing(
        child_id=given.CHILD,
        pairing_id=given.SECOND_PAIRING,
        until_on=given.PAIRED_UNTIL + timedelta(days=1),
    )
    with pytest.raises(RuleBroken, match="mentor_without_duty"):
        extend_pairing(office.ledger, supervisor, longer, given.NOW)
    with pytest.raises(NotFound, match="pairing_not_found"):
        extend_pairing(
            office.ledger,
            supervisor,
            replace(longer, pairing_id=PairingId(given.example_id(499))),
            given.NOW,
        )
