"""What the record of readings tells of a case, and to whom it does not."""

from dataclasses import replace

import pytest

from application.authorisation.grant_reading import open_grant
from application.care_files.files import care_file
from application.care_files.visits import log_home_visit
from application.crisis.reading import case_reading
from application.reads.reading_rows import ReadingFilter
from application.reads.sealed_words import sealed_words
from application.reads.watching_reads import AskedReader, ReadByPerson, read_by
from application.reads.who_looked import WhoLooked, who_looked
from domain.errors import NotPermitted
from domain.reads.facts import Reading
from domain.referrals.facts import Involved
from domain.shared import PersonId, Purpose
from domain.visits.state import LogHomeVisit
from tests import examples as given
from tests.application.casework import WORRY, raised, told
from tests.application.casework import asked as asked_case
from tests.application.granting import (
    ASK_HEALTH,
    PRIVACY_OFFICER,
    approved,
    asked,
    look_at,
    open_granting,
    read_id,
    reopen_granting,
)
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import AUDITOR, LEADER, OFFICER, Office, acting

OF_CASE = {Reading.CASE, Reading.GRANT}


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_granting(founded_ledger(open_granting))


def looked_back(office: Office, *involved: PersonId) -> None:
    """Let a case that names these people be read for supervision, and the file for care."""
    raised(office, replace(WORRY, involved_ids=involved))
    told(office)
    asked(office, replace(ASK_HEALTH, purpose=Purpose.SUPERVISION), by=OFFICER)
    approved(office, CRISIS_LEAD, ASK_HEALTH.compartments)
    open_grant(office.ledger, look_at(CRISIS_LEAD))
    case_reading.case(office.ledger, asked_case(OFFICER))
    care_file(office.ledger, office.asked(given.TEACHER, 1))


def looked(office: Office, by: PersonId) -> WhoLooked:
    return who_looked(office.ledger, office.asked(by, 2))


def shown(found: WhoLooked | ReadByPerson) -> set[Reading]:
    return {row.what for row in found.rows}


def read_by_officer(office: Office, watcher: PersonId) -> ReadByPerson:
    asked_reader = AskedReader(
        actor=acting(watcher),
        reader_id=OFFICER,
        now=given.NOW,
        read_id=read_id(watcher, "watch"),
        chosen=ReadingFilter(what=Reading.CASE),
    )
    return read_by(office.ledger, asked_reader)


def test_a_case_read_for_supervision_is_not_told_where_the_child_is_named(office: Office) -> None:
    looked_back(office, LEADER)
    found = looked(office, LEADER)
    assert found.head is not None
    assert not found.is_whole
    assert Reading.CARE_FILE in shown(found)
    assert not shown(found) & OF_CASE


def test_whoever_finds_the_name_by_a_request_about_data_is_told_no_more(office: Office) -> None:
    looked_back(office)
    found = looked(office, PRIVACY_OFFICER)
    assert not found.is_whole
    assert not shown(found) & OF_CASE
    watched = read_by_officer(office, PRIVACY_OFFICER)
    assert shown(watched) == {Reading.CASE}
    assert set(watched.children.values()) == {()}


def test_an_auditor_sees_that_a_case_was_read_beside_a_number(office: Office) -> None:
    looked_back(office)
    assert shown(looked(office, AUDITOR)) > OF_CASE
    watched = read_by_officer(office, AUDITOR)
    assert set(watched.children.values()) == {(given.CHILD,)}


def test_an_auditor_who_may_be_involved_does_not_learn_that_there_is_a_case(
    office: Office,
) -> None:
    looked_back(office, AUDITOR)
    found = looked(office, AUDITOR)
    assert found.is_whole
    assert not shown(found) & OF_CASE
    watched = read_by_officer(office, AUDITOR)
    assert (watched.rows, watched.children) == ((), {})


def test_a_mentor_who_is_named_does_not_go_on_reading_what_the_child_said(office: Office) -> None:
    visit = LogHomeVisit(
        child_id=given.CHILD,
        visit_id=given.VISIT_ID,
        visit=given.HOME_VISIT,
        words=given.CHILD_WORDS,
    )
    log_home_visit(office.ledger, acting(given.TEACHER), visit, given.NOW)
    read = office.asked(given.TEACHER, 1)
    assert sealed_words(office.ledger, read, given.VISIT_ID).words
    raised(office, replace(WORRY, involved=(Involved.MENTOR,)))
    with pytest.raises(NotPermitted, match="standing_not_enough"):
        sealed_words(office.ledger, office.asked(given.TEACHER, 2), given.VISIT_ID)
    assert care_file(office.ledger, office.asked(given.TEACHER, 3)).child_id == given.CHILD
