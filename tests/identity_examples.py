"""Corrections of the example child's name and number, asked for and recorded."""

from dataclasses import replace
from datetime import date

from domain.children.correcting import identity_of
from domain.children.facts import (
    CorrectionBasis,
    CorrectionExplained,
    IdentityCorrected,
    IdentityCorrectionProposed,
)
from domain.children.state import ConfirmCorrection, CorrectIdentity
from domain.identity import check_character
from domain.shared import CorrectionId, RightsId
from tests.examples import CHILD, CHILD_REGISTERED, TEACHER, example_id

CORRECTION, LATER = CorrectionId(example_id(460)), CorrectionId(example_id(461))
RIGHTS = RightsId(example_id(462))
OTHER_NUMBER = "99999920150312003" + check_character("99999920150312003")
OTHER_DAY = date(2015, 3, 21)
OF_OTHER_DAY = "99999920150321001" + check_character("99999920150321001")
OF_A_GIRL = "99999920150312002" + check_character("99999920150312002")
UNNUMBERED = replace(CHILD_REGISTERED, id_number=None)

NAME = CorrectIdentity(
    child_id=CHILD,
    correction_id=CORRECTION,
    rests_on=CorrectionBasis.DOCUMENT_SEEN,
    name=" 覃示例 ",
    words=" 户口本上是这个字 ",
    rights_id=RIGHTS,
)
WITHOUT_NAME = replace(NAME, name=None, words=None, rights_id=None)
NUMBER = replace(WITHOUT_NAME, id_number=OTHER_NUMBER)
NAME_CORRECTED = IdentityCorrected(
    child_id=CHILD,
    correction_id=CORRECTION,
    identity=replace(identity_of(CHILD_REGISTERED), name="覃示例"),
    rests_on=CorrectionBasis.DOCUMENT_SEEN,
    rights_id=RIGHTS,
)
EXPLAINED = CorrectionExplained(child_id=CHILD, correction_id=CORRECTION, words="户口本上是这个字")
PROPOSED = IdentityCorrectionProposed(
    child_id=CHILD,
    correction_id=CORRECTION,
    identity=replace(identity_of(CHILD_REGISTERED), id_number=OTHER_NUMBER),
    rests_on=CorrectionBasis.DOCUMENT_SEEN,
    proposed_by=TEACHER,
)
CONFIRMED = IdentityCorrected(
    child_id=CHILD,
    correction_id=CORRECTION,
    identity=PROPOSED.identity,
    rests_on=PROPOSED.rests_on,
    proposed_by=TEACHER,
)
CONFIRM = ConfirmCorrection(child_id=CHILD, correction_id=CORRECTION, id_number=OTHER_NUMBER)
