"""What else a child is registered with, put right: who may, and what is shown of it to whom."""

from dataclasses import replace

import pytest

from application.care_files.files import care_file
from application.care_files.history import history
from application.care_files.identity_corrections import correct_identity
from application.care_files.particulars_corrections import correct_particulars
from application.care_files.particulars_seen import ParticularsNow, particulars_to_correct
from application.ports import Receipt
from application.privacy.rights import request_rights, rights_of, verify_requester
from application.privacy.rights_corrections import Correction, require_made
from domain.children.facts import CorrectionExplained, ParticularsCorrected
from domain.children.state import CorrectParticulars
from domain.errors import Invalid, NotFound, NotPermitted, RuleBroken
from domain.rights.facts import RightsKind
from domain.shared import PersonId
from tests import examples as given
from tests.application.identifying import (
    ASKED_RIGHTS,
    CONFIRM,
    NAME,
    NUMBER,
    VERIFIED_RIGHTS,
    confirmed,
    corrected,
    mentor_paired,
    now_seen,
)
from tests.identity_examples import OF_A_GIRL, OTHER_NUMBER, RIGHTS
from tests.office import LEADER, OFFICER, STRANGER, Office, acting
from tests.particulars_examples import (
    ADDRESS,
    ADDRESS_CORRECTED,
    CORRECTION,
    EXPLAINED,
    HOLDS_OTHER,
    LATER,
    OF_SCHOOL,
    STUDENT_NUMBER,
)

NEW_ADDRESS = ADDRESS_CORRECTED.particulars.address
MOVED = replace(ADDRESS, rights_id=None)
NUMBERED = replace(STUDENT_NUMBER, correction_id=LATER)


def put_right(
    office: Office,
    request: CorrectParticulars = MOVED,
    by: PersonId = given.TEACHER,
    version: int | None = None,
) -> Receipt:
    return correct_particulars(office.ledger, acting(by), request, given.NOW, version)


def seen(office: Office, by: PersonId, number: int, version: int | None = None) -> ParticularsNow:
    return particulars_to_correct(office.ledger, office.asked(by, number), version)


# ── what is shown ────────────────────────────────────────────────────────────────────────────────


def test_the_file_shows_what_was_put_right_and_a_former_day_what_stood(office: Office) -> None:
    put_right(office)
    put_right(office, NUMBERED)
    yesterday = given.NOW.date().replace(day=given.NOW.day - 1)
    now = care_file(office.ledger, office.asked(LEADER, 1))
    then = care_file(office.ledger, office.asked(LEADER, 2, yesterday))
    masked = replace(
        given.CHILD_REGISTERED,
        id_number="*" * 14 + given.ID_NUMBER[-4:],
        student_number="*" * 15 + given.ID_NUMBER[-4:],
    )
    assert then.registered == masked
    assert now.registered == replace(
        masked, address=NEW_ADDRESS, student_number="*" * 11 + OF_SCHOOL[-4:]
    )
    assert now.recent[0].fact == replace(
        ADDRESS_CORRECTED,
        correction_id=LATER,
        particulars=replace(
            ADDRESS_CORRECTED.particulars, student_number="*" * 11 + OF_SCHOOL[-4:]
        ),
        rights_id=None,
    )


def test_mentors_see_neither_number_nor_address_nor_words_in_the_history(office: Office) -> None:
    mentor_paired(office)
    put_right(office)
    facts = [
        each.recorded.fact
        for each in history(office.ledger, office.asked(given.COMMUNITY_WORKER)).entries
    ]
    explained, made = facts[0], facts[1]
    assert explained == replace(EXPLAINED, words="")
    assert made == replace(
        ADDRESS_CORRECTED,
        particulars=replace(ADDRESS_CORRECTED.particulars, student_number=None, address=None),
        rights_id=None,
    )
    by_leader = [
        each.recorded.fact for each in history(office.ledger, office.asked(LEADER, 2)).entries
    ]
    assert [type(each) for each in by_leader[:2]] == [CorrectionExplained, ParticularsCorrected]
    assert by_leader[0] == EXPLAINED
    assert given.ID_NUMBER not in repr(by_leader)


def test_the_form_shows_a_number_by_its_end_and_what_others_put_right_meanwhile(
    office: Office,
) -> None:
    before = seen(office, given.TEACHER, 1)
    assert before.registered.student_number == "*" * 15 + given.ID_NUMBER[-4:]
    assert before.meanwhile.corrections == ()
    put_right(office, by=LEADER, version=before.version)
    with pytest.raises(RuleBroken, match="changed_meanwhile"):
        put_right(office, NUMBERED, version=before.version)
    after = seen(office, given.TEACHER, 2, before.version)
    assert [each.changed for each in after.meanwhile.corrections] == [("address",)]
    assert after.meanwhile.corrections[0].by in after.names.people
    assert put_right(office, NUMBERED, version=after.version).fresh


def test_who_a_child_is_and_what_else_is_registered_hold_each_other_up_in_nothing(
    office: Office,
) -> None:
    who, else_ = now_seen(office, given.TEACHER).version, seen(office, given.TEACHER, 2).version
    put_right(office, version=else_)
    correct_identity(office.ledger, acting(given.TEACHER), NAME, given.NOW, who)
    again = seen(office, given.TEACHER, 3, else_)
    assert [each.changed for each in again.meanwhile.corrections] == [("address",)]
    put_right(office, NUMBERED, version=again.version)


# ── an ID number that waits, or was another one ──────────────────────────────────────────────────


def test_while_a_number_waits_the_address_is_put_right_and_no_number_is_guessed(
    office: Office,
) -> None:
    corrected(office, NUMBER)
    put_right(office, by=LEADER)
    codes = set()
    for number in (HOLDS_OTHER, HOLDS_OTHER.removeprefix("G"), f"G{OF_A_GIRL}"):
        with pytest.raises(RuleBroken) as refused:
            put_right(office, replace(NUMBERED, student_number=number), by=LEADER)
        codes.add(refused.value.code)
        assert OTHER_NUMBER not in repr(refused.value.parameters)
    assert codes == {"student_number_waits"}
    confirmed(office, CONFIRM)
    assert care_file(office.ledger, office.asked(LEADER)).registered.address == NEW_ADDRESS


def test_that_the_student_number_holds_the_former_number_is_told_until_it_is_put_right(
    office: Office,
) -> None:
    def told(number: int) -> list[bool]:
        file = care_file(office.ledger, office.asked(LEADER, number))
        return [file.holds_another_number, seen(office, LEADER, number + 1).holds_another_number]

    assert told(1) == [False, False]
    corrected(office, NUMBER)
    assert told(3) == [False, False]
    confirmed(office, CONFIRM)
    assert told(5) == [True, True]
    with pytest.raises(Invalid, match="student_number_of_another"):
        put_right(office, replace(NUMBERED, student_number=f"G{OF_A_GIRL}"))
    put_right(office, replace(NUMBERED, student_number=HOLDS_OTHER))
    assert told(7) == [False, False]


# ── who may ──────────────────────────────────────────────────────────────────────────────────────


def test_mentors_and_the_county_put_nothing_right_and_others_know_of_no_child(
    office: Office,
) -> None:
    mentor_paired(office)
    for number, person in enumerate((OFFICER, given.COMMUNITY_WORKER)):
        with pytest.raises(NotPermitted):
            put_right(office, by=person)
        with pytest.raises(NotPermitted):
            seen(office, person, number)
    with pytest.raises(NotFound, match="child_not_found"):
        put_right(office, by=STRANGER)


def test_a_correction_that_comes_again_is_answered_to_whoever_made_it_alone(
    office: Office,
) -> None:
    first, again = put_right(office, version=1), put_right(office, version=1)
    assert (first.fresh, again) == (True, replace(first, fresh=False))
    with pytest.raises(RuleBroken, match="correction_already_made"):
        put_right(office, by=LEADER)
    with pytest.raises(RuleBroken, match="correction_already_made"):
        put_right(office, replace(MOVED, address="另一处"))


# ── a family's request ───────────────────────────────────────────────────────────────────────────


def test_a_correction_names_the_request_it_answers_and_the_answer_names_it(
    office: Office,
) -> None:
    with pytest.raises(NotFound, match="rights_not_found"):
        put_right(office, ADDRESS)
    request_rights(office.ledger, acting(LEADER), ASKED_RIGHTS, given.NOW)
    with pytest.raises(RuleBroken, match="verify_first"):
        put_right(office, ADDRESS)
    verify_requester(office.ledger, acting(LEADER), VERIFIED_RIGHTS, given.NOW)
    put_right(office, ADDRESS)
    require_made(office.ledger, given.CHILD, [CORRECTION])
    found = rights_of(office.ledger, office.asked(LEADER))
    (made,) = found.changes.corrections
    assert made == Correction(
        correction_id=CORRECTION,
        position=made.position,
        made_at=given.NOW,
        by=given.TEACHER,
        met_on=None,
        changed=("address",),
        rights_id=RIGHTS,
    )
    assert found.since[RIGHTS].is_before(made)


def test_a_request_that_asks_for_no_correction_is_not_answered_by_one(office: Office) -> None:
    copy = replace(ASKED_RIGHTS, kind=RightsKind.COPY)
    request_rights(office.ledger, acting(LEADER), copy, given.NOW)
    with pytest.raises(Invalid, match="unknown_code"):
        put_right(office, ADDRESS)
