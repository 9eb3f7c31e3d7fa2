"""Whose word counts as consent to what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.codelists import Processing, SpokenBy
from domain.consent.facts import (
    Said,
)
from domain.consent.rules import (
    has_to_decide_anew,
    notice_in_force,
)
from domain.consent.state import (
    NO_CONSENT,
    Agreement,
    RecordAnswers,
    fold,
)
from domain.shared import NoticeId
from tests.consent_examples import (
    ANSWER,
    BY_TELEPHONE,
    CHILD_ITSELF,
    CONSENT,
    DECLINED,
    FOURTEEN_ON,
    GRANTED,
    MOTHER,
    NAMED,
    PUBLISH,
    PUBLISHED,
    TOLD,
    answering,
    publishing,
)
from tests.examples import (
    BORN_ON,
    NOW,
    RULES,
    TEACHER,
    TODAY,
    example_id,
)

# ── notices ──────────────────────────────────────────────────────────────────────────────────────


def test_versions_of_a_notice_count_from_one() -> None:
    CONSENT.given().when(publishing(PUBLISH)).then(PUBLISHED)
    second = NoticeId(example_id(804))
    CONSENT.given(PUBLISHED).when(publishing(replace(PUBLISH, notice_id=second))).then(
        replace(PUBLISHED, notice_id=second, version=2)
    )


def test_the_same_notice_sent_twice_is_one_version() -> None:
    CONSENT.given(PUBLISHED).when(publishing(PUBLISH)).then_known(PUBLISHED)
    other = replace(PUBLISH, text="别的内容")
    CONSENT.given(PUBLISHED).when(publishing(other)).then_refused("notice_already_published")


def test_a_notice_says_something_of_at_least_one_use() -> None:
    CONSENT.given().when(publishing(replace(PUBLISH, text=" "))).then_refused(
        "required", field="notice_text"
    )
    CONSENT.given().when(publishing(replace(PUBLISH, processings=()))).then_refused(
        "required", field="processings"
    )


def test_the_notice_in_force_is_the_latest_that_has_begun() -> None:
    later = replace(PUBLISHED, version=2, from_on=date(2026, 4, 1))
    assert notice_in_force([PUBLISHED, later], TODAY) == PUBLISHED
    assert notice_in_force([PUBLISHED, later], date(2026, 4, 1)) == later
    assert notice_in_force([later], TODAY) is None


# ── answers ──────────────────────────────────────────────────────────────────────────────────────


def test_the_notice_and_each_answer_are_recorded_together() -> None:
    CONSENT.given().when(answering(ANSWER)).then(TOLD, NAMED, GRANTED, DECLINED)


def test_a_notice_may_be_given_without_any_answer_yet() -> None:
    only_told = replace(ANSWER, granted=(), declined=())
    CONSENT.given().when(answering(only_told)).then(TOLD, NAMED)


def test_the_same_answers_sent_twice_are_recorded_once_and_others_are_refused() -> None:
    known = (TOLD, NAMED, GRANTED, DECLINED)
    CONSENT.given(*known).when(answering(ANSWER)).then_known(*known)
    other = replace(ANSWER, declined=())
    CONSENT.given(*known).when(answering(other)).then_refused("consent_already_recorded")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        (replace(ANSWER, notice_id=NoticeId(example_id(9))), "notice_not_found", None),
        (replace(ANSWER, name=None), "required", "speaker_name"),
        (replace(ANSWER, declined=(Processing.PHOTOS,)), "stated_twice", "photos"),
        (replace(ANSWER, granted=(Processing.CARE_FILE,)), "consent_not_asked_for", None),
        (replace(ANSWER, declined=(Processing.CRISIS_HELP,)), "consent_not_asked_for", None),
        (
            replace(ANSWER, granted=(Processing.SHARING_WITH_CHARITY,)),
            "notice_does_not_cover",
            None,
        ),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    wrong: RecordAnswers, code: str, field: str | None
) -> None:
    CONSENT.given().when(answering(wrong)).then_refused(code, field=field)


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        (replace(MOTHER, said_at=NOW + timedelta(minutes=6)), "in_future", "said_at"),
        (replace(MOTHER, said_at=NOW.replace(tzinfo=None)), "time_without_zone", "said_at"),
        (replace(MOTHER, said_at=NOW - timedelta(days=20)), "before_notice", "said_at"),
        (replace(MOTHER, said_at=NOW - timedelta(days=9_000)), "before_birth", "said_at"),
        (replace(MOTHER, relation_code=None), "required", "relation_code"),
        (replace(MOTHER, relation_code="xx"), "unknown_code", "relation_code"),
        (replace(BY_TELEPHONE, witness_id=None), "required", "witness_id"),
        (replace(BY_TELEPHONE, witness_id=TEACHER), "required", "witness_id"),
    ],
)
def test_what_nobody_can_have_said_so_is_refused(said: Said, code: str, field: str) -> None:
    CONSENT.given().when(answering(replace(ANSWER, said=said))).then_refused(code, field=field)


@pytest.mark.parametrize(
    ("said", "born_on", "code"),
    [
        (CHILD_ITSELF, BORN_ON, "too_young_to_consent"),
        (MOTHER, FOURTEEN_ON, "child_consents_alone"),
        (replace(MOTHER, spoken_by=SpokenBy.ENTRUSTED_CARER), BORN_ON, "carer_not_authorised"),
        (
            replace(MOTHER, spoken_by=SpokenBy.ENTRUSTED_CARER, authorised_on=date(2026, 3, 11)),
            BORN_ON,
            "carer_not_authorised",
        ),
    ],
)
def test_a_yes_of_somebody_who_cannot_consent_is_refused_and_their_no_is_heard(
    said: Said, born_on: date, code: str
) -> None:
    yes = replace(ANSWER, said=said)
    CONSENT.given().when(answering(yes, born_on)).then_refused(code)
    no = replace(yes, granted=(), declined=(Processing.PHOTOS,))
    answer = answering(no, born_on)(NO_CONSENT)
    assert isinstance(answer, tuple)
    assert fold(answer).agreement(Processing.PHOTOS) is Agreement.DECLINED


def test_a_child_of_fourteen_and_an_authorised_carer_consent() -> None:
    carer = replace(MOTHER, spoken_by=SpokenBy.ENTRUSTED_CARER, authorised_on=TODAY)
    for said, born_on in ((CHILD_ITSELF, FOURTEEN_ON), (carer, BORN_ON)):
        answer = answering(replace(ANSWER, said=said), born_on)(NO_CONSENT)
        assert isinstance(answer, tuple)
        assert fold(answer).agreement(Processing.PHOTOS) is Agreement.GRANTED


def test_a_child_who_has_turned_fourteen_is_asked_anew() -> None:
    assert not has_to_decide_anew(GRANTED, born_on=BORN_ON, on=TODAY, rules=RULES)
    assert has_to_decide_anew(GRANTED, born_on=FOURTEEN_ON, on=TODAY, rules=RULES)
    own = replace(GRANTED, said=CHILD_ITSELF)
    assert not has_to_decide_anew(own, born_on=FOURTEEN_ON, on=TODAY, rules=RULES)
