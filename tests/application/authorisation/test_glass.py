"""The glass is broken: told in the same commit, read for an hour, recorded, and reviewed."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid5

import pytest

from application.authorisation import glass
from application.authorisation.grant_reading import open_grant
from application.care_files.files import care_file
from application.crisis.reading import case_reading
from application.ports import Actor, Commit, EventLog, History, Recorded
from application.reads.sealed_words import sealed_words
from application.states import grants_stream
from domain.access.table import OPEN_TO_ALL, TABLE, Act, Standing
from domain.access.table import Request as Asking
from domain.errors import NotFound, NotPermitted, RuleBroken, StepUpNeeded
from domain.grants.facts import GlassBroken, RevocationReason
from domain.grants.state import CloseGlass
from domain.reads.facts import Reading
from domain.shared import ChildId, GrantId, PersonId, Purpose
from tests import examples as given
from tests.application.casework import CASE, raised, told
from tests.application.casework import asked as asked_case
from tests.application.granting import (
    BREAK,
    GLASS,
    LAWYER,
    PRIVACY_OFFICER,
    broken,
    closed,
    look,
    look_at,
    open_granting,
    reads_of,
    reopen_granting,
    reviewed,
    revoked,
)
from tests.engines import FoundedLedger
from tests.office import (
    ADMINISTRATOR,
    AUDITOR,
    LEADER,
    OFFICER,
    STRANGER,
    Office,
    with_factor,
)

LATER = given.NOW + timedelta(minutes=60)


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_granting(founded_ledger(open_granting))


def facts_of(office: Office) -> list[object]:
    found = office.ledger.log.load([grants_stream(given.CHILD)])
    assert isinstance(found, History)
    return [each.fact for each in found.recorded]


def test_it_opens_file_identity_and_cases_for_reading_alone_and_each_look_is_on_record(
    office: Office,
) -> None:
    raised(office)
    told(office)
    with pytest.raises(NotFound):
        case_reading.case(office.ledger, asked_case(LAWYER))
    broken(office)
    found = care_file(office.ledger, look())
    assert found.registered.address == given.CHILD_REGISTERED.address
    assert found.may - OPEN_TO_ALL == {
        Asking.READ_CARE_FILE,
        Asking.READ_IDENTITY,
        Asking.READ_CARERS,
        Asking.READ_HISTORY,
        Asking.READ_CASE,
    }
    (read,) = reads_of(office, look().read_id)
    assert (read.grant_id, read.purpose) == (GLASS, Purpose.CRISIS)
    with pytest.raises(NotPermitted):
        sealed_words(office.ledger, look(number=2), given.VISIT_ID)


def test_no_row_of_the_table_lets_broken_glass_write_or_export() -> None:
    opened = {request for request, row in TABLE.items() if Standing.BROKE_GLASS in row.by}
    assert opened
    assert {TABLE[each].act for each in opened} == {Act.READ}


def test_the_nearest_supervisor_and_the_privacy_officer_are_told_in_the_same_commit(
    office: Office,
) -> None:
    broken(office)
    fact = next(each for each in facts_of(office) if isinstance(each, GlassBroken))
    assert (fact.supervisor_ids, fact.privacy_officer_ids) == (
        (given.SUPERVISOR,),
        (PRIVACY_OFFICER,),
    )
    for person in (given.SUPERVISOR, PRIVACY_OFFICER):
        assert office.ledger.grants.counts(person, given.NOW).to_review == 1
        (row,) = office.ledger.grants.to_review(person, given.NOW, limit=5).rows
        assert (row.person_id, row.is_glass) == (LAWYER, True)
    assert office.ledger.grants.counts(LEADER, given.NOW).to_review == 0


def test_dying_before_the_commit_opens_nothing_and_dying_after_it_has_told_everybody(
    office: Office,
) -> None:
    class Dying(Exception):
        """The process is gone."""

    class Dies:
        """A log whose process dies on either side of the commit."""

        def __init__(self, log: EventLog, *, before: bool) -> None:
            self.log, self.before, self.load = log, before, log.load

        def append(self, commit: Commit) -> tuple[Recorded[object], ...]:
            if not self.before:
                self.log.append(commit)
            raise Dying

    for before in (True, False):
        dying = replace(office.ledger, log=Dies(office.ledger.log, before=before))
        with pytest.raises(Dying):
            glass.break_glass(dying, with_factor(LAWYER), BREAK, given.NOW)
        assert len(facts_of(office)) == (0 if before else 2)
        told_now = office.ledger.grants.counts(PRIVACY_OFFICER, given.NOW).to_review
        assert told_now == (0 if before else 1)
    assert not broken(office).fresh


@pytest.mark.parametrize(
    "factor_at", [None, given.NOW - timedelta(minutes=11), given.NOW + timedelta(minutes=1)]
)
def test_a_second_factor_must_have_been_shown_a_moment_ago(
    office: Office, factor_at: datetime | None
) -> None:
    actor = Actor(person_id=LAWYER, factor_at=factor_at)
    with pytest.raises(StepUpNeeded):
        glass.break_glass(office.ledger, actor, BREAK, given.NOW)
    assert facts_of(office) == []


@pytest.mark.parametrize(
    "person", [given.VOLUNTEER, ADMINISTRATOR, AUDITOR, PRIVACY_OFFICER, given.COMMUNITY_WORKER]
)
def test_volunteers_and_whoever_administers_or_checks_break_no_glass(
    office: Office, person: PersonId
) -> None:
    with pytest.raises(NotPermitted):
        broken(office, by=person)


def test_a_child_without_a_file_is_refused_with_the_answer_that_betrays_nothing(
    office: Office,
) -> None:
    with pytest.raises(RuleBroken, match="glass_not_possible"):
        broken(office, replace(BREAK, child_id=ChildId(given.example_id(399))))


@pytest.mark.parametrize("person", [given.TEACHER, LEADER, OFFICER])
def test_whose_duty_opens_the_file_needs_no_broken_glass(office: Office, person: PersonId) -> None:
    with pytest.raises(RuleBroken, match="glass_not_needed"):
        broken(office, by=person)


def test_it_is_over_after_an_hour_to_the_moment(office: Office) -> None:
    broken(office)
    care_file(office.ledger, look(now=LATER - timedelta(microseconds=1)))
    with pytest.raises(NotFound, match="child_not_found"):
        care_file(office.ledger, look(number=2, now=LATER))


def test_what_is_closed_or_revoked_closes_the_next_page(office: Office) -> None:
    broken(office)
    care_file(office.ledger, look())
    closed(office)
    with pytest.raises(NotFound, match="child_not_found"):
        care_file(office.ledger, look(number=2))
    again = GrantId(uuid5(GLASS, "again"))
    broken(office, replace(BREAK, grant_id=again))
    care_file(office.ledger, look(number=3))
    revoked(office, PRIVACY_OFFICER, again, RevocationReason.MISUSED)
    with pytest.raises(NotFound, match="child_not_found"):
        care_file(office.ledger, look(number=4))


def test_it_is_reviewed_within_a_day_by_somebody_who_was_told(office: Office) -> None:
    broken(office)
    shown = open_grant(office.ledger, look_at(given.SUPERVISOR, GLASS, LATER))
    assert (shown.reason, shown.child_name) == (BREAK.why, given.CHILD_NAME)
    assert (shown.may_review, shown.due_at) == (True, given.NOW + timedelta(hours=24))
    for nobody in (STRANGER, LEADER, AUDITOR):
        with pytest.raises(NotFound, match="grant_not_found"):
            reviewed(office, by=nobody)
    reviewed(office)
    assert office.ledger.grants.counts(PRIVACY_OFFICER, given.NOW).to_review == 0
    with pytest.raises(RuleBroken, match="already_reviewed"):
        reviewed(office, by=PRIVACY_OFFICER)


def test_a_repeat_after_a_lost_reply_answers_the_first_receipt(office: Office) -> None:
    first = broken(office)
    later = given.NOW + timedelta(minutes=3)
    assert broken(office, now=later) == replace(first, fresh=False)


def test_three_at_a_time_are_enough_though_each_was_closed_early(office: Office) -> None:
    for number in range(3):
        grant_id = GrantId(uuid5(GLASS, str(number)))
        broken(office, replace(BREAK, grant_id=grant_id))
        glass.close_glass(
            office.ledger,
            Actor(person_id=LAWYER),
            CloseGlass(child_id=given.CHILD, grant_id=grant_id),
            given.NOW,
        )
    with pytest.raises(RuleBroken, match="too_many_glass_breaks"):
        broken(office)
    with pytest.raises(RuleBroken, match="glass_awaits_review"):
        broken(office, now=LATER)
    reviewed(office, grant_id=GrantId(uuid5(GLASS, "0")))
    assert broken(office, now=LATER).fresh


def test_the_case_is_shown_whole_and_not_as_to_a_hospital(office: Office) -> None:
    raised(office)
    told(office)
    broken(office)
    assert office.ledger.grants.cases_of(given.CHILD) == (CASE,)
    assert case_reading.case(office.ledger, asked_case(LAWYER)).raised_by
    care_file(office.ledger, look())
    # Whoever reviews it reads the name beside it, and no cases: not even that there is one.
    shown = open_grant(office.ledger, look_at(given.SUPERVISOR, GLASS, LATER))
    assert (shown.child_name, shown.is_whole) == (given.CHILD_NAME, False)
    assert [each.what for each in shown.readings] == [Reading.CARE_FILE]
