"""A number put right stays one child's own, and each correction is recorded once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Barrier

import pytest

from application.care_files.identity_corrections import (
    correct_identity,
    withdraw_correction,
)
from application.ports import Receipt
from domain.children.state import (
    WithdrawCorrection,
)
from domain.errors import DomainError, NotFound, RuleBroken
from domain.shared import Compartment
from tests import examples as given
from tests.application.identifying import (
    CONFIRM,
    NAME,
    NEW_NAME,
    NUMBER,
    OTHER_CHILD,
    confirmed,
    corrected,
    name_on_desk,
    now_seen,
    registered,
)
from tests.identity_examples import CORRECTION, LATER, OTHER_NUMBER
from tests.office import LEADER, Office, acting

# ── the number is one child's own ────────────────────────────────────────────────────────────────


def test_a_number_of_another_child_is_refused_and_the_one_before_is_free_again(
    office: Office,
) -> None:
    corrected(office, NUMBER)
    confirmed(office)
    with pytest.raises(RuleBroken, match="id_number_already_registered"):
        registered(office, replace(OTHER_CHILD, id_number=OTHER_NUMBER))
    removal = replace(NUMBER, correction_id=CORRECTION, id_number=None, removes_id_number=True)
    corrected(office, removal)
    confirmed(office, replace(CONFIRM, correction_id=CORRECTION))
    assert registered(office, replace(OTHER_CHILD, id_number=OTHER_NUMBER)).fresh


def test_a_number_that_somebody_registered_meanwhile_is_not_confirmed(office: Office) -> None:
    corrected(office, NUMBER)
    registered(office, replace(OTHER_CHILD, id_number=OTHER_NUMBER))
    with pytest.raises(RuleBroken, match="id_number_already_registered"):
        confirmed(office, by=given.SUPERVISOR)
    with pytest.raises(RuleBroken, match="child_registered_by_office"):
        confirmed(office)
    assert now_seen(office, LEADER).waiting


def test_a_number_that_only_waits_keeps_no_child_from_being_registered(office: Office) -> None:
    corrected(office, NUMBER)
    withdraw = WithdrawCorrection(child_id=given.CHILD, correction_id=LATER)
    withdraw_correction(office.ledger, acting(given.TEACHER), withdraw, given.NOW)
    again = withdraw_correction(office.ledger, acting(given.TEACHER), withdraw, given.NOW)
    assert not again.fresh
    assert registered(office, replace(OTHER_CHILD, id_number=OTHER_NUMBER)).fresh


# ── once, at once, and gone ──────────────────────────────────────────────────────────────────────


def test_a_request_that_comes_again_is_answered_by_its_first_receipt(office: Office) -> None:
    version = now_seen(office, given.TEACHER).version
    correct = partial(
        correct_identity, office.ledger, acting(given.TEACHER), NAME, given.NOW, version
    )
    first, again = correct(), correct()
    assert (first.fresh, again.fresh) == (True, False)
    assert replace(again, fresh=True) == first
    assert first.version == now_seen(office, given.TEACHER, 2).version
    corrected(office, NUMBER)
    assert replace(confirmed(office), fresh=False) == confirmed(office)
    with pytest.raises(RuleBroken, match="correction_already_made"):
        corrected(office, replace(NAME, name="覃再示例"))


def test_whoever_did_not_see_the_latest_is_told_so(office: Office) -> None:
    seen = now_seen(office, given.TEACHER).version
    corrected(office, by=LEADER)
    other = replace(NAME, correction_id=LATER, name="覃再示例")
    with pytest.raises(RuleBroken, match="changed_meanwhile"):
        correct_identity(office.ledger, acting(given.TEACHER), other, given.NOW, seen)


def test_of_two_corrections_at_once_one_is_told_that_it_did_not_see_the_other(
    office: Office,
) -> None:
    seen = now_seen(office, given.TEACHER).version
    requests = [NAME, replace(NAME, correction_id=LATER, name="覃再示例")]
    outcomes = at_once(
        *(
            partial(correct_identity, office.ledger, acting(by), each, given.NOW, seen)
            for by, each in zip((given.TEACHER, LEADER), requests, strict=True)
        )
    )
    assert sorted(outcomes) == ["changed_meanwhile", "recorded"]


def test_of_two_children_that_are_given_one_number_at_once_one_has_it(office: Office) -> None:
    corrected(office, NUMBER)
    other = replace(OTHER_CHILD, id_number=OTHER_NUMBER)
    confirm = partial(confirmed, office, by=given.SUPERVISOR)
    outcomes = at_once(confirm, partial(registered, office, other))
    assert sorted(outcomes) == ["id_number_already_registered", "recorded"]


def at_once(*asking: Callable[[], Receipt]) -> list[str]:
    barrier = Barrier(len(asking))

    def ask(each: Callable[[], Receipt]) -> str:
        barrier.wait()
        try:
            each()
        except DomainError as refused:
            return refused.code
        return "recorded"

    with ThreadPoolExecutor(len(asking)) as pool:
        return list(pool.map(ask, asking))


def test_of_an_erased_child_nothing_is_put_right(office: Office) -> None:
    corrected(office, NUMBER)
    office.opened.vault.destroy(given.CHILD, [Compartment.IDENTITY], given.NOW)
    for ask in (corrected, confirmed):
        with pytest.raises(NotFound, match="erased"):
            ask(office)
    assert office.opened.projector.catch_up(wait_ms=5_000)


def test_a_commit_whose_views_never_came_is_shown_when_they_catch_up(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(type(office.opened.projector), "catch_up", lambda *_a, **_k: die())
        with pytest.raises(KeyboardInterrupt):
            corrected(office)
    assert not corrected(office).fresh
    assert office.opened.projector.catch_up(wait_ms=5_000)
    assert name_on_desk(office) == NEW_NAME
