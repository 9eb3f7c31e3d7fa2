"""Killed over a correction: it is recorded whole, known again, and shown once views catch up."""

from sqlalchemy import func, select

from domain.children.facts import IdentityCorrected
from infrastructure.log.tables import CLAIMS
from tests.faults.conftest import Scene
from tests.faults.dying_over_identity import confirm, die_before_the_views_know
from tests.faults.victims import victim


def test_killed_between_a_correction_and_the_views_it_stands_once_with_its_claim(
    scene: Scene,
) -> None:
    with victim(die_before_the_views_know, scene.settings, None) as process:
        assert list(process.acknowledged()) == []
        assert process.died()
    with scene.databases.engine.connect() as connection:
        # One of the ID number, one of the id under which it was put right.
        assert connection.scalar(select(func.count()).select_from(CLAIMS)) == 2
    with scene.reopened() as opened:
        assert opened.projector.behind("caseworker") == 1
        assert not confirm(opened.ledger).fresh
    facts = [each.fact for each in scene.whole_log()]
    assert sum(isinstance(fact, IdentityCorrected) for fact in facts) == 1
    scene.require_views_as_if_rebuilt()
