"""A withdrawal ends a consent in whatever order things are learned; signatures come later."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

from hypothesis import given as example_of
from hypothesis import strategies as st

from domain.codelists import Processing
from domain.consent.facts import (
    ASKED_FOR,
    ConsentEvent,
    ConsentSigned,
)
from domain.consent.rules import (
    awaits_signature,
)
from domain.consent.state import (
    Agreement,
    fold,
    stood_on,
)
from domain.days import end_of_day
from tests.consent_examples import (
    BY_TELEPHONE,
    CHILD_ITSELF,
    CONSENT,
    DECLINED,
    FIRST,
    GRANTED,
    MOTHER,
    WITHDRAW,
    WITHDRAWN,
    signing,
    withdrawing,
)
from tests.examples import (
    CHILD,
    NOW,
    TODAY,
)

# ── the day on which it stood ────────────────────────────────────────────────────────────────────


def test_a_consent_stood_on_every_day_of_which_it_held_a_moment_and_on_no_other() -> None:
    midnight = end_of_day(TODAY)
    granted = replace(GRANTED, said=replace(MOTHER, said_at=midnight - timedelta(hours=2)))
    ended = replace(WITHDRAWN, said=replace(CHILD_ITSELF, said_at=midnight - timedelta(hours=1)))

    def days(*facts: ConsentEvent) -> list[int]:
        around = range(-1, 3)
        state = fold(facts)
        return [
            each for each in around if stood_on(state, Processing.PHOTOS, TODAY + timedelta(each))
        ]

    assert days(granted) == [0, 1, 2]
    assert days(granted, ended) == days(ended, granted) == [0]
    at_midnight = replace(ended, said=replace(ended.said, said_at=midnight))
    assert days(granted, at_midnight) == [0]
    tomorrow = replace(ended, said=replace(ended.said, said_at=midnight + timedelta(seconds=1)))
    assert days(granted, tomorrow) == [0, 1]
    refused = replace(ended, said=replace(ended.said, said_at=granted.said.said_at))
    assert days(granted, refused) == []
    assert not stood_on(fold([granted]), Processing.SCREENING, TODAY)


# ── withdrawal ───────────────────────────────────────────────────────────────────────────────────


def test_a_child_of_any_age_takes_a_consent_back_without_a_reason() -> None:
    CONSENT.given(GRANTED).when(withdrawing(WITHDRAW)).then(WITHDRAWN)
    CONSENT.given(GRANTED, WITHDRAWN).when(withdrawing(WITHDRAW)).then_known(WITHDRAWN)


def test_a_withdrawal_is_kept_though_the_consent_is_learned_after_it() -> None:
    CONSENT.given().when(withdrawing(WITHDRAW)).then(WITHDRAWN)
    CONSENT.given(DECLINED).when(withdrawing(WITHDRAW)).then(WITHDRAWN)
    late = replace(GRANTED, said=replace(MOTHER, said_at=WITHDRAWN.said.said_at - timedelta(1)))
    assert fold([WITHDRAWN, late]).agreement(Processing.PHOTOS) is Agreement.WITHDRAWN


def test_a_withdrawal_said_before_a_known_consent_is_kept_and_ends_nothing() -> None:
    early = replace(WITHDRAW, said=replace(CHILD_ITSELF, said_at=NOW - timedelta(days=1)))
    kept = replace(WITHDRAWN, said=early.said)
    CONSENT.given(GRANTED).when(withdrawing(early)).then(kept)
    assert fold([GRANTED, kept]).agreement(Processing.PHOTOS) is Agreement.GRANTED


def test_nothing_is_taken_back_for_which_nobody_was_asked() -> None:
    care = replace(WITHDRAW, processing=Processing.CARE_FILE)
    CONSENT.given().when(withdrawing(care)).then_refused("consent_not_asked_for")
    reused = replace(WITHDRAW, consent_id=FIRST)
    CONSENT.given(GRANTED).when(withdrawing(reused)).then_refused("consent_already_recorded")


def test_a_consent_written_down_late_does_not_revive_what_was_taken_back_after_it() -> None:
    state = fold([WITHDRAWN, replace(GRANTED, said=replace(MOTHER, said_at=NOW - timedelta(2)))])
    assert state.agreement(Processing.PHOTOS) is Agreement.WITHDRAWN


def test_of_two_answers_of_one_moment_the_no_counts() -> None:
    both: tuple[ConsentEvent, ...] = (GRANTED, WITHDRAWN)
    for facts in permutations(both):
        assert fold(facts).agreement(Processing.PHOTOS) is Agreement.WITHDRAWN


moments = st.integers(0, 500).map(lambda minutes: NOW - timedelta(minutes=minutes + 1))
answers = st.one_of(
    st.builds(
        lambda at, use: replace(GRANTED, processing=use, said=replace(MOTHER, said_at=at)),
        moments,
        st.sampled_from(ASKED_FOR),
    ),
    st.builds(
        lambda at, use: replace(DECLINED, processing=use, said=replace(MOTHER, said_at=at)),
        moments,
        st.sampled_from(ASKED_FOR),
    ),
)


@example_of(st.lists(answers, max_size=8), st.sampled_from(ASKED_FOR), st.data())
def test_after_a_withdrawal_no_order_of_earlier_answers_leaves_a_consent(
    before: list[ConsentEvent], use: Processing, data: st.DataObject
) -> None:
    last = replace(WITHDRAWN, processing=use, said=replace(CHILD_ITSELF, said_at=NOW))
    shuffled = data.draw(st.permutations([*before, last]))
    assert fold(shuffled).agreement(use) is Agreement.WITHDRAWN


@example_of(st.lists(answers, max_size=8), st.data())
def test_the_order_in_which_answers_are_learned_never_matters(
    facts: list[ConsentEvent], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(facts))
    for use in ASKED_FOR:
        assert fold(facts).agreement(use) is fold(shuffled).agreement(use)


# ── signature ────────────────────────────────────────────────────────────────────────────────────


def test_a_consent_by_telephone_is_signed_later() -> None:
    by_phone = replace(GRANTED, said=BY_TELEPHONE)
    signed = ConsentSigned(child_id=CHILD, consent_id=FIRST, signed_on=TODAY)
    assert awaits_signature(fold([by_phone]), by_phone)
    assert not awaits_signature(fold([by_phone, signed]), by_phone)
    assert not awaits_signature(fold([GRANTED]), GRANTED)
    CONSENT.given(by_phone).when(signing(TODAY)).then(signed)
    CONSENT.given(by_phone, signed).when(signing(TODAY)).then_known(signed)
    CONSENT.given(by_phone, signed).when(signing(date(2026, 3, 9))).then_refused(
        "consent_already_signed"
    )


def test_a_signature_needs_its_consent_and_a_day_that_can_be() -> None:
    by_phone = replace(GRANTED, said=BY_TELEPHONE)
    CONSENT.given(GRANTED).when(signing(TODAY)).then_refused("consent_not_found")
    CONSENT.given(by_phone).when(signing(date(2026, 3, 11))).then_refused(
        "in_future", field="signed_on"
    )
    CONSENT.given(by_phone).when(signing(date(2026, 3, 9))).then_refused(
        "before_start", field="signed_on"
    )
