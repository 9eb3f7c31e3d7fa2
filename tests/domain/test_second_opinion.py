"""The table and a second opinion, written in another language, agree on very many questions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from application.authorisation.fresh_factor import has_fresh_factor
from application.ports import Actor
from domain.access.standings import grants_in_force
from domain.access.table import Request, Standing, permit
from domain.ruleset import RULES_1
from domain.shared import Compartment, GrantId, Purpose
from tests import examples as given
from tests.access_table import LINES, SHORT, Line
from tests.dice import Dice
from tests.examples import NOW, example_id
from tests.second_opinion import FRESH_SECONDS, SLOTS, HeldGrant, Question, answers

QUESTIONS = 100_000
SEED = 20260310


def some_grant(random: Dice, number: int) -> HeldGrant:
    opens = random.sample(list(Compartment), random.randint(1, 4))
    return HeldGrant(
        grant_id=GrantId(example_id(number)),
        is_glass=random.random() < 0.4,
        purpose=random.choice(list(Purpose)),
        compartments=frozenset(opens),
        # To the second: a grant is over at its last moment, not after it.
        until_at=NOW + timedelta(seconds=random.choice([-3_600, -1, 0, 1, 3_600])),
    )


def questions(count: int, seed: int) -> Iterator[Question]:
    random, requests, standings = Dice(seed), list(Request), list(Standing)
    for _ in range(count):
        factor_ago = random.choice([-1, 0, 1, FRESH_SECONDS, FRESH_SECONDS + 1])
        yield Question(
            request=random.choice(requests),
            standings=frozenset(random.sample(standings, random.choice([0, 1, 1, 2, 3, 8]))),
            purpose=random.choice([None, *Purpose]),
            recused=random.random() < 0.25,
            grants=tuple(some_grant(random, at) for at in range(random.randint(0, len(SLOTS)))),
            factor_at=random.choice([None, NOW - timedelta(seconds=factor_ago)]),
            now=NOW,
        )


def decided(question: Question) -> bool:
    actor = Actor(person_id=given.TEACHER, factor_at=question.factor_at)
    return permit(
        question.request,
        question.standings,
        purpose=question.purpose,
        recused=question.recused,
        grants=grants_in_force(question.grants, at=question.now),
        factor_is_fresh=has_fresh_factor(actor, question.now, RULES_1),
    ).allowed


def test_the_second_opinion_counts_a_factor_fresh_as_long_as_the_rules_do() -> None:
    assert RULES_1.factor_fresh_minutes * 60 == FRESH_SECONDS


def test_both_agree_on_a_hundred_thousand_questions() -> None:
    asked = list(questions(QUESTIONS, SEED))
    mine = [decided(each) for each in asked]
    differ = [
        (question, ours)
        for question, ours, theirs in zip(asked, mine, answers(LINES, asked), strict=True)
        if ours != theirs
    ]
    assert differ[:3] == []
    assert QUESTIONS / 20 < sum(mine) < QUESTIONS * 19 / 20


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
