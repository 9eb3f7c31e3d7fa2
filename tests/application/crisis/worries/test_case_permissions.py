"""Each person at work tries each request about a worry that was referred, row by row."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from application.crisis.desk.duty_desk import duty_desk
from application.crisis.hospital.referring import acknowledge_referral, propose_referral
from application.crisis.reading.case_reading import case
from application.crisis.worries.own_concerns import own_concern
from application.crisis.worries.referrals import (
    pass_concern_on,
    people_who_may_answer,
    raise_concern,
    take_concern,
    withdraw_concern,
)
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.referrals.facts import WithdrawalReason
from domain.referrals.hospital.sending import AcknowledgeReferral, ProposeReferral
from domain.referrals.state import PassConcernOn, TakeConcern, WithdrawConcern
from domain.shared import CaseId, PassId, PersonId, TakingId
from tests import examples as given
from tests.application.at_hospital import appointed, declined, fed_back
from tests.application.casework import (
    CASE,
    REPORTER,
    WORRY,
    asked,
    issued,
    look_id,
    referred,
    reopen_casework,
)
from tests.application.families import FAMILY_REQUESTS
from tests.application.levels import LEVEL_REQUESTS
from tests.application.panels import decided
from tests.application.pauses import PAUSE_REQUESTS
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, LIAISON
from tests.engines import FoundedLedger
from tests.office import ADMINISTRATOR, AUDITOR, DIRECTOR, LEADER, OFFICER, Office, acting

Ask = Callable[[Office, PersonId], object]

PEOPLE: dict[str, PersonId] = {
    "class teacher, lead mentor": given.TEACHER,
    "school leader": LEADER,
    "village director": DIRECTOR,
    "township supervisor": given.SUPERVISOR,
    "county officer": OFFICER,
    "administrator": ADMINISTRATOR,
    "auditor": AUDITOR,
    "volunteer": given.VOLUNTEER,
    "reporter": REPORTER,
    "crisis lead": CRISIS_LEAD,
    "health vice principal": ADVISER,
    "county duty officer": DUTY_OFFICER,
    "hospital liaison": LIAISON,
}

# + allowed (a rule may refuse it all the same), - not permitted, 0 there is no such case for this
# person; columns in PEOPLE's order.
TABLE = """
raise a worry            + + + + + + + + + + + + +
see the health desk      - + - + + - - - - + + + +
see how an own one is    0 0 0 0 0 0 0 0 + - - - -
read the case            0 0 0 0 0 0 0 0 - + + + +
take the case            0 0 0 0 0 0 0 0 - + + + -
see who may answer       0 0 0 0 0 0 0 0 - + + + -
pass the case on         0 0 0 0 0 0 0 0 - + + + -
propose a referral       0 0 0 0 0 0 0 0 - + + + -
assess the crisis        0 0 0 0 0 0 0 0 - + + + -
propose a lower level    0 0 0 0 0 0 0 0 - + + + -
agree to a lower level   0 0 0 0 0 0 0 0 - + - + -
decline a lower level    0 0 0 0 0 0 0 0 - + + + -
propose a pause          0 0 0 0 0 0 0 0 - + + + -
agree to a pause         0 0 0 0 0 0 0 0 - + - + -
decline a pause          0 0 0 0 0 0 0 0 - + + + -
end a pause              0 0 0 0 0 0 0 0 - + + + -
record a panel           0 0 0 0 0 0 0 0 - + - + -
tell the family          0 0 0 0 0 0 0 0 - + + + -
withhold it from them    0 0 0 0 0 0 0 0 - + - + -
say who is with it       0 0 0 0 0 0 0 0 - + + + -
issue the referral       0 0 0 0 0 0 0 0 - + - + -
receive the referral     0 0 0 0 0 0 0 0 - - - - +
appoint the child        0 0 0 0 0 0 0 0 - - - - +
tell the school          0 0 0 0 0 0 0 0 - - - - +
withdraw the worry       0 0 0 0 0 0 0 0 - + - + -
decline the referral     0 0 0 0 0 0 0 0 - - - - +
"""

REQUESTS: Mapping[str, Ask] = {
    "raise a worry": lambda office, by: raise_concern(
        office.ledger, acting(by), replace(WORRY, case_id=CaseId(look_id(by, 9))), given.NOW
    ),
    "see the health desk": lambda office, by: duty_desk(
        office.ledger, acting(by), given.NOW, read_id=look_id(by, 1)
    ),
    "see how an own one is": lambda office, by: own_concern(office.ledger, asked(by, 2)),
    "read the case": lambda office, by: case(office.ledger, asked(by, 3)),
    "take the case": lambda office, by: take_concern(
        office.ledger,
        acting(by),
        TakeConcern(case_id=CASE, taking_id=TakingId(look_id(by, 5))),
        given.NOW,
    ),
    "see who may answer": lambda office, by: people_who_may_answer(
        office.ledger, acting(by), CASE, given.NOW
    ),
    "pass the case on": lambda office, by: pass_concern_on(
        office.ledger,
        acting(by),
        PassConcernOn(case_id=CASE, pass_id=PassId(look_id(by, 4)), to_id=by, why="示例"),
        given.NOW,
    ),
    "propose a referral": lambda office, by: propose_referral(
        office.ledger, acting(by), ProposeReferral(case_id=CASE, why="示例"), given.NOW
    ),
    **LEVEL_REQUESTS,
    **PAUSE_REQUESTS,
    "record a panel": lambda office, by: decided(office, by=by),
    **FAMILY_REQUESTS,
    "issue the referral": lambda office, by: issued(office, by=by),
    "receive the referral": lambda office, by: acknowledge_referral(
        office.ledger, acting(by), AcknowledgeReferral(case_id=CASE), given.NOW
    ),
    "appoint the child": lambda office, by: appointed(office, by=by),
    "tell the school": lambda office, by: fed_back(office, by=by),
    "withdraw the worry": lambda office, by: withdraw_concern(
        office.ledger,
        acting(by),
        WithdrawConcern(case_id=CASE, reason=WithdrawalReason.RESOLVED, why="示例"),
        given.NOW,
    ),
    "decline the referral": lambda office, by: declined(office, by=by),
}


def rows() -> dict[str, str]:
    lines = [line.rsplit(None, len(PEOPLE)) for line in TABLE.strip().splitlines()]
    return {request: "".join(marks) for request, *marks in lines}


def try_one(office: Office, request: str, person: PersonId) -> str:
    try:
        REQUESTS[request](office, person)
    except NotPermitted:
        return "-"
    except NotFound as refused:
        return {"case_not_found": "0", "level_drop_not_found": "+", "pause_not_found": "+"}.get(
            refused.code, refused.code
        )
    except RuleBroken:
        return "+"
    return "+"


def test_the_table_speaks_of_every_request() -> None:
    assert list(rows()) == list(REQUESTS)


def test_each_person_may_what_the_table_says_of_a_case_and_nothing_else(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    referred(office)
    found = {
        request: "".join(try_one(office, request, person) for person in PEOPLE.values())
        for request in REQUESTS
    }
    assert found == rows()
