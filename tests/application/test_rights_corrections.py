"""Of what was put right an answer names what came after the request, that very day included."""

from dataclasses import replace
from datetime import timedelta

from application.privacy.rights_corrections import Changes, Correction
from domain.shared import CorrectionId
from tests.examples import TODAY, example_id

MADE = Correction(
    correction_id=CorrectionId(example_id(1)), corrected_on=TODAY, met_on=TODAY, is_talk=False
)
BEFORE = replace(MADE, corrected_on=TODAY - timedelta(days=1))


def test_what_was_put_right_before_the_request_is_no_answer_to_it() -> None:
    found = Changes(
        corrections=(MADE, BEFORE),
        file_changed_on=frozenset({MADE.corrected_on, BEFORE.corrected_on}),
    )
    assert found.since(TODAY) == Changes(corrections=(MADE,), file_changed_on=frozenset({TODAY}))
