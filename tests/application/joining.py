"""Two reports of one child at the office, and what is recorded of them."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from application.crisis.cases.further_concerns import part_concern
from application.crisis.desk.duty_desk import duty_desk
from application.crisis.reading.case_reading import AskedCase
from application.crisis.worries.own_concerns import OwnConcern, own_concern
from application.crisis.worries.referrals import raise_concern, take_concern
from application.ports import Receipt
from application.states import case_state
from domain.referrals.facts import Situation
from domain.referrals.joining.joining_facts import ConcernJoined, FurtherConcernJoined, JoiningEvent
from domain.referrals.joining.joining_state import PartConcern
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.state import CaseState, RaiseConcern, TakeConcern
from domain.shared import CaseId, PersonId, TakingId
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.application.casework import CASE, WORRY, raised
from tests.application.telling import history_of
from tests.crisis import CRISIS_LEAD
from tests.office import Office, acting

REPORT = CaseId(given.example_id(741))
THIRD = CaseId(given.example_id(742))
SECOND_REPORTER = given.TEACHER
LATER = given.NOW + timedelta(minutes=20)

SECOND = replace(WORRY, case_id=REPORT, heard="他说不想回家。")
GRAVE = replace(SECOND, situation=Situation.LIFE_IN_DANGER)
PART = PartConcern(case_id=CASE, further_id=REPORT, why="说的是另一件事。")


JOINED = ConcernJoined(case_id=REPORT, child_id=given.CHILD, joined_to=CASE, kept_out_ids=())
FURTHER_JOINED = FurtherConcernJoined(
    case_id=CASE,
    child_id=given.CHILD,
    further_id=REPORT,
    raised_at=LATER,
    raised_by=SECOND_REPORTER,
    situation=Situation.SOMEWHAT_WORRIED,
    counts_as=CrisisLevel.YELLOW,
    is_graver=False,
    waits=False,
    keeps_from_guardian=True,
)
GRAVER_JOINED = replace(
    FURTHER_JOINED,
    situation=Situation.LIFE_IN_DANGER,
    counts_as=CrisisLevel.RED,
    is_graver=True,
    waits=True,
)


def raised_at(
    office: Office, worry: RaiseConcern, at: datetime = LATER, by: PersonId = SECOND_REPORTER
) -> Receipt:
    return raise_concern(office.ledger, acting(by), worry, at)


def told_at(office: Office, at: datetime = LATER) -> None:
    """Let whoever must answer be told of all that was raised until then."""
    assert reactions_of(office.opened, lambda: at).follow()


def taken_at(
    office: Office, at: datetime = LATER, by: PersonId = CRISIS_LEAD, case_id: CaseId = CASE
) -> Receipt:
    history, taking_id = history_of(office, case_id), TakingId(given.example_id(at.minute + 800))
    seen = max(each.position for each in history.recorded)
    request = TakeConcern(case_id=case_id, taking_id=taking_id, seen=seen)
    return take_concern(office.ledger, acting(by), request, at)


def parted(office: Office, request: PartConcern = PART, by: PersonId = CRISIS_LEAD) -> Receipt:
    return part_concern(office.ledger, acting(by), request, LATER)


def state_of(office: Office, case_id: CaseId) -> CaseState:
    return case_state(history_of(office, case_id), case_id)


def joinings(office: Office, *case_ids: CaseId) -> list[JoiningEvent]:
    """Return what is recorded of reports that were joined to these cases, or parted from them."""
    found = (each.fact for one in case_ids for each in history_of(office, one).recorded)
    return [each for each in found if isinstance(each, JoiningEvent)]


def two_reports(office: Office, second: RaiseConcern = SECOND, *, is_taken: bool = False) -> None:
    raised(office)
    told_at(office, given.NOW)
    if is_taken:
        taken_at(office)
    raised_at(office, second)
    told_at(office)


def own(office: Office, by: PersonId, case_id: CaseId) -> OwnConcern:
    asked = AskedCase(actor=acting(by), case_id=case_id, now=LATER, read_id=uuid4())
    return own_concern(office.ledger, asked)


def stands(office: Office, by: PersonId, case_id: CaseId) -> tuple[bool | None, bool, bool]:
    found = own(office, by, case_id)
    return found.reached, found.is_taken, found.is_over


def on_desk(office: Office, by: PersonId) -> set[CaseId]:
    desk = duty_desk(office.ledger, acting(by), LATER, read_id=uuid4())
    return {each.case_id for each in desk.page.rows}
