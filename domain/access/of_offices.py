"""Rows of the table about organisations, people, what was read, and the table itself."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from domain.access.requests import Request, Standing
from domain.access.rows import ADMINISTRATION, ARRANGING, Row, reading, writing
from domain.shared import Purpose

# They see who holds which duty, never what is done with it for a child.
_WATCHING = frozenset({Standing.AUDITOR, Standing.PRIVACY_OFFICER, Standing.SECURITY_ADMINISTRATOR})
_ASKING_BACK = frozenset({Standing.AUDITOR, Standing.PRIVACY_OFFICER})

_PROPOSING = ADMINISTRATION | {Standing.SCHOOL_LEADER, Standing.TOWNSHIP_SUPERVISOR}
_APPROVING = frozenset(
    {Standing.SECURITY_ADMINISTRATOR, Standing.COUNTY_OFFICER, Standing.BUREAU_OFFICER}
)
# None of those who may invite: whoever holds the code in the hand does not vouch for its use.
_VOUCHING = frozenset(
    {
        Standing.SCHOOL_LEADER,
        Standing.TOWNSHIP_SUPERVISOR,
        Standing.COUNTY_OFFICER,
        Standing.BUREAU_OFFICER,
        Standing.AUDITOR,
    }
)
_ADVISING = frozenset({Standing.HEALTH_VICE_PRINCIPAL})
_APPOINTING = frozenset(
    {
        Standing.SCHOOL_LEADER,
        Standing.COUNTY_OFFICER,
        Standing.BUREAU_OFFICER,
        Standing.EDUCATION_OFFICER,
        Standing.HEALTH_OFFICER,
    }
)
_HEADS = frozenset(
    {
        Standing.SCHOOL_LEADER,
        Standing.TOWNSHIP_SUPERVISOR,
        Standing.COUNTY_OFFICER,
        Standing.BUREAU_OFFICER,
        Standing.HOSPITAL_LIAISON,
    }
)
_ON_CALL = frozenset(
    {
        *(Standing.CRISIS_LEAD, Standing.PSYCHOLOGY_TEACHER, Standing.COUNTY_DUTY_OFFICER),
        *(Standing.CIVIL_AFFAIRS_OFFICER, Standing.HEALTH_OFFICER),
    }
)
_OVERSEEING = frozenset(
    {
        Standing.HEALTH_VICE_PRINCIPAL,
        Standing.EDUCATION_OFFICER,
        Standing.HEALTH_OFFICER,
        Standing.AUDITOR,
    }
)
_OF_THE_CITY = frozenset({Standing.BUREAU_OFFICER})
_BY_THE_RULES = _OF_THE_CITY | {
    *(Standing.COUNTY_OFFICER, Standing.COUNTY_DUTY_OFFICER),
    *(Standing.CIVIL_AFFAIRS_OFFICER, Standing.EDUCATION_OFFICER, Standing.HEALTH_OFFICER),
    *(Standing.INSPECTOR, Standing.AUDITOR, Standing.PRIVACY_OFFICER),
}
_ACCOUNTS = frozenset({Standing.SYSTEM_ADMINISTRATOR, Standing.SECURITY_ADMINISTRATOR})

OF_OFFICES: Mapping[Request, Row] = MappingProxyType(
    {
        Request.REGISTER_ORGANISATION: writing(ADMINISTRATION),
        Request.REGISTER_PERSON: writing(ADMINISTRATION),
        Request.PROPOSE_DUTY: writing(_PROPOSING),
        # Whoever gives a role shows that it is they, and not somebody at their open browser.
        Request.APPROVE_DUTY: writing(_APPROVING).after_fresh_factor(),
        # Taking away needs one person alone: nobody sees more by it.
        Request.END_DUTY: writing(_PROPOSING | _APPROVING),
        # Somebody is let in after a call back there: as a duty, it needs two.
        Request.PROPOSE_TELEPHONE: writing(_PROPOSING),
        Request.CONFIRM_TELEPHONE: writing(_APPROVING).after_fresh_factor(),
        # Only whoever did it says what was done: no head writes the log of another.
        Request.LOG_HEALTH_DUTY: writing(_ADVISING),
        # A pupil's name comes out of it also where the post is empty: the rule lets offices take
        # back nothing else.
        Request.VOID_HEALTH_DUTY: writing(
            _ADVISING | {Standing.COUNTY_OFFICER, Standing.BUREAU_OFFICER, Standing.HEALTH_OFFICER}
        ),
        # Education appoints, on the word of the health side: both see who is there and what is
        # done. No child is in it.
        Request.READ_HEALTH_DUTIES: reading(_ADVISING | _APPOINTING),
        # Whoever answers for a place says who is on call there; a hospital has nobody above its
        # liaisons here.
        Request.PUBLISH_DUTY_ROSTER: writing(_HEADS),
        Request.READ_DUTY_ROSTER: reading(_HEADS | _ON_CALL | _OVERSEEING),
        Request.TRY_TELEPHONE: writing(_HEADS | _ON_CALL),
        # An education officer has schools and pairing for a task: who works there, and no more.
        Request.READ_STAFF: reading(
            ARRANGING | ADMINISTRATION | _WATCHING | {Standing.EDUCATION_OFFICER}
        ),
        # That a child was looked at, by whom and why: nothing that stands in the record.
        Request.READ_READS: reading(
            frozenset(
                {
                    Standing.SCHOOL_LEADER,
                    Standing.TOWNSHIP_SUPERVISOR,
                    Standing.COUNTY_OFFICER,
                    Standing.AUDITOR,
                    Standing.PRIVACY_OFFICER,
                }
            ),
            purposes=frozenset({Purpose.SUPERVISION, Purpose.AUDIT, Purpose.RIGHTS}),
        ),
        # Who looked at how many, of all children; these stay numbers.
        Request.WATCH_READS: reading(_ASKING_BACK, purposes=frozenset({Purpose.AUDIT})),
        # The rule lets nobody answer but whoever is asked.
        Request.ANSWER_QUESTION: replace(writing(frozenset()), is_open_to_all=True),
        Request.SETTLE_QUESTION: writing(_ASKING_BACK),
        Request.READ_PERMISSIONS: reading(
            _WATCHING | {Standing.INSPECTOR, Standing.SYSTEM_ADMINISTRATOR, Standing.BUREAU_OFFICER}
        ),
        Request.READ_ACCOUNTS: reading(_ACCOUNTS),
        Request.INVITE_PERSON: writing(_ACCOUNTS).after_fresh_factor(),
        Request.CONFIRM_FIRST_SIGN_IN: writing(_VOUCHING).after_fresh_factor(),
        # Whoever employs people does not hold what they sign in with in the hand.
        Request.MANAGE_ACCOUNTS: writing(
            frozenset({Standing.SECURITY_ADMINISTRATOR})
        ).after_fresh_factor(),
        Request.MANAGE_API_TOKENS: writing(
            frozenset({Standing.SECURITY_ADMINISTRATOR})
        ).after_fresh_factor(),
        # Somebody is awake and named at night in every county.
        Request.GIVE_NIGHT_RECOVERY: writing(
            frozenset({Standing.COUNTY_DUTY_OFFICER, Standing.SECURITY_ADMINISTRATOR})
        ).after_fresh_factor(),
        Request.REVIEW_NIGHT_RECOVERIES: writing(frozenset({Standing.SECURITY_ADMINISTRATOR})),
        # Whoever could have caused them by the system's own means does not watch them, too.
        Request.READ_SECURITY_EVENTS: reading(
            frozenset({Standing.SECURITY_ADMINISTRATOR, Standing.AUDITOR})
        ),
        # That something did not go out, and when: neither to whom nor about whom.
        Request.MANAGE_CHANNELS: writing(_ACCOUNTS),
        # No child is in them. Whoever answers for what is done by them sees by which it is done.
        Request.READ_RULES: reading(_BY_THE_RULES),
        # The city's alone: no county has numbers of its own.
        Request.PROPOSE_RULES: writing(_OF_THE_CITY),
        Request.APPROVE_RULES: writing(_OF_THE_CITY).after_fresh_factor(),
    }
)
