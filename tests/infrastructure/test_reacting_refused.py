"""What the database refuses for ever keeps nobody else from being told."""

from dataclasses import replace

import pytest

from application.crisis import reactions
from application.crisis.telling.followers import WAITING
from application.ports import StreamMoved
from infrastructure import reacting
from infrastructure.opening import reactions_of
from tests import crisis
from tests import examples as given
from tests.application.casework import reopen_casework
from tests.crisis import ADDRESSEES
from tests.engines import FoundedLedger
from tests.infrastructure.test_reacting import WORRY_AT_SCHOOL, failing, told, worried
from tests.office import Office


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def test_what_is_refused_for_ever_is_set_aside_and_holds_up_no_other(
    at_work: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    worried(at_work)
    reaction = reactions_of(at_work.opened, lambda: given.NOW)
    with monkeypatch.context() as refused:
        for each in ("react", "react_alone"):
            refused.setattr(reactions, each, failing(StreamMoved()))
        looks = [reaction.follow() for _ in range(reacting.REFUSED_ROUNDS_AT_MOST)]
    assert looks == [False] * (reacting.REFUSED_ROUNDS_AT_MOST - 1) + [True]
    assert "is tried again each minute" in caplog.text
    worried(at_work, replace(WORRY_AT_SCHOOL, case_id=crisis.case_id("after")))
    assert reaction.follow()
    assert told(at_work) == ADDRESSEES
    monkeypatch.setattr(reacting, "AGAIN_EVERY_SECONDS", 0.0)
    again = reactions_of(at_work.opened, lambda: given.NOW)
    assert again.follow()
    assert at_work.opened.recorder.unmoved(WAITING) == []
