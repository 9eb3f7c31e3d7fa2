"""Who tries the number of a place, who sees what came of it, and who is told of one untried."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.oncall.publishing import on_call_stream
from application.oncall.telephones import directory, record_try
from application.ports import History
from domain.errors import NotFound
from domain.oncall.facts import CallOutcome, RosterGapsTold
from domain.shared import PersonId
from domain.staff.facts import DutyTelephonePublished
from tests import examples as given
from tests.application.advising import may, put
from tests.application.crisis.worries.test_raising import damage
from tests.application.oncall.test_gaps_told import tell
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, LIAISON
from tests.domain.oncall.test_trying import LATE_ON, NUMBER, OTHER_NUMBER, TRIED, TRY, UNTESTED
from tests.office import AUDITOR, LEADER, OFFICER, Office, acting

PUBLISHED = DutyTelephonePublished(organisation_id=given.SCHOOL, telephone=NUMBER)
LATE = given.NOW + (LATE_ON - given.TODAY)


def facts(office: Office) -> list[object]:
    history = office.ledger.log.load([on_call_stream(given.SCHOOL)])
    assert isinstance(history, History)
    return [each.fact for each in history.recorded]


def test_a_number_is_tried_by_whoever_is_on_call_or_answers_for_the_place(
    at_work_on_each: Office,
) -> None:
    office, ledger, now = at_work_on_each, at_work_on_each.ledger, given.NOW
    with pytest.raises(NotFound, match="no_duty_telephone"):
        record_try(ledger, acting(LEADER), TRY, now)
    put(office, PUBLISHED)
    assert record_try(ledger, acting(LEADER), TRY, now).fresh
    assert not record_try(ledger, acting(LEADER), TRY, now).fresh
    assert may(lambda by: record_try(ledger, acting(by), TRY, now)) == {
        *(LEADER, OFFICER, CRISIS_LEAD, DUTY_OFFICER, given.SUPERVISOR)
    }
    assert facts(office) == [TRIED]

    def seen(by: PersonId) -> object:
        return directory(ledger, acting(by), now)

    assert may(seen) == {
        *(LEADER, OFFICER, AUDITOR, CRISIS_LEAD, ADVISER, DUTY_OFFICER, LIAISON),
        given.SUPERVISOR,
    }
    (school,) = directory(ledger, acting(CRISIS_LEAD), now)
    assert (school.last, school.is_failed, school.is_untested) == (TRIED, False, False)
    put(office, replace(PUBLISHED, telephone=OTHER_NUMBER))
    (school,) = directory(ledger, acting(CRISIS_LEAD), now)
    assert (school.last, school.place.duty_telephone) == (None, OTHER_NUMBER)
    damage(office, on_call_stream(given.SCHOOL))
    (school,) = directory(ledger, acting(CRISIS_LEAD), now)
    assert (school.is_unreadable, school.place.duty_telephone) == (True, OTHER_NUMBER)


def test_who_answers_for_a_place_is_told_once_that_nobody_was_reached_in_time(
    at_work_on_each: Office,
) -> None:
    office, ledger = at_work_on_each, at_work_on_each.ledger
    put(office, PUBLISHED)
    on_last_day = LATE - timedelta(days=1)
    wrong = replace(TRY, outcome=CallOutcome.WRONG_NUMBER)
    record_try(ledger, acting(CRISIS_LEAD), wrong, given.NOW)

    def untested_at(at: datetime) -> list[object]:
        tell(office, at)
        return [each for each in facts(office)[1:] if not isinstance(each, RosterGapsTold)]

    told = [untested_at(at) for at in (given.NOW, on_last_day, LATE, LATE)]
    assert told == [[], [], [UNTESTED], [UNTESTED]]
    (school,) = directory(ledger, acting(CRISIS_LEAD), LATE)
    assert (school.is_failed, school.is_untested) == (True, True)
