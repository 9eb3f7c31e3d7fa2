"""What waits to be decided or looked into in the demo: a proposed duty, and refused requests."""

from datetime import datetime, timedelta

from application.staffing import proposing
from domain.days import local_day
from domain.security.facts import RefusalKind
from domain.shared import DutyId
from domain.staff.facts import Role
from domain.staff.state import ProposeDuty
from infrastructure.demo.invented import demo_id
from infrastructure.demo.staffing import Colleague
from infrastructure.opening import OpenLedger

# Addresses of documentation, which belong to nobody (RFC 5737).
SITE, SCHOOL = "192.0.2.1", "198.51.100.7"
REFUSED = (
    (RefusalKind.CROSS_SITE, SITE, "", 14),
    (RefusalKind.TOO_MANY_READS, SCHOOL, "subject", 37),
)


def leave_to_watch(opened: OpenLedger, people: tuple[Colleague, ...], now: datetime) -> None:
    """Leave a proposal that nobody has decided on, and an hour in which requests were refused."""
    by_login = {person.login: person for person in people}
    leader, teacher = by_login["leader"], by_login["subject"]
    proposed = ProposeDuty(
        person_id=teacher.person_id,
        duty_id=DutyId(demo_id("duty", "proposed")),
        role=Role.PSYCHOLOGY_TEACHER,
        organisation_id=leader.place_id,
        from_on=local_day(now) + timedelta(days=1),
        to_on=local_day(now) + timedelta(days=365),
    )
    proposing.propose_duty(opened.ledger, leader.actor, proposed, now)
    an_hour_ago = now - timedelta(hours=1)
    for kind, address, login, times in REFUSED:
        person_id = by_login[login].person_id if login else None
        for _ in range(times):
            opened.refusals.note(kind, an_hour_ago, address, person_id)
    opened.refusals.record(now)
