"""Wrong numbers that somebody types in place of a proposed one, on the page."""

from api import paths
from tests import examples as given
from tests.api.pages.care_files.test_identity import IDENTITY, NUMBER, settling
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import LEADER, TEACHER, Site


def test_the_fifth_wrong_number_closes_it_and_the_proposer_is_told_why(site: Site) -> None:
    teacher, leader = site.signed_in(TEACHER), site.signed_in(LEADER)
    send(teacher, IDENTITY, **NUMBER)
    waiting, typed = leader.get(IDENTITY), given.ID_NUMBER
    assert "再输的号码多次对不上" not in waiting.text
    answers = [
        send(leader, settling(site), waiting, settling="confirm", typed_number=typed)
        for _ in range(5)
    ]
    assert [each.status_code for each in answers] == [422, 422, 422, 422, 409]
    assert "这次更正不再有效" in answers[-1].text
    assert form_on(answers[-1], IDENTITY).method == "post"
    told = teacher.get(IDENTITY).text
    assert all(each in told for each in ("您上次提出的", "未同意", "再输的号码多次对不上"))
    history = leader.get(paths.filled(paths.HISTORY, child_id=given.CHILD)).text
    assert history.count("身份证号核对未通过") == 5
    chosen = {"settling": "decline", "why_not_corrected": "other_numbers_typed"}
    send(teacher, IDENTITY, **NUMBER)
    refused = send(leader, settling(site), leader.get(IDENTITY), **chosen)
    assert (refused.status_code, 'id="why_not_corrected-error"' in refused.text) == (422, True)
