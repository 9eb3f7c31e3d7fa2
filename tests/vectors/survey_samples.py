"""One invented fact for each stored name of the rows of lists, as full as that kind gets."""

from collections.abc import Mapping
from datetime import date

from domain.codelists import Sex
from domain.shared import ChildId
from domain.survey.facts import ChildLeadReported, RosterRowReceived, RowOrigin
from domain.survey.outcomes import RowOutcome, RowReason
from domain.survey.rows import NumberState, ToldCarer, ToldCategories, ToldSchooling
from tests.vectors.ids import sample_id

FILE_SHA256 = "7c211433f02071597741e6ff5a8ea34789abbf43f1bd15a3c30b2e6f1d8b1d0a"

SURVEY_SAMPLES: Mapping[str, object] = {
    "survey.roster_row_received.1": RosterRowReceived(
        child_id=ChildId(sample_id(23)),
        origin=RowOrigin(file_sha256=FILE_SHA256, sheet_name="登记表", row_number=17),
        outcome=RowOutcome.REVIEW,
        why=RowReason.SAME_NAME_AND_BIRTH_DATE,
        like_child_id=ChildId(sample_id(21)),
        name="示例·古丽",
        sex=Sex.FEMALE,
        born_on=date(2015, 3, 5),
        id_number="999999201503050000",
        number_state=NumberState.CHECK_DIGIT,
        student_number="G999999201503050020",
        ethnicity_code="08",
        township="示例镇",
        village="示例村",
        address="三组12号",
        carer=ToldCarer(name="示例奶奶", relation_code="62", phone="13800000000"),
        schooling=ToldSchooling(
            school="示例镇中心小学", grade="6", class_name="4", is_boarding=True
        ),
        categories=ToldCategories(left_behind=True, migrant=False, orphan=None),
    ),
    "survey.child_lead_reported.1": ChildLeadReported(
        child_id=ChildId(sample_id(24)),
        origin=RowOrigin(file_sha256=FILE_SHA256, sheet_name="线索", row_number=4),
        like_child_id=ChildId(sample_id(21)),
        name="示例小明",
        about_years=11,
        address="示例镇示例村",
        as_of_on=date(2026, 9, 12),
        noticed="刚从外地回来,暂未入学",
        informant="示例村干部",
        phone="13900000000",
    ),
}
