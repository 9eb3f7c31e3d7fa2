"""Who writes and sees the duty log of a school."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from application.ports import Context
from application.school_health.duty_log import correct_health_duty, void_health_duty
from application.school_health.school_logs import school_log
from domain.advising.facts import HealthDutyVoidReason
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.shared import OrganisationId, PersonId
from tests import examples as given
from tests.advising_examples import (
    CORRECT,
    CORRECTED,
    LESSON,
    LOG,
    LOG_TRAINING,
    LOGGED,
    TRAINING,
    VOID,
    VOIDED,
)
from tests.application.advising import SECOND_SCHOOL, appointment, ended, log_of, logged, may, put
from tests.crisis import ADVISER
from tests.office import LEADER, OFFICER, Office, acting


def test_the_log_is_written_by_the_schools_own_health_vice_principal(
    at_work_on_each: Office,
) -> None:
    office, ledger, now = at_work_on_each, at_work_on_each.ledger, given.NOW
    assert may(lambda by: logged(office, by=by)) == {ADVISER}
    assert logged(office) is False
    assert may(lambda by: correct_health_duty(ledger, acting(by), CORRECT, now)) == {ADVISER}
    assert void_health_duty(ledger, acting(ADVISER), VOID, now).fresh
    assert may(lambda by: void_health_duty(ledger, acting(by), VOID, now)) == {ADVISER, OFFICER}
    assert correct_health_duty(ledger, acting(ADVISER), CORRECT, now).fresh is False
    assert void_health_duty(ledger, acting(ADVISER), VOID, now).fresh is False
    assert [each.fact for each in log_of(office)] == [LOGGED, CORRECTED, VOIDED]
    as_adviser = Context(
        duty="health_vice_principal",
        organisation=given.SCHOOL,
        device="test",
        rules=given.RULES.version,
    )
    assert [each.context for each in log_of(office)] == [as_adviser] * 3


def test_a_pupils_name_is_taken_out_by_the_county_where_the_post_is_empty_and_nothing_else(
    at_work_on_each: Office,
) -> None:
    office, ledger, now = at_work_on_each, at_work_on_each.ledger, given.NOW
    logged(office)
    put(office, ended(office, given.TODAY - timedelta(days=1)))
    assert may(lambda by: logged(office, by=by)) == set()
    named = replace(VOID, reason=HealthDutyVoidReason.NAMED_A_PUPIL)
    other = replace(VOID, reason=HealthDutyVoidReason.ENTERED_TWICE)
    with pytest.raises(RuleBroken, match="health_duty_of_another"):
        void_health_duty(ledger, acting(OFFICER), other, now)
    for refused in (LEADER, ADVISER, given.TEACHER):
        with pytest.raises(NotPermitted):
            void_health_duty(ledger, acting(refused), named, now)
    log = school_log(ledger, acting(OFFICER), given.SCHOOL, now)
    assert (log.may_log, log.may_void) == (False, True)
    assert void_health_duty(ledger, acting(OFFICER), named, now).fresh
    assert void_health_duty(ledger, acting(OFFICER), named, now).fresh is False
    assert [each.fact for each in log_of(office)] == [LOGGED, replace(VOIDED, reason=named.reason)]


def test_no_log_of_another_school_is_written_and_no_id_stands_for_two(
    at_work_on_each: Office,
) -> None:
    office = at_work_on_each
    elsewhere = replace(LOG, school_id=given.OTHER_SCHOOL)
    with pytest.raises(NotPermitted):
        logged(office, elsewhere)
    put(office, SECOND_SCHOOL, appointment(given.OTHER_SCHOOL, 1))
    # Of a day before they came to that school nothing is logged, though they served another.
    with pytest.raises(RuleBroken, match="not_appointed_on_that_day"):
        logged(office, elsewhere)
    today = replace(LOG, duty=replace(LOG.duty, held_on=given.TODAY))
    assert logged(office, today)
    with pytest.raises(RuleBroken, match="id_already_used"):
        logged(office, replace(today, school_id=given.OTHER_SCHOOL))


def test_the_log_of_a_school_is_seen_by_whoever_answers_for_the_post(
    at_work_on_each: Office,
) -> None:
    office, ledger = at_work_on_each, at_work_on_each.ledger
    logged(office)
    logged(office, LOG_TRAINING)
    correct_health_duty(ledger, acting(ADVISER), CORRECT, given.NOW)

    def seen(by: PersonId, school: OrganisationId = given.SCHOOL) -> object:
        return school_log(ledger, acting(by), school, given.NOW)

    assert may(seen) == {LEADER, OFFICER, ADVISER}
    log = school_log(ledger, acting(OFFICER), given.SCHOOL, given.NOW)
    assert [each.record.logged.health_duty_id for each in log.lines] == [LESSON, TRAINING]
    assert [(each.record.duty.held_on, each.is_late) for each in log.lines] == [
        (date(2026, 3, 6), True),
        (date(2026, 3, 5), True),
    ]
    assert [each.corrected_on for each in log.lines] == [(given.TODAY,), ()]
    assert (log.names.people, log.may_log) == ({ADVISER: "值守1"}, False)
    assert school_log(ledger, acting(ADVISER), given.SCHOOL, given.NOW).may_log
    autumn = school_log(ledger, acting(OFFICER), given.SCHOOL, given.NOW, date(2026, 1, 9))
    assert (autumn.lines, autumn.earlier_on, autumn.later_on) == ((), None, date(2026, 2, 20))
    with pytest.raises(NotFound, match="school_not_found"):
        seen(OFFICER, given.VILLAGE)
