"""The next hospital is told of its own referral, and nothing of the hospital before it."""

from dataclasses import replace
from datetime import datetime, timedelta

from api.routes.crisis.case_entries import entry_body
from application.crisis.clocks.sweeping import Sweep
from application.crisis.hospital.at_hospital import decline_referral
from application.crisis.reading.case_reading import case
from application.ports import NO_CONTEXT
from application.staffing.reactions import introduce
from domain.clocks.facts import Step, StepOverdue
from domain.referrals.facts import Situation
from domain.referrals.hospital.hospital_facts import ReferralRerouted
from domain.shared import ANONYMOUS
from tests import examples as given
from tests.application.accompanied import with_child
from tests.application.at_hospital import DECLINE, received, staffed
from tests.application.casework import (
    REFERRAL,
    WORRY,
    asked,
    issued,
    raised,
    reopen_casework,
    taken,
    told,
)
from tests.application.telling import OTHER_HOSPITAL, OTHER_LIAISON
from tests.crisis import CRISIS_LEAD, HOSPITAL, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office, acting


def after(minutes: float) -> datetime:
    return given.NOW + timedelta(minutes=minutes)


def swept(office: Office, minutes: float) -> None:
    assert office.opened.projector.catch_up(wait_ms=10_000)
    sweep = Sweep(
        office.ledger, lambda: introduce(office.ledger, office.opened.ledger_id, given.NOW)
    )
    assert sweep.round(after(minutes))


def test_the_next_hospital_sees_its_own_deadline_and_no_sign_of_the_one_before(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    raised(office, replace(WORRY, situation=Situation.LIFE_IN_DANGER))
    told(office)
    taken(office)
    with_child(office)
    staffed(office)
    issued(office, replace(REFERRAL, consent=None, danger="他在楼顶。"))
    told(office)
    swept(office, 40)
    before = case(office.ledger, asked(LIAISON))
    (late,) = before.clocks.deadlines
    assert (late.step, late.due_at) == (Step.RECEIVED, after(30))
    assert [
        each.fact.step for each in before.clocks.said if isinstance(each.fact, StepOverdue)
    ] == [Step.RECEIVED]
    decline_referral(office.ledger, acting(LIAISON), DECLINE, after(45))
    found = case(office.ledger, asked(OTHER_LIAISON))
    (own,) = found.clocks.deadlines
    assert (own.step, own.began_at, own.is_running) == (Step.RECEIVED, after(45), True)
    assert found.clocks.said == ()
    (went_on,) = found.entries
    assert isinstance(went_on.fact, ReferralRerouted)
    # By whom it went on, and in which capacity, would tell of the hospital before.
    assert (went_on.actor_id, went_on.context) == (ANONYMOUS, NO_CONTEXT)
    assert LIAISON not in found.names.people
    shown = entry_body(went_on, for_hospital=True).model_dump_json()
    assert not [each for each in (HOSPITAL, LIAISON, DECLINE.decline_id) if str(each) in shown]
    assert OTHER_HOSPITAL in found.names.organisations
    assert HOSPITAL not in found.names.organisations
    whole = case(office.ledger, asked(CRISIS_LEAD))
    assert {HOSPITAL, OTHER_HOSPITAL} <= set(whole.names.organisations)
    assert whole.clocks.said == before.clocks.said
    assert received(office, OTHER_LIAISON).fresh
