"""The frames in which example pages are drawn: signed out, in duty, noticed, asked to decide."""

from dataclasses import replace

from api.view_models.shell import (
    Alerts,
    BreachesWaiting,
    Destination,
    DutyLabel,
    GrantsWaiting,
    Mode,
    Shell,
    SignedIn,
)
from application.privacy.due_rows import RightsWaiting
from application.proposed_numbers import NumberKind
from domain.staff.facts import Role
from tests import examples as e
from tests.api.showcases import showcase

OUTSIDE = Shell(path="/sign-in", today=e.TODAY, mode=Mode.PREVIEW)
COPIED = replace(OUTSIDE, path="/worry", writer="00112233445566778899aabbccddeeff")
"""Whose the forms are that a telephone keeps, and no more of them."""
INSIDE = Shell(
    path="/desk",
    today=e.TODAY,
    mode=Mode.DEMO,
    signed_in=SignedIn(
        name="示例老师",
        duties=(DutyLabel(role=Role.CLASS_TEACHER, organisation="示例小学五(2)班"),),
    ),
    destinations=tuple(Destination),
    offers_worry=True,
    leads_to_grants=True,
)
NOTICED = replace(
    INSIDE,
    mode=Mode.PREVIEW,
    behind=12,
    quarantined=1,
    questions=2,
    reports_waiting=1,
    approvals=2,
    nights=1,
    first_sign_ins=2,
    numbers=frozenset(NumberKind),
    nights_overdue=1,
    answers=1,
    refused_often=1,
    risk_notices=1,
    refusals=1,
)
ON_DUTY = replace(
    INSIDE,
    path="/duty",
    signed_in=SignedIn(
        name="示例危机负责人",
        duties=(DutyLabel(role=Role.CRISIS_LEAD, organisation="示例小学"),),
    ),
    alerts=Alerts(person_id=e.TEACHER, untaken=3),
)
AT_EASE = replace(ON_DUTY, alerts=Alerts(person_id=e.TEACHER))
ASKED = replace(
    INSIDE, path="/access", grants=GrantsWaiting(to_decide=2, to_review=1, still_open=1, overdue=1)
)
BREACHED = replace(
    INSIDE,
    path="/access",
    breaches=BreachesWaiting(to_tell=2, overdue=1, to_end=1, families=12, hours=3, minutes=29),
    families_left=2,
    rights=RightsWaiting(to_answer=4, to_verify=2, overdue=1, due_on=e.TODAY, verify_by_on=e.TODAY),
)
WITHOUT_LIST = replace(
    INSIDE, destinations=(), breaches=BreachesWaiting(overdue=2, may_handle=False)
)
UNASSIGNED = replace(INSIDE, signed_in=SignedIn(name=showcase.LONG_NAME), destinations=())
