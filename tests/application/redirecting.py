"""A worry about the wrong child at the office, the right child, and what is left of both."""

from dataclasses import replace
from datetime import datetime, timedelta

from application.crisis.worries.redirected import redirected_id
from application.crisis.worries.redirecting import redirect_concern
from application.ports import Receipt
from domain.referrals.facts import ConcernRaised
from domain.referrals.joining.redirecting import RedirectConcern
from domain.referrals.joining.redirecting_facts import ConcernMisdirected, ConcernRedirected
from domain.shared import ChildId, PersonId
from tests import examples as given
from tests.application.casework import CASE, REPORTER, WORRY
from tests.office import Office, acting

ANEW = redirected_id(CASE)
RIGHT_CHILD = ChildId(given.example_id(745))
SOON = given.NOW + timedelta(minutes=10)
"""Before the second report of tests/application/joining.py."""

REDIRECT = RedirectConcern(
    case_id=CASE, child_id=RIGHT_CHILD, name="示例同学", school_id=given.SCHOOL
)

MISDIRECTED = ConcernMisdirected(case_id=CASE, child_id=given.CHILD)
RAISED_ANEW = ConcernRaised(
    case_id=ANEW,
    child_id=RIGHT_CHILD,
    situation=WORRY.situation,
    signs=WORRY.signs,
    heard=WORRY.heard,
    is_with_child=WORRY.is_with_child,
    involved=WORRY.involved,
    involved_ids=WORRY.involved_ids,
    may_tell_guardian=WORRY.may_tell_guardian,
    school_id=given.SCHOOL,
)
REDIRECTED = ConcernRedirected(
    case_id=ANEW, child_id=RIGHT_CHILD, raised_by=REPORTER, raised_at=given.NOW
)


def redirected(
    office: Office,
    request: RedirectConcern = REDIRECT,
    by: PersonId = REPORTER,
    at: datetime = SOON,
) -> Receipt:
    return redirect_concern(office.ledger, acting(by), request, at)


def to(child_id: ChildId) -> RedirectConcern:
    return replace(REDIRECT, child_id=child_id)
