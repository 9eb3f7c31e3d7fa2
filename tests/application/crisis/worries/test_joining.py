"""Of two reports of one child people are told as of one case; whatever is not sure stays two."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from application.crisis.clocks.sweeping import say
from application.crisis.desk.duty_desk import duty_desk
from application.crisis.reactions import react
from application.ports import StreamMoved
from application.staffing.reactions import introduce
from domain.alerts.facts import ConcernAlerted
from domain.clocks.facts import Step
from domain.referrals.facts import ConcernRaised, Involved
from domain.referrals.joining.joining_facts import (
    ConcernJoined,
    FurtherConcernJoined,
)
from domain.referrals.state import RaiseConcern
from domain.shared import PersonId
from infrastructure.log.rows import AlertRow
from tests import examples as given
from tests.application.casework import CASE, REPORTER, WORRY, look_id, raised, reopen_casework
from tests.application.joining import (
    FURTHER_JOINED,
    GRAVE,
    GRAVER_JOINED,
    JOINED,
    LATER,
    REPORT,
    SECOND,
    SECOND_REPORTER,
    joinings,
    on_desk,
    own,
    raised_at,
    stands,
    taken_at,
    told_at,
    two_reports,
)
from tests.application.telling import (
    ADVISER_TOLD,
    DUTY_TOLD,
    LEAD_TOLD,
    alerts,
    all_but,
    cause_of,
    history_of,
)
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.infrastructure.log.examples import alerted
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import LEADER, Office, acting


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


@pytest.fixture
def on_sqlite(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def test_one_more_report_is_the_same_case_and_people_are_told_as_of_any_worry_until_one_has_it(
    at_work: Office,
) -> None:
    two_reports(at_work)
    waits = replace(FURTHER_JOINED, waits=True)
    assert joinings(at_work, REPORT, CASE) == [JOINED, waits]
    cause = history_of(at_work, REPORT).recorded[0]
    assert alerts(at_work)[-1] == ConcernAlerted(
        case_id=CASE,
        child_id=given.CHILD,
        cause_id=cause.event_id,
        place_id=given.SCHOOL,
        addressees=(LEAD_TOLD, ADVISER_TOLD),
    )
    rows: list[AlertRow] = alerted(at_work.databases.engine)
    assert {(each.addressee, each.case_id) for each in rows} == {
        (CRISIS_LEAD, CASE),
        (ADVISER, CASE),
    }
    assert len(rows) == 4
    assert on_desk(at_work, CRISIS_LEAD) == {CASE}
    # Followed once more from anywhere it is joined once.
    told_at(at_work)
    assert joinings(at_work, REPORT, CASE) == [JOINED, waits]


def test_whoever_has_the_case_is_told_of_one_more_report_and_nobody_else(at_work: Office) -> None:
    two_reports(at_work, is_taken=True)
    assert joinings(at_work, CASE) == [FURTHER_JOINED]
    assert alerts(at_work)[-1].addressees == (LEAD_TOLD,)
    assert stands(at_work, SECOND_REPORTER, REPORT) == (True, True, False)


def test_of_a_graver_report_all_are_told_and_somebody_has_to_take_it_anew(
    at_work: Office,
) -> None:
    two_reports(at_work, GRAVE, is_taken=True)
    assert joinings(at_work, CASE) == [GRAVER_JOINED]
    assert alerts(at_work)[-1].addressees == (DUTY_TOLD, LEAD_TOLD, ADVISER_TOLD)
    # Its reporter is told that somebody has it when somebody does; the first one's stays as it was.
    assert stands(at_work, SECOND_REPORTER, REPORT) == (True, False, False)
    assert stands(at_work, REPORTER, CASE) == (True, True, False)
    desk = duty_desk(at_work.ledger, acting(DUTY_OFFICER), LATER, read_id=look_id(DUTY_OFFICER))
    assert [(each.case_id, each.stage) for each in desk.page.rows] == [(CASE, "untaken")]
    taken_at(at_work, LATER.replace(minute=45), by=DUTY_OFFICER)
    assert stands(at_work, SECOND_REPORTER, REPORT) == (True, True, False)


def test_the_deadlines_of_the_report_end_and_those_of_the_case_run_by_the_graver(
    at_work: Office,
) -> None:
    two_reports(at_work, GRAVE)
    late = LATER.replace(hour=LATER.hour + 2)
    actor = introduce(at_work.ledger, at_work.opened.ledger_id, late)
    assert say(at_work.ledger, actor, REPORT, late) == ()
    said = {each.step: each.due_at for each in say(at_work.ledger, actor, CASE, late)}
    assert (said[Step.TAKEN] - LATER).total_seconds() == 600
    due = at_work.ledger.clocks.due(late.replace(hour=23), limit=100)
    assert {each.case_id for each in due} == {CASE}


def test_two_that_were_raised_before_anybody_was_told_are_one_by_their_order(
    on_sqlite: Office,
) -> None:
    raised_at(on_sqlite, SECOND)
    raised(on_sqlite)
    told_at(on_sqlite)
    assert joinings(on_sqlite, CASE) == [
        ConcernJoined(case_id=CASE, child_id=given.CHILD, joined_to=REPORT, kept_out_ids=())
    ]
    assert [type(each) for each in joinings(on_sqlite, REPORT)] == [FurtherConcernJoined]


@pytest.mark.parametrize(
    "second",
    [
        replace(SECOND, involved=(Involved.CARER,)),
        replace(SECOND, involved_ids=(CRISIS_LEAD,)),
        replace(SECOND, involved=(Involved.SCHOOL_LEADER,)),
        replace(SECOND, involved=(Involved.MENTOR,)),
    ],
    ids=["a kind", "by id", "those who answer", "the mentor"],
)
def test_a_report_that_names_others_stays_a_case_of_its_own(
    on_sqlite: Office, second: RaiseConcern
) -> None:
    two_reports(on_sqlite, second, is_taken=True)
    assert joinings(on_sqlite, CASE, REPORT) == []
    told = history_of(on_sqlite, REPORT).recorded[-1].fact
    assert isinstance(told, ConcernAlerted)
    assert not {each.person_id for each in told.addressees} & set(told.kept_out_ids)


def test_what_becomes_of_the_case_meanwhile_is_seen_before_anybody_is_told(
    at_work: Office,
) -> None:
    raised(at_work)
    told_at(at_work, given.NOW)
    raised_at(at_work, SECOND)
    cause = cause_of(at_work, ConcernRaised, REPORT)
    actor = introduce(at_work.ledger, at_work.opened.ledger_id, LATER)

    def taking_meanwhile(people: Collection[PersonId]) -> frozenset[PersonId]:
        taken_at(at_work)
        return frozenset(people)

    with pytest.raises(StreamMoved):
        react(at_work.ledger, actor, cause, LATER, taking_meanwhile)
    assert joinings(at_work, CASE, REPORT) == []
    react(at_work.ledger, actor, cause, LATER, all_but())
    assert joinings(at_work, CASE) == [FURTHER_JOINED]
    assert alerts(at_work)[-1].addressees == (LEAD_TOLD,)


def test_whoever_is_kept_out_of_the_case_learns_nothing_of_it_by_reporting(
    on_sqlite: Office,
) -> None:
    raised(on_sqlite, replace(WORRY, involved=(Involved.MENTOR,)))
    told_at(on_sqlite, given.NOW)
    taken_at(on_sqlite)
    raised_at(on_sqlite, replace(SECOND, involved=()), by=given.TEACHER)
    told_at(on_sqlite)
    assert joinings(on_sqlite, CASE, REPORT) == []
    assert stands(on_sqlite, given.TEACHER, REPORT) == (True, False, False)


def test_nobody_comes_to_be_kept_out_by_a_place_that_the_report_names_beside(
    on_sqlite: Office,
) -> None:
    raised(on_sqlite, replace(WORRY, involved=(Involved.TEACHER,)), by=LEADER)
    told_at(on_sqlite, given.NOW)
    raised_at(on_sqlite, replace(SECOND, involved=(Involved.TEACHER,)), by=LEADER)
    told_at(on_sqlite)
    assert [type(each) for each in joinings(on_sqlite, CASE)] == [FurtherConcernJoined]


def test_a_report_joins_nothing_where_the_case_is_over_or_cannot_be_read(
    on_sqlite: Office,
) -> None:
    raised(on_sqlite)
    told_at(on_sqlite, given.NOW)
    spoil(on_sqlite.databases, cause_of(on_sqlite, ConcernAlerted).position)
    raised_at(on_sqlite, SECOND)
    told_at(on_sqlite)
    assert joinings(on_sqlite, REPORT) == []
    told = history_of(on_sqlite, REPORT).recorded[-1].fact
    assert isinstance(told, ConcernAlerted)
    assert told.addressees == (LEAD_TOLD, ADVISER_TOLD)


def test_the_first_reporter_sees_nothing_of_the_second(on_sqlite: Office) -> None:
    two_reports(on_sqlite)
    found = own(on_sqlite, REPORTER, CASE)
    assert (found.concern.heard, found.raised_at) == (WORRY.heard, given.NOW)
    other = own(on_sqlite, SECOND_REPORTER, REPORT)
    assert (other.concern.heard, other.raised_at) == (SECOND.heard, LATER)
