"""A child comes with a list, its file is opened and read, a mentor is paired and visits."""

from api import paths
from domain.care.facts import CareFileOpened
from domain.pairing.facts import MentorPaired
from domain.visits.facts import HomeVisitLogged
from tests import examples as given
from tests.api.pages.crisis.test_contacts import MADE
from tests.api.pages.forms import send
from tests.api.pages.site import SUPERVISOR, TEACHER, Site
from tests.api.pages.survey.test_recording_rosters import recorded
from tests.rosters.recording import USUAL, list_of, listed


def test_a_child_of_a_list_is_on_the_desk_paired_and_visited(each_site: Site) -> None:
    page = recorded(each_site, SUPERVISOR, list_of(listed()))
    assert "新登记 1 行" in page
    child_id = next(
        each.child_id for each in each_site.facts(CareFileOpened) if each.child_id != given.CHILD
    )
    supervisor, teacher = each_site.signed_in(SUPERVISOR), each_site.signed_in(TEACHER)
    file, pairings, visit = (
        paths.filled(path, child_id=child_id)
        for path in (paths.CHILD, paths.PAIRINGS, paths.NEW_VISIT)
    )
    assert file in supervisor.get(paths.DESK).text
    assert USUAL["监护人"] in supervisor.get(file).text
    assert teacher.get(file).status_code == 404
    paired = {
        "mentor_id": str(given.TEACHER),
        "mentor_kind": "teacher",
        "from_on": given.TODAY.isoformat(),
    }

    assert send(supervisor, pairings, **paired).status_code == 303
    assert send(teacher, visit, **MADE).status_code == 303

    assert [each.child_id for each in each_site.facts(MentorPaired)] == [given.CHILD, child_id]
    assert [each.child_id for each in each_site.facts(HomeVisitLogged)] == [child_id]
    assert "示例小红" in teacher.get(file).text
