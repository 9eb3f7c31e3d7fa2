"""Whatever a process was doing when it was killed, nothing acknowledged is lost or done twice."""

from collections import Counter
from time import sleep
from uuid import UUID

from sqlalchemy import select

from application.ports import Receipt, Recorded
from domain.children.facts import ChildRegistered
from domain.children.state import RegisterChild
from domain.codelists import Sex
from domain.shared import ChildId, VisitId
from domain.visits.facts import ChildWordsRecorded, HomeVisitLogged
from infrastructure.keys.tables import DATA_KEYS
from tests import examples as given
from tests.api.pages.site import follow_views
from tests.faults.conftest import Scene
from tests.faults.victims import (
    CHILDREN,
    die_before_the_first_event,
    die_before_the_views_move,
    die_while_the_views_move,
    log_from_many_threads,
    register,
    victim,
    visit,
    visit_id,
)

# After so many acknowledgements, and so many thousandths of a second more.
MOMENTS = ((1, 0), (4, 3), (9, 1), (17, 0), (23, 5), (40, 2))
VISITS = [visit_id(0, 0, number) for number in range(3)]

Acknowledged = dict[UUID, Receipt]


def test_killed_inside_joined_commits_nothing_acknowledged_is_lost_or_doubled(scene: Scene) -> None:
    acknowledged: Acknowledged = {}
    for run, (acknowledgements, more_ms) in enumerate(MOMENTS):
        acknowledged |= killed_after(scene, run, acknowledgements, more_ms)
    assert len(acknowledged) >= sum(number for number, _ in MOMENTS)
    log = scene.whole_log()
    by_position = {each.position: each for each in log}
    for asked_id, receipt in acknowledged.items():
        recorded = by_position[receipt.position]
        assert (recorded.request_id, recorded.leaf_hash) == (asked_id, receipt.leaf_hash)
    require_each_visit_once_and_whole(log, acknowledged)
    require_known_again(scene, acknowledged)
    scene.require_views_as_if_rebuilt()


def killed_after(scene: Scene, run: int, acknowledgements: int, more_ms: int) -> Acknowledged:
    found: Acknowledged = {}
    with victim(log_from_many_threads, scene.settings, run) as process:
        for number, said in enumerate(process.acknowledged(), start=1):
            assert isinstance(said, tuple)
            asked_id, receipt = said
            found[asked_id] = receipt
            if number == acknowledgements:
                sleep(more_ms / 1000)
                process.kill()
        assert process.died()
    return found


def require_each_visit_once_and_whole(
    log: list[Recorded[object]], acknowledged: Acknowledged
) -> None:
    """Each visit stands there once, its words right behind it; none without an asker."""
    visits = [each for each in log if isinstance(each.fact, HomeVisitLogged)]
    words = [each for each in log if isinstance(each.fact, ChildWordsRecorded)]
    assert set(Counter(each.request_id for each in visits).values()) == {1}
    assert [each.position + 1 for each in visits] == [each.position for each in words]
    assert [each.request_id for each in visits] == [each.request_id for each in words]
    assert acknowledged.keys() <= {each.request_id for each in visits}


def require_known_again(scene: Scene, acknowledged: Acknowledged) -> None:
    """What is sent again after the restart is answered with the receipt it had."""
    with scene.reopened() as opened:
        child_of = {visit_id(len(MOMENTS) - 1, n, 0): child for n, child in enumerate(CHILDREN)}
        again = acknowledged.keys() & child_of.keys()
        assert again
        for asked_id in again:
            receipt = visit(opened.ledger, child_of[VisitId(asked_id)], asked_id)
            assert not receipt.fresh
            assert receipt.leaf_hash == acknowledged[asked_id].leaf_hash


def test_killed_between_append_and_view_the_views_catch_up_when_serving_starts(
    scene: Scene,
) -> None:
    with victim(die_before_the_views_move, scene.settings, VISITS) as process:
        acknowledged = list(process.acknowledged())
        assert process.died()
    assert len(acknowledged) == len(VISITS) - 1
    logged = [each for each in scene.whole_log() if isinstance(each.fact, HomeVisitLogged)]
    assert [each.request_id for each in logged] == VISITS
    with scene.reopened() as opened:
        assert opened.projector.behind("caseworker") == len(VISITS)
        follow_views(opened)
        receipts = [visit(opened.ledger, given.CHILD, asked_id) for asked_id in VISITS]
    assert [receipt.fresh for receipt in receipts] == [False] * len(VISITS)
    assert [receipt.leaf_hash for receipt in receipts[:-1]] == [
        said.leaf_hash for said in acknowledged if isinstance(said, Receipt)
    ]
    assert [UUID(str(each.request_id)) for each in scene.whole_log()].count(VISITS[-1]) == 2
    scene.require_views_as_if_rebuilt()


def test_killed_while_the_views_move_they_are_as_before_and_move_again(scene: Scene) -> None:
    before = scene.views()
    with victim(die_while_the_views_move, scene.settings, VISITS) as process:
        assert list(process.acknowledged()) == []
        assert process.died()
    with scene.reopened() as opened:
        assert scene.views() == before
        assert opened.projector.behind("caseworker") == 1
    scene.require_views_as_if_rebuilt()
    assert scene.views() != before


def test_killed_between_the_key_and_the_first_event_the_event_is_recorded_under_that_key(
    scene: Scene,
) -> None:
    child_id = ChildId(given.example_id(870))
    request = RegisterChild(child_id=child_id, name="示例", sex=Sex.MALE, born_on=given.BORN_ON)
    with victim(die_before_the_first_event, scene.settings, request) as process:
        assert list(process.acknowledged()) == []
        assert process.died()
    made = keys_of(scene, child_id)
    assert len(made) == 1
    assert not any(isinstance(fact, ChildRegistered) for fact in facts_of(scene, child_id))
    with scene.reopened() as opened:
        assert register(opened.ledger, request).fresh
    assert keys_of(scene, child_id) == made
    (registered,) = facts_of(scene, child_id)
    assert isinstance(registered, ChildRegistered)


def keys_of(scene: Scene, child_id: ChildId) -> list[bytes]:
    of_child = select(DATA_KEYS.c.key_id).where(DATA_KEYS.c.subject == child_id)
    with scene.databases.keys_engine.connect() as connection:
        return list(connection.scalars(of_child))


def facts_of(scene: Scene, child_id: ChildId) -> list[object]:
    return [each.fact for each in scene.whole_log() if each.stream.subject_id == child_id]
