"""Who a child is, put right: who may, what every list shows of it, and which request it answers."""

from dataclasses import replace

import pytest

from application.care_files.files import care_file
from application.care_files.history import history
from application.privacy.rights import (
    answer_rights,
    request_rights,
    rights_of,
    verify_requester,
)
from application.privacy.rights_corrections import Correction, require_made
from application.rows import ChildDescribed
from domain.children.correcting import identity_of
from domain.children.facts import (
    CorrectionExplained,
    IdentityCorrected,
)
from domain.errors import Invalid, NotFound, NotPermitted, RuleBroken
from domain.matching import Described, Likeness
from domain.rights.facts import RightsKind
from domain.shared import CorrectionId
from infrastructure.rosters.known import KnownSoFar
from tests import examples as given
from tests.application.casework import WORRY, raised, reopen_casework, told
from tests.application.identifying import (
    ASKED_RIGHTS,
    CONFIRM,
    NAME,
    NEW_NAME,
    NUMBER,
    VERIFIED_RIGHTS,
    confirmed,
    corrected,
    mentor_paired,
    name_on_desk,
    now_seen,
)
from tests.engines import FoundedLedger
from tests.identity_examples import CORRECTION, OTHER_NUMBER, RIGHTS
from tests.office import DIRECTOR, LEADER, OFFICER, STRANGER, Office, acting
from tests.privacy import ANSWER_ASKED, PRIVACY_OFFICER, employ_privacy_officer

# ── what is shown ────────────────────────────────────────────────────────────────────────────────


def test_file_desk_and_finder_show_the_name_put_right_also_after_a_rebuild(office: Office) -> None:
    corrected(office)
    told_of = ChildDescribed(name=NEW_NAME, school_id=given.SCHOOL)
    assert care_file(office.ledger, office.asked(LEADER)).registered.name == NEW_NAME
    for _time in range(2):
        assert name_on_desk(office) == NEW_NAME
        assert office.ledger.finder.described(told_of) == given.CHILD
        former = office.ledger.finder.described(replace(told_of, name=given.CHILD_NAME))
        assert former != given.CHILD
        office.opened.projector.rebuild("caseworker")


def test_the_history_keeps_both_and_tells_no_number_whole(office: Office) -> None:
    mentor_paired(office)
    corrected(office)
    corrected(office, NUMBER)
    confirmed(office)
    found = history(office.ledger, office.asked(LEADER))
    facts = [each.recorded.fact for each in found.entries]
    latest = facts[0]
    assert isinstance(latest, IdentityCorrected)
    assert latest.identity == replace(
        identity_of(given.CHILD_REGISTERED),
        name=NEW_NAME,
        id_number="*" * 14 + OTHER_NUMBER[-4:],
    )
    assert found.names.people[given.TEACHER]
    assert OTHER_NUMBER not in repr(facts)
    assert any(isinstance(each, CorrectionExplained) and each.words for each in facts)
    first = replace(given.CHILD_REGISTERED, id_number=None, student_number=None, address=None)
    mentors = history(office.ledger, office.asked(given.COMMUNITY_WORKER, 2))
    by_mentor = [each.recorded.fact for each in mentors.entries]
    assert first in by_mentor
    assert OTHER_NUMBER[-4:] not in repr(by_mentor)
    assert NAME.words
    assert NAME.words not in repr(by_mentor)


def test_as_known_on_an_earlier_day_the_child_has_the_name_of_then(office: Office) -> None:
    corrected(office)
    yesterday = given.NOW.date().replace(day=given.NOW.day - 1)
    then = care_file(office.ledger, office.asked(LEADER, 1, yesterday))
    now = care_file(office.ledger, office.asked(LEADER, 2, given.TODAY))
    assert (then.registered.name, now.registered.name) == (given.CHILD_NAME, NEW_NAME)


def test_lists_that_come_later_find_the_child_by_name_and_number_of_now(office: Office) -> None:
    known = KnownSoFar(office.opened)
    of_then = Described(name=given.CHILD_NAME, born_on=given.BORN_ON)
    of_now = Described(name=NEW_NAME, born_on=given.BORN_ON)
    assert known().children.like(of_then)[1] == given.CHILD
    corrected(office)
    corrected(office, NUMBER)
    confirmed(office)
    children = known().children
    assert children.like(of_then) == (Likeness.DIFFERENT, None)
    assert children.like(of_now)[1] == given.CHILD
    assert children.like(replace(of_now, name="别的", id_number=OTHER_NUMBER))[1] == given.CHILD
    by_former = replace(of_now, name="别的", id_number=given.ID_NUMBER)
    assert children.like(by_former) == (Likeness.DIFFERENT, None)


def test_the_form_shows_what_stands_and_to_the_second_what_shall(office: Office) -> None:
    before = now_seen(office, given.TEACHER)
    assert before.registered.name == given.CHILD_NAME
    assert (before.waiting, before.may_settle) == (None, False)
    corrected(office, NUMBER)
    mine, theirs = now_seen(office, given.TEACHER, 2), now_seen(office, LEADER, 3)
    assert (mine.is_proposer, mine.may_settle) == (True, False)
    assert (theirs.is_proposer, theirs.may_settle) == (False, True)
    assert mine.waiting
    assert theirs.waiting
    assert mine.waiting.identity.id_number == "*" * 14 + OTHER_NUMBER[-4:]
    # With the birth day its end would give away nearly all of what is typed from the paper.
    assert theirs.waiting.identity.id_number == ""
    assert mine.version > before.version


# ── who may ──────────────────────────────────────────────────────────────────────────────────────


def test_mentors_and_the_county_put_nobody_right_and_others_know_of_no_child(
    office: Office,
) -> None:
    mentor_paired(office)
    for number, person in enumerate((OFFICER, given.COMMUNITY_WORKER)):
        with pytest.raises(NotPermitted):
            corrected(office, by=person)
        with pytest.raises(NotPermitted):
            now_seen(office, person, number)
    with pytest.raises(NotFound, match="child_not_found"):
        corrected(office, by=STRANGER)


def test_nothing_tells_whoever_may_be_involved_that_there_is_a_case(
    founded_ledger: FoundedLedger,
) -> None:
    """As a wrong number is answered whoever typed it, and an unknown proposal whoever asks."""
    office = reopen_casework(founded_ledger)
    corrected(office, NUMBER)
    unknown = replace(CONFIRM, correction_id=CorrectionId(given.example_id(7_999)))
    mistyped = replace(CONFIRM, id_number=given.CHILD_REGISTERED.id_number)

    def answers(number: int) -> list[str]:
        found = [str(now_seen(office, DIRECTOR, number).may_settle)]
        for request in (unknown, mistyped):
            with pytest.raises((NotFound, Invalid)) as refused:
                confirmed(office, request, by=DIRECTOR)
            found.append(f"{type(refused.value).__name__} {refused.value.code}")
        return found

    before = answers(1)
    raised(office, replace(WORRY, involved_ids=(DIRECTOR,)))
    told(office)
    assert answers(2) == before
    with pytest.raises(Invalid, match="not_the_proposed_number"):
        confirmed(office, by=DIRECTOR)
    confirmed(office)


# ── a family's request ───────────────────────────────────────────────────────────────────────────


def test_a_correction_names_the_request_it_answers_and_the_answer_names_it(
    office: Office,
) -> None:
    with pytest.raises(NotFound, match="rights_not_found"):
        corrected(office, replace(NAME, rights_id=RIGHTS))
    request_rights(office.ledger, acting(LEADER), ASKED_RIGHTS, given.NOW)
    with pytest.raises(RuleBroken, match="verify_first"):
        corrected(office, replace(NAME, rights_id=RIGHTS))
    verify_requester(office.ledger, acting(LEADER), VERIFIED_RIGHTS, given.NOW)
    corrected(office, replace(NAME, rights_id=RIGHTS))
    require_made(office.ledger, given.CHILD, [CORRECTION])
    found = rights_of(office.ledger, office.asked(LEADER))
    (made,) = found.changes.corrections
    assert made == Correction(
        correction_id=CORRECTION,
        position=made.position,
        made_at=given.NOW,
        by=given.TEACHER,
        met_on=None,
        changed=("name",),
        rights_id=RIGHTS,
    )
    assert found.since[RIGHTS].is_before(made)
    assert made.by in found.names.people


def test_of_a_confirmed_correction_both_people_are_told_and_only_what_it_changed(
    office: Office,
) -> None:
    corrected(office)
    corrected(office, NUMBER)
    confirmed(office)
    latest, earlier = rights_of(office.ledger, office.asked(LEADER)).changes.corrections
    assert (latest.by, latest.confirmed_by, latest.changed) == (
        given.TEACHER,
        LEADER,
        ("id_number",),
    )
    assert (earlier.by, earlier.confirmed_by, earlier.changed) == (given.TEACHER, None, ("name",))


def test_a_family_is_told_of_nothing_done_while_its_correction_waits(office: Office) -> None:
    request_rights(office.ledger, acting(LEADER), ASKED_RIGHTS, given.NOW)
    verify_requester(office.ledger, acting(LEADER), VERIFIED_RIGHTS, given.NOW)
    corrected(office, replace(NUMBER, rights_id=RIGHTS))
    asked = office.asked(LEADER)
    assert rights_of(office.ledger, asked).changes.corrections == ()
    employ_privacy_officer(office.opened)
    answer = replace(ANSWER_ASKED, rights_id=RIGHTS)
    with pytest.raises(RuleBroken, match="rights_correction_waits"):
        answer_rights(office.ledger, acting(PRIVACY_OFFICER), answer, given.NOW)
    confirmed(office)
    answer_rights(office.ledger, acting(PRIVACY_OFFICER), answer, given.NOW)
    with pytest.raises(RuleBroken, match="rights_already_answered"):
        corrected(office, replace(NAME, rights_id=RIGHTS))


def test_a_request_that_asks_for_no_correction_is_not_answered_by_one(office: Office) -> None:
    copy = replace(ASKED_RIGHTS, kind=RightsKind.COPY)
    request_rights(office.ledger, acting(LEADER), copy, given.NOW)
    with pytest.raises(Invalid, match="unknown_code"):
        corrected(office, replace(NAME, rights_id=RIGHTS))
