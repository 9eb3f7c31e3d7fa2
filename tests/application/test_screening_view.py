"""What the view of leads keeps: the day after the last try, and nothing that is kept no more."""

from dataclasses import replace

from application.screening.lead_rows import LeadDue
from application.screening.leads import (
    note_interview_missed,
    record_interview,
    record_screening_lead,
)
from domain.days import local_day
from domain.shared import InterviewId
from tests import examples as given
from tests.application.screening import PSYCHOLOGIST, employ_psychologist
from tests.office import Office, acting
from tests.screening_examples import (
    BRING,
    HELD,
    HOLD,
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
