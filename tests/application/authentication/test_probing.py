"""Privacy officers are told when emergencies are refused again and again, nobody else."""

from datetime import timedelta
from uuid import UUID

from application.authentication.security import emergencies_refused, record_refusals
from application.authorisation.permission import Standings
from domain.access.table import Standing
from domain.security.facts import RefusalKind, RefusalsCounted
from domain.security.rules import hour_of
from domain.shared import RefusalsId
from tests import examples as given
from tests.office import AUDITOR, Office, acting


def counted(id_: UUID, count: int) -> RefusalsCounted:
    return RefusalsCounted(
        refusals_id=RefusalsId(id_),
        recorder_id=given.SUPERVISOR,
        kind=RefusalKind.EMERGENCY_REFUSED,
        hour_at=hour_of(given.NOW),
        count=count,
        address_count=1,
        person_count=1,
        person_ids=(given.TEACHER,),
    )


def test_hours_of_many_refused_emergencies_are_told_for_a_week(office: Office) -> None:
    for number, count in enumerate((2, 3, 9)):
        fact = counted(given.example_id(1_700 + number), count)
        record_refusals(office.ledger, acting(given.SUPERVISOR), fact, given.NOW)
    officer, auditor = (
        Standings(actor=acting(AUDITOR), held=frozenset({held}), duties=())
        for held in (Standing.PRIVACY_OFFICER, Standing.AUDITOR)
    )
    assert emergencies_refused(office.ledger, officer, given.NOW) == 2
    assert emergencies_refused(office.ledger, auditor, given.NOW) == 0
    assert emergencies_refused(office.ledger, officer, given.NOW + timedelta(days=8)) == 0
