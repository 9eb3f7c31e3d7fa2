"""What the pages show of a case, made of what the use case answered."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from api.pages.crisis.case_stages import stage_of
from api.pages.crisis.return_lines import returning_actions
from api.pages.people_names import person, place
from api.view_models.crisis.cases import (
    ActLine,
    Acts,
    CaseActions,
    CaseEntry,
    CaseHead,
    NowRegistered,
    ToldLine,
    Worry,
)
from api.view_models.crisis.duty import Elapsed
from api.view_models.crisis.hospital_lines import ReferralLines
from application.crisis.delivery.alert_links import is_by_link
from application.crisis.reading.case_reading import Case
from application.ports import Recorded
from domain.access.table import Request as Asking
from domain.referrals.ending import closing_lacks, withdrawing_lacks
from domain.referrals.facts import Situation
from domain.referrals.family.guardians import may_tell_guardian
from domain.referrals.involvement import every_report, kinds_in
from domain.referrals.school.panel_facts import PanelDecision
from domain.referrals.school.panels import stands_against
from domain.referrals.situations import Involved
from domain.referrals.state import CaseState
from domain.shared import PersonId
from domain.staff.facts import Role

WAITED_AT_LEAST = timedelta(minutes=5)
"""From so long on it is said that a worry waited on a telephone; before, clocks may just differ."""


def head_of(found: Case, now: datetime) -> CaseHead:
    """Return what stands at the top of every page about the case."""
    concern = found.concern
    places = (concern.school_id, concern.class_id, concern.village_id)
    named = (place(found.names, each) for each in places)
    return CaseHead(
        case_id=found.case_id,
        stage=stage_of(found.state),
        situation=_gravest(found),
        raised=Elapsed(at=found.raised_at, now=now),
        pupil=found.file.pupil.name,
        born_on=found.file.pupil.born_on,
        now=_now_registered(found),
        described_as=found.described_as,
        places=tuple(each for each in named if each),
        level=found.state.level,
    )


def _gravest(found: Case) -> Situation:
    """Return how things stand by the gravest worry of the case; the codes are in that order."""
    further = (each.concern.situation for each in found.further if each.concern)
    return min((found.concern.situation, *further), key=list(Situation).index)


def _now_registered(found: Case) -> NowRegistered | None:
    pupil, new = found.file.pupil, found.file.pupil.renamed
    if new is None:
        return None
    return NowRegistered(
        name=new.name,
        at=new.changed_at,
        was_on_file=pupil.was_on_file,
        born_on=new.born_on,
        who=person(found.names, new.changed_by) if new.changed_by else None,
        proposed_by=person(found.names, new.proposed_by) if new.proposed_by else None,
    )


def acts_of(found: Case) -> Acts | None:
    """Return what those kept out did to the file since; None where nobody is, or not told."""
    file = found.file
    if not file.watches:
        return None
    lines = (
        ActLine(kind=each.kind.__name__, at=each.done_at, who=person(found.names, each.done_by))
        for each in file.acts
    )
    return Acts(lines=tuple(lines), more=file.more_acts)


def worry_of(found: Case) -> Worry:
    """Return what was seen, and by whom."""
    concern = found.concern
    first = next((each for each in found.entries if each.fact == concern), None)
    return Worry(
        signs=concern.signs,
        heard=concern.heard,
        noticed_at=concern.noticed_at,
        is_with_child=concern.is_with_child,
        may_tell_guardian=may_tell_guardian(found.state, concern),
        involved=tuple(sorted(kinds_in(every_report(found.state)), key=list(Involved).index)),
        involved_people=tuple(filter(None, _involved(found))),
        reporter=person(found.names, found.raised_by) if found.raised_by else None,
        reporter_role=_role(first.context.duty) if first else None,
        written_at=_waited_since(first) if first else None,
    )


def _waited_since(raised: Recorded[object]) -> datetime | None:
    written_at = raised.context.entered_at
    is_late = written_at is not None and raised.recorded_at - written_at >= WAITED_AT_LEAST
    return written_at if is_late else None


def told(found: Case, *, gaps: bool = False) -> tuple[ToldLine, ...]:
    """Return who was told and in which posts, or the posts in which nobody could be."""
    if gaps:
        return tuple(
            ToldLine(role=each.role, place=place(found.names, each.organisation_id))
            for each in found.gaps
        )
    lines = (
        ToldLine(
            role=each.role,
            place=place(found.names, each.organisation_id),
            name=person(found.names, each.person_id),
        )
        for each in found.addressees
    )
    return tuple(dict.fromkeys(lines))


def referral_of(found: Case) -> ReferralLines | None:
    """Return the referral and what it rests on."""
    state, issued = found.state, found.state.issued
    if issued is None:
        return None
    giver = state.givers.get(issued.consent_id) if issued.consent_id else None
    received = state.acknowledged
    return ReferralLines(
        issued=issued,
        hospital=place(found.names, issued.hospital_id) or "",
        consent=state.consents.get(issued.consent_id) if issued.consent_id else None,
        consent_giver=giver.name if giver else "",
        acknowledged_by=person(found.names, received.acknowledged_by) if received else None,
    )


def entry(found: Case, recorded: Recorded[object]) -> CaseEntry:
    """Return one fact as the timeline shows it."""
    return CaseEntry(
        position=recorded.position,
        kind=type(recorded.fact).__name__,
        learned_at=recorded.recorded_at,
        who=person(found.names, recorded.actor_id),
        fact=recorded.fact,
        role=_role(recorded.context.duty),
        by_link=is_by_link(recorded.context),
    )


def actions_of(found: Case, me: PersonId, *, take_over: bool = False) -> CaseActions:
    """Return what the person may do with the case as it stands."""
    state, may = found.state, found.may
    is_open = not state.is_over
    is_mine = is_open and state.owner_id == me
    is_free = is_open and state.owner_id is None
    waits = is_open and bool(state.further.unanswered)
    return CaseActions(
        take=(is_free or take_over or waits) and Asking.TAKE_CONCERN in may,
        pass_on=(is_free or is_mine) and Asking.PASS_CONCERN_ON in may,
        propose=is_mine
        and state.proposed is None
        and not state.at_hospital.sent_to
        and Asking.PROPOSE_REFERRAL in may,
        issue=is_mine and state.issued is None and Asking.ISSUE_REFERRAL in may,
        letter=is_open and state.issued is not None and not found.is_for_hospital,
        name_liaison=is_open and state.issued is not None and Asking.ISSUE_REFERRAL in may,
        **_at_hospital(found, is_open=is_open),
        **_aftercare(found, is_open=is_open, is_mine=is_mine),
        **returning_actions(found, me),
        withdraw=is_mine and withdrawing_lacks(state) is None and Asking.WITHDRAW_CONCERN in may,
        redirect=is_mine and not state.acknowledged and Asking.REDIRECT_CONCERN in may,
        identify=not found.file.pupil.is_on_file,
        decide=_may_sit(found, me) and len(stands_against(state)) < len(PanelDecision),
    )


def before_panel(found: Case, me: PersonId) -> str | None:
    """Return by its code what has to happen before a panel may decide anything at all."""
    against = stands_against(found.state)
    is_waiting = _may_sit(found, me) and len(against) == len(PanelDecision)
    # What else it may decide takes the hospital's answer; the end of the case is in their hands.
    return against[PanelDecision.WITHDRAW] if is_waiting else None


def _may_sit(found: Case, me: PersonId) -> bool:
    state = found.state
    is_mine = not state.is_over and state.owner_id == me
    sits = (is_mine and state.acknowledged is None) or _is_voluntary(state)
    return sits and Asking.DECIDE_IN_PANEL in found.may


def _aftercare(found: Case, *, is_open: bool, is_mine: bool) -> dict[str, bool]:
    """Return what may be done once a hospital saw the child; another ends what one proposed."""
    state, may = found.state, found.may
    is_seen = is_open and state.at_hospital.attended is not None
    is_back = is_open and bool(state.at_school.returns.plans)
    # What waits can be declined whatever holds since; only to end the case it must be whole.
    waits = is_open and state.aftercare.waiting is not None
    ends = waits or (is_mine and closing_lacks(state) is None)
    return {
        "follow_up": (is_seen or is_back) and Asking.FOLLOW_UP in may,
        "close": ends and Asking.CLOSE_CASE in may,
    }


def _is_voluntary(state: CaseState) -> bool:
    """Return whether a panel may still decide on support that a family wishes for."""
    return state.restored is not None and state.withdrawn is None


def _at_hospital(found: Case, *, is_open: bool) -> dict[str, bool]:
    """Return what a liaison may do: `may` tells of the hospital that has the referral alone."""
    state, may = found.state, found.may
    is_there = is_open and state.issued is not None
    has_come = state.at_hospital.attended is not None
    return {
        "acknowledge": is_there
        and state.acknowledged is None
        and Asking.ACKNOWLEDGE_REFERRAL in may,
        "decline": is_there and not has_come and Asking.DECLINE_REFERRAL in may,
        "tell": is_there and has_come and Asking.GIVE_FEEDBACK in may,
        "arrange": is_there and state.acknowledged is not None and Asking.ARRANGE_VISIT in may,
    }


def _involved(found: Case) -> Iterator[str]:
    for each in dict.fromkeys(who for e in every_report(found.state) for who in e.involved_ids):
        yield person(found.names, each)


def _role(duty: str | None) -> Role | None:
    return Role(duty) if duty and duty in Role._value2member_map_ else None
