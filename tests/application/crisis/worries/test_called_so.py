"""Whoever has a case of a pupil told by hand finds the pupil by the name, and says who it is."""

from dataclasses import replace
from uuid import uuid5

import pytest

from application.crisis.school.levels import assess_crisis
from application.crisis.worries.called_so import CalledSo
from application.crisis.worries.redirectable import Redirecting, asked_to_redirect
from application.ports import History
from domain.alerts.facts import ClassTeacherTold, ConcernAlerted
from domain.errors import NotFound, RuleBroken
from domain.reads.facts import Reading, RecordsRead
from domain.referrals.facts import Involved
from domain.referrals.joining.joining_facts import FurtherConcernJoined
from domain.referrals.joining.redirecting import RedirectConcern
from domain.referrals.levels.level_facts import CrisisAssessed
from domain.shared import CaseId, ChildId, Purpose, ReadId, Stream
from domain.staff.facts import Role
from tests import examples as given
from tests.application.casework import CASE, WORRY, asked, look_id, raised, reopen_casework, told
from tests.application.crisis.telling.test_escalating import follow
from tests.application.joining import LATER, raised_at, taken_at, told_at
from tests.application.levels import RED
from tests.application.redirecting import ANEW, REDIRECT, redirected
from tests.application.telling import LEAD_TOLD, cause_of, employ, history_of, repeated
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import Office, acting

TYPED, TYPED_TOO = (ChildId(given.example_id(each)) for each in (751, 752))
AGAIN = CaseId(given.example_id(753))
AS_TYPED = f" {given.CHILD_NAME} ".replace("·", "•")
"""As a hurried hand writes it, with another dot and spaces."""

ABOUT_THE_TYPED = replace(WORRY, child_id=TYPED, name=AS_TYPED, school_id=given.SCHOOL)
ON_FILE = CalledSo(
    child_id=given.CHILD,
    name=given.CHILD_NAME,
    school_id=given.SCHOOL,
    class_id=given.SCHOOL_CLASS,
    village_id=given.VILLAGE,
)
IT_IS_THE_ONE_ON_FILE = RedirectConcern(case_id=CASE, child_id=given.CHILD)


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


@pytest.fixture
def on_sqlite(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def found(office: Office, number: int = 1) -> Redirecting:
    return asked_to_redirect(office.ledger, asked(CRISIS_LEAD, number))


def shown(office: Office, number: int = 1) -> list[object]:
    read_id = uuid5(look_id(CRISIS_LEAD, number), "called so")
    history = office.ledger.reads.load([Stream("reads", read_id)])
    assert isinstance(history, History)
    return [each.fact for each in history.recorded]


def test_whoever_has_the_case_finds_the_pupil_on_file_and_it_counts_as_theirs_from_the_first(
    at_work: Office,
) -> None:
    raised(at_work, replace(ABOUT_THE_TYPED, involved=(Involved.CLASS_TEACHER,)))
    told(at_work)
    assert found_by_nobody_yet(at_work)
    taken_at(at_work, given.NOW)
    assert found(at_work) == Redirecting(
        case_id=CASE,
        wrong_child_id=TYPED,
        is_own=False,
        lacks=None,
        is_told_by_hand=True,
        called_so=(ON_FILE,),
    )
    assert shown(at_work) == [
        RecordsRead(
            read_id=ReadId(uuid5(look_id(CRISIS_LEAD), "called so")),
            reader_id=CRISIS_LEAD,
            child_ids=(given.CHILD,),
            what=Reading.SEARCH,
            purpose=Purpose.CRISIS,
        )
    ]
    redirected(at_work, IT_IS_THE_ONE_ON_FILE, CRISIS_LEAD)
    told_at(at_work)
    state = history_of(at_work, ANEW)
    (alert,) = [e.fact for e in state.recorded if isinstance(e.fact, ConcernAlerted)]
    # The teacher of the child's class alone is kept out now, who is known.
    assert (alert.child_id, alert.kept_out_ids) == (given.CHILD, (given.TEACHER,))
    assert LEAD_TOLD in alert.addressees


def found_by_nobody_yet(office: Office) -> bool:
    """Return that whoever has not taken it is shown nobody, and nothing is put on record."""
    page = found(office, 2)
    return (page.lacks, page.called_so, shown(office, 2)) == ("take_it_first", (), [])


def test_once_the_pupil_is_known_a_red_level_goes_along_and_is_told_to_the_class_teacher(
    on_sqlite: Office,
) -> None:
    raised(on_sqlite, ABOUT_THE_TYPED)
    told(on_sqlite)
    taken_at(on_sqlite, given.NOW)
    assess_crisis(on_sqlite.ledger, acting(CRISIS_LEAD), RED, given.NOW)
    follow(on_sqlite, 0)
    # Another child of that school does not get what was found of this pupil.
    with pytest.raises(RuleBroken, match="child_was_assessed"):
        redirected(on_sqlite, replace(REDIRECT, name="别的同学"), CRISIS_LEAD)
    redirected(on_sqlite, IT_IS_THE_ONE_ON_FILE, CRISIS_LEAD)
    follow(on_sqlite, 11)
    assert [e.fact for e in history_of(on_sqlite, ANEW).recorded if is_word(e.fact)] == [
        ClassTeacherTold(
            case_id=ANEW,
            child_id=given.CHILD,
            cause_id=cause_of(on_sqlite, CrisisAssessed, ANEW).event_id,
            class_id=given.SCHOOL_CLASS,
            told_ids=(given.TEACHER,),
        )
    ]


def is_word(fact: object) -> bool:
    return isinstance(fact, ClassTeacherTold)


def test_two_pupils_told_by_hand_with_one_name_are_said_to_be_one_and_their_reports_join(
    on_sqlite: Office,
) -> None:
    raised(on_sqlite, replace(ABOUT_THE_TYPED, name="示例同学"))
    told(on_sqlite)
    again = replace(ABOUT_THE_TYPED, case_id=AGAIN, child_id=TYPED_TOO, name="示例 同学")
    raised_at(on_sqlite, again)
    told_at(on_sqlite)
    taken_at(on_sqlite)
    taken_at(on_sqlite, LATER, case_id=AGAIN)
    page = asked_to_redirect(on_sqlite.ledger, asked(CRISIS_LEAD, 3, AGAIN))
    one = CalledSo(child_id=TYPED, name="示例同学", school_id=given.SCHOOL, case_id=CASE)
    assert page.called_so == (one,)
    same = RedirectConcern(case_id=AGAIN, child_id=TYPED, name=one.name, school_id=one.school_id)
    redirected(on_sqlite, same, CRISIS_LEAD, LATER)
    told_at(on_sqlite)
    joined = cause_of(on_sqlite, FurtherConcernJoined).fact
    assert isinstance(joined, FurtherConcernJoined)
    assert joined.raised_by == given.TEACHER


def test_where_the_class_was_told_those_of_that_class_stand_alone(on_sqlite: Office) -> None:
    raised(on_sqlite, replace(ABOUT_THE_TYPED, case_id=AGAIN, child_id=TYPED_TOO))
    told(on_sqlite)
    raised_at(on_sqlite, replace(ABOUT_THE_TYPED, class_id=given.SCHOOL_CLASS))
    told_at(on_sqlite)
    taken_at(on_sqlite)
    assert found(on_sqlite).called_so == (ON_FILE,)
    taken_at(on_sqlite, LATER, case_id=AGAIN)
    page = asked_to_redirect(on_sqlite.ledger, asked(CRISIS_LEAD, 5, AGAIN))
    assert {each.child_id for each in page.called_so} == {given.CHILD, TYPED}


def test_nobody_is_shown_by_another_name_or_at_another_school_or_for_a_child_on_file(
    on_sqlite: Office,
) -> None:
    raised(on_sqlite, replace(ABOUT_THE_TYPED, name="示例"))
    told(on_sqlite)
    taken_at(on_sqlite, given.NOW)
    assert (found(on_sqlite).called_so, shown(on_sqlite)) == ((), [])
    known = replace(WORRY, case_id=AGAIN, name=given.CHILD_NAME)
    raised_at(on_sqlite, known)
    told_at(on_sqlite)
    taken_at(on_sqlite, LATER, case_id=AGAIN)
    page = asked_to_redirect(on_sqlite.ledger, asked(CRISIS_LEAD, 4, AGAIN))
    assert (page.is_told_by_hand, page.called_so) == (False, ())


def test_whoever_a_repeat_may_mean_has_the_case_no_more_and_finds_nobody(
    on_sqlite: Office,
) -> None:
    employ(on_sqlite, CRISIS_LEAD, Role.CLASS_TEACHER, given.SCHOOL_CLASS)
    raised(on_sqlite, ABOUT_THE_TYPED)
    told(on_sqlite)
    taken_at(on_sqlite, given.NOW)
    assert found(on_sqlite).called_so == (ON_FILE,)
    repeated(on_sqlite, replace(ABOUT_THE_TYPED, involved=(Involved.CLASS_TEACHER,)))
    with pytest.raises(NotFound):
        found(on_sqlite, 2)
