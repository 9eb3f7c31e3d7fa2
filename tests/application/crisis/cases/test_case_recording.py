"""Who may do something with a case is asked again when the case moved before it was recorded."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import count

import pytest

from application.crisis.worries.referrals import raise_concern
from application.ports import Commit, EventLog, History, Recorded
from application.states import alerts_stream, referrals_stream
from domain.errors import ConflictKept, NotFound, Unavailable
from domain.referrals.facts import ConcernTaken
from domain.shared import Erased, PersonId, Stream
from tests import examples as given
from tests.application.casework import (
    CASE,
    REPORTER,
    WORRY,
    raised,
    referred,
    reopen_casework,
    taken,
    told,
)
from tests.application.crisis.worries.test_case_permissions import REQUESTS
from tests.crisis import CRISIS_LEAD, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office, acting

STEPS: Mapping[str, PersonId] = {
    "take the case": CRISIS_LEAD,
    "pass the case on": CRISIS_LEAD,
    "propose a referral": CRISIS_LEAD,
    "issue the referral": CRISIS_LEAD,
    "receive the referral": LIAISON,
    "withdraw the worry": CRISIS_LEAD,
}


class Meanwhile:
    """A log in which something happens after permission was read, before the decision."""

    def __init__(self, log: EventLog, happens: Callable[[], None], times: int = 1) -> None:
        self._log = log
        self._happens = happens
        self._times = times

    def load(
        self, streams: Sequence[Stream], *, before: datetime | None = None
    ) -> History | Erased:
        # Permission is read from the alerts of the case as well.
        if referrals_stream(CASE) in streams and alerts_stream(CASE) not in streams and self._times:
            self._times -= 1
            self._happens()
        return self._log.load(streams, before=before)

    def append(self, commit: Commit) -> tuple[Recorded[object], ...]:
        return self._log.append(commit)


def meanwhile(office: Office, happens: Callable[[], None], times: int = 1) -> Office:
    ledger = replace(office.ledger, log=Meanwhile(office.ledger.log, happens, times))
    return replace(office, opened=replace(office.opened, ledger=ledger))


def head(office: Office) -> int:
    return office.opened.recorder.head()


@pytest.mark.parametrize("request_name", STEPS)
def test_whoever_is_named_as_involved_meanwhile_does_nothing_with_the_case(
    founded_on_sqlite: FoundedLedger, request_name: str
) -> None:
    office, who = reopen_casework(founded_on_sqlite), STEPS[request_name]
    referred(office)

    def named() -> None:
        with suppress(ConflictKept):
            raised(office, replace(WORRY, involved_ids=(who,)))

    before = head(office)
    with pytest.raises(NotFound, match="case_not_found"):
        REQUESTS[request_name](meanwhile(office, named), who)
    assert head(office) == before + 1


def worded_otherwise(office: Office) -> Callable[[], None]:
    numbers = count()

    def happens() -> None:
        with suppress(ConflictKept):
            heard = f"又说了一次：{next(numbers)}"
            raise_concern(office.ledger, acting(REPORTER), replace(WORRY, heard=heard), given.NOW)

    return happens


def test_whoever_still_may_takes_a_case_that_moved_meanwhile(founded_ledger: FoundedLedger) -> None:
    office = reopen_casework(founded_ledger)
    raised(office)
    told(office)
    assert taken(meanwhile(office, worded_otherwise(office), times=2)).fresh


def test_a_case_that_moves_again_and_again_asks_to_try_again(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    told(office)
    with pytest.raises(Unavailable, match="busy"):
        taken(meanwhile(office, worded_otherwise(office), times=3))
    found = office.ledger.log.load([referrals_stream(CASE)])
    assert isinstance(found, History)
    assert not any(isinstance(each.fact, ConcernTaken) for each in found.recorded)
