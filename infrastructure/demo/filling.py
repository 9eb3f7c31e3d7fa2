"""Fills an empty ledger with the invented city through the use cases, with progress."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from application.accounts import Accounts, create_account
from application.founding import Founding
from application.ports import Ledger
from infrastructure.demo.caseload import acts_for
from infrastructure.demo.crises import worries
from infrastructure.demo.staffing import Colleague, colleagues, register_everybody

PASSWORD = "tongxin-demo"  # noqa: S105  the demo's own, printed at its start and good for nothing else
HISTORY = timedelta(days=181)


def fill(
    ledger: Ledger,
    founding: Founding,
    accounts: Accounts,
    now: datetime,
    progress: Callable[[int, int], None],
    follow: Callable[[datetime], object],
) -> tuple[Colleague, ...]:
    """Record half a year of the invented city and return its people; a repeat changes nothing.

    `progress` is told how many of how many steps are done; `follow` has worries told to those who
    must answer, as of a moment.
    """
    people = colleagues(founding.bureau_id)
    crises = worries(people, now)
    acts = sorted((*acts_for(people, now), *crises), key=lambda act: act[0])
    total = len(acts) + len(people) + 1
    # The views are driven once a batch: everybody who asks drives those that permission needs.
    quiet = replace(ledger, catch_up=lambda: None)
    register_everybody(quiet, replace(founding, ledger=quiet), people, now - HISTORY)
    # Before anything else: who cannot sign in is not told of a worry.
    for done, person in enumerate(people, start=1):
        create_account(
            accounts, person.person_id, person.login, PASSWORD, now=now, rules=ledger.rules
        )
        progress(done, total)
    for done, (at, act) in enumerate(acts, start=len(people) + 1):
        act(quiet, at)
        if (at, act) in crises:
            follow(at)
        progress(done, total)
    ledger.catch_up()
    progress(total, total)
    return people
