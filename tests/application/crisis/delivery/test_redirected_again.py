"""A correction that comes again, and what comes late, or waits, when it is about another child."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.delivering import Due, Message, Withheld, message_for
from application.crisis.worries.redirected import redirected_id
from application.states import alerts_of
from domain.alerts.outside import Channel
from domain.errors import ConflictKept, NotFound, RuleBroken
from domain.referrals.facts import ConcernConflictKept, Involved, RepeatRedirected
from domain.referrals.joining.redirecting_facts import ConcernMisdirected
from domain.shared import ChildId, Compartment
from tests import examples as given
from tests.application.casework import CASE, REPORTER, WORRY, raised, reopen_casework, taken
from tests.application.crisis.cases.test_case_recording import meanwhile
from tests.application.joining import LATER, on_desk, own, raised_at, told_at
from tests.application.outside import LINK, queued, telling
from tests.application.redirecting import (
    ANEW,
    RAISED_ANEW,
    REDIRECT,
    RIGHT_CHILD,
    SOON,
    redirected,
    to,
)
from tests.application.telling import all_but, history_of
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import Office


@pytest.fixture
def on_sqlite(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def test_whoever_asks_again_is_answered_the_first_receipt_and_no_other_child_is_meant(
    on_sqlite: Office,
) -> None:
    raised(on_sqlite)
    first = redirected(on_sqlite)
    assert redirected(on_sqlite, at=LATER) == replace(first, fresh=False)
    with pytest.raises(RuleBroken, match="already_redirected"):
        redirected(on_sqlite, to(ChildId(given.example_id(746))))
    with pytest.raises(NotFound):
        redirected(on_sqlite, by=CRISIS_LEAD)
    # The right one may be corrected again, and is found by the first number all the same.
    again = redirected_id(ANEW)
    redirected(on_sqlite, replace(REDIRECT, case_id=ANEW, child_id=given.CHILD), at=LATER)
    assert own(on_sqlite, REPORTER, CASE).case_id == again
    assert own(on_sqlite, REPORTER, CASE).raised_at == given.NOW
    told_at(on_sqlite)
    assert on_desk(on_sqlite, CRISIS_LEAD) == {again}
    # Where the child in the middle is erased they are led on past it, and so is what comes late.
    on_sqlite.opened.vault.destroy(RIGHT_CHILD, tuple(Compartment), LATER)
    assert own(on_sqlite, REPORTER, CASE).case_id == again
    with pytest.raises(ConflictKept):
        raised_at(on_sqlite, replace(WORRY, heard="他说想回家。"), by=REPORTER)
    on_sqlite.opened.vault.destroy(given.CHILD, tuple(Compartment), LATER)
    with pytest.raises(NotFound):
        own(on_sqlite, REPORTER, CASE)


def test_what_comes_late_never_falls_on_the_wrong_child(on_sqlite: Office) -> None:
    first = raised(on_sqlite)
    redirected(on_sqlite)
    assert raised(on_sqlite) == replace(first, fresh=False)
    before = history_of(on_sqlite).recorded
    otherwise = replace(WORRY, heard="他说想回家。", name="示例学生")
    for _twice in range(2):
        with pytest.raises(ConflictKept):
            raised_at(on_sqlite, otherwise, by=REPORTER)
    assert history_of(on_sqlite).recorded == before
    kept = [each.fact for each in history_of(on_sqlite, ANEW).recorded][3:]
    assert kept == [
        ConcernConflictKept(
            case_id=ANEW, child_id=RIGHT_CHILD, kept=replace(RAISED_ANEW, heard=otherwise.heard)
        )
    ]


def test_what_a_repeat_said_goes_with_the_worry_but_whom_it_named(on_sqlite: Office) -> None:
    raised(on_sqlite)
    graver = replace(WORRY, heard="他说不想活了。", involved=(Involved.CARER,), name="示例学生")
    with pytest.raises(ConflictKept):
        raised_at(on_sqlite, graver, by=REPORTER)
    assert redirected(on_sqlite, at=LATER).fresh
    carried = RepeatRedirected(
        case_id=ANEW,
        child_id=RIGHT_CHILD,
        kept=replace(RAISED_ANEW, heard=graver.heard, involved=graver.involved),
        said_by=REPORTER,
        said_at=LATER,
    )
    assert history_of(on_sqlite, ANEW).recorded[-1].fact == carried
    # Everybody is told once; that it comes late once more says nothing new.
    told_at(on_sqlite, LATER)
    assert len(alerts_of(history_of(on_sqlite, ANEW), ANEW)) == 1
    before = history_of(on_sqlite, ANEW).recorded
    with pytest.raises(ConflictKept):
        raised_at(on_sqlite, replace(graver, name=None), by=REPORTER)
    assert history_of(on_sqlite, ANEW).recorded == before
    # Corrected once more it is still theirs, and as old.
    redirected(on_sqlite, replace(REDIRECT, case_id=ANEW, child_id=given.CHILD), at=LATER)
    again = redirected_id(ANEW)
    last = history_of(on_sqlite, again).recorded[-1].fact
    assert isinstance(last, RepeatRedirected)
    assert (last.said_by, last.said_at) == (carried.said_by, carried.said_at)


def test_of_two_at_once_the_later_finds_what_became_of_it(on_sqlite: Office) -> None:
    raised(on_sqlite)
    taken(on_sqlite)

    def by_the_lead() -> None:
        redirected(on_sqlite, to(ChildId(given.example_id(746))), by=CRISIS_LEAD)

    otherwise = replace(WORRY, heard="他说想回家。")
    with pytest.raises(ConflictKept):
        raised_at(meanwhile(on_sqlite, by_the_lead), otherwise, by=REPORTER)
    before = history_of(on_sqlite).recorded
    assert isinstance(before[-1].fact, ConcernMisdirected)
    with pytest.raises(NotFound):
        redirected(on_sqlite)
    assert history_of(on_sqlite).recorded == before


def test_whoever_takes_it_meanwhile_has_it_to_correct(on_sqlite: Office) -> None:
    raised(on_sqlite)

    def take() -> None:
        taken(on_sqlite)

    with pytest.raises(RuleBroken, match="holder_redirects_it"):
        redirected(meanwhile(on_sqlite, take))
    assert history_of(on_sqlite, ANEW).recorded == ()


def test_a_message_that_waits_is_sent_to_nobody_any_more(on_sqlite: Office) -> None:
    raised(on_sqlite)
    telling(on_sqlite)
    (delivery_id, *_others) = [row[0] for row in queued(on_sqlite) if row[1] == CRISIS_LEAD]
    waiting = Due(
        delivery_id=delivery_id,
        channel=Channel.EMAIL,
        person_id=CRISIS_LEAD,
        case_id=CASE,
        minutes=10,
        tries=0,
        waited=timedelta(seconds=1),
    )

    def sent() -> Message | Withheld:
        ledger = replace(on_sqlite.ledger, reachable=all_but())
        return message_for(ledger, lambda *_: "mail@city.example", waiting, Leads(LINK), SOON)

    assert isinstance(sent(), Message)
    redirected(on_sqlite)
    assert sent() is Withheld.ERASED
