"""Whoever's turn it became to talk with pupils has one word of it, however many they are."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from application.authorisation.permission import standings_of
from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.delivering import Due, Message, Withheld
from application.oncall.publishing import on_call_stream, publish_duty_roster
from application.oncall.rosters import roster_month
from application.ports import Commit, History, Ledger, Recorded
from application.said_lately import SaidLately
from application.screening.leads import drop_screening_lead, record_screening_lead
from application.screening.telling_turns import (
    may_talk_now,
    tell_of_turns,
    turns_matter,
    turns_message,
)
from application.staffing.reactions import introduce
from domain.alerts.outside import Channel
from domain.oncall.facts import InterviewTurnsTold
from domain.screening.facts import ScreeningScale
from domain.shared import PersonId
from domain.staff.facts import Role
from infrastructure.log.tables import ALERTS, DELIVERIES
from tests import examples as given
from tests.application.casework import WORRY, raised, told
from tests.application.screening.screening import PSYCHOLOGIST, employ_psychologist, know
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.office import LEADER, Office, acting
from tests.on_call_examples import AGAIN, PUBLISH
from tests.screening_examples import AGREED, BRING, DROP, SCREENING, SECOND

NOW = given.NOW
TOLD = InterviewTurnsTold(
    organisation_id=given.SCHOOL,
    role=Role.HEALTH_VICE_PRINCIPAL,
    screening_ids=(SCREENING,),
    told_ids=(ADVISER,),
)
LEADS = Leads("https://t.example/duty")


@pytest.fixture
def office(at_work_on_each: Office) -> Office:
    """Give an office without a psychology teacher, where one pupil waits for a talk."""
    know(at_work_on_each, AGREED)
    record_screening_lead(at_work_on_each.ledger, acting(CRISIS_LEAD), BRING, NOW)
    return at_work_on_each


def by_mail(people: Collection[PersonId]) -> Mapping[PersonId, Collection[Channel]]:
    return {each: {Channel.EMAIL, Channel.WECOM} for each in people}


def ledger_of(office: Office) -> Ledger:
    return replace(office.ledger, outlets=by_mail, reachable=frozenset)


def tell(office: Office, after: timedelta = timedelta(0), ledger: Ledger | None = None) -> int:
    actor = introduce(office.ledger, office.opened.ledger_id, NOW)
    return tell_of_turns(ledger or ledger_of(office), actor, NOW + after, SaidLately())


def recorded(office: Office) -> list[object]:
    history = office.ledger.log.load([on_call_stream(given.SCHOOL)])
    assert isinstance(history, History)
    return [each.fact for each in history.recorded]


def words(office: Office) -> list[PersonId]:
    with office.opened.engine.connect() as connection:
        rows = connection.execute(select(DELIVERIES)).all()
        woken = connection.scalars(
            select(ALERTS.c.addressee).where(ALERTS.c.case_id == turns_matter(ADVISER))
        ).all()
    assert {PersonId(each) for each in woken} <= {ADVISER}
    mine = [row for row in rows if row.case_id == turns_matter(PersonId(row.person_id))]
    assert all((row.channel, row.minutes) == ("email", 0) for row in mine)
    return sorted(PersonId(row.person_id) for row in mine)


def test_whose_turn_it_became_is_told_once_and_of_later_ones_anew(office: Office) -> None:
    assert tell(office, timedelta(days=-3)) == 0  # A Saturday.
    assert tell(office) == 1
    assert (recorded(office), words(office)) == ([TOLD], [ADVISER])
    assert tell(office, timedelta(days=1)) == 0
    second = replace(BRING, screening_id=SECOND, scale=ScreeningScale.SDQ)
    record_screening_lead(office.ledger, acting(CRISIS_LEAD), second, NOW)
    assert tell(office, timedelta(days=1)) == 1
    assert recorded(office) == [TOLD, replace(TOLD, screening_ids=(SECOND,))]
    # Once the school has a teacher it is theirs, of both in one word.
    employ_psychologist(office)
    assert tell(office, timedelta(days=1)) == 1
    (_first, _second, theirs) = recorded(office)
    assert isinstance(theirs, InterviewTurnsTold)
    assert (theirs.role, theirs.told_ids) == (Role.PSYCHOLOGY_TEACHER, (PSYCHOLOGIST,))
    assert {*theirs.screening_ids} == {SCREENING, SECOND}
    assert words(office) == sorted((ADVISER, ADVISER, PSYCHOLOGIST))


def test_whoever_may_be_involved_is_not_told_and_the_next_in_line_is(office: Office) -> None:
    raised(office, replace(WORRY, involved_ids=(ADVISER,)))
    told(office)
    assert tell(office) == 1
    theirs = replace(TOLD, role=Role.COUNTY_DUTY_OFFICER, told_ids=(DUTY_OFFICER,))
    assert (recorded(office), words(office)) == ([theirs], [DUTY_OFFICER])
    assert not may_talk_now(office.ledger, standings_of(office.ledger, acting(ADVISER), NOW), NOW)
    officer = standings_of(office.ledger, acting(DUTY_OFFICER), NOW)
    assert may_talk_now(office.ledger, officer, NOW)


def test_a_roster_that_was_begun_before_a_turn_was_told_is_published(office: Office) -> None:
    ledger, leader = office.ledger, acting(LEADER)
    publish_duty_roster(ledger, leader, PUBLISH, NOW)
    begun = roster_month(ledger, leader, given.SCHOOL, NOW).version
    assert tell(office) == 1
    assert roster_month(ledger, leader, given.SCHOOL, NOW).version == begun == 1
    anew = replace(PUBLISH, duty_roster_id=AGAIN, why="示例")
    receipt = publish_duty_roster(ledger, leader, anew, NOW, expected_version=begun)
    # The version grows by what was told, too, and is the one a head sees from here on.
    assert (receipt.fresh, receipt.version) == (True, 3)
    assert roster_month(ledger, leader, given.SCHOOL, NOW).version == 3


class DiesAfterwards:
    """A log whose process dies once something was committed."""

    def __init__(self, ledger: Ledger) -> None:
        self._log = ledger.log
        self.load = ledger.log.load

    def append(self, commit: Commit) -> tuple[Recorded[object], ...]:
        self._log.append(commit)
        raise SystemExit


def test_a_process_that_dies_right_afterwards_leaves_no_second_word(office: Office) -> None:
    dying = replace(ledger_of(office))
    log: object = DiesAfterwards(dying)
    object.__setattr__(dying, "log", log)
    with pytest.raises(SystemExit):
        tell(office, ledger=dying)
    assert tell(office) == 0
    assert (recorded(office), words(office)) == ([TOLD], [ADVISER])


def test_the_word_says_nothing_and_is_not_sent_once_nobody_waits(office: Office) -> None:
    due = Due(
        delivery_id=given.example_id(5_901),
        channel=Channel.EMAIL,
        person_id=ADVISER,
        case_id=turns_matter(ADVISER),
        minutes=0,
        tries=0,
        waited=timedelta(),
    )

    def sent(of: Due = due) -> Message | Withheld | None:
        return turns_message(ledger_of(office), lambda *_: "at", of, LEADS, NOW)

    found = sent()
    assert isinstance(found, Message)
    assert found.words.chinese == "有事项轮到您查看·请在工作时间内处理"
    assert sent(due._replace(case_id=turns_matter(DUTY_OFFICER))) is None
    drop_screening_lead(office.ledger, acting(ADVISER), DROP, NOW)
    assert sent() is Withheld.DONE


def test_nobody_at_a_school_where_nobody_waits_is_told(at_work_on_each: Office) -> None:
    ledger = at_work_on_each.ledger
    assert tell(at_work_on_each) == 0
    assert not may_talk_now(ledger, standings_of(ledger, acting(ADVISER), NOW), NOW)
