"""Each rule of a referral at each point of a case: recorded, known, or refused with which code."""

from tests.domain.referrals.answers import RULES, TABLE, at, kinds, rules_of_referrals, written
from tests.domain.referrals.points import POINTS


def test_every_rule_answers_at_every_point_as_the_table_says() -> None:
    assert written() == TABLE.read_text(encoding="utf-8")


def test_every_rule_that_there_is_stands_in_the_table() -> None:
    assert {*rules_of_referrals()} == {each.split(" ")[0] for each in RULES}


def test_every_kind_of_fact_brings_a_case_to_some_point_of_the_table() -> None:
    facts = {type(happened.fact) for point in POINTS for happened in at(point).happened}
    assert facts == kinds()
