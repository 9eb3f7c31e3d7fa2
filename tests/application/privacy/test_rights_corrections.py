"""Of what was put right an answer names what the log tells of after the request."""

from dataclasses import replace
from datetime import timedelta

from application.privacy.rights_corrections import AskedSince, Changes, Correction, FileChange
from domain.shared import CorrectionId
from tests.examples import NOW, TEACHER, TODAY, example_id
from tests.office import LEADER

MADE = Correction(
    correction_id=CorrectionId(example_id(1)),
    position=12,
    made_at=NOW,
    by=TEACHER,
    met_on=TODAY,
)
BEFORE = replace(MADE, position=9, made_at=NOW - timedelta(hours=1), confirmed_by=LEADER)


def test_what_was_put_right_before_the_request_is_no_answer_to_it_though_of_the_same_day() -> None:
    changed, changed_before = (
        FileChange(position=each.position, made_at=each.made_at) for each in (MADE, BEFORE)
    )
    found = Changes(corrections=(MADE, BEFORE), of_file=(changed_before, changed))
    assert found.since(AskedSince(position=10)) == Changes(corrections=(MADE,), of_file=(changed,))
    assert found.people == {TEACHER, LEADER}


def test_what_was_put_right_between_the_day_of_asking_and_its_being_written_down_is_named() -> None:
    days_before = replace(MADE, position=3, made_at=NOW - timedelta(days=9))
    found = Changes(corrections=(MADE, BEFORE, days_before))
    written_down_late = AskedSince(position=10, asked_on=TODAY - timedelta(days=5))
    assert found.since(written_down_late).corrections == (MADE, BEFORE)
