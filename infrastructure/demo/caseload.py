"""Sixty invented children and what was done for them over half a year, in the order of time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice

from application import care, children, pairing
from application.ports import Ledger
from domain.care.facts import Category, Evidence, Standard, StatedBy
from domain.care.state import Assessment, OpenCareFile, Residence, Schooling, StatedCategory
from domain.children.facts import CarerStanding, VerifiedBy
from domain.children.state import RecordCarer, RegisterChild
from domain.codelists import Sex
from domain.days import end_of_day, local_day
from domain.pairing.facts import MentorKind
from domain.pairing.state import PairMentor
from domain.shared import CarerId, ChildId, PairingId
from infrastructure.demo.contacts import contacts_with
from infrastructure.demo.invented import COUNTIES, child_name, demo_id
from infrastructure.demo.staffing import Colleague, place_id

CHILDREN = 60
OFFICE_OPENS_BEFORE_MIDNIGHT = timedelta(hours=13)
JOINING = (
    ("subject", MentorKind.TEACHER),
    ("community", MentorKind.COMMUNITY_WORKER),
    ("volunteer", MentorKind.VOLUNTEER),
)
Act = tuple[datetime, Callable[[Ledger, datetime], object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoChild:
    """One invented child: where, with whom, and who looks out."""

    number: int
    opened_at: datetime
    mentor: Colleague
    arranged_by: Colleague

    @property
    def child_id(self) -> ChildId:
        """The child's id."""
        return ChildId(demo_id("child", self.number))

    @property
    def county_code(self) -> str:
        """In which county the child lives."""
        return COUNTIES[self.number % len(COUNTIES)][0]

    @property
    def half(self) -> int:
        """0 for the first village and school of the township, 1 for the second school there."""
        return self.number // len(COUNTIES) % 2

    @property
    def born_on(self) -> date:
        """Between six and fifteen years before the file was opened."""
        days = 365 * (6 + self.number % 9) + 29 * self.number
        return local_day(self.opened_at) - timedelta(days=min(days, 365 * 15))


def acts_for(people: tuple[Colleague, ...], now: datetime) -> list[Act]:
    """Return everything that was done for all children, earliest first, as the log learns it."""
    by_login = {each.login: each for each in people}
    morning = end_of_day(local_day(now)) - OFFICE_OPENS_BEFORE_MIDNIGHT
    acts: list[Act] = []
    for number in range(CHILDREN):
        ending = "" if number % len(COUNTIES) == 0 else str(number % len(COUNTIES) + 1)
        half = number // len(COUNTIES) % 2
        child = DemoChild(
            number=number,
            opened_at=morning - timedelta(days=170 - 2 * number, hours=number % 3),
            mentor=by_login[f"{'village' if half else 'teacher'}{ending}"],
            arranged_by=by_login[f"township{ending}"],
        )
        acts.extend(_opening(child))
        acts.extend(
            (at, act)
            for at, act in contacts_with(
                child.number, child.child_id, child.mentor, child.opened_at, now
            )
        )
    for login, kind in JOINING:
        acts.extend(_joining(by_login[login], kind, by_login["township"], now))
    return sorted(acts, key=lambda act: act[0])


def _opening(child: DemoChild) -> Iterator[Act]:
    actor = child.arranged_by.actor
    at = child.opened_at
    yield at, lambda ledger, now: children.register_child(ledger, actor, _registration(child), now)
    yield (
        at + timedelta(minutes=1),
        lambda ledger, now: children.record_carer(ledger, actor, _carer(child), now),
    )
    yield (
        at + timedelta(minutes=2),
        lambda ledger, now: care.open_care_file(ledger, actor, _file(child), now),
    )
    yield (
        at + timedelta(hours=3),
        lambda ledger, now: pairing.pair_mentor(
            ledger, actor, _pairing(child, child.mentor, MentorKind.TEACHER), now
        ),
    )


def _registration(child: DemoChild) -> RegisterChild:
    return RegisterChild(
        child_id=child.child_id,
        name=child_name(child.number),
        sex=Sex.FEMALE if child.number % 2 else Sex.MALE,
        born_on=child.born_on,
        ethnicity_code="08" if child.number % 5 == 0 else "01",
        address=f"{1 + child.number % 12} 组 {10 + child.number} 号",
    )


def _carer(child: DemoChild) -> RecordCarer:
    relation, standing = (
        ("64", CarerStanding.CLOSE_RELATIVE),
        ("61", CarerStanding.CLOSE_RELATIVE),
        ("52", CarerStanding.GUARDIAN),
        ("81", CarerStanding.ENTRUSTED_CARER),
    )[child.number % 4]
    return RecordCarer(
        child_id=child.child_id,
        carer_id=CarerId(demo_id("carer", child.number)),
        name=child_name(child.number)[0] + "示例",
        relation_code=relation,
        standing=standing,
        phone=f"0777{child.number:07}",
        as_of_on=local_day(child.opened_at),
        verified_by=VerifiedBy.PHONED_CARER,
    )


def _file(child: DemoChild) -> OpenCareFile:
    opened_on = local_day(child.opened_at)
    school = place_id(child.county_code, "school", child.half)
    categories = [(Category.LEFT_BEHIND, Standard.CIVIL_AFFAIRS)]
    if child.number % 3 == 0:
        categories.append((Category.POOR_FAMILY, Standard.LOCAL))
    if child.number % 7 == 0:
        categories[0] = (Category.MIGRANT, Standard.SCHOOL_REGISTER)
    level = (None, 1, 2, 3, 3, 4, 2, 5)[child.number // 2 % 8]
    return OpenCareFile(
        child_id=child.child_id,
        organisation_id=place_id(child.county_code, "township"),
        opened_on=opened_on,
        residence=Residence(village_id=place_id(child.county_code, "village", 0)),
        schooling=Schooling(
            as_of_on=opened_on,
            school_id=school,
            class_id=place_id(child.county_code, "school", child.half, "class", 0),
            boarding=child.number % 4 == 0,
        ),
        categories=tuple(
            StatedCategory(
                category=category,
                standard=standard,
                stated_by=StatedBy.VILLAGE,
                evidence=Evidence.SURVEY_FORM,
                from_on=opened_on - timedelta(days=200),
            )
            for category, standard in categories
        ),
        assessment=None
        if level is None
        else Assessment(
            level=level,
            basis="摸排时评估",
            assessed_on=opened_on,
            next_review_on=opened_on + timedelta(days=90),
        ),
    )


def _pairing(child: DemoChild, mentor: Colleague, kind: MentorKind) -> PairMentor:
    wanted = MentorKind.COMMUNITY_WORKER if mentor.login.startswith("village") else kind
    return PairMentor(
        child_id=child.child_id,
        pairing_id=PairingId(demo_id("pairing", child.number, mentor.login)),
        mentor_id=mentor.person_id,
        mentor_kind=wanted,
        from_on=local_day(child.opened_at),
        vetted_on=local_day(child.opened_at) if kind is MentorKind.VOLUNTEER else None,
    )


def _joining(
    mentor: Colleague, kind: MentorKind, arranged_by: Colleague, now: datetime
) -> Iterator[Act]:
    """Pair three of the first county's children with one more mentor."""
    for number in islice(range(0, CHILDREN, len(COUNTIES)), 3):
        at = now - timedelta(days=20, minutes=number)
        child = DemoChild(number=number, opened_at=at, mentor=mentor, arranged_by=arranged_by)
        yield at, partial(_pair, arranged_by, _pairing(child, mentor, kind))


def _pair(arranged_by: Colleague, request: PairMentor, ledger: Ledger, now: datetime) -> None:
    pairing.pair_mentor(ledger, arranged_by.actor, request, now)
