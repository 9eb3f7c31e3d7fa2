"""A written answer by the pages: printed alone, and noted as handed over."""

from api import paths
from domain.rights.facts import AnswerHandedOver
from tests import examples as given
from tests import privacy
from tests.api.pages.forms import form_on, send
from tests.api.pages.privacy.privacy import PRIVACY, employ
from tests.api.pages.site import LEADER, Site

RIGHTS = paths.filled(paths.RIGHTS, child_id=given.CHILD)
LETTER, HAND_OVER = (
    paths.filled(each, child_id=given.CHILD, rights_id=privacy.ASKED)
    for each in (paths.RIGHTS_LETTER, paths.HAND_OVER_ANSWER)
)


def test_an_answer_is_printed_and_noted_as_handed_over(site: Site) -> None:
    employ(site)
    leader = site.signed_in(LEADER)
    assert f'href="{LETTER}"' in leader.get(RIGHTS).text
    letter = leader.get(LETTER).text
    for words in (given.CHILD_NAME, privacy.ASK.name or "", "人民法院", "盖章", "示例"):
        assert words in letter
    refused = send(leader, HAND_OVER, handed_on=given.TODAY.isoformat())
    assert (refused.status_code, "怎么交给的：请" in refused.text) == (422, True)
    assert form_on(refused).fields["handed_on"] == [given.TODAY.isoformat()]
    for _ in range(2):
        taken = send(leader, HAND_OVER, refused, handing_means="through_school")
        assert (taken.status_code, taken.headers["location"]) == (303, RIGHTS)
    assert len(site.facts(AnswerHandedOver)) == 1
    early = send(leader, HAND_OVER, refused, handed_on="2026-01-01", handing_means="by_post")
    assert (early.status_code, "不用再登记" in early.text) == (409, True)
    again = leader.get(HAND_OVER).text
    assert all(each in again for each in ("已交给", "不用再登记"))
    assert 'name="handed_on"' not in again
    told = site.signed_in(PRIVACY).get(RIGHTS).text
    assert "已交给" in told
    assert f'href="{HAND_OVER}"' not in told
