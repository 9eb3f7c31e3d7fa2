"""The privacy officer of the office, the notice they published, and what a family answers to it."""

from dataclasses import replace
from datetime import date, timedelta

from application.ports import Commit, History
from domain.breaches.facts import AffectedChildrenLeftToOthers
from domain.codelists import ConsentMeans, Processing, SpokenBy
from domain.consent.facts import ASKED_FOR, Said
from domain.consent.state import PublishNotice, RecordAnswers, WithdrawConsent
from domain.rights.facts import ProvenBy, RightsKind
from domain.rights.state import AnswerRights, RequestRights, VerifyRequester
from domain.shared import ConsentId, DutyId, NoticeId, PersonId, RequestId, RightsId
from domain.staff.facts import DutyAssigned, Role
from infrastructure.opening import OpenLedger
from tests import examples as given
from tests.office import WEEK_AGO

PRIVACY_OFFICER = PersonId(given.example_id(171))
NOTICE = NoticeId(given.example_id(851))
ANSWERED, WITHDRAWN = ConsentId(given.example_id(852)), ConsentId(given.example_id(853))

PUBLISH = PublishNotice(
    organisation_id=given.COUNTY_OFFICE,
    notice_id=NOTICE,
    title="示例告知书",
    text="拍照要先问您。",
    processings=ASKED_FOR,
    from_on=date(2026, 3, 1),
)
MOTHER = Said(
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    said_at=given.NOW - timedelta(hours=1),
    relation_code="52",
)
ANSWER = RecordAnswers(
    child_id=given.CHILD,
    consent_id=ANSWERED,
    organisation_id=given.COUNTY_OFFICE,
    notice_id=NOTICE,
    said=MOTHER,
    name="示例妈妈",
    granted=(Processing.PHOTOS,),
    declined=(Processing.SCREENING,),
)
WITHDRAW = WithdrawConsent(
    child_id=given.CHILD,
    consent_id=WITHDRAWN,
    processing=Processing.PHOTOS,
    said=replace(MOTHER, said_at=given.NOW),
    name="示例妈妈",
)

ASKED = RightsId(given.example_id(854))
ASK = RequestRights(
    child_id=given.CHILD,
    rights_id=ASKED,
    kind=RightsKind.COPY,
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    asked_on=given.TODAY,
    relation_code="52",
    name="示例妈妈",
)
PROVE = VerifyRequester(
    child_id=given.CHILD, rights_id=ASKED, proven_by=ProvenBy.DOCUMENT_SEEN, verified_on=given.TODAY
)
ANSWER_ASKED = AnswerRights(
    child_id=given.CHILD, rights_id=ASKED, answered_on=given.TODAY, text="示例"
)


SECURITY_ADMINISTRATOR = PersonId(given.example_id(172))


def employ_privacy_officer(opened: OpenLedger) -> None:
    """Employ the county's privacy officer a week ago."""
    _employ(opened, PRIVACY_OFFICER, "示例保护负责人", Role.PRIVACY_OFFICER, 271)


def employ_security_administrator(opened: OpenLedger) -> None:
    """Employ the county's security administrator, who closes what the other proposes to close."""
    _employ(opened, SECURITY_ADMINISTRATOR, "示例安全管理员", Role.SECURITY_ADMINISTRATOR, 272)


def _employ(opened: OpenLedger, person_id: PersonId, name: str, role: Role, number: int) -> None:
    facts = (
        replace(given.TEACHER_REGISTERED, person_id=person_id, name=name),
        DutyAssigned(
            person_id=person_id,
            duty_id=DutyId(given.example_id(number)),
            role=role,
            organisation_id=given.COUNTY_OFFICE,
            from_on=given.TODAY - timedelta(days=60),
        ),
    )
    opened.ledger.log.append(
        Commit(
            facts=facts,
            expected={opened.mapper.stream_of(fact): 0 for fact in facts},
            request_id=RequestId(given.example_id(700 + number)),
            actor_id=given.SUPERVISOR,
            recorded_at=WEEK_AGO,
        )
    )
    assert opened.projector.catch_up(wait_ms=5_000)


def leave_families(opened: OpenLedger, left: AffectedChildrenLeftToOthers) -> None:
    """Leave families to others as it was recorded before anybody asked who the children are."""
    history = opened.ledger.log.load([opened.mapper.stream_of(left)])
    assert isinstance(history, History)
    opened.ledger.log.append(
        Commit(
            facts=[left],
            expected=history.versions,
            request_id=RequestId(given.example_id(907)),
            actor_id=left.listed_by,
            recorded_at=given.NOW,
        )
    )
