"""By when a family that agrees to no referral is talked with again, and what follows then."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.calendar import WEEKENDS_ONLY
from domain.clocks.course import course_of
from domain.clocks.deadlines import deadlines
from domain.clocks.facts import Step, is_by_days
from domain.clocks.never_paused import NEVER_PAUSED
from domain.codelists import ConsentMeans
from domain.days import end_of_day
from domain.errors import Invalid
from domain.referrals.facts import ConcernConflictKept, Involved, Situation
from domain.referrals.family.guardian_facts import ConsentRefused
from domain.referrals.levels.level_facts import CrisisLevel
from domain.ruleset.bounds import changed, read_back
from domain.ruleset.parameters import values_of
from domain.ruleset.values import RuleUnit, RuleValue
from domain.shared import TellingId
from tests.application.involving import LEAD_INVOLVED
from tests.case_examples import CASE, CRISIS_LEAD, ISSUED_IN_DANGER, ISSUED_ON_CONSENT
from tests.domain.clocks.examples import (
    ORANGE,
    RED,
    YELLOW,
    Fact,
    after,
    counted,
    found,
    runs,
    worry,
)
from tests.domain.clocks.test_deciding_clock import ESCORTED, SUPPORTED, waiting
from tests.domain.clocks.test_guardian_clock import KEPT_FROM, informed
from tests.examples import CHILD, RULES, example_id

STEP, REFUSED_AT = Step.TALKED_AGAIN, after(hours=3)
DAYS = "refusing.days.orange"
FIRST_DAY = date(2026, 3, 10)


CARER_MEANT = replace(worry(Situation.SOMEWHAT_WORRIED), involved=(Involved.CARER,))
SAID_AGAIN = ConcernConflictKept(case_id=CASE, child_id=CHILD, kept=CARER_MEANT)


def refused(at: datetime) -> Fact:
    said = ConsentRefused(
        case_id=CASE,
        child_id=CHILD,
        telling_id=TellingId(example_id(822)),
        recorded_by=CRISIS_LEAD,
        relation_code="52",
        is_guardian=True,
        means=ConsentMeans.IN_PERSON,
        refused_at=at,
        why="怕被人议论。",
        not_suspected=False,
    )
    return at, said


def day(days: int) -> datetime:
    return end_of_day(FIRST_DAY + timedelta(days=days))


def on(days: int) -> datetime:
    return REFUSED_AT + timedelta(days=days)


@pytest.mark.parametrize(
    ("level", "due_at"),
    [(RED, after(hours=27)), (ORANGE, day(3)), (YELLOW, day(30))],
)
def test_they_are_talked_with_again_by_level_and_at_red_it_is_decided_meanwhile(
    level: CrisisLevel, due_at: datetime
) -> None:
    steps = counted(*waiting(level), refused(REFUSED_AT))
    assert steps[STEP] == runs(STEP, level, due_at, began_at=REFUSED_AT, is_provisional=False)
    assert steps[Step.DECIDED].is_running is (level is RED)
    assert (STEP in NEVER_PAUSED, is_by_days(STEP, level)) == (False, level is not RED)


def test_each_talk_in_which_they_refuse_leads_to_the_next_and_the_last_to_a_decision() -> None:
    facts = (*waiting(ORANGE), refused(REFUSED_AT))
    due = []
    for days in (2, 6, 13):
        facts = (*facts, refused(on(days)))
        due.append((counted(*facts)[STEP].due_at, counted(*facts)[STEP].is_running))
    assert due == [(day(7), True), (day(14), True), (day(14), False)]
    decided = counted(*facts)[Step.DECIDED]
    assert (decided.began_at, decided.is_running) == (on(13), True)


def test_a_talk_without_an_answer_is_one_and_who_could_not_agree_was_not_asked() -> None:
    given = (*waiting(ORANGE), refused(REFUSED_AT))
    guardian = informed(on(1))
    grandmother = replace(guardian, is_guardian=False, relation_code="62")
    aunt = replace(guardian, is_guardian=False, relation_code="83")
    due = [counted(*given, (on(1), each))[STEP].due_at for each in (guardian, grandmother, aunt)]
    assert due == [day(7), day(7), day(3)]


def test_what_is_written_down_late_counts_from_when_it_was_and_is_no_talk_after_it() -> None:
    late = counted(*waiting(ORANGE), (on(5), refused(REFUSED_AT)[1]))[STEP]
    assert (late.began_at, late.due_at, late.is_overdue(on(5))) == (on(5), on(5), True)
    given = (*waiting(ORANGE), refused(REFUSED_AT))
    before = informed(REFUSED_AT - timedelta(minutes=5))
    for fact in (before, refused(REFUSED_AT - timedelta(minutes=5))[1]):
        assert counted(*given, (on(1), fact))[STEP].due_at == day(3)


@pytest.mark.parametrize("fact", [ISSUED_ON_CONSENT, ISSUED_IN_DANGER, SUPPORTED, ESCORTED])
def test_consent_danger_and_support_by_a_panel_end_it(fact: object) -> None:
    given = (*waiting(ORANGE), refused(REFUSED_AT))
    assert counted(*given, (on(1), fact))[STEP].ended_at == on(1)
    again = counted(*given, (on(1), fact), refused(on(2)))
    assert again[STEP].is_running is (fact is ESCORTED)
    assert again[Step.DECIDED].is_running is False


@pytest.mark.parametrize(
    "report",
    [
        KEPT_FROM,
        replace(LEAD_INVOLVED, involved=(Involved.GUARDIAN,), freed_from=None),
        SAID_AGAIN,
    ],
)
def test_nobody_is_sent_back_to_whom_a_report_may_mean_and_it_is_decided_without_them(
    report: object,
) -> None:
    given = (*waiting(ORANGE), (after(hours=2), report), refused(REFUSED_AT))
    steps = counted(*given)
    assert STEP not in steps
    assert steps[Step.DECIDED].is_running
    known_later = counted(*waiting(ORANGE), refused(REFUSED_AT), (on(1), report))
    assert known_later[STEP].ended_at == on(1)
    assert known_later[Step.DECIDED].began_at == on(1)


def test_where_the_level_rises_they_are_talked_with_sooner_and_where_none_is_left_not_at_all() -> (
    None
):
    given = (*waiting(YELLOW), refused(REFUSED_AT))
    risen = counted(*given, (on(1), found(RED, on(1))))
    assert risen[STEP].due_at == on(2)
    assert risen[Step.DECIDED].is_running
    none = counted(*waiting(None), refused(REFUSED_AT))
    assert (STEP in none, none[Step.DECIDED].is_running) == (False, True)


def test_one_that_was_overdue_stays_so_however_it_ends() -> None:
    given = (*waiting(ORANGE), refused(REFUSED_AT))
    talked = counted(*given, refused(on(5)))
    over = counted(*given, (on(5), SUPPORTED))[STEP]
    assert over.ended_over_time
    assert talked[STEP].began_at == on(5)


def test_a_version_of_the_rules_from_before_these_clocks_has_the_numbers_of_the_program() -> None:
    names = {"decided", "closed", "at_red", "orange", "yellow"}
    before = [
        each
        for each in values_of(RULES)
        if not (each.name.startswith("refusing.") or each.name.rpartition(".")[2] in names)
    ]
    rules = read_back(RULES, 2, before)
    assert (rules.refusing, rules.crisis.closed) == (RULES.refusing, RULES.crisis.closed)
    assert rules.clocks == RULES.clocks
    faster = changed(RULES, 3, [RuleValue(name=DAYS, unit=RuleUnit.DAYS_AFTER, numbers=(2, 7, 14))])
    course = course_of((*waiting(ORANGE), refused(REFUSED_AT)), faster)
    (running,) = (e for e in deadlines(course, faster, WEEKENDS_ONLY) if e.step is STEP)
    assert running.due_at == day(2)


@pytest.mark.parametrize(
    ("name", "unit", "numbers", "code"),
    [
        ("refusing.at_red", RuleUnit.MINUTES, (24 * 60 + 1,), "rule_too_high"),
        ("refusing.days.orange", RuleUnit.DAYS_AFTER, (4, 7, 14), "rule_first_day_too_late"),
        ("refusing.days.yellow", RuleUnit.DAYS_AFTER, (2, 30), "rule_graver_seen_less"),
        ("clocks.by_level.red.decided", RuleUnit.MINUTES, (61,), "rule_too_high"),
        ("clocks.by_level.yellow.decided", RuleUnit.WORKING_DAYS, (1,), "rule_too_low"),
        ("crisis.closed", RuleUnit.WORKING_DAYS, (11,), "rule_too_high"),
    ],
)
def test_no_city_lets_a_family_or_a_decision_wait_longer(
    name: str, unit: RuleUnit, numbers: tuple[int, ...], code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        changed(RULES, 2, [RuleValue(name=name, unit=unit, numbers=numbers)])
    assert refusal.value.code == code
