"""Invented cases that offices outside school see: a child of no school, and a family that refuses.

The first is brought to the township's supervisor. Of the second, which is red, supervisor and civil
affairs learn within a minute that the family refuses, and nothing else.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from application.crisis.school import families
from application.crisis.worries import referrals
from application.ports import Ledger
from domain.codelists import ConsentMeans
from domain.referrals.facts import Sign, Situation
from domain.referrals.family.guardian_state import RecordRefusal
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.state import RaiseConcern
from domain.shared import CaseId, ChildId, OrganisationId, TellingId
from infrastructure.demo.caseload import Act
from infrastructure.demo.city import City
from infrastructure.demo.invented import demo_id
from infrastructure.demo.staffing import Colleague
from infrastructure.demo.ways import HOUR, MINUTE, Way

OUT_OF_SCHOOL, REFUSED = 8, 9
"""The numbers of their cases."""

_OUT_OF_SCHOOL_CHILD, _PUPIL = "覃小朗", "黄小川"


def seen_by_offices(city: City, people: dict[str, Colleague], now: datetime) -> Iterator[Act]:
    """Yield what is worried, found and refused in the first township."""
    yield _out_of_school(city, people["community"], now - 5 * HOUR)
    pupil = ChildId(demo_id("pupil", REFUSED))
    refused = Way(REFUSED, pupil, people, now - 2 * HOUR)
    yield _raised_of(refused, city.townships[0].school_id(0))
    yield refused.taken(4 * MINUTE)
    yield refused.assessed(20 * MINUTE, CrisisLevel.RED)
    yield _refuses(refused, 50 * MINUTE)


def _out_of_school(city: City, by: Colleague, at: datetime) -> Act:
    request = RaiseConcern(
        case_id=CaseId(demo_id("case", OUT_OF_SCHOOL)),
        child_id=ChildId(demo_id("pupil", OUT_OF_SCHOOL)),
        situation=Situation.NOBODY_CARING,
        signs=(Sign.LEFT_ALONE,),
        heard="不上学一年了,一个人住,晚上不敢睡。",
        name=_OUT_OF_SCHOOL_CHILD,
        described_as="十四岁,住在村口",
        village_id=city.townships[0].village_id(0),
    )
    return at, lambda ledger, moment: referrals.raise_concern(ledger, by.actor, request, moment)


def _raised_of(way: Way, school_id: OrganisationId) -> Act:
    teacher = way.people["subject"].actor
    request = RaiseConcern(
        case_id=way.case_id,
        child_id=way.child_id,
        situation=Situation.SOMEWHAT_WORRIED,
        signs=(Sign.SPOKE_OF_DYING, Sign.SLEEP_OR_APPETITE),
        heard="说活着没意思,晚上睡不着。",
        name=_PUPIL,
        described_as="六年级,和祖父一起住",
        school_id=school_id,
    )
    return way.act(timedelta(), lambda to, at: referrals.raise_concern(to, teacher, request, at))


def _refuses(way: Way, after: timedelta) -> Act:
    lead, said_at = way.people["lead"].actor, way.began_at + after
    request = RecordRefusal(
        case_id=way.case_id,
        telling_id=TellingId(way.id("refusal")),
        name="示例祖父",
        relation_code="61",
        is_guardian=True,
        means=ConsentMeans.IN_PERSON,
        refused_at=said_at,
        why="怕村里人议论,说睡一觉就好。",
    )

    def act(ledger: Ledger, at: datetime) -> object:
        return families.record_refusal(ledger, lead, request, at)

    return way.act(after, act)
