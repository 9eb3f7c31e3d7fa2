"""What a grant of access opens and never does, and that recusal beats whatever somebody is."""

from dataclasses import replace

import pytest

from domain.access.rows import BY_GRANT
from domain.access.table import (
    OPEN_TO_ALL,
    TABLE,
    Act,
    Grant,
    Permission,
    Request,
    Standing,
    permit,
    require,
)
from domain.errors import NotPermitted
from domain.grants.scope import CLOSED_FOR, GRANTABLE
from domain.shared import Compartment, GrantId, Purpose
from tests.access_table import LINES, Line
from tests.examples import example_id

CLOSED_BY_RECUSAL = {Compartment.HEALTH, Compartment.LEGAL}
CASE_OPENED = Grant(
    grant_id=GrantId(example_id(1)),
    by=Standing.GRANTED_ACCESS,
    compartments=frozenset({Compartment.HEALTH}),
    purpose=Purpose.CRISIS,
)
GLASS = Grant(
    grant_id=GrantId(example_id(2)),
    by=Standing.BROKE_GLASS,
    compartments=frozenset({Compartment.IDENTITY, Compartment.CARE, Compartment.HEALTH}),
    purpose=Purpose.CRISIS,
)
CLOSED = [
    line.request
    for line in LINES
    if (line.opens & CLOSED_BY_RECUSAL or "involved" in line.marks) and "despite" not in line.marks
]


@pytest.mark.parametrize("request_", CLOSED)
def test_recusal_beats_every_standing_and_every_grant(request_: Request) -> None:
    assert permit(
        request_, set(Standing), recused=True, grants=[CASE_OPENED, GLASS], factor_is_fresh=True
    ) == Permission(allowed=False, reason_code="recused")


@pytest.mark.parametrize("grant", [CASE_OPENED, GLASS], ids=["granted", "broken glass"])
def test_a_grant_would_open_no_act_even_if_the_table_named_it(
    grant: Grant, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = TABLE[Request.READ_CASE]
    for act, allowed in ((row.act, True), (Act.WRITE, False)):
        monkeypatch.setattr("domain.access.table.TABLE", {Request.READ_CASE: replace(row, act=act)})
        assert permit(Request.READ_CASE, frozenset(), grants=[grant]).allowed is allowed


def test_whoever_is_recused_is_told_no_more_than_others() -> None:
    with pytest.raises(NotPermitted) as refusal:
        require(Request.READ_CASE, {Standing.CRISIS_LEAD}, recused=True)
    assert refusal.value.code == "standing_not_enough"


def test_whoever_is_recused_from_a_case_keeps_the_care_file_of_the_child() -> None:
    asked = permit(Request.READ_CARE_FILE, {Standing.CLASS_TEACHER}, recused=True)
    assert asked.by is Standing.CLASS_TEACHER


def test_whoever_is_recused_breaks_no_glass_at_all() -> None:
    assert permit(Request.READ_CARE_FILE, {Standing.CRISIS_LEAD}, grants=[GLASS]).by is (
        Standing.BROKE_GLASS
    )
    assert not permit(
        Request.READ_CARE_FILE, {Standing.CRISIS_LEAD}, recused=True, grants=[GLASS]
    ).allowed


def test_a_grant_opens_what_it_names_and_is_named_by_the_answer() -> None:
    asked = permit(Request.READ_CASE, {Standing.LAW_VICE_PRINCIPAL}, grants=[CASE_OPENED])
    assert asked == Permission(
        allowed=True,
        reason_code="permitted",
        by=Standing.GRANTED_ACCESS,
        purpose=Purpose.CRISIS,
        grant_id=CASE_OPENED.grant_id,
    )


def test_a_grant_opens_neither_another_compartment_nor_another_purpose() -> None:
    asked = {Standing.LAW_VICE_PRINCIPAL}
    assert not permit(Request.READ_CARE_FILE, asked, grants=[CASE_OPENED]).allowed
    assert not permit(
        Request.READ_CASE, asked, purpose=Purpose.SUPERVISION, grants=[CASE_OPENED]
    ).allowed


def test_the_standing_of_a_grant_without_the_grant_opens_nothing() -> None:
    granted = {request for request in Request if permit(request, BY_GRANT).allowed}
    assert granted == OPEN_TO_ALL


@pytest.mark.parametrize("line", [line for line in LINES if line.act is not Act.READ])
def test_neither_grant_nor_broken_glass_writes_or_exports(line: Line) -> None:
    assert not line.standings & BY_GRANT
    everything = Grant(
        grant_id=GrantId(example_id(3)),
        by=Standing.GRANTED_ACCESS,
        compartments=frozenset(Compartment),
        purpose=Purpose.CRISIS,
    )
    if line.request not in OPEN_TO_ALL:
        assert not permit(line.request, BY_GRANT, grants=[everything, GLASS]).allowed


def test_a_standing_comes_before_a_grant() -> None:
    asked = permit(Request.READ_CASE, {Standing.CRISIS_LEAD}, grants=[CASE_OPENED])
    assert (asked.by, asked.grant_id) == (Standing.CRISIS_LEAD, None)


@pytest.mark.parametrize("part", sorted(GRANTABLE))
@pytest.mark.parametrize("purpose", Purpose)
def test_each_part_that_can_be_granted_opens_something_unless_it_is_closed_for_the_purpose(
    part: Compartment, purpose: Purpose
) -> None:
    grant = Grant(
        grant_id=GrantId(example_id(3)),
        by=Standing.GRANTED_ACCESS,
        compartments=frozenset({part}),
        purpose=purpose,
    )
    opened = [each for each in TABLE if permit(each, frozenset(), grants=[grant]).allowed]
    assert bool(set(opened) - OPEN_TO_ALL) == (CLOSED_FOR.get(part) is not purpose)
