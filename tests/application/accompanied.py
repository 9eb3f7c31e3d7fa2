"""Somebody of staff is with the child of the case, as the application records it."""

from application.crisis.school.accompanying import accompany_child
from domain.referrals.family.guardian_state import AccompanyChild
from domain.shared import CompanyId
from tests import examples as given
from tests.application.casework import CASE
from tests.crisis import CRISIS_LEAD
from tests.office import Office, acting


def with_child(office: Office) -> None:
    company = AccompanyChild(
        case_id=CASE,
        company_id=CompanyId(given.example_id(826)),
        since_at=given.NOW,
        with_id=CRISIS_LEAD,
    )
    accompany_child(office.ledger, acting(CRISIS_LEAD), company, given.NOW)
