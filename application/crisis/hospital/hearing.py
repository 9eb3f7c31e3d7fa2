"""Which hospitals hear of a case in the system today: a liaison who can sign in, or a contact."""

from datetime import datetime

from application.crisis.cases.cases import OpenCase, all_kept_out
from application.ports import Ledger, Unreadable
from application.staffing.hospital_contacts import WAYS, contacts_in_turn
from domain.days import local_day
from domain.shared import OrganisationId
from domain.staff.facts import OrganisationKind, Role


def hospitals_within_reach(
    ledger: Ledger, case: OpenCase, now: datetime
) -> tuple[OrganisationId, ...]:
    """Return the hospitals where a liaison who may hear of the case can be told today."""
    found, out = [], all_kept_out(ledger, case, now)
    for each in ledger.directory.of_kind(OrganisationKind.HOSPITAL):
        posts = ledger.access.posts_at([each.organisation_id], local_day(now))
        liaisons = {
            post.person_id
            for post in posts
            if post.role is Role.HOSPITAL_LIAISON and post.organisation_id == each.organisation_id
        }
        if ledger.reachable(liaisons - out):
            found.append(each.organisation_id)
    return tuple(found)


def has_contact(ledger: Ledger, hospital_id: OrganisationId, now: datetime) -> bool:
    """Return whether a link can be sent to somebody of a hospital; not where nobody can tell."""
    if not {each.channel for each in ledger.messages.health()}.issuperset(WAYS):
        return False
    try:
        return bool(contacts_in_turn(ledger, hospital_id, now))
    except Unreadable:
        return False
