"""What was known on any day, both times of every fact, and corrections that hide nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.care_files.corrections import contact_to_correct, correct_home_visit
from application.care_files.files import care_file
from application.care_files.history import happened, history
from application.care_files.visits import log_home_visit, log_talk
from domain.errors import Invalid, NotFound, NotPermitted, RuleBroken
from domain.shared import CorrectionId
from domain.visits.facts import HomeVisitCorrected, HomeVisitLogged, Need
from domain.visits.state import CorrectHomeVisit, LogHomeVisit, LogTalk
from tests import examples as given
from tests.application.identifying import mentor_paired
from tests.office import LEADER, Office, acting

TWO_DAYS_AGO = given.NOW - timedelta(days=2)
LATE_VISIT = replace(given.HOME_VISIT, started_at=given.NOW - timedelta(days=5))
LOG_VISIT = LogHomeVisit(
    child_id=given.CHILD, visit_id=given.VISIT_ID, visit=LATE_VISIT, words=given.CHILD_WORDS
)
CORRECTION = CorrectHomeVisit(
    child_id=given.CHILD,
    visit_id=given.VISIT_ID,
    correction_id=given.CORRECTION_ID,
    visit=replace(LATE_VISIT, minutes=55),
    why="时长记错了。",
)


def kinds(office: Office, days_ago: int | None) -> list[str]:
    on = None if days_ago is None else given.TODAY - timedelta(days=days_ago)
    found = history(office.ledger, office.asked(given.TEACHER, days_ago or 100, on))
    return [type(each.recorded.fact).__name__ for each in found.entries]


def test_the_history_is_as_it_was_known_on_the_day_asked_for(office: Office) -> None:
    log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, TWO_DAYS_AGO)
    correct_home_visit(office.ledger, acting(given.TEACHER), CORRECTION, given.NOW)
    file = ["MentorPaired", "CategoryStated", "SchoolingRecorded", "ResidenceRecorded"]
    file += ["CareFileOpened", "CarerRecorded", "ChildRegistered"]
    visit = ["ChildWordsRecorded", "HomeVisitLogged"]
    assert kinds(office, 8) == []
    assert kinds(office, 7) == file
    assert kinds(office, 3) == file
    assert kinds(office, 2) == visit + file
    assert kinds(office, None) == ["HomeVisitCorrected", *visit, *file]


def test_a_visit_happened_before_it_was_learned_and_says_that_it_came_late(office: Office) -> None:
    log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, TWO_DAYS_AGO)
    entry = history(office.ledger, office.asked(given.TEACHER)).entries[1]
    assert (entry.happened_at, entry.recorded.recorded_at, entry.recorded.context.late) == (
        LATE_VISIT.started_at,
        TWO_DAYS_AGO,
        True,
    )


def test_the_childs_words_stand_in_the_history_without_being_shown(office: Office) -> None:
    log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, given.NOW)
    words, visit = history(office.ledger, office.asked(given.TEACHER)).entries[:2]
    assert (words.withheld, visit.withheld) == (True, False)


def test_a_correction_leaves_the_first_record_readable_and_marks_it(office: Office) -> None:
    log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, TWO_DAYS_AGO)
    correct_home_visit(office.ledger, acting(given.TEACHER), CORRECTION, given.NOW)
    found = history(office.ledger, office.asked(given.TEACHER)).entries
    shown = [(each.recorded.fact, each.was_corrected) for each in found if not each.withheld][:2]
    assert shown == [
        (
            HomeVisitCorrected(
                child_id=given.CHILD,
                visit_id=given.VISIT_ID,
                correction_id=given.CORRECTION_ID,
                visit=CORRECTION.visit,
                why=CORRECTION.why,
            ),
            False,
        ),
        (
            HomeVisitLogged(child_id=given.CHILD, visit_id=given.VISIT_ID, visit=LATE_VISIT),
            True,
        ),
    ]


def test_a_correction_made_from_an_old_version_is_refused(office: Office) -> None:
    log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, TWO_DAYS_AGO)
    seen = contact_to_correct(office.ledger, office.asked(given.TEACHER), given.VISIT_ID)
    teacher = acting(given.TEACHER)
    correct_home_visit(office.ledger, teacher, CORRECTION, given.NOW, seen.version)
    other = replace(CORRECTION, correction_id=CorrectionId(given.example_id(604)), why="又错了。")
    with pytest.raises(RuleBroken) as refused:
        correct_home_visit(office.ledger, teacher, other, given.NOW, seen.version)
    assert refused.value.code == "changed_meanwhile"


def test_a_correction_sent_twice_is_recorded_once_even_from_the_old_version(
    office: Office,
) -> None:
    log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, TWO_DAYS_AGO)
    teacher = acting(given.TEACHER)
    first = correct_home_visit(office.ledger, teacher, CORRECTION, given.NOW, 2)
    again = correct_home_visit(office.ledger, teacher, CORRECTION, given.NOW, 2)
    assert again == replace(first, fresh=False)


def test_only_who_made_a_visit_or_the_lead_mentor_corrects_it(office: Office) -> None:
    by_leader = replace(LOG_VISIT, visit=replace(LATE_VISIT, visited_by=LEADER))
    log_home_visit(office.ledger, acting(LEADER), by_leader, TWO_DAYS_AGO)
    own = replace(CORRECTION, visit=replace(by_leader.visit, minutes=50))
    assert correct_home_visit(office.ledger, acting(LEADER), own, given.NOW).fresh
    with pytest.raises(NotPermitted):
        correct_home_visit(office.ledger, acting(given.SUPERVISOR), own, given.NOW)


def test_the_file_shows_the_last_contacts_as_corrected_and_when_the_next_is_due(
    office: Office,
) -> None:
    log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, TWO_DAYS_AGO)
    correct_home_visit(office.ledger, acting(given.TEACHER), CORRECTION, given.NOW)
    talk = LogTalk(child_id=given.CHILD, talk_id=given.TALK_ID, talk=given.TALK)
    log_talk(office.ledger, acting(given.TEACHER), talk, given.NOW)
    found = care_file(office.ledger, office.asked(given.TEACHER))
    assert (found.contacts.last_visit, found.contacts.last_talk) == (CORRECTION.visit, given.TALK)
    assert [need for need, _on in found.contacts.needs] == [
        Need.STUDY,
        Need.CONTACT_WITH_PARENTS,
    ]
    visit_on = given.TODAY - timedelta(days=5)
    assert found.next_visit is not None
    assert found.next_visit.due_on == visit_on + timedelta(days=60)


def test_nobody_sees_more_of_a_number_than_its_end(office: Office) -> None:
    by_leader = care_file(office.ledger, office.asked(LEADER, 1))
    masked = replace(
        given.CHILD_REGISTERED,
        id_number="*" * 14 + given.ID_NUMBER[-4:],
        student_number="*" * 15 + given.ID_NUMBER[-4:],
    )
    assert (by_leader.registered, by_leader.carers) == (masked, (given.CARER_RECORDED,))
    entries = history(office.ledger, office.asked(LEADER, 2)).entries
    assert entries[-1].recorded.fact == masked


def test_numbers_and_addresses_are_blank_for_a_mentor_without_a_duty_there(office: Office) -> None:
    mentor_paired(office)
    found = care_file(office.ledger, office.asked(given.COMMUNITY_WORKER))
    blank = replace(given.CHILD_REGISTERED, id_number=None, student_number=None, address=None)
    assert (found.registered, found.carers) == (blank, (given.CARER_RECORDED,))
    entries = history(office.ledger, office.asked(given.COMMUNITY_WORKER, 2)).entries
    assert entries[-1].recorded.fact == blank


def test_the_file_as_known_before_it_was_opened_is_not_there(office: Office) -> None:
    day = given.TODAY - timedelta(days=8)
    with pytest.raises(NotFound) as refused:
        care_file(office.ledger, office.asked(given.TEACHER, 1, day))
    assert refused.value.code == "not_known_on_that_day"


def test_a_day_ahead_cannot_be_asked_for(office: Office) -> None:
    tomorrow = given.TODAY + timedelta(days=1)
    with pytest.raises(Invalid) as refused:
        history(office.ledger, office.asked(given.TEACHER, 1, tomorrow))
    assert (refused.value.code, refused.value.field) == ("in_future", "as_known_on")


@pytest.mark.parametrize(
    ("fact", "when"),
    [
        (given.CHILD_REGISTERED, None),
        (given.CARER_RECORDED, given.CARER_RECORDED.as_of_on),
        (given.CARE_FILE_OPENED, given.CARE_FILE_OPENED.opened_on),
        (given.RESIDENCE_RECORDED, given.RESIDENCE_RECORDED.from_on),
        (given.LEVEL_ASSESSED, given.LEVEL_ASSESSED.assessed_on),
        (given.MENTOR_PAIRED, given.MENTOR_PAIRED.from_on),
    ],
)
def test_each_fact_says_when_it_happened_as_far_as_known(fact: object, when: object) -> None:
    assert happened(fact) == when
