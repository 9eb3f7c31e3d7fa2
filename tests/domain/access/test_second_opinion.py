"""The table and a second opinion, written in another language, agree on very many questions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from application.authorisation.fresh_factor import has_fresh_factor
from application.ports import Actor
from domain.access.standings import grants_in_force, may_have_grants, standings_at
from domain.access.table import Permission, Request, Standing, permit
from domain.alerts.bringing import Bringing, Brought, WhoHas, is_open_to
from domain.alerts.rules import STANDS_IN
from domain.pairing.facts import MentorKind
from domain.ruleset import RULES_1
from domain.shared import Compartment, GrantId, PersonId, Purpose
from domain.staff.facts import Role
from tests import examples as given
from tests.access_table import LINES, SHORT, Line
from tests.dice import Dice
from tests.examples import NOW, example_id
from tests.second_bringing import HAD, HeldBringing
from tests.second_opinion import FRESH_SECONDS, SLOTS, HeldGrant, Question, answers
from tests.second_relations import (
    BELONGS,
    BESIDE,
    CHILDREN,
    PLACES,
    VETTED_DAYS,
    Asker,
    HeldDuty,
    HeldPairing,
    chain_of,
)

QUESTIONS = 100_000
SEED = 20260310
PEOPLE = 1_000
SOMEBODY_ELSE = PersonId(example_id(4_999))
# Listed once: a hundred thousand questions are drawn from them.
COMPARTMENTS, PURPOSES, ROLES = list(Compartment), list(Purpose), list(Role)
GRANTS = [GrantId(example_id(number)) for number in range(len(SLOTS))]


def some_grant(random: Dice, number: int) -> HeldGrant:
    opens = random.sample(COMPARTMENTS, random.randint(1, 4))
    return HeldGrant(
        grant_id=GRANTS[number],
        is_glass=random.random() < 0.4,
        purpose=random.choice(PURPOSES),
        compartments=frozenset(opens),
        # To the second: a grant is over at its last moment, not after it.
        until_at=NOW + timedelta(seconds=random.choice([-3_600, -1, 0, 1, 3_600])),
    )


def some_duty(random: Dice, by: PersonId) -> HeldDuty:
    return HeldDuty(
        person_id=random.choice([*[by] * 9, SOMEBODY_ELSE]),
        role=random.choice(ROLES).value,
        place=random.choice(PLACES),
        from_on=days_on(random.choice([-300, -300, -300, -1, 0, 1])),
        to_on=random.choice([None, None, *map(days_on, (-1, 0, 1, 300, 300))]),
    )


def some_pairing(random: Dice, by: PersonId) -> HeldPairing:
    return HeldPairing(
        mentor_id=random.choice([by, by, by, SOMEBODY_ELSE]),
        child=random.choice(CHILDREN),
        mentor_kind=random.choice(list(MentorKind)).value,
        is_lead=random.random() < 0.5,
        from_on=days_on(random.choice([-300, -1, 0, 1])),
        ended_on=random.choice([None, *map(days_on, (-1, 0, 300))]),
        vetted_on=random.choice([None, *map(days_on, (0, -VETTED_DAYS, -VETTED_DAYS - 1))]),
    )


def some_bringing(random: Dice, by: PersonId) -> HeldBringing:
    on = random.choice([0, -1, -5, -6, -60])
    return HeldBringing(
        person_id=random.choice([by, by, by, SOMEBODY_ELSE]),
        brought_on=days_on(on),
        until_on=days_on(on + random.choice([4, 5, 6])),
        had=random.choice(HAD),
        over_until_on=random.choice([None, None, *map(days_on, (-1, 0, 1))]),
        appealed_on=random.choice([None, None, *map(days_on, (on - 1, on, on + 1))]),
    )


def days_on(days: int) -> date:
    return given.TODAY + timedelta(days=days)


def somebody(random: Dice, number: int) -> Asker:
    by = PersonId(example_id(10_000 + number))
    return Asker(
        person_id=by,
        duties=tuple(some_duty(random, by) for _ in range(random.choice([0, 1, 2, 2, 2]))),
        pairings=tuple(some_pairing(random, by) for _ in range(random.choice([0, 1, 1]))),
    )


def questions(count: int, seed: int) -> Iterator[Question]:
    random, requests = Dice(seed), list(Request)
    subjects, beside = [*CHILDREN * 4, *PLACES], sorted(BESIDE)
    people = [somebody(random, number) for number in range(PEOPLE)]
    days, purposes = list(map(days_on, (-1, 0, 0, 0, 1))), [None, None, *PURPOSES]
    for _ in range(count):
        factor_ago = random.choice([-1, 0, 0, 1, 1, FRESH_SECONDS, FRESH_SECONDS + 1])
        asker = random.choice(people)
        yield Question(
            request=random.choice(requests),
            asker=asker,
            subject=random.choice(subjects),
            on=random.choice(days),
            beside=frozenset(random.sample(beside, random.choice([0, 0, 0, 1, 2]))),
            purpose=random.choice(purposes),
            recused=random.random() < 0.2,
            brought=some_bringing(random, asker.person_id) if random.random() < 0.5 else None,
            grants=tuple(some_grant(random, at) for at in range(random.randint(0, len(SLOTS)))),
            factor_at=random.choice([None, NOW - timedelta(seconds=factor_ago)]),
            now=NOW,
        )


def next_in_line(question: Question, held: frozenset[Standing]) -> frozenset[Standing]:
    """Return that a case was brought to them, where their post lets them stand in for another."""
    brought, by = question.brought, question.asker.person_id
    if brought is None or not {each.value for each in held} & STANDS_IN:
        return frozenset()
    spell = Brought(on=brought.brought_on, until_on=brought.until_on)
    known = Bringing(brought={brought.person_id: spell}, appealed_on=brought.appealed_on)
    has = WhoHas(
        owner_id={"by them": by, "by another": SOMEBODY_ELSE}.get(brought.had),
        waits=brought.had == "by nobody",
        over_until_on=brought.over_until_on,
    )
    is_open = is_open_to(by, known, has, question.on)
    return frozenset({Standing.NEXT_IN_LINE}) if is_open else frozenset()


def permission(question: Question) -> Permission:
    asker = question.asker
    actor = Actor(person_id=asker.person_id, factor_at=question.factor_at)
    held = standings_at(
        asker.person_id,
        asker.duties,
        [each for each in asker.pairings if each.child == question.subject],
        chain=chain_of(question.subject),
        on=question.on,
        rules=RULES_1,
    )
    may_have = may_have_grants(asker.person_id, asker.duties, on=question.on)
    return permit(
        question.request,
        held | question.beside | next_in_line(question, held),
        purpose=question.purpose,
        recused=question.recused,
        grants=grants_in_force(question.grants, at=question.now) if may_have else (),
        factor_is_fresh=has_fresh_factor(actor, question.now, RULES_1),
    )


def decided(question: Question) -> bool:
    return permission(question).allowed


def test_the_second_opinion_counts_factors_and_records_checked_as_long_as_the_rules_do() -> None:
    assert RULES_1.factor_fresh_minutes * 60 == FRESH_SECONDS
    assert RULES_1.vetting_valid_days == VETTED_DAYS


def test_both_agree_on_a_hundred_thousand_questions() -> None:
    asked = list(questions(QUESTIONS, SEED))
    decisions = [permission(each) for each in asked]
    mine = [each.allowed for each in decisions]
    differ = [
        (question, ours)
        for question, ours, theirs in zip(asked, mine, answers(LINES, asked), strict=True)
        if ours != theirs
    ]
    assert differ[:3] == []
    assert QUESTIONS / 40 < sum(mine) < QUESTIONS * 19 / 20
    # So that it is known that each way in was tried and let somebody in.
    assert {each.by for each in decisions if each.allowed} == {None, *Standing}


@pytest.mark.parametrize(
    ("place", "above"), [("class", "other class"), ("township", "other county"), ("village", "")]
)
def test_a_place_that_hangs_elsewhere_is_found(place: str, above: str) -> None:
    moved = {**BELONGS, place: (above,) if above else ()}
    asked = list(questions(5_000, SEED))
    assert answers(LINES, asked, moved) != [decided(each) for each in asked]


# Lines as somebody might get them wrong.
PLANTED: Mapping[Request, Callable[[Line], Line]] = {
    Request.READ_CASE: lambda line: replace(line, standings=line.standings | {SHORT["cls"]}),
    Request.READ_IDENTITY: lambda line: replace(line, standings=line.standings - {SHORT["brk"]}),
    Request.READ_CARERS: lambda line: replace(line, opens=frozenset({Compartment.CARE})),
    Request.READ_OWN_CONCERN: lambda line: replace(line, marks=frozenset()),
    Request.END_DUTY: lambda line: replace(line, marks=frozenset({"factor"})),
    Request.LIST_CHILDREN: lambda line: replace(
        line, purposes=line.purposes - {Purpose.SUPERVISION}
    ),
}


@pytest.mark.parametrize("request_", PLANTED, ids=str)
def test_a_row_that_is_wrong_is_found(request_: Request) -> None:
    (line,) = (each for each in LINES if each.request is request_)
    asked = [replace(each, request=request_) for each in questions(2_000, SEED)]
    mine = [decided(each) for each in asked]
    assert answers([line], asked) == mine
    assert answers([PLANTED[request_](line)], asked) != mine
