"""Where each standing holds is told, and what one of them may can be read alone."""

import pytest

from api.language import Language, catalog
from api.wording.standing_words import WHERE_STANDINGS_HOLD
from application.authorisation.permissions import whole_table
from domain.access.table import TABLE, Standing
from tests.writing_permissions import document

ENGLISH = catalog(Language.ENGLISH)


def test_each_standing_is_told_where_it_holds_on_the_page_and_in_the_document() -> None:
    assert [*WHERE_STANDINGS_HOLD] == [*Standing]
    written = document()
    assert all(ENGLISH.gettext(each) in written for each in WHERE_STANDINGS_HOLD.values())


@pytest.mark.parametrize("standing", Standing)
def test_what_one_standing_may_is_all_that_names_it_or_is_open_to_all(standing: Standing) -> None:
    shown = whole_table().of(standing)
    parts = (*shown.of_cases, *shown.of_files, *shown.of_no_child)
    assert {each.request for each in parts} == {
        request for request, row in TABLE.items() if row.is_open_to_all or standing in row.by
    }
    assert [each.standing for each in shown.standings] == [standing]
