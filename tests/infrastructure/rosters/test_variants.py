"""Lists as many offices would send them: each row becomes what its maker knows to be right."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from random import Random
from uuid import NAMESPACE_URL, uuid5

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from application.survey.known_children import KnownChildren
from application.survey.rosters import Judged, Judging
from domain.ruleset import RULES_1
from domain.shared import ChildId
from domain.survey.outcomes import RowOutcome
from domain.survey.rows import LeadRow, RosterRow
from infrastructure.rosters.reading import read_roster
from tests.infrastructure.rosters.arranging import Made
from tests.infrastructure.rosters.enrolments import enrolment
from tests.infrastructure.rosters.leads import leads
from tests.infrastructure.rosters.people import Child, People
from tests.infrastructure.rosters.registers import register
from tests.infrastructure.rosters.row_kinds import Line, Rows

READ_ON = date(2026, 11, 26)
IS_TAKEN = frozenset({RowOutcome.ACCEPT, RowOutcome.ACCEPT_FLAGGED})
ROWS = 14


def three_lists(seed: int) -> tuple[Made, Made, Made]:
    """Return a form, an export and a list of leads that tell in part of the same children."""
    random = Random(seed)  # noqa: S311
    people = People(random)
    as_text = random.random() < 0.3
    rows = Rows(random, people, text_only=as_text)
    form = register(random, rows.of_a_list(ROWS), text=as_text)
    rows = Rows(random, people, text_only=True, untold_again=retold(form))
    export = enrolment(random, rows.of_a_list(ROWS))
    return form, export, leads(random, people, retold(form), ROWS)


def retold(made: Made) -> list[Child]:
    """Return the children of a list of whom another may tell without a doubt who is meant."""
    lines = [truth.line for truth in made.truths.values() if truth.line is not None]
    names = [line.child.name for line in lines if line.outcome in IS_TAKEN]
    return [
        line.child
        for line in lines
        if line.outcome is RowOutcome.ACCEPT and names.count(line.child.name) == 1
    ]


def judged(lists: tuple[Made, ...]) -> Iterator[tuple[Made, Mapping[int, Judged]]]:
    """Yield what becomes of the rows of each list, the lists read one after another."""
    judging = Judging(known=KnownChildren(), today=READ_ON, rules=RULES_1)
    for number, made in enumerate(lists):
        (sheet,) = read_roster(made.content, made.name, READ_ON)
        rows = judging.judged(sheet.rows, partial(own_child, number))
        yield made, {each.row.number: each for each in rows}


def own_child(number: int, row: int) -> ChildId:
    return ChildId(uuid5(NAMESPACE_URL, f"{number}/{row}"))


seeds = st.integers(0, 2**32)
some = settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))


@given(seed=seeds)
@some
def test_each_row_becomes_what_is_right_for_it(seed: int) -> None:
    for made, found in judged(three_lists(seed)):
        told = {row: (each.verdict.outcome, each.verdict.why) for row, each in found.items()}

        assert told == {row: (each.outcome, each.why) for row, each in made.truths.items()}


@given(seed=seeds)
@some
def test_rows_speak_of_one_child_exactly_when_one_is_meant(seed: int) -> None:
    meant: dict[str, set[ChildId | None]] = {}
    for made, found in judged(three_lists(seed)):
        for row, truth in made.truths.items():
            if truth.key is not None:
                meant.setdefault(truth.key, set()).add(found[row].child_id)

    assert {key: len(ids) for key, ids in meant.items() if len(ids) > 1} == {}
    assert len(set.union(*meant.values())) == len(meant)


@given(seed=seeds)
@some
def test_what_is_told_of_a_child_is_read_from_its_own_columns(seed: int) -> None:
    for made, found in judged(three_lists(seed)):
        for row, truth in made.truths.items():
            if truth.line is not None:
                read = found[row].row
                assert isinstance(read, RosterRow)
                assert told_by(read) == expected(truth.line, made)


@given(seed=seeds)
@some
def test_what_is_noticed_of_a_child_is_read_from_its_own_columns(seed: int) -> None:
    _form, _export, made = three_lists(seed)
    (sheet,) = read_roster(made.content, made.name, READ_ON)

    read = {row.number: noticed_by(row) for row in sheet.rows if isinstance(row, LeadRow)}

    assert read == {row: truth.lead for row, truth in made.truths.items()}


def noticed_by(row: LeadRow) -> Mapping[str, object]:
    return {
        "where": row.address,
        "noticed": row.noticed,
        "informant": row.informant,
        "name": row.name,
        "phone": row.phone,
        "day": row.as_of_on,
    }


def told_by(row: RosterRow) -> Mapping[str, object]:
    return {
        "name": row.name,
        "born": row.born_on,
        "sex": row.sex,
        "carer": row.carer,
        "ethnicity": row.ethnicity_code,
        "township": row.township,
        "village": row.village,
        "school": row.schooling.school,
        "grade": row.schooling.grade,
        "room": row.schooling.class_name,
        "boarding": row.schooling.is_boarding,
        "left_behind": row.categories.left_behind,
    }


def expected(line: Line, made: Made) -> Mapping[str, object]:
    child, columns = line.child, made.columns
    told = {
        "township": child.township,
        "village": child.village,
        "school": child.school,
        "grade": str(child.grade),
        "room": str(child.room),
        "boarding": child.is_boarding,
        "left_behind": child.is_left_behind,
    }
    if "school_in_one" in columns:
        told |= {"school": f"{child.school}{child.grade}年级{child.room}班"}
    known = columns | ({"school"} if "school_in_one" in columns else set())
    by_title = made.is_of_left_behind and "left_behind" not in columns
    return {
        "name": child.name if line.has_name else None,
        "born": child.born_on if line.is_born_known else None,
        "sex": child.sex,
        "carer": child.carer,
        "ethnicity": "01",
        **{key: value if key in known else None for key, value in told.items()},
        **({"left_behind": True} if by_title else {}),
    }
