"""What a case tells of further worries: to whoever may see all of them, and to nobody kept out."""

from dataclasses import replace
from uuid import uuid4

import pytest

from application.crisis.cases.further_concerns import FurtherConcern
from application.crisis.reading.case_reading import AskedCase, Case, case
from domain.errors import ConflictKept, NotFound
from domain.referrals.facts import ConcernRaised, Involved
from domain.referrals.joining.joining_facts import (
    ConcernJoined,
    FurtherConcernJoined,
    FurtherConcernParted,
)
from domain.shared import CaseId, PersonId
from tests.application.casework import CASE, WORRY, issued, raised, reopen_casework
from tests.application.joining import (
    GRAVE,
    LATER,
    REPORT,
    SECOND,
    SECOND_REPORTER,
    joinings,
    parted,
    raised_at,
    taken_at,
    told_at,
    two_reports,
)
from tests.application.telling import LEAD_TOLD, cause_of
from tests.crisis import ADVISER, CRISIS_LEAD, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office, acting

LATER_STILL = LATER.replace(minute=LATER.minute + 5)


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def seen(office: Office, by: PersonId, case_id: CaseId = CASE) -> Case:
    asked = AskedCase(actor=acting(by), case_id=case_id, now=LATER_STILL, read_id=uuid4())
    return case(office.ledger, asked)


def further(office: Office, *, is_unanswered: bool = False) -> FurtherConcern:
    said = cause_of(office, ConcernRaised, REPORT).fact
    assert isinstance(said, ConcernRaised)
    return FurtherConcern(
        further_id=REPORT,
        raised_at=LATER,
        raised_by=SECOND_REPORTER,
        concern=said,
        is_unanswered=is_unanswered,
    )


def kinds(found: Case) -> set[type[object]]:
    return {type(each.fact) for each in found.entries}


def test_whoever_has_the_case_sees_both_worries_each_with_its_reporter_and_time(
    at_work: Office,
) -> None:
    two_reports(at_work, GRAVE, is_taken=True)
    found = seen(at_work, CRISIS_LEAD)
    assert found.further == (further(at_work, is_unanswered=True),)
    assert SECOND_REPORTER in found.names.people
    assert FurtherConcernJoined in kinds(found)
    taken_at(at_work, LATER_STILL)
    assert seen(at_work, CRISIS_LEAD).further == (further(at_work),)
    report = seen(at_work, CRISIS_LEAD, REPORT)
    assert (report.joined_to, report.further) == (CASE, ())


def test_another_matter_is_shown_no_more_but_that_it_was_joined(at_work: Office) -> None:
    two_reports(at_work, is_taken=True)
    parted(at_work)
    found = seen(at_work, CRISIS_LEAD)
    assert found.further == ()
    assert kinds(found) >= {FurtherConcernJoined, FurtherConcernParted}
    assert seen(at_work, CRISIS_LEAD, REPORT).joined_to is None


def test_a_hospital_sees_nothing_of_further_worries(at_work: Office) -> None:
    two_reports(at_work, is_taken=True)
    issued(at_work)
    found = seen(at_work, LIAISON)
    assert (found.further, found.joined_to) == ((), None)
    assert not found.state.further.were_any
    assert not kinds(found) & {FurtherConcernJoined, FurtherConcernParted}


def test_whoever_a_repeat_names_is_told_neither_of_it_nor_that_it_was_ever_joined(
    at_work: Office,
) -> None:
    two_reports(at_work, is_taken=True)
    with pytest.raises(ConflictKept):
        raised_at(at_work, replace(SECOND, involved_ids=(CRISIS_LEAD,)))
    told_at(at_work)
    of_the_lead = seen(at_work, CRISIS_LEAD)
    assert not kinds(of_the_lead) & {FurtherConcernJoined, FurtherConcernParted}
    assert of_the_lead.addressees.count(LEAD_TOLD) == 1
    with pytest.raises(NotFound, match="case_not_found"):
        seen(at_work, CRISIS_LEAD, REPORT)
    of_another = seen(at_work, ADVISER)
    assert kinds(of_another) >= {FurtherConcernJoined, FurtherConcernParted}


def test_whoever_is_kept_out_of_the_case_sees_no_report_of_it_either(at_work: Office) -> None:
    raised(at_work, replace(WORRY, involved=(Involved.SCHOOL_LEADER,)))
    told_at(at_work)
    raised_at(at_work, SECOND)
    told_at(at_work)
    assert [type(each) for each in joinings(at_work, REPORT)] == [ConcernJoined]
    assert seen(at_work, ADVISER, REPORT).joined_to == CASE
    for each in (CASE, REPORT):
        with pytest.raises(NotFound, match="case_not_found"):
            seen(at_work, CRISIS_LEAD, each)
