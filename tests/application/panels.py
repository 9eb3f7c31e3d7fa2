"""What a panel of the office decides, for the tests of requests about a case."""

from application.crisis.school.panels import decide_in_panel
from application.ports import Receipt
from domain.referrals.school.panel_facts import PanelDecision
from domain.referrals.school.panels import DecideInPanel
from domain.shared import PanelId, PersonId
from tests import examples as given
from tests.application.casework import CASE
from tests.crisis import ADVISER, CRISIS_LEAD
from tests.office import Office, acting

SUPPORT = DecideInPanel(
    case_id=CASE,
    panel_id=PanelId(given.example_id(708)),
    member_ids=(CRISIS_LEAD, ADVISER),
    met_at=given.NOW,
    decision=PanelDecision.IN_SCHOOL_SUPPORT,
    why="家里有人陪，愿意每周谈一次。",
    supported_by=ADVISER,
)


def decided(
    office: Office, request: DecideInPanel = SUPPORT, by: PersonId = CRISIS_LEAD
) -> Receipt:
    return decide_in_panel(office.ledger, acting(by), request, given.NOW)
