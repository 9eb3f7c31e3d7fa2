"""What was handed to others by the pages: written down, told to the family, due on the desk."""

from api import paths
from domain.disclosures.facts import DataDisclosed, DisclosureTold
from tests import examples as given
from tests.api.pages.forms import form_on, send
from tests.api.pages.privacy import PRIVACY, VALID, employ
from tests.api.pages.site import LEADER, Site

REGISTER = paths.filled(paths.DISCLOSURES, child_id=given.CHILD)
SPEAKER = ("spoken_by", "speaker_name", "relation_code", "consent_means")
NEW = paths.filled(paths.NEW_DISCLOSURE, child_id=given.CHILD)


def test_what_was_handed_out_is_written_down_once_and_the_family_is_told(site: Site) -> None:
    employ(site)
    leader = site.signed_in(LEADER)
    typed: dict[str, str | list[str]] = {
        **VALID[paths.NEW_DISCLOSURE],
        "data_kinds": ["identity", "health"],
        "legal_basis": "consent",
        "processing": "sharing_with_hospital",
    }
    refused = send(leader, NEW, **typed)
    assert (refused.status_code, "家里没有同意" in refused.text) == (409, True)
    assert form_on(refused).fields["data_kinds"] == ["identity", "health"]
    for _ in range(2):
        taken = send(leader, NEW, refused, legal_basis="statutory_duty")
        assert (taken.status_code, taken.headers["location"]) == (303, REGISTER)
    assert len(site.facts(DataDisclosed)) == 2
    owed = site.facts(DataDisclosed)[0]
    tell = paths.filled(
        paths.TELL_DISCLOSURE, child_id=given.CHILD, disclosure_id=owed.disclosure_id
    )
    officer = site.signed_in(PRIVACY)
    assert "提供信息后要告知家里" in officer.get(paths.PRIVACY_DESK).text
    assert send(officer, tell, **VALID[paths.TELL_DISCLOSURE]).status_code == 303
    assert len(site.facts(DisclosureTold)) == 1
    assert "提供信息后要告知家里" not in officer.get(paths.PRIVACY_DESK).text


def test_the_desk_shows_each_request_until_it_is_answered(site: Site) -> None:
    employ(site)
    officer = site.signed_in(PRIVACY)
    typed = {name: VALID[paths.NEW_RIGHTS][name] for name in ("rights_kind", "asked_on", *SPEAKER)}
    asked = paths.filled(paths.NEW_RIGHTS, child_id=given.CHILD)
    assert "待核实身份" not in officer.get(paths.PRIVACY_DESK).text
    assert send(site.signed_in(LEADER), asked, **typed).status_code == 303
    desk = officer.get(paths.PRIVACY_DESK)
    assert ("复制" in desk.text, "待核实身份" in desk.text) == (True, True)
    assert given.CHILD_NAME not in desk.text
    assert str(given.CHILD)[-6:] in desk.text
