"""What the view of leads keeps: the day after the last try, and nothing that is kept no more."""

from dataclasses import replace
from datetime import timedelta
from typing import NoReturn

import pytest

from application.screening.counts import counts_beside, interview_counts
from application.screening.lead_rows import BroughtRow, LeadDue
from application.screening.leads import (
    drop_screening_lead,
    note_interview_missed,
    record_interview,
    record_screening_lead,
)
from domain.days import local_day
from domain.errors import RecordDamaged
from domain.screening.facts import ScreeningScale
from domain.shared import InterviewId, ScreeningListId
from tests import examples as given
from tests.application.casework import raised
from tests.application.screening.screening import PSYCHOLOGIST, employ_psychologist, know, looking
from tests.crisis import ADVISER, CRISIS_LEAD
from tests.office import Office, acting
from tests.screening_examples import (
    BRING,
    DROP,
    HELD,
    HOLD,
    LEAD,
    MISS,
    MISSED,
    SCREENED_ON,
    SCREENING,
    SECOND,
)

NOW, ME = given.NOW, acting(PSYCHOLOGIST)


def test_a_try_that_is_told_late_moves_no_day_and_what_is_kept_no_more_leaves_the_view(
    at_work_on_each: Office,
) -> None:
    employ_psychologist(at_work_on_each)
    ledger, here = at_work_on_each.ledger, (given.SCHOOL,)
    record_screening_lead(ledger, ME, BRING, NOW)
    note_interview_missed(ledger, ME, MISS, NOW)
    late = replace(MISS, interview_id=InterviewId(given.example_id(3841)), tried_on=SCREENED_ON)
    note_interview_missed(ledger, ME, late, NOW)
    due = LeadDue(screening_id=SCREENING, child_id=given.CHILD, due_on=MISSED.again_by_on)
    assert ledger.screenings.waiting(here) == (due,)
    record_interview(ledger, ME, HOLD, NOW)
    assert ledger.screenings.talked(here, given.TODAY) == (due,)
    later = NOW + (HELD.delete_by_on - given.TODAY)
    again = replace(BRING, screening_id=SECOND, screened_on=local_day(later))
    record_screening_lead(ledger, ME, again, later)
    # Asked as of today, when it would be shown still: it stands there no more.
    assert ledger.screenings.talked(here, given.TODAY) == ()


def damaged(*_asked: object) -> NoReturn:
    raise RecordDamaged("access_view_damaged")


def test_a_lead_of_a_child_who_is_at_no_school_or_whose_case_is_damaged_is_counted_apart(
    at_work_on_each: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = at_work_on_each
    employ_psychologist(office)
    ledger = office.ledger
    record_screening_lead(ledger, ME, BRING, NOW)
    stray = replace(LEAD, child_id=given.OTHER_CHILD, screening_id=SECOND)
    know(office, stray)
    (count,) = interview_counts(ledger, looking(CRISIS_LEAD))
    assert (count.waiting, count.unattended, count.unclear) == (2, 1, 0)
    # Beside the list of names stand the numbers of those schools alone that it leaves out.
    assert counts_beside(ledger, looking(PSYCHOLOGIST)) == ()
    assert counts_beside(ledger, looking(CRISIS_LEAD, 3)) == (count,)
    raised(office)
    monkeypatch.setattr(ledger.grants, "kept_out", damaged)
    (count,) = interview_counts(ledger, looking(CRISIS_LEAD, 2))
    assert (count.waiting, count.unattended, count.unclear) == (1, 1, 1)


def test_whoever_brings_and_drops_is_counted_by_the_day_and_no_child_is(
    at_work_on_each: Office,
) -> None:
    office = at_work_on_each
    employ_psychologist(office)
    ledger, lead = office.ledger, acting(CRISIS_LEAD)
    listed = ScreeningListId(given.example_id(3842))
    record_screening_lead(ledger, lead, replace(BRING, list_id=listed), NOW)
    second = replace(BRING, screening_id=SECOND, scale=ScreeningScale.SDQ)
    record_screening_lead(ledger, ME, second, NOW)
    drop_screening_lead(ledger, ME, replace(DROP, screening_id=SECOND), NOW)
    by_list = BroughtRow(
        day=given.TODAY,
        person_id=CRISIS_LEAD,
        school_id=given.SCHOOL,
        list_id=listed,
        brought=1,
        dropped=0,
    )
    by_hand = replace(by_list, person_id=PSYCHOLOGIST, list_id=None, dropped=1)
    said = ledger.screenings.brought(skip=0, limit=3)
    assert sorted(said, key=lambda each: each.dropped) == [by_list, by_hand]
    assert ledger.screenings.brought(skip=1, limit=1) == said[1:]
    for person, number in ((CRISIS_LEAD, 1), (ADVISER, 1)):
        (count,) = interview_counts(ledger, looking(person, number))
        assert (count.waiting, count.dropped) == (1, 1)
    later = replace(
        looking(CRISIS_LEAD, 2), now=NOW + timedelta(days=given.RULES.screening.kept_days)
    )
    (count,) = interview_counts(ledger, later)
    assert count.dropped == 0
