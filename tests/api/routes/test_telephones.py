"""The telephone of a person through the API: proposed by one, seen and confirmed by another."""

from domain.shared import TelephoneId
from tests import examples as e
from tests.api.routes.door import ADMINISTRATOR, OFFICER, TEACHER, Door, path

NUMBER = "13000000055"
ID = TelephoneId(e.example_id(1985))
TELEPHONES = path("people", e.TEACHER, "telephones")
PROPOSED = f"{TELEPHONES}/{ID}"


def test_whoever_may_confirm_a_telephone_is_told_what_waits_and_by_which_id(door: Door) -> None:
    administrator, officer = door.signed_in(ADMINISTRATOR), door.signed_in(OFFICER)
    before = officer.get(TELEPHONES).json()
    assert (before["waits"], before["may_confirm"]) == (None, False)
    assert administrator.put(PROPOSED, json={"telephone": NUMBER}).status_code == 201
    assert administrator.get(TELEPHONES).json()["may_confirm"] is False
    seen = officer.get(TELEPHONES).json()
    assert (seen["phone"], seen["may_confirm"]) == (before["phone"], True)
    assert seen["waits"] == {
        "person_id": str(e.TEACHER),
        "telephone_id": str(ID),
        "telephone": NUMBER,
        "proposed_by": str(e.OPERATOR),
        "proposed_on": e.TODAY.isoformat(),
    }
    confirmed = officer.put(f"{TELEPHONES}/{seen['waits']['telephone_id']}/confirmation")
    assert confirmed.status_code == 201
    after = officer.get(TELEPHONES).json()
    assert (after["phone"], after["waits"]) == (NUMBER, None)
    refused = door.signed_in(TEACHER).get(TELEPHONES)
    assert (refused.status_code, NUMBER in refused.text) == (403, False)
