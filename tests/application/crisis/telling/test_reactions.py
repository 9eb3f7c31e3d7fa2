"""What follows from a fact is recorded once, whole, and under ids that are the same each time."""

from collections.abc import Collection
from dataclasses import replace
from uuid import uuid5

import pytest

from application.crisis.reactions import react
from application.crisis.telling.followers import FOLLOWER, pass_over
from application.ports import Actor, Recorded, StreamMoved, Unreadable
from application.staffing.reactions import introduce
from application.states import staff_stream
from domain.alerts.facts import ConcernAlerted
from domain.referrals.facts import ConcernPassedOn, ConcernRaised, ConcernTaken, PupilNamed
from domain.shared import Compartment, PersonId
from domain.staff.facts import PersonKind, PersonRegistered
from infrastructure.log.rows import AlertRow
from tests import examples as given
from tests.application.casework import CASE, WORRY, raised, reopen_casework, taken
from tests.application.telling import (
    ADVISER_TOLD,
    LEAD_TOLD,
    alerts,
    all_but,
    cause_of,
    history_of,
    passed_to,
)
from tests.crisis import ADVISER
from tests.engines import FoundedLedger
from tests.infrastructure.log.examples import alerted
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import Office


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def reaction(office: Office) -> Actor:
    return introduce(office.ledger, office.opened.ledger_id, given.NOW)


def follow(office: Office, cause: Recorded[object]) -> None:
    react(office.ledger, reaction(office), cause, given.NOW, all_but())


def place(office: Office) -> int | None:
    return office.opened.recorder.max_tracking_id(FOLLOWER)


def rows_for(office: Office, *causes: Recorded[object]) -> list[AlertRow]:
    """Return a row for each addressee of what was recorded because of these, as it must be."""
    told = {each.cause_id: each.addressees for each in alerts(office)}
    rows = [
        AlertRow(uuid5(cause.event_id, str(each.person_id)), each.person_id, CASE)
        for cause in causes
        for each in told[cause.event_id]
    ]
    return sorted(rows)


def test_who_is_told_is_one_event_with_a_row_for_each_and_the_place_in_the_log(
    at_work: Office,
) -> None:
    raised(at_work)
    cause = cause_of(at_work, ConcernRaised)
    follow(at_work, cause)
    told = cause_of(at_work, ConcernAlerted)
    assert told.fact == ConcernAlerted(
        case_id=CASE,
        child_id=given.CHILD,
        cause_id=cause.event_id,
        place_id=given.SCHOOL,
        addressees=(LEAD_TOLD, ADVISER_TOLD),
    )
    assert (told.event_id, told.request_id) == (uuid5(cause.event_id, "0"), cause.event_id)
    assert (told.actor_id, told.recorded_at) == (reaction(at_work).person_id, given.NOW)
    assert told.context.rules == given.RULES.version
    assert alerted(at_work.databases.engine) == rows_for(at_work, cause)
    assert place(at_work) == cause.position


def test_what_was_done_is_not_done_again(at_work: Office) -> None:
    raised(at_work)
    cause = cause_of(at_work, ConcernRaised)
    follow(at_work, cause)
    before = history_of(at_work), alerted(at_work.databases.engine)
    with pytest.raises(StreamMoved):
        follow(at_work, cause)
    assert (history_of(at_work), alerted(at_work.databases.engine)) == before
    assert place(at_work) == cause.position


def test_each_fact_of_a_case_is_followed_by_an_event_of_its_own(at_work: Office) -> None:
    passed_to(at_work, ADVISER)
    causes = [cause_of(at_work, kind) for kind in (ConcernRaised, ConcernPassedOn)]
    for cause in causes:
        follow(at_work, cause)
    assert [each.cause_id for each in alerts(at_work)] == [each.event_id for each in causes]
    assert alerted(at_work.databases.engine) == rows_for(at_work, *causes)
    assert len(alerted(at_work.databases.engine)) == 3


def test_a_worry_that_reaches_nobody_is_recorded_all_the_same(at_work: Office) -> None:
    raised(at_work)
    cause = cause_of(at_work, ConcernRaised)
    react(at_work.ledger, reaction(at_work), cause, given.NOW, lambda _person_ids: frozenset())
    assert [each.addressees for each in alerts(at_work)] == [()]
    assert alerted(at_work.databases.engine) == []
    assert place(at_work) == cause.position


def test_a_child_who_was_erased_meanwhile_is_passed_over(at_work: Office) -> None:
    raised(at_work)
    cause = cause_of(at_work, ConcernRaised)
    actor = reaction(at_work)
    head = at_work.opened.recorder.head()
    at_work.opened.vault.destroy(given.CHILD, tuple(Compartment), given.NOW)
    react(at_work.ledger, actor, cause, given.NOW, all_but())
    assert at_work.opened.recorder.head() == head
    assert alerted(at_work.databases.engine) == []
    assert place(at_work) == cause.position


def test_a_child_who_is_erased_while_it_is_found_out_who_must_be_told_is_passed_over(
    at_work: Office,
) -> None:
    raised(at_work)
    cause = cause_of(at_work, ConcernRaised)

    def erasing(person_ids: Collection[PersonId]) -> frozenset[PersonId]:
        at_work.opened.vault.destroy(given.CHILD, (Compartment.HEALTH,), given.NOW)
        return frozenset(person_ids)

    react(at_work.ledger, reaction(at_work), cause, given.NOW, erasing)
    assert alerted(at_work.databases.engine) == []
    assert place(at_work) == cause.position


def test_damage_elsewhere_in_its_case_does_not_silence_a_fact(at_work: Office) -> None:
    raised(at_work, replace(WORRY, described_as="穿红色外套"))
    cause = cause_of(at_work, ConcernRaised)
    spoil(at_work.databases, cause_of(at_work, PupilNamed).position)
    follow(at_work, cause)
    assert alerted(at_work.databases.engine) == sorted(
        AlertRow(uuid5(cause.event_id, str(each.person_id)), each.person_id, CASE)
        for each in (LEAD_TOLD, ADVISER_TOLD)
    )


def test_nothing_is_recorded_beside_alerts_that_cannot_be_read(at_work: Office) -> None:
    passed_to(at_work, ADVISER)
    raising, passing = (cause_of(at_work, kind) for kind in (ConcernRaised, ConcernPassedOn))
    follow(at_work, raising)
    spoil(at_work.databases, cause_of(at_work, ConcernAlerted).position)
    with pytest.raises(Unreadable):
        follow(at_work, passing)
    assert place(at_work) == raising.position


def test_nothing_follows_from_any_other_fact(at_work: Office) -> None:
    raised(at_work)
    taken(at_work)
    with pytest.raises(TypeError, match="nothing follows"):
        follow(at_work, cause_of(at_work, ConcernTaken))
    assert place(at_work) is None


def test_the_place_moves_on_and_never_back(at_work: Office) -> None:
    actor = reaction(at_work)
    pass_over(at_work.ledger, actor, 5, given.NOW)
    for behind in (4, 5):
        with pytest.raises(StreamMoved):
            pass_over(at_work.ledger, actor, behind, given.NOW)
    assert place(at_work) == 5


def test_the_reaction_is_introduced_once_under_its_own_name(at_work: Office) -> None:
    first, again = reaction(at_work), reaction(at_work)
    assert first == again
    history = at_work.ledger.log.load([staff_stream(first.person_id)])
    assert [(each.fact, each.actor_id) for each in getattr(history, "recorded", ())] == [
        (
            PersonRegistered(
                person_id=first.person_id, kind=PersonKind.REACTION, name="系统提醒", phone=None
            ),
            first.person_id,
        )
    ]
