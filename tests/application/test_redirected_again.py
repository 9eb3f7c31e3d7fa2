"""A correction that comes again, and a worry that comes late, when it is about another child."""

from dataclasses import replace

import pytest

from application.crisis.redirected import redirected_id
from domain.errors import ConflictKept, NotFound, RuleBroken
from domain.referrals.facts import (
    ConcernConflictKept,
    Involved,
)
from domain.shared import ChildId
from tests import examples as given
from tests.application.casework import (
    CASE,
    REPORTER,
    WORRY,
    raised,
    reopen_casework,
)
from tests.application.joining import (
    LATER,
    on_desk,
    own,
    raised_at,
    told_at,
)
from tests.application.redirecting import (
    ANEW,
    RAISED_ANEW,
    REDIRECT,
    RIGHT_CHILD,
    redirected,
    to,
)
from tests.application.telling import history_of
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
    assert history_of(on_sqlite, ANEW).recorded[-1].fact == ConcernConflictKept(
        case_id=ANEW,
        child_id=RIGHT_CHILD,
        kept=replace(RAISED_ANEW, heard=graver.heard, involved=graver.involved),
    )
