"""That it cannot be told which pupils are in danger is never shown as there being none."""

import pytest

from application.authorisation.permission import standings_of
from application.crisis.reading.notices_now import NoticesNow, risk_notices
from application.crisis.telling.class_teachers import tell_class_teachers
from domain.referrals.facts import ConcernRaised
from infrastructure.views.projector import Projector
from tests import examples as given
from tests.application.casework import CASE
from tests.application.crisis.telling.test_escalating import machine
from tests.application.levels import assessed
from tests.application.noticing import TEACHER, at_work
from tests.application.telling import all_but, cause_of
from tests.engines import FoundedLedger
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import Office, acting


@pytest.fixture
def office(founded_on_sqlite: FoundedLedger) -> Office:
    return at_work(founded_on_sqlite)


def found(office: Office) -> NoticesNow:
    standings = standings_of(office.ledger, acting(TEACHER), given.NOW)
    return risk_notices(office.ledger, standings, given.NOW)


def test_what_cannot_be_told_now_is_not_that_there_is_no_danger(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assessed(office)
    with monkeypatch.context() as behind:
        behind.setattr(Projector, "catch_up", lambda *_: False)
        ledger, by = office.ledger, machine(office)
        assert tell_class_teachers(ledger, by, CASE, given.NOW, all_but())
        assert found(office) == NoticesNow((), is_whole=False)
    # Nobody moved the view since: asking does.
    assert found(office) == NoticesNow((CASE,))
    spoil(office.databases, cause_of(office, ConcernRaised).position)
    assert found(office) == NoticesNow((), is_whole=False)
