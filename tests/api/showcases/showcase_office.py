"""Example values for pairing, staff, sign-in, and the answers after a request."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.pages.staffing.person_page import GIVEN_HERE
from api.view_models.authentication.sign_in import SignInPage
from api.view_models.care_files.pairing import (
    EndingPairingLine,
    EndingPairingsPage,
    EndPairingPage,
    ExtendPairingPage,
    LoadWarning,
    PairingLine,
    PairingPage,
)
from api.view_models.crisis.answers import ConflictPage, ErrorPage, ReceiptPage, Saved, WelcomePage
from api.view_models.forms import Choice, ChoiceGroup, FieldError, Form, typed
from api.view_models.shell import PageModel
from api.view_models.staffing.staff import (
    DutyLine,
    EndDutyPage,
    OrganisationNode,
    OrganisationsPage,
    PeoplePage,
    PersonLine,
    PersonPage,
)
from domain.pairing.facts import MentorKind
from domain.shared import DutyId, OrganisationId, PairingId, PersonId
from domain.staff.facts import OrganisationKind, PersonKind, Role
from domain.visits.facts import Outcome
from tests import examples as e
from tests.api.showcases.showcase import CHILD, LONG_NAME, MARKUP, due
from tests.api.showcases.showcase_duties import LINE

LEAD = PairingLine(
    pairing_id=e.LEAD_PAIRING,
    mentor="示例老师",
    kind=MentorKind.TEACHER,
    is_lead=True,
    from_on=date(2025, 9, 10),
    until_on=date(2026, 9, 9),
)
SECOND = replace(
    LEAD,
    pairing_id=e.SECOND_PAIRING,
    mentor=LONG_NAME,
    kind=MentorKind.VOLUNTEER,
    is_lead=False,
    until_on=date(2026, 3, 20),
    days_left=10,
)
OVER = replace(
    SECOND, pairing_id=PairingId(e.example_id(503)), mentor="示例主任", ended_on=date(2026, 1, 9)
)
EXPIRED = replace(
    SECOND,
    pairing_id=PairingId(e.example_id(505)),
    mentor="示例社工",
    until_on=date(2026, 3, 9),
    days_left=-1,
)
MENTORS = (
    ChoiceGroup(
        label="示例小学",
        choices=(
            Choice(value=str(e.TEACHER), label="示例老师"),
            Choice(value=str(e.VOLUNTEER), label="示例志愿者"),
        ),
    ),
)
PAIRING = PairingPage(
    child=CHILD,
    pairing_id=PairingId(e.example_id(504)),
    form=Form(typed(from_on="2026-03-10", until_on="2027-03-10")),
    mentors=MENTORS,
    pairings=(SECOND, LEAD, EXPIRED, OVER),
)
PAIRING_WARNED = replace(
    PAIRING,
    pairings=(),
    form=Form(
        typed(mentor_id=str(e.VOLUNTEER), mentor_kind="volunteer", from_on="2026-03-10"),
        (FieldError(field="vetted_on", code="volunteer_not_vetted"),),
    ),
    warning=LoadWarning(mentor="示例志愿者", children=6, advised=5),
)
PAIRING_READ_ONLY = replace(PAIRING, may_pair=False)
END_PAIRING = EndPairingPage(
    child=CHILD,
    pairing=LEAD,
    form=Form(typed(ended_on="2026-03-10")),
    others=(SECOND,),
)
EXTEND_PAIRING = ExtendPairingPage(
    child=CHILD,
    pairing=SECOND,
    form=Form(
        typed(until_on="2028-03-10"),
        (FieldError(field="until_on", code="pairing_too_long", parameters={"days": 365}),),
    ),
    days_at_most=365,
)
ENDING_PAIRINGS = EndingPairingsPage(
    lines=(
        EndingPairingLine(
            child_id=e.CHILD, mentor="示例老师", is_lead=True, ends_on=e.TODAY, days_left=0
        ),
        EndingPairingLine(
            child_id=e.OTHER_CHILD,
            mentor=LONG_NAME,
            is_lead=False,
            ends_on=date(2026, 3, 20),
            days_left=10,
        ),
    ),
    total=2,
    within_days=30,
)
PAIRINGS: Mapping[str, PageModel] = {
    "pairing": PAIRING,
    "pairing-warned": PAIRING_WARNED,
    "pairing-read-only": PAIRING_READ_ONLY,
    "extend-pairing": EXTEND_PAIRING,
    "ending-pairings": ENDING_PAIRINGS,
    "ending-pairings-none": replace(ENDING_PAIRINGS, lines=(), total=0),
}
END_LAST_PAIRING = replace(
    END_PAIRING,
    others=(),
    form=Form(errors=(FieldError(field="reason", code="required"),)),
)


def node(
    number: int, kind: OrganisationKind, name: str, *below: OrganisationNode
) -> OrganisationNode:
    """An organisation in the example tree."""
    return OrganisationNode(
        organisation_id=OrganisationId(e.example_id(number)),
        kind=kind,
        name=name,
        area_code="450700" if kind is OrganisationKind.BUREAU else None,
        may_publish=True,
        below=below,
    )


SCHOOL = node(
    5,
    OrganisationKind.SCHOOL,
    "示例小学",
    node(6, OrganisationKind.CLASS, "五(1)班"),
    node(9, OrganisationKind.CLASS, "五(2)班"),
)
TOWNSHIP = node(
    3, OrganisationKind.TOWNSHIP, "示例镇", node(4, OrganisationKind.VILLAGE, "示例村"), SCHOOL
)
TREE = node(
    1,
    OrganisationKind.BUREAU,
    "示例市教育局",
    node(2, OrganisationKind.COUNTY_OFFICE, "示例县教育局", TOWNSHIP),
    node(8, OrganisationKind.HOSPITAL, "示例市人民医院"),
)
PLACES = (
    ChoiceGroup(
        label="示例县", choices=(Choice(value=str(e.SCHOOL), label="示例小学", kind="school"),)
    ),
)
ORGANISATIONS = OrganisationsPage(
    tree=(TREE,), organisation_id=e.example_id(11), form=Form(), parents=PLACES, may_add=True
)
NO_ORGANISATIONS = replace(
    ORGANISATIONS,
    tree=(),
    form=Form(typed(area_code="45"), (FieldError(field="area_code", code="not_an_area_code"),)),
)

DUTY = DutyLine(
    duty_id=e.DUTY,
    role=Role.CLASS_TEACHER,
    organisation="示例小学五(2)班",
    from_on=date(2025, 9, 1),
    to_on=date(2026, 7, 5),
)
DUTY_OVER = replace(
    DUTY,
    duty_id=DutyId(e.example_id(202)),
    role=Role.TEACHER,
    is_current=False,
)
DUTY_ENDING = replace(DUTY, days_left=22, may_end=True, may_renew=True)
TEACHER = PersonLine(person_id=e.TEACHER, kind=PersonKind.HUMAN, name="示例老师", duties=(DUTY,))
OPERATOR = PersonLine(person_id=e.OPERATOR, kind=PersonKind.OPERATOR, name="operator:demo")
LONG_PERSON = replace(TEACHER, person_id=PersonId(e.example_id(109)), name=LONG_NAME + MARKUP)
PEOPLE = PeoplePage(
    people=(TEACHER, LONG_PERSON, OPERATOR),
    person_id=e.example_id(110),
    form=Form(typed(kind="human")),
    next_after=e.OPERATOR,
    is_first_page=False,
    may_add=True,
    waiting=3,
    ending=1,
    ending_pairings=2,
    places=PLACES,
)
NO_PEOPLE = replace(PEOPLE, people=(), next_after=None, is_first_page=True, waiting=None)
PERSON = PersonPage(
    person=replace(TEACHER, duties=(DUTY_ENDING,)),
    ended=(DUTY_OVER,),
    proposed=(LINE,),
    duty_id=e.example_id(203),
    form=Form(typed(from_on="2026-03-10")),
    organisations=PLACES,
    places_of_roles=GIVEN_HERE,
    may_propose=True,
    may_see_account=True,
)
PERSON_WITHOUT_DUTY = replace(PERSON, person=replace(TEACHER, duties=()), ended=())
END_DUTY = EndDutyPage(person=TEACHER, duty=DUTY, form=Form(typed(ended_on="2026-03-10")))

SIGN_IN = SignInPage()
SIGN_IN_REFUSED = SignInPage(form=Form(typed(login="laoshi", password="geheim")), refused=True)
SIGN_IN_LOCKED = SignInPage(form=Form(typed(login="laoshi")), wait_minutes=12)
RECEIPT = ReceiptPage(
    child=CHILD,
    saved=Saved.VISIT,
    receipt="1284-7f3a9c02",
    recorded_at=e.NOW,
    outcome=Outcome.DONE,
    next_due=due(59),
)
FILE_RECEIPT = ReceiptPage(
    child=CHILD, saved=Saved.FILE, receipt="1290-00aa17c4", recorded_at=e.NOW, may_pair=True
)
CONFLICT = ConflictPage(child=CHILD, saved=Saved.VISIT, receipt="1285-11b2c3d4")
ERRORS = {
    f"error-{status}": ErrorPage(status=status)
    for status in (400, 401, 403, 404, 405, 409, 413, 422, 429, 500)
}
WAITING = ErrorPage(status=503, retry_seconds=2)
LATE = {"at_most": 480}
REFUSED = ErrorPage(status=409, code="minutes_out_of_range", parameters=LATE, was_form=True)
FAULT = ErrorPage(status=500, number="0123456789ab")
NOT_BEGUN = ErrorPage(status=403, code="duty_awaits_approval")
WELCOME = WelcomePage(name="示例老师")
