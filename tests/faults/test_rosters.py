"""A list whose recording was killed is whole after the next run, no row of it is there twice."""

from collections import Counter

from domain.care.facts import CareFileOpened
from domain.children.facts import ChildRegistered
from domain.survey.facts import RosterRowReceived
from tests.faults.conftest import Scene
from tests.faults.victims import record_a_list, victim
from tests.rosters.recording import list_of, listed

CHILDREN = 90
KILLED_AT_ROWS = (1, 21, 25, 60)
"""Portions are of twenty rows: the process dies in the midst of one, or at the end of it."""


def test_a_list_killed_while_it_was_recorded_is_recorded_whole_by_the_next_run(
    scene: Scene,
) -> None:
    content = list_of(
        *(listed(姓名=f"示例{chr(0x4E00 + number)}") for number in range(CHILDREN)),
        listed(姓名="示例一", 就读学校="示例小学五年级"),
    )
    acknowledged = {row for at in KILLED_AT_ROWS for row in killed_at(scene, content, at)}

    with victim(record_a_list, scene.settings, content) as process:
        last = [each for each in process.acknowledged() if isinstance(each, tuple)]

    assert [row for row, _fresh in last] == list(range(2, CHILDREN + 3))
    assert {row for row, fresh in last if fresh}.isdisjoint(acknowledged)
    facts = [each.fact for each in scene.whole_log()]
    received = [each for each in facts if isinstance(each, RosterRowReceived)]
    assert sorted(each.origin.row_number for each in received) == [row for row, _ in last]
    of_list = {each.child_id for each in received}
    for kind in (ChildRegistered, CareFileOpened):
        children = Counter(
            each.child_id for each in facts if isinstance(each, kind) and each.child_id in of_list
        )
        assert children == Counter(of_list)
    scene.require_views_as_if_rebuilt()


def killed_at(scene: Scene, content: bytes, rows: int) -> set[int]:
    """Return the rows that were durable when the process was killed."""
    found: set[int] = set()
    with victim(record_a_list, scene.settings, content) as process:
        for said in process.acknowledged():
            assert isinstance(said, tuple)
            found.add(said[0])
            if said[0] - 1 >= rows:
                process.kill()
        assert process.died()
    return found
