"""A carer, where a child lives and where it learns, stated anew: who may, and how far."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from application.care_files.children import record_carer
from application.care_files.files import care_file
from application.care_files.history import history
from application.care_files.statements import Versions
from application.care_files.updating import UpdateFile, try_update, update_file
from application.care_files.updating_seen import file_to_update
from application.ports import Commit, Receipt
from domain.care.facts import NotInSchoolReason, ResidenceRecorded, SchoolingRecorded
from domain.care.state import Residence, Schooling
from domain.children.facts import CarerRecorded, CarerStanding
from domain.children.state import RecordCarer
from domain.errors import Invalid, NotFound, NotPermitted, RuleBroken
from domain.shared import CarerId, OrganisationId, PersonId, RequestId, VerifiedBy
from tests import examples as given
from tests.office import AUDITOR, LEADER, OFFICER, STRANGER, Office, acting

UPDATE = given.example_id(1_401)
LATER = given.example_id(1_402)
SAW = VerifiedBy.SAW_CHILD
ELSEWHERE = OrganisationId(given.example_id(1_403))
FAR_VILLAGE = OrganisationId(given.example_id(1_404))
OTHER_CLASS = OrganisationId(given.example_id(1_405))
UNCLE = RecordCarer(
    child_id=given.CHILD,
    carer_id=CarerId(given.example_id(1_406)),
    name="示例舅舅",
    relation_code="97",
    standing=CarerStanding.ENTRUSTED_CARER,
    phone="13000000009",
    as_of_on=given.TODAY,
    verified_by=SAW,
)
MOVED = Residence(
    village_id=given.OTHER_VILLAGE,
    from_on=date(2026, 3, 5),
    as_of_on=given.TODAY,
    verified_by=SAW,
)
NOT_LEARNING = Schooling(
    as_of_on=given.TODAY, not_in_school_reason=NotInSchoolReason.DROPPED_OUT, verified_by=SAW
)
ALL = UpdateFile(
    child_id=given.CHILD,
    update_id=UPDATE,
    carer=UNCLE,
    residence=MOVED,
    schooling=NOT_LEARNING,
)
LIVES = UpdateFile(child_id=given.CHILD, update_id=UPDATE, residence=MOVED)
BOARDING = Schooling(
    as_of_on=given.TODAY,
    school_id=given.SCHOOL,
    class_id=given.SCHOOL_CLASS,
    boarding=True,
    verified_by=SAW,
)
BOARDS = UpdateFile(child_id=given.CHILD, update_id=UPDATE, schooling=BOARDING)

BACK = replace(MOVED, village_id=given.VILLAGE, from_on=None)


def updated(
    office: Office, request: UpdateFile = LIVES, by: PersonId = given.SUPERVISOR
) -> Receipt:
    return update_file(office.ledger, acting(by), request, given.NOW)


def placed(office: Office) -> None:
    """Register another county with a village, and another class of the school."""
    facts = (
        replace(given.COUNTY_OFFICE_REGISTERED, organisation_id=ELSEWHERE),
        replace(given.VILLAGE_REGISTERED, organisation_id=FAR_VILLAGE, parent_id=ELSEWHERE),
        replace(given.SCHOOL_CLASS_REGISTERED, organisation_id=OTHER_CLASS),
    )
    office.ledger.log.append(
        Commit(
            facts=facts,
            expected=dict.fromkeys(map(office.opened.mapper.stream_of, facts), 0),
            request_id=RequestId(given.example_id(1_407)),
            actor_id=given.OPERATOR,
            recorded_at=given.NOW,
        )
    )
    office.ledger.catch_up()


def test_all_three_are_stated_in_one_commit_and_what_stood_before_stays(office: Office) -> None:
    first, again = updated(office, ALL), updated(office, ALL)
    assert (first.fresh, again.fresh, again.position) == (True, False, first.position)
    file = care_file(office.ledger, office.asked(OFFICER))
    assert file.residence == ResidenceRecorded(
        child_id=given.CHILD,
        village_id=given.OTHER_VILLAGE,
        from_on=date(2026, 3, 5),
        as_of_on=given.TODAY,
        verified_by=SAW,
    )
    assert file.schooling == SchoolingRecorded(
        child_id=given.CHILD,
        as_of_on=given.TODAY,
        not_in_school_reason=NotInSchoolReason.DROPPED_OUT,
        verified_by=SAW,
    )
    assert [each.name for each in file.carers] == ["示例奶奶", "示例舅舅"]
    told = [each.recorded.fact for each in history(office.ledger, office.asked(OFFICER, 2)).entries]
    assert {given.RESIDENCE_RECORDED, given.SCHOOLING_RECORDED} <= {*told}
    assert sum(isinstance(each, ResidenceRecorded) for each in told) == 2


def test_who_sees_the_child_follows_where_it_lives(office: Office) -> None:
    with pytest.raises(NotFound):
        care_file(office.ledger, office.asked(STRANGER))
    updated(office)
    assert care_file(office.ledger, office.asked(STRANGER, 2)).child_id == given.CHILD


@pytest.mark.parametrize(
    ("by", "refusal"), [(AUDITOR, NotPermitted), (OFFICER, NotPermitted), (STRANGER, NotFound)]
)
def test_only_those_who_care_for_the_child_on_the_spot_may(
    office: Office, by: PersonId, refusal: type[Exception]
) -> None:
    for attempt in (updated, lambda office, request, by: tried(office, request, by)):
        with pytest.raises(refusal):
            attempt(office, LIVES, by)
    with pytest.raises(refusal):
        file_to_update(office.ledger, office.asked(by), None)


def tried(office: Office, request: UpdateFile, by: PersonId) -> None:
    try_update(office.ledger, acting(by), request, given.NOW)


def test_a_place_of_another_office_is_a_transfer_and_not_stated_here(office: Office) -> None:
    placed(office)
    far = replace(LIVES, residence=replace(MOVED, village_id=FAR_VILLAGE))
    for by, request in ((given.SUPERVISOR, far), (given.TEACHER, LIVES), (LEADER, LIVES)):
        with pytest.raises(RuleBroken, match="place_of_another_office"):
            updated(office, request, by)
    other_class = replace(BOARDS, schooling=replace(BOARDING, class_id=OTHER_CLASS))
    updated(office, other_class, given.TEACHER)
    seen = file_to_update(office.ledger, office.asked(given.SUPERVISOR), None)
    assert {given.VILLAGE, given.OTHER_VILLAGE, given.SCHOOL, OTHER_CLASS} <= seen.within
    assert not seen.within & {FAR_VILLAGE, ELSEWHERE, given.COUNTY_OFFICE}
    of_leader = file_to_update(office.ledger, office.asked(LEADER, 2), None)
    assert given.VILLAGE in of_leader.within
    assert given.OTHER_VILLAGE not in of_leader.within


def test_a_class_stands_in_its_school(office: Office) -> None:
    other = replace(given.SCHOOL_REGISTERED, organisation_id=given.OTHER_SCHOOL)
    office.ledger.log.append(
        Commit(
            facts=(other,),
            expected={office.opened.mapper.stream_of(other): 0},
            request_id=RequestId(given.example_id(1_408)),
            actor_id=given.OPERATOR,
            recorded_at=given.NOW,
        )
    )
    office.ledger.catch_up()
    elsewhere = replace(BOARDING, school_id=given.OTHER_SCHOOL)
    with pytest.raises(Invalid, match="class_of_another_school"):
        updated(office, replace(BOARDS, schooling=elsewhere))


def test_whoever_comes_second_is_told_of_what_they_state_themselves_alone(office: Office) -> None:
    asked = file_to_update(office.ledger, office.asked(given.SUPERVISOR), given.GRANDMOTHER)
    seen = asked.seen.versions
    updated(office)
    with pytest.raises(RuleBroken, match="changed_meanwhile"):
        updated(office, replace(LIVES, update_id=LATER, residence=BACK, seen=seen))
    now = file_to_update(office.ledger, office.asked(given.SUPERVISOR, 2), given.GRANDMOTHER, seen)
    assert (now.seen.residence, now.seen.carer) == (given.RESIDENCE_RECORDED, given.CARER_RECORDED)
    assert now.now.residence is not None
    assert now.now.residence.village_id == given.OTHER_VILLAGE
    assert [type(each.fact) for each in now.meanwhile] == [ResidenceRecorded]
    assert now.names.people[given.SUPERVISOR]
    updated(office, replace(BOARDS, update_id=LATER, seen=seen))


def test_the_same_id_with_other_content_is_told_and_records_nothing(office: Office) -> None:
    updated(office)
    with pytest.raises(RuleBroken, match="correction_already_recorded"):
        updated(office, replace(LIVES, residence=BACK))
    updated(office, replace(LIVES, update_id=LATER, residence=BACK))
    late = updated(office)
    file = care_file(office.ledger, office.asked(OFFICER))
    assert (late.fresh, file.residence and file.residence.village_id) == (False, given.VILLAGE)


def test_trying_records_nothing_and_refuses_as_recording_would(office: Office) -> None:
    tried(office, ALL, given.SUPERVISOR)
    file = care_file(office.ledger, office.asked(OFFICER))
    assert file.residence == given.RESIDENCE_RECORDED
    ahead = replace(MOVED, as_of_on=given.TODAY + timedelta(days=1))
    for attempt in (tried, updated):
        with pytest.raises(Invalid, match="in_future"):
            attempt(office, replace(LIVES, residence=ahead), given.SUPERVISOR)


def test_a_carer_stated_anew_by_whoever_saw_an_older_statement_is_told(office: Office) -> None:
    newer = replace(UNCLE, carer_id=given.GRANDMOTHER)
    known = care_file(office.ledger, office.asked(LEADER)).carer_versions[given.GRANDMOTHER]
    actor = acting(given.TEACHER)
    record_carer(office.ledger, actor, newer, given.NOW, known)
    assert not record_carer(office.ledger, actor, newer, given.NOW, known).fresh
    with pytest.raises(RuleBroken, match="changed_meanwhile"):
        record_carer(office.ledger, actor, replace(newer, phone=None), given.NOW, known)
    with pytest.raises(RuleBroken, match="changed_meanwhile"):
        updated(office, replace(ALL, carer=newer, seen=Versions(carer=known)))
    assert CarerRecorded in {
        type(each.recorded.fact) for each in history(office.ledger, office.asked(LEADER, 2)).entries
    }
