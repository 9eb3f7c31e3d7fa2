"""Who is on call now at the places of a case; what cannot be read there holds up nobody."""

from collections.abc import Collection, Iterator
from datetime import datetime

from application.oncall.publishing import on_call_state, on_call_stream
from application.ports import History, Ledger, Unreadable
from domain.alerts.on_call import Calls, OnCall
from domain.oncall.facts import ShiftKind
from domain.oncall.hours import watch_at
from domain.shared import Erased, OrganisationId


def on_call_at(ledger: Ledger, places: Collection[OrganisationId], now: datetime) -> Calls:
    """Return who is on call at these places at night, at a weekend or in holidays; else nobody.

    In the hours of work all in the post are told, as they are where there is no roster.
    """
    watch = watch_at(now, ledger.rules)
    return Calls(
        on_call=[
            OnCall(
                organisation_id=place,
                person_id=shift.person_id,
                stand_in_id=shift.stand_in_id,
            )
            for place, history in _histories(ledger, places)
            for shift in on_call_state(history, place).during(watch)
            if shift.kind is not ShiftKind.DAY
        ]
    )


def _histories(
    ledger: Ledger, places: Collection[OrganisationId]
) -> Iterator[tuple[OrganisationId, History]]:
    wanted = sorted(places)
    for place in wanted:
        try:
            loaded = ledger.log.load([on_call_stream(place)])
        except Unreadable:
            continue
        if not isinstance(loaded, Erased):
            yield place, loaded
