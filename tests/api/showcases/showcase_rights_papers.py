"""Example values for what is handed to a family on paper: the copy, the letter of an answer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from api.view_models.forms import FieldError, Form, typed
from api.view_models.privacy.rights import RightsCopyPage
from api.view_models.privacy.rights_letters import HandOverAnswerPage, RightsLetterPage
from api.view_models.shell import PageModel
from application.privacy.consent import Agreed
from application.privacy.copied import (
    CarerCopied,
    ContactCopied,
    DisclosureCopied,
    LevelCopied,
    MentorCopied,
)
from application.privacy.rights_copy import ChildCopy
from application.reads.looking import Names
from application.reads.who_looked import LookedCopied
from domain.care.facts import NotInSchoolReason, SchoolingRecorded
from domain.children.facts import CarerStanding
from domain.codelists import ConsentMeans, LegalBasis, Processing, SpokenBy
from domain.consent.facts import Said
from domain.consent.state import Agreement
from domain.disclosures.facts import DataKind
from domain.pairing.facts import MentorKind
from domain.shared import Purpose, VerifiedBy
from tests import examples as e
from tests.api.showcases import showcase_rights
from tests.api.showcases.showcase import CHILD, LONG_NAME, MARKUP
from tests.api.showcases.showcase_rights import REFUSED

LOOKED = LookedCopied(
    organisation_id=e.SCHOOL,
    duty="class_teacher",
    purpose=Purpose.CARE,
    times=12,
    first_on=e.TODAY,
    last_on=e.TODAY,
)
OUT_OF_SCHOOL = SchoolingRecorded(
    child_id=e.CHILD,
    as_of_on=e.TODAY,
    not_in_school_reason=NotInSchoolReason.DROPPED_OUT,
    verified_by=VerifiedBy.SAW_CHILD,
)
HOME = replace(e.RESIDENCE_RECORDED, as_of_on=e.TODAY, verified_by=VerifiedBy.PHONED_CARER)
COPY = RightsCopyPage(
    copy=ChildCopy(
        request=showcase_rights.VERIFIED.request,
        made_at=e.NOW,
        registered=replace(
            e.CHILD_REGISTERED, id_number="**************0012", student_number="***************0012"
        ),
        carers=(
            CarerCopied(
                name="示例妈妈",
                relation_code="52",
                standing=CarerStanding.GUARDIAN,
                as_of_on=e.TODAY,
                verified_by=VerifiedBy.PHONED_CARER,
                is_own=True,
                phone="*******0007",
            ),
            CarerCopied(
                name="示例奶奶",
                relation_code="62",
                standing=CarerStanding.CLOSE_RELATIVE,
                as_of_on=e.TODAY,
                verified_by=VerifiedBy.HEARD,
            ),
        ),
        opened=(e.CARE_FILE_OPENED,),
        residences=(HOME,),
        schoolings=(e.SCHOOLING_RECORDED, OUT_OF_SCHOOL),
        categories=(e.LEFT_BEHIND_STATED,),
        levels=(
            LevelCopied(
                level=4,
                assessed_by=e.TEACHER,
                assessed_on=e.TODAY,
                next_review_on=e.TODAY + timedelta(days=30),
            ),
        ),
        mentors=(
            MentorCopied(
                mentor_id=e.TEACHER,
                mentor_kind=MentorKind.TEACHER,
                is_lead=True,
                from_on=e.MENTOR_PAIRED.from_on,
                until_on=e.PAIRED_UNTIL,
            ),
        ),
        contacts=(
            ContactCopied(
                is_talk=False,
                started_at=e.NOW - timedelta(days=1),
                outcome=e.HOME_VISIT.outcome,
                by=e.TEACHER,
            ),
            ContactCopied(is_talk=True, started_at=e.NOW, outcome=e.TALK.outcome, by=e.TEACHER),
        ),
        agreed=(
            Agreed(
                processing=Processing.PHOTOS,
                agreement=Agreement.GRANTED,
                said=Said(spoken_by=SpokenBy.GUARDIAN, means=ConsentMeans.IN_PERSON, said_at=e.NOW),
            ),
        ),
        words=(e.CHILD_WORDS,),
        disclosures=(
            DisclosureCopied(
                recipient=f"示例公益基金会{MARKUP}",
                kinds=(DataKind.SCHOOLING, DataKind.NEEDS),
                basis=LegalBasis.CONSENT,
                processing=Processing.SHARING_WITH_CHARITY,
                disclosed_on=e.TODAY,
                keep_until_on=date(2029, 3, 10),
            ),
        ),
        looked=(
            LOOKED,
            replace(LOOKED, organisation_id=None, duty="lead_mentor", times=1),
        ),
        names=Names(people={}, organisations={}),
    ),
    names={
        e.TEACHER: "示例老师",
        e.VILLAGE: "示例村",
        e.SCHOOL: "示例小学",
        e.SCHOOL_CLASS: "五(2)班",
    },
    made_on=e.TODAY,
)

LETTER = RightsLetterPage(
    child_id=e.CHILD,
    child_name=e.CHILD_NAME,
    request=REFUSED.request,
    office=f"示例县未成年人保护办公室{MARKUP}",
    above=LONG_NAME,
)
LETTER_GIVEN = replace(
    LETTER, office="", above="", request=replace(showcase_rights.GRANTED.request, words=None)
)
LETTER_OF_DELETION = replace(LETTER, request=showcase_rights.DELETED.request)
HAND_OVER = HandOverAnswerPage(
    child=CHILD, request=REFUSED.request, form=Form(typed(handed_on="2026-03-10"))
)
HAND_OVER_WRONG = replace(
    HAND_OVER,
    form=Form(
        typed(handed_on="2026-03-11"),
        (
            FieldError(field="handing_means", code="required"),
            FieldError(field="handed_on", code="in_future"),
        ),
    ),
)

PAGES: Mapping[str, PageModel] = {
    "rights-copy": COPY,
    "rights-letter": LETTER,
    "rights-letter-given": LETTER_GIVEN,
    "rights-letter-of-deletion": LETTER_OF_DELETION,
    "rights-hand-over": HAND_OVER,
    "rights-hand-over-wrong": HAND_OVER_WRONG,
}
