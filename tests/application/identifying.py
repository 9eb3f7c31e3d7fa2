"""Steps in which the child of the office is put right, and what is seen of it."""

from dataclasses import replace

from application.care_files.children import register_child
from application.care_files.identity_corrections import (
    confirm_correction,
    correct_identity,
)
from application.care_files.identity_seen import IdentityNow, identity_to_correct
from application.care_files.pairing import pair_mentor
from application.ports import Receipt
from application.rows import DueFilter
from domain.children.facts import (
    CorrectionBasis,
)
from domain.children.state import (
    ConfirmCorrection,
    CorrectIdentity,
    RegisterChild,
)
from domain.codelists import ConsentMeans, Sex, SpokenBy
from domain.pairing.facts import MentorKind
from domain.pairing.state import PairMentor
from domain.rights.facts import RightsKind
from domain.rights.state import RequestRights
from domain.shared import PersonId
from tests import examples as given
from tests.identity_examples import CORRECTION, LATER, OTHER_NUMBER, RIGHTS
from tests.office import LEADER, Office, acting
from tests.privacy import PROVE

NEW_NAME = "覃示例"
NAME = CorrectIdentity(
    child_id=given.CHILD,
    correction_id=CORRECTION,
    rests_on=CorrectionBasis.DOCUMENT_SEEN,
    name=NEW_NAME,
    words="户口本上是这个字。",
)
NUMBER = CorrectIdentity(
    child_id=given.CHILD,
    correction_id=LATER,
    rests_on=CorrectionBasis.SCHOOL_REGISTER,
    id_number=OTHER_NUMBER,
)
CONFIRM = ConfirmCorrection(child_id=given.CHILD, correction_id=LATER, id_number=OTHER_NUMBER)
OTHER_CHILD = RegisterChild(
    child_id=given.OTHER_CHILD, name="示例乙", sex=Sex.MALE, born_on=given.BORN_ON
)
ASKED_RIGHTS = RequestRights(
    child_id=given.CHILD,
    rights_id=RIGHTS,
    kind=RightsKind.CORRECT,
    spoken_by=SpokenBy.CHILD,
    means=ConsentMeans.IN_PERSON,
    asked_on=given.TODAY,
)

VERIFIED_RIGHTS = replace(PROVE, rights_id=RIGHTS)


def corrected(
    office: Office, request: CorrectIdentity = NAME, by: PersonId = given.TEACHER
) -> Receipt:
    return correct_identity(office.ledger, acting(by), request, given.NOW)


def confirmed(
    office: Office, request: ConfirmCorrection = CONFIRM, by: PersonId = LEADER
) -> Receipt:
    return confirm_correction(office.ledger, acting(by), request, given.NOW)


def registered(office: Office, request: RegisterChild) -> Receipt:
    return register_child(office.ledger, acting(given.SUPERVISOR), request, given.NOW)


def now_seen(office: Office, by: PersonId, number: int = 1) -> IdentityNow:
    return identity_to_correct(office.ledger, office.asked(by, number))


def mentor_paired(office: Office) -> None:
    pair = PairMentor(
        child_id=given.CHILD,
        pairing_id=given.SECOND_PAIRING,
        mentor_id=given.COMMUNITY_WORKER,
        mentor_kind=MentorKind.COMMUNITY_WORKER,
        from_on=given.TODAY,
        until_on=given.PAIRED_UNTIL,
    )
    pair_mentor(office.ledger, acting(given.SUPERVISOR), pair, given.NOW)


def name_on_desk(office: Office) -> str | None:
    page = office.ledger.desk.page(
        given.TEACHER, given.TODAY, due=DueFilter.ALL, limit=10, cursor=None
    )
    (row,) = page.rows
    return row.name
