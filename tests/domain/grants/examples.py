"""The people and facts of access that these tests speak of."""

from dataclasses import replace
from datetime import date, timedelta

from domain.grants.facts import (
    AccessApproved,
    AccessReasonWritten,
    AccessRequested,
    GlassBreakCounted,
    GlassBroken,
    GlassReason,
    GrantsEvent,
)
from domain.grants.scope import OPENED_BY_GLASS
from domain.grants.state import NO_GRANTS, BreakGlass, GrantsState, RequestAccess, evolve
from domain.shared import Compartment, GrantId, PersonId, Purpose
from tests.examples import CHILD, NOW, example_id
from tests.spec import Spec

GRANTS: Spec[GrantsState, GrantsEvent] = Spec(evolve, NO_GRANTS)

DOCTOR, HEAD, OFFICER, KEEPER = (PersonId(example_id(number)) for number in (131, 132, 133, 134))
"""Who asks, the head of the child's school, an officer of the county, a privacy officer."""
GRANT, OTHER_GRANT, GLASS = (GrantId(example_id(number)) for number in (801, 802, 803))
UNTIL_ON = date(2026, 3, 31)

ASK = RequestAccess(
    child_id=CHILD,
    grant_id=GRANT,
    purpose=Purpose.SUPERVISION,
    compartments=(Compartment.CARE, Compartment.IDENTITY),
    until_on=UNTIL_ON,
    why=" 月底复核帮扶情况。 ",
)
REASON = AccessReasonWritten(
    child_id=CHILD, grant_id=GRANT, written_by=DOCTOR, why="月底复核帮扶情况。"
)
REQUESTED = AccessRequested(
    child_id=CHILD,
    grant_id=GRANT,
    person_id=DOCTOR,
    purpose=Purpose.SUPERVISION,
    compartments=(Compartment.IDENTITY, Compartment.CARE),
    until_on=UNTIL_ON,
)
HEALTH_REQUESTED = replace(REQUESTED, compartments=(Compartment.HEALTH,))
APPROVED = AccessApproved(
    child_id=CHILD,
    grant_id=GRANT,
    person_id=DOCTOR,
    approved_by=HEAD,
    purpose=Purpose.SUPERVISION,
    compartments=(Compartment.CARE,),
    until_on=UNTIL_ON,
)

BREAK = BreakGlass(
    child_id=CHILD, grant_id=GLASS, reason=GlassReason.CHILD_MISSING, why="放学后没有到家。"
)
IN_AN_HOUR = NOW + timedelta(minutes=60)
COUNTED = GlassBreakCounted(person_id=DOCTOR, grant_id=GLASS, until_at=IN_AN_HOUR)
GLASS_REASON = AccessReasonWritten(
    child_id=CHILD, grant_id=GLASS, written_by=DOCTOR, why="放学后没有到家。"
)
BROKEN = GlassBroken(
    child_id=CHILD,
    grant_id=GLASS,
    person_id=DOCTOR,
    reason=GlassReason.CHILD_MISSING,
    compartments=OPENED_BY_GLASS,
    until_at=IN_AN_HOUR,
    supervisor_ids=(HEAD,),
    privacy_officer_ids=(KEEPER,),
)
