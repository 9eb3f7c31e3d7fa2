"""Whatever people do among themselves: no administrator comes to see a child by administrators."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from domain.access.table import Request, Standing, permit
from domain.errors import DomainError
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.apart import ADMINISTRATORS, RESPONSIBLE, signs_as
from domain.staff.facts import (
    DutyApproved,
    DutyAssigned,
    DutyEndReason,
    DutyProposed,
    OrganisationKind,
    OrganisationRegistered,
    PersonKind,
    PersonRegistered,
    Role,
    StaffEvent,
)
from domain.staff.giving import Places
from domain.staff.places import ROLE_PLACES
from domain.staff.proposing import Signatory, approve_duty, propose_duty
from domain.staff.rules import Answer, end_duty, holds_on
from domain.staff.state import ApproveDuty, EndDuty, ProposeDuty, StaffState, fold
from tests.examples import RULES, TODAY, example_id

Roles = tuple[Role, ...]
ADMINISTERING: tuple[Roles, ...] = (
    (Role.SYSTEM_ADMINISTRATOR,),
    (Role.SECURITY_ADMINISTRATOR,),
    (Role.AUDITOR,),
    # Somebody of the days before administrators were kept apart: signs as an administrator only.
    (Role.SYSTEM_ADMINISTRATOR, Role.COUNTY_OFFICER),
    (Role.SECURITY_ADMINISTRATOR, Role.BUREAU_OFFICER),
)
ANSWERING: tuple[Roles, ...] = ((Role.BUREAU_OFFICER,), (Role.COUNTY_OFFICER,))
WITHOUT_DUTY: tuple[Roles, ...] = ((), (), ())
ROLES = [role for role in Role if role is not Role.HEALTH_VICE_PRINCIPAL]
PLACES = {
    kind: OrganisationRegistered(
        organisation_id=OrganisationId(example_id(1 + number)), kind=kind, name="示例"
    )
    for number, kind in enumerate(OrganisationKind)
}
Staff = dict[PersonId, list[StaffEvent]]
Try = tuple[str, int, int, Role, int]
TRIES = st.lists(
    st.tuples(
        st.sampled_from(["propose", "propose", "approve", "approve", "approve", "end"]),
        st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from(ROLES) | st.sampled_from(sorted(ADMINISTRATORS)),
        st.integers(0, 400),
    ),
    min_size=20,
    max_size=60,
)

# Always the same tries, so that what has to be seen among them is seen; none is made smaller, which
# would take minutes where the rules are broken.
COLLUDING = settings(max_examples=150, deadline=None, derandomize=True, phases=[Phase.generate])


def staff_of(held: Sequence[Roles]) -> Staff:
    """People of these roles, as the operator founded them, and some without any duty."""
    found: Staff = {}
    for number, roles in enumerate(held):
        person_id = PersonId(example_id(130 + number))
        found[person_id] = [
            PersonRegistered(person_id=person_id, kind=PersonKind.HUMAN, name="示例")
        ]
        found[person_id] += [
            DutyAssigned(
                person_id=person_id,
                duty_id=DutyId(example_id(1_000 + 10 * number + which)),
                role=role,
                organisation_id=place_of(role).organisation_id,
                from_on=TODAY,
                to_on=TODAY + timedelta(days=300),
            )
            for which, role in enumerate(roles)
        ]
    return found


def place_of(role: Role) -> OrganisationRegistered:
    return next(PLACES[kind] for kind in OrganisationKind if kind in ROLE_PLACES[role])


def held_by(state: StaffState, on: date = TODAY) -> set[Role]:
    return {each.role for each in state.assigned.values() if holds_on(state, each, on)}


def signatory(staff: Staff, by: PersonId, request: Request) -> Signatory | None:
    """Who signs, where the table lets one of the roles have the request at any place."""
    state = fold(staff[by])
    known = {each.value for each in Standing}
    allowed = [
        role
        for role in sorted(held_by(state))
        if role.value in known
        and permit(request, {Standing(role.value)}, factor_is_fresh=True).allowed
    ]
    return Signatory(person_id=by, role=signs_as(state, allowed[0], TODAY)) if allowed else None


def proposed(staff: Staff, by: PersonId, person: PersonId, what: ProposeDuty) -> Answer:
    who = signatory(staff, by, Request.PROPOSE_DUTY)
    if who is None:
        return ()
    places = Places(organisation=fold([place_of(what.role)]))
    return propose_duty(fold(staff[person]), what, by=who, places=places, today=TODAY, rules=RULES)


def waiting(staff: Staff) -> list[DutyProposed]:
    states = [fold(facts) for facts in staff.values()]
    return [
        each for state in states for key, each in state.proposed.items() if key not in state.decided
    ]


def approved(staff: Staff, by: PersonId, proposal: DutyProposed) -> Answer:
    who = signatory(staff, by, Request.APPROVE_DUTY)
    if who is None:
        return ()
    return approve_duty(
        fold(staff[proposal.person_id]),
        ApproveDuty(person_id=proposal.person_id, duty_id=proposal.duty_id),
        by=who,
        places=Places(organisation=fold([place_of(proposal.role)])),
        today=TODAY,
        rules=RULES,
    )


def ended(staff: Staff, by: PersonId, person: PersonId, which: int) -> Answer:
    state = fold(staff[person])
    if signatory(staff, by, Request.END_DUTY) is None or not state.assigned:
        return ()
    held = held_by(state)
    if held & ADMINISTRATORS and held - ADMINISTRATORS:
        # Freed of the first, they would be no administrator any more, and sign as what is left.
        return ()
    duty = list(state.assigned.values())[which % len(state.assigned)]
    asked = EndDuty(
        person_id=person,
        duty_id=duty.duty_id,
        ended_on=duty.from_on - timedelta(days=1),
        reason=DutyEndReason.ASSIGNED_IN_ERROR,
    )
    return end_duty(state, asked, by=None, today=TODAY)


def try_all(staff: Staff, tries: Sequence[Try]) -> None:
    """Let people try one thing after another; what is refused changes nothing."""
    people = list(staff)
    for number, (what, by_number, person_number, role, days) in enumerate(tries):
        by = people[by_number % len(people)]
        person = people[person_number % len(people)]
        request = ProposeDuty(
            person_id=person,
            duty_id=DutyId(example_id(2_000 + number)),
            role=role,
            organisation_id=place_of(role).organisation_id,
            from_on=TODAY,
            to_on=TODAY + timedelta(days=days),
        )
        try:
            if what == "propose":
                answer = proposed(staff, by, person, request)
            elif what == "approve" and (open_ := waiting(staff)):
                proposal = open_[days % len(open_)]
                person, answer = proposal.person_id, approved(staff, by, proposal)
            else:
                answer = ended(staff, by, person, days) if what == "end" else ()
        except DomainError:
            continue
        if isinstance(answer, tuple):
            staff[person] += answer


def given_later(staff: Staff, founded: Sequence[Roles]) -> list[DutyAssigned]:
    """Return every duty that was given after the founding."""
    begun = staff_of(founded)
    return [
        each
        for person, facts in staff.items()
        for each in facts[len(begun[person]) :]
        if isinstance(each, DutyAssigned)
    ]


def test_administrators_alone_never_give_anybody_a_role_that_is_no_administrators() -> None:
    founded, seen = (*ADMINISTERING, *WITHOUT_DUTY), list[Role]()

    @COLLUDING
    @given(TRIES)
    def collude(tries: list[Try]) -> None:
        staff = staff_of(founded)
        try_all(staff, tries)
        roles = [each.role for each in given_later(staff, founded)]
        seen.extend(roles)
        assert set(roles) <= ADMINISTRATORS

    collude()
    # So that it is known that they could give something at all.
    assert set(seen) == ADMINISTRATORS


def test_with_officers_among_them_two_others_sign_and_one_of_those_for_the_place() -> None:
    founded, seen = (*ANSWERING, *ADMINISTERING[:3], *WITHOUT_DUTY), list[Role]()

    @COLLUDING
    @given(TRIES)
    def collude(tries: list[Try]) -> None:
        staff = staff_of(founded)
        try_all(staff, tries)
        for duty in given_later(staff, founded):
            state = fold(staff[duty.person_id])
            approval, proposal = state.decided[duty.duty_id], state.proposed[duty.duty_id]
            assert isinstance(approval, DutyApproved)
            signers = {approval.approved_by, proposal.proposed_by}
            assert len({duty.person_id, *signers}) == 3
            signed = {approval.approved_as, proposal.proposed_as}
            assert duty.role in ADMINISTRATORS or signed & RESPONSIBLE
            seen.append(duty.role)
        for facts in staff.values():
            held = held_by(fold(facts))
            assert not held & ADMINISTRATORS or len(held) == 1

    collude()
    assert {each in ADMINISTRATORS for each in seen} == {True, False}
