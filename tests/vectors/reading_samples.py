"""One invented fact for each stored name of readings, questions about them, and sign-ins."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from domain.reads.facts import (
    AnswerWorded,
    Doubt,
    Explanation,
    Finding,
    QuestionAnswered,
    QuestionSettled,
    Reading,
    ReadingQuestioned,
    RecordsRead,
)
from domain.reads.sign_ins import SessionEnd, SessionEnded, SessionOpened, SignInDoor
from domain.shared import (
    ChildId,
    EndId,
    GrantId,
    PersonId,
    Purpose,
    QuestionId,
    ReadId,
    SessionId,
)
from tests.vectors.ids import sample_id

QUESTION, READER = QuestionId(sample_id(53)), PersonId(sample_id(11))
SESSION = SessionId(sample_id(55))

READING_SAMPLES: Mapping[str, object] = {
    "reads.records_read.2": RecordsRead(
        read_id=ReadId(sample_id(51)),
        reader_id=READER,
        child_ids=(ChildId(sample_id(21)), ChildId(sample_id(22))),
        what=Reading.CASE,
        purpose=Purpose.CRISIS,
        grant_id=GrantId(sample_id(52)),
        brought_on=date(2026, 3, 12),
    ),
    "reads.reading_questioned.1": ReadingQuestioned(
        question_id=QUESTION,
        reader_id=READER,
        doubt=Doubt.MANY_CHILDREN,
        read_on=date(2026, 3, 7),
        first_read_id=ReadId(sample_id(51)),
        last_read_id=ReadId(sample_id(54)),
        child_count=131,
    ),
    "reads.question_answered.1": QuestionAnswered(
        question_id=QUESTION, reader_id=READER, explanation=Explanation.PREPARING
    ),
    "reads.answer_worded.1": AnswerWorded(
        question_id=QUESTION, reader_id=READER, words="核对全校摸排名单,周一报镇里。"
    ),
    "reads.question_settled.1": QuestionSettled(
        question_id=QUESTION, reader_id=READER, finding=Finding.REMINDED
    ),
    "reads.session_opened.1": SessionOpened(
        session_id=SESSION,
        person_id=READER,
        door=SignInDoor.CREDENTIAL,
        browser_was_known=True,
    ),
    "reads.session_ended.1": SessionEnded(
        end_id=EndId(sample_id(56)),
        session_id=SESSION,
        person_id=READER,
        how=SessionEnd.TOO_MANY,
        ended_at=datetime(2026, 3, 7, 9, 30, 1, tzinfo=UTC),
    ),
}
