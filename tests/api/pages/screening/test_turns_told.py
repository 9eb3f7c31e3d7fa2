"""Above every page whoever's turn it is to talk with a pupil is told so, and nobody else."""

from api import paths
from application.screening.leads import record_screening_lead
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.duty import ADVISER, LEAD, POSTS
from tests.api.pages.site import Site
from tests.office import acting
from tests.screening_examples import AGREED, BRING

WORD = "有学生轮到您谈一谈。"


def test_whose_turn_it_is_reads_so_above_the_page(site: Site) -> None:
    duty.employ(site)
    site.know(AGREED)
    record_screening_lead(site.opened.ledger, acting(POSTS[LEAD][0]), BRING, given.NOW)
    page = site.signed_in(ADVISER).get(paths.HEALTH_DESK).text
    assert WORD in page
    assert given.CHILD_NAME not in page
    assert WORD not in site.signed_in(LEAD).get(paths.HEALTH_DESK).text
