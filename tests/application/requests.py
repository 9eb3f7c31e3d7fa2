"""One request of each kind, as anybody in the office may try it."""

from collections.abc import Callable, Mapping
from datetime import date

from application.care_files.care import assess_care_level
from application.care_files.children import record_carer, register_child
from application.care_files.corrections import correct_home_visit
from application.care_files.desk import my_children
from application.care_files.files import care_file
from application.care_files.heads import child_head
from application.care_files.history import history
from application.care_files.pairing import end_pairing, mentor_load, pair_mentor
from application.care_files.visits import log_home_visit, log_talk
from application.reads.sealed_words import sealed_words
from application.staffing.proposing import approve_duty, propose_duty
from application.staffing.staff import (
    end_duty,
    organisations,
    people,
    register_organisation,
    register_person,
)
from domain.care.state import AssessCareLevel, Assessment
from domain.children.facts import CarerStanding
from domain.children.state import RecordCarer, RegisterChild
from domain.codelists import Sex
from domain.pairing.facts import MentorKind, PairingEndReason
from domain.pairing.state import EndPairing, PairMentor
from domain.shared import (
    CarerId,
    ChildId,
    CorrectionId,
    DutyId,
    OrganisationId,
    PairingId,
    PersonId,
    TalkId,
    VerifiedBy,
    VisitId,
)
from domain.staff.facts import DutyEndReason, OrganisationKind, PersonKind, Role
from domain.staff.state import (
    ApproveDuty,
    EndDuty,
    ProposeDuty,
    RegisterOrganisation,
    RegisterPerson,
)
from domain.visits.state import CorrectHomeVisit, LogHomeVisit, LogTalk
from tests import examples as given
from tests.office import ADMINISTRATOR, Office, acting, read_id, with_factor

Ask = Callable[[Office, PersonId, int], object]
"""Lets a person ask for something; the number makes the ids of each try its own."""


def new(number: int, part: int) -> int:
    return 100_000 + 1_000 * part + number


def duty_to_propose(number: int) -> ProposeDuty:
    return ProposeDuty(
        person_id=given.VOLUNTEER,
        duty_id=DutyId(given.example_id(new(number, 3))),
        role=Role.VOLUNTEER,
        organisation_id=given.SCHOOL,
        from_on=date(2027 + number, 1, 1),
        to_on=date(2027 + number, 1, 2),
    )


REQUESTS: Mapping[str, Ask] = {
    "register an organisation": lambda office, by, n: register_organisation(
        office.ledger,
        acting(by),
        RegisterOrganisation(
            organisation_id=OrganisationId(given.example_id(new(n, 1))),
            kind=OrganisationKind.VILLAGE,
            name=f"示例{n}村",
            parent_id=given.TOWNSHIP,
        ),
        given.NOW,
    ),
    "register a person": lambda office, by, n: register_person(
        office.ledger,
        acting(by),
        RegisterPerson(
            person_id=PersonId(given.example_id(new(n, 2))), kind=PersonKind.HUMAN, name="示例"
        ),
        given.NOW,
    ),
    "propose a duty": lambda office, by, n: propose_duty(
        office.ledger, acting(by), duty_to_propose(n), given.NOW
    ),
    "approve a duty": lambda office, by, n: (
        propose_duty(office.ledger, acting(ADMINISTRATOR), duty_to_propose(50 + n), given.NOW),
        approve_duty(
            office.ledger,
            with_factor(by),
            ApproveDuty(person_id=given.VOLUNTEER, duty_id=duty_to_propose(50 + n).duty_id),
            given.NOW,
        ),
    ),
    "end a duty": lambda office, by, _n: end_duty(
        office.ledger,
        acting(by),
        EndDuty(
            person_id=given.COMMUNITY_WORKER,
            duty_id=DutyId(given.example_id(282)),
            ended_on=given.TODAY,
            reason=DutyEndReason.MOVED,
        ),
        given.NOW,
    ),
    "read the staff": lambda office, by, _n: (
        organisations(office.ledger, acting(by), given.NOW),
        people(office.ledger, acting(by), given.NOW),
    ),
    "register a child": lambda office, by, n: register_child(
        office.ledger,
        acting(by),
        RegisterChild(
            child_id=ChildId(given.example_id(new(n, 4))),
            name="示例",
            sex=Sex.FEMALE,
            born_on=given.BORN_ON,
        ),
        given.NOW,
    ),
    "record a carer": lambda office, by, n: record_carer(
        office.ledger,
        acting(by),
        RecordCarer(
            child_id=given.CHILD,
            carer_id=CarerId(given.example_id(new(n, 5))),
            name="示例爷爷",
            relation_code="61",
            standing=CarerStanding.CLOSE_RELATIVE,
            as_of_on=given.TODAY,
            verified_by=VerifiedBy.HEARD,
        ),
        given.NOW,
    ),
    "assess the care level": lambda office, by, n: assess_care_level(
        office.ledger,
        acting(by),
        AssessCareLevel(
            child_id=given.CHILD,
            assessment=Assessment(
                level=3,
                basis=f"示例{n}",
                assessed_on=given.TODAY,
                next_review_on=date(2026, 5, 1),
            ),
        ),
        given.example_id(new(n, 6)),
        given.NOW,
    ),
    "see a mentor's load": lambda office, by, _n: mentor_load(
        office.ledger, acting(by), given.TEACHER, given.NOW
    ),
    "log a home visit": lambda office, by, n: log_home_visit(
        office.ledger,
        acting(by),
        LogHomeVisit(
            child_id=given.CHILD,
            visit_id=VisitId(given.example_id(new(n, 7))),
            visit=given.HOME_VISIT,
        ),
        given.NOW,
    ),
    "log a talk": lambda office, by, n: log_talk(
        office.ledger,
        acting(by),
        LogTalk(
            child_id=given.CHILD,
            talk_id=TalkId(given.example_id(new(n, 8))),
            talk=given.TALK,
        ),
        given.NOW,
    ),
    "correct the teacher's visit": lambda office, by, n: correct_home_visit(
        office.ledger,
        acting(by),
        CorrectHomeVisit(
            child_id=given.CHILD,
            visit_id=given.VISIT_ID,
            correction_id=CorrectionId(given.example_id(new(n, 9))),
            visit=given.HOME_VISIT,
            why="示例",
        ),
        given.NOW,
    ),
    "list one's children": lambda office, by, n: my_children(
        office.ledger, acting(by), given.NOW, read_id=read_id(new(n, 10))
    ),
    "see who a child is": lambda office, by, n: child_head(
        office.ledger, office.asked(by, new(n, 11))
    ),
    "read the care file": lambda office, by, n: care_file(
        office.ledger, office.asked(by, new(n, 12))
    ),
    "read the history": lambda office, by, n: history(office.ledger, office.asked(by, new(n, 13))),
    "read the child's words": lambda office, by, n: sealed_words(
        office.ledger, office.asked(by, new(n, 14)), given.VISIT_ID
    ),
    "pair a mentor": lambda office, by, _n: pair_mentor(
        office.ledger,
        acting(by),
        PairMentor(
            child_id=given.CHILD,
            pairing_id=PairingId(given.example_id(555)),
            mentor_id=given.COMMUNITY_WORKER,
            mentor_kind=MentorKind.COMMUNITY_WORKER,
            from_on=given.TODAY,
            until_on=given.PAIRED_UNTIL,
        ),
        given.NOW,
    ),
    "end the pairing": lambda office, by, _n: end_pairing(
        office.ledger,
        acting(by),
        EndPairing(
            child_id=given.CHILD,
            pairing_id=PairingId(given.example_id(555)),
            ended_on=given.TODAY,
            reason=PairingEndReason.CHILD_ASKED,
        ),
        given.NOW,
    ),
}
