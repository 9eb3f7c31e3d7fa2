"""Steps after a worry that names the head, and what the case tells of the child's file."""

from dataclasses import replace
from datetime import date
from uuid import uuid5

from application.care_files.pairing import end_pairing
from application.crisis.cases.since_raised import FileSince, Pupil, Renamed
from application.crisis.reading.case_reading import case
from application.ports import Commit, History
from domain.referrals.state import RaiseConcern
from domain.shared import ChildId, CorrectionId, PersonId, RequestId, VisitId
from domain.visits.facts import HomeVisitLogged
from tests import examples as given
from tests.application.care_files.test_pairing import END
from tests.application.casework import (
    WORRY,
    asked,
    raised,
    told,
)
from tests.application.identifying import NAME, NEW_NAME
from tests.crisis import CRISIS_LEAD
from tests.office import LEADER, Office, acting

NAMING_HEAD = replace(WORRY, involved_ids=(LEADER,))
OTHER_DAY = date(2016, 5, 5)
RENAMING = replace(NAME, words=None)
EARLIER = replace(RENAMING, correction_id=CorrectionId(given.example_id(463)), name="覃先前")
BACK = replace(EARLIER, name=given.CHILD_NAME)
OF_THEN = Pupil(
    name=given.CHILD_NAME,
    born_on=given.BORN_ON,
    was_on_file=True,
    is_on_file=True,
    renamed=None,
)
BY_HEAD = Renamed(
    name=NEW_NAME,
    born_on=given.BORN_ON,
    changed_at=given.NOW,
    changed_by=LEADER,
    proposed_by=None,
)
PUPIL = ChildId(given.example_id(309))
WITHOUT_FILE = replace(
    NAMING_HEAD, child_id=PUPIL, name="示例学生", described_as="短头发", school_id=given.SCHOOL
)


def worried(office: Office, worry: RaiseConcern = NAMING_HEAD) -> None:
    raised(office, worry)
    told(office)


def file_of(office: Office, by: PersonId = CRISIS_LEAD, number: int = 1) -> FileSince:
    return case(office.ledger, asked(by, number)).file


def acts(
    office: Office, by: PersonId = CRISIS_LEAD, number: int = 1
) -> list[tuple[object, PersonId]]:
    return [(each.kind, each.done_by) for each in file_of(office, by, number).acts]


def known(office: Office, *facts: object, by: PersonId) -> None:
    """Record facts now in one stream, whatever came before in it."""
    stream = office.opened.mapper.stream_of(facts[0])
    found = office.ledger.log.load([stream])
    assert isinstance(found, History)
    office.ledger.log.append(
        Commit(
            facts=facts,
            expected=dict(found.versions),
            request_id=RequestId(uuid5(by, f"{stream}/{len(found.recorded)}")),
            actor_id=by,
            recorded_at=given.NOW,
        )
    )
    assert office.opened.projector.catch_up(wait_ms=5_000)


def visit(number: int, visited_by: PersonId = LEADER) -> HomeVisitLogged:
    return HomeVisitLogged(
        child_id=given.CHILD,
        visit_id=VisitId(uuid5(given.VISIT_ID, str(number))),
        visit=replace(given.HOME_VISIT, visited_by=visited_by),
    )


def ended(office: Office) -> None:
    end_pairing(office.ledger, acting(LEADER), END, given.NOW)
