"""What is sent of an outage: that alerts may not get through, or that they do again."""

from datetime import datetime

from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.delivering import Due, Message, Withheld, to_person
from application.crisis.telling.outside_rows import delivery_of
from application.crisis.telling.same_address import Address
from application.outages.watching import loaded, outages_in
from application.ports import Ledger
from domain.alerts.outside import SHARED, words_of_outage, words_of_outage_over
from domain.days import local_day
from domain.outages.facts import OutageOverTold, OutageTold
from domain.shared import PersonId
from domain.staff.facts import Role


def outage_message(
    ledger: Ledger, address: Address, due: Due, recorder_id: PersonId, leads: Leads, now: datetime
) -> Message | Withheld | None:
    """Return what is to be sent of an outage, or why nothing is; None for other messages.

    That something is silent is said no more when it is over.

    Raises: Unreadable; Unavailable.
    """
    if due.case_id != recorder_id:
        return None
    history = loaded(ledger, recorder_id)
    for each in history.recorded:
        if delivery_of(each.request_id, due.person_id, due.channel) != due.delivery_id:
            continue
        link = _link(ledger, due, leads, now)
        if isinstance(each.fact, OutageOverTold):
            return to_person(ledger, address, due, words_of_outage_over(link))
        if isinstance(each.fact, OutageTold):
            goes_on = each.fact.part in outages_in(history, recorder_id)
            words = words_of_outage(link)
            return to_person(ledger, address, due, words) if goes_on else Withheld.OVER
    return Withheld.ERASED


def _link(ledger: Ledger, due: Due, leads: Leads, now: datetime) -> str:
    """Return the page where it stands: of the channels, or, to whoever is on duty, the desk."""
    if due.channel in SHARED:
        return leads.desk
    on = local_day(now)
    duties = (each for each in ledger.access.duties_of(due.person_id) if each.holds_on(on))
    held = {each.role for each in duties}
    return leads.desk if Role.COUNTY_DUTY_OFFICER in held else leads.channels
