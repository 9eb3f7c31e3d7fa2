"""Where no psychology teacher of the school can talk with a pupil, the next in line does."""

from dataclasses import replace

import pytest

from application.screening.counts import interview_counts
from application.screening.interviews import interviews
from application.screening.leads import (
    note_interview_missed,
    record_interview,
    record_screening_lead,
)
from domain.errors import NotPermitted
from tests.application.screening.screening import employ_psychologist, know, looking
from tests.application.screening.test_screening import ME, NOW, WAITING, lines, recorded, refused
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.office import Office, acting
from tests.screening_examples import AGREED, BRING, HELD, HOLD, LEAD, MISS, MISSED


def test_at_a_school_without_a_psychology_teacher_the_next_in_line_talks(
    at_work_on_each: Office,
) -> None:
    office = at_work_on_each
    know(office, AGREED)
    ledger, adviser = office.ledger, acting(ADVISER)
    record_screening_lead(ledger, acting(CRISIS_LEAD), BRING, NOW)
    (count,) = interview_counts(ledger, looking(CRISIS_LEAD))
    assert (count.waiting, count.nobody_talks, count.passed_on, count.unattended) == (1, True, 1, 0)
    assert lines(ledger, ADVISER) == (replace(WAITING, in_turn=True),)
    assert lines(ledger, DUTY_OFFICER) == ()
    assert refused(office, DUTY_OFFICER) == ["standing_not_enough"] * 4
    note_interview_missed(ledger, adviser, MISS, NOW)
    # Once the school has one it is nobody else's turn, whatever was begun.
    employ_psychologist(office)
    with pytest.raises(NotPermitted):
        record_interview(ledger, adviser, HOLD, NOW)
    record_interview(ledger, ME, HOLD, NOW)
    assert recorded(office) == (LEAD, MISSED, HELD)
    # With whom others talked is told to nobody who stands in.
    assert interviews(ledger, looking(ADVISER, 2), is_over=True).lines == ()
