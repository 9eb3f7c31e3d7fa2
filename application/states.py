"""Names the stream of each subject and folds its loaded facts into what the rules know of it."""

from collections.abc import Iterable, Mapping
from typing import cast
from uuid import UUID

from application.ports import History, Ledger
from domain.accounts.facts import AccountsEvent
from domain.accounts.state import AccountState
from domain.accounts.state import fold as fold_accounts
from domain.alerts.facts import ConcernAlerted
from domain.breaches.facts import BreachesEvent
from domain.breaches.state import BreachState
from domain.breaches.state import fold as fold_breach
from domain.care.facts import CareEvent
from domain.care.state import CareState
from domain.care.state import fold as fold_care
from domain.children.facts import ChildrenEvent
from domain.children.state import ChildState
from domain.children.state import fold as fold_children
from domain.consent.facts import ConsentEvent
from domain.consent.state import ConsentState
from domain.consent.state import fold as fold_consent
from domain.disclosures.facts import DisclosuresEvent
from domain.disclosures.state import DisclosuresState
from domain.disclosures.state import fold as fold_disclosures
from domain.grants.facts import GrantsEvent
from domain.grants.state import GrantsState
from domain.grants.state import fold as fold_grants
from domain.pairing.facts import PairingEvent
from domain.pairing.state import PairingState
from domain.pairing.state import fold as fold_pairing
from domain.reads.facts import ReadsEvent
from domain.reads.state import QuestionState
from domain.reads.state import fold as fold_question
from domain.referrals.facts import ReferralsEvent
from domain.referrals.state import CaseState
from domain.referrals.state import fold as fold_case
from domain.rights.facts import RightsEvent
from domain.rights.state import RightsState
from domain.rights.state import fold as fold_rights
from domain.shared import (
    BreachId,
    CaseId,
    ChildId,
    Erased,
    OrganisationId,
    PersonId,
    QuestionId,
    RefusalsId,
    Stream,
)
from domain.staff.facts import StaffEvent
from domain.staff.state import NO_STAFF, StaffState
from domain.staff.state import fold as fold_staff
from domain.survey.facts import SurveyEvent
from domain.survey.state import SurveyState
from domain.survey.state import fold as fold_survey
from domain.visits.facts import VisitsEvent
from domain.visits.state import VisitsState
from domain.visits.state import fold as fold_visits


def staff_stream(subject_id: PersonId | OrganisationId) -> Stream:
    """Return the stream of one person or organisation."""
    return Stream("staff", subject_id)


def accounts_stream(person_id: PersonId) -> Stream:
    """Return the stream of one person's account."""
    return Stream("accounts", person_id)


def children_stream(child_id: ChildId) -> Stream:
    """Return the stream of who a child is."""
    return Stream("children", child_id)


def care_stream(child_id: ChildId) -> Stream:
    """Return the stream of a child's care file."""
    return Stream("care", child_id)


def pairing_stream(child_id: ChildId) -> Stream:
    """Return the stream of a child's mentors."""
    return Stream("pairing", child_id)


def visits_stream(child_id: ChildId) -> Stream:
    """Return the stream of visits to and talks with a child."""
    return Stream("visits", child_id)


def survey_stream(child_id: ChildId) -> Stream:
    """Return the stream of the rows of lists that speak of a child."""
    return Stream("survey", child_id)


def consent_stream(subject_id: ChildId | OrganisationId) -> Stream:
    """Return the stream of what a family was told and agreed to, or of one office's notices."""
    return Stream("consent", subject_id)


def rights_stream(child_id: ChildId) -> Stream:
    """Return the stream of what was asked about a child's data."""
    return Stream("rights", child_id)


def disclosures_stream(child_id: ChildId) -> Stream:
    """Return the stream of what was handed to others of a child's data."""
    return Stream("disclosures", child_id)


def breaches_stream(organisation_id: OrganisationId) -> Stream:
    """Return the stream of the data breaches for which an office answers."""
    return Stream("breaches", organisation_id)


def security_stream(refusals_id: RefusalsId) -> Stream:
    """Return the stream of the refusals of one kind that one process counted in one hour."""
    return Stream("security", refusals_id)


def referrals_stream(case_id: CaseId) -> Stream:
    """Return the stream of one worry and the referral that may follow."""
    return Stream("referrals", case_id)


def alerts_stream(case_id: CaseId) -> Stream:
    """Return the stream of who was told of one worry."""
    return Stream("alerts", case_id)


def reads_stream(id_: UUID) -> Stream:
    """Return the stream of one reading, or of one question about readings, in the second log."""
    return Stream("reads", id_)


def grants_stream(subject_id: ChildId | PersonId) -> Stream:
    """Return the stream of access to one child, or of what counts for one person."""
    return Stream("grants", subject_id)


def staff_state(history: History, subject_id: UUID) -> StaffState:
    """Return what is known of a person or organisation."""
    facts = history.of(Stream("staff", subject_id))
    return fold_staff(cast("Iterable[StaffEvent]", facts))


def staff_now(ledger: Ledger, subject_id: PersonId | OrganisationId) -> StaffState:
    """Return what is known of a person or organisation now, nothing where that was erased.

    Raises: Unreadable.
    """
    history = ledger.log.load([staff_stream(subject_id)])
    return NO_STAFF if isinstance(history, Erased) else staff_state(history, subject_id)


def accounts_state(history: History, person_id: PersonId) -> AccountState:
    """Return what is known of a person's account."""
    facts = history.of(accounts_stream(person_id))
    return fold_accounts(each for each in facts if isinstance(each, AccountsEvent))


def child_state(history: History, child_id: ChildId) -> ChildState:
    """Return what is known of who a child is."""
    return fold_children(cast("Iterable[ChildrenEvent]", history.of(children_stream(child_id))))


def care_state(history: History, child_id: ChildId) -> CareState:
    """Return what is known of a care file."""
    return fold_care(cast("Iterable[CareEvent]", history.of(care_stream(child_id))))


def pairing_state(history: History, child_id: ChildId) -> PairingState:
    """Return what is known of a child's mentors."""
    return fold_pairing(cast("Iterable[PairingEvent]", history.of(pairing_stream(child_id))))


def visits_state(history: History, child_id: ChildId) -> VisitsState:
    """Return what is known of the visits to and talks with a child."""
    return fold_visits(cast("Iterable[VisitsEvent]", history.of(visits_stream(child_id))))


def consent_state(history: History, subject_id: ChildId | OrganisationId) -> ConsentState:
    """Return what is known of a child's consent, or of one organisation's notices."""
    facts = history.of(consent_stream(subject_id))
    return fold_consent(cast("Iterable[ConsentEvent]", facts))


def rights_state(history: History, child_id: ChildId) -> RightsState:
    """Return what was asked about a child's data, and answered."""
    return fold_rights(cast("Iterable[RightsEvent]", history.of(rights_stream(child_id))))


def disclosures_state(history: History, child_id: ChildId) -> DisclosuresState:
    """Return what was handed to others of a child's data."""
    facts = history.of(disclosures_stream(child_id))
    return fold_disclosures(cast("Iterable[DisclosuresEvent]", facts))


def breach_state(
    history: History, organisation_id: OrganisationId, breach_id: BreachId
) -> BreachState:
    """Return what is known of one breach."""
    facts = cast("Iterable[BreachesEvent]", history.of(breaches_stream(organisation_id)))
    return fold_breach(each for each in facts if each.breach_id == breach_id)


def breach_states(
    history: History, organisation_id: OrganisationId
) -> Mapping[BreachId, BreachState]:
    """Return what is known of each breach of an office, in the order in which they were learned."""
    facts = cast("Iterable[BreachesEvent]", history.of(breaches_stream(organisation_id)))
    of_each: dict[BreachId, list[BreachesEvent]] = {}
    for each in facts:
        of_each.setdefault(each.breach_id, []).append(each)
    return {breach_id: fold_breach(those) for breach_id, those in of_each.items()}


def case_state(history: History, case_id: CaseId) -> CaseState:
    """Return what is known of a worry and its referral."""
    return fold_case(cast("Iterable[ReferralsEvent]", history.of(referrals_stream(case_id))))


def alerts_of(history: History, case_id: CaseId) -> tuple[ConcernAlerted, ...]:
    """Return who was told of a worry, in the order in which they were."""
    # Of a report that was given the id of a case nothing is told there.
    told = history.of(alerts_stream(case_id))
    return tuple(each for each in told if isinstance(each, ConcernAlerted))


def question_state(history: History, question_id: QuestionId) -> QuestionState:
    """Return what is known of a question about readings."""
    return fold_question(cast("Iterable[ReadsEvent]", history.of(reads_stream(question_id))))


def survey_state(history: History, child_id: ChildId) -> SurveyState:
    """Return which rows of lists were received for a child."""
    facts = history.of(survey_stream(child_id))
    return fold_survey(cast("Iterable[SurveyEvent]", facts))


def grants_state(history: History, subject_id: ChildId | PersonId) -> GrantsState:
    """Return what is known of access to a child, or of what counts for a person."""
    facts = history.of(grants_stream(subject_id))
    return fold_grants(cast("Iterable[GrantsEvent]", facts))
