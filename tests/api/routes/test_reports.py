"""Harm is reported through the API by anybody, and received, answered and ended by two on duty."""

from dataclasses import replace
from uuid import UUID

from fastapi.testclient import TestClient

from domain.codelists import Body, HarmKind
from domain.reporting.facts import (
    BodyNotified,
    HarmedChildNamed,
    HarmSuspected,
    OutcomeReturned,
    ReceiptConfirmed,
    ReportAcknowledged,
    ReportClosed,
    ReportClosingProposed,
    ReportConflictKept,
    ReportOutcome,
    Suspect,
)
from domain.shared import CallId, ClosingId, DutyId, OutcomeId, PersonId, ReportId
from domain.staff.facts import DutyAssigned, PersonKind, PersonRegistered, Role
from tests import crisis
from tests import examples as e
from tests.api.routes.door import ADMINISTRATOR, LEADER, TEACHER, VOLUNTEER, Door, path
from tests.api.routes.worries import DUTY, PUPIL_NAME
from tests.report_examples import CALLED_AT, SEEN

REPORT = ReportId(e.example_id(871))
CALL, OUTCOME = CallId(e.example_id(873)), OutcomeId(e.example_id(874))
CLOSING, OTHER_CLOSING = ClosingId(e.example_id(875)), ClosingId(e.example_id(876))
OTHER = PersonId(e.example_id(181))
FREE = e.example_id(7_777)
"""An id that no report has."""

CALLED = {"body": "police", "called_at": CALLED_AT.isoformat(), "answered_by": "接警员"}
TO_SCHOOLS = CALLED | {"body": "education"}
HARM: dict[str, object] = {
    "child_id": str(e.OTHER_CHILD),
    "kind": "signs_of_violence",
    "at_school": True,
    "seen": SEEN,
    "suspects": ["teacher"],
    "suspect_ids": [str(e.TEACHER)],
    "name": PUPIL_NAME,
    "school_id": str(e.SCHOOL),
    "called": CALLED,
    "entered_at": "2026-03-10T09:10:00+08:00",
}
ENDED = {"body": "police", "outcome": "nothing_found", "returned_on": e.TODAY.isoformat()} | {
    "words": "问过邻居和孩子。"
}
WHY = {"why": "警方没有发现，学校改了放学安排。"}
SECRET = (SEEN, PUPIL_NAME, "接警员")

SUSPECTED = HarmSuspected(
    report_id=REPORT,
    child_id=e.OTHER_CHILD,
    kind=HarmKind.SIGNS_OF_VIOLENCE,
    at_school=True,
    seen=SEEN,
    suspects=(Suspect.TEACHER,),
    suspect_ids=(e.TEACHER,),
    bodies=(Body.POLICE, Body.EDUCATION),
    school_id=e.SCHOOL,
)


AT_ALL = HarmedChildNamed(report_id=REPORT, child_id=e.OTHER_CHILD, name=PUPIL_NAME)
FIRST_CALL = BodyNotified(
    report_id=REPORT,
    child_id=e.OTHER_CHILD,
    call_id=CallId(REPORT),
    body=Body.POLICE,
    called_at=CALLED_AT,
    answered_by="接警员",
)
LATER = replace(SUSPECTED, seen="另一句")
EXPECTED: list[object] = [
    AT_ALL,
    SUSPECTED,
    FIRST_CALL,
    replace(AT_ALL, with_conflict=True),
    ReportConflictKept(report_id=REPORT, child_id=e.OTHER_CHILD, kept=LATER),
    replace(FIRST_CALL, call_id=CALL, body=Body.EDUCATION),
    ReceiptConfirmed(
        report_id=REPORT, child_id=e.OTHER_CHILD, call_id=CALL, receipt_number="示例 07"
    ),
    ReportAcknowledged(
        report_id=REPORT, child_id=e.OTHER_CHILD, acknowledged_by=crisis.DUTY_OFFICER
    ),
    OutcomeReturned(
        report_id=REPORT,
        child_id=e.OTHER_CHILD,
        outcome_id=OUTCOME,
        body=Body.POLICE,
        outcome=ReportOutcome.NOTHING_FOUND,
        returned_on=e.TODAY,
        recorded_by=crisis.DUTY_OFFICER,
        words=ENDED["words"],
    ),
    ReportClosingProposed(
        report_id=REPORT,
        child_id=e.OTHER_CHILD,
        closing_id=CLOSING,
        proposed_by=crisis.DUTY_OFFICER,
        why=WHY["why"],
    ),
    ReportClosed(
        report_id=REPORT,
        child_id=e.OTHER_CHILD,
        closing_id=OTHER_CLOSING,
        closed_by=OTHER,
        why=WHY["why"],
        proposed_by=crisis.DUTY_OFFICER,
    ),
]


def step(*parts: str | UUID) -> str:
    return path("reports", REPORT, *parts)


def twice(client: TestClient, address: str, body: object = None) -> None:
    """Send it as a telephone does that lost the answer: the first receipt comes again."""
    first, again = (client.put(address, json=body) for _time in range(2))
    assert (first.status_code, again.status_code) == (201, 200), (first.text, again.text)
    assert first.json() == again.json()


def test_a_report_goes_from_whoever_saw_it_to_those_the_law_names(at_work: Door) -> None:
    volunteer, duty = at_work.signed_in(VOLUNTEER), at_work.signed_in(DUTY)
    twice(volunteer, step(), HARM)
    kept = volunteer.put(step(), json=HARM | {"seen": "另一句"})
    assert (kept.status_code, kept.json()["code"]) == (409, "conflict_kept")
    assert "另一句" not in kept.text
    twice(volunteer, step("calls", CALL), TO_SCHOOLS)
    twice(volunteer, step("calls", CALL, "receipt"), {"receipt_number": "示例 07"})
    own = volunteer.get(path("own-reports", REPORT)).json()
    assert [each["receipt_number"] for each in own["calls"]] == [None, "示例 07"]
    assert (own["untold"], own["is_acknowledged"], own["is_closed"]) == ([], False, False)
    # Nothing of the child: no reading of theirs is on record.
    assert [each for each in (*SECRET, str(e.OTHER_CHILD)) if each in str(own)] == ["接警员"]
    (line,) = volunteer.get(path("own-reports")).json()["items"]
    assert (line["report_id"], line["is_closed"]) == (str(REPORT), False)
    is_listed_and_read_on_duty(duty)
    is_received_answered_and_ended_by_two(at_work, duty)
    (said,) = volunteer.get(path("own-reports", REPORT)).json()["outcomes"]
    assert said == {key: ENDED[key] for key in ("body", "outcome", "returned_on")}
    assert [each.fact for each in at_work.recorded(SUSPECTED)] == EXPECTED
    assert duty.get(path("reports")).json()["items"] == []


def is_listed_and_read_on_duty(duty: TestClient) -> None:
    listed = duty.get(path("reports"))
    (line,) = listed.json()["items"]
    assert (line["report_id"], line["waits_for"]) == (str(REPORT), "acknowledged")
    assert [each for each in SECRET if each in listed.text] == []
    after = {"cursor": str(line["position"])}
    assert duty.get(path("reports"), params=after).json()["items"] == []
    assert duty.get(path("reports"), params={"cursor": "-1"}).status_code == 422
    shown = duty.get(step()).json()
    assert (shown["name"], shown["suspected"]["seen"], shown["repeats"]) == (PUPIL_NAME, SEEN, 1)
    assert str(e.VOLUNTEER) not in str(shown)
    assert "answer_report" in shown["may"]


def is_received_answered_and_ended_by_two(door: Door, duty: TestClient) -> None:
    other = on_duty(door)
    early = duty.put(step("outcomes", OUTCOME), json=ENDED)
    twice(duty, step("acknowledgement"))
    taken = other.put(step("acknowledgement"))
    twice(duty, step("outcomes", OUTCOME), ENDED)
    twice(duty, step("closings", CLOSING), WHY)
    alone = duty.put(step("closings", OTHER_CLOSING), json=WHY)
    twice(other, step("closings", OTHER_CLOSING), WHY)
    assert [(each.status_code, each.json()["code"]) for each in (early, taken, alone)] == [
        (409, "report_not_acknowledged"),
        (409, "report_already_acknowledged"),
        (409, "report_closing_needs_another"),
    ]


def on_duty(door: Door) -> TestClient:
    """Let in another of the county office's duty officers."""
    door.know(
        PersonRegistered(person_id=OTHER, kind=PersonKind.HUMAN, name="示例值班员"),
        DutyAssigned(
            person_id=OTHER,
            duty_id=DutyId(e.example_id(1_990)),
            role=Role.COUNTY_DUTY_OFFICER,
            organisation_id=e.COUNTY_OFFICE,
            from_on=e.TODAY,
        ),
    )
    return door.signed_in_as(OTHER, "other")


def test_whom_the_law_does_not_name_is_answered_alike_with_and_without_a_report(
    at_work: Door,
) -> None:
    assert at_work.signed_in(VOLUNTEER).put(step(), json=HARM).status_code == 201
    # The teacher is suspected, the principal stands above the school's people, none is told.
    for login in (TEACHER, LEADER, ADMINISTRATOR):
        client = at_work.signed_in(login)
        assert client.get(path("reports")).status_code == 403
        for report_id in (REPORT, FREE):
            answers = [
                client.get(path("reports", report_id)),
                client.get(path("own-reports", report_id)),
                client.put(path("reports", report_id, "calls", CALL), json=CALLED),
                client.put(path("reports", report_id, "acknowledgement")),
                client.put(path("reports", report_id, "closings", CLOSING), json=WHY),
            ]
            assert [each.status_code for each in answers] == [403, 404, 403, 403, 403]
    assert at_work.signed_in(TEACHER).get(path("own-reports")).json()["items"] == []
    assert len(at_work.recorded(SUSPECTED)) == 3
