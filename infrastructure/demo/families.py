"""What invented families were told and answered: yes, no, taken back; and one asks for a copy."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from application.care_files.children import record_carer
from application.privacy import consent, rights
from domain.children.facts import CarerStanding
from domain.children.state import RecordCarer
from domain.codelists import ConsentMeans, Processing, SpokenBy
from domain.consent.facts import ASKED_FOR, Said
from domain.consent.state import PublishNotice, RecordAnswers, WithdrawConsent
from domain.days import local_day
from domain.rights.facts import RightsKind
from domain.rights.state import RequestRights
from domain.shared import CarerId, ConsentId, NoticeId, OrganisationId, RightsId, VerifiedBy
from infrastructure.demo.caseload import Act, DemoChild
from infrastructure.demo.invented import demo_id
from infrastructure.demo.staffing import Colleague

PUBLISHED_DAYS_AGO, ASKED_AFTER, TAKEN_BACK_AFTER = 175, timedelta(days=12), timedelta(days=20)
NOTICE = NoticeId(demo_id("notice", 1))
MOTHER = "52"


def families(
    children: Sequence[DemoChild],
    people: tuple[Colleague, ...],
    bureau_id: OrganisationId,
    screened: Collection[int],
    now: datetime,
) -> list[Act]:
    """Return what families were asked, as the log learns it.

    They are those of the first children, and of those of these numbers, who agreed to screenings.
    """
    officer = next(each for each in people if each.login == "privacy")
    acts: list[Act] = [_published(officer, bureau_id, now - timedelta(days=PUBLISHED_DAYS_AGO))]
    told = {0: (Processing.PHOTOS, Processing.SCREENING), 1: (), 2: (Processing.PHOTOS,)}
    agreed = dict.fromkeys(screened, (Processing.SCREENING,))
    for number, granted in {**agreed, **told}.items():
        child = children[number]
        acts.append(_registered(child, child.opened_at + ASKED_AFTER - timedelta(minutes=30)))
        acts.append(_answered(child, granted, bureau_id, child.opened_at + ASKED_AFTER))
    for child in children[2:3]:
        at = child.opened_at + ASKED_AFTER + TAKEN_BACK_AFTER
        acts.append(taken_back(child, Processing.PHOTOS, at))
    for child in children[:1]:
        acts.append(_asked_for_a_copy(child, now - timedelta(days=2)))
    return acts


def _published(officer: Colleague, bureau_id: OrganisationId, at: datetime) -> Act:
    request = PublishNotice(
        organisation_id=bureau_id,
        notice_id=NOTICE,
        title="未成年人关爱服务告知书(演示)",
        text="建立关爱档案、走访和谈心是法律规定的职责。拍照、筛查、转给医院或公益组织,要先问过您。",
        processings=ASKED_FOR,
        from_on=local_day(at),
    )
    return at, lambda ledger, when: consent.publish_notice(ledger, officer.actor, request, when)


def _registered(child: DemoChild, at: datetime) -> Act:
    """Whoever says yes is on file as a guardian: whoever looks after a child may be another."""
    request = RecordCarer(
        child_id=child.child_id,
        carer_id=CarerId(demo_id("guardian", child.number)),
        name=_mother(child),
        relation_code=MOTHER,
        standing=CarerStanding.GUARDIAN,
        phone=None,
        as_of_on=local_day(at),
        verified_by=VerifiedBy.DOCUMENT,
    )
    actor = child.arranged_by.actor
    return at, lambda ledger, when: record_carer(ledger, actor, request, when)


def _answered(
    child: DemoChild, granted: tuple[Processing, ...], bureau_id: OrganisationId, at: datetime
) -> Act:
    request = RecordAnswers(
        child_id=child.child_id,
        consent_id=ConsentId(demo_id("consent", child.number)),
        organisation_id=bureau_id,
        notice_id=NOTICE,
        said=_said(at),
        name=_mother(child),
        granted=granted,
        declined=tuple(each for each in ASKED_FOR if each not in granted),
    )
    actor = child.mentor.actor
    return at, lambda ledger, when: consent.record_answers(ledger, actor, request, when)


def taken_back(child: DemoChild, processing: Processing, at: datetime) -> Act:
    """Return that a family takes back what it agreed to."""
    request = WithdrawConsent(
        child_id=child.child_id,
        consent_id=ConsentId(demo_id("withdrawal", child.number)),
        processing=processing,
        said=_said(at),
        name=_mother(child),
    )
    actor = child.mentor.actor
    return at, lambda ledger, when: consent.withdraw_consent(ledger, actor, request, when)


def _asked_for_a_copy(child: DemoChild, at: datetime) -> Act:
    request = RequestRights(
        child_id=child.child_id,
        rights_id=RightsId(demo_id("rights", child.number)),
        kind=RightsKind.COPY,
        spoken_by=SpokenBy.GUARDIAN,
        means=ConsentMeans.IN_PERSON,
        asked_on=local_day(at),
        relation_code=MOTHER,
        name=_mother(child),
    )
    actor = child.arranged_by.actor
    return at, lambda ledger, when: rights.request_rights(ledger, actor, request, when)


def _said(at: datetime) -> Said:
    return Said(
        spoken_by=SpokenBy.GUARDIAN,
        means=ConsentMeans.IN_PERSON,
        said_at=at - timedelta(minutes=10),
        relation_code=MOTHER,
    )


def _mother(child: DemoChild) -> str:
    return f"{child.name[0]}示范"
