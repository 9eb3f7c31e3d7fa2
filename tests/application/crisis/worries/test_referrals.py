"""A worry goes through whatever is in trouble; one named person answers for it at a time."""

from dataclasses import replace
from typing import cast

import pytest

from application.crisis.worries.referrals import (
    pass_concern_on,
    people_who_may_answer,
    raise_concern,
    withdraw_concern,
)
from application.ports import History
from application.states import care_stream, case_state, children_stream, referrals_stream
from application.view_ports import AccessView, Desk, Directory, HealthDesk
from domain.errors import ConflictKept, RuleBroken
from domain.referrals.facts import ConcernConflictKept, Involved, PupilNamed, WithdrawalReason
from domain.referrals.state import (
    CaseState,
    PassConcernOn,
    RaiseConcern,
    WithdrawConcern,
)
from domain.shared import ChildId, PassId, PersonId
from tests import examples as given
from tests.application.casework import CASE, REPORTER, WORRY, raised, reopen_casework, taken, told
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import LEADER, OFFICER, Office, acting

PASS = PassConcernOn(
    case_id=CASE, pass_id=PassId(given.example_id(703)), to_id=ADVISER, why="她更合适。"
)
WITHDRAWAL = WithdrawConcern(case_id=CASE, reason=WithdrawalReason.RESOLVED, why="已谈过。")


def history_of(office: Office) -> History:
    found = office.ledger.log.load([referrals_stream(CASE)])
    assert isinstance(found, History)
    return found


def state_of(office: Office) -> CaseState:
    return case_state(history_of(office), CASE)


def passed_on(office: Office, request: PassConcernOn = PASS, by: PersonId = CRISIS_LEAD) -> None:
    pass_concern_on(office.ledger, acting(by), request, given.NOW)


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def test_the_same_worry_sent_twice_is_recorded_once(founded_ledger: FoundedLedger) -> None:
    office = reopen_casework(founded_ledger)
    first, again = raised(office), raised(office)
    assert (first.fresh, again.fresh) == (True, False)
    assert replace(again, fresh=True) == first
    assert len(history_of(office).recorded) == 1


def test_a_worry_takes_its_places_from_the_childs_file(at_work: Office) -> None:
    raised(at_work, replace(WORRY, school_id=given.OTHER_SCHOOL))
    concern = state_of(at_work).raised
    assert concern is not None
    assert (concern.school_id, concern.village_id) == (given.SCHOOL, given.VILLAGE)


def test_the_same_worry_with_other_content_is_kept_beside_under_its_own_receipt(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    first = raised(office)
    other = replace(WORRY, heard="他打我。")
    kept = []
    for _time in range(2):
        with pytest.raises(ConflictKept) as refused:
            raised(office, other)
        kept.append(dict(refused.value.parameters))
    assert kept[0] == kept[1]
    assert kept[0]["position"] == first.position + 1
    (_first, conflict) = history_of(office).recorded
    assert isinstance(conflict.fact, ConcernConflictKept)
    assert conflict.fact.kept.heard == "他打我。"


def test_a_pupil_without_a_file_is_named_beside_the_worry(at_work: Office) -> None:
    pupil = ChildId(given.example_id(309))
    worry = replace(WORRY, child_id=pupil, name="示例学生", school_id=given.SCHOOL)
    raised(at_work, worry)
    named = PupilNamed(case_id=CASE, child_id=pupil, name="示例学生")
    assert state_of(at_work).named == named


@pytest.mark.parametrize("context", ["children", "care"])
def test_a_worry_about_a_child_whose_file_is_damaged_goes_through(
    founded_ledger: FoundedLedger, context: str
) -> None:
    office = reopen_casework(founded_ledger)
    stream = replace(children_stream(given.CHILD), context=context)
    found = office.ledger.log.load([stream])
    assert isinstance(found, History)
    spoil(office.databases, found.recorded[-1].position)
    first, again = raised(office), raised(office)
    assert (first.fresh, again.fresh) == (True, False)
    assert state_of(office).raised is not None


def test_a_worry_repeated_after_the_childs_file_was_damaged_is_known_as_the_same(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    first = raised(office)
    found = office.ledger.log.load([care_stream(given.CHILD)])
    assert isinstance(found, History)
    spoil(office.databases, found.recorded[-1].position)
    assert raised(office) == replace(first, fresh=False)
    with pytest.raises(ConflictKept):
        raised(office, replace(WORRY, heard="他打我。"))
    (conflict,) = state_of(office).conflicts
    assert (conflict.kept.school_id, conflict.kept.village_id) == (given.SCHOOL, given.VILLAGE)


def test_a_worry_asks_no_view_at_all(at_work: Office) -> None:
    nothing = object()
    blind = replace(
        at_work.ledger,
        access=cast("AccessView", nothing),
        desk=cast("Desk", nothing),
        directory=cast("Directory", nothing),
        health=cast("HealthDesk", nothing),
        catch_up=lambda: False,
    )
    assert raise_concern(blind, acting(REPORTER), WORRY, given.NOW).fresh


def test_anybody_may_raise_a_worry_who_holds_no_duty(at_work: Office) -> None:
    nobody = PersonId(given.example_id(199))
    assert raised(at_work, by=nobody).fresh


def test_a_case_is_taken_by_one_person(at_work: Office) -> None:
    raised(at_work)
    first, again = taken(at_work), taken(at_work)
    assert (first.fresh, again.fresh) == (True, False)
    with pytest.raises(RuleBroken, match="concern_already_taken"):
        taken(at_work, DUTY_OFFICER)
    assert state_of(at_work).owner_id == CRISIS_LEAD


def test_a_case_that_is_passed_on_is_untaken_until_somebody_takes_it(at_work: Office) -> None:
    raised(at_work)
    taken(at_work)
    passed_on(at_work)
    passed_on(at_work)
    assert state_of(at_work).owner_id is None
    taken(at_work, ADVISER)
    with pytest.raises(RuleBroken, match="concern_already_taken"):
        passed_on(at_work, replace(PASS, pass_id=PassId(given.example_id(704))))


def test_a_case_can_come_back_to_whoever_had_it(at_work: Office) -> None:
    raised(at_work)
    first = taken(at_work)
    passed_on(at_work)
    back = replace(PASS, pass_id=PassId(given.example_id(704)), to_id=CRISIS_LEAD)
    passed_on(at_work, back, by=ADVISER)
    again, repeat = (taken(at_work, number=2) for _time in range(2))
    assert again.position > first.position
    assert (again.fresh, repeat.fresh, repeat.position) == (True, False, again.position)


def test_a_case_goes_only_to_people_who_may_answer_for_it(at_work: Office) -> None:
    raised(at_work)
    asked = people_who_may_answer(at_work.ledger, acting(CRISIS_LEAD), CASE, given.NOW)
    assert asked == {ADVISER, DUTY_OFFICER, LEADER, OFFICER}
    for person in (given.TEACHER, CRISIS_LEAD):
        with pytest.raises(RuleBroken, match="may_not_answer_for_it"):
            passed_on(at_work, replace(PASS, to_id=person))


def test_nobody_who_may_be_involved_is_offered_a_case(at_work: Office) -> None:
    worry: RaiseConcern = replace(
        WORRY, involved=(Involved.SCHOOL_LEADER,), involved_ids=(ADVISER,)
    )
    raised(at_work, worry)
    asked = people_who_may_answer(at_work.ledger, acting(DUTY_OFFICER), CASE, given.NOW)
    assert asked == {OFFICER}
    with pytest.raises(RuleBroken, match="may_not_answer_for_it"):
        passed_on(at_work, PASS, by=DUTY_OFFICER)


def test_a_case_is_withdrawn_once_and_a_repeat_of_the_worry_is_still_kept(at_work: Office) -> None:
    raised(at_work)
    told(at_work)
    taken(at_work)
    receipts = [
        withdraw_concern(at_work.ledger, acting(CRISIS_LEAD), WITHDRAWAL, given.NOW)
        for _time in range(2)
    ]
    assert [each.fresh for each in receipts] == [True, False]
    with pytest.raises(RuleBroken, match="concern_withdrawn"):
        passed_on(at_work)
    assert not raised(at_work).fresh
    with pytest.raises(ConflictKept):
        raised(at_work, replace(WORRY, heard="又哭了。"))


def test_only_whoever_answers_for_a_case_withdraws_it(at_work: Office) -> None:
    raised(at_work)
    with pytest.raises(RuleBroken, match="take_it_first"):
        withdraw_concern(at_work.ledger, acting(CRISIS_LEAD), WITHDRAWAL, given.NOW)
