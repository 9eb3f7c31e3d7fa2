"""One case, and the pages by which it moves on: passed on, proposed, referred, withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.clocks import ClockLine
from api.view_models.crisis.crisis import CrisisLines
from api.view_models.crisis.duty import LOUD, Elapsed, case_number
from api.view_models.crisis.family_lines import FamilyLines
from api.view_models.crisis.further_lines import FurtherLine
from api.view_models.crisis.hospital_lines import HospitalLines, ReferralLines
from api.view_models.crisis.pause_lines import PauseLines
from api.view_models.crisis.return_lines import ReturnLines
from api.view_models.crisis.risk_notices import TeacherLines
from api.view_models.forms import Form
from application.crisis.cases.brought import OpenedBy
from application.crisis.desk.stages import CaseStage
from domain.referrals.facts import Involved, MayTellGuardian, Sign, Situation
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import CaseId, ChildId
from domain.staff.facts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class NowRegistered:
    """As what a child is registered now, unlike when the worry was raised; who may be untold.

    `was_on_file` is false where there was no file then.
    """

    name: str
    at: datetime
    was_on_file: bool
    born_on: date | None = None
    who: str | None = None
    proposed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """What stands at the top of every page about a case; `pupil` None = the name is not known.

    `pupil` and `born_on` are as they stood when the worry was raised.
    """

    case_id: CaseId
    stage: CaseStage
    situation: Situation
    raised: Elapsed
    pupil: str | None
    born_on: date | None = None
    now: NowRegistered | None = None
    described_as: str | None = None
    places: tuple[str, ...] = ()
    level: CrisisLevel | None = None

    @property
    def number(self) -> str:
        """Return the number by which the case is spoken of."""
        return case_number(self.case_id)

    @property
    def is_loud(self) -> bool:
        """Return whether the situation may be red: where nothing was found it warns no more."""
        return self.situation in LOUD and self.stage is not CaseStage.RESTORED


@dataclass(frozen=True, slots=True, kw_only=True)
class Worry:
    """What was seen, and by whom. Empty `involved`: nobody named, or not for this person.

    `written_at` is by the clock of the telephone on which it waited for a network.
    """

    signs: tuple[Sign, ...] = ()
    heard: str | None = None
    noticed_at: datetime | None = None
    is_with_child: bool = False
    may_tell_guardian: MayTellGuardian = MayTellGuardian.UNKNOWN
    involved: tuple[Involved, ...] = ()
    involved_people: tuple[str, ...] = ()
    reporter: str | None = None
    reporter_role: Role | None = None
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """Somebody who was told, and in which post; or a post in which nobody could be."""

    role: Role
    place: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEntry:
    """One fact of the case; `kind` is the name of its class.

    `by_link` tells that it was said by the link of a message, by whoever held it.
    """

    position: int
    kind: str
    learned_at: datetime
    who: str
    fact: object
    role: Role | None = None
    by_link: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """A fact of the child's file by somebody kept out of the case; `kind` names its class."""

    kind: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """What those kept out of the case did to the file since the worry, the newest first."""

    lines: tuple[ActLine, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseActions:
    """What the person may do with the case as it stands now."""

    take: bool = False
    pass_on: bool = False
    propose: bool = False
    issue: bool = False
    acknowledge: bool = False
    decline: bool = False
    arrange: bool = False
    tell: bool = False
    follow_up: bool = False
    close: bool = False
    leave: bool = False
    ask_return: bool = False
    appeal_return: bool = False
    review_return: bool = False
    withdraw: bool = False
    redirect: bool = False
    identify: bool = False
    join: bool = False
    decide: bool = False
    letter: bool = False
    name_liaison: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """One case. `reached` None = it is being found out who must be told; False = nobody could be.

    `acts` None = nobody is kept out, or not for this person. `joined_to` is the case it belongs to.
    `teachers` None = not red, or not for this person. `child_id` None = no care file to open.
    `form` holds what went wrong with a button; `before_panel` is what has to happen before a
    panel decides; `opened_by` None = by a post; `is_wordless` = others' words are kept from them.
    Hidden: taking_id, so that a press that comes again takes nothing back; seen, what it shows.
    """

    template: ClassVar[str] = "case.html"
    case: CaseHead
    worry: Worry
    now: datetime
    taking_id: UUID
    seen: int = 0
    further: tuple[FurtherLine, ...] = ()
    joined_to: CaseId | None = None
    before_panel: str | None = None
    opened_by: OpenedBy | None = None
    is_wordless: bool = False
    owner: str | None = None
    is_mine: bool = False
    for_hospital: bool = False
    child_id: ChildId | None = None
    is_on_file: bool = True
    is_damaged: bool = False
    acts: Acts | None = None
    told: tuple[ToldLine, ...] = ()
    gaps: tuple[ToldLine, ...] = ()
    teachers: TeacherLines | None = None
    reached: bool | None = None
    referral: ReferralLines | None = None
    hospital: HospitalLines = field(default_factory=HospitalLines)
    entries: tuple[CaseEntry, ...] = ()
    names: Mapping[UUID, str] = field(default_factory=dict)
    actions: CaseActions = CaseActions()
    crisis: CrisisLines = field(default_factory=CrisisLines)
    clocks: tuple[ClockLine, ...] = ()
    clocks_are_damaged: bool = False
    pauses: PauseLines = field(default_factory=PauseLines)
    family: FamilyLines = field(default_factory=FamilyLines)
    returning: ReturnLines = field(default_factory=ReturnLines)
    form: Form = field(default_factory=Form)

    def named(self, subject_id: UUID) -> str:
        """Return the name of a person or organisation, empty when it is not known."""
        return self.names.get(subject_id, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerer:
    """Somebody to whom a case can be passed on, with the posts held."""

    value: str
    name: str
    posts: tuple[ToldLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOnPage:
    """Fields: to_id, why; hidden pass_id."""

    template: ClassVar[str] = "hand_on.html"
    case: CaseHead
    now: datetime
    pass_id: UUID
    form: Form
    people: tuple[Answerer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposePage:
    """Fields: why."""

    template: ClassVar[str] = "propose.html"
    case: CaseHead
    now: datetime
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPage:
    """Fields: withdrawal_reason, why; `further` is how many other reports of the child end with
    the case."""

    template: ClassVar[str] = "withdraw.html"
    case: CaseHead
    now: datetime
    form: Form
    further: int = 0
