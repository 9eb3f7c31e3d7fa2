"""Rows of the table about worries, the cases they become, and referrals."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.access.requests import Act, Request, Standing
from domain.access.rows import BY_GRANT, FOR_CRISIS, HEALTH, Row, reading, writing
from domain.shared import Purpose

_DECIDING = frozenset({Standing.CRISIS_LEAD, Standing.COUNTY_DUTY_OFFICER, Standing.NEXT_IN_LINE})
# Whoever counsels may not diagnose or treat, and so advises that a hospital should
# (精神卫生法 §23); the health vice principal advises, too. Neither decides.
_ANSWERING = _DECIDING | {Standing.HEALTH_VICE_PRINCIPAL, Standing.PSYCHOLOGY_TEACHER}
# The health vice principal advises and decides nothing.
_CONFIRMING = _DECIDING | {Standing.PSYCHOLOGY_TEACHER}
_CLASS_TEACHER = frozenset({Standing.CLASS_TEACHER})
_HOSPITAL = frozenset({Standing.HOSPITAL_LIAISON})
_HEALTH_OFFICE = frozenset({Standing.HEALTH_OFFICER})
# Who answers for a child of no school besides the county: of a child at a school they see nothing.
_OFFICES = _HEALTH_OFFICE | {Standing.TOWNSHIP_SUPERVISOR, Standing.CIVIL_AFFAIRS_OFFICER}
# A head of school or an officer is shown only what was brought to them.
_BROUGHT = _OFFICES | {
    *(Standing.SCHOOL_LEADER, Standing.COUNTY_OFFICER, Standing.BUREAU_OFFICER),
}

_TOLD_OF_REFUSALS = frozenset(
    {
        *(Standing.TOWNSHIP_SUPERVISOR, Standing.CIVIL_AFFAIRS_OFFICER),
        *(Standing.COUNTY_DUTY_OFFICER, Standing.COUNTY_OFFICER, Standing.BUREAU_OFFICER),
    }
)

# For a grant: to see how a case was handled, or to answer what a family asks of its own data.
_LOOKING_BACK = FOR_CRISIS | {Purpose.SUPERVISION, Purpose.AUDIT, Purpose.RIGHTS}

OF_CASES: Mapping[Request, Row] = MappingProxyType(
    {
        # A life may hang on it, so it is never asked who somebody is.
        Request.RAISE_CONCERN: Row(
            by=frozenset(),
            act=Act.WRITE,
            opens=HEALTH,
            purposes=FOR_CRISIS,
            is_open_to_all=True,
            despite_recusal=True,
        ),
        # That somebody has it is told to whoever raised it, also if they may be involved.
        Request.READ_OWN_CONCERN: Row(
            by=frozenset({Standing.RAISED_THE_CONCERN}),
            act=Act.READ,
            opens=HEALTH,
            purposes=FOR_CRISIS,
            despite_recusal=True,
        ),
        Request.LIST_CASES: reading(_ANSWERING | _HOSPITAL | _BROUGHT, HEALTH, FOR_CRISIS),
        # Where a referral stands and how long it has waited: nothing of why (精神卫生法 §23).
        Request.LIST_REFERRALS: reading(_HEALTH_OFFICE, HEALTH, FOR_CRISIS),
        # Numbers of which none is small: nothing of a child.
        Request.COUNT_COUNTY: reading(frozenset({Standing.EDUCATION_OFFICER}) | _HEALTH_OFFICE),
        # For a purpose that they state and that is recorded: number, school, level and step, and no
        # name (精神卫生法 §4).
        Request.LIST_COUNTY_CASES: reading(
            _HEALTH_OFFICE | {Standing.EDUCATION_OFFICER, Standing.COUNTY_OFFICER},
            HEALTH,
            FOR_CRISIS | {Purpose.SUPERVISION},
        ),
        # A law vice principal sees a case when it was opened to them, as other offices do.
        Request.READ_CASE: reading(_ANSWERING | _HOSPITAL | BY_GRANT, HEALTH, _LOOKING_BACK),
        # The danger and what to do (教基一厅函〔2015〕36号), and nothing else of the case.
        Request.READ_RISK_NOTICE: reading(_CLASS_TEACHER, HEALTH, FOR_CRISIS),
        Request.ANSWER_RISK_NOTICE: writing(_CLASS_TEACHER, HEALTH, FOR_CRISIS),
        # That a family refuses help for a child in danger, which child and whom to call: no case.
        Request.READ_REFUSAL_NOTICE: reading(_TOLD_OF_REFUSALS, HEALTH, FOR_CRISIS),
        Request.TAKE_CONCERN: writing(_ANSWERING, HEALTH, FOR_CRISIS),
        Request.PASS_CONCERN_ON: writing(_ANSWERING, HEALTH, FOR_CRISIS),
        # A level may rise by whoever is there: it waits for no expert, and diagnoses nothing.
        Request.ASSESS_CRISIS: writing(_ANSWERING, HEALTH, FOR_CRISIS),
        Request.CONFIRM_LEVEL_DROP: writing(_CONFIRMING, HEALTH, FOR_CRISIS),
        # Who advises may sit on a panel; what it decided is recorded by who decides.
        Request.DECIDE_IN_PANEL: writing(_DECIDING, HEALTH, FOR_CRISIS),
        # Whoever has the case says that a step can wait, and anybody that it can no more; that it
        # does is agreed on by who could lower the level, too.
        Request.PAUSE_STEP: writing(_ANSWERING, HEALTH, FOR_CRISIS),
        Request.AGREE_TO_PAUSE: writing(_CONFIRMING, HEALTH, FOR_CRISIS),
        # What was said to the family, and who is with the child, is said by whoever knows.
        Request.INFORM_GUARDIAN: writing(_ANSWERING, HEALTH, FOR_CRISIS),
        Request.WITHHOLD_NOTIFICATION: writing(_DECIDING, HEALTH, FOR_CRISIS),
        Request.ACCOMPANY_CHILD: writing(_ANSWERING, HEALTH, FOR_CRISIS),
        Request.PROPOSE_REFERRAL: writing(_ANSWERING, HEALTH, FOR_CRISIS),
        Request.ISSUE_REFERRAL: writing(_DECIDING, HEALTH, FOR_CRISIS),
        Request.ACKNOWLEDGE_REFERRAL: writing(_HOSPITAL, HEALTH, FOR_CRISIS),
        Request.DECLINE_REFERRAL: writing(_HOSPITAL, HEALTH, FOR_CRISIS),
        # When the child is seen, and whether it came; of what was found nothing is asked.
        Request.ARRANGE_VISIT: writing(_HOSPITAL, HEALTH, FOR_CRISIS),
        Request.GIVE_FEEDBACK: writing(_HOSPITAL, HEALTH, FOR_CRISIS),
        Request.FOLLOW_UP: writing(_ANSWERING, HEALTH, FOR_CRISIS),
        # A leave rests on what a guardian and the class agreed; who advises arranges none.
        Request.ARRANGE_LEAVE: writing(_CONFIRMING, HEALTH, FOR_CRISIS),
        Request.DECIDE_RETURN: writing(_DECIDING, HEALTH, FOR_CRISIS),
        # Two people end a case; who advises may neither propose nor agree.
        Request.CLOSE_CASE: writing(_CONFIRMING, HEALTH, FOR_CRISIS),
        Request.WITHDRAW_CONCERN: writing(_DECIDING, HEALTH, FOR_CRISIS),
        # That a report is another matter is said by whoever has the case.
        Request.PART_CONCERN: writing(_ANSWERING, HEALTH, FOR_CRISIS),
        # Which child is meant is said by whoever has the case, or raised the worry.
        Request.REDIRECT_CONCERN: writing(
            _ANSWERING | {Standing.RAISED_THE_CONCERN}, HEALTH, FOR_CRISIS
        ),
        # Who is called as the pupil was told, at the school of the case: no list to look through.
        Request.FIND_PUPIL: reading(_ANSWERING, HEALTH, FOR_CRISIS),
    }
)
"""Administrators and auditors see nothing of a case, and no grant opens one to them. A class
teacher or mentor sees nothing of a worry but, of one that they raised, that somebody has it; at a
red level the class teacher learns of the danger and what to do. A
hospital sees a case when it was referred to that hospital."""
