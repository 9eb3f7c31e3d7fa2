"""Whoever has two cases of a child hears once of what is said of both, and no alert stops."""

from dataclasses import replace
from datetime import timedelta

from application.crisis.hospital.referring import issue_referral
from application.crisis.worries.referrals import raise_concern, take_concern
from domain.alerts.facts import ConcernAlerted
from domain.referrals.state import TakeConcern
from domain.shared import CaseId, ReferralId, TakingId
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.application.casework import CASE, REPORTER, WORRY, issued, told
from tests.application.crisis.hospital.test_sharing import IN_DANGER, opened, taken_back
from tests.application.telling import history_of
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import Office, acting

MUCH_LATER = given.NOW + timedelta(days=40)
SECOND, THIRD = (CaseId(given.example_id(number)) for number in (743, 744))


def followed(office: Office) -> bool:
    return reactions_of(office.opened, lambda: MUCH_LATER).follow()


def referred_again(office: Office) -> None:
    """Let a worry of weeks later come to the same person, who refers the child once more."""
    raise_concern(office.ledger, acting(REPORTER), replace(WORRY, case_id=SECOND), MUCH_LATER)
    assert followed(office)
    seen = max(each.position for each in history_of(office, SECOND).recorded)
    taking = TakeConcern(case_id=SECOND, taking_id=TakingId(given.example_id(901)), seen=seen)
    take_concern(office.ledger, acting(CRISIS_LEAD), taking, MUCH_LATER)
    again = replace(IN_DANGER, case_id=SECOND, referral_id=ReferralId(given.example_id(902)))
    issue_referral(office.ledger, acting(CRISIS_LEAD), again, MUCH_LATER)
    assert followed(office)


def alerts_of_case(office: Office, case_id: CaseId) -> list[ConcernAlerted]:
    facts = (each.fact for each in history_of(office, case_id).recorded)
    return [each for each in facts if isinstance(each, ConcernAlerted)]


def test_a_no_to_sharing_that_concerns_two_cases_is_told_and_stops_no_alert(
    founded_ledger: FoundedLedger,
) -> None:
    office = opened(founded_ledger)
    issued(office, IN_DANGER)
    told(office)
    referred_again(office)
    before = [len(alerts_of_case(office, each)) for each in (CASE, SECOND)]
    taken_back(office)
    raise_concern(
        office.ledger, acting(REPORTER), replace(WORRY, case_id=THIRD, heard="又哭了。"), MUCH_LATER
    )
    assert followed(office)
    # The third worry belongs to the second case, which is the latest.
    after = [len(alerts_of_case(office, each)) for each in (CASE, SECOND)]
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 2]
