"""What is said to the family in a crisis, for the tests of requests about a case."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from application.crisis.school.accompanying import accompany_child
from application.crisis.school.families import inform_guardian, withhold_notification
from domain.codelists import ConsentMeans
from domain.referrals.family.guardian_facts import TellingMeans, WithholdingReason
from domain.referrals.family.guardian_state import (
    AccompanyChild,
    EndAccompanying,
    InformGuardian,
    NoteNotReached,
    RecordRefusal,
    StartEscort,
    WithholdNotification,
)
from domain.shared import CompanyId, EscortId, PersonId, TellingId
from tests import examples as given
from tests.application.casework import CASE, look_id
from tests.crisis import ADVISER, HOSPITAL
from tests.office import Office, acting

INFORM = InformGuardian(
    case_id=CASE,
    telling_id=TellingId(given.example_id(711)),
    name="示例母亲",
    relation_code="52",
    is_guardian=True,
    means=TellingMeans.PHONE,
    informed_at=given.NOW,
)
TRIED = NoteNotReached(
    case_id=CASE,
    telling_id=TellingId(given.example_id(712)),
    relation_code="51",
    means=TellingMeans.PHONE,
    tried_at=given.NOW,
)
WITHHOLD = WithholdNotification(
    case_id=CASE, reason=WithholdingReason.SUSPECTED_OF_HARM, why="身上有伤。"
)
REFUSE = RecordRefusal(
    case_id=CASE,
    telling_id=TellingId(given.example_id(713)),
    name="示例祖父",
    relation_code="61",
    is_guardian=True,
    means=ConsentMeans.PHONE_TWO_STAFF,
    refused_at=given.NOW,
    why="想等过完节。",
    witness_id=ADVISER,
)
COMPANY = AccompanyChild(
    case_id=CASE,
    company_id=CompanyId(given.example_id(714)),
    since_at=given.NOW,
    with_id=given.TEACHER,
)
END = EndAccompanying(case_id=CASE, company_id=COMPANY.company_id, ended_at=given.NOW)
ESCORT = StartEscort(
    case_id=CASE,
    escort_id=EscortId(given.example_id(715)),
    escorted_by=given.TEACHER,
    hospital_id=HOSPITAL,
    started_at=given.NOW,
    danger="站在楼顶。",
)


def _telling(office: Office, by: PersonId) -> object:
    request = replace(INFORM, telling_id=TellingId(look_id(by, 7)))
    return inform_guardian(office.ledger, acting(by), request, given.NOW)


def _accompanying(office: Office, by: PersonId) -> object:
    request = replace(COMPANY, company_id=CompanyId(look_id(by, 8)))
    return accompany_child(office.ledger, acting(by), request, given.NOW)


FAMILY_REQUESTS: Mapping[str, Callable[[Office, PersonId], object]] = {
    "tell the family": _telling,
    "withhold it from them": lambda office, by: withhold_notification(
        office.ledger, acting(by), WITHHOLD, given.NOW
    ),
    "say who is with it": _accompanying,
}
"""Each as somebody tries it who may or may not."""
