"""A worry that a lead of a screening leads to: about this child, since then, and still so."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.crisis.worries.referrals import raise_concern
from application.ports import History
from application.screening.interviews import interview
from application.screening.leads import record_interview, record_screening_lead
from application.screening.streams import screening_stream, worry_of
from domain.errors import RuleBroken
from domain.screening.facts import InterviewOutcome
from domain.shared import CaseId
from tests import examples as given
from tests.application.casework import WORRY
from tests.application.redirecting import REDIRECT, SOON, redirected
from tests.application.screening.screening import PSYCHOLOGIST, employ_psychologist
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import Office, acting
from tests.screening_examples import BRING, HELD, HOLD, LEAD, SCREENING

NOW, ME = given.NOW, acting(PSYCHOLOGIST)
FIRST, NEXT = worry_of(SCREENING), worry_of(SCREENING, 1)


@pytest.fixture
def office(at_work_on_each: Office) -> Office:
    """Give an office where the result of a pupil asks for a talk."""
    employ_psychologist(at_work_on_each)
    record_screening_lead(at_work_on_each.ledger, ME, BRING, NOW)
    return at_work_on_each


def shown(office: Office, number: int) -> tuple[CaseId, datetime | None]:
    found = interview(office.ledger, office.asked(PSYCHOLOGIST, number), SCREENING)
    return found.case_id, found.raised_at


def is_refused(office: Office, case_id: CaseId) -> bool:
    worried = replace(HOLD, outcome=InterviewOutcome.WORRY_RAISED, case_id=case_id)
    try:
        record_interview(office.ledger, ME, worried, NOW)
    except RuleBroken as broken:
        return broken.code == "worry_not_raised_yet"
    return False


def recorded(office: Office) -> tuple[object, ...]:
    history = office.ledger.log.load([screening_stream(given.CHILD)])
    assert isinstance(history, History)
    return tuple(each.fact for each in history.recorded)


def test_a_worry_that_turned_out_to_be_about_another_child_leaves_the_pupil_without_one(
    office: Office,
) -> None:
    raise_concern(office.ledger, ME, replace(WORRY, case_id=FIRST), NOW)
    assert shown(office, 1) == (FIRST, NOW)
    redirected(office, replace(REDIRECT, case_id=FIRST), by=PSYCHOLOGIST)
    assert shown(office, 2) == (NEXT, None)
    assert is_refused(office, FIRST)
    raise_concern(office.ledger, ME, replace(WORRY, case_id=NEXT), SOON)
    assert shown(office, 3) == (NEXT, SOON)
    assert not is_refused(office, NEXT)
    held = replace(HELD, outcome=InterviewOutcome.WORRY_RAISED, case_id=NEXT)
    assert recorded(office) == (LEAD, held)


def test_a_worry_from_before_the_screening_ends_no_lead(office: Office) -> None:
    before = NOW - timedelta(days=3)
    raise_concern(office.ledger, ME, replace(WORRY, case_id=FIRST), before)
    assert is_refused(office, FIRST)
    assert shown(office, 1) == (NEXT, None)


def test_a_worry_that_cannot_be_read_is_raised_anew(
    office: Office,
) -> None:
    receipt = raise_concern(office.ledger, ME, replace(WORRY, case_id=FIRST), NOW)
    spoil(office.databases, receipt.position)
    assert shown(office, 1) == (NEXT, None)
