"""Whoever answers for yellow cases has one word a week of them, and a page; red is never in it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid5

import pytest
from sqlalchemy import select

from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.delivering import Due, Message, Withheld
from application.crisis.desk.school_cases import YellowCase
from application.crisis.desk.weekly import (
    WeeklyWord,
    this_week,
    weekly_matter,
    weekly_message,
)
from application.ports import Actor, Commit, Ledger, Recorded
from application.staffing.reactions import introduce
from domain.alerts.outside import Channel
from domain.errors import NotPermitted, Unavailable
from domain.reads.facts import Reading
from domain.referrals.facts import Situation
from domain.shared import ChildId, PersonId
from infrastructure.log.tables import ALERTS, DELIVERIES
from tests import examples as given
from tests.application.casework import CASE, WORRY, raised, told
from tests.application.granting import reads_of
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.infrastructure.views.worries import case_number
from tests.office import Office, acting

# The example day is a Tuesday; it is 09:30 there.
NOW = given.NOW
DANGER = replace(WORRY, case_id=case_number(7), situation=Situation.LIFE_IN_DANGER)
LEADS = Leads("https://t.example/duty")


def by_mail(people: Collection[PersonId]) -> Mapping[PersonId, Collection[Channel]]:
    return {each: {Channel.EMAIL, Channel.DINGTALK} for each in people}


def ledger_of(office: Office) -> Ledger:
    return replace(office.ledger, outlets=by_mail, reachable=frozenset)


def actor_of(office: Office) -> Actor:
    return introduce(office.ledger, office.opened.ledger_id, NOW)


def queued(office: Office) -> list[tuple[PersonId, str, int]]:
    with office.opened.engine.connect() as connection:
        rows = connection.execute(select(DELIVERIES)).all()
    mine = [row for row in rows if row.case_id == weekly_matter(PersonId(row.person_id))]
    return sorted((PersonId(row.person_id), row.channel, row.minutes) for row in mine)


def woken(office: Office) -> list[PersonId]:
    with office.opened.engine.connect() as connection:
        rows = connection.execute(select(ALERTS.c.addressee, ALERTS.c.case_id)).all()
    people = [PersonId(row.addressee) for row in rows]
    return sorted(
        each for each, row in zip(people, rows, strict=True) if row.case_id == weekly_matter(each)
    )


WORD = sorted([(ADVISER, "email", 0), (DUTY_OFFICER, "email", 0)])


@pytest.fixture
def office(at_work_on_each: Office) -> Office:
    """Give an office with one yellow case and a red one."""
    raised(at_work_on_each)
    told(at_work_on_each)
    return at_work_on_each


def test_each_who_answers_for_a_yellow_case_has_one_word_a_week(office: Office) -> None:
    ledger, actor = ledger_of(office), actor_of(office)
    monday_early = NOW - timedelta(hours=26)
    assert WeeklyWord().tell(ledger, actor, monday_early) == 0
    assert WeeklyWord().tell(ledger, actor, NOW) == 2
    assert queued(office) == WORD
    assert woken(office) == sorted((ADVISER, DUTY_OFFICER))
    # Neither another process nor a later day of the week tells again.
    assert WeeklyWord().tell(ledger, actor, NOW + timedelta(days=2)) == 0
    assert queued(office) == WORD
    assert WeeklyWord().tell(ledger, actor, NOW + timedelta(days=7)) == 2
    assert len(queued(office)) == 4


class Behind:
    """Cases of which none is known yet, as while the view is filled anew."""

    def __init__(self, *, is_near: bool) -> None:
        self._is_near = is_near

    def cases_behind(self) -> int:
        return 1

    def is_near(self) -> bool:
        return self._is_near

    def yellow(self, _person_id: PersonId, _on: date) -> tuple[YellowCase, ...]:
        return ()


def test_nobody_has_no_word_for_the_week_while_the_cases_do_not_tell_all(office: Office) -> None:
    ledger, actor, word = ledger_of(office), actor_of(office), WeeklyWord()
    behind = replace(ledger)
    for is_near in (True, False):
        cases: object = Behind(is_near=is_near)
        object.__setattr__(behind, "health", cases)
        if is_near:
            assert word.tell(behind, actor, NOW) == 0
        else:
            with pytest.raises(Unavailable):
                word.tell(behind, actor, NOW)
    later = NOW + timedelta(minutes=20)
    assert (word.tell(ledger, actor, later), queued(office)) == (2, WORD)


def test_whoever_could_not_sign_in_on_monday_has_word_once_they_can(office: Office) -> None:
    ledger, actor, word = ledger_of(office), actor_of(office), WeeklyWord()
    without = replace(ledger, reachable=lambda people: frozenset(people) - {ADVISER})
    assert word.tell(without, actor, NOW) == 1
    later = NOW + timedelta(days=1)
    assert (word.tell(ledger, actor, later), queued(office)) == (1, WORD)
    assert word.tell(ledger, actor, later) == 0


class DiesAfter:
    """A log whose process dies once something was committed."""

    def __init__(self, ledger: Ledger, commits: int) -> None:
        self._log, self._left = ledger.log, commits

    def append(self, commit: Commit) -> Sequence[Recorded[object]]:
        receipt = self._log.append(commit)
        self._left -= 1
        if not self._left:
            raise SystemExit
        return receipt


@pytest.mark.parametrize("commits", [1, 2])
def test_a_process_that_dies_between_two_of_them_leaves_none_out_and_tells_none_twice(
    office: Office, commits: int
) -> None:
    ledger, actor = ledger_of(office), actor_of(office)
    log: object = DiesAfter(ledger, commits)
    dying = replace(ledger)
    object.__setattr__(dying, "log", log)
    with pytest.raises(SystemExit):
        WeeklyWord().tell(dying, actor, NOW)
    assert len(queued(office)) <= commits
    WeeklyWord().tell(ledger, actor, NOW)
    assert queued(office) == WORD


def test_a_red_case_is_never_in_it(at_work_on_each: Office) -> None:
    raised(at_work_on_each, DANGER)
    told(at_work_on_each)
    assert WeeklyWord().tell(ledger_of(at_work_on_each), actor_of(at_work_on_each), NOW) == 0
    assert (queued(at_work_on_each), woken(at_work_on_each)) == ([], [])
    asked = uuid5(ADVISER, "week")
    assert this_week(at_work_on_each.ledger, acting(ADVISER), NOW, read_id=asked).rows == ()


def test_the_word_says_nothing_and_is_not_sent_once_nothing_waits(office: Office) -> None:
    ledger = ledger_of(office)
    due = Due(
        delivery_id=given.example_id(5_900),
        channel=Channel.EMAIL,
        person_id=ADVISER,
        case_id=weekly_matter(ADVISER),
        minutes=0,
        tries=0,
        waited=timedelta(),
    )
    found = weekly_message(ledger, lambda *_: "at", due, LEADS, NOW)
    assert isinstance(found, Message)
    assert found.words.chinese == "本周有事项待看·请在工作时间内查看"
    assert found.words.link == LEADS.desk
    late = due._replace(waited=timedelta(days=7))
    assert weekly_message(ledger, lambda *_: "at", late, LEADS, NOW) is Withheld.OVER
    of_nothing = due._replace(person_id=given.TEACHER, case_id=weekly_matter(given.TEACHER))
    assert weekly_message(ledger, lambda *_: "at", of_nothing, LEADS, NOW) is Withheld.DONE
    assert weekly_message(ledger, lambda *_: "at", due._replace(case_id=CASE), LEADS, NOW) is None


def test_whoever_may_be_involved_has_no_word_and_no_line(at_work_on_each: Office) -> None:
    office = at_work_on_each
    raised(office, replace(WORRY, involved_ids=(ADVISER,)))
    told(office)
    WeeklyWord().tell(ledger_of(office), actor_of(office), NOW)
    assert queued(office) == [(DUTY_OFFICER, "email", 0)]


def test_the_page_shows_the_yellow_cases_and_the_look_is_on_record(office: Office) -> None:
    read_id = uuid5(CRISIS_LEAD, "week")
    found = this_week(office.ledger, acting(CRISIS_LEAD), NOW, read_id=read_id)
    assert [each.case_id for each in found.rows] == [CASE]
    assert found.next_steps.keys() == {CASE}
    ((child_ids, what),) = [(each.child_ids, each.what) for each in reads_of(office, read_id)]
    assert (child_ids, what) == ((ChildId(given.CHILD),), Reading.HEALTH_DESK)
    with pytest.raises(NotPermitted):
        this_week(office.ledger, acting(given.TEACHER), NOW, read_id=read_id)
