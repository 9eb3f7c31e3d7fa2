"""Whoever asked is told of the answer until they opened it; a review settles what was asked."""

from datetime import timedelta

import pytest

from application.authorisation.grant_lists import own_grants
from application.authorisation.grant_reading import open_grant
from application.care_files.files import care_file
from application.reads.reading_questions import own_questions, question
from domain.grants.facts import GlassReason, Verdict
from domain.reads.facts import Doubt, Finding
from domain.reads.unusual import question_id
from infrastructure.opening import reading_watch_of
from tests import examples as given
from tests.application.granting import (
    BREAK,
    GLASS,
    GRANT,
    LAWYER,
    PRIVACY_OFFICER,
    a_list,
    approved,
    asked,
    broken,
    look,
    look_at,
    open_granting,
    reopen_granting,
    reviewed,
    revoked,
)
from tests.engines import FoundedLedger
from tests.office import Office, acting

LATER = given.NOW + timedelta(hours=2)


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_granting(founded_ledger(open_granting))


def news(office: Office) -> int:
    return office.ledger.grants.count_news(LAWYER)


def test_an_answer_is_new_until_whoever_asked_opens_it_and_so_is_the_next(office: Office) -> None:
    asked(office)
    assert (news(office), office.ledger.grants.count_news(given.TEACHER)) == (0, 0)
    approved(office)
    open_grant(office.ledger, look_at(given.SUPERVISOR))
    (row,) = own_grants(office.ledger, a_list(LAWYER)).page.rows
    assert (news(office), row.is_news) == (1, True)
    for _time in range(2):
        assert open_grant(office.ledger, look_at(LAWYER)).is_own
        assert news(office) == 0
    revoked(office)
    assert news(office) == 1
    open_grant(office.ledger, look_at(LAWYER))
    assert news(office) == 0
    office.opened.projector.rebuild("access")
    assert (news(office), office.ledger.grants.count_news(PRIVACY_OFFICER)) == (0, 0)
    assert own_grants(office.ledger, a_list(LAWYER)).page.rows[0].grant_id == GRANT


@pytest.mark.parametrize(
    ("verdict", "finding"),
    [(Verdict.COMPLIANT, Finding.IN_ORDER), (Verdict.VIOLATION, Finding.MISUSED)],
)
def test_the_review_of_an_emergency_settles_what_was_asked_of_whoever_broke_the_glass(
    office: Office, verdict: Verdict, finding: Finding
) -> None:
    broken(office)
    care_file(office.ledger, look())
    assert reading_watch_of(office.opened, lambda: given.NOW).follow()
    asked_id = question_id(LAWYER, Doubt.BREAK_GLASS, given.TODAY)
    shown = question(office.ledger, acting(LAWYER), asked_id, given.NOW)
    (emergency,) = shown.emergencies
    assert (emergency.grant_id, emergency.reason) == (GLASS, GlassReason.CHILD_MISSING)
    assert emergency.why == BREAK.why
    (theirs,) = question(office.ledger, acting(PRIVACY_OFFICER), asked_id, given.NOW).emergencies
    assert (theirs.reason, theirs.why) == (GlassReason.CHILD_MISSING, None)
    note = "与孩子无关。" if verdict is Verdict.VIOLATION else None
    for _time in range(2):
        reviewed(office, verdict=verdict, now=LATER, note=note)
        settled = question(office.ledger, acting(LAWYER), asked_id, LATER).state.settled
        assert settled is not None
        assert settled.finding is finding
    assert office.ledger.readings.count_open_of(LAWYER) == 0
    assert [each.finding for each in own_questions(office.ledger, acting(LAWYER)).rows] == [finding]
