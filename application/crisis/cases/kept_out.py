"""Who may be involved by what a worry says: by name, by post, or by the pairing with the child."""

from collections.abc import Collection, Iterable
from datetime import datetime

from application.ports import Ledger
from application.rows import DutyRow
from domain.alerts.on_call import Post
from domain.alerts.rules import is_meant_in_any_class, kept_out
from domain.days import local_day
from domain.referrals.facts import ConcernRaised, Involved
from domain.shared import ChildId, OrganisationId, PersonId
from domain.staff.facts import OrganisationKind


def kept_out_by(
    ledger: Ledger,
    concern: ConcernRaised,
    posts: Iterable[Post],
    chain: Collection[OrganisationId],
    now: datetime,
) -> frozenset[PersonId]:
    """Return everybody whom a worry may mean, of those who hold these posts or one below.

    `chain` are the child's places and all above them. Raises: Unavailable.
    """
    below = posts_below(ledger, concern, chain, now)
    return kept_out(concern, (*posts, *below), mentors_named(ledger, concern))


def posts_below(
    ledger: Ledger, concern: ConcernRaised, chain: Collection[OrganisationId], now: datetime
) -> tuple[DutyRow, ...]:
    """Return who teaches a class of the child's school while a class teacher without one is meant.

    A pupil who was told by hand has no class: whoever teaches one there may be the one meant.
    Raises: Unavailable.
    """
    if not chain or not is_meant_in_any_class(concern):
        return ()
    schools = _schools_in(ledger, chain)
    if not schools:
        return ()
    return ledger.access.class_teachers_under(schools, chain, local_day(now))


def _schools_in(ledger: Ledger, chain: Collection[OrganisationId]) -> frozenset[OrganisationId]:
    """Return the schools among these places; one whose kind is not known yet passes for one."""
    known = ledger.directory.organisations_among(chain)
    others = {each for each, row in known.items() if row.kind is not OrganisationKind.SCHOOL}
    return frozenset(chain) - others


def mentors_named(ledger: Ledger, concern: ConcernRaised) -> frozenset[PersonId]:
    """Return the child's mentors where the worry says that one may be involved."""
    if Involved.MENTOR not in concern.involved:
        return frozenset()
    pairings = ledger.access.pairings_of(ChildId(concern.child_id))
    return frozenset(each.mentor_id for each in pairings)
