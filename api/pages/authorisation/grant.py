"""The page of one request or break-glass access, and what is decided on it."""

from collections.abc import Callable
from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.pages.authorisation.grant_lists import line_of
from api.pages.frame import FieldsDep, Visitor, VisitorDep, see_other
from api.pages.people_names import place
from api.pages.reads.reading_lines import reading_lines
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.authorisation.grants import GrantDetailPage, GrantLine
from api.view_models.forms import Form, typed
from api.view_models.shell import DutyLabel
from application.authorisation.glass import close_glass, review_glass_break
from application.authorisation.grant_access import AskedGrant
from application.authorisation.grant_reading import GrantShown, open_grant
from application.authorisation.grants import (
    approve_access,
    deny_access,
    give_back_access,
    revoke_access,
)
from application.authorisation.own_grant import AskedOwnGrant, open_own_grant
from application.ports import Receipt
from domain.grants.facts import DenialReason, RevocationReason, Verdict
from domain.grants.state import (
    ApproveAccess,
    CloseGlass,
    DenyAccess,
    ReviewGlassBreak,
    RevokeAccess,
)
from domain.shared import ChildId, Compartment, GrantId

router = APIRouter(include_in_schema=False)

DENY = "deny"


@router.get(paths.GRANT)
def grant(child_id: UUID, grant_id: UUID, visitor: VisitorDep) -> Response:
    """Show one request or access to its holder, or whoever decides or reviews."""
    return visitor.page(_page(visitor, child_id, grant_id, None))


@router.get(paths.OWN_GRANT)
def own_grant(grant_id: UUID, visitor: VisitorDep) -> Response:
    """Show one's own request or access; of whom it is only where it was opened."""
    return visitor.page(_own_page(visitor, grant_id, Form()))


@router.post(paths.GIVE_BACK)
def give_back(grant_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Take one's own request back, or give access back; it needs no reason."""
    call = visitor.call
    return take(
        visitor,
        fields,
        lambda: give_back_access(call.ledger, call.actor, GrantId(grant_id), call.now),
        done=lambda _receipt: paths.filled(paths.OWN_GRANT, grant_id=grant_id),
        again=lambda form: _own_page(visitor, grant_id, form),
    )


@router.post(paths.DECIDE_GRANT)
def decide(child_id: UUID, grant_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Grant or refuse; which of the two is the button that was pressed."""
    call = visitor.call

    def save() -> Receipt:
        if fields.text("answer") == DENY:
            denial = DenyAccess(
                child_id=ChildId(child_id),
                grant_id=GrantId(grant_id),
                reason=fields.one_of("denial_reason", DenialReason),
            )
            fields.require_no_errors()
            return deny_access(call.ledger, call.actor, denial, call.now)
        approval = ApproveAccess(
            child_id=ChildId(child_id),
            grant_id=GrantId(grant_id),
            compartments=fields.several_of("compartments", Compartment),
            until_on=fields.day("until_on"),
        )
        fields.require_no_errors()
        return approve_access(call.ledger, call.actor, approval, call.now)

    return _take(visitor, child_id, grant_id, fields, save)


@router.post(paths.REVOKE_GRANT)
def revoke(child_id: UUID, grant_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Let access end now; its holder gives it back without a reason."""
    call = visitor.call

    def save() -> Receipt:
        request = RevokeAccess(
            child_id=ChildId(child_id),
            grant_id=GrantId(grant_id),
            reason=fields.one_of("revocation_reason", RevocationReason),
        )
        fields.require_no_errors()
        return revoke_access(call.ledger, call.actor, request, call.now)

    return _take(visitor, child_id, grant_id, fields, save)


@router.post(paths.CLOSE_GLASS)
def close(child_id: UUID, grant_id: UUID, visitor: VisitorDep) -> Response:
    """Say that one has read enough."""
    call = visitor.call
    request = CloseGlass(child_id=ChildId(child_id), grant_id=GrantId(grant_id))
    close_glass(call.ledger, call.actor, request, call.now)
    return see_other(paths.GRANTS)


@router.post(paths.REVIEW_GLASS)
def review(child_id: UUID, grant_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Say whether the glass had to be broken."""
    call = visitor.call

    def save() -> Receipt:
        request = ReviewGlassBreak(
            child_id=ChildId(child_id),
            grant_id=GrantId(grant_id),
            verdict=fields.one_of("verdict", Verdict),
            note=fields.maybe("note"),
        )
        fields.require_no_errors()
        return review_glass_break(call.ledger, call.actor, request, call.now)

    return _take(visitor, child_id, grant_id, fields, save)


def _take(
    visitor: Visitor, child_id: UUID, grant_id: UUID, fields: Fields, save: Callable[[], Receipt]
) -> Response:
    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(paths.GRANT, child_id=child_id, grant_id=grant_id),
        again=lambda form: _page(visitor, child_id, grant_id, form),
    )


def _page(visitor: Visitor, child_id: UUID, grant_id: UUID, form: Form | None) -> GrantDetailPage:
    call = visitor.call
    found = open_grant(
        call.ledger,
        AskedGrant(
            actor=call.actor,
            child_id=ChildId(child_id),
            grant_id=GrantId(grant_id),
            now=call.now,
            read_id=visitor.read_id,
        ),
    )
    line = line_of(call, found.row, found.names)
    return _shown(found, line, _filled(found) if form is None else _beside(found, form))


def _own_page(visitor: Visitor, grant_id: UUID, form: Form) -> GrantDetailPage:
    call = visitor.call
    found = open_own_grant(
        call.ledger,
        AskedOwnGrant(
            actor=call.actor, grant_id=GrantId(grant_id), now=call.now, read_id=visitor.read_id
        ),
    )
    return _shown(found, line_of(call, found.row, found.names), form)


def _filled(found: GrantShown) -> Form:
    """Return the form of the decision as the request would have it."""
    if found.requested is None:
        return Form()
    return Form(
        typed(
            compartments=[each.value for each in found.requested.compartments],
            until_on=found.requested.until_on.isoformat(),
        )
    )


def _beside(found: GrantShown, form: Form) -> Form:
    """Return what was posted; who refused it finds the form to approve beside it as it was."""
    if form.one("answer") != DENY:
        return form
    return Form({**_filled(found).entries, **form.entries}, form.errors)


def _shown(found: GrantShown, line: GrantLine, form: Form) -> GrantDetailPage:
    state, grant_id, broken = found.state, found.grant_id, found.broken
    denied, revoked = state.denied.get(grant_id), state.revoked.get(grant_id)
    approved, reviewed = state.approved.get(grant_id), state.reviewed.get(grant_id)
    deciders = [
        *([approved.approved_by] if approved else []),
        *([reviewed.reviewed_by] if reviewed else []),
    ]
    enders = [
        *([denied.denied_by] if denied else []),
        *([revoked.revoked_by] if revoked else []),
        *([found.row.person_id] if grant_id in state.closed else []),
    ]
    first = (broken, state.told.get(grant_id))
    told = [who for e in first if e for who in (*e.supervisor_ids, *e.privacy_officer_ids)]
    return GrantDetailPage(
        line=line,
        child_name=found.child_name,
        reason=found.reason,
        form=form,
        is_own=found.is_own,
        cases=found.cases,
        may_decide=found.may_decide,
        may_revoke=found.may_revoke and line.is_in_force,
        may_review=found.may_review and not line.is_in_force,
        is_reviewed_later=found.may_review and line.is_in_force,
        glass_reason=broken.reason if broken else None,
        told=tuple(found.names.people.get(each, "") for each in dict.fromkeys(told)),
        told_nobody=broken is not None and not told,
        denied=denied.reason if denied else None,
        revoked=revoked.reason if revoked else None,
        decided_by=found.names.people.get(deciders[-1]) if deciders else None,
        duties=_duties(found),
        places=tuple(place(found.names, each) or "" for each in found.places),
        readings=reading_lines(found.readings, found.names),
        is_whole=found.is_whole,
        ended_at=found.ended_at,
        ended_by=found.names.people.get(enders[-1], "") if enders else "",
        note=found.note,
    )


def _duties(found: GrantShown) -> tuple[DutyLabel, ...]:
    return tuple(
        DutyLabel(role=each.role, organisation=place(found.names, each.organisation_id) or "")
        for each in found.duties
    )
