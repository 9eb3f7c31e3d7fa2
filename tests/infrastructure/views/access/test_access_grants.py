"""The view `access` folds grants: in force, ended, erased with the child, closed when damaged."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.authorisation.grant_rows import GrantHeld, GrantState
from application.authorisation.granted import granted_to
from application.rows import Relations
from domain.days import end_of_day
from domain.errors import RecordDamaged
from domain.grants.facts import (
    AccessApproved,
    AccessDenied,
    AccessRevoked,
    DenialReason,
    GlassBreakReviewed,
    GlassClosed,
    RevocationReason,
    Verdict,
)
from domain.shared import Compartment, GrantId, Purpose
from tests.domain.grants.examples import (
    APPROVED,
    BROKEN,
    DOCTOR,
    GLASS,
    GRANT,
    HEAD,
    IN_AN_HOUR,
    KEEPER,
    OTHER_GRANT,
    REQUESTED,
    UNTIL_ON,
)
from tests.examples import CHILD, NOW, OTHER_CHILD, TEACHER
from tests.infrastructure.views.cases import PLACES, STAFF, on_file
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.infrastructure.views.test_erasure import erase, mentions

HELD = GrantHeld(
    grant_id=GRANT,
    is_glass=False,
    purpose=Purpose.SUPERVISION,
    compartments=frozenset({Compartment.CARE}),
    until_at=end_of_day(UNTIL_ON),
)
REVOKED = AccessRevoked(
    child_id=CHILD, grant_id=GRANT, revoked_by=HEAD, reason=RevocationReason.DUTY_CHANGED
)


def relations(views: OpenedViews) -> Relations:
    return views.access.relations(DOCTOR, CHILD)


def state_of(views: OpenedViews) -> list[tuple[GrantId, GrantState, Verdict | None]]:
    rows = views.grants.own(DOCTOR, NOW, limit=10).rows
    return [(each.grant_id, each.state, each.verdict) for each in rows]


def test_a_grant_is_held_as_it_was_approved_and_no_longer_when_it_was_revoked(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), REQUESTED)
    assert relations(views).grants == ()
    views.know(APPROVED)
    assert relations(views).grants == (HELD,)
    assert views.access.relations(TEACHER, CHILD).grants == ()
    assert views.access.relations(DOCTOR, OTHER_CHILD).grants == ()
    views.know(REVOKED)
    assert relations(views).grants == ()
    assert state_of(views) == [(GRANT, GrantState.ENDED, None)]


def test_broken_glass_is_held_until_it_is_closed_and_then_reviewed(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), BROKEN)
    (held,) = relations(views).grants
    assert (held.is_glass, held.purpose, held.until_at) == (True, Purpose.CRISIS, IN_AN_HOUR)
    views.know(GlassClosed(child_id=CHILD, grant_id=GLASS, closed_by=DOCTOR))
    assert relations(views).grants == ()
    reviewed = GlassBreakReviewed(
        child_id=CHILD, grant_id=GLASS, reviewed_by=KEEPER, verdict=Verdict.VIOLATION
    )
    views.know(reviewed)
    assert state_of(views) == [(GLASS, GrantState.ENDED, Verdict.VIOLATION)]


def test_one_batch_leaves_what_many_do(views: OpenedViews) -> None:
    other = replace(REQUESTED, grant_id=OTHER_GRANT)
    denied = AccessDenied(
        child_id=CHILD, grant_id=OTHER_GRANT, denied_by=HEAD, reason=DenialReason.NOT_NEEDED
    )
    views.know(*PLACES, *STAFF, *on_file(CHILD))
    for fact in (REQUESTED, BROKEN, APPROVED, other, denied, REVOKED):
        views.know(fact)
    one_by_one = views.contents()
    views.projector.rebuild("access")
    assert views.contents() == one_by_one
    assert len(state_of(views)) == 3


def test_an_erased_child_leaves_neither_grant_nor_who_was_told(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), REQUESTED, APPROVED, BROKEN)
    assert len(state_of(views)) == 2
    views.record(GlassClosed(child_id=CHILD, grant_id=GLASS, closed_by=DOCTOR))
    erase(views, CHILD)
    assert views.projector.catch_up(wait_ms=10_000)
    views.projector.rebuild("caseworker")
    assert not {"access_grants", "access_told"} & mentions(views, CHILD)
    assert state_of(views) == []


def test_grants_that_cannot_be_read_open_nothing_and_hold_up_nobody_who_needs_none(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), REQUESTED, APPROVED)
    held_before = replace(HELD, compartments=frozenset({Compartment.CARE}))
    narrower = AccessApproved(
        child_id=CHILD,
        grant_id=GrantId(OTHER_GRANT),
        person_id=DOCTOR,
        approved_by=HEAD,
        purpose=Purpose.CARE,
        compartments=(Compartment.CARE,),
        until_on=UNTIL_ON,
    )
    (spoilt,) = views.record(replace(narrower, grant_id=GRANT))
    spoil(views.databases, spoilt.position)
    assert views.projector.catch_up(wait_ms=10_000)
    found = relations(views)
    assert (found.grants, found.grants_damaged) == ((held_before,), True)
    held = views.access.duties_of(TEACHER)
    on_duty = replace(found, duties=tuple(replace(each, person_id=DOCTOR) for each in held))
    asked = (views.ledger, DOCTOR, CHILD, on_duty, NOW)
    assert granted_to(*asked, needed=False).grants == ()
    with pytest.raises(RecordDamaged):
        granted_to(*asked, needed=True)
    later = NOW + timedelta(days=60)
    assert granted_to(*asked[:4], later, needed=True).grants == ()
