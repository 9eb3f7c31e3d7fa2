"""When a subject's keys are destroyed, what the views hold of the subject goes too."""

from collections.abc import Callable
from uuid import UUID

import pytest

from domain.shared import Compartment
from infrastructure.views.pages import Page, PageReader
from tests.examples import CHILD, NOW, OTHER_CHILD, TEACHER, TODAY
from tests.infrastructure.views.cases import PLACES, STAFF, on_file, paired, visited
from tests.infrastructure.views.opened import OpenedViews, opened
from tests.infrastructure.views.tally import Tally, tallied

OF_A_CHILD = (Compartment.IDENTITY, Compartment.CARE, Compartment.HEALTH, Compartment.LEGAL)


def erase(views: OpenedViews, subject: UUID) -> None:
    views.vault.destroy(subject, OF_A_CHILD, NOW)


def mentions(views: OpenedViews, subject: UUID) -> set[str]:
    return {name for name, rows in views.contents().items() if any(subject in row for row in rows)}


def file_both(views: OpenedViews) -> None:
    views.know(
        *(*PLACES, *STAFF, *on_file(CHILD), paired(CHILD, TEACHER), visited(CHILD, 1)),
        *(*on_file(OTHER_CHILD), paired(OTHER_CHILD, TEACHER)),
    )


def test_a_child_erased_before_the_views_came_by_leaves_no_row(views: OpenedViews) -> None:
    views.record(*PLACES, *STAFF, *on_file(CHILD), paired(CHILD, TEACHER), *on_file(OTHER_CHILD))
    erase(views, CHILD)
    assert views.projector.catch_up(wait_ms=10_000)
    assert mentions(views, CHILD) == set()
    assert views.projector.quarantined() == ()
    assert views.access.chain_of_child(CHILD) is None
    assert views.desk.page(TEACHER, TODAY, limit=10, cursor=None).total == 1


def test_a_child_erased_later_is_forgotten_by_all_views(views: OpenedViews) -> None:
    file_both(views)
    assert len(mentions(views, CHILD)) == 5
    others = mentions(views, OTHER_CHILD)
    erase(views, CHILD)
    views.projector.forget([CHILD])
    assert mentions(views, CHILD) == set()
    assert mentions(views, OTHER_CHILD) == others
    assert len(views.desk.load_of(TEACHER, TODAY)) == 1


def test_until_then_nothing_of_an_erased_child_is_shown(views: OpenedViews) -> None:
    file_both(views)
    erase(views, CHILD)
    page = views.desk.page(TEACHER, TODAY, limit=10, cursor=None)
    assert [row.child_id for row in page.rows] == [OTHER_CHILD]


def test_a_rebuild_brings_nothing_of_an_erased_child_back(views: OpenedViews) -> None:
    file_both(views)
    erase(views, CHILD)
    for view in ("access", "caseworker", "directory"):
        views.projector.rebuild(view)
    assert mentions(views, CHILD) == set()
    assert mentions(views, OTHER_CHILD) != set()


@pytest.mark.usefixtures("small_steps")
def test_a_child_erased_while_a_view_is_rebuilt_is_gone_from_the_new_one_too(
    views: OpenedViews,
) -> None:
    file_both(views)
    views.record_all(visited(OTHER_CHILD, number) for number in range(200))

    def erase_meanwhile(done: int, total: int) -> None:
        if 0 < done < total:
            erase(views, CHILD)
            views.projector.forget([CHILD])

    views.projector.rebuild("caseworker", erase_meanwhile)
    assert mentions(views, CHILD) == set()


def once_a_page_is_opened(patch: pytest.MonkeyPatch, happen: Callable[[], object]) -> None:
    """Let something happen when the next page was opened, before it is folded."""
    read = PageReader.read

    def reading(reader: PageReader, after: int, names: frozenset[str], *, head: int) -> Page:
        page = read(reader, after, names, head=head)
        patch.setattr(PageReader, "read", read)
        happen()
        return page

    patch.setattr(PageReader, "read", reading)


@pytest.mark.usefixtures("small_steps")
@pytest.mark.parametrize("view", ["access", "caseworker"])
def test_a_child_erased_between_opening_and_folding_is_gone_from_the_rebuilt_view(
    views: OpenedViews, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    file_both(views)
    views.record_all(visited(OTHER_CHILD, number) for number in range(200))
    others = mentions(views, OTHER_CHILD)

    def erase_and_forget() -> None:
        erase(views, CHILD)
        views.projector.forget([CHILD])

    once_a_page_is_opened(monkeypatch, erase_and_forget)
    views.projector.rebuild(view)
    assert mentions(views, CHILD) == set()
    assert mentions(views, OTHER_CHILD) == others


@pytest.mark.usefixtures("small_steps")
@pytest.mark.parametrize("view", ["access", "caseworker"])
def test_a_child_erased_while_another_process_rebuilds_with_keys_it_holds_is_gone_too(
    views: OpenedViews, view: str
) -> None:
    file_both(views)
    views.record_all(visited(OTHER_CHILD, number) for number in range(200))
    elsewhere = opened(views.databases)
    elsewhere.projector.rebuild("caseworker")
    erased: list[int] = []

    def erase_at_once(done: int, _total: int) -> None:
        if not erased:
            erased.append(done)
            erase(views, CHILD)
            views.projector.forget([CHILD])

    elsewhere.projector.rebuild(view, erase_at_once)
    assert mentions(views, CHILD) == set()


def test_a_child_erased_during_the_swap_is_forgotten_after_it(
    views: OpenedViews, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_both(views)
    once_a_page_is_opened(monkeypatch, lambda: erase(views, CHILD))
    views.projector.rebuild("access")
    views.projector.forget([CHILD])
    assert mentions(views, CHILD) == set()


def test_a_child_erased_while_a_view_moves_on_is_not_folded_after_it_was_forgotten(
    views: OpenedViews, monkeypatch: pytest.MonkeyPatch
) -> None:
    views.record(*PLACES, *STAFF, *on_file(CHILD), paired(CHILD, TEACHER))
    elsewhere = opened(views.databases)

    def erase_and_forget() -> None:
        erase(elsewhere, CHILD)
        elsewhere.projector.forget([CHILD])

    once_a_page_is_opened(monkeypatch, erase_and_forget)
    views.projector.catch_up(wait_ms=10_000)
    assert mentions(elsewhere, CHILD) == set()


def test_a_rebuild_keeps_a_child_of_whom_only_another_compartment_was_destroyed(
    views: OpenedViews,
) -> None:
    file_both(views)
    before = mentions(views, CHILD)
    views.vault.destroy(CHILD, [Compartment.HEALTH], NOW)
    for view in ("access", "caseworker"):
        views.projector.rebuild(view)
    assert mentions(views, CHILD) == before


def test_counters_stand(views: OpenedViews) -> None:
    projector = views.projector_of(Tally())
    file_both(views)
    assert projector.catch_up()
    with views.databases.views_engine.connect() as connection:
        before = tallied(connection)
    erase(views, CHILD)
    projector.forget([CHILD])
    with views.databases.views_engine.connect() as connection:
        after = tallied(connection)
    assert after == {subject: n for subject, n in before.items() if subject != CHILD}


def test_an_erased_person_has_no_name_and_no_duty(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF)
    views.vault.destroy(TEACHER, [Compartment.ORGANISATION], NOW)
    assert views.directory.people([TEACHER]) == {}
    views.projector.forget([TEACHER])
    assert views.directory.people([TEACHER]) == {}
    assert views.access.duties_of(TEACHER) == ()
