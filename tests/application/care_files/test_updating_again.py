"""An update of a care file sent again: with more in it, or by whoever sees the child no more."""

from dataclasses import replace

import pytest

from application.care_files.files import care_file
from application.ports import Commit
from domain.errors import NotFound, RuleBroken
from domain.shared import DutyId, Erased, PersonId, RequestId
from domain.staff.facts import Role
from tests import examples as given
from tests.application.care_files.test_updating import (
    ALL,
    BACK,
    BOARDING,
    BOARDS,
    LATER,
    LIVES,
    OTHER_CLASS,
    placed,
    updated,
)
from tests.office import STRANGER, Office

NOBODY = PersonId(given.example_id(1_411))


def teaches_here(office: Office, person_id: PersonId) -> None:
    """Let somebody be class teacher of the child's class and nothing else to the child."""
    duty = replace(
        given.DUTY_ASSIGNED,
        person_id=person_id,
        duty_id=DutyId(given.example_id(1_409)),
        role=Role.CLASS_TEACHER,
        organisation_id=given.SCHOOL_CLASS,
    )
    stream = office.opened.mapper.stream_of(duty)
    history = office.ledger.log.load([stream])
    assert not isinstance(history, Erased)
    office.ledger.log.append(
        Commit(
            facts=(duty,),
            expected=history.versions,
            request_id=RequestId(given.example_id(1_410)),
            actor_id=given.OPERATOR,
            recorded_at=given.NOW,
        )
    )
    office.ledger.catch_up()


def test_the_same_id_with_one_part_more_is_told_and_neither_lost_nor_half_recorded(
    office: Office,
) -> None:
    updated(office, replace(ALL, residence=None))
    with pytest.raises(RuleBroken, match="correction_already_recorded"):
        updated(office, ALL)
    updated(office, replace(LIVES, update_id=LATER))
    with pytest.raises(RuleBroken, match="correction_already_recorded"):
        updated(office, replace(LIVES, update_id=LATER, residence=BACK))


def test_a_part_that_was_known_the_first_time_is_no_other_content_when_repeated(
    office: Office,
) -> None:
    updated(office)
    first = updated(office, replace(ALL, update_id=LATER))
    again = updated(office, replace(ALL, update_id=LATER))
    assert (first.fresh, again.fresh, again.position) == (True, False, first.position)


def test_a_move_out_of_ones_sight_is_answered_again_to_whoever_recorded_it(office: Office) -> None:
    placed(office)
    teaches_here(office, STRANGER)
    moves = replace(BOARDS, schooling=replace(BOARDING, class_id=OTHER_CLASS))
    first = updated(office, moves, STRANGER)
    with pytest.raises(NotFound):
        care_file(office.ledger, office.asked(STRANGER))
    again = updated(office, moves, STRANGER)
    assert (first.fresh, again.fresh, again.position) == (True, False, first.position)
    with pytest.raises(RuleBroken, match="correction_already_recorded"):
        updated(office, BOARDS, STRANGER)
    for by, request in ((STRANGER, replace(moves, update_id=LATER)), (NOBODY, moves)):
        with pytest.raises(NotFound, match="child_not_found"):
            updated(office, request, by)
