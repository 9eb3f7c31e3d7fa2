"""Corrections of what else the example child is registered with, asked for and recorded."""

from dataclasses import replace

from domain.children.facts import (
    ChildParticulars,
    CorrectionBasis,
    CorrectionExplained,
    ParticularsCorrected,
)
from domain.children.state import CorrectParticulars
from domain.shared import CorrectionId
from tests.examples import CHILD, CHILD_REGISTERED, ID_NUMBER, example_id
from tests.identity_examples import OTHER_NUMBER, RIGHTS

CORRECTION, LATER = CorrectionId(example_id(464)), CorrectionId(example_id(465))
OF_SCHOOL = "L45070212345678"
STOOD = ChildParticulars(
    student_number=CHILD_REGISTERED.student_number,
    ethnicity_code=CHILD_REGISTERED.ethnicity_code,
    address=CHILD_REGISTERED.address,
)
HOLDS_OWN, HOLDS_OTHER = f"G{ID_NUMBER}", f"G{OTHER_NUMBER}"

ADDRESS = CorrectParticulars(
    child_id=CHILD,
    correction_id=CORRECTION,
    rests_on=CorrectionBasis.GUARDIANS_WORD,
    address=" 示例镇示例村二组 ",
    words=" 去年搬了家 ",
    rights_id=RIGHTS,
)
NOTHING = replace(ADDRESS, address=None, words=None, rights_id=None)
STUDENT_NUMBER = replace(NOTHING, student_number=f" {OF_SCHOOL.lower()} ")
ADDRESS_CORRECTED = ParticularsCorrected(
    child_id=CHILD,
    correction_id=CORRECTION,
    particulars=replace(STOOD, address="示例镇示例村二组"),
    rests_on=CorrectionBasis.GUARDIANS_WORD,
    rights_id=RIGHTS,
)
EXPLAINED = CorrectionExplained(child_id=CHILD, correction_id=CORRECTION, words="去年搬了家")
NUMBER_CORRECTED = replace(
    ADDRESS_CORRECTED,
    particulars=replace(STOOD, student_number=OF_SCHOOL),
    rights_id=None,
)
