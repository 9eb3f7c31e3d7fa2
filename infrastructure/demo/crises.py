"""Invented worries: untaken, in hand, at a hospital, beyond it, and two that offices see."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from application.crisis.hospital import referring
from application.crisis.worries import referrals
from application.ports import Ledger
from domain.codelists import ConsentMeans
from domain.referrals.facts import MayTellGuardian, Sign, Situation
from domain.referrals.family.consent_facts import PupilWish
from domain.referrals.hospital.sending import (
    AcknowledgeReferral,
    Consent,
    IssueReferral,
    ProposeReferral,
)
from domain.referrals.state import RaiseConcern, TakeConcern
from domain.shared import CaseId, ChildId, ConsentId, ReferralId, TakingId
from infrastructure.demo.caseload import Act, child_id_of
from infrastructure.demo.city import City
from infrastructure.demo.invented import UNREGISTERED_PUPIL, demo_id
from infrastructure.demo.offices import seen_by_offices
from infrastructure.demo.staffing import HOSPITAL_ID, Colleague
from infrastructure.demo.ways_back import ways_back


def worries(city: City, people: tuple[Colleague, ...], now: datetime) -> list[Act]:
    """Return the worries at the first school and what became of them, earliest first."""
    by_login = {each.login: each for each in people}
    pupil, other_pupil = child_id_of(0), child_id_of(len(city.homes))
    acts = (
        *_referred(by_login, other_pupil, now - timedelta(days=3)),
        *_in_hand(by_login, city, now - timedelta(hours=20)),
        *_untaken(by_login, pupil, now - timedelta(minutes=6)),
        *ways_back(city, by_login, now),
        *seen_by_offices(city, by_login, now),
    )
    return sorted(acts, key=lambda act: act[0])


def case_id(number: int) -> CaseId:
    """Return the id of an invented case."""
    return CaseId(demo_id("case", number))


def _untaken(people: dict[str, Colleague], pupil: ChildId, at: datetime) -> Iterator[Act]:
    request = RaiseConcern(
        case_id=case_id(1),
        child_id=pupil,
        situation=Situation.LIFE_IN_DANGER,
        signs=(Sign.SPOKE_OF_DYING, Sign.SAID_FAREWELL),
        heard="把喜欢的笔送给了同桌,说以后用不着了。",
        is_with_child=True,
        may_tell_guardian=MayTellGuardian.YES,
    )
    yield _raised(people["subject"], request, at)


def _in_hand(people: dict[str, Colleague], city: City, at: datetime) -> Iterator[Act]:
    case, lead = case_id(2), people["lead"].actor
    request = RaiseConcern(
        case_id=case,
        child_id=ChildId(demo_id("pupil", 2)),
        situation=Situation.NOBODY_CARING,
        signs=(Sign.LEFT_ALONE,),
        heard="三天没有大人在家。",
        name=UNREGISTERED_PUPIL,
        described_as="五年级,住在桥头",
        school_id=city.townships[0].school_id(0),
    )
    yield _raised(people["community"], request, at)
    yield (
        at + timedelta(minutes=9),
        lambda ledger, now: referrals.take_concern(ledger, lead, _taking(2), now),
    )


def _referred(people: dict[str, Colleague], pupil: ChildId, at: datetime) -> Iterator[Act]:
    case = case_id(3)
    request = RaiseConcern(
        case_id=case,
        child_id=pupil,
        situation=Situation.SOMEWHAT_WORRIED,
        signs=(Sign.SLEEP_OR_APPETITE, Sign.WITHDRAWN),
        heard="两个星期吃不下饭,不和同学说话。",
    )
    yield _raised(people["teacher"], request, at)
    lead, liaison = people["lead"].actor, people["liaison"].actor
    taken, received = _taking(3), AcknowledgeReferral(case_id=case)
    proposed = ProposeReferral(case_id=case, why="校内支持两周没有好转。")
    issued = IssueReferral(
        case_id=case,
        hospital_id=HOSPITAL_ID,
        referral_id=ReferralId(demo_id("referral", 3)),
        consent=_consent(at + timedelta(hours=4)),
    )
    for minutes, step in (
        (10, lambda ledger, now: referrals.take_concern(ledger, lead, taken, now)),
        (90, lambda ledger, now: referring.propose_referral(ledger, lead, proposed, now)),
        (300, lambda ledger, now: referring.issue_referral(ledger, lead, issued, now)),
        (330, lambda ledger, now: referring.acknowledge_referral(ledger, liaison, received, now)),
    ):
        yield at + timedelta(minutes=minutes), step


def _taking(number: int) -> TakeConcern:
    return TakeConcern(case_id=case_id(number), taking_id=TakingId(demo_id("taking", number)))


def _consent(given_at: datetime) -> Consent:
    return Consent(
        consent_id=ConsentId(demo_id("consent", 3)),
        name="示例祖母",
        relation_code="62",
        is_guardian=False,
        means=ConsentMeans.IN_PERSON,
        given_at=given_at,
        wish=PupilWish.WANTS,
    )


def _raised(by: Colleague, request: RaiseConcern, at: datetime) -> Act:
    def act(ledger: Ledger, now: datetime) -> object:
        return referrals.raise_concern(ledger, by.actor, request, now)

    return at, act
