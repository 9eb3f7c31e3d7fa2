"""Results of screenings: who brings them, who talks with the pupil, and who is told how many."""

from dataclasses import replace
from datetime import date
from uuid import uuid5

import pytest

from application.crisis.worries.referrals import raise_concern
from application.ports import History, Ledger
from application.screening.by_hand import ToldLead, record_told_lead
from application.screening.counts import InterviewCount, interview_counts
from application.screening.interviews import InterviewLine, interview, interviews
from application.screening.lead_rows import LeadDue
from application.screening.leads import (
    drop_screening_lead,
    note_interview_missed,
    record_interview,
    record_screening_lead,
)
from application.screening.pupils import ToldPupil
from application.screening.streams import screening_stream, worry_of
from domain.errors import DomainError, NotFound, NotPermitted, RuleBroken
from domain.reads.facts import Reading, RecordsRead
from domain.screening.facts import DropReason, InterviewOutcome, ScreeningScale
from domain.screening.state import Lead
from domain.shared import PersonId, Purpose, ReadId
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.application.casework import WORRY, raised, told
from tests.application.granting import reads_of
from tests.application.screening.screening import (
    PSYCHOLOGIST,
    employ_psychologist,
    know,
    look_id,
    looking,
)
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.office import LEADER, Office, acting
from tests.screening_examples import (
    BRING,
    DROP,
    DROPPED,
    HELD,
    HOLD,
    LEAD,
    MISS,
    MISSED,
    SCREENED_ON,
    SCREENING,
    SECOND,
    TAKEN_BACK,
)

NOW, ME = given.NOW, acting(PSYCHOLOGIST)
PUPIL = ToldPupil(name=given.CHILD_NAME, class_id=given.SCHOOL_CLASS)
TOLD = ToldLead(
    screening_id=SCREENING, pupil=PUPIL, scale=ScreeningScale.MHT, screened_on=SCREENED_ON
)
WAITING = InterviewLine(
    row=LeadDue(screening_id=SCREENING, child_id=given.CHILD, due_on=LEAD.talk_by_on),
    name=given.CHILD_NAME,
    school_id=given.SCHOOL,
    class_id=given.SCHOOL_CLASS,
    lead=Lead(recorded=LEAD),
)


@pytest.fixture
def office(at_work_on_each: Office) -> Office:
    """Give an office with a psychology teacher, where the family agreed to screenings."""
    employ_psychologist(at_work_on_each)
    return at_work_on_each


def recorded(office: Office) -> tuple[object, ...]:
    history = office.ledger.log.load([screening_stream(given.CHILD)])
    assert isinstance(history, History)
    return tuple(each.fact for each in history.recorded)


def lines(
    ledger: Ledger, person: PersonId = PSYCHOLOGIST, *, is_over: bool = False
) -> tuple[InterviewLine, ...]:
    return interviews(ledger, looking(person), is_over=is_over).lines


def refused(office: Office, by: PersonId) -> list[str]:
    """Return what somebody is told who tries all that there is to a lead."""
    ledger, actor = office.ledger, acting(by)
    found = []
    for attempt in (
        lambda: interview(ledger, office.asked(by), SCREENING),
        lambda: note_interview_missed(ledger, actor, MISS, NOW),
        lambda: record_interview(ledger, actor, HOLD, NOW),
        lambda: drop_screening_lead(ledger, actor, DROP, NOW),
    ):
        with pytest.raises(DomainError) as caught:
            attempt()
        found.append(caught.value.code)
    return found


def test_a_result_stands_on_a_list_of_its_own_until_the_talk_and_alarms_nobody(
    office: Office,
) -> None:
    ledger = office.ledger
    first = record_told_lead(ledger, ME, TOLD, NOW, read_id=look_id(PSYCHOLOGIST, 0))
    again = record_screening_lead(ledger, ME, replace(BRING, screening_id=SECOND), NOW)
    assert (first.fresh, again.fresh, again.position) == (True, False, first.position)
    assert lines(ledger) == (WAITING,)
    seen = look_id(PSYCHOLOGIST, 1)
    assert reads_of(office, seen) == [
        RecordsRead(
            read_id=ReadId(seen),
            reader_id=PSYCHOLOGIST,
            child_ids=(given.CHILD,),
            what=Reading.INTERVIEWS,
            purpose=Purpose.CRISIS,
        )
    ]
    note_interview_missed(ledger, ME, MISS, NOW)
    row = replace(WAITING.row, due_on=MISSED.again_by_on)
    tried = Lead(recorded=LEAD, missed=(MISSED,))
    assert interviews(ledger, looking(PSYCHOLOGIST, 2)).lines == (
        replace(WAITING, row=row, lead=tried),
    )
    record_interview(ledger, ME, HOLD, NOW)
    assert interviews(ledger, looking(PSYCHOLOGIST, 3)).lines == ()
    over = interviews(ledger, looking(PSYCHOLOGIST, 4), is_over=True)
    assert [each.lead for each in over.lines] == [replace(tried, held=HELD)]
    assert recorded(office) == (LEAD, MISSED, HELD)
    # Nobody is told, and no case is there.
    assert reactions_of(office.opened, lambda: NOW).follow()
    for person in (CRISIS_LEAD, ADVISER, DUTY_OFFICER):
        assert ledger.health.counts(person, given.TODAY) == {}
    kept_until = NOW + (HELD.delete_by_on - given.TODAY)
    later = replace(looking(PSYCHOLOGIST, 5), now=kept_until)
    assert interviews(ledger, later, is_over=True).lines == ()
    with pytest.raises(NotFound, match="screening_not_found"):
        interview(ledger, replace(office.asked(PSYCHOLOGIST), now=kept_until), SCREENING)


def test_only_whoever_talks_with_pupils_sees_whom_and_others_how_many(office: Office) -> None:
    ledger = office.ledger
    record_screening_lead(ledger, acting(CRISIS_LEAD), BRING, NOW)
    assert recorded(office) == (LEAD,)
    for person in (CRISIS_LEAD, LEADER, given.TEACHER):
        assert set(refused(office, person)) == {"standing_not_enough"}
        with pytest.raises(NotPermitted):
            interviews(ledger, looking(person))
    for person in (ADVISER, DUTY_OFFICER):
        # They stand in, but a psychology teacher can talk with the pupil.
        assert lines(ledger, person) == ()
        assert set(refused(office, person)) == {"standing_not_enough"}
    overdue_at = NOW + (LEAD.talk_by_on - given.TODAY) * 2
    school = ledger.directory.organisation(given.SCHOOL)
    assert school is not None
    for person, at, overdue in ((CRISIS_LEAD, NOW, 0), (ADVISER, overdue_at, 1)):
        asked = replace(looking(person), now=at)
        count = InterviewCount(school=school, waiting=1, overdue=overdue, nobody_talks=False)
        assert interview_counts(ledger, asked) == (count,)
        (read,) = reads_of(office, uuid5(asked.read_id, f"interviews/{given.SCHOOL}"))
        assert isinstance(read, RecordsRead)
        assert (read.what, read.child_ids) == (Reading.INTERVIEW_COUNTS, (given.CHILD,))
    for person in (LEADER, given.TEACHER):
        with pytest.raises(NotPermitted):
            interview_counts(ledger, looking(person))
        with pytest.raises(NotPermitted):
            record_screening_lead(ledger, acting(person), BRING, NOW)


def test_a_worry_is_raised_first_and_only_then_takes_the_pupil_off_the_list(
    office: Office,
) -> None:
    ledger = office.ledger
    record_screening_lead(ledger, ME, BRING, NOW)
    case_id = worry_of(SCREENING)
    worried = replace(HOLD, outcome=InterviewOutcome.WORRY_RAISED, case_id=case_id)
    with pytest.raises(RuleBroken, match="worry_not_raised_yet"):
        record_interview(ledger, ME, worried, NOW)
    assert interview(ledger, office.asked(PSYCHOLOGIST), SCREENING).raised_at is None
    about_another = replace(WORRY, child_id=given.OTHER_CHILD, name="另一学生")
    raise_concern(ledger, ME, about_another, NOW)
    with pytest.raises(RuleBroken, match="worry_not_raised_yet"):
        record_interview(ledger, ME, replace(worried, case_id=WORRY.case_id), NOW)
    raise_concern(ledger, ME, replace(WORRY, case_id=case_id), NOW)
    now = interview(ledger, office.asked(PSYCHOLOGIST, 2), SCREENING)
    assert (now.case_id, now.raised_at) == (case_id, NOW)
    assert lines(ledger) == (WAITING,)
    record_interview(ledger, ME, worried, NOW)
    held = replace(HELD, outcome=InterviewOutcome.WORRY_RAISED, case_id=case_id)
    assert recorded(office) == (LEAD, held)


def test_without_consent_nothing_is_recorded_and_once_it_is_taken_back_nothing_is_told(
    office: Office,
) -> None:
    ledger = office.ledger
    before = replace(BRING, screened_on=date(2026, 2, 1))
    with pytest.raises(RuleBroken, match="no_consent_to_screening"):
        record_screening_lead(ledger, ME, before, NOW)
    record_screening_lead(ledger, ME, BRING, NOW)
    know(office, TAKEN_BACK)
    assert lines(ledger) == (replace(WAITING, lead=None, agrees=False),)
    with pytest.raises(RuleBroken, match="no_consent_to_screening"):
        record_interview(ledger, ME, HOLD, NOW)
    other = replace(BRING, screening_id=SECOND, scale=ScreeningScale.SDQ)
    with pytest.raises(RuleBroken, match="no_consent_to_screening"):
        record_screening_lead(ledger, ME, other, NOW)
    withdrawn = replace(DROP, reason=DropReason.CONSENT_WITHDRAWN)
    drop_screening_lead(ledger, ME, withdrawn, NOW)
    assert interviews(ledger, looking(PSYCHOLOGIST, 2)).lines == ()
    assert recorded(office) == (LEAD, replace(DROPPED, reason=DropReason.CONSENT_WITHDRAWN))


def test_whoever_may_be_involved_brings_results_and_is_shown_nothing(office: Office) -> None:
    ledger = office.ledger
    record_screening_lead(ledger, ME, BRING, NOW)
    raised(office, replace(WORRY, involved_ids=(PSYCHOLOGIST, ADVISER)))
    told(office)
    assert lines(ledger) == lines(ledger, ADVISER) == ()
    assert refused(office, ADVISER) == ["standing_not_enough"] * 4
    with pytest.raises(NotPermitted):
        interview(ledger, office.asked(PSYCHOLOGIST), SCREENING)
    with pytest.raises(NotPermitted):
        record_interview(ledger, ME, HOLD, NOW)
    (count,) = interview_counts(ledger, looking(ADVISER))
    assert count.waiting == 0
    (count,) = interview_counts(ledger, looking(CRISIS_LEAD))
    assert (count.waiting, count.passed_on, count.nobody_talks) == (1, 1, False)
    # With whom none of the school may talk, somebody of the county does.
    assert lines(ledger, DUTY_OFFICER) == (replace(WAITING, in_turn=True),)
    other = replace(BRING, screening_id=SECOND, scale=ScreeningScale.SDQ)
    assert record_screening_lead(ledger, ME, other, NOW).fresh
