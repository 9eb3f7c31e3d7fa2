"""A notice, what a mother and her child say to it, and the rules that hear them."""

from dataclasses import replace
from datetime import date, timedelta

from domain.codelists import ConsentMeans, Processing, SpokenBy
from domain.consent.facts import (
    ConsentDeclined,
    ConsentEvent,
    ConsentGranted,
    ConsentWithdrawn,
    NoticeGiven,
    NoticePublished,
    Said,
    SpeakerNamed,
)
from domain.consent.rules import (
    Answer,
    publish_notice,
    record_answers,
    sign_consent,
    withdraw_consent,
)
from domain.consent.speaking import Hearing
from domain.consent.state import (
    NO_CONSENT,
    ConsentState,
    PublishNotice,
    RecordAnswers,
    SignConsent,
    WithdrawConsent,
    evolve,
    fold,
)
from domain.shared import ConsentId, NoticeId
from tests.examples import (
    BORN_ON,
    CHILD,
    COUNTY_OFFICE,
    NOW,
    RULES,
    SUPERVISOR,
    TEACHER,
    TODAY,
    example_id,
)
from tests.spec import Rule, Spec

CONSENT: Spec[ConsentState, ConsentEvent] = Spec(evolve, NO_CONSENT)
NOTICE = NoticeId(example_id(801))
FIRST, SECOND = ConsentId(example_id(802)), ConsentId(example_id(803))

PUBLISH = PublishNotice(
    organisation_id=COUNTY_OFFICE,
    notice_id=NOTICE,
    title="关于孩子信息的告知书",
    text="拍照要先问您。",
    processings=(Processing.PHOTOS, Processing.SCREENING),
    from_on=date(2026, 3, 1),
)
PUBLISHED = NoticePublished(
    organisation_id=COUNTY_OFFICE,
    notice_id=NOTICE,
    version=1,
    title="关于孩子信息的告知书",
    text="拍照要先问您。",
    processings=(Processing.PHOTOS, Processing.SCREENING),
    from_on=date(2026, 3, 1),
    published_by=SUPERVISOR,
)
MOTHER = Said(
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    said_at=NOW - timedelta(hours=1),
    relation_code="52",
)
BY_TELEPHONE = replace(MOTHER, means=ConsentMeans.PHONE_TWO_STAFF, witness_id=SUPERVISOR)
CHILD_ITSELF = Said(
    spoken_by=SpokenBy.CHILD, means=ConsentMeans.IN_PERSON, said_at=NOW - timedelta(hours=1)
)
ANSWER = RecordAnswers(
    child_id=CHILD,
    consent_id=FIRST,
    organisation_id=COUNTY_OFFICE,
    notice_id=NOTICE,
    said=MOTHER,
    name=" 示例妈妈 ",
    granted=(Processing.PHOTOS,),
    declined=(Processing.SCREENING,),
)
TOLD = NoticeGiven(
    child_id=CHILD,
    consent_id=FIRST,
    organisation_id=COUNTY_OFFICE,
    notice_id=NOTICE,
    version=1,
    said=MOTHER,
)
NAMED = SpeakerNamed(child_id=CHILD, consent_id=FIRST, name="示例妈妈")
GRANTED = ConsentGranted(
    child_id=CHILD,
    consent_id=FIRST,
    processing=Processing.PHOTOS,
    organisation_id=COUNTY_OFFICE,
    notice_id=NOTICE,
    said=MOTHER,
)
DECLINED = ConsentDeclined(
    child_id=CHILD,
    consent_id=FIRST,
    processing=Processing.SCREENING,
    organisation_id=COUNTY_OFFICE,
    notice_id=NOTICE,
    said=MOTHER,
)
WITHDRAW = WithdrawConsent(
    child_id=CHILD,
    consent_id=SECOND,
    processing=Processing.PHOTOS,
    said=CHILD_ITSELF,
)
WITHDRAWN = ConsentWithdrawn(
    child_id=CHILD, consent_id=SECOND, processing=Processing.PHOTOS, said=CHILD_ITSELF
)
FOURTEEN_ON = date(2012, 3, 9)
"""Who is born then has completed the fourteenth year on the day of the examples."""


def hearing(born_on: date = BORN_ON) -> Hearing:
    return Hearing(by=TEACHER, now=NOW, born_on=born_on)


def answering(request: RecordAnswers, born_on: date = BORN_ON) -> Rule[ConsentState, ConsentEvent]:
    def rule(state: ConsentState) -> Answer:
        notices = fold([PUBLISHED])
        return record_answers(state, request, notices=notices, heard=hearing(born_on), rules=RULES)

    return rule


def withdrawing(request: WithdrawConsent) -> Rule[ConsentState, ConsentEvent]:
    return lambda state: withdraw_consent(state, request, heard=hearing(), rules=RULES)


def signing(signed_on: date) -> Rule[ConsentState, ConsentEvent]:
    request = SignConsent(child_id=CHILD, consent_id=FIRST, signed_on=signed_on)
    return lambda state: sign_consent(state, request, today=TODAY)


def publishing(request: PublishNotice) -> Rule[ConsentState, ConsentEvent]:
    return lambda state: publish_notice(state, request, by=SUPERVISOR)
