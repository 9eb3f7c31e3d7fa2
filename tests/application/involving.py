"""A worry that the crisis lead has and a report of harm beside it, and what comes of both."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from application.crisis.desk.duty_desk import duty_desk
from application.crisis.reading.case_reading import case
from application.rows import HealthRow
from domain.alerts.facts import ConcernAlerted
from domain.errors import NotFound
from domain.referrals.joining.joining_facts import InvolvementReported
from domain.reporting.facts import Suspect
from domain.reporting.state import ReportHarm
from domain.shared import PersonId
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.application.casework import CASE, asked, raised, taken
from tests.application.reporting.reporting import reported
from tests.application.telling import history_of
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.office import Office, acting
from tests.report_examples import HARM, OTHER_OFFICER

AGAINST_THE_LEAD = replace(HARM, suspects=(), suspect_ids=(CRISIS_LEAD,))
AGAINST_THE_GUARDIAN = replace(HARM, suspects=(Suspect.GUARDIAN,))
LATER = given.NOW + timedelta(minutes=20)
AT_FIRST = {CRISIS_LEAD, ADVISER}
INSTEAD = {DUTY_OFFICER, OTHER_OFFICER, ADVISER}
"""At this school nobody else can sign in: the county is next in line."""
LEAD_INVOLVED = InvolvementReported(
    case_id=CASE,
    child_id=given.CHILD,
    involved=(),
    involved_ids=(CRISIS_LEAD,),
    kept_out_ids=(CRISIS_LEAD,),
    freed_from=None,
)
NOBODY_INVOLVED = replace(LEAD_INVOLVED, involved_ids=(), kept_out_ids=())


def follow(office: Office) -> None:
    """Let what follows follow, and what follows from that."""
    reactions = reactions_of(office.opened, lambda: LATER)
    assert reactions.follow()
    assert reactions.follow()


def harm_reported(office: Office, harm: ReportHarm = AGAINST_THE_LEAD) -> None:
    reported(office, harm)
    follow(office)


def worry_had_by_the_lead(office: Office) -> None:
    raised(office)
    follow(office)
    taken(office)


def involvements(office: Office) -> list[object]:
    facts = (each.fact for each in history_of(office).recorded)
    return [each for each in facts if isinstance(each, InvolvementReported)]


def told(office: Office) -> list[set[PersonId]]:
    alerts = (each.fact for each in history_of(office).recorded)
    alerted = (each for each in alerts if isinstance(each, ConcernAlerted))
    return [{each.person_id for each in one.addressees} for one in alerted]


def sees(office: Office, who: PersonId, number: int = 1) -> bool:
    try:
        case(office.ledger, asked(who, number))
    except NotFound:
        return False
    return True


def rows(office: Office, who: PersonId) -> Sequence[HealthRow]:
    return duty_desk(office.ledger, acting(who), LATER, read_id=uuid4()).page.rows
