"""Which posts somebody holds today, and by which place people are found where none was told."""

from datetime import datetime

from application.ports import Ledger
from application.rows import DutyRow
from domain.days import local_day
from domain.errors import RecordDamaged
from domain.referrals.facts import ConcernRaised
from domain.shared import OrganisationId, PersonId


def held_today(ledger: Ledger, person_id: PersonId, now: datetime) -> list[DutyRow]:
    """Return somebody's posts; none where their record is damaged, which holds up nobody."""
    today = local_day(now)
    try:
        duties = ledger.access.duties_of(person_id)
    except RecordDamaged:
        duties = ()
    return [each for each in duties if each.holds_on(today)]


def place_of(
    ledger: Ledger, actor_id: PersonId, concern: ConcernRaised, now: datetime
) -> OrganisationId | None:
    """Return the first place of the worry that is known, else where whoever raised it is on duty.

    A place that nobody registered has nobody above it; then it is the city's bureau at last.
    """
    for told in (concern.school_id, concern.class_id, concern.village_id):
        if told is not None and ledger.access.chain_of_organisation(told):
            return told
    for each in held_today(ledger, actor_id, now):
        return each.organisation_id
    return bureau_of(ledger)


def bureau_of(ledger: Ledger) -> OrganisationId | None:
    """Return the city's bureau, the last who can be told."""
    bureaus = ledger.directory.bureaus()
    return bureaus[0].organisation_id if bureaus else None
