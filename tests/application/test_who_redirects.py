"""Who may say that a worry is about another child, and when nobody may any more."""

from dataclasses import replace

import pytest

from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.referrals.facts import (
    Involved,
)
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
from tests.application.joining import (
    LATER,
    REPORT,
    SECOND_REPORTER,
    joinings,
    own,
    raised_at,
    stands,
)
from tests.application.redirecting import (
    ANEW,
    REDIRECT,
    REDIRECTED,
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


def test_whoever_has_it_corrects_it_and_whoever_raised_it_while_nobody_took_it(
    on_sqlite: Office,
) -> None:
    raised(on_sqlite)
    told(on_sqlite)
    with pytest.raises(RuleBroken, match="take_it_first"):
        redirected(on_sqlite, by=CRISIS_LEAD)
    with pytest.raises(NotFound):
        redirected(on_sqlite, by=SECOND_REPORTER)
    with pytest.raises(RuleBroken, match="same_child_again"):
        redirected(on_sqlite, replace(to(given.CHILD), name=None))
    taken(on_sqlite)
    with pytest.raises(RuleBroken, match="holder_redirects_it"):
        redirected(on_sqlite)
    redirected(on_sqlite, by=CRISIS_LEAD)
    assert history_of(on_sqlite, ANEW).recorded[-1].fact == REDIRECTED
    assert stands(on_sqlite, REPORTER, CASE)[1:] == (False, False)
    # Whoever raised it is told, and may say that it is not so.
    assert own(on_sqlite, REPORTER, CASE).was_redirected


def test_whom_the_words_mean_for_either_child_corrects_nothing(on_sqlite: Office) -> None:
    raised(on_sqlite, replace(WORRY, involved_ids=(REPORTER,)))
    with pytest.raises(NotPermitted):
        redirected(on_sqlite)
    # A class teacher is meant by the words only where the child is of the class.
    teachers = replace(WORRY, case_id=REPORT, child_id=RIGHT_CHILD, name="示例同学")
    raised_at(on_sqlite, replace(teachers, involved=(Involved.CLASS_TEACHER,)))
    mine = replace(REDIRECT, case_id=REPORT, child_id=given.CHILD)
    with pytest.raises(NotPermitted):
        redirected(on_sqlite, mine, by=SECOND_REPORTER, at=LATER)
    assert joinings(on_sqlite, REPORT) == []


def test_nothing_is_taken_back_that_a_hospital_knows(on_sqlite: Office) -> None:
    referred(on_sqlite)
    with pytest.raises(RuleBroken, match="hospital_knows_of_it"):
        redirected(on_sqlite, by=CRISIS_LEAD)
