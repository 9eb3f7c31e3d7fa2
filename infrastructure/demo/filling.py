"""Fills an empty ledger with the invented city through the use cases, with progress."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from application.authentication.accounts import create_account
from application.outsiders.entering import Keys
from application.staffing.founding import Founding
from domain.shared import Compartment
from infrastructure.demo.advising import duties_done
from infrastructure.demo.caseload import Act, DemoChild, acts_for, children_of
from infrastructure.demo.city import City
from infrastructure.demo.crises import worries
from infrastructure.demo.families import families
from infrastructure.demo.lists import record_lists
from infrastructure.demo.on_call import rostered
from infrastructure.demo.outsiders import let_in, reported
from infrastructure.demo.rules import proposed_rules
from infrastructure.demo.screenings import screened_pupils, screenings
from infrastructure.demo.staffing import Colleague, colleagues, register_everybody
from infrastructure.demo.waits import paused_steps
from infrastructure.demo.watched import leave_to_watch
from infrastructure.opening import OpenLedger, reactions_of

PASSWORD = "tongxin-demo-2026"  # noqa: S105  the demo's own, printed at its start and good for nothing else
HISTORY = timedelta(days=181)


def fill(
    city: City,
    opened: OpenLedger,
    founding: Founding,
    now: datetime,
    progress: Callable[[int, int], None],
) -> None:
    """Record half a year of the invented city up to now; a repeat changes nothing.

    `progress` is told how many of how many steps are done.
    """
    people = colleagues(city, founding.bureau_id)
    children = children_of(city, people, now)
    keys = Keys(digest=opened.vault.claim_digest, code=opened.accounts.chance.code)
    # What is told to whoever must answer at that moment.
    crises = (*worries(city, people, now), *reported(city, people, now))
    later = (*let_in(people, keys, now), *_quiet_acts(city, founding, people, children, now))
    acts = sorted((*crises, *later), key=lambda act: act[0])
    total = len(people) + len(acts) + 2
    # The views are driven once a batch: everybody who asks drives those that permission needs.
    quiet = replace(opened.ledger, catch_up=lambda: None)
    register_everybody(city, quiet, replace(founding, ledger=quiet), people, now - HISTORY)
    # Before anything else: who cannot sign in is not told of a worry.
    for done, person in enumerate(people, start=1):
        _give_account(opened, person, now)
        progress(done, total)
    _make_keys(opened, children)
    answered = {id(act) for _at, act in crises}
    for done, (at, act) in enumerate(acts, start=len(people) + 1):
        act(quiet, at)
        if id(act) in answered:
            _tell(opened, at)
        progress(done, total)
    leave_to_watch(opened, people, now)
    opened.ledger.catch_up()
    progress(total - 1, total)
    record_lists(city.townships[0], opened, founding, children, now)
    progress(total, total)


def _quiet_acts(
    city: City,
    founding: Founding,
    people: tuple[Colleague, ...],
    children: tuple[DemoChild, ...],
    now: datetime,
) -> Iterator[Act]:
    """Yield what is done of which nobody is told at that moment."""
    yield from acts_for(city, children, people, now)
    yield from families(children, people, founding.bureau_id, screened_pupils(city), now)
    yield from duties_done(people, now)
    yield from rostered(people, now)
    yield from screenings(city, children, people, now)
    yield from paused_steps(people, now)
    yield from proposed_rules(people, now)


def _give_account(opened: OpenLedger, person: Colleague, now: datetime) -> None:
    create_account(
        opened.accounts,
        person.person_id,
        person.login,
        PASSWORD,
        now=now,
        rules=opened.ledger.rules,
    )


def _make_keys(opened: OpenLedger, children: Iterable[DemoChild]) -> None:
    """Make the children's keys in one commit: one by one each would be flushed to disk."""
    opened.vault.prepare(
        (child.child_id, compartment)
        for child in children
        for compartment in (Compartment.IDENTITY, Compartment.CARE)
    )


def _tell(opened: OpenLedger, at: datetime) -> None:
    """Have worries told to those who must answer, as of a moment."""
    reactions_of(opened, lambda: at).follow()
