"""The telephone of a person: one proposes another number, a second one lets it hold."""

from dataclasses import replace
from datetime import date, timedelta

from domain.shared import PersonId, TelephoneId
from domain.staff.facts import PersonKind, StaffEvent
from domain.staff.state import (
    NO_STAFF,
    ConfirmTelephone,
    DeclineTelephone,
    ProposeTelephone,
    StaffState,
    evolve,
    fold,
)
from domain.staff.telephone_facts import (
    PersonTelephoneChanged,
    PersonTelephoneDeclined,
    PersonTelephoneProposed,
    TelephoneDeclineReason,
)
from domain.staff.telephones import confirm_telephone, decline_telephone, propose_telephone
from tests.examples import RULES, TEACHER, TEACHER_REGISTERED, TODAY, example_id
from tests.spec import Rule, Spec

STAFF: Spec[StaffState, StaffEvent] = Spec(evolve, NO_STAFF)
LEADER, OFFICER, OTHER = (PersonId(example_id(number)) for number in (931, 932, 933))
FIRST, SECOND = TelephoneId(example_id(934)), TelephoneId(example_id(935))
PROPOSED = PersonTelephoneProposed(
    person_id=TEACHER,
    telephone_id=FIRST,
    telephone="13000000055",
    proposed_by=LEADER,
    proposed_on=TODAY,
)
CHANGED = PersonTelephoneChanged(
    person_id=TEACHER,
    telephone_id=FIRST,
    telephone="13000000055",
    proposed_by=LEADER,
    confirmed_by=OFFICER,
)


NOT_ASKED_FOR, WITHDRAWN = TelephoneDeclineReason.NOT_ASKED_FOR, TelephoneDeclineReason.WITHDRAWN
DECLINED = PersonTelephoneDeclined(
    person_id=TEACHER, telephone_id=FIRST, declined_by=OFFICER, reason=NOT_ASKED_FOR
)


def proposing(
    telephone: str,
    *,
    by: PersonId = LEADER,
    under: TelephoneId = FIRST,
    on: date = TODAY,
    replaces: TelephoneId | None = None,
) -> Rule[StaffState, StaffEvent]:
    request = ProposeTelephone(
        person_id=TEACHER, telephone_id=under, telephone=telephone, replaces=replaces
    )
    return lambda state: propose_telephone(state, request, by=by, today=on, rules=RULES)


def confirming(
    *, by: PersonId = OFFICER, under: TelephoneId = FIRST, on: date = TODAY
) -> Rule[StaffState, StaffEvent]:
    request = ConfirmTelephone(person_id=TEACHER, telephone_id=under)
    return lambda state: confirm_telephone(state, request, by=by, today=on, rules=RULES)


def declining(
    reason: TelephoneDeclineReason = NOT_ASKED_FOR,
    *,
    by: PersonId = OFFICER,
    under: TelephoneId = FIRST,
) -> Rule[StaffState, StaffEvent]:
    request = DeclineTelephone(person_id=TEACHER, telephone_id=under, reason=reason)
    return lambda state: decline_telephone(state, request, by=by)


def test_a_proposed_telephone_holds_once_another_confirms_it() -> None:
    known = STAFF.given(TEACHER_REGISTERED)
    known.when(proposing("130 0000 0055")).then(PROPOSED)
    assert fold([TEACHER_REGISTERED, PROPOSED]).phone == TEACHER_REGISTERED.phone
    STAFF.given(TEACHER_REGISTERED, PROPOSED).when(confirming()).then(CHANGED)
    assert fold([TEACHER_REGISTERED, PROPOSED, CHANGED]).phone == PROPOSED.telephone


def test_the_same_again_is_known_and_another_number_under_the_same_id_is_refused() -> None:
    waits = STAFF.given(TEACHER_REGISTERED, PROPOSED)
    waits.when(proposing("13000000055", on=TODAY + timedelta(days=1))).then_known(PROPOSED)
    waits.when(proposing("13000000056")).then_refused("telephone_proposed_already")
    done = STAFF.given(TEACHER_REGISTERED, PROPOSED, CHANGED)
    done.when(confirming()).then_known(CHANGED)
    done.when(confirming(by=OTHER)).then_refused("telephone_confirmed_already")


def test_one_person_alone_redirects_no_call() -> None:
    waits = STAFF.given(TEACHER_REGISTERED, PROPOSED)
    waits.when(confirming(by=LEADER)).then_refused("own_telephone_proposal")
    waits.when(confirming(by=TEACHER)).then_refused("telephone_of_oneself")
    STAFF.given(TEACHER_REGISTERED).when(proposing("13000000055", by=TEACHER)).then_refused(
        "telephone_of_oneself"
    )


def test_only_the_latest_proposal_is_confirmed_and_none_that_is_too_old() -> None:
    later = replace(PROPOSED, telephone_id=SECOND, telephone="13000000056")
    both = STAFF.given(TEACHER_REGISTERED, PROPOSED, later)
    both.when(confirming()).then_refused("telephone_proposed_anew")
    both.when(confirming(under=SECOND)).then(
        replace(CHANGED, telephone_id=SECOND, telephone="13000000056")
    )
    over = TODAY + timedelta(days=RULES.proposal_valid_days + 1)
    STAFF.given(TEACHER_REGISTERED, PROPOSED).when(confirming(on=over)).then_refused(
        "proposal_too_old"
    )
    STAFF.given(TEACHER_REGISTERED).when(confirming()).then_refused("telephone_not_proposed")


def test_what_nobody_can_dial_or_what_holds_already_is_no_proposal() -> None:
    known = STAFF.given(TEACHER_REGISTERED)
    known.when(proposing(" ")).then_refused("required", field="telephone")
    known.when(proposing("值班室")).then_refused("not_a_phone", field="telephone")
    known.when(proposing(TEACHER_REGISTERED.phone or "")).then_refused("telephone_holds_already")
    machine = replace(TEACHER_REGISTERED, kind=PersonKind.MACHINE)
    STAFF.given(machine).when(proposing("13000000055")).then_refused("not_a_registered_human")


def test_what_is_declined_holds_never_and_another_number_can_be_proposed() -> None:
    STAFF.given(TEACHER_REGISTERED, PROPOSED).when(declining()).then(DECLINED)
    over = STAFF.given(TEACHER_REGISTERED, PROPOSED, DECLINED)
    over.when(declining()).then_known(DECLINED)
    over.when(declining(by=OTHER)).then_refused("telephone_declined_already")
    over.when(confirming()).then_refused("telephone_declined_already")
    again = replace(PROPOSED, telephone_id=SECOND, proposed_by=OTHER)
    over.when(proposing("13000000055", by=OTHER, under=SECOND)).then(again)
    STAFF.given(TEACHER_REGISTERED).when(declining()).then_refused("telephone_not_proposed")
    done = STAFF.given(TEACHER_REGISTERED, PROPOSED, CHANGED)
    done.when(declining()).then_refused("telephone_confirmed_already")


def test_the_proposer_takes_back_and_gives_no_other_reason_and_nobody_else_does() -> None:
    waits = STAFF.given(TEACHER_REGISTERED, PROPOSED)
    taken_back = replace(DECLINED, declined_by=LEADER, reason=WITHDRAWN)
    waits.when(declining(WITHDRAWN, by=LEADER)).then(taken_back)
    waits.when(declining(by=LEADER)).then_refused("own_telephone_proposal")
    waits.when(declining(WITHDRAWN)).then_refused("not_the_proposer", field="reason")
    waits.when(declining(by=TEACHER)).then_refused("telephone_of_oneself")


def test_the_proposal_of_another_is_replaced_by_whoever_says_so_alone() -> None:
    waits = STAFF.given(TEACHER_REGISTERED, PROPOSED)
    later = replace(PROPOSED, telephone_id=SECOND, telephone="13000000056", proposed_by=OTHER)
    over_it = proposing("13000000056", by=OTHER, under=SECOND)
    waits.when(over_it).then_refused("telephone_waits")
    waits.when(proposing("13000000056", by=OTHER, under=SECOND, replaces=FIRST)).then(later)
    own = replace(later, proposed_by=LEADER)
    waits.when(proposing("13000000056", under=SECOND)).then(own)
    after = TODAY + timedelta(days=RULES.proposal_valid_days + 1)
    waits.when(proposing("13000000056", by=OTHER, under=SECOND, on=after)).then(
        replace(later, proposed_on=after)
    )
    both = STAFF.given(TEACHER_REGISTERED, PROPOSED, later)
    both.when(declining()).then_refused("telephone_proposed_anew")
