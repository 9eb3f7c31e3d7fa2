"""A row of a list becomes child, carer and care file together, once; or waits for a person."""

from datetime import date
from hashlib import sha256
from uuid import uuid5

from application.care_files.pairing import pair_mentor
from application.care_files.visits import log_home_visit
from domain.care.facts import (
    CareFileOpened,
    Category,
    CategoryStated,
    Evidence,
    ResidenceRecorded,
    SchoolingRecorded,
    Standard,
    StatedBy,
)
from domain.children.facts import CarerRecorded, CarerStanding, ChildRegistered
from domain.codelists import Sex
from domain.identity import check_character
from domain.pairing.facts import MentorKind
from domain.pairing.state import PairMentor
from domain.shared import CarerId, ChildId, VerifiedBy
from domain.survey.facts import ChildLeadReported, RosterRowReceived, RowOrigin
from domain.survey.outcomes import RowOutcome, RowReason
from domain.survey.rows import NumberState, ToldCarer, ToldCategories, ToldSchooling
from domain.visits.state import LogHomeVisit
from tests import examples as given
from tests.infrastructure.rosters.lists import text_file
from tests.office import Office, acting
from tests.rosters.recording import (
    facts_of,
    list_of,
    listed,
    record_list,
)

NUMBER = "99999920140506122" + check_character("99999920140506122")
WRONG_NUMBER = "99999920140506122" + ("1" if NUMBER[-1] != "1" else "2")
KNOWN = {"姓名": given.CHILD_NAME, "性别": "男", "出生日期": "2015-03-12"}


def origin(content: bytes, row: int) -> RowOrigin:
    return RowOrigin(file_sha256=sha256(content).hexdigest(), sheet_name="", row_number=row)


def received_of(child_id: ChildId, content: bytes) -> RosterRowReceived:
    return RosterRowReceived(
        child_id=child_id,
        origin=origin(content, 2),
        outcome=RowOutcome.ACCEPT,
        why=RowReason.ID_MISSING,
        like_child_id=None,
        name="示例小红",
        sex=Sex.FEMALE,
        born_on=date(2014, 5, 6),
        id_number=None,
        number_state=NumberState.MISSING,
        student_number=None,
        ethnicity_code=None,
        township="示例镇",
        village="示例村",
        address=None,
        carer=ToldCarer(name="示例外婆", relation_code="64", phone="13000000009"),
        schooling=ToldSchooling(school="示例小学"),
        categories=ToldCategories(left_behind=True),
    )


def test_a_row_becomes_child_carer_and_care_file(office: Office) -> None:
    content = list_of(listed())

    (row,) = record_list(office.opened, content)

    assert row.is_fresh
    child_id = row.judged.own_id
    assert facts_of(office.opened, child_id) == [
        ChildRegistered(
            child_id=child_id,
            name="示例小红",
            sex=Sex.FEMALE,
            born_on=date(2014, 5, 6),
            address="示例镇示例村",
        ),
        CarerRecorded(
            child_id=child_id,
            carer_id=CarerId(uuid5(child_id, "carer/示例外婆")),
            name="示例外婆",
            relation_code="64",
            standing=CarerStanding.CLOSE_RELATIVE,
            phone="13000000009",
            as_of_on=given.TODAY,
            verified_by=VerifiedBy.HEARD,
        ),
        CareFileOpened(child_id=child_id, organisation_id=given.VILLAGE, opened_on=given.TODAY),
        ResidenceRecorded(child_id=child_id, village_id=given.VILLAGE),
        SchoolingRecorded(child_id=child_id, as_of_on=given.TODAY, school_id=given.SCHOOL),
        CategoryStated(
            child_id=child_id,
            category=Category.LEFT_BEHIND,
            standard=Standard.CIVIL_AFFAIRS,
            stated_by=StatedBy.CIVIL_AFFAIRS,
            evidence=Evidence.SURVEY_FORM,
            from_on=given.TODAY,
        ),
        received_of(child_id, content),
    ]


def test_a_child_whose_school_is_not_registered_has_no_file_yet_and_nothing_told_is_lost(
    office: Office,
) -> None:
    (row,) = record_list(office.opened, list_of(listed(就读学校="没有登记的小学")))

    facts = facts_of(office.opened, row.judged.own_id)
    assert [type(each) for each in facts] == [ChildRegistered, CarerRecorded, RosterRowReceived]
    received = facts[-1]
    assert isinstance(received, RosterRowReceived)
    assert (received.outcome, received.why, received.schooling) == (
        RowOutcome.ACCEPT_FLAGGED,
        RowReason.PLACE_UNKNOWN,
        ToldSchooling(school="没有登记的小学"),
    )


def test_a_wrong_number_is_kept_as_it_came(office: Office) -> None:
    (row,) = record_list(office.opened, list_of(listed(身份证号=WRONG_NUMBER)))

    registered = facts_of(office.opened, row.judged.own_id)[0]
    assert isinstance(registered, ChildRegistered)
    assert registered.id_number == WRONG_NUMBER
    assert row.judged.verdict.why is RowReason.ID_CHECK_DIGIT


def test_a_child_on_file_keeps_the_file_and_gains_the_carer(office: Office) -> None:
    before = facts_of(office.opened, given.CHILD)

    (row,) = record_list(office.opened, list_of(listed(**KNOWN, 身份证号=given.ID_NUMBER)))

    assert row.judged.child_id == given.CHILD
    added = facts_of(office.opened, given.CHILD)[len(before) :]
    assert [type(each) for each in added] == [CarerRecorded, RosterRowReceived]


def test_a_carer_who_is_recorded_is_not_recorded_again(office: Office) -> None:
    first, second = listed(), listed(就读学校="示例小学五年级")

    rows = record_list(office.opened, list_of(first, second))

    assert {row.judged.child_id for row in rows} == {rows[0].judged.own_id}
    facts = facts_of(office.opened, rows[0].judged.own_id)
    assert sum(isinstance(each, CarerRecorded) for each in facts) == 1
    assert sum(isinstance(each, RosterRowReceived) for each in facts) == 2


def test_a_row_that_may_be_of_a_known_child_is_kept_and_becomes_nobody(office: Office) -> None:
    (row,) = record_list(office.opened, list_of(listed(**KNOWN)))

    assert row.is_fresh
    (kept,) = facts_of(office.opened, row.judged.own_id)
    assert isinstance(kept, RosterRowReceived)
    assert (kept.outcome, kept.why, kept.like_child_id) == (
        RowOutcome.REVIEW,
        RowReason.SAME_NAME_AND_BIRTH_DATE,
        given.CHILD,
    )


def test_a_lead_is_kept_and_becomes_nobody(office: Office) -> None:
    header = ["发现日期", "姓名", "年龄", "住址", "情况描述", "报告人", "联系电话"]
    told = [
        "2026-03-01",
        "示例戊",
        "约11岁",
        "示例镇示例村",
        "没有上学",
        "示例村干部",
        "13000000008",
    ]
    content = text_file([header, told])

    (row,) = record_list(office.opened, content)

    assert facts_of(office.opened, row.judged.own_id) == [
        ChildLeadReported(
            child_id=row.judged.own_id,
            origin=origin(content, 2),
            like_child_id=None,
            name="示例戊",
            about_years=11,
            address="示例镇示例村",
            as_of_on=date(2026, 3, 1),
            noticed="没有上学",
            informant="示例村干部",
            phone="13000000008",
        )
    ]


def test_the_views_show_the_children_of_a_list(office: Office) -> None:
    (row,) = record_list(office.opened, list_of(listed()))

    assert office.ledger.access.chain_of_child(row.judged.own_id) is not None


def test_a_child_of_a_list_is_paired_and_visited_like_any_other(office: Office) -> None:
    (row,) = record_list(office.opened, list_of(listed()))
    child_id, supervisor = row.judged.own_id, acting(given.SUPERVISOR)
    pairing = PairMentor(
        child_id=child_id,
        pairing_id=given.SECOND_PAIRING,
        mentor_id=given.TEACHER,
        mentor_kind=MentorKind.TEACHER,
        from_on=given.TODAY,
        until_on=given.PAIRED_UNTIL,
    )
    visit = LogHomeVisit(child_id=child_id, visit_id=given.VISIT_ID, visit=given.HOME_VISIT)

    pair_mentor(office.ledger, supervisor, pairing, given.NOW)
    logged = log_home_visit(office.ledger, acting(given.TEACHER), visit, given.NOW)

    assert logged.fresh
