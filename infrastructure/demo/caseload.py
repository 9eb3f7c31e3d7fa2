"""Invented children and what was done for them over half a year, in the order of time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from application.care_files import care, children, pairing
from application.ports import Ledger
from domain.care.facts import Category, Evidence, Standard, StatedBy
from domain.care.state import Assessment, OpenCareFile, Residence, Schooling, StatedCategory
from domain.children.facts import CarerStanding
from domain.children.state import RecordCarer, RegisterChild
from domain.codelists import Sex
from domain.days import end_of_day, local_day
from domain.pairing.facts import MentorKind
from domain.pairing.state import PairMentor
from domain.shared import CarerId, ChildId, PairingId, VerifiedBy
from infrastructure.demo.city import City, Home
from infrastructure.demo.contacts import contacts_with
from infrastructure.demo.invented import child_name, demo_id
from infrastructure.demo.staffing import Colleague, mentor_login, supervisor_login

OFFICE_OPENS_BEFORE_MIDNIGHT = timedelta(hours=15, minutes=30)
FIRST_OPENED_DAYS_AGO, OPENED_WITHIN_DAYS = 170, 120
PAIRED_FOR = timedelta(days=365)
CARER_TELEPHONES_FROM = 10_000
"""Beside those that duty officers answer."""
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
    trait: int
    home: Home
    opened_at: datetime
    mentor: Colleague
    arranged_by: Colleague

    @property
    def child_id(self) -> ChildId:
        """The child's id."""
        return child_id_of(self.number)

    @property
    def sex(self) -> Sex:
        """Girls and boys in turn, in each class."""
        return Sex.FEMALE if self.trait % 2 else Sex.MALE

    @property
    def name(self) -> str:
        """The child's name, that of no other child."""
        return child_name(self.number // 2, self.sex)

    @property
    def born_on(self) -> date:
        """As old as the pupils of the class are."""
        days = 365 * self.home.youngest + 29 * self.number % 365
        return local_day(self.opened_at) - timedelta(days=days)


def child_id_of(number: int) -> ChildId:
    """Return the id of the child of this number."""
    return ChildId(demo_id("child", number))


def children_of(city: City, people: tuple[Colleague, ...], now: datetime) -> tuple[DemoChild, ...]:
    """Return all children; their files were opened one after the other, in office hours."""
    by_login = {each.login: each for each in people}
    morning = end_of_day(local_day(now)) - OFFICE_OPENS_BEFORE_MIDNIGHT
    homes = city.homes
    children = []
    for number in range(city.children):
        rank, place = divmod(number, len(homes))
        home = homes[place]
        days = FIRST_OPENED_DAYS_AGO - OPENED_WITHIN_DAYS * number // city.children
        minutes = 40 * (rank % 12) + place % 40
        child = DemoChild(
            number=number,
            # What varies by this varies among the children of one mentor, and among the places.
            trait=rank + place,
            home=home,
            opened_at=morning - timedelta(days=days) + timedelta(minutes=minutes),
            mentor=by_login[mentor_login(city, home)],
            arranged_by=by_login[supervisor_login(home.township)],
        )
        children.append(child)
    return tuple(children)


def acts_for(
    city: City, children: tuple[DemoChild, ...], people: tuple[Colleague, ...], now: datetime
) -> list[Act]:
    """Return everything that was done for the children by now, as the log learns it."""
    by_login = {each.login: each for each in people}
    acts: list[Act] = []
    for child in children:
        acts.extend(_opening(child))
        acts.extend(contacts_with(child.trait, child.child_id, child.mentor, child.opened_at, now))
    # One child of each of the first township's first three classes, each another in the class.
    joined = children[:: len(city.homes) + len(city.townships)][:3]
    for login, kind in JOINING:
        acts.extend(_joining(by_login[login], kind, joined, now))
    return [act for act in acts if act[0] < now]


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
        name=child.name,
        sex=child.sex,
        born_on=child.born_on,
        ethnicity_code="08" if child.trait % 5 == 0 else "01",
        address=f"{1 + child.trait % 12} 组 {10 + child.number} 号",
    )


def _carer(child: DemoChild) -> RecordCarer:
    relation, standing = (
        ("64", CarerStanding.CLOSE_RELATIVE),
        ("61", CarerStanding.CLOSE_RELATIVE),
        ("52", CarerStanding.GUARDIAN),
        ("81", CarerStanding.ENTRUSTED_CARER),
    )[child.trait % 4]
    return RecordCarer(
        child_id=child.child_id,
        carer_id=CarerId(demo_id("carer", child.number)),
        name=child.name[0] + "示例",
        relation_code=relation,
        standing=standing,
        phone=f"0777{CARER_TELEPHONES_FROM + child.number:07}",
        as_of_on=local_day(child.opened_at),
        verified_by=VerifiedBy.PHONED_CARER,
    )


def _file(child: DemoChild) -> OpenCareFile:
    opened_on, home = local_day(child.opened_at), child.home
    categories = [(Category.LEFT_BEHIND, Standard.CIVIL_AFFAIRS)]
    if child.trait % 3 == 0:
        categories.append((Category.POOR_FAMILY, Standard.LOCAL))
    if child.trait % 7 == 0:
        categories[0] = (Category.MIGRANT, Standard.SCHOOL_REGISTER)
    level = (None, 1, 2, 3, 3, 4, 2, 5)[child.trait // 2 % 8]
    return OpenCareFile(
        child_id=child.child_id,
        organisation_id=home.township.township_id,
        opened_on=opened_on,
        residence=Residence(village_id=home.village_id),
        schooling=Schooling(
            as_of_on=opened_on,
            school_id=home.school_id,
            class_id=home.class_id,
            boarding=child.trait % 4 == 0,
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
        until_on=local_day(child.opened_at) + PAIRED_FOR,
        vetted_on=local_day(child.opened_at) if kind is MentorKind.VOLUNTEER else None,
    )


def _joining(
    mentor: Colleague, kind: MentorKind, joined: tuple[DemoChild, ...], now: datetime
) -> Iterator[Act]:
    """Pair children of the first township with one more mentor."""
    for child in joined:
        at = now - timedelta(days=20, minutes=child.number)
        pairing_from = replace(child, opened_at=at)
        yield at, partial(_pair, child.arranged_by, _pairing(pairing_from, mentor, kind))


def _pair(arranged_by: Colleague, request: PairMentor, ledger: Ledger, now: datetime) -> None:
    pairing.pair_mentor(ledger, arranged_by.actor, request, now)
