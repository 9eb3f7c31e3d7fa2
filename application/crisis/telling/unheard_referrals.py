"""Tells those at the school at once of a referral that nobody of the hospital hears of.

A post that is empty, or whose holders cannot sign in, would else be known when the receipt is
overdue; in danger the hospital has to be telephoned, or another found, now.
"""

from dataclasses import replace
from datetime import datetime
from typing import cast

from application.crisis.telling.addressing import alert_for, alert_for_people
from application.crisis.telling.causes import FromSchool
from application.ports import History, Ledger, Reachable, Recorded
from application.states import alerts_of, case_state
from domain.alerts.facts import Addressee, ConcernAlerted
from domain.referrals.facts import ConcernConflictKept, ReferralIssued
from domain.referrals.hospital.hospital_facts import ReferralRerouted
from domain.referrals.state import CaseState
from domain.shared import PersonId


def or_whoever_sent(
    ledger: Ledger,
    cause: Recorded[object],
    told: ConcernAlerted,
    history: History,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted:
    """Return `told`, or where no liaison is: whoever has the case and the line, with the gap.

    Of a referral that went on at once whoever has the case is told alone: somebody else hears.

    Raises: Unavailable.
    """
    raised = case_state(history, told.case_id).raised
    is_sent = isinstance(cause.fact, ReferralIssued | ReferralRerouted)
    if told.addressees or not is_sent or raised is None:
        return told
    case, alerts = case_state(history, told.case_id), alerts_of(history, told.case_id)
    asked = ConcernConflictKept(case_id=told.case_id, child_id=told.child_id, kept=raised)
    sent = cast("Recorded[FromSchool]", cause)
    owner = alert_for_people(ledger, sent, history, (case.owner_id,), now, reachable)
    if _went_on(case, cause.fact) and owner.addressees:
        return replace(owner, gaps=tuple(dict.fromkeys((*told.gaps, *owner.gaps))))
    line = alert_for(ledger, cause._replace(fact=asked), case, now, reachable, alerts)
    people: dict[PersonId, Addressee] = {}
    for each in (*owner.addressees, *line.addressees):
        people.setdefault(each.person_id, each)
    return replace(
        line,
        addressees=tuple(people.values()),
        gaps=tuple(dict.fromkeys((*told.gaps, *line.gaps))),
        unreachable=tuple(dict.fromkeys((*told.unreachable, *line.unreachable))),
        kept_out_ids=tuple(sorted({*told.kept_out_ids, *line.kept_out_ids})),
    )


def _went_on(case: CaseState, fact: object) -> bool:
    """Return whether a referral went on to another hospital in the moment it was issued."""
    issued = case.issued
    return (
        isinstance(fact, ReferralIssued)
        and isinstance(issued, ReferralRerouted)
        and issued.decline_id is None
        and issued.from_hospital_id == fact.hospital_id
    )
