"""Who may do what: one table of request and standing, denying by default."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from domain.errors import NotPermitted


class Request(StrEnum):
    """What a person can ask for.

    READ_CHILD_WORDS is a child's own words and the notes of talks; READ_CARERS the names and
    telephones of those who look after the child; READ_IDENTITY numbers and addresses.
    """

    REGISTER_ORGANISATION = "register_organisation"
    REGISTER_PERSON = "register_person"
    ASSIGN_DUTY = "assign_duty"
    END_DUTY = "end_duty"
    REGISTER_CHILD = "register_child"
    OPEN_CARE_FILE = "open_care_file"
    RECORD_CARE_FACT = "record_care_fact"
    ASSESS_CARE_LEVEL = "assess_care_level"
    PAIR_MENTOR = "pair_mentor"
    END_PAIRING = "end_pairing"
    LOG_CONTACT = "log_contact"
    CORRECT_CONTACT = "correct_contact"
    LIST_CHILDREN = "list_children"
    READ_CARE_FILE = "read_care_file"
    READ_IDENTITY = "read_identity"
    READ_CARERS = "read_carers"
    READ_HISTORY = "read_history"
    READ_CHILD_WORDS = "read_child_words"
    READ_STAFF = "read_staff"
    READ_READS = "read_reads"
    RAISE_CONCERN = "raise_concern"
    READ_OWN_CONCERN = "read_own_concern"
    LIST_CASES = "list_cases"
    READ_CASE = "read_case"
    TAKE_CONCERN = "take_concern"
    PASS_CONCERN_ON = "pass_concern_on"  # noqa: S105  a request, no password
    PROPOSE_REFERRAL = "propose_referral"
    ISSUE_REFERRAL = "issue_referral"
    ACKNOWLEDGE_REFERRAL = "acknowledge_referral"
    WITHDRAW_CONCERN = "withdraw_concern"
    IMPORT_ROSTER = "import_roster"


class Standing(StrEnum):
    """In what capacity a person asks: by a duty at the place concerned, or by a relation."""

    CLASS_TEACHER = "class_teacher"
    SCHOOL_LEADER = "school_leader"
    VILLAGE_DIRECTOR = "village_director"
    TOWNSHIP_SUPERVISOR = "township_supervisor"
    COUNTY_OFFICER = "county_officer"
    BUREAU_OFFICER = "bureau_officer"
    AUDITOR = "auditor"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    LEAD_MENTOR = "lead_mentor"
    MENTOR = "mentor"
    VOLUNTEER_MENTOR = "volunteer_mentor"
    MADE_THE_CONTACT = "made_the_contact"
    CRISIS_LEAD = "crisis_lead"
    HEALTH_VICE_PRINCIPAL = "health_vice_principal"
    COUNTY_DUTY_OFFICER = "county_duty_officer"
    HOSPITAL_LIAISON = "hospital_liaison"
    PSYCHOLOGY_TEACHER = "psychology_teacher"
    LAW_VICE_PRINCIPAL = "law_vice_principal"
    CIVIL_AFFAIRS_OFFICER = "civil_affairs_officer"
    EDUCATION_OFFICER = "education_officer"
    HEALTH_OFFICER = "health_officer"
    INSPECTOR = "inspector"
    PRIVACY_OFFICER = "privacy_officer"
    SECURITY_ADMINISTRATOR = "security_administrator"
    NEXT_IN_LINE = "next_in_line"
    RAISED_THE_CONCERN = "raised_the_concern"


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """The answer, why, and by which standing it is granted."""

    allowed: bool
    reason_code: str
    by: Standing | None = None


_ADMINISTRATION = frozenset(
    {Standing.COUNTY_OFFICER, Standing.BUREAU_OFFICER, Standing.SYSTEM_ADMINISTRATOR}
)
_ON_THE_SPOT = frozenset(
    {
        Standing.CLASS_TEACHER,
        Standing.SCHOOL_LEADER,
        Standing.VILLAGE_DIRECTOR,
        Standing.TOWNSHIP_SUPERVISOR,
    }
)
_ARRANGING = frozenset(
    {
        Standing.SCHOOL_LEADER,
        Standing.VILLAGE_DIRECTOR,
        Standing.TOWNSHIP_SUPERVISOR,
        Standing.COUNTY_OFFICER,
    }
)
_IN_DUTY = _ON_THE_SPOT | {Standing.COUNTY_OFFICER}
_MENTORS = frozenset({Standing.LEAD_MENTOR, Standing.MENTOR})
_ALL_MENTORS = _MENTORS | {Standing.VOLUNTEER_MENTOR}

_DECIDING = frozenset({Standing.CRISIS_LEAD, Standing.COUNTY_DUTY_OFFICER, Standing.NEXT_IN_LINE})
_ANSWERING = _DECIDING | {Standing.HEALTH_VICE_PRINCIPAL}

TABLE: Mapping[Request, frozenset[Standing]] = MappingProxyType(
    {
        Request.REGISTER_ORGANISATION: _ADMINISTRATION,
        Request.REGISTER_PERSON: _ADMINISTRATION,
        Request.ASSIGN_DUTY: _ADMINISTRATION,
        Request.END_DUTY: _ADMINISTRATION,
        Request.REGISTER_CHILD: _ON_THE_SPOT,
        Request.OPEN_CARE_FILE: _ON_THE_SPOT,
        Request.RECORD_CARE_FACT: _ON_THE_SPOT | {Standing.LEAD_MENTOR},
        Request.ASSESS_CARE_LEVEL: _IN_DUTY,
        Request.PAIR_MENTOR: _ARRANGING,
        Request.END_PAIRING: _ARRANGING,
        Request.LOG_CONTACT: _ON_THE_SPOT | _ALL_MENTORS,
        Request.CORRECT_CONTACT: frozenset({Standing.LEAD_MENTOR, Standing.MADE_THE_CONTACT}),
        Request.LIST_CHILDREN: _IN_DUTY | _ALL_MENTORS,
        Request.READ_CARE_FILE: _IN_DUTY | _MENTORS,
        Request.READ_IDENTITY: _IN_DUTY,
        Request.READ_CARERS: _IN_DUTY | _MENTORS,
        Request.READ_HISTORY: _IN_DUTY | _MENTORS,
        Request.READ_CHILD_WORDS: frozenset({Standing.LEAD_MENTOR}),
        Request.READ_STAFF: _ARRANGING | _ADMINISTRATION | {Standing.AUDITOR},
        Request.READ_READS: frozenset(
            {
                Standing.SCHOOL_LEADER,
                Standing.TOWNSHIP_SUPERVISOR,
                Standing.COUNTY_OFFICER,
                Standing.AUDITOR,
            }
        ),
        # A life may hang on it, so it is never asked who somebody is.
        Request.RAISE_CONCERN: frozenset(Standing),
        Request.READ_OWN_CONCERN: frozenset({Standing.RAISED_THE_CONCERN}),
        # A head of school or an officer is shown only what was brought to them.
        Request.LIST_CASES: _ANSWERING
        | {
            Standing.HOSPITAL_LIAISON,
            Standing.SCHOOL_LEADER,
            Standing.COUNTY_OFFICER,
            Standing.BUREAU_OFFICER,
        },
        Request.READ_CASE: _ANSWERING | {Standing.HOSPITAL_LIAISON},
        Request.TAKE_CONCERN: _ANSWERING,
        Request.PASS_CONCERN_ON: _ANSWERING,
        Request.PROPOSE_REFERRAL: _ANSWERING,
        # The health vice principal advises, and decides nothing.
        Request.ISSUE_REFERRAL: _DECIDING,
        Request.ACKNOWLEDGE_REFERRAL: frozenset({Standing.HOSPITAL_LIAISON}),
        Request.WITHDRAW_CONCERN: _DECIDING,
        # A list holds children of a whole school, township or county.
        Request.IMPORT_ROSTER: frozenset(
            {Standing.SCHOOL_LEADER, Standing.TOWNSHIP_SUPERVISOR, Standing.COUNTY_OFFICER}
        ),
    }
)
"""Whoever is not named is refused. Administrators and auditors see nothing of a case; a volunteer
sees the list of own children and logs, never identity, carers or history (minimum authorisation:
未成年人网络保护条例 §36).
A class teacher or mentor sees nothing of a worry but, of one that they raised, that somebody has
it; a hospital sees a case when it was referred to that hospital."""

OPEN_TO_ALL = frozenset({Request.RAISE_CONCERN})
"""What whoever is signed in may do, without any standing."""


def permit(request: Request, standings: Set[Standing]) -> Permission:
    """Answer whether somebody of these standings may have the request; deny by default."""
    granting = TABLE.get(request, frozenset())
    by = next((each for each in Standing if each in standings and each in granting), None)
    if by is not None:
        return Permission(allowed=True, reason_code="permitted", by=by)
    if request in OPEN_TO_ALL:
        return Permission(allowed=True, reason_code="open_to_all")
    return Permission(
        allowed=False, reason_code="standing_not_enough" if standings else "no_standing"
    )


def require(request: Request, standings: Set[Standing]) -> Standing:
    """Return the standing by which the request is granted.

    Raises: NotPermitted with the reason and the request.
    """
    permission = permit(request, standings)
    if permission.by is None:
        raise NotPermitted(permission.reason_code, request=request)
    return permission.by
