"""A worry about the wrong child is put right in one step, and nothing of it is left there."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

import pytest

from application.crisis.clocks.sweeping import say
from application.crisis.reactions import react
from application.crisis.reading.case_reading import case
from application.crisis.worries.redirected import redirected_id
from application.ports import StreamMoved
from application.staffing.reactions import introduce
from domain.alerts.facts import Addressee, ConcernAlerted
from domain.clocks.facts import StepOverdue
from domain.errors import NotFound
from domain.referrals.facts import (
    ConcernRaised,
    PupilNamed,
    Situation,
)
from domain.referrals.joining.joining_facts import (
    ConcernParted,
    FurtherConcernJoined,
    PartingReason,
)
from domain.shared import CaseId, PersonId
from tests import examples as given
from tests.application.casework import (
    CASE,
    REPORTER,
    WORRY,
    asked,
    raised,
    reopen_casework,
    told,
)
from tests.application.joining import (
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
from tests.application.redirecting import (
    ANEW,
    MISDIRECTED,
    RAISED_ANEW,
    REDIRECT,
    REDIRECTED,
    RIGHT_CHILD,
    SOON,
    redirected,
)
from tests.application.telling import ADVISER_TOLD, LEAD_TOLD, alerts, cause_of, history_of
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import Office


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


@pytest.fixture
def on_sqlite(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def told_of(office: Office, case_id: CaseId = ANEW) -> list[tuple[Addressee, ...]]:
    """Return who was told of a case, each time."""
    said = (each.fact for each in history_of(office, case_id).recorded)
    return [each.addressees for each in said if isinstance(each, ConcernAlerted)]


def test_the_worry_is_about_the_right_child_since_it_was_raised_and_the_wrong_one_has_no_case(
    at_work: Office,
) -> None:
    raised(at_work)
    told(at_work)
    receipt = redirected(at_work)
    before = [each.fact for each in history_of(at_work).recorded]
    assert before[0] == cause_of(at_work, ConcernRaised).fact
    assert before[-1] == MISDIRECTED
    anew = history_of(at_work, ANEW).recorded
    named = PupilNamed(case_id=ANEW, child_id=RIGHT_CHILD, name=REDIRECT.name)
    assert [each.fact for each in anew] == [named, RAISED_ANEW, REDIRECTED]
    assert receipt.position == anew[-1].position
    assert {each.recorded_at for each in anew} == {SOON}
    # There is no such case for whoever had it on the desk, and of the other people are told anew.
    told_at(at_work, SOON)
    assert on_desk(at_work, CRISIS_LEAD) == {ANEW}
    with pytest.raises(NotFound):
        case(at_work.ledger, asked(CRISIS_LEAD))
    (alert,) = [
        e.fact for e in history_of(at_work, ANEW).recorded if isinstance(e.fact, ConcernAlerted)
    ]
    assert alert.addressees == (LEAD_TOLD, ADVISER_TOLD)
    assert len(alerts(at_work)) == 1
    found = case(at_work.ledger, asked(CRISIS_LEAD, case_id=ANEW))
    assert (found.raised_at, found.raised_by) == (given.NOW, REPORTER)


def test_whoever_raised_it_sees_by_the_number_they_know_how_the_right_one_stands(
    at_work: Office,
) -> None:
    raised(at_work)
    redirected(at_work)
    told_at(at_work, SOON)
    first = cause_of(at_work, ConcernRaised)
    assert stands(at_work, REPORTER, CASE) == (True, False, False)
    taken_at(at_work, case_id=ANEW)
    mine = own(at_work, REPORTER, CASE)
    assert (mine.case_id, mine.position, mine.raised_at) == (ANEW, first.position, given.NOW)
    assert (mine.reached, mine.is_taken, mine.is_over) == (True, True, False)
    assert not mine.was_redirected
    # The lead may see the right one, and is told nothing by the number of the wrong one.
    with pytest.raises(NotFound):
        own(at_work, CRISIS_LEAD, CASE)
    # After a rebuild all stands as it stood.
    for view in ("health", "clocks"):
        at_work.opened.projector.rebuild(view)
    assert on_desk(at_work, CRISIS_LEAD) == {ANEW}
    assert at_work.ledger.health.cases_of_child(given.CHILD) == ()
    assert at_work.ledger.health.cases_of_child(RIGHT_CHILD) == (ANEW,)


def test_its_deadlines_count_from_the_first_and_those_of_the_wrong_child_are_gone(
    at_work: Office,
) -> None:
    raised(at_work, replace(WORRY, situation=Situation.LIFE_IN_DANGER))
    told(at_work)
    actor = introduce(at_work.ledger, at_work.opened.ledger_id, SOON)
    late, at = given.NOW + timedelta(hours=3), given.NOW + timedelta(minutes=12)
    assert StepOverdue in {type(each) for each in say(at_work.ledger, actor, CASE, at)}
    redirected(at_work, at=late)
    # What was overdue is told to nobody any more, and what was not said yet is not said.
    told_at(at_work, late)
    assert len(alerts(at_work)) == 1
    assert say(at_work.ledger, actor, CASE, late + timedelta(days=30)) == ()
    due = at_work.ledger.clocks.due(late + timedelta(days=30), limit=100)
    assert {each.case_id for each in due} == {ANEW}
    begun = {each.began_at for each in say(at_work.ledger, actor, ANEW, late)}
    assert begun == {given.NOW}


def test_people_are_told_of_nothing_that_is_corrected_before_or_meanwhile(
    at_work: Office,
) -> None:
    raised(at_work)
    cause = cause_of(at_work, ConcernRaised)
    actor = introduce(at_work.ledger, at_work.opened.ledger_id, SOON)

    def redirected_meanwhile(people: Collection[PersonId]) -> frozenset[PersonId]:
        redirected(at_work)
        return frozenset(people)

    with pytest.raises(StreamMoved):
        react(at_work.ledger, actor, cause, SOON, redirected_meanwhile)
    told_at(at_work, SOON)
    assert (told_of(at_work, CASE), len(told_of(at_work))) == ([], 1)


def test_reports_that_belonged_to_it_stand_alone_and_say_nothing_of_it(at_work: Office) -> None:
    two_reports(at_work)
    redirected(at_work, at=LATER)
    by_other = PartingReason.OTHER_CHILD
    assert joinings(at_work, REPORT)[1:] == [
        ConcernParted(
            case_id=REPORT, child_id=given.CHILD, parted_from=CASE, reason=by_other, why=None
        )
    ]
    told_at(at_work)
    assert on_desk(at_work, CRISIS_LEAD) == {REPORT, ANEW}
    assert stands(at_work, SECOND_REPORTER, REPORT) == (True, False, False)
    shown = case(at_work.ledger, asked(CRISIS_LEAD, case_id=REPORT))
    assert str(CASE) not in repr(shown)


def test_one_that_belonged_to_a_case_leaves_it_without_a_word(on_sqlite: Office) -> None:
    two_reports(on_sqlite)
    misdirected = replace(REDIRECT, case_id=REPORT)
    redirected(on_sqlite, misdirected, by=SECOND_REPORTER, at=LATER)
    told_at(on_sqlite)
    anew = redirected_id(REPORT)
    assert on_desk(on_sqlite, CRISIS_LEAD) == {CASE, anew}
    assert stands(on_sqlite, SECOND_REPORTER, REPORT) == (True, False, False)
    shown = case(on_sqlite.ledger, asked(CRISIS_LEAD))
    assert (shown.further, str(REPORT) in repr(shown.entries)) == ((), False)
    assert shown.state.further.joined == {}


def test_the_right_childs_open_case_takes_it_in(on_sqlite: Office) -> None:
    raised(on_sqlite)
    raised_at(
        on_sqlite, replace(SECOND, child_id=RIGHT_CHILD, name="示例同学", school_id=given.SCHOOL)
    )
    told_at(on_sqlite)
    redirected(on_sqlite, at=LATER)
    told_at(on_sqlite)
    (joined,) = [e for e in joinings(on_sqlite, REPORT) if isinstance(e, FurtherConcernJoined)]
    assert (joined.further_id, joined.raised_by, joined.raised_at) == (ANEW, REPORTER, given.NOW)
    assert stands(on_sqlite, REPORTER, CASE)[0]
