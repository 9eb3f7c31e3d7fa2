"""Who may say that a worry is about another child, and when nobody may any more."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from application.crisis.desk.duty_desk import duty_desk
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.referrals.facts import (
    Involved,
)
from infrastructure.views.health.tables import PEOPLE, Relation, health_tables
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
    RAISED_ANEW,
    REDIRECT,
    REDIRECTED,
    RIGHT_CHILD,
    SOON,
    redirected,
    to,
)
from tests.application.telling import history_of, know
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import Office, acting


@pytest.fixture
def on_sqlite(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def raised_in_view(office: Office) -> set[tuple[UUID, UUID]]:
    """Return who raised which case as the view `health` has it."""
    people = health_tables()[PEOPLE].c
    wanted = select(people.case_id, people.person).where(people.relation == Relation.RAISED.value)
    with office.databases.engine.connect() as connection:
        return {(row[0], row[1]) for row in connection.execute(wanted)}


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
    for _rebuilt in range(2):
        # That the lead put it right wakes them at nothing that is told to whoever raised it.
        assert raised_in_view(on_sqlite) == {(ANEW, REPORTER)}
        desk = duty_desk(on_sqlite.ledger, acting(CRISIS_LEAD), SOON, read_id=uuid4())
        assert [(each.case_id, each.raised_at) for each in desk.page.rows] == [(ANEW, given.NOW)]
        on_sqlite.opened.projector.rebuild("health")
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


def test_who_put_it_right_raised_nothing_also_where_the_view_learns_it_by_halves(
    on_sqlite: Office,
) -> None:
    know(on_sqlite, RAISED_ANEW)
    assert {person for _case_id, person in raised_in_view(on_sqlite)} == {given.SUPERVISOR}
    know(on_sqlite, REDIRECTED)
    assert raised_in_view(on_sqlite) == {(ANEW, REPORTER)}
