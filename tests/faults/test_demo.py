"""A demo whose filling was killed is complete after the next start."""

from pathlib import Path

from sqlalchemy import func, select

from api.app import Installation
from domain.care.facts import CareFileOpened
from domain.children.facts import ChildRegistered
from domain.pairing.facts import MentorPaired
from infrastructure.demo.caseload import JOINING
from infrastructure.demo.city import CHILDREN_AT_LEAST
from infrastructure.log.tables import ACCOUNTS
from infrastructure.opening import open_ledger
from infrastructure.settings import Settings
from tests.faults.victims import fill_a_demo, victim

KILLED_AT_STEP = 120
ON_LISTS = 10


def test_a_demo_killed_while_it_was_filled_is_filled_again(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    with victim(fill_a_demo, settings) as process:
        for step in process.acknowledged():
            if step == KILLED_AT_STEP:
                process.kill()
        assert process.died()
    demo = Installation(settings).for_demo()
    with open_ledger(demo.settings) as opened:
        begun = opened.recorder.head()
    steps: list[int] = []
    people = demo.prepare_demo(
        lambda done, _total: steps.append(done), afresh=False, children=CHILDREN_AT_LEAST
    )
    assert steps[0] == 1
    assert all(found.is_whole for found in demo.verify(lambda _done, _total: None).values())
    with open_ledger(demo.settings) as opened:
        rows = opened.recorder.rows_after(0, opened.recorder.head())
        facts = [each.fact for each in opened.mapper.open_rows(rows)]
        views = opened.projector.view_names
        assert [opened.projector.behind(view) for view in views] == [0] * len(views)
        with opened.engine.connect() as connection:
            accounts = connection.scalar(select(func.count()).select_from(ACCOUNTS))
    assert 0 < begun < len(facts)
    assert sum(isinstance(fact, ChildRegistered) for fact in facts) == CHILDREN_AT_LEAST + ON_LISTS
    assert sum(isinstance(fact, CareFileOpened) for fact in facts) == CHILDREN_AT_LEAST + ON_LISTS
    assert sum(isinstance(fact, MentorPaired) for fact in facts) == CHILDREN_AT_LEAST + 3 * len(
        JOINING
    )
    assert accounts == len(people)
    steps.clear()
    demo.prepare_demo(lambda done, _total: steps.append(done), afresh=False)
    assert steps == []
