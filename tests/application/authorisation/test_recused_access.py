"""Whoever may be involved in a case of a child gets no access to it, and learns nothing."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from uuid import uuid5

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from application.authorisation.grant_reading import open_grant
from application.care_files.files import care_file
from application.crisis.reading import case_reading
from application.crisis.worries.referrals import withdraw_concern
from application.ports import Commit
from application.states import grants_stream
from domain.errors import (
    DomainError,
    NotFound,
    NotPermitted,
    Parameter,
    RuleBroken,
    Unavailable,
)
from domain.grants.facts import GlassBreakCounted
from domain.grants.state import BreakGlass
from domain.referrals.facts import Involved, WithdrawalReason
from domain.referrals.state import WithdrawConcern
from domain.shared import CaseId, ChildId, Compartment, GrantId, PersonId, RequestId
from tests import examples as given
from tests.application.casework import WORRY, raised, taken, told
from tests.application.casework import asked as asked_case
from tests.application.granting import (
    ASK,
    ASK_HEALTH,
    BREAK,
    GLASS,
    LAWYER,
    PRIVACY_OFFICER,
    approved,
    asked,
    broken,
    look,
    look_at,
    open_granting,
    reopen_granting,
    reviewed,
)
from tests.crisis import CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger, SqliteLedgers
from tests.office import LEADER, OFFICER, Office, reopen_office

HEALTH = (Compartment.HEALTH,)
NAMING_LAWYER = replace(WORRY, involved_ids=(LAWYER,))


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_granting(founded_ledger(open_granting))


def worried(office: Office, *people: PersonId) -> None:
    raised(office, replace(WORRY, involved_ids=people))
    told(office)


def test_broken_glass_closes_at_once_when_its_user_is_named(office: Office) -> None:
    broken(office)
    care_file(office.ledger, look())
    worried(office, LAWYER)
    with pytest.raises(NotFound, match="child_not_found"):
        care_file(office.ledger, look(number=2))
    with pytest.raises(NotFound, match="case_not_found"):
        case_reading.case(office.ledger, asked_case(LAWYER))


def test_the_refusal_is_the_one_of_a_child_that_has_no_file(office: Office) -> None:
    worried(office, LAWYER)
    with pytest.raises(RuleBroken) as refused:
        broken(office)
    with pytest.raises(RuleBroken) as unknown:
        broken(office, replace(BREAK, child_id=given.OTHER_CHILD))
    told_both = [(each.value.code, each.value.parameters) for each in (refused, unknown)]
    assert told_both == [("glass_not_possible", {})] * 2


def test_no_other_refusal_tells_whoever_is_named_from_whoever_is_not(office: Office) -> None:
    worried(office, LAWYER)

    def refusal(request: BreakGlass, child_id: ChildId) -> tuple[str, Mapping[str, Parameter]]:
        with pytest.raises(DomainError) as refused:
            broken(office, replace(request, child_id=child_id))
        return refused.value.code, refused.value.parameters

    def alike(request: BreakGlass, code: str) -> None:
        told_of = [refusal(request, each) for each in (given.CHILD, given.OTHER_CHILD, nobody)]
        assert told_of[0][0] == code
        assert told_of == [told_of[0]] * 3

    nobody, ids = ChildId(given.example_id(399)), [GrantId(uuid5(GLASS, each)) for each in "abc"]
    alike(replace(BREAK, why=" "), "required")
    facts = [
        GlassBreakCounted(person_id=LAWYER, grant_id=each, until_at=given.NOW + timedelta(hours=1))
        for each in ids
    ]
    office.ledger.log.append(
        Commit(
            facts=tuple(facts),
            expected={grants_stream(LAWYER): 0},
            request_id=RequestId(given.example_id(906)),
            actor_id=LAWYER,
            recorded_at=given.NOW,
        )
    )
    alike(BREAK, "too_many_glass_breaks")
    alike(replace(BREAK, grant_id=ids[0]), "glass_already_broken")


def test_whose_duty_opens_the_file_is_told_the_same_whether_they_are_named_or_not(
    office: Office,
) -> None:
    worried(office, LEADER)
    for person in (LEADER, given.TEACHER):
        with pytest.raises(RuleBroken, match="glass_not_needed"):
            broken(office, by=person)


def test_whoever_is_named_by_post_or_as_mentor_is_kept_out_too(office: Office) -> None:
    raised(office, replace(WORRY, involved=(Involved.MENTOR, Involved.SCHOOL_LEADER)))
    people = [given.TEACHER, LEADER, LAWYER, OFFICER]
    out = office.ledger.grants.kept_out(given.CHILD, people, given.NOW)
    assert out == {given.TEACHER, LEADER}
    assert office.ledger.grants.kept_out(given.OTHER_CHILD, people, given.NOW) == frozenset()


def test_a_request_for_health_by_whoever_is_named_is_taken_and_shown_to_nobody(
    office: Office,
) -> None:
    worried(office, LAWYER)
    assert asked(office, ASK_HEALTH).fresh
    assert office.ledger.grants.to_decide(CRISIS_LEAD, given.NOW, limit=5).rows == ()
    with pytest.raises(NotFound, match="grant_not_found"):
        open_grant(office.ledger, look_at(CRISIS_LEAD))
    with pytest.raises(NotFound, match="access_request_not_found"):
        approved(office, CRISIS_LEAD, HEALTH)


def test_a_request_for_health_is_not_decided_by_whoever_is_named(office: Office) -> None:
    worried(office, CRISIS_LEAD)
    asked(office, ASK_HEALTH)
    assert office.ledger.grants.to_decide(CRISIS_LEAD, given.NOW, limit=5).rows == ()
    with pytest.raises(NotFound, match="access_request_not_found"):
        approved(office, CRISIS_LEAD, HEALTH)
    (waiting,) = office.ledger.grants.to_decide(DUTY_OFFICER, given.NOW, limit=5).rows
    assert waiting.person_id == LAWYER
    assert approved(office, DUTY_OFFICER, HEALTH).fresh


def test_a_grant_for_health_opens_the_case_until_its_holder_is_named_in_any(
    office: Office,
) -> None:
    worried(office)
    asked(office, ASK_HEALTH)
    approved(office, CRISIS_LEAD, HEALTH)
    assert case_reading.case(office.ledger, asked_case(LAWYER)).entries
    other = replace(NAMING_LAWYER, case_id=CaseId(uuid5(WORRY.case_id, "other")))
    raised(office, other)
    with pytest.raises(NotFound, match="case_not_found"):
        case_reading.case(office.ledger, asked_case(LAWYER, number=2))


def test_whoever_is_named_is_neither_told_of_broken_glass_nor_reviews_it(office: Office) -> None:
    worried(office, given.SUPERVISOR, PRIVACY_OFFICER)
    broken(office)
    for person in (given.SUPERVISOR, PRIVACY_OFFICER):
        assert office.ledger.grants.counts(person, given.NOW).to_review == 0
        with pytest.raises(NotFound, match="grant_not_found"):
            reviewed(office, by=person)
        with pytest.raises(NotFound, match="grant_not_found"):
            open_grant(office.ledger, look_at(person, GLASS))
    assert office.ledger.grants.counts(OFFICER, given.NOW).to_review == 1


def test_nothing_is_opened_while_it_cannot_be_told_who_may_be_involved(office: Office) -> None:
    broken(office)

    class Behind:
        """A view that does not catch up."""

        def kept_out(self, *_asked: object) -> frozenset[PersonId]:
            raise Unavailable("access_view_behind")

    behind = replace(office.ledger, grants=Behind())  # type: ignore[arg-type]
    with pytest.raises(Unavailable, match="access_view_behind"):
        care_file(behind, look())


# ── no sequence of requests lets in whoever is named ─────────────────────────────────────────────

STEPS: Mapping[str, Callable[[Office], object]] = {
    "name": lambda office: raised(office, NAMING_LAWYER),
    "tell": told,
    "take": lambda office: taken(office, DUTY_OFFICER),
    "withdraw": lambda office: withdraw_concern(
        office.ledger,
        look(DUTY_OFFICER).actor,
        WithdrawConcern(
            case_id=WORRY.case_id, reason=WithdrawalReason.UNFOUNDED, why="核实过,没有这回事。"
        ),
        given.NOW,
    ),
    "ask for health": lambda office: asked(office, ASK_HEALTH),
    "ask for the file": lambda office: asked(office, ASK),
    "grant health": lambda office: approved(office, CRISIS_LEAD, HEALTH),
    "grant the file": lambda office: approved(office, LEADER),
    "break the glass": broken,
    "break it again": lambda office: broken(
        office, replace(BREAK, grant_id=GrantId(uuid5(GLASS, "again")))
    ),
}


@settings(max_examples=12, deadline=None)
@drawn(
    before=st.lists(st.sampled_from(sorted(STEPS)), max_size=5),
    after=st.lists(st.sampled_from(sorted(STEPS)), max_size=5),
)
def test_no_sequence_of_requests_lets_whoever_is_named_read_the_case(
    sqlite_ledgers: SqliteLedgers,
    tmp_path_factory: pytest.TempPathFactory,
    before: list[str],
    after: list[str],
) -> None:
    with sqlite_ledgers.fresh(tmp_path_factory.mktemp("steps"), open_granting) as databases:
        office = reopen_office(databases)
        steps = [*before, "name", *after]
        for step in steps:
            with suppress(DomainError):
                STEPS[step](office)
        with pytest.raises(NotFound):
            case_reading.case(office.ledger, asked_case(LAWYER))
        if "grant the file" not in steps:
            # A grant for health opens no file, and says so.
            with pytest.raises((NotFound, NotPermitted)):
                care_file(office.ledger, look())
