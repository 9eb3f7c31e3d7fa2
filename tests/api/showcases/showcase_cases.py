"""Example values for one case at each stage, with every fact there is in its timeline."""

from dataclasses import replace
from datetime import date

from api.view_models.crisis.cases import CaseActions, CaseEntry, CaseHead, CasePage, ToldLine, Worry
from api.view_models.crisis.hospital_lines import ReferralLines
from api.view_models.forms import FieldError, Form
from application.crisis.cases.brought import OpenedBy
from application.crisis.desk.stages import CaseStage
from domain.alerts.facts import Addressee, ConcernAlerted
from domain.codelists import ConsentMeans
from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernPassedOn,
    ConcernRaised,
    ConcernTaken,
    ConcernWithdrawn,
    ConsentRecorded,
    Involved,
    MayTellGuardian,
    PupilNamed,
    ReferralAcknowledged,
    ReferralIssued,
    ReferralProposed,
    Sign,
    Situation,
    WithdrawalReason,
)
from domain.referrals.family.consent_facts import PupilWish
from domain.referrals.hospital.hospital_facts import Basis
from domain.shared import ConsentId, OrganisationId, PassId, PersonId
from domain.staff.facts import Role
from tests import examples as e
from tests.api.showcases import showcase_involved
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.api.showcases.showcase_duty import HOSPITAL_NAME, ago, case_id

LEAD = PersonId(e.example_id(121))
HOSPITAL = OrganisationId(e.example_id(12))

HEAD = CaseHead(
    case_id=case_id(1),
    stage=CaseStage.UNTAKEN,
    situation=Situation.LIFE_IN_DANGER,
    raised=ago(6),
    pupil=e.CHILD_NAME,
    born_on=e.BORN_ON,
    places=("示例小学", "五(2)班", "示例村"),
)
WORRY = Worry(
    signs=(Sign.SPOKE_OF_DYING, Sign.SAID_FAREWELL, Sign.SLEEP_OR_APPETITE),
    heard="他在作文里写：我走了大家都轻松。" + MARKUP,
    noticed_at=ago(40).at,
    is_with_child=True,
    may_tell_guardian=MayTellGuardian.NOT_YET,
    involved=(Involved.CARER, Involved.SCHOOL_LEADER),
    involved_people=(LONG_NAME,),
    reporter="示例老师",
    reporter_role=Role.CLASS_TEACHER,
)
RAISED = ConcernRaised(
    case_id=case_id(1),
    child_id=e.CHILD,
    situation=Situation.LIFE_IN_DANGER,
    signs=WORRY.signs,
    heard=WORRY.heard,
    is_with_child=True,
    involved=WORRY.involved,
    involved_ids=(),
    may_tell_guardian=MayTellGuardian.NOT_YET,
)
CONSENT = ConsentRecorded(
    case_id=case_id(1),
    child_id=e.CHILD,
    consent_id=ConsentId(e.example_id(751)),
    hospital_id=HOSPITAL,
    relation_code="62",
    is_guardian=True,
    means=ConsentMeans.PHONE_TWO_STAFF,
    given_at=ago(3).at,
    not_suspected=False,
    wish=PupilWish.DOES_NOT_WANT,
)
ISSUED = ReferralIssued(
    case_id=case_id(1),
    child_id=e.CHILD,
    hospital_id=HOSPITAL,
    issued_by=LEAD,
    basis=Basis.CONSENT,
    consent_id=CONSENT.consent_id,
)
ALERTED = ConcernAlerted(
    case_id=case_id(1),
    child_id=e.CHILD,
    cause_id=e.example_id(752),
    place_id=e.SCHOOL,
    addressees=(Addressee(person_id=LEAD, role=Role.CRISIS_LEAD, organisation_id=e.SCHOOL),),
)
FACTS = (
    RAISED,
    ALERTED,
    replace(ALERTED, addressees=()),
    ConcernConflictKept(case_id=case_id(1), child_id=e.CHILD, kept=RAISED),
    PupilNamed(
        case_id=case_id(1),
        child_id=e.CHILD,
        name="示例小明",
        described_as="穿红衣服",
        with_conflict=True,
    ),
    ConcernTaken(case_id=case_id(1), child_id=e.CHILD, taken_by=LEAD),
    ConcernPassedOn(
        case_id=case_id(1),
        child_id=e.CHILD,
        pass_id=PassId(e.example_id(753)),
        passed_by=LEAD,
        passed_to=e.TEACHER,
        why="今天轮到对方值班。",
    ),
    ReferralProposed(
        case_id=case_id(1), child_id=e.CHILD, proposed_by=LEAD, why="连续三天不吃饭。"
    ),
    CONSENT,
    ISSUED,
    ReferralAcknowledged(
        case_id=case_id(1), child_id=e.CHILD, hospital_id=HOSPITAL, acknowledged_by=e.VOLUNTEER
    ),
    ConcernWithdrawn(
        case_id=case_id(1),
        child_id=e.CHILD,
        withdrawn_by=LEAD,
        reason=WithdrawalReason.WRONG_CHILD,
        why="说的是另一个班的同学。",
    ),
)


def entries(*facts: object) -> tuple[CaseEntry, ...]:
    """Facts as the timeline shows them, the latest first."""
    return tuple(
        CaseEntry(
            position=100 + number,
            kind=type(fact).__name__,
            learned_at=ago(len(facts) - number).at,
            who="" if isinstance(fact, ConcernAlerted) else "示例危机负责人",
            fact=fact,
        )
        for number, fact in reversed(list(enumerate(facts)))
    )


LEAD_TOLD = ToldLine(role=Role.CRISIS_LEAD, place="示例小学", name="示例危机负责人")
NAMES = {e.TEACHER: "示例老师", LEAD: "示例危机负责人", HOSPITAL: HOSPITAL_NAME}
CASE = CasePage(
    case=HEAD,
    taking_id=e.example_id(760),
    worry=WORRY,
    now=e.NOW,
    child_id=e.CHILD,
    told=(LEAD_TOLD,),
    reached=True,
    entries=entries(*FACTS[:2]),
    names=NAMES,
    actions=CaseActions(take=True, pass_on=True),
)
CASE_UNTOLD = replace(
    CASE,
    case=replace(
        HEAD, pupil=None, described_as="五年级，短发，背蓝书包", places=(), stage=CaseStage.UNTAKEN
    ),
    worry=Worry(),
    child_id=None,
    is_on_file=False,
    told=(),
    gaps=(ToldLine(role=Role.CRISIS_LEAD), ToldLine(role=Role.SCHOOL_LEADER)),
    reached=False,
    form=Form({}, (FieldError(field="", code="concern_already_taken"),)),
)
LATE = replace(WORRY, written_at=ago(90).at)
CASE_JUST_RAISED = replace(CASE, worry=LATE, told=(), reached=None, entries=entries(RAISED))
CASE_TAKEN = replace(
    CASE,
    case=replace(HEAD, stage=CaseStage.TAKEN, now=showcase_involved.NOW_REGISTERED),
    acts=showcase_involved.ACTS,
    owner="示例危机负责人",
    is_mine=True,
    told=(replace(LEAD_TOLD, role=Role.SCHOOL_LEADER),),
    gaps=(ToldLine(role=Role.CRISIS_LEAD, place="示例小学"),),
    entries=entries(*FACTS[:7]),
    actions=CaseActions(pass_on=True, propose=True, issue=True, withdraw=True),
)
OPEN_FOR_A_WEEK = OpenedBy(on=e.TODAY, until_on=date(2026, 3, 17))
CASE_OF_ANOTHER = replace(
    CASE_TAKEN, is_mine=False, actions=CaseActions(), opened_by=OPEN_FOR_A_WEEK
)
CASE_OF_SOMEBODY_AWAY = replace(
    CASE_OF_ANOTHER,
    actions=CaseActions(take=True),
    opened_by=replace(OPEN_FOR_A_WEEK, until_on=None),
)
CASE_PROPOSED = replace(
    CASE_TAKEN,
    case=replace(HEAD, stage=CaseStage.PROPOSED),
    entries=entries(*FACTS[:8]),
    actions=CaseActions(pass_on=True, issue=True, withdraw=True),
)
CASE_ADVISED = replace(CASE_PROPOSED, actions=CaseActions(pass_on=True))
REFERRAL = ReferralLines(
    issued=ISSUED, hospital=HOSPITAL_NAME, consent=CONSENT, consent_giver="示例奶奶"
)
CASE_ISSUED = replace(
    CASE_TAKEN,
    case=replace(HEAD, stage=CaseStage.ISSUED),
    referral=REFERRAL,
    entries=entries(*FACTS[:10]),
    actions=CaseActions(pass_on=True, withdraw=True, letter=True),
)
CASE_AT_HOSPITAL = replace(
    CASE_ISSUED,
    case=replace(HEAD, stage=CaseStage.ISSUED, born_on=None, now=showcase_involved.FOR_HOSPITAL),
    acts=None,
    is_mine=False,
    for_hospital=True,
    child_id=None,
    told=(),
    gaps=(),
    worry=replace(WORRY, involved=(), involved_people=(), reporter=None, reporter_role=None),
    referral=ReferralLines(
        issued=replace(ISSUED, basis=Basis.EMERGENCY, consent_id=None, danger="站在楼顶不肯下来。"),
        hospital=HOSPITAL_NAME,
    ),
    entries=entries(*FACTS[8:10]),
    actions=CaseActions(acknowledge=True),
)
CASE_RECEIVED = replace(
    CASE_ISSUED,
    case=replace(HEAD, stage=CaseStage.ACKNOWLEDGED),
    acts=showcase_involved.NONE_SINCE,
    referral=replace(REFERRAL, acknowledged_by="示例联络员"),
    entries=entries(*FACTS[:11]),
    actions=CaseActions(),
)
CASE_WITHDRAWN = replace(
    CASE_TAKEN,
    case=replace(HEAD, stage=CaseStage.WITHDRAWN, now=showcase_involved.REGISTERED_SINCE),
    is_damaged=True,
    entries=entries(*FACTS),
    actions=CaseActions(),
)
